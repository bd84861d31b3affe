"""The open file of a workshop: reading, and the one place through which everything is written."""

from __future__ import annotations

import contextlib
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import msgspec
from sqlalchemy import Connection, Engine, create_engine, event, func, select
from sqlalchemy.dialects.sqlite import insert
from sqlalchemy.exc import DBAPIError
from sqlalchemy.pool import QueuePool

from samverk.model import UNRECORDED, R, Record, Sorry, State, records
from samverk.store import migrate, schema
from samverk.store.place import is_network
from samverk.store.tables import Key, Tables, decode, encode
from samverk.words import _

BUSY = 15.0
"""Seconds to wait for another process that is writing."""


def explain(error: DBAPIError) -> Sorry:
    """What a database error means to a facilitator."""
    text = str(error.orig).lower()
    if "full" in text:
        return Sorry(_("Disken er full. Endringen ble ikke lagret. Frigjør plass og prøv igjen."))
    if "locked" in text or "busy" in text:
        return Sorry(
            _("Et annet program holder på datafila. Endringen ble ikke lagret. Prøv igjen.")
        )
    if "readonly" in text or "read-only" in text:
        return Sorry(_("Datafila kan ikke skrives til. Endringen ble ikke lagret."))
    if "unable to open" in text:
        return Sorry(_("Datafila finnes ikke lenger, eller mappa kan ikke åpnes."))
    if "malformed" in text or "not a database" in text or "disk i/o" in text:
        return Sorry(_("Datafila er skadet. Ikke slett den. Hent fram en sikkerhetskopi av mappa."))
    return Sorry(_("Endringen ble ikke lagret. Årsaken står i loggen i verkstedets mappe."))


def _engine(path: Path) -> Engine:
    engine = create_engine(
        f"sqlite:///{path.as_posix()}",
        connect_args={"timeout": BUSY, "check_same_thread": False},
        poolclass=QueuePool,
        pool_size=2,
        max_overflow=20,
    )
    journal = "DELETE" if is_network(path.parent) else "WAL"

    @event.listens_for(engine, "connect")
    def _prepare(connection, _record) -> None:  # type: ignore[no-untyped-def]
        connection.isolation_level = None
        connection.execute(f"PRAGMA journal_mode={journal}")
        connection.execute("PRAGMA synchronous=FULL")
        connection.execute("PRAGMA secure_delete=ON")

    @event.listens_for(engine, "begin")
    def _begin(connection: Connection) -> None:
        connection.exec_driver_sql(connection.get_execution_options().get("begin", "BEGIN"))

    return engine


class Draft:
    """What a deed has changed so far; nothing of it is stored before the deed has ended."""

    def __init__(self, tables: Tables) -> None:
        self._tables = tables.copy()
        self.changed: dict[Key, Record | None] = {}

    @property
    def state(self) -> State:
        """All of the workshop with the changes so far."""
        return self._tables.state

    def get(self, record: type[R], id: str) -> R:
        """The record of that type and id; `Sorry` where there is none."""
        return self.state.get(record, id)

    def put(self, *put: Record) -> None:
        """Store records, new or changed."""
        self._apply({(r.kind, r.id): r for r in put})

    def remove(self, *removed: Record) -> None:
        """Remove records."""
        self._apply({(r.kind, r.id): None for r in removed})

    def clear(self, *kinds: type[Record]) -> None:
        """Remove all records of those types."""
        for kind in kinds:
            self.remove(*records(self.state, kind))

    def _apply(self, changed: dict[Key, Record | None]) -> None:
        self.changed |= changed
        self._tables.apply(changed.items(), self.state.revision)


class Store:
    """A workshop's file, opened by one actor.

    `actor` is who undoes whose changes. With `redacted` neither an e-mail address nor a
    dietary need is ever part of `state`. Safe to use from several threads.
    """

    def __init__(self, path: Path, actor: str = "organiser", *, redacted: bool = False) -> None:
        self.path = path
        self.actor = actor
        self.redacted = redacted
        self._lock = threading.RLock()
        self._changing = False
        self._tables = Tables()
        self._seen: tuple[State, State] | None = None
        self.engine = _engine(path)
        try:
            with self._connect() as connection:
                found = migrate.version(connection)
            migrate.check(found)
            if found != schema.VERSIONS[-1]:
                with self._connect("BEGIN IMMEDIATE") as connection:
                    migrate.upgrade(connection)
            self.refresh()
        except Exception:
            self.close()
            raise

    @classmethod
    def create(cls, path: Path, actor: str = "organiser", *, redacted: bool = False) -> Store:
        """Make the file, or open it where another process has just made it."""
        path.parent.mkdir(parents=True, exist_ok=True)
        engine = _engine(path)
        try:
            with engine.connect().execution_options(begin="BEGIN IMMEDIATE") as connection:
                if migrate.version(connection) is None:
                    migrate.make(connection)
                connection.commit()
        except DBAPIError as error:
            raise explain(error) from error
        finally:
            engine.dispose()
        return cls(path, actor, redacted=redacted)

    def close(self) -> None:
        """Let go of the file."""
        self.engine.dispose()

    @contextlib.contextmanager
    def _connect(self, begin: str = "BEGIN") -> Iterator[Connection]:
        if not self.path.exists():
            raise Sorry(_("Datafila finnes ikke lenger, eller mappa kan ikke åpnes."))
        try:
            with self.engine.connect().execution_options(begin=begin) as connection:
                yield connection
                connection.commit()
        except DBAPIError as error:
            raise explain(error) from error

    @property
    def state(self) -> State:
        """The newest state that this process has seen."""
        with self._lock:
            true = self._tables.state
            if not self.redacted:
                return true
            if self._seen is None or self._seen[0] is not true:
                self._seen = (true, redact(true))
            return self._seen[1]

    @property
    def whole(self) -> State:
        """The state with e-mail addresses and dietary needs; never for a page that is redacted."""
        return self._tables.state

    @property
    def revision(self) -> int:
        """The revision of `state`."""
        return self._tables.state.revision

    def refresh(self) -> State:
        """Read what has changed since `revision`, and return the state."""
        with self._lock, self._connect() as connection:
            self._catch_up(connection)
        return self.state

    def _catch_up(self, connection: Connection) -> None:
        revision = int(self.meta("revision", connection) or 0)
        if revision == self.revision:
            return
        rows = connection.execute(
            select(schema.records.c.kind, schema.records.c.id, schema.records.c.body).where(
                schema.records.c.revision > self.revision
            )
        ).all()
        self._tables.apply(
            (
                ((row.kind, row.id), None if row.body is None else decode(row.kind, row.body))
                for row in rows
            ),
            revision,
        )

    @contextlib.contextmanager
    def change(self, deed: str, *, undoes: int | None = None) -> Iterator[Draft]:
        """A transaction: what the block puts and removes is stored when it ends, or nothing is."""
        with self._lock, self._one_at_a_time():
            with self._connect("BEGIN IMMEDIATE") as connection:
                self._catch_up(connection)
                draft = Draft(self._tables)
                yield draft
                stored = {
                    key: record
                    for key, record in draft.changed.items()
                    if record != self._tables.get(key)
                }
                if stored:
                    revision = self.revision + 1
                    self._write(connection, stored, revision, deed, undoes)
            if stored:
                self._tables.apply(stored.items(), revision)

    @contextlib.contextmanager
    def _one_at_a_time(self) -> Iterator[None]:
        if self._changing:
            raise RuntimeError("a deed within a deed would wait for itself")
        self._changing = True
        try:
            yield
        finally:
            self._changing = False

    def _write(
        self,
        connection: Connection,
        stored: dict[Key, Record | None],
        revision: int,
        deed: str,
        undoes: int | None,
    ) -> None:
        rows = [
            {"kind": kind, "id": id, "revision": revision, "body": record and encode(record)}
            for (kind, id), record in stored.items()
        ]
        upsert = insert(schema.records)
        connection.execute(
            upsert.on_conflict_do_update(
                index_elements=["kind", "id"],
                set_={"revision": upsert.excluded.revision, "body": upsert.excluded.body},
            ),
            rows,
        )
        recorded = [row for row in rows if row["kind"] not in UNRECORDED]
        if recorded:
            connection.execute(
                schema.revisions.insert().values(
                    revision=revision, actor=self.actor, deed=deed, at=time.time(), undoes=undoes
                )
            )
            connection.execute(
                schema.changes.insert(),
                [
                    {
                        "revision": revision,
                        "kind": row["kind"],
                        "id": row["id"],
                        "before": _body(self._tables.get((str(row["kind"]), str(row["id"])))),
                        "after": row["body"],
                    }
                    for row in recorded
                ],
            )
        self.set_meta("revision", str(revision), connection)

    def meta(self, key: str, connection: Connection | None = None) -> str | None:
        """A fact about the file itself."""
        if connection is None:
            with self._connect() as own:
                return self.meta(key, own)
        return connection.execute(
            select(schema.meta.c.value).where(schema.meta.c.key == key)
        ).scalar()

    def set_meta(self, key: str, value: str, connection: Connection | None = None) -> None:
        """Keep a fact about the file itself."""
        if connection is None:
            with self._connect("BEGIN IMMEDIATE") as own:
                return self.set_meta(key, value, own)
        upsert = insert(schema.meta).values(key=key, value=value)
        connection.execute(
            upsert.on_conflict_do_update(index_elements=["key"], set_={"value": value})
        )
        return None

    def counts(self) -> dict[str, int]:
        """How many records there are of each kind, without reading them."""
        with self._connect() as connection:
            rows = connection.execute(
                select(schema.records.c.kind, func.count())
                .where(schema.records.c.body.is_not(None))
                .group_by(schema.records.c.kind)
            ).all()
        return {row[0]: row[1] for row in rows}


def _body(record: Record | None) -> str | None:
    return None if record is None else encode(record)


def redact(state: State) -> State:
    """`state` without e-mail addresses and dietary needs."""
    return msgspec.structs.replace(
        state,
        participants=tuple(
            msgspec.structs.replace(p, email="", dietary="") for p in state.participants
        ),
    )
