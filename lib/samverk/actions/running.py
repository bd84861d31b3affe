"""Deeds that run the day: the clock, and taking back time that is lost."""

from __future__ import annotations

import time
from collections.abc import Mapping, Sequence

from samverk.actions.agenda import checked_minutes
from samverk.model import AgendaItem, Sorry, change
from samverk.store import Draft, Store
from samverk.words import _


def start(store: Store, item: str = "", *, now: float | None = None) -> None:
    """Start a row, or the next one; the row that is on ends.

    `now` is a moment in seconds since 1970, the present where it is left out.
    """
    moment = time.time() if now is None else now
    with store.change("running.start") as draft:
        row = draft.get(AgendaItem, item) if item else following(draft)
        if row is None:
            raise Sorry(_("Det er ikke flere programpunkter."))
        if row.id == draft.state.day.item:
            raise Sorry(_("«{title}» er alt i gang.").format(title=row.title))
        _end(draft, moment)
        row = change(row, started=moment, ended=None, dropped=False)
        due = moment + row.minutes * 60
        draft.put(row, change(draft.state.day, item=row.id, due=due, stopped=None, finished=False))


def following(draft: Draft) -> AgendaItem | None:
    """The row that comes after the one that is on; the first one before the day has begun."""
    rows = [row for row in draft.state.agenda if not row.dropped]
    on = next((n for n, row in enumerate(rows) if row.id == draft.state.day.item), -1)
    return rows[on + 1] if on + 1 < len(rows) else None


def _end(draft: Draft, moment: float) -> None:
    for row in draft.state.agenda:
        if row.id == draft.state.day.item:
            draft.put(change(row, ended=moment))


def add_minutes(store: Store, minutes: int = 5) -> None:
    """Give the row that is on more time, or less."""
    if not -120 <= minutes <= 120:
        raise Sorry(_("Legg til høyst 120 minutter om gangen."))
    with store.change("running.add_minutes") as draft:
        day = draft.state.day
        if day.due is None:
            raise Sorry(_("Ingen programpunkter er i gang."))
        draft.put(change(day, due=day.due + minutes * 60))


def stop_clock(store: Store, *, now: float | None = None) -> None:
    """Stop the clock."""
    with store.change("running.stop_clock") as draft:
        day = draft.state.day
        if day.due is None:
            raise Sorry(_("Ingen programpunkter er i gang."))
        if day.stopped is None:
            draft.put(change(day, stopped=time.time() if now is None else now))


def start_clock(store: Store, *, now: float | None = None) -> None:
    """Let the clock run again; what was left when it stopped is left now."""
    moment = time.time() if now is None else now
    with store.change("running.start_clock") as draft:
        day = draft.state.day
        if day.due is not None and day.stopped is not None:
            draft.put(change(day, due=day.due + moment - day.stopped, stopped=None))


def finish(store: Store, *, now: float | None = None) -> None:
    """End the day."""
    moment = time.time() if now is None else now
    with store.change("running.finish") as draft:
        _end(draft, moment)
        draft.put(change(draft.state.day, item="", due=None, stopped=None, finished=True))


def begin_again(store: Store) -> None:
    """Take the day back to before its first row; what was captured stays."""
    with store.change("running.begin_again") as draft:
        draft.put(*(change(row, started=None, ended=None) for row in draft.state.agenda))
        draft.put(change(draft.state.day, item="", due=None, stopped=None, finished=False))


def replan(store: Store, minutes: Mapping[str, int], dropped: Sequence[str] = ()) -> None:
    """Take a proposal: new durations by row, and rows that are dropped.

    Where the row that is on gets a new duration, it ends as much earlier or later.
    """
    with store.change("running.replan") as draft:
        day = draft.state.day
        for item, length in minutes.items():
            row = draft.get(AgendaItem, item)
            draft.put(change(row, minutes=checked_minutes(length)))
            if item == day.item and day.due is not None:
                draft.put(change(day, due=day.due + (length - row.minutes) * 60))
        for item in dropped:
            draft.put(change(draft.get(AgendaItem, item), dropped=True))
