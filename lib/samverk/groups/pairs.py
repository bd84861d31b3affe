"""Walkers over whole days: in a step each pairs the groups of one round and swaps within each pair.

Pairs of groups don't touch each other, so every pair may draw its swap by Boltzmann's law at once
(a Gibbs sampler in blocks): a step of some array operations moves many people of every walker.
What a pair of people costs depends on how often they meet in the other rounds, so each walker holds
its own table of what one more meeting of each pair costs. An empty seat is a person who costs
nothing; where sizes have slack it may be swapped too.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

from samverk.groups.cost import base, meetings
from samverk.groups.crowd import Floats
from samverk.groups.dice import Dice, gumbel, logarithm
from samverk.groups.ladder import TURN, Ladder
from samverk.groups.request import Bools, Ints, Request

WALKERS = 8
SEATS = 12
"""Seats of a group that a step looks at."""
HOT, SPAN, NARROW, LIVELY = 0.2, 4.0, 2.0, 0.02
"""The first hottest temperature as a part of what one more meeting costs, how many times the
coldest it is (fewer where earlier groups make the way down rougher), and the part of its pairs of
groups that are to swap."""
BLOCKS_EACH = 4
"""Steps between two tries to move those who sit together."""


class Pairs:
    """Walkers from `rounds`, which cost `cost` millionths; costs count in units of `unit`."""

    def __init__(
        self, request: Request, rounds: Sequence[Ints], cost: int, dice: Dice, walkers: int
    ) -> None:
        self.n, self.groups, self.rounds = request.n, request.groups, len(rounds)
        self.dice, self.walkers, self.wide = dice, walkers, request.n + 2
        self.half = request.groups // 2
        self._bar(request)
        self._weigh(request, rounds)
        seats = _seats(request, rounds)
        self.seats = seats.shape[2]
        self.seat = np.tile(seats, (walkers, 1, 1, 1))
        self.empty = bool((seats >= self.n).any())
        self.tight = bool((seats == self.n).any())
        self.least = request.least
        self.looks = min(SEATS, self.seats)
        self.row = (np.arange(walkers) * self.wide**2)[:, None, None]
        self.sides: Floats = np.repeat([-self.again, self.again], self.seats).astype(self.kind)
        self.whole = self.looks == self.seats and not self.empty
        if self.whole:
            self.patterns = self._patterns()
        self.cost = np.full(walkers, cost // self.unit, dtype=np.int64)
        self.best, self.best_seat = cost // self.unit, seats
        span = NARROW if request.met else SPAN
        self.ladder = Ladder(walkers, self.kind, span=span, lively=LIVELY * self.half)
        self.ladder.warm_at(HOT * self.typical, np.arange(walkers))
        self.gumbel: Floats = gumbel().astype(self.kind)
        self.count = 0

    def _bar(self, request: Request) -> None:
        block = request.forced()
        size = np.bincount(block, minlength=self.n)
        fixed = np.isin(block, block[request.pin != -1])
        still = fixed | (size[block] > 1)
        self.still = np.append(still, [False, True])
        self.movable = bool((~still).any())
        free = np.unique(block[(size[block] > 1) & ~fixed])
        self.blocks = [np.flatnonzero(block == b) for b in free]

    def _weigh(self, request: Request, rounds: Sequence[Ints]) -> None:
        first = base(request)
        self.unit = int(np.gcd(np.gcd.reduce(np.abs(first), axis=None), request.met_weight)) or 1
        self.again = request.met_weight // self.unit
        weight = first // self.unit + self.again * meetings(request, rounds)
        seats = int(min(request.most.max(initial=1), request.n))
        top = int(np.abs(weight).max(initial=0)) + abs(self.again) * len(rounds)
        self.wall = 1 + 8 * (seats + 1) * (top + 1)
        for members in request.apart:
            weight[np.ix_(members, members)] += self.wall
        exact = self.wall * 8 * (seats + 1) < 1 << 24
        self.kind: type[np.floating[Any]] = np.float32 if exact else np.float64
        dear = np.abs(first[first != 0])
        mean = int(dear.sum() // len(dear) // self.unit) if len(dear) else 0
        self.typical = float(max(1, abs(self.again), mean))
        table = np.zeros((self.wide, self.wide), dtype=self.kind)
        table[: self.n, : self.n] = weight
        np.fill_diagonal(table, 0)
        self.table: Floats = np.tile(table, (self.walkers, 1, 1))
        self.flat = self.table.reshape(-1)
        self.fence: Floats = np.where(self.still, self.wall, 0).astype(self.kind)

    def _patterns(self) -> Floats:
        """By swap, what it adds to the table of those in the two groups."""
        seats = self.seats
        patterns = np.zeros((seats * seats, 2 * seats, 2 * seats), dtype=self.kind)
        for swap, pattern in enumerate(patterns):
            one, other = swap // seats, seats + swap % seats
            sides = self.sides.copy()
            sides[one] = sides[other] = 0
            pattern[one] += sides
            pattern[:, one] += sides
            pattern[other] -= sides
            pattern[:, other] -= sides
        return patterns

    def turn(self) -> None:
        """Trade temperatures, and throw the dice for a turn."""
        self.ladder.trade(self.cost, self.dice)
        shape = (TURN, self.walkers, self.half, self.looks**2 + 1)
        self.faces = self.dice.faces(*shape)
        self.order = [self.dice.shuffled(np.arange(self.groups)) for _ in range(TURN)]
        self.at = self.dice.below(self.rounds, TURN).tolist()
        if self.looks < self.seats:
            every = np.arange(self.seats)
            self.looked = [np.sort(self.dice.shuffled(every)[: self.looks]) for _ in range(TURN)]

    def step(self, k: int) -> None:
        """In every walker each pair of groups of one round swaps two people, or nobody."""
        self.count += 1
        if self.blocks and self.count % BLOCKS_EACH == 0:
            for walker in range(self.walkers):
                self._move_block(walker, self.at[k])
        walkers, half, seats, looks = self.walkers, self.half, self.seats, self.looks
        order = self.order[k]
        seat = self.seat[:, self.at[k]]
        who = seat[:, order[: 2 * half]].reshape(walkers, half, 2 * seats)
        if looks == seats:
            look = np.arange(seats)
            rows = who
        else:
            look = self.looked[k]
            rows = who[:, :, np.append(look, seats + look)]
        index = (rows * self.wide + self.row)[..., None] + who[:, :, None, :]
        table = self.flat.take(index)
        toward = table.reshape(walkers, half, 2 * looks, 2, seats).sum(axis=4)
        change = toward[..., 1] - toward[..., 0]
        change[:, :, looks:] *= -1
        if self.empty:
            real = rows < self.n
            here = (who < self.n).reshape(walkers, half, 2, seats).sum(axis=3)
            change += self.again * (np.repeat(here - 1, looks, axis=2) * real)
        else:
            change += self.again * (seats - 1)
        change += self.fence.take(rows)
        both = table[:, :, :looks][..., seats + look]
        energy = np.zeros((walkers, half, looks * looks + 1), dtype=self.kind)
        swap = energy[..., :-1].reshape(walkers, half, looks, looks)
        np.add(change[:, :, :looks, None], change[:, :, None, looks:], out=swap)
        swap -= 2 * both
        if self.tight:
            few = here <= self.least[order[: 2 * half]].reshape(half, 2)
            self._keep_sizes(swap, real, np.repeat(few, looks, axis=2))
        drawn = energy - self.ladder.temperature[:, :, None] * self.gumbel.take(self.faces[k])
        chosen = drawn.argmin(axis=2)
        swapped, pair = np.nonzero(chosen != looks * looks)
        if swapped.size:
            picked = chosen[swapped, pair]
            gain = np.rint(energy[swapped, pair, picked])
            self.cost += np.rint(np.bincount(swapped, gain, walkers)).astype(np.int64)
            self.ladder.moves += np.bincount(swapped, minlength=walkers)
            one, other = look[picked // looks], look[picked % looks]
            a, b = who[swapped, pair, one], who[swapped, pair, seats + other]
            if self.whole:
                self.flat[index[swapped, pair]] += self.patterns[picked]
            else:
                self._meet(swapped[:, None], a[:, None], b[:, None], who[swapped, pair], one, other)
            seat[swapped, order[2 * pair], one] = b
            seat[swapped, order[2 * pair + 1], other] = a
            self._remember()

    def _keep_sizes(self, swap: Floats, real: Bools, few: Bools) -> None:
        """No group gives a seat that it must keep filled."""
        looks = self.looks
        leaving, empty = self.wall * (real & few), ~real
        swap += leaving[:, :, :looks, None] * empty[:, :, None, looks:]
        swap += empty[:, :, :looks, None] * leaving[:, :, None, looks:]

    def _meet(self, walker: Ints, a: Ints, b: Ints, around: Ints, one: Ints, other: Ints) -> None:
        """Tell the table that a and b change places among those around, seats `one`, `other`."""
        sides = np.tile(self.sides, (len(around), 1))
        line = np.arange(len(around))
        sides[line, one] = sides[line, self.seats + other] = 0
        at, wide = walker * self.wide**2, self.wide
        index = [at + a * wide + around, at + around * wide + a]
        index += [at + b * wide + around, at + around * wide + b]
        self.flat[np.stack(index)] += np.stack([sides, sides, -sides, -sides])
        if self.empty:
            self.table[:, self.n :] = 0
            self.table[:, :, self.n :] = 0

    def found(self) -> list[Ints]:
        """The best rounds so far."""
        rounds = []
        for seat in self.best_seat:
            of = np.zeros(self.wide, dtype=np.int64)
            for group, members in enumerate(seat):
                of[members] = group
            rounds.append(of[: self.n])
        return rounds

    def _remember(self) -> None:
        best = int(self.cost.argmin())
        if self.cost[best] < self.best:
            self.best, self.best_seat = int(self.cost[best]), self.seat[best].copy()

    def _move_block(self, walker: int, at: int) -> None:
        """Let people who sit together change places with as many single ones of another group."""
        draw = self.dice.below(1 << 16, 2).tolist()
        luck = float(logarithm()[self.dice.faces(1)][0])
        block = self.blocks[draw[0] % len(self.blocks)]
        seat, table = self.seat[walker, at], self.table[walker]
        home = int(np.flatnonzero((seat == block[0]).any(axis=1))[0])
        away = (home + 1 + draw[1] % (self.groups - 1)) % self.groups
        mine, theirs = seat[home], seat[away]
        singles = theirs[(theirs < self.n) & ~self.still[theirs]]
        if len(singles) < len(block):
            return
        guests = self.dice.shuffled(singles)[: len(block)]
        left = mine[(mine < self.n) & ~np.isin(mine, block)]
        met = theirs[(theirs < self.n) & ~np.isin(theirs, guests)]
        before = table[np.ix_(block, left)].sum() + table[np.ix_(guests, met)].sum()
        after = table[np.ix_(block, met)].sum() + table[np.ix_(guests, left)].sum()
        again = self.again * len(block)
        price = float(after - before) + again * (len(left) + len(met))
        if price > -float(self.ladder.temperature[walker, 0]) * luck:
            return
        for one, others, sign in (
            (block, left, -1),
            (guests, met, -1),
            (block, met, 1),
            (guests, left, 1),
        ):
            table[np.ix_(one, others)] += sign * self.again
            table[np.ix_(others, one)] += sign * self.again
        mine[np.isin(mine, block)] = guests
        theirs[np.isin(theirs, guests)] = block
        self.cost[walker] += round(price)
        self._remember()


def _seats(request: Request, rounds: Sequence[Ints]) -> Ints:
    """Who sits on each seat (rounds, groups, seats); n is a seat left empty, n + 1 no seat."""
    n, groups = request.n, request.groups
    most = np.minimum(request.most, n)
    seats = np.full((len(rounds), groups, int(most.max())), n + 1, dtype=np.int64)
    for r, of in enumerate(rounds):
        for group in range(groups):
            inside = np.flatnonzero(of == group)
            seats[r, group, : most[group]] = n
            seats[r, group, : len(inside)] = inside
    return seats
