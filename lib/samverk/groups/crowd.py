"""The walkers of the search, all moved by the same few array operations."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from samverk.groups.dice import Dice, gumbel
from samverk.groups.ground import Ground
from samverk.groups.ladder import TURN, Ladder
from samverk.groups.request import Ints

Floats = NDArray[np.floating[Any]]


class Crowd:
    """Walkers, their seats (walkers, blocks) and costs, in units of `unit` millionths."""

    def __init__(
        self, ground: Ground, start: Ints, dice: Dice, walkers: int, scatter: bool
    ) -> None:
        self.ground, self.dice, self.walkers = ground, dice, walkers
        m, groups = len(start), len(ground.least)
        self.m, self.groups = m, groups
        self.movable = np.flatnonzero(ground.pin < 0)
        self.loose = ground.loose
        self.unit = _unit(ground)
        self._weigh()
        self.ladder = Ladder(walkers, self.kind)
        self.gumbel: Floats = gumbel().astype(self.kind)
        self.row = np.arange(walkers)
        self.offset = self.row[:, None] * (groups * m)
        self.column = np.arange(m)
        self.seat = self._starts(start, scatter)
        self.here = self.seat * m + self.offset + self.column
        starts = self.seat if scatter else self.seat[:1]
        inside = (starts[:, None, :] == np.arange(groups)[:, None]).astype(self.kind)
        self.there: Floats = inside @ self.weight
        if not scatter:
            self.there = np.tile(self.there, (walkers, 1, 1))
        if ground.pull is not None:
            self.there += (ground.pull // self.unit).astype(self.kind).T
        self.flat = self.there.reshape(-1)
        self.own: Floats = self.flat.take(self.here)
        self.cost = np.zeros(walkers, dtype=np.int64)
        self.cost[:] = [ground.cost(seat) // self.unit for seat in starts]
        self.best = int(self.cost.min())
        self.best_seat = self.seat[int(self.cost.argmin())].copy()
        self.load = np.stack(
            [np.bincount(seat, weights=ground.size, minlength=groups) for seat in self.seat]
        ).astype(np.int64)
        self.wide = m + (groups if self.loose else 0)
        self.blocked = bool((ground.size != 1).any())
        self.fine = np.zeros((walkers, groups), dtype=np.int64)

    def _weigh(self) -> None:
        ground, unit = self.ground, self.unit
        weight = ground.weight // unit
        top = int(np.abs(weight).max(initial=0))
        pulled = 0 if ground.pull is None else int(np.abs(ground.pull // unit).max(initial=0))
        crowd = int(min(ground.most.max(), len(weight)))
        self.slack = max(1, ground.slack // unit or 2 * top)
        self.wall = 1 + 8 * (top * (crowd + 1) + pulled + self.slack * (1 + int(ground.size.max())))
        exact = self.wall * 8 * (crowd + 1) < 1 << 24
        self.kind: type[np.floating[Any]] = np.float32 if exact else np.float64
        self.weight: Floats = (weight + self.wall * ground.apart).astype(self.kind)
        self.double: Floats = 2 * self.weight
        self.locked: Floats = np.where(ground.pin >= 0, self.wall, 0).astype(self.kind)
        self.any_locked = bool((ground.pin >= 0).any())
        if self.loose:
            self.reach = int(ground.size.max())
            x = np.arange(-self.reach, int(ground.size.sum()) + self.reach + 1)
            fines = np.maximum(0, ground.least[:, None] - x) + np.maximum(
                0, x - ground.most[:, None]
            )
            self.fines = (self.slack * fines).astype(self.kind)
            self.fines_at = np.arange(len(fines))[:, None] * fines.shape[1] + np.arange(
                2 * self.reach + 1
            )

    def _starts(self, start: Ints, scatter: bool) -> Ints:
        ground = self.ground
        seats = np.tile(start, (self.walkers, 1))
        free = np.flatnonzero((ground.size == 1) & (ground.pin < 0) & ~ground.apart.any(axis=1))
        if scatter:
            for walker in range(self.walkers):
                seats[walker, free] = start[self.dice.shuffled(free)]
        return seats

    def warm(self) -> None:
        """Set the temperatures after what swaps cost around the cheapest walker."""
        walker = int(self.cost.argmin())
        seat = self.seat[walker]
        change = self.there[walker][seat].T - self.own[walker][:, None]
        swap = change + change.T - self.double
        swap[seat[:, None] == seat] = self.wall
        swap += self.locked
        best = swap[self.movable].min(axis=1)
        best = best[(best > 0) & (best < self.wall // 2)]
        typical = float(best.sum(dtype=np.float64)) / len(best) if len(best) else 1.0
        self.ladder.warm(typical, np.argsort(self.cost, kind="stable"))

    def draw(self) -> None:
        """Throw the dice for a turn."""
        self.faces = self.dice.faces(TURN, self.walkers, self.wide)
        self.picked = self.movable[self.dice.below(len(self.movable), TURN, self.walkers)]

    def trade(self) -> None:
        """Let neighbours in temperature trade, and throw the dice for a turn."""
        self.ladder.trade(self.cost + self.fine.sum(axis=1), self.dice)
        self.draw()

    def step(self, k: int) -> None:
        """Every walker moves one block, or lets it sit."""
        row, m = self.row, self.m
        picked = self.picked[k]
        left = self.seat[row, picked]
        change: Floats = np.empty((self.walkers, self.wide), dtype=self.kind)
        swap = change[:, :m]
        np.take(self.flat, self.here - self.column + picked[:, None], out=swap, mode="clip")
        swap += self.there[row, left]
        swap -= self.own
        swap -= self.double[picked]
        if self.any_locked:
            swap += self.locked
        stay = self.own[row, picked]
        if self.loose:
            self._loosen(change, picked, left)
        np.copyto(swap, self.wall, where=self.seat == left[:, None])
        change[row, picked] = stay
        change -= self.ladder.temperature * self.gumbel.take(self.faces[k])
        chosen = change.argmin(axis=1)
        moved = np.flatnonzero(chosen != picked)
        if moved.size:
            self.ladder.moves[moved] += 1
            self._move(moved, picked[moved], chosen[moved], left[moved])

    def _loosen(self, change: Floats, picked: Ints, left: Ints) -> None:
        """Add fines for seats too few or too many, and the moves without a swap."""
        row, m, size = self.row, self.m, self.ground.size
        fine = self.fines.take(self.load[:, :, None] + self.fines_at)
        fine -= fine[:, :, self.reach, None]
        fine += fine[row, left][:, None, ::-1]
        big = size[picked]
        if self.blocked:
            net = self.seat * (2 * self.reach + 1)
            net += (row * fine[0].size + self.reach + big)[:, None] - size
            change[:, :m] += fine.reshape(-1).take(net)
        change[:, m:] = self.there[row, :, picked] + fine[row, :, self.reach + big]
        change[row, m + left] = self.wall

    def _move(self, moved: Ints, picked: Ints, chosen: Ints, left: Ints) -> None:
        swap = chosen < self.m
        partner = np.where(swap, chosen, 0)
        to = np.where(swap, self.seat[moved, partner], chosen - self.m)
        at = moved * (self.groups * self.m)
        price = self.flat[at + to * self.m + picked] - self.own[moved, picked]
        back = self.flat[at + left * self.m + partner] - self.own[moved, partner]
        back -= self.double[picked, partner]
        gone = self.weight[picked]
        if swap.all():
            price += back
            gone = self.weight[partner] - gone
        else:
            price += np.where(swap, back, 0)
            gone = np.where(swap[:, None], self.weight[partner], 0) - gone
        self.cost[moved] += np.rint(price).astype(np.int64)
        self.there[moved, left] += gone
        self.there[moved, to] -= gone
        self._seat(moved, picked, to)
        self._seat(moved[swap], partner[swap], left[swap])
        self.own[moved] = self.flat.take(self.here[moved])
        if self.loose:
            size = self.ground.size
            net = size[picked] - np.where(swap, size[partner], 0)
            self.load[moved, to] += net
            self.load[moved, left] -= net
            self.fine[moved, to] = self.fines[to, self.load[moved, to] + self.reach]
            self.fine[moved, left] = self.fines[left, self.load[moved, left] + self.reach]
            moved = moved[self.fine[moved].sum(axis=1) == 0]
            if not moved.size:
                return
        best = moved[int(self.cost[moved].argmin())]
        if self.cost[best] < self.best:
            self.best = int(self.cost[best])
            self.best_seat = self.seat[best].copy()

    def _seat(self, walkers: Ints, blocks: Ints, groups: Ints) -> None:
        self.seat[walkers, blocks] = groups
        self.here[walkers, blocks] = walkers * (self.groups * self.m) + groups * self.m + blocks


def _unit(ground: Ground) -> int:
    weights = [ground.weight.ravel()] + ([] if ground.pull is None else [ground.pull.ravel()])
    return int(np.gcd.reduce(np.abs(np.concatenate(weights)))) or 1
