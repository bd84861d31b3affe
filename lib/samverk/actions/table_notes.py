"""What a table and its phones write: each deed may come again and again and is done once.

What takes a draft shares a commit with other deeds that arrive together.
"""

from __future__ import annotations

import hashlib
import hmac
import re
import time
from collections.abc import Mapping

from samverk.actions.fields import changed, required, tidy
from samverk.model import Horizon, Note, NoteKind, Project, Sorry, change
from samverk.store import Draft, Store, versions
from samverk.words import _

FIELDS = frozenset({"text", "horizon", "field", "owner", "first_step", "due", "partners"})
ID = re.compile(r"[A-Za-z0-9_-]{8,64}")
WRITTEN: tuple[NoteKind, ...] = ("horizon", "question", "perspective", "draft", "presentation")
"""What a table can write."""


class Elsewhere(Sorry):
    """The id belongs to another table."""


class Another(Sorry):
    """It was another phone that did it."""


class Missing(Sorry):
    """There is no such note at this table."""


def write(
    draft: Draft,
    table: int,
    id: str,
    text: str,
    what: NoteKind = "horizon",
    *,
    horizon: Horizon | None = None,
    item: str = "",
    more: Mapping[str, object] | None = None,
    waiting: bool = False,
    now: float | None = None,
) -> bool:
    """Add a note; returns whether it is new. The same id again changes nothing."""
    _check(id)
    there = draft.find(Note, id)
    if there is not None:
        if there.table != table:
            raise Elsewhere(_("Innspillet hører til et annet bord."))
        return False
    if what not in WRITTEN:
        raise Sorry(_("Dette kan ikke skrives her."))
    note = Note(
        id=id,
        rank=draft.last_rank(Note),
        text=required(text),
        what=what,
        horizon=(horizon or "now") if what == "horizon" else None,
        table=table,
        item=tidy(item)[:64] or draft.now.item,
        created=time.time() if now is None else now,
        waiting=waiting,
    )
    for field, value in (more or {}).items():
        note = changed(note, field, value, FIELDS)
    draft.put(note)
    return True


def _check(id: str) -> None:
    if not ID.fullmatch(id):
        raise Sorry(_("Innspillet har en ugyldig id."))


def found(draft: Draft, table: int, id: str) -> Note:
    """The table's note of that id; `Elsewhere` or `Missing` where it is none of its."""
    note = draft.find(Note, id)
    if note is None:
        raise Missing(_("Innspillet finnes ikke ved dette bordet."))
    if note.table != table:
        raise Elsewhere(_("Innspillet hører til et annet bord."))
    return note


def rewrite(
    draft: Draft, store: Store, table: int, id: str, base: int, given: Mapping[str, object]
) -> str:
    """Change a note from how it was at revision `base`; returns the twin's id, or "".

    What somebody else has changed meanwhile stays. Where both have changed the same words,
    both stand: the given ones in a twin. The same change again changes nothing. A change from
    the revision in which it was withdrawn brings it back.
    """
    now = found(draft, table, id)
    was, after = _at(draft, store, id, base)
    wanted = was or now
    for field, value in given.items():
        wanted = changed(wanted, field, value, FIELDS)
    if not wanted.text:
        required("")
    mine = {f for f in FIELDS if was is None or getattr(wanted, f) != getattr(was, f)}
    mine &= given.keys()
    if not mine and now.withdrawn and was is not None and was.withdrawn:
        draft.put(change(now, withdrawn=False))
        return ""
    if any(all(getattr(each, f) == getattr(wanted, f) for f in mine) for each in (*after, now)):
        return ""
    clash = any(
        getattr(now, f) != getattr(wanted, f)
        and (was is None or getattr(now, f) != getattr(was, f))
        for f in mine & {"text", "owner", "first_step"}
    )
    if not clash:
        draft.put(change(now, **{f: getattr(wanted, f) for f in mine}, withdrawn=False))
        return ""
    twin = _twin(id, base, wanted)
    if draft.find(Note, twin) is None:
        draft.put(change(wanted, id=twin, rank=draft.last_rank(Note), twin=id, withdrawn=False))
    return twin


def _at(draft: Draft, store: Store, id: str, base: int) -> tuple[Note | None, list[Note]]:
    """The note as it was at a revision, and as it was after that; the history is asked last."""
    if 0 < store.journal.of((Note.kind, id)) <= base:
        return draft.committed(Note, id), []
    return versions(store, Note, id, base)


def _twin(id: str, base: int, wanted: Note) -> str:
    told = repr((id, base, *(getattr(wanted, f) for f in sorted(FIELDS))))
    return "t" + hashlib.sha256(told.encode("utf-8")).hexdigest()[:21]


def withdraw(draft: Draft, table: int, id: str) -> None:
    """Withdraw a note; it stays in the history and can be restored."""
    draft.put(change(found(draft, table, id), withdrawn=True))


def put_up(draft: Draft, id: str, name: str, more: Mapping[str, str]) -> bool:
    """Put a card on the project wall; returns whether it is new."""
    _check(id)
    if draft.find(Project, id) is not None:
        return False
    kept = {field: tidy(value) for field, value in more.items()}
    rank = draft.last_rank(Project)
    draft.put(Project(id=id, rank=rank, name=required(name), **kept))  # type: ignore[arg-type]
    return True


def want_in(draft: Draft, project: str, name: str, organisation: str = "", token: str = "") -> None:
    """Note that somebody wants in on a project. The same token again changes nothing."""
    card = draft.find(Project, project)
    if card is None or card.withdrawn:
        raise Missing(_("Kortet er tatt ned."))
    who = ", ".join(filter(None, (required(name), tidy(organisation))))
    if who in card.interested or _holder(card, token):
        return
    tokens = {**card.tokens, _hash(token): who} if token else card.tokens
    draft.put(change(card, interested=(*card.interested, who), tokens=tokens))


def take_back(draft: Draft, project: str, token: str) -> None:
    """Take back what the phone that holds the token has said; again changes nothing."""
    card = draft.find(Project, project)
    if card is None:
        raise Missing(_("Kortet er tatt ned."))
    holder = _holder(card, token)
    if not holder:
        raise Another(
            _("Denne telefonen kan ikke ta deg av kortet. Be prosesslederen om å gjøre det.")
        )
    who = card.tokens[holder]
    if who:
        left = tuple(each for each in card.interested if each != who)
        draft.put(change(card, interested=left, tokens={**card.tokens, holder: ""}))


def _hash(token: str) -> str:
    return hashlib.sha256(token.encode("utf-8")).hexdigest()


def _holder(card: Project, token: str) -> str:
    """The token's hash where the card knows it, else ""; takes the same time for every token."""
    given, found = _hash(token), ""
    for kept in card.tokens:
        if hmac.compare_digest(given, kept):
            found = kept
    return found
