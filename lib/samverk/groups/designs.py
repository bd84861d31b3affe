"""Plans in which nobody meets anybody twice, written down instead of searched for.

A plan for g groups of s in w rounds is an array (w, g·s): the group of each person in each round.
Person (row r < s, column c < g) may sit in round m at table c + a(r, m), counted modulo g, where
the differences of any two rows of `a` are all different (difference matrices; mutually orthogonal
Latin rectangles: Harvey and Winterer 2005, "Solving the MOLR and social golfer problems"):
a = r·m where g > (s − 1)(w − 1); a = −r·m in the field of g elements for prime powers g ≥ s
(affine planes), and then the people of one row, who have not met, may be dealt by a plan of their
own; or a table that was searched for. Otherwise the rounds are developed from a few by a cyclic
group (Kirkman and nearly Kirkman triple systems, resolvable designs and packings: Colbourn and
Dinitz 2007, "Handbook of Combinatorial Designs").
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product

import numpy as np

from samverk.groups.request import Ints
from samverk.groups.starters import DIGITS, MATRICES, STARTERS


def plans(groups: int, size: int, rounds: int) -> Iterator[Ints]:
    """Plans of at least so many rounds, the likeliest to be useful first."""
    if rounds == 1 or size == 1:
        yield np.tile(np.arange(groups * size) // size, (rounds, 1))
        return
    if groups > (size - 1) * (rounds - 1):
        yield _rows(np.outer(np.arange(size), np.arange(rounds)), groups)
        return
    if rounds <= groups and size <= groups and (table := field(groups)) is not None:
        yield _plane(table, groups, size)
    for (of, rows), text in MATRICES.items():
        if of == groups and rows >= size:
            lines = text.split()[:size]
            plan = _rows(np.array([[DIGITS.index(x) for x in line] for line in lines]), groups)
            if len(plan) >= rounds:
                yield plan
    if (groups, size) in STARTERS:
        plan = _developed(groups, size)
        if len(plan) >= rounds:
            yield plan
    if rounds > groups >= size and groups % size == 0 and (table := field(groups)) is not None:
        for inner in plans(groups // size, size, rounds - groups):
            row, column = np.divmod(np.arange(groups * size), groups)
            yield np.vstack(
                [_plane(table, groups, size), row * (groups // size) + inner[:, column]]
            )


def without(plan: Ints, few: int, rounds: int) -> Ints | None:
    """So many rounds of a plan without a few people who sit in different groups in each of them,
    (rounds, people left); None where none were found."""
    if not few:
        return plan[:rounds]
    together = plan[:, :, None] == plan[:, None, :]
    people = plan.shape[1]
    for first in range(people - 1, -1, -1):
        out = [first]
        fine = np.ones((len(plan), people), dtype=bool)
        kept = np.ones(len(plan), dtype=bool)
        while len(out) < few:
            fine &= ~together[:, out[-1]]
            left = (fine & kept[:, None]).sum(axis=0)
            out.append(people - 1 - int(left[::-1].argmax()))
            kept &= fine[:, out[-1]]
            if kept.sum() < rounds:
                break
        if kept.sum() >= rounds:
            stay = np.setdiff1d(np.arange(people), out)
            return np.asarray(plan[kept][:rounds][:, stay])
    return None


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
        if (np.sort(times[1:], axis=1) == np.arange(q)).all():
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


def _rows(shift: Ints, groups: int) -> Ints:
    """The plan of a matrix (rows, rounds) of shifts modulo the number of groups."""
    row, column = np.divmod(np.arange(len(shift) * groups), groups)
    return np.asarray((column + shift.T[:, row]) % groups)


def _plane(table: tuple[Ints, Ints], groups: int, size: int) -> Ints:
    add, times = table
    minus = np.argmax(add == 0, axis=1)
    row, column = np.divmod(np.arange(groups * size), groups)
    return np.array([add[column, minus[times[row, m]]] for m in range(groups)])


def _developed(groups: int, size: int) -> Ints:
    """The rounds of a starter: the cyclic group moves the people of each orbit on by one, and
    leaves alone those whom no whole orbit holds.

    A base round is written as the table of each person. A round that the group keeps is written as
    a base table and a place for each orbit: that place of the orbit sits at the base table, and the
    following ones at its images.
    """
    order, base, kept, text = STARTERS[groups, size]
    digits = np.array([DIGITS.index(x) for x in text])
    people = groups * size
    moved = people // order * order
    who = np.arange(people)
    orbit, place = np.divmod(who[:moved], order)
    rounds = []
    for of in digits[: base * people].reshape(base, people):
        for turn in range(order):
            source = who.copy()
            source[:moved] = orbit * order + (place - turn) % order
            rounds.append(of[source])
    for line in digits[base * people :].reshape(kept, people // order, 2):
        table, start = line[orbit].T
        rounds.append(table * order + (place - start) % order)
    return np.array(rounds)
