"""The one thread that writes: what arrives together shares a commit and is answered after it."""

from __future__ import annotations

import asyncio
import contextlib
import logging
import queue
import threading
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from samverk.actions import codes as deeds
from samverk.model import Sorry
from samverk.store import Codes, Deed, Seen, Store, Unstored
from samverk.store.backup import Backups
from samverk.words import _

EVERY = 0.2
"""Seconds between looks at what others have written."""

GATHER = 0.05
"""Seconds between commits where much arrives: what comes meanwhile shares the next."""

ACTOR = "pages"
log = logging.getLogger("samverk.live")

Alone = Callable[[Store], Any]
Job = tuple["asyncio.Future[Any]", Deed | Alone]
Tell = Callable[[Seen, Codes], None]


class Scribe:
    """Writes in one workshop's file, and tells the loop what has changed there, whoever wrote.

    `tell` is called in the loop, before whoever waits for an answer gets it.
    """

    def __init__(self, path: Path, tell: Tell) -> None:
        self.path = path
        self.store: Store | None = None
        self._tell = tell
        self._loop = asyncio.get_running_loop()
        self._jobs: queue.SimpleQueue[Job | None] = queue.SimpleQueue()
        self._codes = Codes(tables={})
        self._told: tuple[int, Codes] | None = None
        self._committed = 0.0
        self._looked = float("-inf")
        self._ended = False
        self.opened: asyncio.Future[None] = self._loop.create_future()
        self._thread = threading.Thread(target=self._run, name="samverk-scribe", daemon=True)
        self._thread.start()

    async def write(self, do: Deed | Alone) -> Any:
        """Do a deed, or something that opens its own transactions; returns its answer.

        Raises what it raised, and `Sorry` where nothing could be stored.
        """
        answer: asyncio.Future[Any] = self._loop.create_future()
        self._jobs.put((answer, do))
        if self._ended:
            self._turn_away()
        return await answer

    async def learn_codes(self) -> None:
        """Tell the codes as they stand in the file; `Sorry` where they can't be read."""
        await self.write(self._read_codes)

    @property
    def is_alive(self) -> bool:
        """Whether it can still write."""
        return self._thread.is_alive()

    def stop(self) -> None:
        """Write what has arrived, and let go of the file."""
        self._jobs.put(None)
        self._thread.join(timeout=20)

    def _run(self) -> None:
        try:
            self.store = Store(self.path, ACTOR)
        except Exception as error:
            self._call(_fail, self.opened, error)
            self._ended = True
            self._turn_away()
            return
        look = self.store.engine.raw_connection()
        version, ends = -1, False
        backups = Backups(self.store)
        try:
            while not ends:
                if time.monotonic() >= self._looked + EVERY:
                    with contextlib.suppress(Sorry):
                        version = self._look(look, version)
                    self._publish(())
                jobs, ends = self._gather()
                if jobs:
                    self._publish(self._do(jobs))
        except Exception:
            log.exception("writing ended")
        finally:
            backups.stop()
            look.close()
            self.store.close()
            self._ended = True
            self._turn_away()

    def _turn_away(self) -> None:
        """Answer those that nobody will write for any more."""
        gone = Unstored(_("Endringen ble ikke lagret. Prøv igjen."))
        while True:
            try:
                job = self._jobs.get_nowait()
            except queue.Empty:
                return
            if job is not None:
                self._call(_fail, job[0], gone)

    def _gather(self) -> tuple[list[Job], bool]:
        """What has arrived, after a short wait; and whether to end after it."""
        jobs: list[Job] = []
        wait = max(0.001, self._looked + EVERY - time.monotonic())
        while True:
            try:
                job = self._jobs.get(timeout=wait) if wait > 0 else self._jobs.get_nowait()
            except queue.Empty:
                return jobs, False
            if job is None:
                return jobs, True
            jobs.append(job)
            wait = self._committed + GATHER - time.monotonic()

    def _do(self, jobs: Sequence[Job]) -> list[tuple[asyncio.Future[Any], Any]]:
        assert self.store is not None
        answers: list[tuple[asyncio.Future[Any], Any]] = []
        shared: list[tuple[asyncio.Future[Any], Deed]] = []
        for future, do in jobs:
            if isinstance(do, Deed):
                shared.append((future, do))
                continue
            answers += self._together(shared)
            shared = []
            answers.append((future, _attempt(do, self.store)))
        answers += self._together(shared)
        if jobs:
            self._committed = time.monotonic()
        return answers

    def _together(
        self, shared: Sequence[tuple[asyncio.Future[Any], Deed]]
    ) -> list[tuple[asyncio.Future[Any], Any]]:
        assert self.store is not None
        if not shared:
            return []
        try:
            done = self.store.together([deed for _future, deed in shared])
        except Exception as error:
            if not isinstance(error, Sorry):
                log.exception("nothing was written")
            done = [error] * len(shared)
        return [(future, answer) for (future, _deed), answer in zip(shared, done, strict=True)]

    def _look(self, connection: Any, version: int) -> int:
        """See what others have written. Returns the file's version."""
        assert self.store is not None
        self._looked = time.monotonic()
        try:
            now = connection.cursor().execute("PRAGMA data_version").fetchone()[0]
            if now != version:
                self._read_codes(self.store)
        except Sorry:
            raise
        except Exception:
            log.exception("looking at the file failed")
            return version
        return int(now)

    def _read_codes(self, store: Store) -> None:
        store.refresh()
        self._codes = deeds.of(store)

    def _publish(self, answers: Sequence[tuple[asyncio.Future[Any], Any]]) -> None:
        assert self.store is not None
        told = (self.store.revision, self._codes)
        if answers or told != self._told:
            self._told = told
            self._call(self._deliver, self.store.seen(), self._codes, answers)

    def _deliver(
        self, seen: Seen, codes: Codes, answers: Sequence[tuple[asyncio.Future[Any], Any]]
    ) -> None:
        self._tell(seen, codes)
        if not self.opened.done():
            self.opened.set_result(None)
        for future, answer in answers:
            if future.done():
                continue
            if isinstance(answer, Exception):
                future.set_exception(answer)
            else:
                future.set_result(answer)

    def _call(self, what: Callable[..., None], *given: Any) -> None:
        with contextlib.suppress(RuntimeError):
            self._loop.call_soon_threadsafe(what, *given)


def _attempt(do: Alone, store: Store) -> Any:
    try:
        return do(store)
    except Exception as error:
        return error


def _fail(future: asyncio.Future[None], error: Exception) -> None:
    if not future.done():
        future.set_exception(error)
