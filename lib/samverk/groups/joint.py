"""Bettering all rounds of a day together, by parallel tempering from rounds dealt one by one."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np

from samverk.groups.dice import Dice
from samverk.groups.ladder import TURN
from samverk.groups.pairs import WALKERS, Pairs
from samverk.groups.request import Ints, Request


def better(
    request: Request,
    rounds: Sequence[Ints],
    cost: int,
    *,
    steps: int,
    dice: Dice,
    goal: int,
    stop: Callable[[float, int], bool],
    walkers: int = WALKERS,
) -> tuple[list[Ints], int]:
    """Rounds at least as cheap as these, which cost `cost`, and what they cost in millionths."""
    if request.groups < 2 or request.n < 2:
        return list(rounds), cost
    pairs = Pairs(request, rounds, cost, dice, walkers)
    if not pairs.movable and not pairs.blocks:
        return list(rounds), cost
    for step in range(steps):
        if step % TURN == 0:
            pairs.turn()
            if stop(step / steps, pairs.best * pairs.unit):
                break
        pairs.step(step % TURN)
        if pairs.best * pairs.unit <= goal:
            break
    found = []
    for seat in pairs.best_seat:
        of = np.zeros(request.n + 2, dtype=np.int64)
        for group, members in enumerate(seat):
            of[members] = group
        found.append(of[: request.n])
    return found, pairs.best * pairs.unit
