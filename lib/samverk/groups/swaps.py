"""Walkers over one round or a whole day that weigh half of all swaps of a round at once.

In a step every walker draws one of these swaps by Boltzmann's law, or more seldom nobody (heat
bath; nearly without rejections: Bortz, Kalos and Lebowitz 1975), so that a cold walker loses no
time on swaps that nobody would take. What everybody would cost in every group, and from that all
swaps, are two products of matrices for each walker, exact in floating point since all are whole
numbers. For groups that keep their sizes and not too many people, since swaps grow with their
square.

Meetings are so dear that at a temperature which suits the rest of the cost they are walls, and
hotter the rest melts. So a meeting counts for less underway, as much as an ordinary pair, and for
more only as long as the coldest walker has too many (strategic oscillation of a penalty: Glover
1977); the best day is always judged by what it really costs.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from samverk.groups.bound import bounds
from samverk.groups.cost import base, meetings, terms
from samverk.groups.crowd import Floats
from samverk.groups.dice import Dice, gumbel
from samverk.groups.ladder import TURN, Ladder
from samverk.groups.request import Ints, Request

MANY = (80, 130)
"""The most people in one round and in a day; beyond, other searches go further in the same time."""
HOT, SPAN, LIVELY = 0.4, 1.4, 0.75
"""The first hottest temperature as a part of what an ordinary pair costs, how many times the
coldest it is, and the part of its steps in which the hottest walker is to move."""
COOL, WARM, MELTING = (0.5, 0.08), (1.0, 0.5), 0.4
"""Bounds of the hottest temperature of one round and of a day: the lower and the upper one as parts
of what an ordinary pair costs, and what the upper is at least of what a meeting counts. In one
round swaps that cost nothing feign liveliness at temperatures where it is frozen."""
SOFT, SPARED = 1.2, 20.0
"""The least that a meeting counts, as a part of an ordinary pair, and what the coldest walker may
be spared by that for meetings that need not be, as a part of its temperature."""
LOOKS = 4
"""Turns between two looks at what is spared."""
STAY = -1.5
"""The logarithm of what staying weighs beside a swap that costs nothing."""
FINE = 16
"""Costs count in this part of a unit underway, or a larger one where numbers must stay exact."""
EXACT = 1 << 24
NOISE = 1 << 20


def serves(request: Request) -> bool:
    """Whether all sizes are fixed, everybody may move alone, and numbers stay exact."""
    fixed = bool((request.least == request.most).all())
    alone = not request.together and not (request.pin != -1).any()
    few = 2 < request.n <= MANY[request.rounds > 1]
    return few and fixed and alone and _wall(request, _unit(request)) < EXACT


class Swaps:
    """Walkers from `rounds`, which cost `cost` millionths; costs count in units of `unit`."""

    def __init__(
        self, request: Request, rounds: Sequence[Ints], cost: int, dice: Dice, walkers: int
    ) -> None:
        n, groups = request.n, request.groups
        self.n, self.groups, self.walkers, self.dice = n, groups, walkers, dice
        self.rounds, self.unit = len(rounds), _unit(request)
        self.half, self.day = (n + 1) // 2, len(rounds) > 1
        self._weigh(request, rounds)
        seats = np.array(rounds)[:, None]
        inside = (seats[:, None] == np.arange(groups)[:, None]).astype(np.float32)
        self.inside: Floats = np.tile(inside, (1, walkers, 1, 1))
        self.row = np.arange(walkers)
        # Where everybody sits in the table of one round.
        self.at = seats * n + (self.row * groups * n)[:, None] + np.arange(n)
        self.there: Floats = np.empty((walkers, groups, n), dtype=np.float32)
        self.both: Floats = np.empty((walkers, 3 * groups, n), dtype=np.float32)
        self.swap: Floats = np.empty((walkers, self.half, n), dtype=np.float32)
        self.drawn = np.empty_like(self.swap)
        faces = dice.faces(NOISE + self.swap.size)
        self.noise: Floats = gumbel().astype(np.float32).take(faces)
        self.repeats = np.full(walkers, terms(request, rounds)["met"], dtype=np.int64)
        self.cost = np.full(walkers, cost // self.unit * self.fine, dtype=np.int64)
        self.best, self.best_inside = cost // self.unit, inside[:, 0].copy()
        self.ladder = Ladder(
            walkers,
            np.float32,
            span=SPAN,
            lively=LIVELY,
            floor=min(COOL[self.day] * self.dear, self.highest),
            ceiling=self._ceiling(),
        )
        hottest = HOT * (self.dear or max(1, abs(self.hard)))
        self.ladder.warm_at(min(hottest, self.highest), self.row)

    def _weigh(self, request: Request, rounds: Sequence[Ints]) -> None:
        wall = _wall(request, self.unit)
        self.fine = FINE
        while self.fine > 1 and self.fine * wall >= EXACT:
            self.fine //= 2
        wall = self.fine * wall // (8 * (int(request.most.max()) + 1))
        self.wall, self.highest = np.float32(wall), wall / 32
        self.hard = request.met_weight // self.unit * self.fine
        first = _rest(request) // self.unit * self.fine
        dear = np.abs(first[first != 0])
        self.dear = int(dear.sum() // len(dear)) if len(dear) else 0
        self.least = min(self.hard, round(SOFT * self.dear)) if self.dear else self.hard
        self.soft = self.least
        self.forced = bounds(request)["met"]
        self.spared = self.looks = 0
        for members in request.apart:
            first[np.ix_(members, members)] += wall
        met = request.history + meetings(request, rounds)
        np.fill_diagonal(first, 0)
        np.fill_diagonal(met, 0)
        self.first: Floats = first.astype(np.float32)
        # Twice what a pair costs, which is what a swap of the two saves.
        twice = (2 * (first + self.soft * met)).astype(np.float32)
        self.weight: Floats = np.tile(twice, (self.walkers, 1, 1))
        self.flat = self.weight.reshape(-1)
        self.mates = np.repeat(request.most - 1, request.n)
        self.kept: Floats = (self.soft * self.mates).astype(np.float32)

    def _ceiling(self) -> float:
        if not self.dear:
            return self.highest
        return min(max(WARM[self.day] * self.dear, MELTING * self.soft), self.highest)

    def turn(self) -> None:
        """Trade temperatures, and throw the dice for a turn."""
        self.ladder.trade(self.cost - (self.hard - self.soft) * self.repeats, self.dice)
        if self.least < self.hard:
            self._look()
        self.stay = gumbel().astype(np.float32).take(self.dice.faces(TURN, self.walkers))
        self.stay += np.float32(STAY)
        self.stay *= -self.ladder.temperature[:, 0]
        self.round = self.dice.below(self.rounds, TURN).tolist()
        self.side = self.dice.below(2, TURN).tolist()
        self.start = self.dice.below(NOISE, TURN).tolist()

    def _look(self) -> None:
        """Let meetings count for more or less, by what the coldest walker was spared."""
        temperature = self.ladder.temperature[:, 0]
        cold = int(temperature.argmin())
        self.spared += (self.hard - self.soft) * (int(self.repeats[cold]) - self.forced)
        self.looks += 1
        if self.looks % LOOKS:
            return
        too_much = self.spared > SPARED * LOOKS * float(temperature[cold])
        step = max(1, self.soft // 32)
        soft = self.soft + (step if too_much else -step)
        soft = min(self.hard, max(self.least, soft))
        self.spared = 0
        if soft == self.soft:
            return
        first = 2 * self.first
        self.weight -= first
        self.weight /= np.float32(2 * self.soft)
        np.rint(self.weight, out=self.weight)
        self.weight *= np.float32(2 * soft)
        self.weight += first
        self.soft = soft
        self.kept = (soft * self.mates).astype(np.float32)
        self.ladder.ceiling = self._ceiling()

    def step(self, k: int) -> None:
        """Every walker swaps one of half the people with anyone in one round, or nobody."""
        groups, there, swap, drawn = self.groups, self.there, self.swap, self.drawn
        inside, at = self.inside[self.round[k]], self.at[self.round[k]]
        begin = self.side[k] * (self.n - self.half)
        rows = slice(begin, begin + self.half)
        np.matmul(inside, self.weight, out=there)
        there *= np.float32(0.5)
        own = there.take(at)
        own -= self.kept.take(at, mode="wrap")
        there -= own[:, None]
        there.put(at, self.wall)
        both = self.both
        both[:, :groups] = both[:, 2 * groups :] = there
        both[:, groups : 2 * groups] = inside
        np.matmul(both[:, : 2 * groups, rows].transpose(0, 2, 1), both[:, groups:], out=swap)
        swap -= self.weight[:, rows]
        noise = self.noise[self.start[k] : self.start[k] + swap.size].reshape(swap.shape)
        np.multiply(noise, -self.ladder.temperature[:, :, None], out=drawn)
        drawn += swap
        flat = drawn.reshape(self.walkers, -1)
        pick = flat.argmin(axis=1)
        moved = (flat[self.row, pick] < self.stay[k]).nonzero()[0]
        if moved.size:
            self.ladder.moves[moved] += 1
            pick = pick[moved]
            price = swap.reshape(self.walkers, -1)[moved, pick].astype(np.int64)
            one, other = np.divmod(pick, self.n)
            self._move(inside, at, moved, np.concatenate((one + begin, other)), price)

    def _move(self, inside: Floats, at: Ints, moved: Ints, pair: Ints, price: Ints) -> None:
        """Let the first half of `pair` change places with the second, in the walkers `moved`."""
        n, count = self.n, moved.size
        place = np.concatenate((moved, moved))
        place *= n
        place += pair
        old = at.take(place)
        row = old // n
        members = inside.reshape(-1, n).take(row, axis=0)
        change = members[count:] - members[:count]
        line = self.row[:count]
        change[line, pair[:count]] = change[line, pair[count:]] = 0
        line, who = change.nonzero()
        sign = change[line, who]
        size = line.size
        index = np.empty((4, size), dtype=np.int64)
        index[:2] = (pair * n).reshape(2, count).take(line, axis=1)
        index[:2] += who
        index[2:] = pair.reshape(2, count).take(line, axis=1)
        index[2:] += who * n
        if self.least < self.hard:
            gain = self.first.take(index[0]) - self.first.take(index[1])
            rest = np.bincount(line, sign * gain, count).astype(np.int64)
            repeats = (price - rest) // self.soft
            self.repeats[moved] += repeats
            price += (self.hard - self.soft) * repeats
        self.cost[moved] += price
        index += (moved * (n * n)).take(line)
        sign *= np.float32(2 * self.soft)
        step = np.empty((4, size), dtype=np.float32)
        step[::2] = sign
        step[1::2] = -sign
        self.flat[index] += step
        over = (row[count:] - row[:count]) * n
        new = old.copy()
        new[:count] += over
        new[count:] -= over
        seats = inside.reshape(-1)
        seats[old] = 0
        seats[new] = 1
        at.put(place, new)
        cost = self.cost[moved]
        best = int(cost.argmin())
        if cost[best] < self.best * self.fine:
            self.best = int(cost[best]) // self.fine
            self.best_inside = self.inside[:, moved[best]].copy()

    def found(self) -> list[Ints]:
        """The best rounds so far."""
        return list(self.best_inside.argmax(axis=1))


def _unit(request: Request) -> int:
    rest = np.gcd.reduce(np.abs(_rest(request)), axis=None)
    return int(np.gcd(rest, request.met_weight)) or 1


def _rest(request: Request) -> Ints:
    """What each pair costs, but for meetings."""
    rest = base(request) - request.met_weight * request.history
    np.fill_diagonal(rest, 0)
    return np.asarray(rest)


def _wall(request: Request, unit: int) -> int:
    """More than any sum in a step."""
    top = int(np.abs(base(request)).max(initial=0)) // unit
    top += 2 * abs(request.met_weight // unit) * request.rounds
    seats = int(request.most.max(initial=1)) + 1
    return 8 * seats * (1 + 8 * seats * (top + 1))
