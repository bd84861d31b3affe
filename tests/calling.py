"""Calls the pages' interface as a phone does: plain requests, and a feed that is read."""

import contextlib
import json
import socket
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from samverk.actions import groups, participants, sample
from samverk.model import Participant
from samverk.store import Store
from samverk.workshop import Workshop
from serving import Server

PATIENCE = 30.0
_direct = urllib.request.build_opener(urllib.request.ProxyHandler({}))


@dataclass(frozen=True)
class Said:
    """A status, a body read as JSON, and headers."""

    status: int
    body: Any
    headers: dict[str, str]

    @property
    def message(self) -> str:
        """The sentence of a refusal."""
        return str(self.body["message"])


def call(
    address: str,
    method: str = "GET",
    body: object = None,
    *,
    raw: bytes | None = None,
    headers: dict[str, str] | None = None,
    patience: float = PATIENCE,
) -> Said:
    """The answer to one request, whatever its status."""
    data = raw if raw is not None or body is None else json.dumps(body).encode("utf-8")
    kind = {} if data is None else {"Content-Type": "application/json"}
    request = urllib.request.Request(address, data, {**kind, **(headers or {})}, method=method)
    try:
        with _direct.open(request, timeout=patience) as got:
            return Said(got.status, json.loads(got.read()), dict(got.headers))
    except urllib.error.HTTPError as error:
        with error:
            return Said(error.code, json.loads(error.read() or b"null"), dict(error.headers))


def table(server: Server, number: int = 1) -> str:
    """The address of a table's calls."""
    code = next(t["code"] for t in server.addresses["tables"] if t["group"] == str(number))
    return f"{server.base}/api/tables/{code}"


def room(server: Server) -> str:
    """The address of the participants' calls."""
    return f"{server.base}/api/room/{server.addresses['participant_url'].rsplit('/', 1)[1]}"


def projector(server: Server) -> str:
    """The address of the projector's calls."""
    return f"{server.base}/api/projector/{server.addresses['projector_url'].rsplit('/', 1)[1]}"


def remote(server: Server) -> str:
    """The address of the remote's calls."""
    return f"{server.base}/api/remote/{server.addresses['remote_url'].rsplit('/', 1)[1]}"


class Feed:
    """An open feed; `close` it, or let a `with` do it."""

    def __init__(self, address: str, last: int | None = None, since: int | None = None) -> None:
        host, _slash, path = address.removeprefix("http://").partition("/")
        name, _colon, port = host.partition(":")
        self.socket = socket.create_connection((name, int(port)), timeout=PATIENCE)
        query = "" if since is None else f"?since={since}"
        known = "" if last is None else f"Last-Event-ID: {last}\r\n"
        asked = f"GET /{path}/feed{query} HTTP/1.1\r\nHost: {host}\r\n{known}\r\n"
        self.socket.sendall(asked.encode("ascii"))
        self.file = self.socket.makefile("rb")
        self.status = int(self.file.readline().split()[1])
        for line in self.file:
            if not line.strip():
                break

    def __enter__(self) -> "Feed":
        return self

    def __exit__(self, *_error: object) -> None:
        self.close()

    def close(self) -> None:
        """Let go."""
        self.file.close()
        self.socket.close()

    def events(self) -> Iterator[tuple[str, int, Any]]:
        """Each event's name, id and data; ends when the server closes."""
        name, id = "", 0
        for line in self.file:
            field, _colon, value = line.decode("utf-8").rstrip("\n").partition(": ")
            if field == "event":
                name = value
            elif field == "id":
                id = int(value)
            elif field == "data":
                yield name, id, json.loads(value)
                name = ""

    def until(self, holds: Callable[[Any], object]) -> Any:
        """The data of the first unnamed event of which something holds."""
        end = time.monotonic() + PATIENCE
        for name, _id, data in self.events():
            if not name and holds(data):
                return data
            assert time.monotonic() < end, "no such event came"
        raise AssertionError("the feed ended")

    def ends(self) -> bool:
        """Whether the server closes it before the patience is out."""
        try:
            for _event in self.events():
                pass
        except TimeoutError:
            return False
        except OSError:
            pass
        return True


def has(*ids: str) -> Callable[[Any], bool]:
    """Whether an event tells of these notes."""
    return lambda data: {*ids} <= {note["id"] for note in data["notes"]}


@contextlib.contextmanager
def opened(server: Server) -> Iterator[Store]:
    """The workshop's store, as a panel has it in another process."""
    path = next(server.data.glob("*/samverk.db"))
    store = Store(path, "organiser")
    try:
        yield store
    finally:
        store.close()


def prepare(notebook: Path, data: Path, people: int = 24, *, filled: bool = True) -> None:
    """Make the notebook's workshop: the sample, or so many people at tables of five."""
    workshop = Workshop(notebook, data)
    workshop.begin()
    if filled:
        sample.fill(workshop.opened, workshop.meet, workshop.met)
    else:
        crowd = [Participant(id=f"p{n}", name=f"Deltaker {n}") for n in range(people)]
        participants.take(workshop.opened, crowd)
        groups.wish(workshop.opened, "size", 5)
        groups.divide(workshop.opened)
    workshop.close()
