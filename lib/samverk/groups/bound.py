"""What no permitted division can cost less than.

Counting: m people who share a value, dealt over groups, form the fewest pairs when they are spread
as evenly as sizes and locks allow, for pairs are convex in the number per group. An earlier
group is such a value. Two rounds of a day share at least what one round's groups, each spread
evenly over the other's, must share. A person meets a certain number of others in a day, and at
best those met least often before. Each of these holds for itself, so their weighted sum holds.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from heapq import heapify, heapreplace

import numpy as np

from samverk.groups.cost import total
from samverk.groups.request import Bools, Ints, Request


def bounds(request: Request) -> dict[str, int]:
    """Bounds on what `cost.terms` counts: least, or most where its weight is below zero."""
    forced = _forced(request)
    found = {}
    for name, weight, codes in request.values:
        same = (codes[:, None] == codes) & (codes[:, None] >= 0)
        shares = [np.flatnonzero(codes == value) for value in range(codes.max(initial=-1) + 1)]
        if weight < 0:
            pairs = sum(_most_pairs(request, len(members)) for members in shares)
        else:
            pairs = max(
                sum(_fewest_pairs(request, members) for members in shares),
                int((same & forced).sum()) // 2,
            )
        found[name] = request.rounds * pairs
    found["met"] = _met(request, forced) if request.met_weight >= 0 else _most_met(request)
    if request.pair is not None:
        found["pair_cost"] = request.rounds * _cheapest_pairs(request, request.pair)
    return found


def bound(request: Request) -> int:
    """The lower bound of the cost, in millionths."""
    return total(request, bounds(request))


def even(count: int, least: Ints, most: Ints, marginal: Callable[[int], int]) -> int | None:
    """The least sum of a convex function over groups that hold `count` between them.

    `marginal(x)` is what the x + 1st in a group adds, beginning from 0; None where the limits
    leave no way.
    """
    if least.sum() > count or most.sum() < count or (least > most).any():
        return None
    value = sum(marginal(x) for low in least.tolist() for x in range(low))
    heap = [
        (marginal(low), low, high)
        for low, high in zip(least.tolist(), most.tolist(), strict=True)
        if low < high
    ]
    heapify(heap)
    end = marginal(int(most.max(initial=0)) + count) + 1
    for _ in range(count - int(least.sum())):
        step, x, high = heap[0]
        value += step
        heapreplace(heap, (marginal(x + 1) if x + 1 < high else end, x + 1, high))
    return value


def _fewest_pairs(request: Request, members: Ints) -> int:
    m = len(members)
    if m < 2:
        return 0
    pins = request.pin
    if (pins >= 0).any():
        inside = np.zeros(request.n, dtype=bool)
        inside[members] = True
        locked = _per_group(request, pins[inside & (pins >= 0)])
        taken = _per_group(request, pins[~inside & (pins >= 0)])
    else:
        locked = taken = np.zeros(request.groups, dtype=np.int64)
    least = np.maximum(locked, request.least - (request.n - m))
    pairs = even(m, np.maximum(least, 0), np.minimum(request.most - taken, m), lambda x: x)
    return pairs or 0


def _per_group(request: Request, pins: Ints) -> Ints:
    return np.bincount(pins[pins < request.groups], minlength=request.groups).astype(np.int64)


def _most_pairs(request: Request, m: int) -> int:
    pairs = 0
    for most in sorted(request.most.tolist(), reverse=True):
        x = min(m, most)
        pairs += x * (x - 1) // 2
        m -= x
    return pairs


def _forced(request: Request) -> Bools:
    block, pin = request.forced(), request.pin
    forced = (block[:, None] == block) | ((pin[:, None] == pin) & (pin[:, None] >= 0))
    np.fill_diagonal(forced, False)
    return np.asarray(forced)


def _met(request: Request, forced: Bools) -> int:
    rounds = request.rounds
    spread = rounds * sum(_fewest_pairs(request, members) for members in request.met)
    if rounds > 1:
        spread += rounds * (rounds - 1) // 2 * _shared_by_two_rounds(request)
    locked = rounds * int(request.history[forced].sum()) // 2
    locked += rounds * (rounds - 1) // 2 * int(forced.sum()) // 2
    return max(spread, locked, _acquaintances(request))


def _shared_by_two_rounds(request: Request) -> int:
    none = np.zeros(request.groups, dtype=np.int64)
    most = np.minimum(request.most, request.n)

    @cache
    def pairs(size: int) -> int:
        return even(size, none, np.minimum(most, size), lambda x: x) or 0

    def step(x: int) -> int:
        last = min(x, request.n - 1)
        return pairs(last + 1) - pairs(last)

    return even(request.n, request.least, most, step) or 0


def _acquaintances(request: Request) -> int:
    """Repeated meetings that follow from how many others each person meets in the day."""
    n, rounds = request.n, request.rounds
    most = np.minimum(request.most, n)
    seats = even(n, request.least, most, lambda x: 2 * x)
    if n < 2 or not seats:
        return 0
    wide = min(rounds * int(most.max() - 1), (n - 1) * rounds)
    unmet = (request.history == 0).sum(axis=1) - 1
    if wide <= 0 or (unmet >= wide).all():
        return 0
    others = request.history.copy()
    np.fill_diagonal(others, np.iinfo(np.int64).max // 2)
    others.sort(axis=1)
    steps = (others[:, : n - 1, None] + np.arange(rounds)).reshape(n, -1)
    steps.sort(axis=1)
    few = rounds * max(0, int(request.least.min()) - 1)
    left = rounds * seats - n * few
    rest = np.sort(steps[:, few:wide], axis=None)[: max(0, left)]
    return -(-int(steps[:, :few].sum() + rest.sum()) // 2)


def _most_met(request: Request) -> int:
    rounds, everybody = request.rounds, _most_pairs(request, request.n)
    before = sum(_most_pairs(request, len(members)) for members in request.met)
    return rounds * before + rounds * (rounds - 1) // 2 * everybody


def _cheapest_pairs(request: Request, pair: Ints) -> int:
    """Each person pays at least for the cheapest others that fill a group of a size there is."""
    n = request.n
    if n < 2:
        return 0
    others = pair.copy()
    np.fill_diagonal(others, np.iinfo(np.int64).max // 4)
    others.sort(axis=1)
    filled = np.zeros((n, n), dtype=np.int64)
    np.cumsum(others[:, : n - 1], axis=1, out=filled[:, 1:])
    sizes = {
        size
        for low, high in zip(request.least.tolist(), request.most.tolist(), strict=True)
        for size in range(max(low, 1), min(high, n) + 1)
    }
    if not sizes:
        return 0
    return -(-int(filled[:, [size - 1 for size in sorted(sizes)]].min(axis=1).sum()) // 2)
