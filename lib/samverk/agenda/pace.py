"""The day as it runs: what is on, what is left of it, and how late it is.

Times of day are wall-clock times where the laptop is, on the day of the workshop; what lies
between two of them is reckoned in seconds, so that it holds when the clocks are changed.
"""

from __future__ import annotations

import datetime as dt
import math

import msgspec

from samverk.agenda.plan import Slot, slots
from samverk.model import AgendaItem, State

MINUTE = 60


class Running(msgspec.Struct, frozen=True, kw_only=True):
    """The day at a moment.

    `left` is the seconds left of the row that is on, below 0 when it is over its time; `ends`
    the moment when it should end. `behind` is the whole minutes by which the next locked row
    or the end of the day will be missed if nothing is done; below 0, the minutes to spare.
    """

    item: AgendaItem | None
    next: AgendaItem | None
    left: float
    ends: float | None
    behind: int
    stopped: bool
    finished: bool


class Actual(msgspec.Struct, frozen=True, kw_only=True):
    """A row as it was planned and as it went, in times of day and minutes."""

    item: AgendaItem
    planned_start: int
    planned_minutes: int
    start: int | None = None
    end: int | None = None
    minutes: int | None = None


class Stretch(msgspec.Struct, frozen=True):
    """The rows between now, or a locked row, and the next time that is to be held.

    `rows` may be shortened; `over` is the minutes by which that time is missed.
    """

    rows: tuple[AgendaItem, ...]
    over: int


class Course(msgspec.Struct, frozen=True, kw_only=True):
    """What is left of the day: the row that is on, the moment it ends at best, and the rest.

    `ends` is a whole minute; `now` too, rounded up.
    """

    date: dt.date
    now: float
    item: AgendaItem | None
    ends: float
    rest: tuple[AgendaItem, ...]
    close: float

    def at(self, minute: int) -> float:
        """The moment of a time of day."""
        return moment_of(self.date, minute)

    def lock(self, item: AgendaItem) -> float | None:
        """The moment that a row is locked to, None where it is not or that has passed."""
        if item.locked_at is None:
            return None
        lock = self.at(item.locked_at)
        return None if lock < self.now else lock

    def stretches(self) -> tuple[Stretch, ...]:
        """The parts of what is left, each up to a locked row or the end of the day."""
        found: list[Stretch] = []
        rows = [self.item] if self.item is not None and self.item.locked_at is None else []
        free = self.ends
        for item in self.rest:
            lock = self.lock(item)
            if lock is not None:
                found.append(Stretch(tuple(rows), round((free - lock) / MINUTE)))
                rows, free = [], lock
            elif item.locked_at is None:
                rows.append(item)
            free += item.minutes * MINUTE
        return (*found, Stretch(tuple(rows), round((free - self.close) / MINUTE)))


def moment_of(date: dt.date, minute: int) -> float:
    """The moment of a time of day (in minutes after midnight) on a local date."""
    wall = dt.datetime.combine(date, dt.time()) + dt.timedelta(minutes=minute)
    return wall.astimezone().timestamp()


def minute_of(date: dt.date, moment: float) -> int:
    """The time of day of a moment, in minutes after midnight of a local date."""
    wall = dt.datetime.fromtimestamp(moment, dt.UTC).astimezone().replace(tzinfo=None)
    return (wall - dt.datetime.combine(date, dt.time())) // dt.timedelta(minutes=1)


def date_of(moment: float) -> dt.date:
    """The local date of a moment."""
    return dt.datetime.fromtimestamp(moment, dt.UTC).astimezone().date()


def running(state: State, now: float) -> Running:
    """The day at the moment `now`."""
    day, ahead = state.day, course(state, now)
    stretches = ahead.stretches()
    worst = max(stretch.over for stretch in stretches)
    due = _due(state, now)
    return Running(
        item=ahead.item,
        next=ahead.rest[0] if ahead.rest else None,
        left=0.0 if due is None else due - now,
        ends=due,
        behind=0 if day.finished else worst if worst > 0 else stretches[0].over,
        stopped=day.stopped is not None,
        finished=day.finished,
    )


def course(state: State, now: float) -> Course:
    """What is left of the day at the moment `now`."""
    day, rows = state.day, [item for item in state.agenda if not item.dropped]
    on = next((n for n, item in enumerate(rows) if item.id == day.item), -1)
    date = day_of(state, now)
    begin = moment_of(date, day.start)
    due = _due(state, now)
    if due is not None:
        ends = max(due, now)
    elif date_of(now) == date:
        ends = max(begin, now)
    else:
        ends = begin
    return Course(
        date=date,
        now=_whole(now),
        item=rows[on] if on >= 0 else None,
        ends=_whole(ends),
        rest=tuple(rows[on + 1 :]),
        close=moment_of(date, day.end),
    )


def day_of(state: State, now: float) -> dt.date:
    """The date of the day: when it began, else when it is planned, else today."""
    began = min((item.started for item in state.agenda if item.started is not None), default=None)
    if began is not None:
        return date_of(began)
    return state.about.date or date_of(now)


def forecast(state: State, now: float) -> tuple[Slot, ...]:
    """The rows at the times when they were on, are on, or will be if nothing is done."""
    ahead = course(state, now)
    found = [
        Slot(item, minute_of(ahead.date, item.started), minute_of(ahead.date, item.ended))
        for item in state.agenda
        if item.started is not None
        and item.ended is not None
        and item != ahead.item
        and item not in ahead.rest
    ]
    if ahead.item is not None:
        started = ahead.item.started
        end = minute_of(ahead.date, ahead.ends)
        start = end - ahead.item.minutes if started is None else minute_of(ahead.date, started)
        found.append(Slot(ahead.item, start, end))
    free = ahead.ends
    for item in ahead.rest:
        start_at = free if item.locked_at is None else max(free, ahead.at(item.locked_at))
        gap = round((start_at - free) / MINUTE)
        free = start_at + item.minutes * MINUTE
        found.append(Slot(item, minute_of(ahead.date, start_at), minute_of(ahead.date, free), gap))
    return tuple(found)


def actuals(state: State) -> tuple[Actual, ...]:
    """Each row that was not dropped, as it was planned and as it went."""
    began = [item.started for item in state.agenda if item.started is not None]
    date = day_of(state, began[0]) if began else None
    return tuple(
        Actual(
            item=slot.item,
            planned_start=slot.start,
            planned_minutes=slot.item.minutes,
            start=_minute(date, slot.item.started),
            end=_minute(date, slot.item.ended),
            minutes=_length(slot.item),
        )
        for slot in slots(state.agenda, state.day)
    )


def _minute(date: dt.date | None, moment: float | None) -> int | None:
    return None if date is None or moment is None else minute_of(date, moment)


def _length(item: AgendaItem) -> int | None:
    if item.started is None or item.ended is None:
        return None
    return max(0, round((item.ended - item.started) / MINUTE))


def _due(state: State, now: float) -> float | None:
    due, stopped = state.day.due, state.day.stopped
    if due is None or not state.day.item:
        return None
    return due if stopped is None else due + max(0.0, now - stopped)


def _whole(moment: float) -> float:
    return float(math.ceil(moment / MINUTE) * MINUTE)
