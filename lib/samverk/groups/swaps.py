"""Walkers over whole days that weigh every swap of a round at once.

In a step every walker draws one of all swaps of two people in one round, or none, by Boltzmann's
law (heat bath; nearly without rejections: Bortz, Kalos and Lebowitz 1975), so that a cold walker
loses no time on swaps that nobody would take. What everybody would cost in every group, and
from that all swaps, are two products of matrices for each walker, exact in floating point since
all are whole numbers. For groups that keep their sizes and no more people than `MANY`, since swaps
grow with their square.
"""

from __future__ import annotations

from collections.abc import Sequence
from math import log

import numpy as np

from samverk.groups.cost import base, meetings
from samverk.groups.crowd import Floats
from samverk.groups.dice import Dice, gumbel
from samverk.groups.ladder import TURN, Ladder
from samverk.groups.request import Ints, Request

MANY = 80
HOT, SPAN, LIVELY = 0.25, 1.7, 0.35
"""The first hottest temperature as a part of what one more meeting costs, how many times the
coldest it is, and the part of its steps in which the hottest walker is to move."""
EXACT = 1 << 24
NOISE = 1 << 20


def serves(request: Request) -> bool:
    """Whether all sizes are fixed, everybody may move alone, and numbers stay exact."""
    fixed = bool((request.least == request.most).all())
    alone = not request.together and not (request.pin != -1).any()
    return fixed and alone and 2 < request.n <= MANY and _wall(request, _unit(request)) < EXACT


class Swaps:
    """Walkers from `rounds`, which cost `cost` millionths; costs count in units of `unit`."""

    def __init__(
        self, request: Request, rounds: Sequence[Ints], cost: int, dice: Dice, walkers: int
    ) -> None:
        n, self.walkers, self.dice = request.n, walkers, dice
        self.n, self.rounds, self.unit = n, len(rounds), _unit(request)
        self.again = request.met_weight // self.unit
        wall = _wall(request, self.unit) // (8 * (int(request.most.max()) + 1))
        first = base(request) // self.unit
        dear = np.abs(first[first != 0])
        weight = first + self.again * meetings(request, rounds)
        for members in request.apart:
            weight[np.ix_(members, members)] += wall
        np.fill_diagonal(weight, 0)
        # Twice what a pair costs, which is what a swap of the two saves.
        self.weight: Floats = np.tile(2 * weight.astype(np.float32), (walkers, 1, 1))
        self.of = np.tile(np.array(rounds)[:, None], (1, walkers, 1))
        self.inside: Floats = (self.of[..., None] == np.arange(request.groups)).astype(np.float32)
        self.wall, self.row = np.float32(wall), np.arange(walkers)
        self.groups, self.people = request.groups, np.arange(n)
        self.kept = self.again * (request.most - 1).astype(np.float32)
        self.swap: Floats = np.empty((walkers, n, n), dtype=np.float32)
        self.drawn = np.empty_like(self.swap)
        self.left: Floats = np.empty((walkers, n, 2 * request.groups), dtype=np.float32)
        self.right: Floats = np.empty((walkers, 2 * request.groups, n), dtype=np.float32)
        faces = dice.faces(NOISE + self.swap.size)
        self.noise: Floats = gumbel().astype(np.float32).take(faces)
        self.cost = np.full(walkers, cost // self.unit, dtype=np.int64)
        self.best, self.best_of = cost // self.unit, self.of[:, 0].copy()
        typical = max(1, abs(self.again), int(dear.sum() // len(dear)) if len(dear) else 0)
        hottest = min(HOT * typical, wall / 32)
        # Earlier groups make deep holes, in which free swaps feign liveliness and cool the ladder.
        floor = hottest if request.met else 0.0
        self.ladder = Ladder(
            walkers, np.float32, span=SPAN, lively=LIVELY, floor=floor, ceiling=wall / 32
        )
        self.ladder.warm_at(hottest, self.row)

    def turn(self) -> None:
        """Trade temperatures, and throw the dice for a turn."""
        self.ladder.trade(self.cost, self.dice)
        self.stay = gumbel().astype(np.float32).take(self.dice.faces(TURN, self.walkers))
        # Every swap stands twice in the table.
        self.stay += np.float32(round(log(2), 3))
        self.at = self.dice.below(self.rounds, TURN).tolist()
        self.start = self.dice.below(NOISE, TURN).tolist()

    def step(self, k: int) -> None:
        """Every walker swaps two people of one round, or nobody."""
        at, groups, swap, drawn = self.at[k], self.groups, self.swap, self.drawn
        inside = self.inside[at]
        there = self.weight @ inside
        there *= np.float32(0.5)
        own = np.einsum("wpg,wpg->wp", there, inside) - self.kept.take(self.of[at])
        there -= own[:, :, None]
        there += self.wall * inside
        self.left[..., :groups] = there
        self.left[..., groups:] = inside
        self.right[:, :groups] = inside.transpose(0, 2, 1)
        self.right[:, groups:] = there.transpose(0, 2, 1)
        np.matmul(self.left, self.right, out=swap)
        swap -= self.weight
        noise = self.noise[self.start[k] : self.start[k] + swap.size].reshape(swap.shape)
        temperature = self.ladder.temperature
        np.multiply(noise, -temperature[:, :, None], out=drawn)
        drawn += swap
        flat = drawn.reshape(self.walkers, -1)
        pick = flat.argmin(axis=1)
        moved = np.flatnonzero(flat[self.row, pick] < -temperature[:, 0] * self.stay[k])
        if moved.size:
            one, other = np.divmod(pick[moved], self.n)
            self.cost[moved] += swap[moved, one, other].astype(np.int64)
            self.ladder.moves[moved] += 1
            self._move(at, moved, one, other)

    def _move(self, at: int, moved: Ints, one: Ints, other: Ints) -> None:
        of, inside, weight = self.of[at], self.inside[at], self.weight
        home, away = of[moved, one], of[moved, other]
        change = inside[moved, :, away] - inside[moved, :, home]
        line = np.arange(len(moved))
        change[line, one] = change[line, other] = 0
        change *= np.float32(2 * self.again)
        weight[moved, one] += change
        weight[moved, other] -= change
        weight[moved, :, one] += change
        weight[moved, :, other] -= change
        for who, old, new in ((one, home, away), (other, away, home)):
            of[moved, who] = new
            inside[moved, who, old] = 0
            inside[moved, who, new] = 1
        best = int(self.cost.argmin())
        if self.cost[best] < self.best:
            self.best, self.best_of = int(self.cost[best]), self.of[:, best].copy()

    def found(self) -> list[Ints]:
        """The best rounds so far."""
        return list(self.best_of)


def _unit(request: Request) -> int:
    return int(np.gcd(np.gcd.reduce(np.abs(base(request)), axis=None), request.met_weight)) or 1


def _wall(request: Request, unit: int) -> int:
    """More than any sum in a step."""
    top = int(np.abs(base(request)).max(initial=0)) // unit
    top += 2 * abs(request.met_weight // unit) * request.rounds
    seats = int(request.most.max(initial=1)) + 1
    return 8 * seats * (1 + 8 * seats * (top + 1))
