"""Kernels: each belongs to the visitor whose page it was started for, and ends with that page."""

from __future__ import annotations

import json
import logging
import subprocess
import time
from contextvars import ContextVar
from dataclasses import dataclass, field
from typing import Any, cast
from uuid import uuid4

from jupyter_client.jsonutil import json_default
from jupyter_core.utils import ensure_async
from jupyter_server.auth.identity import IdentityProvider, User
from jupyter_server.base.handlers import APIHandler
from jupyter_server.services.kernels.kernelmanager import AsyncMappingKernelManager
from tornado.web import HTTPError, RequestHandler
from voila.tornado.kernel_websocket_handler import VoilaKernelWebsocketHandler

from samverk.live.calm import Calm
from samverk.live.visitors import Visitor, Visitors

MESSAGES = ["comm_open", "comm_close", "comm_msg", "comm_info_request", "kernel_info_request"]
"""What a page may say to its kernel: nothing that runs code."""

ALONE = 20.0
"""Seconds that a kernel lives without a connection: enough for a short break in the network."""

CLOSED = 0.5
"""Seconds from a closed page to the kernel's end, so that the last words on the way get there."""

COMING = 60.0
"""Seconds from a finished page to its connection: a slow phone reads the scripts first."""

OPENING = 120.0
"""Seconds that a page may take to be made before its kernel is given up."""

log = logging.getLogger("samverk.live")


@dataclass(frozen=True)
class Opening:
    """A page on its way: whose it is, and which kernel it gets."""

    visitor: Visitor
    environment: dict[str, str]
    kernel_id: str = field(default_factory=lambda: str(uuid4()))


opening: ContextVar[Opening | None] = ContextVar("opening", default=None)


class Kernels(AsyncMappingKernelManager):
    """Starts kernels for openings alone, and knows when each must end."""

    def __init__(self, **settings: Any) -> None:
        super().__init__(**settings)  # type: ignore[no-untyped-call]
        self.owners: dict[str, Visitor] = {}
        self.ends: dict[str, float] = {}
        self.closed: set[str] = set()

    async def start_kernel(  # type: ignore[override]
        self, *, kernel_id: str | None = None, path: str | None = None, **settings: Any
    ) -> str:
        """Start the kernel of the page that is being opened. Returns its id."""
        current = opening.get()
        if current is None:
            raise HTTPError(403)
        kernel_id = current.kernel_id
        self.owners[kernel_id] = current.visitor
        self.ends[kernel_id] = time.monotonic() + OPENING
        settings["env"] = {**settings.get("env", {}), **current.environment}
        # What a kernel writes there may hold a person's data; failures are shown in the page.
        settings.setdefault("stderr", subprocess.DEVNULL)
        settings.setdefault("stdout", subprocess.DEVNULL)
        settings.setdefault("extra_arguments", ["--HistoryManager.enabled=False"])
        started = await super().start_kernel(kernel_id=kernel_id, path=cast(Any, path), **settings)
        return str(started)

    def owned(self, kernel_id: str, visitor: Visitor | None) -> bool:
        """Whether a kernel was started for this visitor."""
        return visitor is not None and self.owners.get(kernel_id) == visitor

    def notify_connect(self, kernel_id: str) -> None:
        """A page has connected: its kernel lives."""
        super().notify_connect(kernel_id)  # type: ignore[no-untyped-call]
        self.ends.pop(kernel_id, None)
        self.closed.discard(kernel_id)

    def notify_disconnect(self, kernel_id: str) -> None:
        """A page has gone; it may come back."""
        super().notify_disconnect(kernel_id)  # type: ignore[no-untyped-call]
        if not self._kernel_connections.get(kernel_id) and kernel_id in self:
            now = time.monotonic()
            self.ends[kernel_id] = min(self.ends.get(kernel_id, now + ALONE), now + ALONE)

    def end_soon(self, kernel_id: str) -> None:
        """Its page is closed: let a kernel end, unless somebody connects to it at once."""
        if kernel_id in self:
            self.closed.add(kernel_id)
            self.ends[kernel_id] = time.monotonic() + CLOSED

    def expect(self, kernel_id: str) -> None:
        """Its page is made, and must come and connect."""
        if kernel_id in self and kernel_id not in self.closed:
            self.ends[kernel_id] = time.monotonic() + COMING

    async def end_lonely(self) -> None:
        """End the kernels whose time is up; a busy one gets as long again to finish."""
        now = time.monotonic()
        for kernel_id, end in list(self.ends.items()):
            if kernel_id not in self:
                self.ends.pop(kernel_id)
                continue
            state = getattr(self._kernels[kernel_id], "execution_state", "idle")
            if now < end or (state == "busy" and now < end + ALONE):
                continue
            self.ends.pop(kernel_id)
            try:
                end_kernel: Any = self.shutdown_kernel
                await ensure_async(end_kernel(kernel_id))
            except (KeyError, RuntimeError, HTTPError):
                log.warning("A kernel was gone before it was ended")

    def remove_kernel(self, kernel_id: str) -> Any:
        """Forget a kernel and whose it was."""
        self.owners.pop(kernel_id, None)
        self.ends.pop(kernel_id, None)
        self.closed.discard(kernel_id)
        return super().remove_kernel(kernel_id)


class Cookies(IdentityProvider):
    """Tells Jupyter's own handlers who a visitor is; there is no password and no token there."""

    visitors: Visitors

    def get_user(self, handler: RequestHandler) -> User | None:
        """The visitor as Jupyter's user, or None."""
        visitor = self.visitors.known(handler.request)
        return User(username=visitor.id, name=visitor.role) if visitor else None

    @property
    def auth_enabled(self) -> bool:
        """Always."""
        return True

    @property
    def login_available(self) -> bool:
        """Never: a link is the only way in."""
        return False

    def get_handlers(self) -> list[Any]:
        """No pages for logging in or out."""
        return []

    def is_token_authenticated(self, handler: RequestHandler) -> bool:  # noqa: ARG002
        """Never."""
        return False


class Owned(Calm):
    """A handler of one kernel, for the visitor that it was started for and nobody else."""

    def initialize(self, visitors: Visitors, kernels: Kernels) -> None:
        """Keep what decides."""
        self.visitors = visitors
        self.kernels = kernels

    async def prepare(self, *args: Any, **settings: Any) -> None:
        """Answer 404 for another's kernel, just as for one that is not there."""
        visitor = self.visitors.known(self.request)
        if not self.kernels.owned(str(self.path_kwargs["kernel_id"]), visitor):
            raise HTTPError(404)
        waiting = super().prepare(*args, **settings)
        if waiting is not None:
            await waiting


class Kernel(Owned, APIHandler):
    """Tells a page about its own kernel."""

    SUPPORTED_METHODS = ("GET",)

    async def get(self, kernel_id: str) -> None:
        """The kernel as JSON."""
        about: Any = self.kernels.kernel_model
        model = await ensure_async(about(kernel_id))
        self.set_header("Content-Type", "application/json")
        self.finish(json.dumps(model, default=json_default))


class Channels(Owned, VoilaKernelWebsocketHandler):
    """The websocket between a page and its own kernel."""

    def set_default_headers(self) -> None:
        """None: a websocket has no page."""


class Closed(Owned, RequestHandler):
    """A page says that it is closed."""

    SUPPORTED_METHODS = ("POST",)

    def post(self, kernel_id: str) -> None:
        """End the page's kernel."""
        self.kernels.end_soon(kernel_id)
        self.set_status(204)
