"""Bettering all rounds of a day together: walkers that swap two people in one of the rounds.

What a pair costs depends on how often they meet in the other rounds, so each walker holds its own
table of what one more meeting of each pair costs. Group sizes, locked people and people who sit
together stay as they are.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np

from samverk.groups.cost import base, meetings
from samverk.groups.crowd import Floats
from samverk.groups.dice import Dice, gumbel
from samverk.groups.ladder import TURN, Ladder
from samverk.groups.request import Ints, Request

WALKERS = 8


def polish(
    request: Request,
    rounds: Sequence[Ints],
    cost: int,
    *,
    steps: int,
    dice: Dice,
    goal: int,
    stop: Callable[[float, int], bool],
) -> tuple[list[Ints], int]:
    """Rounds at least as cheap as these, which cost `cost`, and what they cost in millionths."""
    table = _Table(request, rounds, cost, dice)
    if not len(table.movable) or request.groups < 2:
        return list(rounds), cost
    for step in range(steps):
        if step % TURN == 0:
            table.turn()
            if stop(step / steps, table.best * table.unit):
                break
        table.step(step % TURN)
        if table.best * table.unit <= goal:
            break
    return [of.copy() for of in table.best_seat], table.best * table.unit


class _Table:
    def __init__(self, request: Request, rounds: Sequence[Ints], cost: int, dice: Dice) -> None:
        n, groups, walkers = request.n, request.groups, WALKERS
        self.n, self.groups, self.rounds, self.dice = n, groups, len(rounds), dice
        block = request.forced()
        alone = np.bincount(block, minlength=n)[block] == 1
        self.movable = np.flatnonzero(alone & (request.pin == -1))
        self._weigh(request, rounds)
        self.row = np.arange(walkers)
        self.seat = np.tile(np.stack(rounds), (walkers, 1, 1))
        self.size = np.stack([np.bincount(of, minlength=groups) for of in rounds])
        members, slot = _seating(rounds, groups, int(self.size.max()), n)
        self.members = np.tile(members, (walkers, 1, 1, 1))
        self.slot = np.tile(slot, (walkers, 1, 1))
        self.cost = np.full(walkers, cost // self.unit, dtype=np.int64)
        self.best, self.best_seat = cost // self.unit, np.stack(rounds)
        self.ladder = Ladder(walkers, self.kind)
        self.ladder.warm(float(self.typical), np.arange(walkers))
        self.gumbel = gumbel().astype(self.kind)

    def _weigh(self, request: Request, rounds: Sequence[Ints]) -> None:
        first = base(request)
        self.unit = int(np.gcd(np.gcd.reduce(np.abs(first), axis=None), request.met_weight)) or 1
        self.again = request.met_weight // self.unit
        weight = first // self.unit + self.again * meetings(request, rounds)
        seats = int(max(np.bincount(of).max(initial=1) for of in rounds))
        top = int(np.abs(weight).max(initial=0)) + abs(self.again) * len(rounds)
        self.wall = 1 + 8 * (seats + 1) * (top + 1)
        for members in request.apart:
            weight[np.ix_(members, members)] += self.wall
        exact = self.wall * 8 * (seats + 1) < 1 << 24
        self.kind: type[np.floating[Any]] = np.float32 if exact else np.float64
        dear = np.abs(first[first != 0])
        self.typical = max(
            1, abs(self.again), int(dear.sum() // len(dear) // self.unit) if len(dear) else 0
        )
        table = np.zeros((request.n + 1, request.n + 1), dtype=self.kind)
        table[:-1, :-1] = weight
        np.fill_diagonal(table, 0)
        self.table: Floats = np.tile(table, (WALKERS, 1, 1))

    def turn(self) -> None:
        """Trade temperatures, and throw the dice for a turn."""
        self.ladder.trade(self.cost, self.dice)
        self.faces = self.dice.faces(TURN, WALKERS, self.n)
        self.picked = self.movable[self.dice.below(len(self.movable), TURN, WALKERS)]
        self.round = self.dice.below(self.rounds, TURN).tolist()

    def step(self, k: int) -> None:
        """Every walker swaps somebody in one round, the same for all walkers, or nobody."""
        row, n, wide, at = self.row, self.n, self.row[:, None], self.round[k]
        picked = self.picked[k]
        seat, members = self.seat[:, at], self.members[:, at]
        left = seat[row, picked]
        mine = self.table[row, picked]
        toward = mine[wide[:, :, None], members].sum(axis=2)
        change: Floats = toward[wide, seat]
        change += self.table[wide, members[row, left]].sum(axis=1)[:, :n]
        own = self._own(seat, members) - self.again * (self.size[at][seat] - 1)
        stay = own[row, picked].copy()
        change -= own
        change -= 2 * mine[:, :n]
        if len(self.movable) < n:
            barred = np.full(n, self.wall, dtype=self.kind)
            barred[self.movable] = 0
            change += barred
        np.copyto(change, self.wall, where=seat == left[:, None])
        change[row, picked] = stay
        free = change.copy()
        change -= self.ladder.temperature * self.gumbel.take(self.faces[k])
        chosen = change.argmin(axis=1)
        moved = np.flatnonzero(chosen != picked)
        if moved.size:
            self.ladder.moves[moved] += 1
            self.cost[moved] += np.rint(free[moved, chosen[moved]] - stay[moved]).astype(np.int64)
            self._swap(at, moved, picked[moved], chosen[moved])

    def _own(self, seat: Ints, members: Ints) -> Floats:
        n = self.n
        row = (self.row * (n + 1) ** 2)[:, None] + np.arange(n) * (n + 1)
        around = members[self.row[:, None], seat]
        return np.asarray(self.table.reshape(-1).take(around + row[:, :, None]).sum(axis=2))

    def _swap(self, at: int, moved: Ints, one: Ints, other: Ints) -> None:
        seat, members, slot = self.seat[:, at], self.members[:, at], self.slot[:, at]
        group, goal = seat[moved, one], seat[moved, other]
        change = np.zeros((len(moved), self.n + 1), dtype=self.kind)
        line = np.arange(len(moved))
        change[line[:, None], members[moved, goal]] = self.again
        change[line[:, None], members[moved, group]] = -self.again
        change[line, one] = change[line, other] = change[:, self.n] = 0
        self.table[moved, one] += change
        self.table[moved, :, one] += change
        self.table[moved, other] -= change
        self.table[moved, :, other] -= change
        from_slot, to_slot = slot[moved, one], slot[moved, other]
        members[moved, group, from_slot] = other
        members[moved, goal, to_slot] = one
        seat[moved, one], seat[moved, other] = goal, group
        slot[moved, one], slot[moved, other] = to_slot, from_slot
        best = moved[int(self.cost[moved].argmin())]
        if self.cost[best] < self.best:
            self.best, self.best_seat = int(self.cost[best]), self.seat[best].copy()


def _seating(rounds: Sequence[Ints], groups: int, seats: int, nobody: int) -> tuple[Ints, Ints]:
    """Who sits on each seat (rounds, groups, seats), `nobody` where it is empty; and each person's
    seat within the group (rounds, people)."""
    members = np.full((len(rounds), groups, seats), nobody, dtype=np.int64)
    slot = np.zeros((len(rounds), nobody), dtype=np.int64)
    for r, of in enumerate(rounds):
        for group in range(groups):
            inside = np.flatnonzero(of == group)
            members[r, group, : len(inside)] = inside
            slot[r, inside] = np.arange(len(inside))
    return members, slot
