from collections import Counter
from itertools import combinations, pairwise, product
from random import Random
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from samverk.groups import assign_roles, divide
from samverk.model import GROUP_ROLES


@st.composite
def days(draw: st.DrawFn) -> list[list[list[int]]]:
    n = draw(st.integers(1, 30))
    groups = draw(st.integers(1, 6))
    day = []
    for _ in range(draw(st.integers(1, 4))):
        order = draw(st.permutations(range(n)))
        day.append([list(order[g::groups]) for g in range(groups)])
    return day


@given(days(), st.data())
def test_every_group_has_each_role_once_among_the_willing(
    day: list[list[list[int]]], data: st.DataObject
) -> None:
    willing = data.draw(st.sets(st.integers(0, 29)))
    for groups, cast in zip(day, assign_roles(day, willing), strict=True):
        for group, roles in zip(groups, cast, strict=True):
            able = willing & set(group)
            assert set(roles) == (set(GROUP_ROLES) if able else set())
            assert set(roles.values()) <= able
            held = Counter(roles.values())
            assert max(held.values(), default=0) <= -(-4 // max(1, len(able)))


def counts(cast: list[list[dict[Any, Any]]]) -> Counter[Any]:
    return Counter(person for groups in cast for roles in groups for person in roles.values())


@given(days())
def test_the_counts_of_one_round_differ_by_one_at_most_in_a_group(
    day: list[list[list[int]]],
) -> None:
    cast = assign_roles(day[:1])
    held = counts(cast)
    for group in day[0]:
        numbers = [held[person] for person in group]
        assert max(numbers, default=0) - min(numbers, default=0) <= 1


def test_over_a_series_everybody_holds_as_many_roles_to_within_one() -> None:
    people = [{"id": k, "organisation": k % 17, "field": k % 5} for k in range(120)]
    day = divide(people, [6] * 20, rounds=6, effort=0.1).rounds
    cast = assign_roles(day)
    held = counts(cast)
    assert max(held.values()) - min(held[k] for k in range(120)) <= 1
    assert running(cast) == 0


def running(cast: list[list[dict[Any, Any]]]) -> int:
    pairs = [{pair for roles in groups for pair in roles.items()} for groups in cast]
    return sum(len(one & two) for one, two in pairwise(pairs))


def test_earlier_workshops_count_and_nobody_has_the_same_role_twice_running() -> None:
    groups = [[list(range(g * 6, g * 6 + 6)) for g in range(5)]]
    series: list[list[dict[Any, Any]]] = []
    for _ in range(6):
        series += assign_roles(groups, before=series)
        held = counts(series)
        assert max(held.values()) - min(held[k] for k in range(30)) <= 1
    assert running(series) == 0


@given(st.integers(0, 10_000), st.sampled_from([8, 10, 11, 12]))
def test_workshop_by_workshop_no_other_choice_of_holders_is_evener(seed: int, n: int) -> None:
    chance, ids = Random(seed), list(range(n))
    series: list[list[dict[Any, Any]]] = []
    for _ in range(6):
        chance.shuffle(ids)
        groups = [ids[::2], ids[1::2]]
        before = counts(series)
        series += assign_roles([groups], before=series)
        spreads = []
        for choice in product(*(combinations(group, len(GROUP_ROLES)) for group in groups)):
            held = before + Counter(person for holders in choice for person in holders)
            spreads.append(max(held.values()) - min(held[person] for person in ids))
        held = counts(series)
        assert max(held.values()) - min(held[person] for person in ids) == min(spreads)


def test_a_newcomer_is_not_asked_to_catch_up() -> None:
    before: list[list[dict[Any, Any]]] = [
        [{"chair": 1, "timekeeper": 2, "secretary": 3, "presenter": 4}]
    ] * 3
    attended = dict.fromkeys([1, 2, 3, 4], 3)
    cast = assign_roles([[[1, 2, 3, 4, 5]]], before=before, attended=attended)
    assert 5 not in cast[0][0].values() or len(set(cast[0][0].values())) == 4


def test_fewer_than_four_double_up_and_whoever_leads_does_not_write() -> None:
    roles = assign_roles([[["a", "b", "c"], ["d", "e"], ["f"], []]])[0]
    assert [len(set(group.values())) for group in roles] == [3, 2, 1, 0]
    assert roles[0]["chair"] != roles[0]["secretary"]
    assert roles[1]["chair"] != roles[1]["secretary"]
