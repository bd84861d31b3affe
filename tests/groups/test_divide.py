import json
import os
import subprocess
import sys
from itertools import product
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from hypothesis import assume, given, settings

from groups.asking import broken_rules, cost, permitted_rounds, requests
from samverk.groups import Impossible, divide, score
from samverk.model import Participant, Sorry

CASES = Path(__file__).parent.parent / "cases" / "groups"
EVERYTHING = os.environ.get("SAMVERK_ALL") == "1"
REACHED = [
    f"split-{n:03}-met{met}"
    for n in (24, 60, 120, 300, 500)
    for met in (0, 3, 6)
    if n > 60 or met < 6
]


def case(name: str) -> dict[str, Any]:
    whole = json.loads((CASES / f"{name}.json").read_text(encoding="utf-8"))
    return {key: whole[key] for key in ("people", "sizes", "rounds", "met", "mix") if key in whole}


def best_known(name: str) -> float:
    whole = json.loads((CASES / f"{name}.json").read_text(encoding="utf-8"))
    return float(whole["best_known"])


def people(n: int, organisations: int = 3) -> list[dict[str, str]]:
    return [
        {"id": f"p{k}", "organisation": f"O{k % organisations}", "field": f"F{k % 2}"}
        for k in range(n)
    ]


@settings(max_examples=10_000 if EVERYTHING else 300)
@given(requests())
def test_a_division_keeps_every_rule_and_costs_what_it_says(asked: dict[str, Any]) -> None:
    try:
        division = divide(**asked, effort=0.02)
    except Impossible:
        return
    assert broken_rules(asked, division.rounds) == []
    assert division.cost == pytest.approx(cost(asked, division.rounds), abs=1e-6)
    assert division.bound <= division.cost
    assert division.proven == (division.cost == division.bound)
    weights = {**asked.get("mix", {"organisation": 5, "field": 1})}
    weights["met"] = asked.get("met_weight", 10)
    weights["pair_cost"] = 1
    assert sum(weights[name] * count for name, (count, _) in division.terms.items()) == (
        pytest.approx(division.cost)
    )


@settings(max_examples=1_000 if EVERYTHING else 60)
@given(requests(most_people=5, most_rounds=2))
def test_no_division_of_a_few_costs_less_than_the_bound(asked: dict[str, Any]) -> None:
    choices = permitted_rounds(asked)
    if not choices:
        with pytest.raises(Impossible):
            divide(**asked)
        return
    assume(len(choices) ** asked["rounds"] <= 4000)
    best = min(cost(asked, list(day)) for day in product(choices, repeat=asked["rounds"]))
    division = divide(**asked, effort=0.1)
    assert division.bound <= best + 1e-6
    assert division.cost >= best - 1e-6
    if asked["rounds"] == 1:
        assert division.cost == pytest.approx(best, abs=1e-6)


@settings(max_examples=20)
@given(requests())
def test_the_same_call_gives_the_same_answer(asked: dict[str, Any]) -> None:
    def answer() -> Any:
        try:
            return divide(**asked, effort=0.05, progress=lambda *_: None).rounds
        except Impossible as impossible:
            return impossible.conflict

    assert answer() == answer()


@pytest.mark.parametrize("name", REACHED)
def test_the_bound_is_reached_and_proves_the_division_best(name: str) -> None:
    division = divide(**case(name))
    assert division.cost == best_known(name)
    assert division.proven


@pytest.mark.parametrize(
    "name", ["day-024-rounds3-met0", "day-120-rounds4-met3", "day-300-rounds4-met3"]
)
def test_a_whole_day_reaches_the_bound(name: str) -> None:
    division = divide(**case(name))
    assert division.cost == best_known(name)
    assert division.proven


@pytest.mark.parametrize("name", sorted(path.stem for path in CASES.glob("golfer-*.json")))
def test_nobody_meets_twice_where_a_plan_is_known(name: str) -> None:
    division = divide(**case(name))
    assert division.cost == 0
    assert division.terms["met"] == (0, 0)


@pytest.mark.parametrize(("n", "groups", "size"), [(43, 9, 5), (31, 8, 4), (24, 5, 5)])
def test_a_known_plan_serves_groups_that_are_one_short(n: int, groups: int, size: int) -> None:
    sizes = [size - (g < groups * size - n) for g in range(groups)]
    division = divide([{"id": k} for k in range(n)], sizes, rounds=groups, mix={})
    assert [[len(group) for group in groups] for groups in division.rounds] == [sizes] * groups
    assert division.terms["met"][0] == 0


def test_people_come_as_a_frame_or_as_participants_or_as_mappings() -> None:
    rows = people(12)
    as_participants = [
        Participant(id=row["id"], name="N", organisation=row["organisation"], field=row["field"])
        for row in rows
    ]
    expected = divide(rows, [4, 4, 4]).rounds
    assert divide(pd.DataFrame(rows), [4, 4, 4]).rounds == expected
    assert divide(as_participants, [4, 4, 4]).rounds == expected


@pytest.mark.parametrize("nothing", [None, "", " ", float("nan"), pd.NA])
def test_an_empty_value_is_shared_with_nobody(nothing: Any) -> None:
    division = divide([{"id": k, "organisation": nothing} for k in range(6)], [3, 3])
    assert (division.cost, division.proven) == (0, True)


def test_a_range_lets_the_search_choose_the_sizes() -> None:
    same = [{"id": k, "organisation": "A"} for k in range(6)]
    division = divide(same, [(1, 6), (1, 6), (1, 6)])
    assert sorted(len(group) for group in division.rounds[0]) == [2, 2, 2]
    assert division.proven


def test_whoever_sits_together_may_change_places_with_several() -> None:
    rows = people(12, organisations=6)
    met = [[["p0", "p2", "p3"], ["p1", "p4", "p5"]]]
    division = divide(
        rows, [3, 3, 3, 3], met=met, together=[["p0", "p1"]], pinned={"p2": 0}, mix={}
    )
    assert division.proven


def test_stopping_at_once_still_gives_a_permitted_division() -> None:
    asked: dict[str, Any] = {"people": people(40), "sizes": [8] * 5, "rounds": 4, "met": []}
    asked |= {"apart": [["p0", "p3"]], "together": [["p1", "p2"]], "pinned": {"p7": 3}}
    division = divide(**asked, effort=100, progress=lambda *_: True)
    assert broken_rules(asked, division.rounds) == []


def test_stopping_later_gives_the_best_so_far() -> None:
    told: list[tuple[float, float, float]] = []

    def progress(done: float, best: float, bound: float) -> bool:
        told.append((done, best, bound))
        return len(told) > 6

    division = divide(**case("day-060-rounds4-met3"), effort=1000, progress=progress)
    assert len(told) < 12
    assert division.cost <= told[-1][1]
    bests = [best for _, best, _ in told]
    assert bests == sorted(bests, reverse=True)
    assert all(0 <= done <= 1 and bound == division.bound for done, _, bound in told)


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"sizes": [(5, 3)]}, "gruppestørrelse"),
        ({"rounds": 0}, "runde"),
        ({"pair_cost": [[0]]}, "rad og en kolonne"),
        ({"met_weight": float("nan")}, "tall"),
        ({"pair_cost": [[1e12] * 6] * 6}, "tall"),
        ({"pair_cost": [[1e300] * 6] * 6}, "tall"),
        ({"mix": {"organisation": 1e14}}, "tall"),
        ({"mix": {"organisation": 10**30}}, "tall"),
        ({"people": [{"id": 1}, {"id": 1}]}, "samme id"),
    ],
)
def test_what_makes_no_sense_is_said_in_a_sentence(change: dict[str, Any], words: str) -> None:
    with pytest.raises(Sorry, match=words):
        divide(**{"people": people(6), "sizes": [3, 3], **change})


def test_a_division_made_by_hand_is_judged_alike() -> None:
    asked = case("split-060-met3")
    division = divide(**asked)
    again = score(division.rounds, asked["people"], met=asked["met"])
    assert (again.cost, again.bound, again.terms) == (division.cost, division.bound, division.terms)


def test_nobody_to_divide_gives_empty_groups() -> None:
    division = divide([], [0, (0, 4)])
    assert (division.rounds, division.cost, division.proven) == ([[[], []]], 0, True)


def test_numpy_is_not_imported_before_it_is_needed() -> None:
    code = "import sys, samverk.groups; sys.exit('numpy' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], env=_with_lib()).returncode == 0


def _with_lib() -> dict[str, str]:
    return {**os.environ, "PYTHONPATH": str(CASES.parents[2] / "lib")}
