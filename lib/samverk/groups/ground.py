"""One round as a landscape to walk in: what each pair of blocks costs, and where they may sit."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from samverk.groups.place import blocks
from samverk.groups.request import Bools, Ints, Request


@dataclass(frozen=True)
class Ground:
    """One round to be searched: the cost of each pair of blocks, their sizes and locked groups
    (-1 none), the pairs that must not meet, the limits of the groups, and what each block costs in
    each group by itself (`pull`, None where nothing)."""

    weight: Ints
    size: Ints
    pin: Ints
    apart: Bools
    least: Ints
    most: Ints
    pull: Ints | None = None
    slack: int = 0
    """What a seat too few or too many costs while walking; 0 for twice the dearest pair."""

    @property
    def loose(self) -> bool:
        """Whether group sizes may change underway."""
        return bool((self.least != self.most).any() or (self.size != 1).any())

    def cost(self, seat: Ints) -> int:
        """What a permitted round costs, `pull` included."""
        same = seat[:, None] == seat
        value = int(self.weight[same].sum()) // 2
        if self.pull is not None:
            value += int(self.pull[np.arange(len(seat)), seat].sum())
        return value


def ground(
    request: Request, pair: Ints, pull: Ints | None = None, slack: int = 0
) -> tuple[Ground, Ints]:
    """The ground of one round in which each pair of people costs `pair`, and the block of each
    person. `pull` is what each person costs in each group."""
    made = blocks(request)
    count = len(made.size)
    if count == request.n:
        order = np.argsort(made.block)
        weight = pair[np.ix_(order, order)]
        pulled = None if pull is None else pull[order]
    else:
        weight = np.zeros((count, count), dtype=np.int64)
        np.add.at(weight, (made.block[:, None], made.block), pair)
        np.fill_diagonal(weight, 0)
        pulled = None
        if pull is not None:
            pulled = np.zeros((count, request.groups), dtype=np.int64)
            np.add.at(pulled, made.block, pull)
    return (
        Ground(
            weight=weight,
            size=made.size,
            pin=made.pin,
            apart=made.apart,
            least=request.least,
            most=request.most,
            pull=pulled,
            slack=slack,
        ),
        made.block,
    )


def seats_of_blocks(block: Ints, of: Ints) -> Ints:
    """The group of each block, from that of each person."""
    seat = np.zeros(int(block.max(initial=-1)) + 1, dtype=np.int64)
    seat[block] = of
    return seat
