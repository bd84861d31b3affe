"""The gate: every request passes it before any handler sees it, whichever route it is for."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from urllib.parse import urlsplit

from tornado.httputil import HTTPServerRequest
from tornado.web import Application, RequestHandler, stream_request_body

from samverk.live.addresses import Names, is_loopback
from samverk.live.calm import Calm
from samverk.live.visitors import Visitors


class Gate:
    """Decides who comes through.

    A handler is for visitors unless it says `needs_visitor = False`, and for this machine alone
    unless it says `plain = True` or the whole server is open to the network.
    """

    def __init__(self, names: Names, visitors: Visitors, *, open_to_network: bool) -> None:
        self.names = names
        self.visitors = visitors
        self.open_to_network = open_to_network
        self.met: Callable[[str], None] = lambda _ip: None

    def refuses(self, request: HTTPServerRequest, handler: type[RequestHandler]) -> str | None:
        """Why a request is refused ("host", "network", "origin", "visitor"), or None."""
        if not self.names.allow(request.headers.get("Host", "")):
            return "host"
        plain = getattr(handler, "plain", False)
        if not self.open_to_network and not plain and not is_loopback(str(request.remote_ip)):
            return "network"
        changes = request.method not in ("GET", "HEAD") or "Upgrade" in request.headers
        required = getattr(handler, "origin_required", not plain)
        if changes and not same_origin(request, required=required):
            return "origin"
        if plain:
            self.met(str(request.remote_ip))
        if getattr(handler, "needs_visitor", True) and self.visitors.known(request) is None:
            return "visitor"
        return None


def same_origin(request: HTTPServerRequest, *, required: bool) -> bool:
    """Whether a request comes from a page of this server."""
    origin = request.headers.get("Origin")
    if origin is None:
        return not required
    return urlsplit(origin).netloc.lower() == request.headers.get("Host", "").lower()


class Gated(Application):
    """An application whose every handler, websockets included, stands behind the gate."""

    gate: Gate

    def get_handler_delegate(
        self,
        request: HTTPServerRequest,
        target_class: type[RequestHandler],
        target_kwargs: dict[str, Any] | None = None,
        path_args: list[bytes] | None = None,
        path_kwargs: dict[str, bytes] | None = None,
    ) -> Any:
        """The handler for a request, or one that refuses it."""
        reason = self.gate.refuses(request, target_class)
        if reason is not None:
            return super().get_handler_delegate(request, Refused, {"reason": reason})
        return super().get_handler_delegate(
            request, target_class, target_kwargs, path_args, path_kwargs
        )


@stream_request_body
class Refused(Calm, RequestHandler):
    """Answers 403 with a sentence, whatever was asked."""

    SUPPORTED_METHODS = ("GET", "HEAD", "POST", "DELETE", "PATCH", "PUT", "OPTIONS")
    needs_visitor = False
    plain = True

    def initialize(self, reason: str) -> None:
        """Remember why."""
        self.reason = reason

    def prepare(self) -> None:
        """Refuse."""
        self.refuse(403, self.reason)

    def data_received(self, chunk: bytes) -> None:
        """Keep nothing."""
