"""The open file of a workshop: reading, and the one place through which everything is written."""

from __future__ import annotations

import contextlib
import sqlite3
import threading
from collections.abc import Collection, Iterator, Sequence
from pathlib import Path

import msgspec
from sqlalchemy import Connection, Engine, create_engine, event, func, select
from sqlalchemy.exc import DBAPIError
from sqlalchemy.pool import QueuePool

from samverk.model import KINDS, UNRECORDED, Ballot, Record, Sorry, State
from samverk.store import codes, migrate, schema, writing
from samverk.store.codes import Codes, PageKind
from samverk.store.draft import Deed, Draft, Written, written
from samverk.store.journal import Journal, Revisions
from samverk.store.place import is_network
from samverk.store.tables import Key, Tables, decode
from samverk.words import _

BUSY = 15.0
"""Seconds to wait for another process that is writing."""


class Unstored(Sorry):
    """The file could not be read or written: what was to be done may be tried again."""


class Damaged(Unstored):
    """The file can only be read in part, or not at all."""


def damaged() -> Damaged:
    """What is said of a damaged file."""
    return Damaged(_("Datafila er skadet. Ikke slett den. Hent fram en sikkerhetskopi av mappa."))


COUNTERS = select(schema.meta).where(schema.meta.c.key.in_(("revision", "ballots")))
"""The last revision, and how often ballots were written."""


def explain(error: DBAPIError) -> Unstored:
    """What a database error means to a facilitator."""
    text = str(error.orig).lower()
    if "full" in text:
        return Unstored(
            _("Disken er full. Endringen ble ikke lagret. Frigjør plass og prøv igjen.")
        )
    if "locked" in text or "busy" in text:
        return Unstored(
            _("Et annet program holder på datafila. Endringen ble ikke lagret. Prøv igjen.")
        )
    if "readonly" in text or "read-only" in text:
        return Unstored(_("Datafila kan ikke skrives til. Endringen ble ikke lagret."))
    if "unable to open" in text:
        return Unstored(_("Datafila finnes ikke lenger, eller mappa kan ikke åpnes."))
    if "disk i/o" in text:
        return Unstored(
            _(
                "Maskinen får ikke skrevet til disken. Endringen ble ikke lagret. "
                "Se etter om disken er full, og prøv igjen."
            )
        )
    if "malformed" in text or "not a database" in text:
        return damaged()
    return Unstored(_("Endringen ble ikke lagret. Årsaken står i loggen i verkstedets mappe."))


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


class Seen(msgspec.Struct, frozen=True):
    """The records at one revision, as a value that no later change touches."""

    state: State
    tables: Tables
    revisions: Revisions


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
        self._ballots = ""
        self.journal = Journal()
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
        except (msgspec.MsgspecError, sqlite3.DatabaseError) as error:
            self.close()
            raise damaged() from error
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
            raise Unstored(_("Datafila finnes ikke lenger, eller mappa kan ikke åpnes."))
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

    def seen(self) -> Seen:
        """What this process has seen, without waiting for a deed that is under way."""
        return Seen(self._tables.state, self._tables.copy(), self.journal.revisions)

    def _catch_up(self, connection: Connection) -> None:
        meta: dict[str, str] = {row.key: row.value for row in connection.execute(COUNTERS).all()}
        revision = int(meta.get("revision") or 0)
        if revision == self.revision:
            return
        rows = connection.execute(
            select(schema.records)
            .where(schema.records.c.revision > self.revision)
            .order_by(schema.records.c.revision)
        ).all()
        changed: dict[Key, Record | None] = {
            (row.kind, row.id): None if row.body is None else decode(row.kind, row.body)
            for row in rows
            if row.kind in KINDS
        }
        if meta.get("ballots", "") != self._ballots:
            self._ballots = meta.get("ballots", "")
            changed |= self._current_ballots(connection)
        self._tables.apply(changed.items(), revision)
        self.journal.add(((row.kind, row.id), row.revision) for row in rows)

    def _current_ballots(self, connection: Connection) -> dict[Key, Record | None]:
        gone: dict[Key, Record | None] = {
            (ballot.kind, ballot.id): None for ballot in self._tables.state.ballots
        }
        rows = connection.execute(select(schema.ballots)).all()
        return gone | {(Ballot.kind, row.id): decode(Ballot.kind, row.body) for row in rows}

    @contextlib.contextmanager
    def change(self, deed: str, *, undoes: int | None = None) -> Iterator[Draft]:
        """A transaction: what the block puts and removes is stored when it ends, or nothing is."""
        with self._lock, self._one_at_a_time():
            with self._connect("BEGIN IMMEDIATE") as connection:
                self._catch_up(connection)
                draft = Draft(self._tables)
                yield draft
                done = [written(draft, self.revision + 1, self.actor, deed, undoes)]
                writing.write(connection, done, int(self._ballots or 0))
            self._keep(done)

    def together(self, deeds: Sequence[Deed]) -> list[object]:
        """Do several deeds in one commit, each with a revision of its own.

        Returns what each answered, or the exception that it raised: a deed that fails leaves
        nothing, and the others stand. Raises `Sorry` where nothing could be stored.
        """
        answers: list[object] = []
        done: list[Written] = []
        with self._lock, self._one_at_a_time():
            with self._connect("BEGIN IMMEDIATE") as connection:
                self._catch_up(connection)
                under: dict[Key, Record | None] = {}
                for deed in deeds:
                    draft = Draft(self._tables, under)
                    try:
                        answers.append(deed.do(draft))
                    except Exception as error:
                        answers.append(error)
                        continue
                    revision = done[-1].revision + 1 if done else self.revision + 1
                    made = written(draft, revision, deed.actor, deed.name)
                    if made.stored:
                        done.append(made)
                        under |= made.stored
                writing.write(connection, done, int(self._ballots or 0))
            self._keep(done)
        return answers

    def _keep(self, done: Sequence[Written]) -> None:
        done = [each for each in done if each.stored]
        if not done:
            return
        changed: dict[Key, Record | None] = {}
        for each in done:
            changed |= each.stored
        if any(kind == Ballot.kind for kind, _id in changed):
            self._ballots = str(int(self._ballots or 0) + 1)
        self._tables.apply(changed.items(), done[-1].revision)
        self.journal.add(
            (key, each.revision) for each in done for key in each.stored if key[0] not in UNRECORDED
        )

    @contextlib.contextmanager
    def _one_at_a_time(self) -> Iterator[None]:
        if self._changing:
            raise RuntimeError("a deed within a deed would wait for itself")
        self._changing = True
        try:
            yield
        finally:
            self._changing = False

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
        writing.set_meta(connection, key, value)
        return None

    def codes(self, numbers: Collection[int] = ()) -> Codes:
        """The code of every page; made where a page, or a table of these numbers, has none yet."""
        with self._connect() as connection:
            found = codes.read(connection)
        if codes.missing(found, numbers):
            with self._lock, self._connect("BEGIN IMMEDIATE") as connection:
                for page, number in codes.missing(codes.read(connection), numbers):
                    codes.write(connection, page, number)
                found = codes.read(connection)
        return found

    def renew(self, page: PageKind, number: int = 0) -> None:
        """Give a page a new code; the old one opens nothing any more."""
        with self._lock, self._connect("BEGIN IMMEDIATE") as connection:
            codes.write(connection, page, number)

    def counts(self) -> dict[str, int]:
        """How many records there are of each kind, without reading them."""
        with self._connect() as connection:
            rows = connection.execute(
                select(schema.records.c.kind, func.count())
                .where(schema.records.c.body.is_not(None))
                .group_by(schema.records.c.kind)
            ).all()
            ballots = connection.execute(select(func.count()).select_from(schema.ballots)).scalar()
        return {row[0]: row[1] for row in rows} | ({Ballot.kind: ballots} if ballots else {})


def redact(state: State) -> State:
    """`state` without e-mail addresses and dietary needs."""
    return msgspec.structs.replace(
        state,
        participants=tuple(
            msgspec.structs.replace(p, email="", dietary="") for p in state.participants
        ),
    )
