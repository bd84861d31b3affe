"""Proving a round best possible, or bettering it, with the solver CP-SAT (the extra `proof`).

First as a partition into columns, where these are few (see there), then seat by seat. Everything
but pair costs is counted in classes: the people who share a value or who sat in one earlier group.
A class's pairs in a group are convex in how many of it sit there, so tangents stand for them
exactly and no variable per pair is needed; the counting bound of each class is a cut, and the
division at hand is a complete hint.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np

from samverk.groups.bound import bounds
from samverk.groups.cost import base, classes, grain, inner, spread_cost
from samverk.groups.ground import ground
from samverk.groups.partition import partition
from samverk.groups.request import Ints, Request
from samverk.groups.rounds import Day
from samverk.groups.solver import Solver
from samverk.groups.watch import Watch

EFFORT = 30.0
"""The solver's deterministic seconds at effort 1."""


def prove(asked: Request, day: Day, lowest: int, *, effort: float, watch: Watch) -> tuple[Day, int]:
    """A day at least as good, and a bound at least as high as `lowest`.

    Days of several rounds, and weights below zero, are left as they are. Raises `Sorry` where the
    solver is not installed.
    """
    solver = Solver(watch)
    weights = [weight for _name, weight, _codes in asked.values] + [asked.met_weight]
    if asked.rounds > 1 or min(weights) < 0:
        return day, lowest
    day, lowest = partition(asked, day, lowest, effort=effort, solver=solver)
    if day.cost == lowest or watch.stopped:
        return day, lowest
    model, seats, unit = _model(solver.cp, asked, day.rounds[0], lowest)
    solver.run(model, EFFORT * effort, symmetry_level=2)
    if not solver.found:
        return day, lowest
    block = asked.forced()
    seat = np.array(
        [next(g for g, x in enumerate(row) if solver.value(x)) for row in seats], dtype=np.int64
    )
    of = seat[block]
    cost = spread_cost(asked, [of])
    if cost < day.cost:
        day = Day([of], cost)
    if solver.best:
        return day, day.cost
    if solver.floor is not None:
        lowest = max(lowest, min(solver.floor * unit + inner(asked, block), day.cost))
    return day, lowest


def _model(cp: Any, asked: Request, hint: Ints, lowest: int) -> tuple[Any, list[list[Any]], int]:
    here, block = ground(asked, base(asked))
    groups, count = asked.groups, len(here.size)
    model = cp.CpModel()
    seats = [[model.new_bool_var("") for _g in range(groups)] for _b in range(count)]
    at = np.zeros(count, dtype=np.int64)
    at[block] = hint
    for b, row in enumerate(seats):
        model.add_exactly_one(row)
        for g, x in enumerate(row):
            model.add_hint(x, int(at[b] == g))
        if here.pin[b] >= 0:
            model.add(row[int(here.pin[b])] == 1)
    for g in range(groups):
        load = sum(int(here.size[b]) * seats[b][g] for b in range(count))
        model.add_linear_constraint(load, int(asked.least[g]), int(asked.most[g]))
    for b, c in zip(*np.nonzero(np.triu(here.apart)), strict=True):
        for g in range(groups):
            model.add_at_most_one(seats[b][g], seats[c][g])
    alike = len(set(zip(asked.least.tolist(), asked.most.tolist(), strict=True))) == 1
    if alike and (here.pin < 0).all() and count:
        model.add(seats[0][int(at[0])] == 1)
    unit = grain(asked)
    terms = []
    for weight, members in classes(asked):
        inside = np.bincount(block[members], minlength=count)
        held = [int((hint[members] == g).sum()) for g in range(groups)]
        pairs = []
        for g in range(groups):
            high = min(len(members), int(asked.most[g]))
            pair = model.new_int_var(0, high * (high - 1) // 2, "")
            number = sum(int(inside[b]) * seats[b][g] for b in np.flatnonzero(inside).tolist())
            for k in range(1, high):
                model.add(pair >= k * number - k * (k + 1) // 2)
            model.add_hint(pair, held[g] * (held[g] - 1) // 2)
            pairs.append(pair)
        fewest = _class_bound(asked, members)
        model.add(sum(pairs) >= fewest)
        terms.append(weight // unit * sum(pairs))
    terms += _pair_terms(model, asked, block, seats, hint, unit)
    objective = sum(terms)
    model.add(objective * unit >= lowest - inner(asked, block))
    model.minimize(objective)
    return model, seats, unit


def _class_bound(asked: Request, members: Ints) -> int:
    alone = replace(asked, values=(), met=(members,), history=np.zeros_like(asked.history))
    return bounds(alone)["met"]


def _pair_terms(
    model: Any, asked: Request, block: Ints, seats: list[list[Any]], hint: Ints, unit: int
) -> list[Any]:
    if asked.pair is None:
        return []
    count = len(seats)
    weight = np.zeros((count, count), dtype=np.int64)
    np.add.at(weight, (block[:, None], block), asked.pair)
    of = np.zeros(count, dtype=np.int64)
    of[block] = hint
    terms = []
    for b, c in zip(*np.nonzero(np.triu(weight, 1)), strict=True):
        same = model.new_bool_var("")
        model.add_hint(same, int(of[b] == of[c]))
        for x, y in zip(seats[b], seats[c], strict=True):
            model.add_bool_or(x.negated(), y.negated(), same)
            model.add_bool_or(same.negated(), x.negated(), y)
        terms.append(int(weight[b, c]) // unit * same)
    return terms
