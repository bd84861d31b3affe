import importlib.util
import json
from pathlib import Path

import pytest

from samverk.groups import divide
from samverk.model import Sorry

CASES = Path(__file__).parent.parent / "cases" / "groups"
SOLVER = importlib.util.find_spec("ortools") is not None


def hard(n: int) -> tuple[list[dict[str, str]], list[list[list[str]]]]:
    case = json.loads((CASES / "split-024-met6.json").read_text(encoding="utf-8"))
    people = case["people"][:n]
    return people, case["met"]


@pytest.mark.skipif(SOLVER, reason="the solver is installed")
def test_without_the_solver_one_is_told_what_to_install() -> None:
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
