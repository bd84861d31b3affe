"""Taking in what a table's page saved as a file; the same file again changes nothing."""

from __future__ import annotations

import msgspec

from samverk.actions import table_notes
from samverk.model import Note, Sorry, change
from samverk.roster.table_file import Changes, SavedNote, TableFile
from samverk.store import Draft, Store, versions
from samverk.words import _


class Taken(msgspec.Struct, frozen=True, kw_only=True):
    """How many notes came in, were changed, got a text beside them, and were there already."""

    added: int
    changed: int
    beside: int
    known: int
    refused: tuple[str, ...] = ()


def take(store: Store, file: TableFile) -> Taken:
    """Take in the notes of a table; those that can't be used stand in `refused`."""
    done = {"added": 0, "changed": 0, "beside": 0, "known": 0}
    refused = []
    with store.change("table_files.take") as draft:
        for note in file.notes:
            try:
                done[_take(draft, store, file.table, note)] += 1
            except Sorry as error:
                refused.append(_("«{text}»: {reason}").format(text=note.text[:60], reason=error))
    return Taken(refused=tuple(refused), **done)


def _take(draft: Draft, store: Store, table: int, note: SavedNote) -> str:
    there = draft.find(Note, note.id)
    if there is None:
        return _add(draft, table, note)
    if note.changes is None or note.base is None:
        return "known"
    if note.changes.withdrawn is True:
        return _withdraw(draft, store, there, note.base)
    given = _given(note.changes)
    # It may have moved to another table since: its words go with it.
    twin = table_notes.rewrite(draft, store, there.table, note.id, note.base, given)
    if twin:
        return "beside" if twin in _fresh(draft) else "known"
    return "known" if draft.find(Note, note.id) == there else "changed"


def _add(draft: Draft, table: int, note: SavedNote) -> str:
    if note.withdrawn:
        return "known"
    more = {
        "field": note.field,
        "owner": note.owner,
        "first_step": note.first_step,
        "due": note.due.isoformat() if note.due else None,
        "partners": list(note.partners),
    }
    table_notes.write(
        draft,
        table,
        note.id,
        note.text,
        note.what,
        horizon=note.horizon,
        item=note.item,
        more=more,
    )
    return "added"


def _withdraw(draft: Draft, store: Store, there: Note, base: int) -> str:
    _was, after = versions(store, Note, there.id, base)
    if there.withdrawn or any(each.withdrawn for each in after):
        return "known"
    draft.put(change(there, withdrawn=True))
    return "changed"


def _given(changes: Changes) -> dict[str, object]:
    found: dict[str, object] = msgspec.to_builtins(changes)
    found.pop("withdrawn", None)
    return found


def _fresh(draft: Draft) -> set[str]:
    return {id for kind, id in draft.changed if kind == Note.kind}
