"""The plain pages: each opens with its code, whole in one answer."""

from __future__ import annotations

import gzip
import secrets
from typing import Any

from tornado.web import RequestHandler

from samverk.live import plain
from samverk.live.api import Guarded, Refuse
from samverk.live.calm import Calm
from samverk.live.desk import ADDRESS, Desk
from samverk.store import PageKind

PAGES: dict[PageKind, str] = {
    "table": "table",
    "room": "participant",
    "projector": "projector",
    "remote": "remote",
}
KEPT = frozenset({"table", "participant", "stored"})
"""Pages that a phone may keep."""

HALF_A_DAY = 12 * 60 * 60
OTHERS = {"/b": "enter", "/d": "enter", "/personvern": "stored"}


class Written(Calm, RequestHandler):
    """A page from `static/`, in the workshop's language."""

    needs_visitor = False
    plain = True

    def initialize(self, desk: Desk, name: str) -> None:
        """Keep which."""
        self.desk = desk
        self.name = name

    def get(self) -> None:
        """The page."""
        self.show(self.name)

    def show(self, name: str) -> None:
        """The page of that name, or 404 where it is not there."""
        if not (plain.STATIC / f"{name}.html").is_file():
            self.refuse(404, "missing")
            return
        nonce = secrets.token_urlsafe(16)
        text = plain.page(name, self.desk.state.about.language, nonce).encode("utf-8")
        self.set_header("Content-Type", "text/html; charset=utf-8")
        self.set_header("Content-Security-Policy", plain.policy(nonce))
        self.set_header("Referrer-Policy", "no-referrer")
        # Holds nothing of the workshop: a phone without a network opens it again from its cache.
        kept = f"private, max-age={HALF_A_DAY}" if name in KEPT else "no-store"
        self.set_header("Cache-Control", kept)
        self.set_header("Vary", "Accept-Encoding")
        if "gzip" in self.request.headers.get("Accept-Encoding", ""):
            self.set_header("Content-Encoding", "gzip")
            text = gzip.compress(text, 6)
        self.finish(text)


class Opened(Guarded, Written):
    """A page that opens with a code."""

    def initialize(self, desk: Desk, page: PageKind) -> None:  # type: ignore[override]
        """Keep which."""
        Guarded.initialize(self, desk, page)

    def get(self, code: str) -> None:  # type: ignore[override]
        """The page, or a calm one that says what is wrong."""
        try:
            self.let_in(code)
        except Refuse as refused:
            if refused.wait:
                self.set_header("Retry-After", str(round(refused.wait + 1)))
            reasons = {404: "code", 429: "hasty"}
            self.refuse(refused.status, reasons.get(refused.status, "wrong"))
            return
        self.show(PAGES[self.page])


def routes(desk: Desk) -> list[tuple[Any, ...]]:
    """The addresses of the pages."""
    return [
        *((rf"/{ADDRESS[page]}/([^/]+)/?", Opened, {"desk": desk, "page": page}) for page in PAGES),
        *((path, Written, {"desk": desk, "name": name}) for path, name in OTHERS.items()),
    ]
