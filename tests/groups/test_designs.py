from itertools import product
from typing import Any

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from samverk.groups import divide
from samverk.groups.designs import field, plans, without
from samverk.groups.starters import MATRICES, STARTERS

LONGEST = {
    **{of: len(rows.split()[0]) for of, rows in MATRICES.items()},
    **{of: order * base + kept for of, (order, base, kept, _text) in STARTERS.items()},
}


def meetings(plan: Any) -> int:
    """How often the two who meet most often meet."""
    count = sum((of[:, None] == of).astype(int) for of in plan)
    np.fill_diagonal(count, 0)
    return int(count.max())


@pytest.mark.parametrize(("of", "rounds"), sorted(LONGEST.items()))
def test_in_a_plan_that_is_written_down_nobody_meets_twice(
    of: tuple[int, int], rounds: int
) -> None:
    groups, size = of
    found = list(plans(groups, size, rounds))
    assert found
    for plan in found:
        assert len(plan) >= rounds
        for round_ in plan:
            assert np.bincount(round_, minlength=groups).tolist() == [size] * groups
        assert meetings(plan) == 1


@given(st.integers(2, 60), st.integers(2, 8), st.integers(2, 12))
def test_in_no_plan_does_anybody_meet_twice(groups: int, size: int, rounds: int) -> None:
    for plan in plans(groups, size, rounds):
        assert plan.shape == (len(plan), groups * size)
        assert len(plan) >= rounds
        assert meetings(plan) == 1
        assert all(set(np.bincount(of, minlength=groups)) == {size} for of in plan)


@given(st.integers(3, 12), st.integers(3, 6), st.integers(2, 9), st.integers(1, 5))
def test_people_are_left_out_of_different_groups(
    groups: int, size: int, rounds: int, few: int
) -> None:
    assume(few < groups)
    for plan in plans(groups, size, rounds):
        left = without(plan, few, rounds)
        if left is not None:
            for of in left:
                sizes = sorted(np.bincount(of, minlength=groups).tolist())
                assert sizes == [size - 1] * few + [size] * (groups - few)
            assert left.shape == (rounds, groups * size - few)


@pytest.mark.parametrize("q", [2, 4, 5, 8, 9, 16, 27])
def test_a_field_has_one_product_for_each_pair(q: int) -> None:
    table = field(q)
    assert table is not None
    add, times = table
    for a, b, c in product(range(0, q, 3), range(1, q, 2), range(q)):
        assert times[a, add[b, c]] == add[times[a, b], times[a, c]]
    assert [set(line) for line in times[1:].tolist()] == [set(range(q))] * (q - 1)


@pytest.mark.parametrize("q", [1, 6, 10, 12, 15])
def test_there_is_no_field_of_what_is_no_power_of_a_prime(q: int) -> None:
    assert field(q) is None


@pytest.mark.parametrize(
    ("people", "sizes", "rounds"),
    [
        (14, [3, 3, 3, 3, 2], 7),
        (13, [3, 3, 3, 2, 2], 5),
        (64, [4] * 16, 21),
        (30, [(3, 4)] * 8, 9),
        (59, [6] * 9 + [5], 7),
        (372, [6] * 62, 8),
    ],
)
def test_a_plan_serves_fewer_people_and_rounds(people: int, sizes: list[Any], rounds: int) -> None:
    division = divide([{"id": k} for k in range(people)], sizes, rounds=rounds, mix={})
    assert division.terms["met"] == (0, 0)
    for groups in division.rounds:
        for group, size in zip(groups, sizes, strict=True):
            least, most = size if isinstance(size, tuple) else (size, size)
            assert least <= len(group) <= most
