"""What a division costs, exactly, in millionths of a point."""

from __future__ import annotations

from collections.abc import Sequence

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
