"""Deeds at the synthesis desk: gathering, merging, making measures, prioritising."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from samverk.actions.fields import changed, hands, required, tidy
from samverk.model import (
    Goal,
    Heading,
    Horizon,
    Measure,
    Note,
    Sorry,
    Status,
    StatusChange,
    change,
    last_rank,
    new_id,
)
from samverk.store import Store
from samverk.words import _

FIELDS = frozenset(Measure.__struct_fields__) - {
    "id",
    "rank",
    "notes",
    "goals",
    "status",
    "statuses",
    "carried_from",
    "withdrawn",
}


def add_heading(store: Store, title: str, notes: Sequence[str] = ()) -> str:
    """Add a heading and gather notes under it; returns its id."""
    with store.change("synthesis.add_heading") as draft:
        heading = Heading(id=new_id(), rank=last_rank(draft.state.headings), title=required(title))
        draft.put(heading, *(change(draft.get(Note, n), heading=heading.id) for n in notes))
    return heading.id


def rename_heading(store: Store, heading: str, title: str) -> None:
    """Give a heading another title."""
    with store.change("synthesis.rename_heading") as draft:
        draft.put(change(draft.get(Heading, heading), title=required(title)))


def remove_heading(store: Store, heading: str) -> None:
    """Remove a heading; its notes stay, ungathered."""
    with store.change("synthesis.remove_heading") as draft:
        draft.remove(draft.get(Heading, heading))
        draft.put(*(change(n, heading="") for n in draft.state.notes if n.heading == heading))


def gather(store: Store, notes: Sequence[str], heading: str) -> None:
    """Put notes under a heading, or under none ("")."""
    with store.change("synthesis.gather") as draft:
        if heading:
            draft.get(Heading, heading)
        draft.put(*(change(draft.get(Note, n), heading=heading) for n in notes))


def merge(store: Store, notes: Sequence[str], into: str) -> None:
    """Let notes be one with another; each keeps its own words and can be taken out again."""
    if into in notes:
        raise Sorry(_("Et innspill kan ikke slås sammen med seg selv."))
    with store.change("synthesis.merge") as draft:
        main = draft.get(Note, into)
        if main.withdrawn or main.merged_into:
            raise Sorry(_("Innspillet er trukket eller alt slått sammen med et annet."))
        moved = {*notes, *(n.id for n in draft.state.notes if n.merged_into in notes)}
        draft.put(
            *(change(draft.get(Note, n), merged_into=into, heading=main.heading) for n in moved)
        )


def unmerge(store: Store, note: str) -> None:
    """Take a note out of the one that it was merged into."""
    with store.change("synthesis.unmerge") as draft:
        draft.put(change(draft.get(Note, note), merged_into=""))


def unlike(store: Store, first: str, second: str) -> None:
    """Say that two notes are not the same, so that they are not suggested again."""
    with store.change("synthesis.unlike") as draft:
        note = draft.get(Note, first)
        draft.get(Note, second)
        if second not in note.unlike:
            draft.put(change(note, unlike=(*note.unlike, second)))


def add_measure(
    store: Store, text: str, horizon: Horizon = "now", notes: Sequence[str] = ()
) -> str:
    """Make a measure, with the notes that it grew from; returns its id.

    What the notes say of owner, first step, due date and partners is taken along.
    """
    with store.change("synthesis.add_measure") as draft:
        sources = [draft.get(Note, n) for n in notes]
        partners = dict.fromkeys(p for note in sources for p in note.partners)
        measure = Measure(
            id=new_id(),
            rank=last_rank(draft.state.measures),
            text=required(text),
            horizon=horizon,
            owner=next((n.owner for n in sources if n.owner), ""),
            first_step=next((n.first_step for n in sources if n.first_step), ""),
            due=next((n.due for n in sources if n.due), None),
            partners=tuple(partners),
            notes=tuple(notes),
        )
        draft.put(measure)
    return measure.id


def set_measure(store: Store, measure: str, field: str, value: object) -> None:
    """Change one field of a measure."""
    if field == "text":
        value = required(str(value))
    if field in ("value", "ease") and value is not None and not 1 <= float(str(value)) <= 5:
        raise Sorry(_("Sett et tall fra 1 til 5."))
    if field == "hands":
        value = hands(value)
    with store.change("synthesis.set_measure") as draft:
        draft.put(changed(draft.get(Measure, measure), field, value, FIELDS))


def place_measure(store: Store, measure: str, value: float, ease: float) -> None:
    """Place a measure on the picture of value and ease (each from 1 to 5)."""
    with store.change("synthesis.place_measure") as draft:
        draft.put(
            change(
                draft.get(Measure, measure),
                value=min(max(round(value, 1), 1.0), 5.0),
                ease=min(max(round(ease, 1), 1.0), 5.0),
            )
        )


def link_notes(store: Store, measure: str, notes: Sequence[str]) -> None:
    """Say which notes a measure grew from."""
    with store.change("synthesis.link_notes") as draft:
        for note in notes:
            draft.get(Note, note)
        draft.put(change(draft.get(Measure, measure), notes=tuple(dict.fromkeys(notes))))


def link_goals(store: Store, measure: str, goals: Sequence[str]) -> None:
    """Say which goals a measure serves."""
    with store.change("synthesis.link_goals") as draft:
        for goal in goals:
            draft.get(Goal, goal)
        draft.put(change(draft.get(Measure, measure), goals=tuple(dict.fromkeys(goals))))


def connect(store: Store, measure: str, notes: Sequence[str], *, connected: bool = True) -> None:
    """Add to the notes that a measure grew from, or take away from them."""
    with store.change("synthesis.connect") as draft:
        old = draft.get(Measure, measure)
        rest = tuple(n for n in old.notes if n not in notes)
        added = tuple(draft.get(Note, n).id for n in dict.fromkeys(notes) if connected)
        draft.put(change(old, notes=(*rest, *added)))


def serve(store: Store, measure: str, goal: str, *, serves: bool = True) -> None:
    """Say that a measure serves a goal, or that it does not."""
    with store.change("synthesis.serve") as draft:
        old = draft.get(Measure, measure)
        rest = tuple(g for g in old.goals if g != goal)
        draft.put(change(old, goals=(*rest, draft.get(Goal, goal).id) if serves else rest))


def withdraw_measure(store: Store, measure: str, *, withdrawn: bool = True) -> None:
    """Withdraw a measure, or bring it back."""
    with store.change("synthesis.withdraw_measure") as draft:
        draft.put(change(draft.get(Measure, measure), withdrawn=withdrawn))


def set_status(
    store: Store, measure: str, status: Status, comment: str = "", date: dt.date | None = None
) -> None:
    """Say what has become of a measure; the last word of each day is kept with its date."""
    with store.change("synthesis.set_status") as draft:
        old = draft.get(Measure, measure)
        said = StatusChange(status=status, date=date or dt.date.today(), comment=tidy(comment))
        earlier = [s for s in old.statuses if s.date != said.date]
        draft.put(change(old, status=status, statuses=(*earlier, said)))
