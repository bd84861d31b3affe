"""How lost time can be taken back: locked rows stay, and the day ends when it should."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Literal

import msgspec

from samverk.agenda.pace import MINUTE, Course, Stretch, course, minute_of
from samverk.model import AgendaItem, State
from samverk.words import _

LEAST = 5
"""No row is shortened to fewer minutes than this, nor to less than half."""
LONG = 30
"""A row of this many minutes, such as a meal, is not dropped."""

Start = tuple[str, int | None, bool]


class Proposal(msgspec.Struct, frozen=True, kw_only=True):
    """A way through the rest of the day.

    `minutes` holds the new durations of the rows that are shortened, by id; where the row that
    is on is one of them, it ends as much earlier. `starts` has for each row that is left its
    id, its time of day (None when it is dropped) and whether that differs from what happens if
    nothing is done. `end` is the time of day when the day ends.
    """

    title: str
    kind: Literal["nothing", "evenly", "one", "drop"]
    minutes: dict[str, int]
    dropped: tuple[str, ...]
    starts: tuple[Start, ...]
    end: int


def proposals(state: State, now: float) -> tuple[Proposal, ...]:
    """What happens if nothing is done, and the ways to take the time back.

    Empty when nothing is late. A way that does not hold every locked time that is still ahead
    and the end of the day is left out.
    """
    ahead = course(state, now)
    late = [stretch for stretch in ahead.stretches() if stretch.over > 0]
    if not late or state.day.finished:
        return ()
    nothing, end = _undisturbed(ahead)
    found = [
        Proposal(
            title=_("Hvis vi ikke gjør noe"),
            kind="nothing",
            minutes={},
            dropped=(),
            starts=tuple((item, _time(ahead, at), False) for item, at in nothing.items()),
            end=minute_of(ahead.date, end),
        )
    ]
    for title, kind, minutes, dropped in _ways(ahead, late):
        starts, end = _held(ahead, minutes, dropped)
        found.append(
            Proposal(
                title=title,
                kind=kind,
                minutes=minutes,
                dropped=dropped,
                starts=tuple(
                    (item, _time(ahead, starts.get(item)), starts.get(item) != at)
                    for item, at in nothing.items()
                ),
                end=minute_of(ahead.date, end),
            )
        )
    return tuple(found)


Way = tuple[str, Literal["evenly", "one", "drop"], dict[str, int], tuple[str, ...]]


def _ways(ahead: Course, late: list[Stretch]) -> Iterator[Way]:
    evenly = _evenly(ahead, late)
    if evenly:
        yield _("Kort ned alt litt"), "evenly", evenly, ()
    if len(late) > 1:
        return
    (stretch,) = late
    one = _one(ahead, stretch)
    if one is not None:
        left = one.minutes - stretch.over
        if {one.id: left} != evenly:
            title = _("Kort ned «{title}» til {n} min").format(title=one.title, n=left)
            yield title, "one", {one.id: left}, ()
    dropped = _droppable(ahead, stretch)
    if dropped is not None:
        yield _("Dropp «{title}»").format(title=dropped.title), "drop", {}, (dropped.id,)


def _room(ahead: Course, item: AgendaItem) -> int:
    """How many minutes a row can be shortened by."""
    room = item.minutes - max(LEAST, (item.minutes + 1) // 2)
    if item is ahead.item:
        room = min(room, int((ahead.ends - ahead.now) // MINUTE) - LEAST)
    return max(0, room)


def _evenly(ahead: Course, late: Iterable[Stretch]) -> dict[str, int]:
    """New durations that share the loss by length; breaks give only when they must."""
    minutes: dict[str, int] = {}
    for stretch in late:
        rows = [item for item in stretch.rows if item.form != "break"]
        if sum(_room(ahead, item) for item in rows) < stretch.over:
            rows = list(stretch.rows)
        room = {item.id: _room(ahead, item) for item in rows}
        if sum(room.values()) < stretch.over:
            return {}
        cut = dict.fromkeys(room, 0)
        for _minute in range(stretch.over):
            # Webster's method of shares, a minute at a time.
            most = max(
                (item for item in rows if cut[item.id] < room[item.id]),
                key=lambda item: item.minutes / (2 * cut[item.id] + 1),
            )
            cut[most.id] += 1
        minutes |= {item.id: item.minutes - cut[item.id] for item in rows if cut[item.id]}
    return minutes


def _one(ahead: Course, stretch: Stretch) -> AgendaItem | None:
    """The longest row that can give all of it, rather one to come, rather not a break."""
    able = [item for item in stretch.rows if _room(ahead, item) >= stretch.over]
    return max(
        able,
        key=lambda item: (item is not ahead.item, item.form != "break", item.minutes),
        default=None,
    )


def _droppable(ahead: Course, stretch: Stretch) -> AgendaItem | None:
    """The shortest break that is enough, else the shortest row that captures nothing."""
    enough = [
        item
        for item in stretch.rows
        if item is not ahead.item
        and stretch.over <= item.minutes < LONG
        and (item.form == "break" or item.captures == "nothing")
    ]
    return min(enough, key=lambda item: (item.form != "break", item.minutes), default=None)


def _undisturbed(ahead: Course) -> tuple[dict[str, float], float]:
    starts: dict[str, float] = {}
    free = ahead.ends
    for item in ahead.rest:
        starts[item.id] = free if item.locked_at is None else max(free, ahead.at(item.locked_at))
        free = starts[item.id] + item.minutes * MINUTE
    return starts, free


def _held(
    ahead: Course, minutes: Mapping[str, int], dropped: tuple[str, ...]
) -> tuple[dict[str, float], float]:
    starts: dict[str, float] = {}
    free = ahead.ends
    if ahead.item is not None:
        free -= (ahead.item.minutes - minutes.get(ahead.item.id, ahead.item.minutes)) * MINUTE
    for item in ahead.rest:
        if item.id in dropped:
            continue
        lock = ahead.lock(item)
        starts[item.id] = free if lock is None else lock
        free = starts[item.id] + minutes.get(item.id, item.minutes) * MINUTE
    return starts, free


def _time(ahead: Course, moment: float | None) -> int | None:
    return None if moment is None else minute_of(ahead.date, moment)
