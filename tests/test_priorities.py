"""Dots are counted, measures come in order, and no two marks on the picture cover each other."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from samverk import priorities
from samverk.model import Ballot, Closing, Measure, State

axis = st.floats(1, 5).map(lambda number: round(number, 1))
places = st.lists(st.tuples(axis, axis), max_size=40).map(tuple)


def measure(id: str, **fields: object) -> Measure:
    return Measure(id=id, rank=1.0, text=id, **fields)  # type: ignore[arg-type]


def ballot(device: str, **dots: int) -> Ballot:
    return Ballot(id=f"dots-{device}", topic="dots", dots=dots)


VOTED = State(
    measures=(
        measure("a", hands=2, value=4.0, ease=2.0),
        measure("b", value=5.0, ease=5.0),
        measure("c", hands=9, withdrawn=True),
        measure("d"),
    ),
    ballots=(
        ballot("one", a=2, d=1),
        ballot("two", a=1, gone=3),
        Ballot(id="pulse-one", topic="pulse", score=4),
    ),
)
SHOWN = Closing(revealed=True)


def test_dots_are_ballots_and_hands_of_measures_that_exist() -> None:
    assert priorities.dots(VOTED) == {"a": 5, "b": 0, "c": 9, "d": 1}
    assert priorities.ballots(VOTED, "dots") == 2


@given(st.lists(st.dictionaries(st.sampled_from("abd"), st.integers(0, 5)), max_size=20))
def test_every_dot_given_is_counted_once(given_dots: list[dict[str, int]]) -> None:
    state = State(
        measures=VOTED.measures,
        ballots=tuple(ballot(str(n), **dots) for n, dots in enumerate(given_dots)),
    )
    counted = priorities.dots(state)
    hands = sum(m.hands for m in state.measures)
    assert sum(counted.values()) == hands + sum(sum(dots.values()) for dots in given_dots)


def test_before_the_dots_are_revealed_they_decide_nothing() -> None:
    assert [m.id for m in priorities.order(VOTED)] == ["b", "a", "d"]
    shown = State(measures=VOTED.measures, ballots=VOTED.ballots, closing=SHOWN)
    assert [m.id for m in priorities.order(shown)] == ["a", "d", "b"]


def test_measures_of_earlier_workshops_come_last_and_are_not_chosen_among() -> None:
    earlier = measure("e", carried_from="Forrige", value=5.0, ease=5.0)
    state = State(measures=(earlier, *VOTED.measures))
    assert priorities.numbers(state) == {"a": 1, "b": 2, "d": 3, "e": 4}
    assert "e" not in [m.id for m in priorities.order(state)]


def test_numbers_count_the_measures_that_stand() -> None:
    assert priorities.numbers(VOTED) == {"a": 1, "b": 2, "d": 3}


@pytest.mark.parametrize(("value", "ease", "product"), [(4.0, 2.5, 10.0), (4.0, None, 0.0)])
def test_value_counts_with_ease(value: float, ease: float | None, product: float) -> None:
    assert priorities.product(measure("x", value=value, ease=ease)) == product


@given(places)
def test_marks_keep_apart_and_inside(at: tuple[priorities.Place, ...]) -> None:
    drawn = priorities.spread(at, 0.3)
    assert len(drawn) == len(at)
    for n, mark in enumerate(drawn):
        assert all(1 - 1e-6 <= number <= 5 + 1e-6 for number in mark)
        assert all(math.dist(mark, other) > 0.299 for other in drawn[:n])
    priorities.spread.cache_clear()
    assert priorities.spread(at, 0.3) == drawn


@given(places)
def test_a_mark_with_room_around_it_stays(at: tuple[priorities.Place, ...]) -> None:
    drawn = priorities.spread(at, 0.3)
    for n, place in enumerate(at):
        if all(math.dist(place, other) >= 0.3 for m, other in enumerate(at) if m != n):
            assert drawn[n] == place


def test_more_marks_than_there_is_room_for_still_stand_apart() -> None:
    drawn = priorities.spread(((3.0, 3.0),) * 150, 0.4)
    assert len({(round(x, 3), round(y, 3)) for x, y in drawn}) == 150
