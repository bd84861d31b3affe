"""Finding a permitted place for everybody, with the fewest moves from where they sit.

People who sit together are one block. Blocks with rules of their own are tried group by group,
those with the fewest groups left first; the rest fill what is left, for which counting tells at
once whether it works and how many must move.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from samverk.groups.request import Bools, Ints, Request

TRIES = 60_000
"""Blocks placed before the search gives up; about a second."""


@dataclass(frozen=True)
class Blocks:
    """People who always sit together, as one: `block` of each person; of each block its size, its
    locked group (-1 none), the blocks it must not meet, and where its people sit now: `home`
    (blocks, groups) counts them."""

    block: Ints
    size: Ints
    pin: Ints
    apart: Bools
    home: Ints
    clash: bool

    @property
    def free(self) -> Bools:
        """Single people without rules."""
        return np.asarray((self.size == 1) & (self.pin < 0) & ~self.apart.any(axis=1))


def blocks(request: Request, home: Ints | None = None) -> Blocks:
    """The blocks of a request; `clash` where two rules about the same block contradict."""
    block = request.forced()
    count = int(block.max(initial=-1)) + 1
    size = np.bincount(block, minlength=count).astype(np.int64)
    apart = np.zeros((count, count), dtype=bool)
    clash = False
    for members in request.apart:
        inside = block[members]
        clash = clash or len(set(inside.tolist())) < len(inside)
        apart[np.ix_(inside, inside)] = True
    np.fill_diagonal(apart, False)
    pin = np.full(count, -1, dtype=np.int64)
    for person in np.flatnonzero(request.pin >= 0):
        group = int(request.pin[person])
        clash = clash or group >= request.groups or pin[block[person]] not in (-1, group)
        pin[block[person]] = group
    clash = clash or bool((request.pin < -1).any())
    at = np.zeros((count, request.groups), dtype=np.int64)
    if home is not None:
        seated = np.flatnonzero(home >= 0)
        np.add.at(at, (block[seated], home[seated]), 1)
    return Blocks(block, size, pin, apart, at, clash)


def place(request: Request, home: Ints | None = None, tries: int = TRIES) -> Ints | None:
    """A permitted round: the group of each person; None where there is none.

    `home` is where people sit now (-1 for those who come in). The fewest of them move, unless the
    tries run out first. Raises `TimeoutError` when they run out before anything permitted is found.
    """
    made = blocks(request, home)
    if made.clash:
        return None
    seat = _Seating(request, made, tries).best()
    return None if seat is None else seat[made.block]


class _Seating:
    def __init__(self, request: Request, made: Blocks, tries: int) -> None:
        self.made = made
        self.least, self.most = request.least.tolist(), request.most.tolist()
        self.size, self.pin = made.size.tolist(), made.pin.tolist()
        self.home = made.home.tolist()
        self.alike = not made.home.any()
        self.locked = set(self.pin)
        free = made.free
        self.staying = made.home[free].sum(axis=0).tolist()
        self.coming = int(free.sum()) - sum(self.staying)
        self.waiting = set(np.flatnonzero(~free).tolist())
        self.enemies = {b: np.flatnonzero(made.apart[b]).tolist() for b in self.waiting}
        self.barred = {b: [0] * request.groups for b in self.waiting}
        self.open = dict.fromkeys(self.waiting, request.groups)
        self.seat = [-1] * len(made.size)
        self.load = [0] * request.groups
        self.left = tries
        self.found: tuple[int, list[int]] | None = None
        here = made.home.sum(axis=0)
        out = int(np.maximum(0, here - request.most).sum())
        lack = int(np.maximum(0, request.least - here).sum())
        self.floor = max(out, lack - (request.n - int(here.sum())))

    def best(self) -> Ints | None:
        self._try(0)
        if self.found is None:
            if self.left <= 0:
                raise TimeoutError
            return None
        seat = np.array(self.found[1], dtype=np.int64)
        self._fill(seat)
        return seat

    def _moves(self, so_far: int) -> int | None:
        """Moves in all when those without rules fill what is left; None where they can't."""
        free = self.coming + sum(self.staying)
        need = room = out = lack = 0
        for load, least, most, stay in zip(
            self.load, self.least, self.most, self.staying, strict=True
        ):
            if load > most:
                return None
            low, high = max(0, least - load), most - load
            need, room = need + low, room + high
            out, lack = out + max(0, stay - high), lack + max(0, low - stay)
        if not need <= free <= room:
            return None
        return so_far + int(max(out, lack - self.coming))

    def _try(self, moves: int) -> bool:
        """Place the waiting blocks; True when nothing better can come or the tries are out."""
        if self.found is not None and moves >= self.found[0]:
            return False
        if not self.waiting:
            whole = self._moves(moves)
            if whole is not None and (self.found is None or whole < self.found[0]):
                self.found = (whole, self.seat.copy())
            return self.found is not None and self.found[0] <= self.floor
        if not self._big_ones_fit():
            return False
        block = min(
            self.waiting,
            key=lambda b: (self.pin[b] < 0, self.open[b], -self.size[b] - len(self.enemies[b]), b),
        )
        self.waiting.remove(block)
        done = any(self._sit(block, group, moves) for group in self._choices(block))
        self.waiting.add(block)
        return done

    def _sit(self, block: int, group: int, moves: int) -> bool:
        self.left -= 1
        if self.left <= 0:
            return True
        home = self.home[block]
        self._take(block, group, 1)
        done = self._try(moves + sum(home) - home[group])
        self._take(block, group, -1)
        return done

    def _take(self, block: int, group: int, sign: int) -> None:
        self.seat[block] = group if sign > 0 else -1
        self.load[group] += sign * self.size[block]
        for enemy in self.enemies[block]:
            before = self.barred[enemy][group]
            self.barred[enemy][group] = before + sign
            self.open[enemy] -= (before + sign > 0) - (before > 0)

    def _choices(self, block: int) -> list[int]:
        size, home, load = self.size[block], self.home[block], self.load
        groups = range(len(load)) if self.pin[block] < 0 else [self.pin[block]]
        barred = self.barred[block]
        fits = [g for g in groups if not barred[g] and load[g] + size <= self.most[g]]
        fits.sort(key=lambda g: (-home[g], load[g] - self.most[g], g))
        if not self.alike:
            return fits
        seen = set()
        chosen = []
        for group in fits:
            kind = (self.least[group], self.most[group])
            if load[group] or group in self.locked:
                chosen.append(group)
            elif kind not in seen:
                seen.add(kind)
                chosen.append(group)
        return chosen

    def _big_ones_fit(self) -> bool:
        sizes = [self.size[block] for block in self.waiting]
        for size in set(sizes) - {1}:
            room = sum(
                (most - load) // size for load, most in zip(self.load, self.most, strict=True)
            )
            if sum(other >= size for other in sizes) > room:
                return False
        return True

    def _fill(self, seat: Ints) -> None:
        made = self.made
        load = np.zeros(len(self.load), dtype=np.int64)
        np.add.at(load, seat[seat >= 0], made.size[seat >= 0])
        low = np.maximum(0, np.array(self.least) - load)
        high = np.array(self.most) - load
        free = np.flatnonzero(made.free)
        waiting = [b for b in free.tolist() if not made.home[b].any()]
        count = np.zeros_like(load)
        at_home = {g: [b for b in free.tolist() if made.home[b, g]] for g in range(len(load))}
        for group, members in at_home.items():
            stay = members[: int(high[group])]
            seat[stay] = group
            count[group] = len(stay)
            waiting += members[len(stay) :]
        lack = int(np.maximum(0, low - count).sum()) - len(waiting)
        for group, members in at_home.items():
            while lack > 0 and count[group] > low[group]:
                count[group] -= 1
                lack -= 1
                waiting.append(members[int(count[group])])
        for block in waiting:
            short = count < low
            room = np.flatnonzero(short if short.any() else count < high)
            group = int(room[np.argmin((load + count)[room])])
            seat[block] = group
            count[group] += 1
