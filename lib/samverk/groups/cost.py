"""What a division costs, exactly, in millionths of a point."""

from __future__ import annotations

from collections.abc import Sequence
from math import gcd

import numpy as np

from samverk.groups.request import Ints, Request


def base(request: Request) -> Ints:
    """What each pair costs the first time they share a group in this division, (n, n)."""
    weight = request.met_weight * request.history
    for _, points, codes in request.values:
        weight[(codes[:, None] == codes) & (codes[:, None] >= 0)] += points
    if request.pair is not None:
        weight += request.pair
    np.fill_diagonal(weight, 0)
    return weight


def meetings(request: Request, rounds: Sequence[Ints]) -> Ints:
    """How many of the rounds each pair shares a group in, (n, n)."""
    count = np.zeros((request.n, request.n), dtype=np.int64)
    for of in rounds:
        count += (of[:, None] == of) & (of[:, None] >= 0)
    np.fill_diagonal(count, 0)
    return count


def terms(request: Request, rounds: Sequence[Ints]) -> dict[str, int]:
    """Pairs that share each attribute's value, repeated meetings ("met"), and, where pair costs
    were given, their sum in millionths ("pair_cost")."""
    met = meetings(request, rounds)
    found = {
        name: int(met[(codes[:, None] == codes) & (codes[:, None] >= 0)].sum()) // 2
        for name, _, codes in request.values
    }
    found["met"] = int((met * request.history + met * (met - 1) // 2).sum()) // 2
    if request.pair is not None:
        found["pair_cost"] = int((met * request.pair).sum()) // 2
    return found


def total(request: Request, counted: dict[str, int]) -> int:
    """The cost of what `terms` counted."""
    points = sum(weight * counted[name] for name, weight, _ in request.values)
    return points + request.met_weight * counted["met"] + counted.get("pair_cost", 0)


def spread_cost(request: Request, rounds: Sequence[Ints]) -> int:
    """The cost of the division."""
    return total(request, terms(request, rounds))


def classes(request: Request) -> list[tuple[int, Ints]]:
    """What the cost counts in, but for pair costs: (weight, members), for the people who share a
    value or sat in one earlier group. Those that never cost anything are left out."""
    shared = [
        (weight, np.flatnonzero(codes == value))
        for _name, weight, codes in request.values
        for value in range(int(codes.max(initial=-1)) + 1)
    ]
    shared += [(request.met_weight, members) for members in request.met]
    return [(weight, members) for weight, members in shared if weight and len(members) > 1]


def grain(request: Request) -> int:
    """The largest number that divides the cost of every round, or 1."""
    weights = [weight for weight, _members in classes(request)]
    if request.pair is not None:
        weights += np.unique(np.abs(request.pair)).tolist()
    return gcd(*weights) or 1


def inner(request: Request, block: Ints) -> int:
    """Pair costs within blocks of people who always sit together."""
    if request.pair is None:
        return 0
    return int(request.pair[block[:, None] == block].sum()) // 2
