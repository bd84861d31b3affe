"""Saving what can be read of a damaged file."""

from __future__ import annotations

import contextlib
import datetime as dt
import sqlite3
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import msgspec

from samverk.model import KINDS, Ballot, Record
from samverk.store import migrate
from samverk.store.backup import copies
from samverk.store.store import Store, damaged
from samverk.store.tables import Key, decode

SKIPPED = 2000
"""Rows in a row that can't be read before the rest of a table is given up."""


class Repaired(msgspec.Struct, frozen=True, kw_only=True):
    """What came out of a damaged file, which lies `aside` as it was.

    `older` is how many records come from the history or from a copy; `missing` counts by kind
    those that are known to have been there.
    """

    saved: int
    older: int
    missing: dict[str, int]
    aside: Path


def usable(path: Path) -> None:
    """Raise `Sorry` where this program can't open a file, without reading what it holds."""
    try:
        address = f"{path.resolve().as_uri()}?mode=ro"
        with contextlib.closing(sqlite3.connect(address, uri=True, timeout=0.1)) as opened:
            row = opened.execute("SELECT version_num FROM alembic_version").fetchone()
    except sqlite3.OperationalError:
        # Somebody has it for themselves just now.
        return
    except sqlite3.DatabaseError as error:
        raise damaged() from error
    migrate.check(row[0] if row else None)


class _Found:
    """Bodies by key, each with the revision that it is of; None where the record was removed."""

    def __init__(self) -> None:
        self.bodies: dict[Key, tuple[int, str | None]] = {}
        self.known: set[Key] = set()
        self.revision = 0
        self.meta: dict[str, str] = {}

    def add(self, kind: str, id: str, revision: int, body: str | None) -> None:
        if kind not in KINDS or not isinstance(revision, int):
            return
        self.known.add((kind, id))
        if revision > self.bodies.get((kind, id), (-1, None))[0]:
            self.bodies[kind, id] = (revision, body)
            self.revision = max(self.revision, revision)

    def records(self) -> Iterator[Record]:
        for (kind, _id), (_revision, body) in self.bodies.items():
            if body is not None:
                with contextlib.suppress(msgspec.DecodeError, msgspec.ValidationError):
                    yield decode(kind, body)


def repair(path: Path) -> Repaired:
    """Make a new file of what can be read, of the history, and of the newest copy.

    The damaged file is kept beside it. Raises `OSError` where somebody holds it.
    """
    found = _Found()
    _read(path, found)
    there = set(found.bodies)
    for copy in copies(path.parent):
        before = len(found.bodies)
        _read(copy.path, found)
        if len(found.bodies) > before or there:
            break
    made = path.with_name("samverk.ny.db")
    for ending in ("", "-wal", "-shm"):
        made.with_name(made.name + ending).unlink(missing_ok=True)
    records = list(found.records())
    store = Store.create(made, "repair")
    try:
        store.set_meta("revision", str(found.revision))
        for key in ("notebook", "forgotten"):
            if key in found.meta:
                store.set_meta(key, found.meta[key])
        store.refresh()
        with store.change("repair") as draft:
            draft.put(*records)
    finally:
        store.close()
    aside = _set_aside(path)
    made.replace(path)
    lost = found.known - found.bodies.keys()
    return Repaired(
        saved=len(records),
        older=sum(1 for key, (_r, body) in found.bodies.items() if key not in there and body),
        missing=dict(Counter(kind for kind, _id in lost)),
        aside=aside,
    )


def _set_aside(path: Path) -> Path:
    stamp = dt.datetime.now().strftime("%Y%m%d-%H%M%S")
    aside = path.with_name(f"samverk-skadet-{stamp}.db")
    path.replace(aside)
    for ending in ("-wal", "-shm"):
        beside = path.with_name(path.name + ending)
        if beside.exists():
            beside.replace(aside.with_name(aside.name + ending))
    return aside


def _read(path: Path, found: _Found) -> None:
    try:
        connection = sqlite3.connect(path, timeout=5)
    except sqlite3.Error:
        return
    connection.text_factory = lambda octets: octets.decode("utf-8", "replace")
    with contextlib.closing(connection):
        with contextlib.suppress(sqlite3.Error):
            found.meta = dict(connection.execute("SELECT key, value FROM meta")) | found.meta
        with contextlib.suppress(sqlite3.Error):
            # The index on the key names what the table should hold.
            rows = connection.execute("SELECT kind, id FROM records ORDER BY kind, id")
            found.known |= {(kind, id) for kind, id in rows if kind in KINDS}
        for kind, id, revision, body in _rows(connection, "records", "kind, id, revision, body"):
            found.add(kind, id, revision, body)
        for kind, id, revision, body in _rows(connection, "changes", "kind, id, revision, after"):
            found.add(kind, id, revision, body)
        with contextlib.suppress(sqlite3.Error):
            for id, body in connection.execute("SELECT id, body FROM ballots"):
                found.add(Ballot.kind, id, 0, body)


def _rows(
    connection: sqlite3.Connection, table: str, columns: str
) -> Iterator[tuple[str, str, int, str | None]]:
    """The rows of a table, past those that can't be read."""
    at, skipped = 0, 0
    query = f"SELECT rowid, {columns} FROM {table} WHERE rowid > ? ORDER BY rowid"
    while skipped < SKIPPED:
        try:
            for row in connection.execute(query, (at,)):
                at, skipped = row[0], 0
                yield row[1:]
            return
        except sqlite3.Error:
            at, skipped = at + 1, skipped + 1
