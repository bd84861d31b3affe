"""Copies of a workshop's file: one a minute while something changes, kept sparsely."""

from __future__ import annotations

import contextlib
import datetime as dt
import logging
import os
import re
import sqlite3
import threading
import time
from collections.abc import Iterable
from pathlib import Path

import msgspec

from samverk.store.store import Store

FOLDER = "backups"
EVERY = 60.0
"""Seconds between copies."""

LOOK = 5.0
FORGETTING = "sletter.json"
"""The file that says that a deletion is under way: nothing is copied meanwhile."""

_NAME = re.compile(r"samverk-(\d{8}T\d{6})Z-(\d+)\.db")
_STAMP = "%Y%m%dT%H%M%S"

SPARSELY = (
    (dt.timedelta(minutes=5), dt.timedelta(0)),
    (dt.timedelta(hours=1), dt.timedelta(minutes=5)),
    (dt.timedelta(days=1), dt.timedelta(hours=1)),
    (dt.timedelta(days=30), dt.timedelta(days=1)),
)
"""How far apart copies are kept, up to each age. Older ones go, but for the newest."""

log = logging.getLogger("samverk")


class Copy(msgspec.Struct, frozen=True, kw_only=True):
    """A copy: when it was taken, and the revision that it holds."""

    path: Path
    at: dt.datetime
    revision: int


def copies(folder: Path) -> list[Copy]:
    """The copies in a workshop's folder, newest first."""
    found = [
        Copy(
            path=path,
            at=dt.datetime.strptime(match[1], _STAMP).replace(tzinfo=dt.UTC),
            revision=int(match[2]),
        )
        for path in (folder / FOLDER).glob("samverk-*.db")
        if (match := _NAME.fullmatch(path.name))
    ]
    return sorted(found, key=lambda copy: (copy.at, copy.revision), reverse=True)


def superfluous(held: Iterable[Copy], now: dt.datetime) -> list[Copy]:
    """The copies that lie too close to another of their age, or are too old."""
    gone: list[Copy] = []
    kept: Copy | None = None
    for copy in sorted(held, key=lambda each: each.at, reverse=True):
        age = now - copy.at
        apart = next((apart for most, apart in SPARSELY if age <= most), None)
        if kept is not None and (apart is None or kept.at - copy.at < apart):
            gone.append(copy)
        else:
            kept = copy
    return gone


def take(store: Store, now: dt.datetime | None = None) -> Path | None:
    """Copy the file; None where another does it or a deletion is under way.

    Those who write are not kept waiting: the copy reads one moment of the file.
    """
    folder = store.path.parent / FOLDER
    if (store.path.parent / FORGETTING).exists() or not store.path.exists():
        return None
    folder.mkdir(exist_ok=True)
    aside = folder / "kopierer.tmp"
    if not _mine(aside):
        return None
    try:
        revision = _copied(store, aside)
        stamp = (now or dt.datetime.now(dt.UTC)).strftime(_STAMP)
        made = folder / f"samverk-{stamp}Z-{revision}.db"
        if (store.path.parent / FORGETTING).exists() or store.meta("forgotten") != _forgotten(
            aside
        ):
            return None
        aside.replace(made)
    finally:
        with contextlib.suppress(OSError):
            aside.unlink(missing_ok=True)
    return made


def _mine(aside: Path) -> bool:
    """Whether nobody else is copying now; a copy that was cut off counts for two minutes."""
    try:
        aside.open("xb").close()
        return True
    except FileExistsError:
        with contextlib.suppress(OSError):
            if abs(time.time() - aside.stat().st_mtime) > 2 * EVERY:
                aside.unlink()
        return False


def _copied(store: Store, aside: Path) -> int:
    source = store.engine.raw_connection()
    try:
        target = sqlite3.connect(aside)
        try:
            target.execute("PRAGMA synchronous=OFF")
            driver: sqlite3.Connection = source.driver_connection  # type: ignore[assignment]
            driver.backup(target)
            target.execute("PRAGMA journal_mode=DELETE")
            if target.execute("PRAGMA quick_check").fetchone()[0] != "ok":
                raise sqlite3.DatabaseError("malformed")
            row = target.execute("SELECT value FROM meta WHERE key = 'revision'").fetchone()
        finally:
            target.close()
    finally:
        source.close()
    # Windows flushes only what is open for writing.
    with aside.open("r+b") as file:
        os.fsync(file.fileno())
    return int(row[0])


def _forgotten(copy: Path) -> str | None:
    with contextlib.closing(sqlite3.connect(copy)) as opened:
        row = opened.execute("SELECT value FROM meta WHERE key = 'forgotten'").fetchone()
    return None if row is None else str(row[0])


def thin(folder: Path, now: dt.datetime) -> None:
    """Remove the copies that lie too close together."""
    for copy in superfluous(copies(folder), now):
        with contextlib.suppress(OSError):
            copy.path.unlink()


class Backups:
    """Takes copies in a thread of its own, as long as somebody has the file open."""

    def __init__(self, store: Store, every: float = EVERY) -> None:
        self._store = store
        self._every = every
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self._run, name="samverk-backups", daemon=True)
        self._thread.start()

    def stop(self) -> None:
        """Take no more."""
        self._stop.set()
        self._thread.join(timeout=5)

    def _run(self) -> None:
        while not self._stop.wait(min(LOOK, self._every)):
            try:
                self.look(dt.datetime.now(dt.UTC))
            except Exception:
                log.exception("no copy could be taken")
                if self._stop.wait(self._every):
                    return

    def look(self, now: dt.datetime) -> Path | None:
        """Take a copy where something has changed since the last one, which is old enough."""
        held = copies(self._store.path.parent)
        if max((copy.revision for copy in held), default=0) >= self._store.revision:
            return None
        if any(dt.timedelta(0) <= now - c.at < dt.timedelta(seconds=self._every) for c in held):
            return None
        made = take(self._store, now)
        if made is not None:
            thin(self._store.path.parent, now)
        return made
