"""Rewriting a workshop's file so that nothing of what was removed is left in its bytes."""

from __future__ import annotations

import sqlite3
import time
from pathlib import Path

from sqlalchemy.engine.interfaces import DBAPICursor

from samverk.model import Sorry
from samverk.store.store import BUSY, Store
from samverk.words import _


def codes(store: Store) -> list[str]:
    """The codes that open pages now."""
    connection = store.engine.raw_connection()
    try:
        cursor = connection.cursor()
        if not _has(cursor, "codes"):
            return []
        cursor.execute("SELECT code FROM codes")
        return [str(row[0]) for row in cursor.fetchall()]
    finally:
        connection.close()


def purge(store: Store, *, codes: bool = False) -> None:
    """Drop the history and whatever lies in free pages and in the log of writes.

    With `codes` no code opens a page any more. The file is rewritten in place, so that others may
    have it open. Raises `Sorry` where somebody holds it.
    """
    with store._lock:
        connection = store.engine.raw_connection()
        try:
            cursor = connection.cursor()
            cursor.execute("PRAGMA temp_store=MEMORY")
            cursor.execute("PRAGMA secure_delete=ON")
            cursor.execute("BEGIN IMMEDIATE")
            cursor.execute("DELETE FROM changes")
            cursor.execute("DELETE FROM revisions")
            if codes and _has(cursor, "codes"):
                cursor.execute("DELETE FROM codes")
            cursor.execute(
                "INSERT INTO meta (key, value) VALUES ('forgotten', '1') "
                "ON CONFLICT (key) DO UPDATE SET value = value + 1"
            )
            cursor.execute("COMMIT")
            _checkpoint(cursor)
            cursor.execute("VACUUM")
            _checkpoint(cursor)
        except sqlite3.OperationalError as error:
            raise Sorry(
                _(
                    "Slettingen er ikke ferdig, for et annet program holder på datafila. "
                    "Lukk andre vinduer med verkstedet og prøv igjen."
                )
            ) from error
        finally:
            connection.close()


def _has(cursor: DBAPICursor, table: str) -> bool:
    cursor.execute("SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = ?", (table,))
    return cursor.fetchone() is not None


def _checkpoint(cursor: DBAPICursor) -> None:
    """Empty the log of writes, once nobody reads from it."""
    latest = time.monotonic() + BUSY
    while True:
        cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        row = cursor.fetchone()
        if row is None or not row[0]:
            return
        if time.monotonic() > latest:
            raise sqlite3.OperationalError("busy")
        time.sleep(0.05)


def own_files(path: Path) -> frozenset[Path]:
    """The files that the store itself consists of."""
    return frozenset(
        path.with_name(path.name + ending) for ending in ("", "-wal", "-shm", "-journal")
    )
