"""Who changed what when, and taking back one's own last change."""

from __future__ import annotations

import msgspec
from sqlalchemy import select

from samverk.model import R, Record, Sorry
from samverk.store import schema
from samverk.store.store import Store
from samverk.store.tables import decode, encode
from samverk.words import _


class Changed(Sorry):
    """Somebody has changed the same thing since; `undo(..., force=True)` takes it back anyway."""


class Earlier(msgspec.Struct, frozen=True, kw_only=True):
    """One change of a record: by whom, when (seconds since 1970), before and after."""

    revision: int
    actor: str
    deed: str
    at: float
    before: Record | None
    after: Record | None


def last_own(store: Store) -> tuple[int, str] | None:
    """Revision and deed of this actor's last change that is not taken back."""
    undone = select(schema.revisions.c.undoes).where(schema.revisions.c.undoes.is_not(None))
    with store._connect() as connection:
        row = connection.execute(
            select(schema.revisions.c.revision, schema.revisions.c.deed)
            .where(
                schema.revisions.c.actor == store.actor,
                schema.revisions.c.undoes.is_(None),
                schema.revisions.c.revision.not_in(undone),
            )
            .order_by(schema.revisions.c.revision.desc())
            .limit(1)
        ).one_or_none()
    return None if row is None else (row.revision, row.deed)


def undo(store: Store, *, force: bool = False) -> str:
    """Take back this actor's last change; returns its deed.

    Raises `Changed` where somebody has changed the same records since, and `Sorry` where
    there is nothing to take back.
    """
    last = last_own(store)
    if last is None:
        raise Sorry(_("Det er ikke noe å angre."))
    revision, deed = last
    with store.change("undo", undoes=revision) as draft:
        with store.engine.connect() as connection:
            rows = connection.execute(
                select(schema.changes).where(schema.changes.c.revision == revision)
            ).all()
        for row in rows:
            now = store._tables.get((row.kind, row.id))
            if not force and (now and encode(now)) != row.after:
                raise Changed(_("Noen andre har endret det samme etter deg. Vil du angre likevel?"))
        for row in rows:
            if row.before is not None:
                draft.put(decode(row.kind, row.before))
            elif (made := store._tables.get((row.kind, row.id))) is not None:
                draft.remove(made)
    return deed


def history(store: Store, record: type[Record], id: str) -> tuple[Earlier, ...]:
    """All changes of one record, oldest first."""
    with store._connect() as connection:
        rows = connection.execute(
            select(schema.changes, schema.revisions.c.actor, schema.revisions.c.deed)
            .add_columns(schema.revisions.c.at)
            .join(schema.revisions, schema.revisions.c.revision == schema.changes.c.revision)
            .where(schema.changes.c.kind == record.kind, schema.changes.c.id == id)
            .order_by(schema.changes.c.revision)
        ).all()
    return tuple(
        Earlier(
            revision=row.revision,
            actor=row.actor,
            deed=row.deed,
            at=row.at,
            before=None if row.before is None else decode(row.kind, row.before),
            after=None if row.after is None else decode(row.kind, row.after),
        )
        for row in rows
    )


def former(store: Store, record: type[R]) -> list[R]:
    """Every value that records of that type have had and have no more."""
    with store._connect() as connection:
        rows = connection.execute(
            select(schema.changes.c.before)
            .where(schema.changes.c.kind == record.kind, schema.changes.c.before.is_not(None))
            .distinct()
        ).all()
    return [decode(record.kind, row.before) for row in rows]  # type: ignore[misc]


def versions(store: Store, record: type[R], id: str, revision: int) -> tuple[R | None, list[R]]:
    """A record as it was at a revision (None where it is not known), and as it was after that."""
    rows = [each for each in history(store, record, id) if isinstance(each.after, record)]
    before: list[R] = [each.after for each in rows if each.revision <= revision]  # type: ignore[misc]
    after: list[R] = [each.after for each in rows if each.revision > revision]  # type: ignore[misc]
    return (before[-1] if before else None), after
