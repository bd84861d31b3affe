"""The plan before a workshop: counted back from the day, on days when people are at work."""

from __future__ import annotations

import datetime as dt

import holidays
import pytest
from hypothesis import given
from hypothesis import strategies as st

from samverk.countdown import Step, is_working_day, moved, plan, public_holidays

DATES = st.dates(dt.date(2000, 1, 1), dt.date(2199, 12, 31))
STEPS = st.lists(
    st.builds(
        Step,
        name=st.text(),
        title=st.text(),
        days=st.integers(-30, 200),
        since=st.sampled_from(["workshop", "deadline"]),
    ),
    max_size=6,
)


@pytest.mark.parametrize("year", range(2000, 2101, 4))
def test_the_public_holidays_are_those_of_the_law(year: int) -> None:
    told = set(holidays.country_holidays("NO", years=year))
    sundays = {day for day in told if day.weekday() == 6}
    assert public_holidays(year) - {day for day in public_holidays(year) if day.weekday() == 6} == (
        told - sundays
    )


def test_a_day_in_easter_is_moved_to_the_wednesday_before() -> None:
    assert moved(dt.date(2027, 3, 29)) == dt.date(2027, 3, 24)
    assert moved(dt.date(2027, 3, 27), forward=True) == dt.date(2027, 3, 30)


def test_nothing_is_due_between_christmas_and_new_year() -> None:
    assert moved(dt.date(2026, 12, 31)) == dt.date(2026, 12, 23)
    assert moved(dt.date(2026, 12, 24), forward=True) == dt.date(2027, 1, 4)


def test_lunch_is_ordered_on_the_working_day_after_the_last_day_to_sign_up() -> None:
    lunch = Step(name="lunsj", title="Lunsj", days=-1, since="deadline")
    (due,) = plan([lunch], dt.date(2027, 2, 4), dt.date(2027, 1, 22))
    assert due.date == dt.date(2027, 1, 25)
    (due,) = plan([lunch], dt.date(2027, 2, 1), dt.date(2027, 2, 1))
    assert due.date == dt.date(2027, 1, 29), "before the workshop, whenever signing up ends"


def test_without_a_date_the_steps_stand_as_they_are_given() -> None:
    steps = [Step(name="b", title="B", days=7), Step(name="a", title="A", days=70)]
    assert [(due.step.name, due.date) for due in plan(steps, None, None)] == [
        ("b", None),
        ("a", None),
    ]


@given(STEPS, DATES, st.none() | DATES)
def test_every_step_has_a_working_day_and_they_come_in_order(
    steps: list[Step], date: dt.date, deadline: dt.date | None
) -> None:
    dues = plan(steps, date, deadline)
    assert sorted(d.step.name for d in dues) == sorted(s.name for s in steps)
    days = [due.date for due in dues]
    assert all(day is not None and is_working_day(day) for day in days)
    assert days == sorted(day for day in days if day is not None)


@given(DATES, st.integers(0, 200))
def test_a_step_is_never_later_than_it_was_counted_to(date: dt.date, days: int) -> None:
    (due,) = plan([Step(name="a", title="A", days=days)], date, None)
    assert due.date is not None
    assert dt.timedelta(0) <= date - dt.timedelta(days=days) - due.date <= dt.timedelta(days=12)
