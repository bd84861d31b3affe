"""Deeds that capture: notes, goals, the shared challenge, projects, ballots."""

from __future__ import annotations

import re
import time
from collections.abc import Sequence

from samverk.actions.fields import changed, required, tidy
from samverk.model import (
    Ballot,
    Goal,
    Horizon,
    Note,
    NoteKind,
    Project,
    Sorry,
    Topic,
    change,
    last_rank,
    new_id,
)
from samverk.store import Store
from samverk.words import _

FIELDS = frozenset(
    {"horizon", "table", "field", "owner", "first_step", "due", "partners", "heading", "twin"}
)
PROJECT_FIELDS = frozenset({"name", "organisation", "works_on", "offers", "needs"})
_ID = re.compile(r"[A-Za-z0-9_-]{8,64}")


def add(
    store: Store,
    text: str,
    what: NoteKind = "horizon",
    *,
    table: int = 0,
    horizon: Horizon | None = None,
    field: str = "",
    item: str = "",
    id: str = "",
    now: float | None = None,
) -> str:
    """Add a note; returns its id. The same id again changes nothing."""
    text = required(text)
    if id and not _ID.fullmatch(id):
        raise Sorry(_("Innspillet har en ugyldig id."))
    if what == "horizon" and horizon is None:
        horizon = "now"
    with store.change("notes.add") as draft:
        if id and any(note.id == id for note in draft.state.notes):
            return id
        note = Note(
            id=id or new_id(),
            rank=last_rank(draft.state.notes),
            text=text,
            what=what,
            horizon=horizon,
            table=table,
            field=tidy(field),
            item=item or draft.state.day.item,
            created=time.time() if now is None else now,
        )
        draft.put(note)
    return note.id


def edit(store: Store, note: str, text: str, was: str) -> str:
    """Change a note's text. `was` is the text that the change was made from.

    Where somebody else has changed it meanwhile, both texts are kept: the new one becomes a
    twin of the note. Returns the id of the note that holds the new text.
    """
    text = required(text)
    with store.change("notes.edit") as draft:
        old = draft.get(Note, note)
        if old.text in (was, text):
            draft.put(change(old, text=text))
            return note
        other = change(old, id=new_id(), rank=last_rank(draft.state.notes), text=text, twin=note)
        draft.put(other)
    return other.id


def settle(store: Store, twin: str, keep: str) -> None:
    """Settle that two changed a note at once: keep the "first" text, the "second", or "both".

    The text that is not kept stays as a withdrawn note. Both texts of the shared challenge
    become one, the second below the first.
    """
    if keep not in ("first", "second", "both"):
        raise Sorry(_("Velg hvilken tekst som skal stå."))
    with store.change("notes.settle") as draft:
        second = draft.get(Note, twin)
        if not second.twin:
            return
        first = next((n for n in draft.state.notes if n.id == second.twin), None)
        if first is None:
            draft.put(change(second, twin=""))
        elif keep == "both" and first.what == "challenge":
            text = tidy(f"{first.text}\n\n{second.text}")
            draft.put(change(first, text=text), change(second, twin="", withdrawn=True))
        elif keep == "both":
            draft.put(change(second, twin=""))
        elif keep == "first":
            draft.put(change(second, twin="", withdrawn=True))
        else:
            draft.put(
                change(first, text=second.text, withdrawn=False),
                change(second, text=first.text, twin="", withdrawn=True),
            )


def set(store: Store, note: str, field: str, value: object) -> None:
    """Change another field of a note."""
    if field == "table" and (not isinstance(value, int) or value < 0):
        raise Sorry(_("Velg et bord."))
    with store.change("notes.set") as draft:
        draft.put(changed(draft.get(Note, note), field, value, FIELDS))


def withdraw(store: Store, note: str) -> None:
    """Withdraw a note; it can be restored."""
    _withdrawn(store, note, withdrawn=True)


def restore(store: Store, note: str) -> None:
    """Bring a withdrawn note back."""
    _withdrawn(store, note, withdrawn=False)


def _withdrawn(store: Store, note: str, *, withdrawn: bool) -> None:
    with store.change("notes.withdraw" if withdrawn else "notes.restore") as draft:
        draft.put(change(draft.get(Note, note), withdrawn=withdrawn))


def agree(store: Store, text: str, was: str | None = None) -> str:
    """Set the text of the shared challenge that the plenary agrees on; returns the note's id.

    With `was`, a text that somebody else has agreed on meanwhile is kept beside it.
    """
    with store.change("notes.agree") as draft:
        agreed = [n for n in draft.state.notes if n.what == "challenge" and not n.withdrawn]
        first = agreed[0] if agreed else None
        if first is None or (was is not None and first.text not in (was, text)):
            first = Note(
                id=new_id(),
                rank=last_rank(draft.state.notes),
                text=required(text),
                what="challenge",
                twin=first.id if first else "",
                item=draft.state.day.item,
                created=time.time(),
            )
            draft.put(first)
        else:
            draft.put(change(first, text=tidy(text), withdrawn=not tidy(text)))
    return first.id


def add_goal(store: Store, text: str) -> str:
    """Add one of the department's goals; returns its id."""
    with store.change("notes.add_goal") as draft:
        goal = Goal(id=new_id(), rank=last_rank(draft.state.goals), text=required(text))
        draft.put(goal)
    return goal.id


def edit_goal(store: Store, goal: str, text: str) -> None:
    """Change the text of a goal."""
    with store.change("notes.edit_goal") as draft:
        draft.put(change(draft.get(Goal, goal), text=required(text)))


def withdraw_goal(store: Store, goal: str, *, withdrawn: bool = True) -> None:
    """Withdraw a goal, or bring it back."""
    with store.change("notes.withdraw_goal") as draft:
        draft.put(change(draft.get(Goal, goal), withdrawn=withdrawn))


def present(store: Store, order: Sequence[int]) -> None:
    """Set the order in which the groups present, by number."""
    with store.change("notes.present") as draft:
        draft.put(change(draft.state.grouping, presenting=tuple(dict.fromkeys(order))))


def add_project(
    store: Store,
    name: str,
    organisation: str = "",
    works_on: str = "",
    offers: str = "",
    needs: str = "",
) -> str:
    """Put a card on the project wall; returns its id."""
    with store.change("notes.add_project") as draft:
        project = Project(
            id=new_id(),
            rank=last_rank(draft.state.projects),
            name=required(name),
            organisation=tidy(organisation),
            works_on=tidy(works_on),
            offers=tidy(offers),
            needs=tidy(needs),
        )
        draft.put(project)
    return project.id


def set_project(store: Store, project: str, field: str, value: object) -> None:
    """Change one field of a card."""
    if field == "name":
        value = required(str(value))
    with store.change("notes.set_project") as draft:
        draft.put(changed(draft.get(Project, project), field, value, PROJECT_FIELDS))


def withdraw_project(store: Store, project: str, *, withdrawn: bool = True) -> None:
    """Take a card down, or put it up again."""
    with store.change("notes.withdraw_project") as draft:
        draft.put(change(draft.get(Project, project), withdrawn=withdrawn))


def join_project(store: Store, project: str, who: str) -> None:
    """Note that somebody (name and organisation) wants in."""
    with store.change("notes.join_project") as draft:
        card = draft.get(Project, project)
        name = required(who)
        if name not in card.interested:
            draft.put(change(card, interested=(*card.interested, name)))


def leave_project(store: Store, project: str, who: str) -> None:
    """Take back that somebody wants in."""
    with store.change("notes.leave_project") as draft:
        card = draft.get(Project, project)
        left = tuple(i for i in card.interested if i != who)
        tokens = {token: "" if held == who else held for token, held in card.tokens.items()}
        draft.put(change(card, interested=left, tokens=tokens))


def cast(
    store: Store,
    device: str,
    topic: Topic,
    *,
    dots: dict[str, int] | None = None,
    score: int | None = None,
    text: str = "",
) -> None:
    """Put in the one current ballot of a device, instead of its earlier one."""
    if not _ID.fullmatch(device):
        raise Sorry(_("Stemmen har en ugyldig nøkkel."))
    if score is not None and not 1 <= score <= 5:
        raise Sorry(_("Svar fra 1 til 5."))
    if any(n < 0 for n in (dots or {}).values()):
        raise Sorry(_("Antall prikker kan ikke være negativt."))
    ballot = Ballot(
        id=f"{topic}-{device}", topic=topic, dots=dots or {}, score=score, text=tidy(text)
    )
    with store.change("notes.cast") as draft:
        draft.put(ballot)
