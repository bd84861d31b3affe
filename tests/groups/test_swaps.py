from itertools import combinations
from random import Random
from typing import Any

import pytest

from groups.asking import broken_rules, cost
from groups.test_divide import case
from samverk.groups import divide


def asked(seed: int, *, apart: int) -> dict[str, Any]:
    """A day of fixed sizes, not all alike, after two workshops."""
    chance = Random(seed)
    ids = [f"p{k}" for k in range(23)]
    met = []
    for _ in range(2):
        chance.shuffle(ids)
        met.append([ids[g::5] for g in range(5)])
    return {
        "people": [{"id": i, "organisation": f"O{chance.randrange(4)}"} for i in sorted(ids)],
        "sizes": [3, 4, 5, 5, 6],
        "rounds": 4,
        "mix": {"organisation": 5},
        "met": met,
        "apart": chance.sample([list(pair) for pair in combinations(sorted(ids), 2)], apart),
        "together": [],
        "pinned": {},
        "seed": seed,
    }


@pytest.mark.parametrize("seed", range(4))
@pytest.mark.parametrize("apart", [0, 60])
def test_sizes_and_those_apart_are_kept_and_the_cost_is_counted_right(
    seed: int, apart: int
) -> None:
    whole = asked(seed, apart=apart)
    division = divide(**whole, effort=0.3)
    assert broken_rules(whole, division.rounds) == []
    assert division.cost == cost(whole, division.rounds)


def test_where_no_swap_is_permitted_heat_breaks_no_rule() -> None:
    whole = asked(0, apart=0) | {
        "people": [{"id": i, "organisation": "A"} for i in "abcdef"],
        "sizes": [2, 2, 2],
        "apart": [list(pair) for pair in combinations("abcdef", 2) if pair not in PAIRS],
    }
    division = divide(**whole, effort=10)
    assert [sorted(map(sorted, groups)) for groups in division.rounds] == [
        [["a", "b"], ["c", "d"], ["e", "f"]]
    ] * 4


PAIRS = (("a", "b"), ("c", "d"), ("e", "f"), ("a", "c"))


def test_a_crowded_day_is_bettered_far_below_what_rounds_one_by_one_cost() -> None:
    assert divide(**case("day-060-rounds4-met3"), effort=2).cost <= 480


def test_nobody_meets_again_where_meetings_are_very_dear() -> None:
    division = divide(**case("day-060-rounds4-met3"), met_weight=100, effort=2)
    assert division.terms["met"][0] == 0
    assert division.cost <= 500


def test_a_crowded_round_comes_close_to_what_the_solver_proves_best() -> None:
    assert divide(**case("split-060-met6"), effort=2).cost <= 103 + 2


@pytest.mark.parametrize("workshops", [2, 9])
def test_one_round_is_counted_right_whether_few_or_many_must_meet_again(workshops: int) -> None:
    chance = Random(workshops)
    ids = [f"p{k}" for k in range(50)]
    met = []
    for _ in range(workshops):
        chance.shuffle(ids)
        met.append([ids[g::7] for g in range(7)])
    whole: dict[str, Any] = {
        "people": [{"id": i, "organisation": f"O{chance.randrange(9)}"} for i in sorted(ids)],
        "sizes": [8, *[7] * 6],
        "mix": {"organisation": 5},
        "met": met,
        "apart": [[f"p{k}", f"p{k + 25}"] for k in range(25)],
        "together": [],
        "pinned": {},
    }
    division = divide(**whole)
    assert broken_rules(whole, division.rounds) == []
    assert division.cost == cost(whole, division.rounds)
    assert (division.terms["met"][0] > 50 / 8) == (workshops == 9)
    assert division == divide(**whole)
