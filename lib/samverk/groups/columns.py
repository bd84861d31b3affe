"""Enumerating the groups (columns) that a round of so small a cost can consist of.

A class is the people who share a value or who sat in one earlier group. Spread over all groups as
evenly as can be, q or q + 1 of it sit in each, where q is its size over the number of groups,
rounded down. With c of it a group costs (c - q)(c - q - 1) / 2 times the weight above its share of
that: never below zero, and these surpluses, with pair costs, add up over classes and groups to just
what the round costs above the even spread. So a round of surplus S holds only groups of surplus S
or less. They are built person by person; what cannot come down to S any more is dropped.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

import numpy as np

from samverk.groups.cost import classes, inner
from samverk.groups.place import blocks
from samverk.groups.request import Bools, Ints, Request

MOST = 30_000
"""More columns than this are too many."""
CELLS = 4_000_000
"""As are more unfinished ones than this over the number of classes."""


@dataclass(frozen=True)
class Columns:
    """Possible groups: the blocks in each (-1 fills up), how many people, the group that is locked
    to somebody there (-1 none), and the surplus."""

    blocks: Ints
    size: Ints
    pin: Ints
    surplus: Ints

    @staticmethod
    def joined(parts: list[Columns]) -> Columns:
        """All of these."""
        wide = max(part.blocks.shape[1] for part in parts)
        padding = [((0, 0), (0, wide - part.blocks.shape[1])) for part in parts]
        return Columns(
            np.concatenate(
                [
                    np.pad(part.blocks, pad, constant_values=-1)
                    for part, pad in zip(parts, padding, strict=True)
                ]
            ),
            np.concatenate([part.size for part in parts]),
            np.concatenate([part.pin for part in parts]),
            np.concatenate([part.surplus for part in parts]),
        )


@dataclass(frozen=True)
class Table:
    """A round as classes of blocks: `inside` (blocks, classes) counts people, `share` is q. `even`
    is what the even spread costs, `pair` what two blocks add, `barred` who may not meet."""

    asked: Request
    block: Ints
    size: Ints
    pin: Ints
    inside: Ints
    weight: Ints
    share: Ints
    even: int
    pair: Ints
    barred: Bools

    @staticmethod
    def of(asked: Request) -> Table | None:
        """None where a surplus can lie below zero, or where a group may be empty."""
        shared = classes(asked)
        weight = np.array([weight for weight, _members in shared], dtype=np.int64)
        if asked.n == 0 or asked.least.min() < 1 or weight.min(initial=0) < 0:
            return None
        locked = [np.flatnonzero(asked.pin == g) for g in range(asked.groups)]
        made = blocks(replace(asked, together=(*asked.together, *locked)))
        count = len(made.size)
        pair = np.zeros((count, count), dtype=np.int64)
        if asked.pair is not None:
            np.add.at(pair, (made.block[:, None], made.block), asked.pair)
            np.fill_diagonal(pair, 0)
        if pair.min() < 0:
            return None
        inside = np.zeros((count, len(shared)), dtype=np.int64)
        for k, (_weight, members) in enumerate(shared):
            np.add.at(inside[:, k], made.block[members], 1)
        m = inside.sum(axis=0)
        q = m // asked.groups
        even = int(weight @ (q * m - asked.groups * (q * (q + 1) // 2)))
        return Table(
            asked=asked,
            block=made.block,
            size=made.size,
            pin=made.pin,
            inside=inside,
            weight=weight,
            share=q,
            even=even + inner(asked, made.block),
            pair=pair,
            barred=made.apart | ((made.pin >= 0)[:, None] & (made.pin >= 0)),
        )

    def columns(self, limit: int, stop: Callable[[], bool]) -> Columns | None:
        """All groups of a surplus up to `limit`; None where they are too many, or on stop."""
        most = int(self.asked.most.max())
        later = self.inside[::-1].cumsum(axis=0)[::-1] - self.inside
        rows, count = np.zeros((1, 0), dtype=np.int64), np.zeros((1, len(self.weight)), np.int64)
        size, pair = np.zeros(1, dtype=np.int64), np.zeros(1, dtype=np.int64)
        done: list[Columns] = []
        while len(rows):
            # In the order of each one's last block, so those that a block may join come first.
            last = rows[:, -1] if rows.shape[1] else np.array([-1])
            grown, cells = [], 0
            for b, ahead in enumerate(later):
                few = int(np.searchsorted(last, b))
                fits = size[:few] + self.size[b] <= most
                fits &= ~self.barred[b][rows[:few]].any(axis=1)
                old = np.flatnonzero(fits)
                seats = size[old] + self.size[b]
                held = count[old] + self.inside[b]
                extra = pair[old] + self.pair[b][rows[old]].sum(axis=1)
                nearest = np.clip(
                    self.share, held, held + np.minimum(ahead, (most - seats)[:, None])
                )
                kept = self._surplus(nearest) + extra <= limit
                old = old[kept]
                joined = np.column_stack([rows[old], np.full(len(old), b)])
                grown.append((joined, held[kept], seats[kept], extra[kept]))
                cells += len(old) * (len(self.weight) + joined.shape[1])
                if cells > CELLS or stop():
                    return None
            rows, count, size, pair = (np.concatenate(parts) for parts in zip(*grown, strict=True))
            done.append(self._finished(rows, size, self._surplus(count) + pair, limit))
            if sum(len(some.size) for some in done) > MOST:
                return None
        return Columns.joined(done)

    def _surplus(self, count: Ints) -> Ints:
        over = count - self.share
        return np.asarray((over * (over - 1) // 2) @ self.weight)

    def _finished(self, rows: Ints, size: Ints, surplus: Ints, limit: int) -> Columns:
        """Those that are groups as they stand."""
        least, most = self.asked.least, self.asked.most
        pin = self.pin[rows].max(axis=1)
        fits = (size[:, None] >= least) & (size[:, None] <= most)
        own = fits[np.arange(len(pin)), pin] & (pin >= 0)
        free = (fits & self.open).any(axis=1) & (pin < 0)
        kept = (own | free) & (surplus <= limit)
        return Columns(rows[kept], size[kept], pin[kept], surplus[kept])

    @property
    def open(self) -> Bools:
        """Groups that nobody is locked to."""
        return ~np.isin(np.arange(self.asked.groups), self.pin)
