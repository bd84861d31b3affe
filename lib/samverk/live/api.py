"""The interface over HTTP: checks the code, the pace and the body, then makes the call."""

from __future__ import annotations

import gzip
import re
from typing import Any

import msgspec
from tornado.web import RequestHandler, stream_request_body

from samverk.live import shapes
from samverk.live.asked import ROOMS, Asked, Call, status
from samverk.live.calls import CALLS
from samverk.live.calm import Calm
from samverk.live.desk import Desk, Door
from samverk.model import Sorry
from samverk.store import PageKind, Seen
from samverk.words import _

LARGEST = 65_536
"""Bytes of a body; what is larger is read to its end, kept nowhere and refused."""

WORTH_PACKING = 2000
"""Bytes of an answer from which it travels packed."""

POLICY = "default-src 'none'; frame-ancestors 'none'"


class Refuse(Exception):
    """Ends a request with a sentence."""

    def __init__(self, status: int, message: str, wait: float = 0.0) -> None:
        super().__init__(message)
        self.status = status
        self.wait = wait


class Guarded(Calm, RequestHandler):
    """What all handlers behind a code share."""

    needs_visitor = False
    plain = True
    policy = POLICY

    def initialize(self, desk: Desk, page: PageKind, **_more: Any) -> None:
        """Keep what they need."""
        self.desk = desk
        self.page = page

    def let_in(self, code: str, *, writes: bool = False) -> Door:
        """The door that a code opens; raises `Refuse` for an unknown one or one that is hasty."""
        door = self.desk.door(code)
        if self.desk.seen is None and self.desk.wanted is not None:
            raise Refuse(503, _("Datafila kan ikke åpnes akkurat nå. Prøv igjen om litt."))
        if door is None or door.page != self.page or self.desk.seen is None:
            wait = self.desk.limits.unknown()
            if wait:
                raise Refuse(429, _("Det kommer for mange forsøk nå. Vent litt."), wait)
            raise Refuse(404, _("Koden gjelder ikke lenger. Spør prosesslederen om en ny."))
        wait = self.desk.limits.known(door.page, code, writes=writes)
        if wait:
            raise Refuse(429, _("Det går for fort nå. Siden prøver igjen av seg selv."), wait)
        return door

    def reply(self, status: int, answer: msgspec.Struct) -> None:
        """Answer with JSON."""
        self.set_status(status)
        self.set_header("Content-Type", "application/json")
        self.set_header("Cache-Control", "no-store")
        body = shapes.encode(answer)
        if len(body) > WORTH_PACKING:
            self.set_header("Vary", "Accept-Encoding")
            if "gzip" in self.request.headers.get("Accept-Encoding", ""):
                self.set_header("Content-Encoding", "gzip")
                body = gzip.compress(body, 4)
        self.finish(body)

    def turn_away(self, refused: Refuse) -> None:
        """Answer with the sentence."""
        if refused.wait:
            self.set_header("Retry-After", str(max(1, round(refused.wait + 0.5))))
        self.reply(refused.status, shapes.Refusal(str(refused)))

    def decode_argument(self, value: bytes, name: str | None = None) -> str:  # noqa: ARG002
        """A part of the address as text, whatever its bytes: an odd code is an unknown one."""
        return value.decode("utf-8", "replace")

    def compute_etag(self) -> None:
        """None: answers change with every note."""


@stream_request_body
class Api(Guarded):
    """All calls of one address."""

    SUPPORTED_METHODS = ("GET", "HEAD", "POST", "PUT", "DELETE")

    def initialize(self, desk: Desk, page: PageKind, calls: dict[str, Call]) -> None:  # type: ignore[override]
        """Keep the calls by method."""
        super().initialize(desk, page)
        self.calls = calls
        self._body = bytearray()
        self._length = 0

    def data_received(self, chunk: bytes) -> None:
        """Keep a body that is not too large."""
        self._length += len(chunk)
        if self._length <= LARGEST:
            self._body += chunk

    async def get(self, code: str, id: str = "") -> None:
        """Make the call."""
        await self._call("GET", code, id)

    async def head(self, code: str, id: str = "") -> None:
        """As GET, without the body."""
        await self._call("GET", code, id)

    async def post(self, code: str, id: str = "") -> None:
        """Make the call."""
        await self._call("POST", code, id)

    async def put(self, code: str, id: str = "") -> None:
        """Make the call."""
        await self._call("PUT", code, id)

    async def delete(self, code: str, id: str = "") -> None:
        """Make the call."""
        await self._call("DELETE", code, id)

    async def _call(self, method: str, code: str, id: str) -> None:
        try:
            call = self.calls.get(method)
            if call is None:
                self.set_header("Allow", ", ".join(self.calls))
                raise Refuse(405, _("Dette kan ikke gjøres her."))
            door = self.let_in(code, writes=method != "GET")
            body = self._read(call.body) if call.body else None
            made, answer = await call.do(Asked(self.desk, door, id, body))
        except Refuse as refused:
            self.turn_away(refused)
        except Sorry as sorry:
            if status(sorry) == 503:
                self.set_header("Retry-After", "2")
            self.reply(status(sorry), shapes.Refusal(str(sorry)))
        else:
            self.reply(made, answer)

    def _read(self, shape: type[msgspec.Struct]) -> Any:
        if self._length > LARGEST:
            raise Refuse(413, _("Teksten er for lang. Del den i flere."))
        kind = self.request.headers.get("Content-Type", "").partition(";")[0].strip().lower()
        if kind != "application/json":
            raise Refuse(415, _("Siden er gammel. Last den på nytt."))
        try:
            return msgspec.json.decode(bytes(self._body), type=shape)
        except msgspec.ValidationError as error:
            raise Refuse(422, wrong(str(error))) from None
        except (msgspec.DecodeError, UnicodeDecodeError):
            raise Refuse(400, _("Siden sendte noe som ikke kan leses. Last den på nytt.")) from None


def wrong(told: str) -> str:
    """What is wrong with a body, in the workshop's language."""
    if re.search(r"length (<=|>=|>|<)", told):
        if "<=" in told:
            return _("Teksten er for lang. Del den i flere.")
        return _("Skriv noe først.")
    where = re.search(r"`\$\.?([\w.\[\]…]*)", told)
    name = where[1].split(".")[0].split("[")[0] if where else ""
    if name == "id" or "matching regex" in told:
        return _("Innspillet har en ugyldig id.")
    missing = re.search(r"missing required field `(\w+)`", told)
    if missing:
        return _("Feltet «{name}» mangler.").format(name=missing[1])
    if not name:
        return _("Siden sendte noe som ikke kan leses. Last den på nytt.")
    return _("Feltet «{name}» kan ikke brukes slik.").format(name=name)


@stream_request_body
class Unknown(Guarded):
    """An address below /api that there is none of."""

    SUPPORTED_METHODS = ("GET", "HEAD", "POST", "DELETE", "PATCH", "PUT", "OPTIONS")

    def initialize(self) -> None:  # type: ignore[override]
        """Nothing to keep."""

    def prepare(self) -> None:
        """Refuse."""
        self.turn_away(Refuse(404, _("Her er det ingen side")))

    def data_received(self, chunk: bytes) -> None:
        """Keep nothing."""


class Feed(Guarded):
    """A stream of what changes."""

    SUPPORTED_METHODS = ("GET",)

    def get(self, code: str) -> None:
        """Open it, from the revision that the reader knows."""
        try:
            door = self.let_in(code)
        except Refuse as refused:
            self.turn_away(refused)
            return
        if self.desk.feeds.full:
            self.set_header("Retry-After", "60")
            self.turn_away(Refuse(503, _("Det er for mange på nå. Siden spør av og til i stedet.")))
            return
        seen = self.desk.seen
        assert seen is not None
        known = self.request.headers.get("Last-Event-ID") or self.get_query_argument("since", "")
        self._open(door, seen, int(known) if re.fullmatch(r"\d{1,15}", known) else 0)

    def _open(self, door: Door, seen: Seen, since: int) -> None:
        from samverk.live.feeds import Reader

        self.set_header("Content-Type", "text/event-stream; charset=utf-8")
        self.set_header("Cache-Control", "no-store")
        self.set_header("Connection", "close")
        lines = [f"{name}: {value}" for name, value in sorted(self._headers.get_all())]
        top = "\r\n".join(["HTTP/1.1 200 OK", *lines, "", ""]).encode("latin-1")
        channel = self.desk.feeds.channel(door)
        reader = Reader(self.detach(), channel)
        reader.stream.set_close_callback(reader.drop)
        channel.readers.add(reader)
        reader.begin(top + channel.first(seen, since))


def routes(desk: Desk) -> list[tuple[Any, ...]]:
    """The addresses of all calls and feeds."""
    found: dict[str, dict[str, Call]] = {}
    pages: dict[str, PageKind] = {}
    for call in CALLS:
        found.setdefault(call.address, {})[call.method] = call
        pages[call.address] = call.page
    made: list[tuple[Any, ...]] = [
        (rf"/api/{room}/([^/]+)/feed", Feed, {"desk": desk, "page": page})
        for page, room in ROOMS.items()
    ]
    for address, calls in found.items():
        pattern = address.replace("{code}", "([^/]+)").replace("{id}", "([^/]+)")
        made.append((pattern, Api, {"desk": desk, "page": pages[address], "calls": calls}))
    return made
