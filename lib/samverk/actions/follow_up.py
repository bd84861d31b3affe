"""Deeds on what was decided, after the day and before the next one."""

from __future__ import annotations

import datetime as dt

from samverk import follow_up as rules
from samverk.actions.fields import changed, tidy
from samverk.model import Measure, Note, Sorry, Status, StatusChange, change
from samverk.roster.status_file import StatusFile
from samverk.store import Draft, Store
from samverk.words import _

FIELDS = frozenset({"owner", "person", "due", "first_step"})


def _measure(draft: Draft, id: str) -> Measure:
    """The measure of that id; a commitment becomes the measure that it is followed as."""
    found = draft.find(Measure, id)
    if found is not None:
        return found
    note = draft.get(Note, id)
    if note.what != "commitment":
        raise Sorry(_("Dette finnes ikke lenger. Noen andre kan ha fjernet det."))
    return rules.as_measure(note, draft.last_rank(Measure))


def set(store: Store, measure: str, field: str, value: object) -> None:
    """Change owner, person, due date or first step."""
    with store.change("follow_up.set") as draft:
        draft.put(changed(_measure(draft, measure), field, value, FIELDS))


def set_status(
    store: Store, measure: str, status: Status, comment: str = "", date: dt.date | None = None
) -> None:
    """Say what has become of it; the last word of each day is kept with its date."""
    with store.change("follow_up.set_status") as draft:
        draft.put(_said(_measure(draft, measure), status, comment, date))


def _said(old: Measure, status: Status, comment: str, date: dt.date | None) -> Measure:
    """The measure with one more word on it, said now where no date is given."""
    said = StatusChange(status=status, date=date or dt.date.today(), comment=tidy(comment))
    statuses = [*(s for s in old.statuses if s.date != said.date), said]
    if date is not None:
        statuses.sort(key=lambda each: each.date)
    # What is said now is the last word, though the clock may have been set back.
    return change(old, status=statuses[-1].status, statuses=tuple(statuses))


def read_back(store: Store, file: StatusFile, date: dt.date | None = None) -> tuple[int, int]:
    """Take in what an owner has filled in; returns how many changed, and how many are gone.

    The same file again changes nothing, and a row that was left as it was says nothing.
    """
    changes, gone = 0, 0
    with store.change("follow_up.read_back") as draft:
        for said in file.said:
            try:
                old = _measure(draft, said.id)
            except Sorry:
                gone += 1
                continue
            comment = tidy(said.comment)
            known = any(s.status == said.status and s.comment == comment for s in old.statuses)
            if known or (said.status == said.was and not comment):
                continue
            draft.put(_said(old, said.status, comment, date))
            changes += 1
    return changes, gone
