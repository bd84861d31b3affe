import os
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from groups.asking import broken_rules, cost, permitted_rounds, requests
from samverk.groups import Impossible, divide, repair
from samverk.model import Sorry

EVERYTHING = os.environ.get("SAMVERK_ALL") == "1"


def people(n: int, start: int = 0) -> list[dict[str, str]]:
    return [
        {"id": f"p{k}", "organisation": f"O{k % 5}", "field": f"F{k % 3}"}
        for k in range(start, start + n)
    ]


def moves(before: list[list[str]], after: list[list[str]]) -> int:
    now = {i: g for g, group in enumerate(after) for i in group}
    return sum(now[i] != g for g, group in enumerate(before) for i in group if i in now)


@settings(max_examples=1_000 if EVERYTHING else 40)
@given(st.integers(12, 90), st.integers(2, 12), st.randoms(use_true_random=False))
def test_without_rules_only_those_move_who_must(n: int, groups: int, chance: Any) -> None:
    rows = people(n)
    sizes = [n // groups + (g < n % groups) for g in range(groups)]
    division = divide(rows, sizes, effort=0.02)
    absent = chance.sample([row["id"] for row in rows], n * 15 // 100)
    late = people(n // 20, start=n)
    mended = repair(division, rows + late, absent=absent, late=[row["id"] for row in late])
    there = n - len(absent) + len(late)
    low, over = divmod(there, groups)
    assert sorted(map(len, mended.rounds[0])) == [low] * (groups - over) + [low + 1] * over
    left = sorted(
        (sum(i not in absent for i in group) for group in division.rounds[0]), reverse=True
    )
    fewest = sum(max(0, had - (low + (k < over))) for k, had in enumerate(left))
    assert moves(division.rounds[0], mended.rounds[0]) == len(mended.moved) == fewest


@settings(max_examples=300 if EVERYTHING else 40)
@given(requests(most_people=6, most_rounds=2), st.data())
def test_with_rules_the_fewest_move_that_the_rules_allow(
    asked: dict[str, Any], data: st.DataObject
) -> None:
    asked.pop("pair_cost", None)
    try:
        division = divide(**asked, effort=0.02)
    except Impossible:
        return
    ids = [person["id"] for person in asked["people"]]
    absent = data.draw(st.lists(st.sampled_from(ids), max_size=2)) if ids else []
    late = [{"id": "late", "organisation": "A", "field": "B"}] * data.draw(st.integers(0, 1))
    groups = len(asked["sizes"])
    now = {**asked, "people": [p for p in asked["people"] if p["id"] not in absent] + late}
    now["sizes"] = [(0, len(now["people"]))] * groups
    choices = permitted_rounds(now)
    given_people = asked["people"] + late
    mended = repair(division, given_people, absent=absent, late=["late"], sizes=now["sizes"])
    assert broken_rules(now, mended.rounds) == []
    for before, after in zip(division.rounds, mended.rounds, strict=True):
        assert moves(before, after) == min(moves(before, choice) for choice in choices)
    assert mended.cost == pytest.approx(cost(now, mended.rounds))
    assert mended.bound <= mended.cost


def test_nobody_away_and_nobody_late_changes_nothing() -> None:
    division = divide(people(30), [6] * 5, rounds=3)
    mended = repair(division, people(30))
    assert mended.rounds == division.rounds
    assert mended.moved == ()


def test_rounds_that_are_held_stay_as_they_are() -> None:
    division = divide(people(30), [6] * 5, rounds=3, met=[[["p0", "p7"]]])
    mended = repair(division, people(30), absent=["p3", "p4", "p5"], from_round=1)
    assert mended.rounds[0] == division.rounds[0]
    there = {i for group in mended.rounds[1] for i in group}
    assert there == {f"p{k}" for k in range(30)} - {"p3", "p4", "p5"}
    asked = {"people": people(30), "met": [[["p0", "p7"]]]}
    assert mended.cost == pytest.approx(cost(asked, mended.rounds))
    assert mended.bound <= mended.cost


def test_a_repaired_division_can_be_repaired_again() -> None:
    rows = people(24)
    once = repair(divide(rows, [6] * 4, apart=[["p0", "p1"]]), rows, absent=["p2", "p9"])
    twice = repair(once, rows, absent=["p9", "p5"])
    assert {i for group in twice.rounds[0] for i in group} == (
        {row["id"] for row in rows} - {"p9", "p5"}
    )
    assert (
        broken_rules(
            {
                "people": [row for row in rows if row["id"] not in ("p9", "p5")],
                "sizes": [(5, 6)] * 4,
                "apart": [["p0", "p1"]],
                "together": [],
                "pinned": {},
            },
            twice.rounds,
        )
        == []
    )


def test_a_repair_that_no_rule_allows_is_impossible() -> None:
    division = divide(people(6), [3, 3], together=[["p0", "p1", "p2"]])
    with pytest.raises(Impossible):
        repair(division, people(6), sizes=[2, 2, 2])


def test_a_round_that_is_not_there_is_said() -> None:
    with pytest.raises(Sorry, match="runder"):
        repair(divide(people(6), [3, 3]), people(6), from_round=2)
