"""Deeds on what is sent out before the day."""

from __future__ import annotations

import datetime as dt
import time

from samverk import invitation
from samverk.actions.fields import changed
from samverk.model import Sorry, change, new_id
from samverk.store import Store
from samverk.words import _

FIELDS = frozenset({"food", "food_text", "contact"})


def set(store: Store, field: str, value: object) -> None:
    """Change one field of the invitation."""
    with store.change("invitation.set") as draft:
        draft.put(changed(draft.state.invitation, field, value, FIELDS))


def tick(store: Store, step: str, done: bool, date: dt.date | None = None) -> None:
    """Tick a step of the plan off, on `date` or today, or take the tick away."""
    with store.change("invitation.tick") as draft:
        ticked = dict(draft.state.invitation.done)
        ticked.pop(step, None)
        if done:
            ticked[step] = date or dt.date.today()
        draft.put(change(draft.state.invitation, done=ticked))


def move(store: Store, step: str, date: str) -> None:
    """Give a step another day; "" for the day that is counted back to."""
    with store.change("invitation.move") as draft:
        due = dict(draft.state.invitation.due)
        due.pop(step, None)
        if date:
            due[step] = _date(date)
        draft.put(change(draft.state.invitation, due=due))


def _date(text: str) -> dt.date:
    try:
        found = dt.date.fromisoformat(text)
    except ValueError as error:
        raise Sorry(_("Skriv dag, måned og år med fire sifre.")) from error
    if not 2000 <= found.year < 2200:
        raise Sorry(_("Skriv året med fire sifre, for eksempel 2027."))
    return found


def issue(store: Store, *, cancelled: bool = False, now: float | None = None) -> None:
    """Number the calendar file that is about to be made.

    Its UID is given once; SEQUENCE rises each time it says something new, and never falls.
    Raises `Sorry` before there is a theme and a date, and for a cancellation of what was never
    sent out.
    """
    with store.change("calendar.issue") as draft:
        calendar = draft.state.calendar
        if cancelled and not calendar.told:
            raise Sorry(_("Det er ikke laget noen kalenderfil ennå, så det er ingenting å avlyse."))
        calendar = change(calendar, cancelled=cancelled, uid=calendar.uid or f"{new_id()}@samverk")
        draft.put(calendar)
        told = invitation.fingerprint(draft.state)
        if told == calendar.told:
            return
        draft.put(
            change(
                calendar,
                sequence=calendar.sequence + 1 if calendar.told else 0,
                told=told,
                at=float(int(time.time() if now is None else now)),
            )
        )
