"""Proving a round best possible, or bettering it, as a partition into enumerated groups.

The solver chooses the columns (see there) that hold everybody once and have the least surplus
between them: set partitioning (Balas & Padberg, "Set partitioning: a survey", SIAM Review 18,
1976). What surplus is allowed starts at the counting bound, where columns are few, and grows as
long as that proves to be too little: each time the bound is raised. Too many columns end it.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from samverk.groups.columns import Columns, Table
from samverk.groups.cost import grain, spread_cost
from samverk.groups.request import Ints, Request
from samverk.groups.rounds import Day
from samverk.groups.solver import Solver

EFFORT = 15.0
"""The solver's deterministic seconds at effort 1, over all its runs."""


def partition(
    asked: Request, day: Day, lowest: int, *, effort: float, solver: Solver
) -> tuple[Day, int]:
    """A day of one round at least as good, and a bound at least as high as `lowest`.

    Nothing is done where weights or pair costs lie below zero or where a group may be empty.
    """
    table = Table.of(asked)
    if table is None:
        return day, lowest
    # No surplus lies below zero.
    lowest = max(lowest, table.even)
    unit, step = grain(asked), int(table.weight.min(initial=day.cost))
    start, top = lowest - table.even, day.cost - table.even - unit
    rung, limit = 0, -1
    while limit < top and solver.spent < EFFORT * effort and not solver.stop():
        limit = min(start + rung, top)
        rung = 2 * rung + step
        columns = table.columns(limit, solver.stop)
        if columns is None:
            break
        model, chosen = _model(solver.cp, table, columns, limit // unit, unit)
        # Probing each column takes longer than it saves.
        solver.run(
            model,
            EFFORT * effort - solver.spent,
            symmetry_level=0,
            cp_model_probing_level=0,
        )
        if solver.found:
            picked = np.array([k for k, x in enumerate(chosen) if solver.value(x)], dtype=np.int64)
            of = _seats(table, columns, picked)
            day = Day([of], spread_cost(asked, [of]))
        if solver.best:
            return day, day.cost
        # Of rounds above the limit no more is known than that they lie above it.
        above = limit // unit + 1
        floor = above if solver.impossible else min(solver.floor or 0, above)
        lowest = max(lowest, min(table.even + floor * unit, day.cost))
        if not solver.impossible:
            break
    return day, lowest


def _model(cp: Any, table: Table, columns: Columns, most: int, unit: int) -> tuple[Any, list[Any]]:
    model = cp.CpModel()
    chosen = [model.new_bool_var("") for _ in columns.size]
    holding: list[list[Any]] = [[] for _ in table.size]
    for x, row in zip(chosen, columns.blocks.tolist(), strict=True):
        for b in row:
            if b >= 0:
                holding[b].append(x)
    for some in holding:
        model.add_exactly_one(some)
    free = columns.pin < 0
    least, high = table.asked.least[table.open], table.asked.most[table.open]
    # Sizes within every interval that suffice for the groups that must lie there suffice for all
    # (Hall's theorem, for intervals).
    if len({*table.asked.least.tolist(), *table.asked.most.tolist()}) > 1:
        model.add(sum(_where(chosen, free)) == len(least))
        for low in np.unique(least):
            for top in np.unique(high):
                wanted = int(((least >= low) & (high <= top)).sum())
                inside = free & (columns.size >= low) & (columns.size <= top)
                if wanted:
                    model.add(sum(_where(chosen, inside)) >= wanted)
    terms = [
        surplus * x
        for x, surplus in zip(chosen, (columns.surplus // unit).tolist(), strict=True)
        if surplus
    ]
    if terms:
        model.add(sum(terms) <= most)
        model.minimize(sum(terms))
    return model, chosen


def _where(chosen: list[Any], which: Any) -> list[Any]:
    return [chosen[k] for k in np.flatnonzero(which).tolist()]


def _seats(table: Table, columns: Columns, picked: Ints) -> Ints:
    """The group of each person: of those still open that a column fits, the one that is full
    first."""
    seat = np.zeros(len(table.size), dtype=np.int64)
    least, most = table.asked.least, table.asked.most
    waiting = set(np.flatnonzero(table.open).tolist())
    for k in picked[np.argsort(columns.size[picked], kind="stable")].tolist():
        g, size = int(columns.pin[k]), columns.size[k]
        if g < 0:
            g = min((h for h in waiting if least[h] <= size <= most[h]), key=lambda h: (most[h], h))
            waiting.remove(g)
        row = columns.blocks[k]
        seat[row[row >= 0]] = g
    return seat[table.block]
