import importlib.util
import json
import os
import sys
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import assume, given, settings

from groups.asking import broken_rules, cost, permitted_rounds, requests
from samverk.groups import divide
from samverk.groups.bound import bound
from samverk.groups.columns import Table
from samverk.groups.cost import spread_cost
from samverk.groups.division import MIX
from samverk.groups.partition import partition
from samverk.groups.request import MICRO, Request, Rules, read_people, request
from samverk.groups.rounds import Day
from samverk.groups.solver import Solver
from samverk.groups.watch import Watch
from samverk.model import Sorry

CASES = Path(__file__).parent.parent / "cases" / "groups"
EVERYTHING = os.environ.get("SAMVERK_ALL") == "1"
SOLVER = importlib.util.find_spec("ortools") is not None


def hard(n: int) -> tuple[list[dict[str, str]], list[list[list[str]]]]:
    case = json.loads((CASES / "split-024-met6.json").read_text(encoding="utf-8"))
    people = case["people"][:n]
    return people, case["met"]


def mild(asked: dict[str, Any]) -> dict[str, Any]:
    """The same for one round, with nobody worth bringing together and no empty group."""
    made = {**asked, "rounds": 1}
    if "mix" in asked:
        made["mix"] = {name: abs(weight) for name, weight in asked["mix"].items()}
    if "met_weight" in asked:
        made["met_weight"] = abs(asked["met_weight"])
    if "pair_cost" in asked:
        made["pair_cost"] = [[abs(x) for x in row] for row in asked["pair_cost"]]
    made["sizes"] = [
        (max(1, size[0]), max(1, size[1])) if isinstance(size, tuple) else max(1, size)
        for size in asked["sizes"]
    ]
    return made


def read(asked: dict[str, Any]) -> Request:
    mix = asked.get("mix", MIX)
    people = read_people(asked["people"], mix)
    rules = Rules.of(
        people,
        mix=mix,
        met=asked["met"],
        met_weight=asked.get("met_weight", 10),
        apart=asked.get("apart", ()),
        together=asked.get("together", ()),
        pinned=asked.get("pinned"),
        pair_cost=asked.get("pair_cost"),
    )
    return request(people, asked["sizes"], 1, rules)


@settings(max_examples=1_000 if EVERYTHING else 60)
@given(requests(most_people=7, most_rounds=1).map(mild))
def test_every_round_below_a_cost_consists_of_columns_whose_surplus_adds_up_to_it(
    asked: dict[str, Any],
) -> None:
    rounds = permitted_rounds(asked)
    assume(rounds)
    assume(asked["people"])
    made = read(asked)
    table = Table.of(made)
    assert table is not None
    limit = sorted(cost(asked, [one]) for one in rounds)[len(rounds) // 2] * MICRO - table.even
    columns = table.columns(round(limit), lambda: False)
    assert columns is not None
    surplus = {
        frozenset(np.flatnonzero(np.isin(table.block, row)).tolist()): int(one)
        for row, one in zip(columns.blocks, columns.surplus, strict=True)
    }
    assert len(surplus) == len(columns.size)
    for groups in rounds:
        of = made.numbers([groups])[0]
        over = spread_cost(made, [of]) - table.even
        sets = [frozenset(np.flatnonzero(of == g).tolist()) for g in range(made.groups)]
        if over <= limit:
            assert sum(surplus[one] for one in sets) == over


@pytest.mark.skipif(not SOLVER, reason="the solver is not installed")
@settings(max_examples=1_000 if EVERYTHING else 60)
@given(requests(most_people=7, most_rounds=1).map(mild))
def test_the_partition_into_columns_finds_and_proves_the_best_round(asked: dict[str, Any]) -> None:
    rounds = permitted_rounds(asked)
    assume(rounds)
    assume(asked["people"])
    costs = [cost(asked, [one]) for one in rounds]
    made = read(asked)
    worst = made.numbers([rounds[costs.index(max(costs))]])
    day, lowest = partition(
        made,
        Day(worst, spread_cost(made, worst)),
        bound(made),
        effort=1.0,
        solver=Solver(Watch(None, 0, 0)),
    )
    assert not broken_rules(asked, made.ids(day.rounds))
    assert day.cost == lowest == round(min(costs) * MICRO) == spread_cost(made, day.rounds)


@pytest.mark.skipif(not SOLVER, reason="the solver is not installed")
@settings(max_examples=1_000 if EVERYTHING else 60)
@given(requests(most_people=7, most_rounds=1))
def test_a_proof_never_claims_too_much(asked: dict[str, Any]) -> None:
    rounds = permitted_rounds(asked)
    assume(rounds)
    division = divide(**asked, effort=0.01, prove=True)
    assert not broken_rules(asked, division.rounds)
    best = min(cost(asked, [one]) for one in rounds)
    assert division.bound <= best + 1e-9
    assert division.cost >= best - 1e-9


@pytest.mark.skipif(not SOLVER, reason="the solver is not installed")
@pytest.mark.parametrize(("name", "best"), [("split-024-met6", 377), ("split-060-met6", 103)])
def test_what_counting_leaves_open_is_proven(name: str, best: int) -> None:
    case = json.loads((CASES / f"{name}.json").read_text(encoding="utf-8"))
    asked = {key: case[key] for key in ("people", "sizes", "met")}
    division = divide(**asked, prove=True)
    assert (division.cost, division.bound, division.proven) == (best, best, True)
    assert cost(asked, division.rounds) == best
    assert divide(**asked, prove=True).rounds == division.rounds


@pytest.mark.skipif(not SOLVER, reason="the solver is not installed")
def test_a_proof_by_columns_can_be_stopped() -> None:
    case = json.loads((CASES / "split-060-met6.json").read_text(encoding="utf-8"))
    made = read(case)
    of = np.arange(made.n) % made.groups
    told: list[float] = []

    def progress(done: float, _best: float, _bound: float) -> bool:
        told.append(done)
        return len(told) > 3

    before = Day([of], spread_cost(made, [of]))
    watch = Watch(progress, before.cost, bound(made))
    day, lowest = partition(made, before, bound(made), effort=100, solver=Solver(watch))
    assert watch.stopped
    assert len(told) == 4
    assert all(a <= b for a, b in pairwise(told))
    assert bound(made) <= lowest <= day.cost <= before.cost


def test_without_the_solver_one_is_told_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "ortools.sat.python", None)
    people, met = hard(12)
    with pytest.raises(Sorry, match="proof"):
        divide(people, [6, 6], met=met, prove=True)


@pytest.mark.skipif(not SOLVER, reason="the solver is not installed")
def test_the_solver_raises_the_bound_to_the_cost() -> None:
    people, met = hard(12)
    division = divide(people, [6, 6], met=met, prove=True)
    assert division.proven
    assert division.cost == divide(people, [6, 6], met=met).cost


@pytest.mark.skipif(not SOLVER, reason="the solver is not installed")
def test_the_solver_heeds_rules_ranges_and_pair_costs() -> None:
    people, met = hard(9)
    price = [[((i * j) % 5 - 2) / 4 if i != j else 0 for j in range(9)] for i in range(9)]
    division = divide(
        people,
        [(2, 4)] * 3,
        met=met,
        together=[[people[0]["id"], people[3]["id"]]],
        apart=[[people[1]["id"], people[2]["id"]]],
        pinned={people[4]["id"]: 1},
        pair_cost=price,
        prove=True,
    )
    assert division.proven
