"""Deeds on what the room sees: messages, the projector, and questions that are let through."""

from __future__ import annotations

import time
from typing import get_args

from samverk.actions import running
from samverk.actions.fields import tidy
from samverk.model import Note, Sorry, View, change
from samverk.store import Store
from samverk.words import _

LONGEST = 200
"""Characters of a message: it is read at a glance."""

VIEWS: tuple[View, ...] = get_args(View)


def message(store: Store, text: str, to: str = "tables", *, now: float | None = None) -> None:
    """Send a message to the "tables" (and phones) or the "projector"; "" takes it away."""
    text = tidy(text)
    if len(text) > LONGEST:
        raise Sorry(_("Meldingen kan ha høyst {most} tegn.").format(most=LONGEST))
    if to not in ("tables", "projector"):
        raise Sorry(_("Velg hvem meldingen er til."))
    sent = (time.time() if now is None else now) if text else None
    with store.change("room.message") as draft:
        stage = draft.state.stage
        draft.put(
            change(stage, message=text, sent=sent) if to == "tables" else change(stage, notice=text)
        )


def black(store: Store, on: bool = True) -> None:
    """Make the projector black, or light it again."""
    with store.change("room.black") as draft:
        draft.put(change(draft.state.stage, black=bool(on)))


def show(store: Store, view: View = "", card: int | None = None) -> None:
    """Choose what the projector shows; "" follows the programme. `card` is a principle card."""
    if view not in VIEWS:
        raise Sorry(_("Velg hva storskjermen skal vise."))
    with store.change("room.show") as draft:
        stage = draft.state.stage
        draft.put(change(stage, shows=view, black=False, card=stage.card if card is None else card))


def show_group(
    store: Store, number: int, minutes: int | None = None, *, now: float | None = None
) -> None:
    """Show a group's page, with a timer where minutes are given."""
    with store.change("room.show_group") as draft:
        numbers = {g.number for g in draft.state.groups} | {t.number for t in draft.state.tables}
        if number not in numbers:
            raise Sorry(_("Det finnes ingen gruppe {n}.").format(n=number))
        stage = change(draft.state.stage, shows="group", group=number, black=False)
        if minutes is not None:
            stage = change(stage, due=_due(minutes, now), stopped=None)
        elif number != draft.state.stage.group:
            stage = change(stage, due=None, stopped=None)
        draft.put(stage)


def timer(store: Store, minutes: int, *, now: float | None = None) -> None:
    """Start the timer of the group's page; 0 minutes take it away."""
    with store.change("room.timer") as draft:
        draft.put(change(draft.state.stage, due=_due(minutes, now), stopped=None))


def _due(minutes: int, now: float | None) -> float | None:
    if not 0 <= minutes <= 120:
        raise Sorry(_("Gi gruppa fra 0 til 120 minutter."))
    return (time.time() if now is None else now) + minutes * 60 if minutes else None


def go_on(store: Store, row: str = "") -> None:
    """Start the next row, unless the row that is on is another than `row` already."""
    with store.change("running.look") as draft:
        on, last = draft.state.day.item, running.following(draft) is None
    if row != on:
        return
    if last and on:
        running.finish(store)
    else:
        running.start(store)


def let_through(store: Store, note: str) -> None:
    """Let the room see a question."""
    with store.change("room.let_through") as draft:
        draft.put(change(draft.get(Note, note), waiting=False))


def turn_down(store: Store, note: str) -> None:
    """Keep a question from the room; it can be restored."""
    with store.change("room.turn_down") as draft:
        draft.put(change(draft.get(Note, note), withdrawn=True))
