"""Voilà's application with our gate, our routes and our template."""

from __future__ import annotations

import asyncio
import contextlib
import gc
import json
import logging
import os
import secrets
import shutil
import signal
import tempfile
import threading
import webbrowser
from pathlib import Path
from typing import Any

from jupyter_core.utils import run_sync
from tornado.httpserver import HTTPServer
from tornado.ioloop import IOLoop, PeriodicCallback
from traitlets import Instance
from voila.app import Voila
from voila.utils import get_voila_labextensions_path

from samverk.live import api, doors
from samverk.live.addresses import Bound, Names, allow_many_sockets, shown_host
from samverk.live.calm import TOKENS, Missing
from samverk.live.desk import Desk
from samverk.live.gate import Gate, Gated
from samverk.live.host import Host, recall
from samverk.live.kernels import MESSAGES, Channels, Closed, Cookies, Kernel, Kernels
from samverk.live.log import log_answer, start_log
from samverk.live.network import Network
from samverk.live.offer import Offer
from samverk.live.openapi import Description
from samverk.live.pages import Download, Health, Page, Static
from samverk.live.place import Place
from samverk.live.settings import edition, settings
from samverk.live.visitors import Visitors
from samverk.words import _

TEMPLATE = Path(__file__).parent / "template"
KERNEL = r"(?P<kernel_id>\w+-\w+-\w+-\w+-\w+)"
LARGEST_MESSAGE = 100 * 1024 * 1024

Route = tuple[Any, ...]


class Served(Voila):
    """One notebook on one port for those who hold a link."""

    name = "samverk"
    offer = Instance(Offer)

    def __init__(self, offer: Offer, bound: Bound) -> None:
        self.bound = bound
        self.visitors = Visitors(offer.token)
        self.secret = secrets.token_urlsafe(24)
        self.place = Place(offer.notebook, offer.data)
        self.desk = Desk()
        super().__init__(offer=offer, config=settings(self.place))
        self.offer = offer
        self.notebook_path = str(offer.notebook)
        self.server: HTTPServer | None = None
        self._told: Path | None = None
        self.names = Names(offer.host, bound[1])
        self.network = Network(self.names, bound[1], lambda: HTTPServer(self.app), self.desk.move)

    def _log_default(self) -> logging.Logger:
        return start_log(self.place, self._secrets)

    def _secrets(self) -> list[str]:
        codes = (code for _page, _number, code in self.desk.codes.every())
        return [*self.visitors.tokens.values(), self.secret, *codes]

    def _configure_logging(self) -> None:
        """Ours alone: Voilà's would write addresses, tokens and all, to the terminal."""

    def load_config_file(self, *_files: Any, **_where: Any) -> None:
        """None: what is served is decided on the command line, not by a file lying about."""

    def setup_template_dirs(self) -> None:
        """Our template first, then those it is built on."""
        super().setup_template_dirs()
        app: Any = self
        app.template_paths = [str(TEMPLATE), str(TOKENS.parent), *app.template_paths]

    def init_settings(self) -> dict[str, Any]:
        """Voilà's settings, with cookies for tokens and a shorter list of messages."""
        known: dict[str, Any] = super().init_settings()
        self.kernels: Kernels = self.kernel_manager
        self.kernels.allowed_message_types = MESSAGES
        identity = Cookies(parent=self, log=self.log)
        identity.visitors = self.visitors
        self.identity_provider = identity
        return {
            **known,
            "identity_provider": identity,
            "websocket_max_message_size": LARGEST_MESSAGE,
            "log_function": log_answer,
            "default_handler_class": Missing,
        }

    def init_handlers(self) -> list[Route]:
        """Our routes, then the page; nothing else that Voilà offers."""
        known = {"visitors": self.visitors}
        owned = {**known, "kernels": self.kernels}
        named = edition()
        page: Route = super().init_handlers()[-1]
        return [
            *api.routes(self.desk),
            *doors.routes(self.desk),
            (r"/api/openapi\.json", Description),
            (r"/samverk/helse", Health),
            (
                r"/samverk/vert",
                Host,
                {"desk": self.desk, "network": self.network, "secret": self.secret},
            ),
            (rf"/samverk/avslutt/{KERNEL}", Closed, owned),
            (r"/nedlasting/([^/]+)", Download, {**known, "place": self.place}),
            (rf"/api/kernels/{KERNEL}", Kernel, owned),
            (rf"/api/kernels/{KERNEL}/channels", Channels, owned),
            (rf"/voila/{named}/static/(.*)", Static, {"paths": self.static_paths}),
            (
                rf"/voila/{named}/labextensions/(.*)",
                Static,
                {"paths": get_voila_labextensions_path()},
            ),
            (r"/", Page, {**page[2], **owned, "offer": self.offer, "place": self.place}),
        ]

    def start(self) -> None:
        """Serve until told to stop."""
        sockets, self.port = self.bound
        allow_many_sockets()
        self.connection_dir = tempfile.mkdtemp(prefix="samverk-")
        self.app = Gated(**self.init_settings())
        self.app.gate = Gate(
            self.names,
            self.visitors,
            open_to_network=self.offer.host is not None,
        )
        self.app.gate.met = self.network.met
        self.app.add_handlers(".*$", self.init_handlers())
        self.server = HTTPServer(self.app, max_buffer_size=LARGEST_MESSAGE)
        self.ioloop = IOLoop.current()
        self.desk.base = f"http://{shown_host(self.offer.host)}:{self.port}"
        self._stop_on_signals()
        # Nobody is let in before the codes are known: a page that hears of no code ends for good.
        self.ioloop.run_sync(self._look_after)
        self.server.add_sockets(sockets)
        watches = [
            PeriodicCallback(self.kernels.end_lonely, 500),
            PeriodicCallback(self._look_after, 1000),
            PeriodicCallback(self.desk.feeds.beat, 1000),
        ]
        for watch in watches:
            watch.start()
        self._tell()
        _set_aside()
        try:
            self.ioloop.start()
        except KeyboardInterrupt:
            pass
        finally:
            for watch in watches:
                watch.stop()
            self.stop()

    def stop(self) -> None:
        """End all kernels and leave nothing behind."""
        if self.server is not None:
            self.server.stop()
        self.network.close()
        self.desk.close()
        run_sync(self.kernels.shutdown_all)(now=True)
        with contextlib.suppress(OSError, ValueError, KeyError):
            told = json.loads(self._address_file.read_text(encoding="utf-8"))
            if told["pid"] == os.getpid():
                self._address_file.unlink()
        shutil.rmtree(self.connection_dir, ignore_errors=True)

    def links(self) -> dict[str, Any]:
        """The addresses, built from the port that was really bound."""
        base = self.desk.base
        tokens = self.visitors.tokens
        return {
            "port": self.port,
            "base_url": base,
            "co_organiser_url": f"{base}/?token={tokens['co_organiser']}",
            "external_url": f"{base}/?token={tokens['external']}",
            **self.desk.urls(base),
        }

    @property
    def _address_file(self) -> Path:
        return self.place.folder / "server.json"

    async def _look_after(self) -> None:
        await self.place.keep_up()
        if await self.desk.keep_up(self.place.folder if self.place.is_ours else None):
            await recall(self.desk, self.network)
        file = self._address_file
        # A server that was killed has left its own there.
        if self.place.is_ours and (self._told != file or not file.exists()):
            address = {"port": self.port, "secret": self.secret, "pid": os.getpid()}
            write_private(file, json.dumps(address))
            self._told = file

    def _stop_on_signals(self) -> None:
        def stop(*_args: object) -> None:
            self.ioloop.add_callback_from_signal(self.ioloop.stop)

        for name in ("SIGTERM", "SIGINT", "SIGHUP", "SIGBREAK"):
            if hasattr(signal, name):
                signal.signal(getattr(signal, name), stop)

    def _tell(self) -> None:
        links = self.links()
        if self.offer.ready_file is not None:
            write_private(self.offer.ready_file, json.dumps(links))
        print(_("Samverk kjører. Avslutt med Ctrl + C."))
        print(_("For medarrangører: {address}").format(address=links["co_organiser_url"]))
        print(
            _("For ekstern prosessleder: {address}").format(address=links["external_url"]),
            flush=True,
        )
        if self.offer.browser:
            address = links["co_organiser_url"]
            threading.Thread(target=webbrowser.open, args=(address,), daemon=True).start()


def _set_aside() -> None:
    """Spare what was there from the start: to look through it all for garbage holds phones up.

    What comes after is looked through whole once in some thousand notes, not once in 500.
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(5_000, 10, 20)


def write_private(path: Path, text: str) -> None:
    """Write a file whole or not at all, readable for its owner alone."""
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}-")
    try:
        with os.fdopen(handle, "w", encoding="utf-8") as file:
            file.write(text)
        Path(name).replace(path)
    except OSError:
        Path(name).unlink(missing_ok=True)
        raise


def serve(offer: Offer, bound: Bound) -> None:
    """Serve the notebook on the bound sockets until the process is told to stop."""
    with contextlib.suppress(AttributeError):
        asyncio.set_event_loop_policy(asyncio.WindowsSelectorEventLoopPolicy())  # type: ignore[attr-defined]
    served = Served(offer, bound)
    served.initialize([])
    served.start()
