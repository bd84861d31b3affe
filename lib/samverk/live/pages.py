"""The handlers of our own: the workshop's page, downloads, static files and a sign of life."""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path
from typing import Any
from urllib.parse import quote, unquote

from tornado.web import RequestHandler, StaticFileHandler
from voila.static_file_handler import MultiStaticFileHandler
from voila.tornado.handler import TornadoVoilaHandler

import samverk
from samverk.live.calm import Calm
from samverk.live.kernels import Kernels, Opening, opening
from samverk.live.offer import Offer
from samverk.live.place import Place
from samverk.live.visitors import Role, Visitor, Visitors

WEEK = 7 * 24 * 3600


class Page(Calm, TornadoVoilaHandler):
    """The notebook as a page. The token of a link is taken out of the address first."""

    needs_visitor = False

    def initialize(
        self, offer: Offer, place: Place, visitors: Visitors, kernels: Kernels, **voila: Any
    ) -> None:
        """Keep what the page needs."""
        super().initialize(**voila)
        self.offer = offer
        self.place = place
        self.visitors = visitors
        self.kernels = kernels
        self.opened: Opening | None = None

    @property
    def policy(self) -> str:  # type: ignore[override]
        """Voilà needs inline scripts and eval; still, no other host is named."""
        host = self.request.headers.get("Host", "")
        return "; ".join(
            [
                "default-src 'self'",
                "script-src 'self' 'unsafe-inline' 'unsafe-eval' blob: data:",
                "style-src 'self' 'unsafe-inline'",
                "img-src 'self' data: blob:",
                "font-src 'self' data:",
                f"connect-src 'self' ws://{host} wss://{host} blob: data:",
                "worker-src 'self' blob:",
                "object-src 'none'",
                "base-uri 'self'",
                "form-action 'self'",
                "frame-ancestors 'self'",
            ]
        )

    @property
    def content_security_policy(self) -> str:
        """The same, for Jupyter's own way of setting it."""
        return self.policy

    async def prepare(self, *args: Any, **settings: Any) -> None:
        """Exchange a link's token for a cookie, and refuse whoever has neither."""
        role = self.visitors.role(self.get_query_argument("token", ""))
        known = self.visitors.known(self.request)
        if role is not None:
            self._welcome(role, known)
        elif known is None:
            self.refuse(403, "visitor")
        else:
            waiting: Any = super().prepare(*args, **settings)
            await waiting

    def _welcome(self, role: Role, known: Visitor | None) -> None:
        if known is None or known.role != role:
            self.set_cookie(
                self.visitors.cookie,
                self.visitors.welcome(role),
                httponly=True,
                samesite="Lax",
                path="/",
            )
        self.set_header("Cache-Control", "no-store")
        self.set_header("Referrer-Policy", "no-referrer")
        self.redirect("/")

    async def get(self, path: str | None = None) -> None:
        """The page, with a kernel of its own."""
        visitor = self.visitors.known(self.request)
        assert visitor is not None
        self.opened = Opening(visitor, environment(self.offer, visitor))
        kept = opening.set(self.opened)
        try:
            made: Any = super().get(path)
            await made
        finally:
            opening.reset(kept)
        self.kernels.expect(self.opened.kernel_id)
        await self.place.look()

    def on_connection_close(self) -> None:
        """Whoever left before the page was made needs no kernel."""
        super().on_connection_close()
        if self.opened is not None:
            self.kernels.end_soon(self.opened.kernel_id)


def environment(offer: Offer, visitor: Visitor) -> dict[str, str]:
    """What a kernel is told by the server; a page cannot choose any of it."""
    return {
        "SAMVERK_SERVER": "1",
        "SAMVERK_ROLE": visitor.role,
        "SAMVERK_VISITOR": visitor.id,
        "SAMVERK_NOTEBOOK": str(offer.notebook),
        "SAMVERK_DATA": str(offer.data),
        "PYTHONPATH": with_package(os.environ.get("PYTHONPATH", "")),
    }


def with_package(path: str) -> str:
    """Python's path with the folder that this package was found in, for a plain clone."""
    home = str(Path(samverk.__file__).parents[1])
    parts = [part for part in path.split(os.pathsep) if part]
    if home not in parts and home not in sys.prefix and "site-packages" not in home:
        parts.insert(0, home)
    return os.pathsep.join(parts)


class Download(Calm, RequestHandler):
    """A finished document, by its exact name in the workshop's own folder of documents."""

    def initialize(self, place: Place, visitors: Visitors) -> None:
        """Keep where they lie."""
        self.place = place
        self.visitors = visitors

    def get(self, name: str) -> None:
        """The file as an attachment, or 404."""
        visitor = self.visitors.known(self.request)
        role: Role = visitor.role if visitor else "external"
        if role != "co_organiser":
            # Some documents hold e-mail addresses and dietary needs.
            self.refuse(403, "external")
            return
        wanted = unquote(name)
        folder = self.place.documents
        found = next(
            (
                each
                for each in (folder.iterdir() if folder.is_dir() else ())
                if each.name == wanted and each.is_file() and not each.is_symlink()
            ),
            None,
        )
        if found is None:
            self.refuse(404, "missing")
            return
        kind = StaticFileHandler.get_content_type
        plain = wanted.encode("ascii", "replace").decode("ascii").replace("?", "_")
        plain = plain.replace('"', "_").replace("\\", "_")
        self.absolute_path = str(found)
        self.set_header("Content-Type", kind(self))  # type: ignore[arg-type]
        self.set_header("Cache-Control", "no-store")
        self.set_header(
            "Content-Disposition",
            f"attachment; filename=\"{plain}\"; filename*=UTF-8''{quote(wanted, safe='')}",
        )
        self.finish(found.read_bytes())


class Static(Calm, MultiStaticFileHandler):
    """Scripts and styles of Voilà and the widgets. Their address changes with their version."""

    def set_extra_headers(self, path: str) -> None:  # noqa: ARG002
        """Kept by the browser: a second page needs none of them again."""
        self.set_header("Cache-Control", f"private, max-age={WEEK}, immutable")


class Health(Calm, RequestHandler):
    """A sign of life, for scripts."""

    needs_visitor = False
    plain = True

    def get(self) -> None:
        """The version."""
        self.set_header("Content-Type", "application/json; charset=utf-8")
        self.set_header("Cache-Control", "no-store")
        self.finish(json.dumps({"samverk": samverk.__version__}))
