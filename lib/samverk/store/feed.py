"""Seeing what others write: a thread that looks four times a second."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable

from samverk.model import State
from samverk.store.backup import Backups
from samverk.store.store import Store

EVERY = 0.2
"""Seconds between looks; a look costs a few microseconds."""

log = logging.getLogger("samverk")


class Watch:
    """Calls `seen(state)` in a thread of its own whenever the file has changed."""

    def __init__(self, store: Store, seen: Callable[[State], None]) -> None:
        self._store = store
        self._seen = seen
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self._run, name="samverk-watch", daemon=True)
        self._thread.start()
        self._backups = Backups(store)

    def stop(self) -> None:
        """Look no more."""
        self._stop.set()
        self._backups.stop()
        self._thread.join(timeout=5)

    def _run(self) -> None:
        last = self._store.revision
        version = -1
        connection = self._store.engine.raw_connection()
        try:
            while not self._stop.wait(EVERY):
                try:
                    now = connection.cursor().execute("PRAGMA data_version").fetchone()[0]
                    if now == version:
                        continue
                    state = self._store.refresh()
                    version = now
                    if state.revision != last:
                        last = state.revision
                        self._seen(state)
                except Exception:
                    log.exception("watching the file failed")
        finally:
            connection.close()
