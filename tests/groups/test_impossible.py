from itertools import combinations
from time import perf_counter
from typing import Any

import pytest
from hypothesis import given, settings

from groups.asking import permitted_rounds, requests
from samverk.groups import Impossible, divide
from samverk.model import Sorry


def conflict(people: Any, sizes: Any, **rules: Any) -> list[str]:
    with pytest.raises(Impossible) as caught:
        divide(people, sizes, **rules)
    assert isinstance(caught.value, Sorry)
    assert all(words in str(caught.value) for words in caught.value.conflict)
    return caught.value.conflict


def named(*names: str) -> list[dict[str, str]]:
    return [{"id": name.lower(), "name": name} for name in names]


FOUR = named("Kari", "Ola", "Per", "Liv")


def test_too_few_seats() -> None:
    assert conflict(FOUR, [2, 1]) == ["Det er 4 deltakere, men gruppene har bare plass til 3."]


def test_too_many_seats_to_fill() -> None:
    assert conflict(FOUR, [(3, 5), (2, 5)]) == [
        "Gruppene skal ha minst 5 deltakere til sammen, men det er bare 4."
    ]


def test_together_and_apart() -> None:
    rules = {"apart": [["per", "liv"], ["kari", "ola"]], "together": [["ola", "kari"]]}
    assert conflict(FOUR, [2, 2], **rules) == [
        "Kari og Ola skal ikke sitte sammen.",
        "Ola og Kari skal sitte sammen.",
    ]


def test_together_through_a_third() -> None:
    rules = {"apart": [["kari", "per"]], "together": [["kari", "ola"], ["ola", "per"]]}
    assert len(conflict(FOUR, [3, 1], **rules)) == 3


def test_more_apart_than_groups() -> None:
    assert conflict(FOUR, [2, 2], apart=[["kari", "ola", "per"]]) == [
        "Kari, Ola og Per skal ikke sitte sammen, men det er bare 2 grupper."
    ]


def test_a_group_that_is_not_there() -> None:
    assert conflict(FOUR, [2, 2], pinned={"kari": 2}) == [
        "Kari skal sitte i gruppe 3, men det er bare 2 grupper."
    ]


def test_together_but_the_groups_are_small() -> None:
    assert conflict(FOUR, [2, 2], together=[["kari", "ola", "per"]]) == [
        "Kari, Ola og Per skal sitte sammen.",
        "Hver gruppe skal ha 2 deltakere.",
    ]


def test_locked_apart_but_together() -> None:
    found = conflict(FOUR, [2, 2], pinned={"kari": 0, "ola": 1}, together=[["ola", "kari"]])
    assert found == [
        "Ola og Kari skal sitte sammen.",
        "Kari skal sitte i gruppe 1.",
        "Ola skal sitte i gruppe 2.",
    ]


def test_sixty_people_with_many_rules_are_answered_within_two_seconds() -> None:
    people = [{"id": k} for k in range(60)]
    rules = {
        "apart": [[k, k + 1, k + 2] for k in range(0, 45, 3)] + [[50, 51], [51, 52], [50, 52]],
        "together": [[k, k + 3] for k in range(0, 40, 6)] + [[50, 55], [55, 52]],
        "pinned": {56: 0, 57: 1, 58: 2},
    }
    started = perf_counter()
    assert len(conflict(people, [6] * 10, **rules)) == 3
    assert perf_counter() - started < 2


@settings(max_examples=150)
@given(requests(most_people=5, most_rounds=1))
def test_the_rules_told_clash_and_are_few(asked: dict[str, Any]) -> None:
    if permitted_rounds(asked):
        return
    with pytest.raises(Impossible) as caught:
        divide(**asked)
    told = len(caught.value.conflict)
    # The sizes are met as drawn, so that only what people are told to do can clash with them.
    rules = [("apart", k) for k in range(len(asked["apart"]))]
    rules += [("together", k) for k in range(len(asked["together"]))]
    rules += [("pinned", i) for i in asked["pinned"]]
    clashing = [
        size
        for size in range(len(rules) + 1)
        for kept in combinations(rules, size)
        if not permitted_rounds(_only(asked, kept))
    ]
    kinds = len(set(map(str, asked["sizes"])))
    assert min(clashing) <= told <= min(clashing) + kinds


def _only(asked: dict[str, Any], kept: tuple[tuple[str, Any], ...]) -> dict[str, Any]:
    return {
        **asked,
        "apart": [rule for k, rule in enumerate(asked["apart"]) if ("apart", k) in kept],
        "together": [rule for k, rule in enumerate(asked["together"]) if ("together", k) in kept],
        "pinned": {i: g for i, g in asked["pinned"].items() if ("pinned", i) in kept},
    }
