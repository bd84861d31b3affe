"""The temperatures of walkers, from the coldest to the hottest, and their trades.

Parallel tempering: two neighbours trade with the chance that keeps Boltzmann's balance (Geyer
1991; Hukushima and Nemoto 1996). The ends of the ladder are led to where the hottest walkers move
often and the coldest seldom, so that it fits costs of any kind.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from samverk.groups.dice import Dice, logarithm
from samverk.groups.request import Ints

TURN = 64
"""Steps between two trades, and between two looks at the watch."""
COLDEST, HOTTEST = 0.03, 0.3
"""First temperatures as parts of what a person's best swap costs, where no swap is a gain."""
STILL, LIVELY = 0.015, 0.2
"""Parts of the steps in which the coldest and the hottest walker are to move."""
FROZEN = 1e-3


class Ladder:
    """`temperature` (walkers, 1) and, since the last trade, `moves` of each walker."""

    def __init__(
        self,
        walkers: int,
        kind: type[np.floating[Any]],
        *,
        span: float = 0.0,
        lively: float = LIVELY,
        floor: float = 0.0,
        ceiling: float = float("inf"),
    ) -> None:
        """`span` keeps the hottest so many times the coldest; `lively` is the moves in a step that
        the hottest is led to, while its temperature stays between `floor` and `ceiling`."""
        self.walkers, self._span, self._lively = walkers, span, lively
        self._floor, self.ceiling = floor, ceiling
        self.temperature: NDArray[np.floating[Any]] = np.full((walkers, 1), FROZEN, dtype=kind)
        self.moves = np.zeros(walkers, dtype=np.int64)
        self._coldest = self._hottest = 0.0
        self._turns = self._parity = 0

    def warm(self, typical: float, order: Ints) -> None:
        """Begin with temperatures for swaps that cost `typical`; `order` has the coldest first."""
        self._coldest = COLDEST * typical
        self.warm_at(HOTTEST * typical, order)

    def warm_at(self, hottest: float, order: Ints) -> None:
        """Begin with this hottest temperature; `order` has the coldest first."""
        self._hottest = hottest
        if self._span:
            self._coldest = hottest / self._span
        self._set(order)
        self.moves[:] = 0

    def trade(self, energy: Ints, dice: Dice) -> None:
        """Let every other pair of neighbours trade; `energy` is what each walker has."""
        temperature = self.temperature[:, 0]
        order = np.argsort(temperature, kind="stable")
        if self._hottest:
            self._adapt(order)
        self.moves[:] = 0
        self._parity ^= 1
        luck = logarithm()[dice.faces(self.walkers)].tolist()
        have = energy.tolist()
        for rung in range(self._parity, self.walkers - 1, 2):
            cold, hot = int(order[rung]), int(order[rung + 1])
            coldness = 1 / float(temperature[cold]) - 1 / float(temperature[hot])
            if (have[cold] - have[hot]) * coldness >= luck[rung]:
                temperature[cold], temperature[hot] = temperature[hot], temperature[cold]

    def _adapt(self, order: Ints) -> None:
        self._turns += 1
        pace = 1.02 if self._turns > 30 else 1.1
        cold, hot = self.moves[order[0]], self.moves[order[-1]]
        self._hottest *= pace if hot < self._lively * TURN else 1 / pace
        self._hottest = min(max(self._hottest, self._floor), self.ceiling)
        if self._span:
            self._coldest = self._hottest / self._span
        else:
            self._coldest *= pace if cold < STILL * TURN else 1 / pace
            self._hottest = max(self._hottest, self._coldest * 2)
        self._set(order)

    def _set(self, order: Ints) -> None:
        rungs = np.geomspace(self._coldest, self._hottest, self.walkers)
        self.temperature[order, 0] = np.float32(rungs)
