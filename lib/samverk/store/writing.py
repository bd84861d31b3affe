"""What deeds have changed, as rows: records, who changed what when, and ballots apart from it."""

from __future__ import annotations

import time
from collections.abc import Sequence

from sqlalchemy import Connection, Executable, Table
from sqlalchemy.dialects.sqlite import insert

from samverk.model import UNRECORDED, Ballot, Record
from samverk.store import schema
from samverk.store.draft import Written
from samverk.store.tables import encode


def _upsert(table: Table, *key: str) -> Executable:
    put = insert(table)
    rest = {c.name: put.excluded[c.name] for c in table.columns if c.name not in key}
    return put.on_conflict_do_update(index_elements=[*key], set_=rest)


PUT_RECORDS = _upsert(schema.records, "kind", "id")
PUT_BALLOTS = _upsert(schema.ballots, "id")
PUT_META = _upsert(schema.meta, "key")
ADD_REVISIONS = schema.revisions.insert()
ADD_CHANGES = schema.changes.insert()


def write(connection: Connection, done: Sequence[Written], ballots: int) -> None:
    """Store what the deeds have changed. `ballots` is how often ballots were written before."""
    done = [each for each in done if each.stored]
    if not done:
        return
    rows = [
        {"kind": kind, "id": id, "revision": each.revision, "body": _body(record)}
        for each in done
        for (kind, id), record in each.stored.items()
        if kind not in UNRECORDED
    ]
    if rows:
        connection.execute(PUT_RECORDS, rows)
        _record(connection, done)
    _write_ballots(connection, done, ballots)
    set_meta(connection, "revision", str(done[-1].revision))


def _record(connection: Connection, done: Sequence[Written]) -> None:
    """Keep who did what when, and what was there before and after."""
    changes = [
        {
            "revision": each.revision,
            "kind": kind,
            "id": id,
            "before": _body(each.before[kind, id]),
            "after": _body(record),
        }
        for each in done
        for (kind, id), record in each.stored.items()
        if kind not in UNRECORDED
    ]
    recorded = {change["revision"] for change in changes}
    now = time.time()
    connection.execute(
        ADD_REVISIONS,
        [
            {
                "revision": each.revision,
                "actor": each.actor,
                "deed": each.name,
                "at": now,
                "undoes": each.undoes,
            }
            for each in done
            if each.revision in recorded
        ],
    )
    connection.execute(ADD_CHANGES, changes)


def _write_ballots(connection: Connection, done: Sequence[Written], before: int) -> None:
    last: dict[str, Record | None] = {
        id: record
        for each in done
        for (kind, id), record in each.stored.items()
        if kind == Ballot.kind
    }
    if not last:
        return
    gone = [id for id, record in last.items() if record is None]
    put = [{"id": id, "body": encode(record)} for id, record in last.items() if record]
    for id in gone:
        connection.execute(schema.ballots.delete().where(schema.ballots.c.id == id))
    if put:
        connection.execute(PUT_BALLOTS, put)
    set_meta(connection, "ballots", str(before + 1))


def set_meta(connection: Connection, key: str, value: str) -> None:
    """Keep a fact about the file itself."""
    connection.execute(PUT_META, {"key": key, "value": value})


def _body(record: Record | None) -> str | None:
    return None if record is None else encode(record)
