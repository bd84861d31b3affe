"""Days in which nobody meets anybody twice, from plans that are written down.

They serve where nothing but meetings in the day counts: groups that are all of one size or one
short of it, for whoever is lacking is left out of a plan for full groups.
"""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from samverk.groups.designs import plans, without
from samverk.groups.request import Ints, Request


def rounds(request: Request) -> list[Ints] | None:
    """Rounds without a repeat, where nothing but meetings in the day counts; else None."""
    if request.rounds < 2 or request.n < 2 or not _only_meetings(request):
        return None
    sizes = _even(request)
    size = int(sizes.max(initial=0))
    if size < 1 or not set(sizes.tolist()) <= {size - 1, size}:
        return None
    for plan in plans(request.groups, size, request.rounds):
        found = without(plan, request.groups * size - request.n, request.rounds)
        if found is not None:
            return [_by_size(of, sizes) for of in found]
    return None


def begun(request: Request) -> list[Ints]:
    """As many of the rounds as a plan has, where none has them all."""
    for few in range(request.rounds - 1, 1, -1):
        found = rounds(replace(request, rounds=few))
        if found is not None:
            return found
    return []


def _even(request: Request) -> Ints:
    """The evenest sizes that the limits allow."""
    sizes = request.least.copy()
    for _ in range(request.n - int(sizes.sum())):
        sizes[np.where(sizes < request.most, sizes, request.n + 1).argmin()] += 1
    return sizes


def _only_meetings(request: Request) -> bool:
    counted = any(weight and (codes >= 0).any() for _, weight, codes in request.values)
    ruled = bool(request.apart or request.together or (request.pin != -1).any())
    priced = request.pair is not None and bool(request.pair.any())
    return not (counted or ruled or priced or request.history.any()) and request.met_weight >= 0


def _by_size(of: Ints, sizes: Ints) -> Ints:
    """The same groups, numbered so that each has the size that was asked for."""
    made = np.argsort(-np.bincount(of, minlength=len(sizes)), kind="stable")
    number = np.empty(len(sizes), dtype=np.int64)
    number[made] = np.argsort(-sizes, kind="stable")
    return np.asarray(number[of])
