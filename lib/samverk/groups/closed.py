"""Days in which nobody meets anybody twice, written down instead of searched for.

For a prime power of groups q ≥ size s, person (row r < s, column c) sits in round m at table
c − r·m, computed in the field of q elements: q rounds without a repeat, and one more, within the
rows, where s divides q (the affine plane's lines through all points of s rows).
"""

from __future__ import annotations

from itertools import product

import numpy as np

from samverk.groups.request import Ints, Request


def rounds(request: Request) -> list[Ints] | None:
    """Rounds without a repeat, where nothing but meetings in the day counts; else None."""
    if request.rounds < 2 or not _only_meetings(request):
        return None
    groups, size = request.groups, int(request.most.max())
    if not 0 < size <= groups or not set(request.most.tolist()) <= {size - 1, size}:
        return None
    table = field(groups)
    if table is None:
        return None
    rows = (request.rounds > groups) and groups % size == 0 and request.n == groups * size
    if request.rounds > groups + rows:
        return None
    add, times = table
    minus = np.argmax(add == 0, axis=1)
    person = np.arange(request.n)
    row, column = person // groups, person % groups
    day = []
    for m in range(min(request.rounds, groups)):
        day.append(add[column, minus[times[row, m]]])
    if request.rounds > groups:
        day.append(row * (groups // size) + column // size)
    return [_by_size(of, request) for of in day]


def field(q: int) -> tuple[Ints, Ints] | None:
    """Addition and multiplication of the field of q elements, (q, q) each; None where there is no
    such field. Element 0 is zero, element 1 is one."""
    p = next((p for p in range(2, q + 1) if q % p == 0), 0)
    power = 0
    while p and p**power < q:
        power += 1
    if not p or p**power != q:
        return None
    place = p ** np.arange(power)
    digits = np.arange(q)[:, None] // place % p
    add = ((digits[:, None] + digits) % p) @ place
    for tail in product(range(p), repeat=power):
        times = _products(digits, place, p, tail)
        if all(len(set(line)) == q for line in times[1:].tolist()):
            return add, times
    return None


def _products(digits: Ints, place: Ints, p: int, tail: tuple[int, ...]) -> Ints:
    """Products of polynomials modulo p and modulo x^k − tail(x)."""
    power = digits.shape[1]
    long = np.zeros((len(digits), len(digits), 2 * power - 1), dtype=np.int64)
    for i in range(power):
        for j in range(power):
            long[:, :, i + j] += digits[:, None, i] * digits[:, j]
    for degree in range(2 * power - 2, power - 1, -1):
        for k, factor in enumerate(tail):
            long[:, :, degree - power + k] += long[:, :, degree] * factor
    return np.asarray(long[:, :, :power] % p @ place)


def _only_meetings(request: Request) -> bool:
    counted = any(weight and (codes >= 0).any() for _, weight, codes in request.values)
    ruled = bool(request.apart or request.together or (request.pin != -1).any())
    priced = request.pair is not None and bool(request.pair.any())
    return not (counted or ruled or priced or request.history.any()) and bool(
        (request.least == request.most).all() and request.met_weight >= 0
    )


def _by_size(of: Ints, request: Request) -> Ints:
    """The same groups, numbered so that each has the size that was asked for."""
    made = np.argsort(-np.bincount(of, minlength=request.groups), kind="stable")
    asked = np.argsort(-request.most, kind="stable")
    number = np.empty(request.groups, dtype=np.int64)
    number[made] = asked
    return number[of]
