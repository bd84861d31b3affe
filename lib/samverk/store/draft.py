"""What a deed has changed so far; nothing of it is stored before the deed has ended."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import msgspec

from samverk.model import MANY, Day, R, Record, Sorry, State, last_rank, records
from samverk.store.tables import Key, Tables
from samverk.words import _

Changes = Mapping[Key, Record | None]
_MANY = {record.kind for record in MANY.values()}


class Draft:
    """The records with the changes of one deed, on top of those `under` it in the same commit."""

    def __init__(self, tables: Tables, under: Changes | None = None) -> None:
        self._below = tables
        self._under = under or {}
        self._tables = tables.copy()
        self._unseen: dict[Key, Record | None] = dict(self._under)
        self.changed: dict[Key, Record | None] = {}

    @property
    def state(self) -> State:
        """All of the workshop with the changes so far."""
        if self._unseen:
            self._tables.apply(self._unseen.items(), self._tables.state.revision)
            self._unseen = {}
        return self._tables.state

    @property
    def base(self) -> State:
        """The workshop as it was before all deeds of this commit; costs nothing."""
        return self._below.state

    def find(self, record: type[R], id: str) -> R | None:
        """The record of that type and id, if any."""
        key = (record.kind, id)
        found: Any = self.changed[key] if key in self.changed else self.before(key)
        return found  # type: ignore[no-any-return]

    def get(self, record: type[R], id: str) -> R:
        """The record of that type and id; `Sorry` where there is none."""
        found = self.find(record, id)
        if found is not None:
            return found
        if record.kind not in _MANY:
            return self.state.get(record, id)
        raise Sorry(_("Dette finnes ikke lenger. Noen andre kan ha fjernet det."))

    def committed(self, record: type[R], id: str) -> R | None:
        """The record as it was before all deeds of this commit."""
        found: Any = self._below.get((record.kind, id))
        return found  # type: ignore[no-any-return]

    def before(self, key: Key) -> Record | None:
        """The record as it was before this deed."""
        return self._under[key] if key in self._under else self._below.get(key)

    @property
    def now(self) -> Day:
        """The running clock, without building the state."""
        key = (Day.kind, "day")
        found = self.changed.get(key) or self._under.get(key)
        return found if isinstance(found, Day) else self._below.state.day

    def last_rank(self, record: type[Record]) -> float:
        """A rank behind all records of that type, without building the state."""
        ranks: list[float] = [
            rank
            for each in (*self._under.values(), *self.changed.values())
            if type(each) is record and (rank := getattr(each, "rank", None)) is not None
        ]
        return max([last_rank(records(self._below.state, record)), *(r + 1.0 for r in ranks)])

    def put(self, *put: Record) -> None:
        """Store records, new or changed."""
        self._change({(r.kind, r.id): r for r in put})

    def remove(self, *removed: Record) -> None:
        """Remove records."""
        self._change({(r.kind, r.id): None for r in removed})

    def clear(self, *kinds: type[Record]) -> None:
        """Remove all records of those types."""
        for kind in kinds:
            self.remove(*records(self.state, kind))

    def stored(self) -> dict[Key, Record | None]:
        """What differs from what was there before this deed."""
        return {key: now for key, now in self.changed.items() if now != self.before(key)}

    def _change(self, changed: Changes) -> None:
        self.changed |= changed
        self._unseen |= changed


class Deed(msgspec.Struct, frozen=True):
    """One of several deeds that share a commit; `do` gets its draft and returns the answer."""

    actor: str
    name: str
    do: Callable[[Draft], Any]


class Written(msgspec.Struct, frozen=True):
    """What one deed has changed, under its revision, with what was there before."""

    revision: int
    actor: str
    name: str
    stored: dict[Key, Record | None]
    before: dict[Key, Record | None]
    undoes: int | None = None


def written(
    draft: Draft, revision: int, actor: str, name: str, undoes: int | None = None
) -> Written:
    """What the draft's deed has changed."""
    stored = draft.stored()
    before = {key: draft.before(key) for key in stored}
    return Written(revision, actor, name, stored, before, undoes)
