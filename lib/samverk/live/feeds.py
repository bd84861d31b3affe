"""Feeds: what has changed goes out at once, then at most four times a second."""

from __future__ import annotations

import asyncio
import contextlib
import socket
import sys
import time
from collections import defaultdict
from collections.abc import Iterator
from typing import TYPE_CHECKING

from tornado.iostream import IOStream, StreamBufferFullError, StreamClosedError

from samverk.live import screens, shapes, staging, views
from samverk.live.addresses import is_loopback
from samverk.model import Ballot, Note
from samverk.store import Seen

if TYPE_CHECKING:
    from samverk.live.desk import Desk, Door

BATCH = 0.20
"""Seconds from one event of a feed to the next; with the scribe's wait, a quarter."""

COUNTS = 2.0
"""Seconds between events that only tell how many have voted."""

BEAT = 10.0
"""Seconds of silence after which a sign of life is sent."""

BACKLOG = 1_000_000
"""Bytes that may wait for a reader before it is dropped."""

MOST = 400 if sys.platform == "win32" else 10_000
"""Feeds that are open at once: Windows can wait for about 500 sockets."""


class Reader:
    """One open feed."""

    def __init__(self, stream: IOStream, channel: Channel) -> None:
        self.stream = stream
        self.channel = channel
        _tune(stream.socket)

    def send(self, data: bytes) -> None:
        """Send, or drop a reader that is gone or does not read."""
        try:
            self.stream.write(data)
        except (StreamBufferFullError, StreamClosedError):
            self.drop()

    def begin(self, data: bytes) -> None:
        """Send the first event, however large; after it a backlog is limited."""
        self.stream.max_write_buffer_size = len(data) + BACKLOG
        self.send(data)

    def drop(self) -> None:
        """Close."""
        self.channel.readers.discard(self)
        self.stream.close()


def _tune(connection: socket.socket) -> None:
    """Let little wait in the system, and notice a phone that has gone."""
    with contextlib.suppress(OSError):
        connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        connection.setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, 262_144)
        if hasattr(socket, "TCP_USER_TIMEOUT"):
            connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_USER_TIMEOUT, 30_000)


class Channel:
    """All readers of one page, and what they have not been told yet."""

    def __init__(self, desk: Desk, door: Door) -> None:
        self.desk = desk
        self.door = door
        self.readers: set[Reader] = set()
        self.notes: set[str] = set()
        self.gone: set[str] = set()
        self.rest = False
        self.counts = False
        self._sent = 0.0
        self._due: asyncio.TimerHandle | None = None

    @property
    def dirty(self) -> bool:
        """Whether there is something to tell."""
        return bool(self.notes or self.gone or self.rest or self.counts)

    def wake(self) -> None:
        """Send now, or when the last event is old enough."""
        if not self.readers:
            self._clear()
        if not self.dirty:
            return
        slow = self.counts and not (self.rest or self.notes)
        wait = self._sent + (COUNTS if slow else BATCH) - time.monotonic()
        if wait <= 0:
            self.flush()
            return
        loop = asyncio.get_running_loop()
        when = loop.time() + wait
        if self._due is None or when < self._due.when() - 0.01:
            if self._due is not None:
                self._due.cancel()
            self._due = loop.call_later(wait, self.flush)

    def flush(self) -> None:
        """Tell all readers what has changed."""
        if self._due is not None:
            self._due.cancel()
            self._due = None
        seen = self.desk.seen
        if seen is None or not self.readers or not self.dirty:
            self._clear()
            return
        event = self._event(seen)
        self._clear()
        self.send(event)

    def send(self, event: bytes) -> None:
        """Send to all."""
        self._sent = time.monotonic()
        for reader in list(self.readers):
            reader.send(event)

    def _clear(self) -> None:
        self.notes, self.gone = set(), set()
        self.rest = self.counts = False

    def _event(self, seen: Seen) -> bytes:
        if self.counts and not (self.rest or self.notes):
            topics = dict.fromkeys(("dots", "pulse", "evaluation"), 0)
            for ballot in seen.state.ballots:
                topics[ballot.topic] += 1
            return event(shapes.encode(topics), name="count")
        found = (seen.tables.get((Note.kind, id)) for id in sorted(self.notes))
        return self.about(seen, [n for n in found if isinstance(n, Note)], rest=self.rest)

    def first(self, seen: Seen, since: int) -> bytes:
        """What a reader that knows the revision `since` is told when it comes."""
        if self.door.page == "table":
            if since <= 0 or since > seen.state.revision:
                notes = [n for n in seen.state.notes if not n.withdrawn]
            else:
                notes = self._changed(seen, since)
        elif self.door.page == "projector":
            notes = self._changed(seen, since if since <= seen.state.revision else 0)
        else:
            notes = []
        here = [n for n in notes if self.door.page != "table" or n.table == self.door.number]
        gone = self.desk.feeds.moved(self.door.number) if since else []
        return self.about(seen, here, rest=True, gone=gone)

    def _changed(self, seen: Seen, since: int) -> list[Note]:
        keys = self.desk.store.journal.since(since)
        found = (seen.tables.get(key) for key in keys if key[0] == Note.kind)
        return [n for n in found if isinstance(n, Note)]

    def about(
        self, seen: Seen, notes: list[Note], *, rest: bool, gone: list[str] | None = None
    ) -> bytes:
        """The event that tells of these notes and, with `rest`, of all else."""
        now, revision = time.time(), seen.state.revision
        shown = [views.note(seen, n) for n in notes]
        if self.door.page == "table":
            top = views.head(seen.state, self.door.number, now) if rest else None
            away = sorted({*self.gone, *(gone or [])})
            data: object = shapes.NotesChanged(
                revision=revision, now=now, notes=shown, gone=away, table=top
            )
        elif self.door.page == "projector":
            view = self.desk.feeds.screen(seen, now)
            data = screens.ScreenChanged(revision=revision, now=now, notes=shown, view=view)
        elif self.door.page == "room":
            data = views.room(seen, now)
        else:
            data = staging.remote(seen, now)
        return event(shapes.encode(data), revision)

    def beat(self, now: float) -> None:
        """A sign of life after a silence."""
        if self.readers and now - self._sent >= BEAT:
            self.send(event(shapes.encode({"now": time.time()}), name="beat"))


def event(data: bytes, id: int | None = None, name: str = "") -> bytes:
    """A server-sent event."""
    top = f"id: {id}\n" if id is not None else ""
    kind = f"event: {name}\n" if name else ""
    return f"{top}{kind}data: ".encode() + data + b"\n\n"


class Feeds:
    """All channels, and who gets to know what."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk
        self._channels: dict[Door, Channel] = {}
        self._moved: defaultdict[int, set[str]] = defaultdict(set)

    def channel(self, door: Door) -> Channel:
        """The channel of a page."""
        if door not in self._channels:
            self._channels[door] = Channel(self.desk, door)
        return self._channels[door]

    def screen(self, seen: Seen, now: float) -> screens.Screen:
        """The projector without its notes."""
        code = self.desk.codes.room
        way_in = staging.join(self.desk.url("room"), code) if code else None
        return staging.screen(seen, now, way_in)

    def there(self) -> Iterator[Door]:
        """The page of every reader."""
        for door, channel in self._channels.items():
            for _reader in channel.readers:
                yield door

    @property
    def full(self) -> bool:
        """Whether no more feeds can be opened."""
        return sum(len(channel.readers) for channel in self._channels.values()) >= MOST

    def keep(self, doors: set[Door]) -> None:
        """Close the feeds of codes that open nothing any more."""
        for door in [*self._channels]:
            if door not in doors:
                for reader in list(self._channels.pop(door).readers):
                    reader.drop()

    def refresh(self) -> None:
        """Tell everybody everything but the notes anew."""
        for channel in self._channels.values():
            channel.rest = True
            channel.wake()

    def keep_here(self) -> None:
        """Close the feeds of other machines."""
        for channel in self._channels.values():
            for reader in list(channel.readers):
                with contextlib.suppress(OSError):
                    if is_loopback(str(reader.stream.socket.getpeername()[0])):
                        continue
                reader.drop()

    def tell(self, before: Seen | None, seen: Seen) -> None:
        """Let those know whom a change concerns."""
        if before is None or not self._channels:
            return
        notes: defaultdict[int, set[str]] = defaultdict(set)
        gone: defaultdict[int, set[str]] = defaultdict(set)
        rest = questions = False
        for key in self.desk.store.journal.since(before.state.revision):
            now = seen.tables.get(key)
            if key[0] != Note.kind:
                rest = rest or key[0] != Ballot.kind
                continue
            was = before.tables.get(key)
            asked = [n for n in (was, now) if isinstance(n, Note) and n.what == "question"]
            questions = questions or bool(asked)
            if isinstance(now, Note):
                notes[now.table].add(now.id)
                self._moved[now.table].discard(now.id)
            if isinstance(was, Note) and (not isinstance(now, Note) or now.table != was.table):
                gone[was.table].add(was.id)
                self._moved[was.table].add(was.id)
        ballots = before.state.ballots is not seen.state.ballots
        every = set().union(*notes.values()) if notes else set()
        for door, channel in list(self._channels.items()):
            if door.page == "table":
                channel.notes |= notes.get(door.number, set())
                channel.gone |= gone.get(door.number, set())
                channel.rest = channel.rest or rest
            elif door.page == "projector":
                channel.notes |= every
                channel.rest = channel.rest or rest or ballots or bool(every)
            else:
                channel.rest = channel.rest or rest or (questions and door.page == "room")
                channel.counts = channel.counts or (ballots and door.page == "room")
            channel.wake()

    def moved(self, number: int) -> list[str]:
        """Notes that have left a table since the server started."""
        return sorted(self._moved.get(number, ()))

    def beat(self) -> None:
        """Signs of life where it has been silent."""
        now = time.monotonic()
        for channel in self._channels.values():
            channel.beat(now)
