"""The plan of dates before a workshop, counted back from the day, on working days."""

from __future__ import annotations

import datetime as dt
import functools
from collections.abc import Iterable
from typing import Literal

import msgspec

USUAL_DEADLINE = 14
"""Days from the last day to sign up to the workshop, where none is set."""

_DAY = dt.timedelta(days=1)


class Step(msgspec.Struct, frozen=True, kw_only=True):
    """Something to do: `days` before the workshop or before the last day to sign up.

    Below 0 it is so many days after that. `text` names the text that goes with it.
    """

    name: str
    title: str
    days: int
    since: Literal["workshop", "deadline"] = "workshop"
    text: str = ""


class Due(msgspec.Struct, frozen=True, kw_only=True):
    """A step with its day, which is a working day; None where the workshop has no date."""

    step: Step
    date: dt.date | None


def plan(steps: Iterable[Step], date: dt.date | None, deadline: dt.date | None) -> tuple[Due, ...]:
    """The steps with their days, the earliest first; without a date in the order given."""
    dues = [Due(step=step, date=_day(step, date, deadline) if date else None) for step in steps]
    return tuple(sorted(dues, key=lambda due: due.date or dt.date.min))


def _day(step: Step, date: dt.date, deadline: dt.date | None) -> dt.date:
    closes = deadline if deadline and deadline <= date else date - USUAL_DEADLINE * _DAY
    found = (date if step.since == "workshop" else closes) - step.days * _DAY
    if step.days < 0 and step.since == "deadline":
        found = min(moved(found, forward=True), moved(date - _DAY))
    return moved(found)


def moved(date: dt.date, *, forward: bool = False) -> dt.date:
    """The nearest working day on or before `date`, or on or after it."""
    while not is_working_day(date):
        date += _DAY if forward else -_DAY
    return date


def is_working_day(date: dt.date) -> bool:
    """Whether people are at work that day.

    They are not on Saturdays, Sundays and Norwegian public holidays, nor from Christmas Eve to
    New Year's Eve.
    """
    christmas = date.month == 12 and date.day >= 24
    return date.weekday() < 5 and not christmas and date not in public_holidays(date.year)


@functools.cache
def public_holidays(year: int) -> frozenset[dt.date]:
    """The Norwegian public holidays of a year that can fall on a weekday or a Sunday."""
    easter = easter_day(year)
    movable = (-3, -2, 0, 1, 39, 49, 50)
    fixed = ((1, 1), (5, 1), (5, 17), (12, 25), (12, 26))
    return frozenset(
        [easter + n * _DAY for n in movable] + [dt.date(year, month, day) for month, day in fixed]
    )


def easter_day(year: int) -> dt.date:
    """Easter Sunday of a year in the Gregorian calendar, by the method of Meeus, Jones and Butcher.

    Jean Meeus, *Astronomical Algorithms* (1991), chapter 8.
    """
    a, (b, c) = year % 19, divmod(year, 100)
    d, e = divmod(b, 4)
    g = (8 * b + 13) // 25
    h = (19 * a + b - d - g + 15) % 30
    i, k = divmod(c, 4)
    weekday = (32 + 2 * e + 2 * i - h - k) % 7
    m = (a + 11 * h + 19 * weekday) // 433
    month, day = divmod(h + weekday - 7 * m + 114, 31)
    return dt.date(year, month, day + 1)
