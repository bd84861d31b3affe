"""What the notebook on this machine asks the server: who is there, and the network."""

from __future__ import annotations

import hmac
import json
import time
from contextlib import suppress
from typing import Any

from tornado.web import RequestHandler

from samverk.live.addresses import is_loopback
from samverk.live.calm import Calm
from samverk.live.desk import Desk
from samverk.live.network import LASTS, Network
from samverk.model import Sorry
from samverk.store import Store
from samverk.words import _

KEPT = "network"


class Host(Calm, RequestHandler):
    """For whoever can read the secret in the workshop's folder, on this machine alone."""

    needs_visitor = False
    origin_required = False

    def initialize(self, desk: Desk, network: Network, secret: str) -> None:
        """Keep what it tells."""
        self.desk = desk
        self.network = network
        self.secret = secret

    def prepare(self) -> None:
        """Refuse all others."""
        given = self.request.headers.get("X-Samverk", "").encode("utf-8", "replace")
        known = hmac.compare_digest(given, self.secret.encode("ascii"))
        if not known or not is_loopback(str(self.request.remote_ip)):
            self.refuse(404, "missing")

    async def get(self) -> None:
        """Who is there, the addresses of the pages, and the network."""
        await self.network.look()
        base = self.network.base or self.desk.base
        urls = self.desk.urls(base)
        tables = {each["group"]: each["url"] for each in urls.get("tables", [])}
        names = ("participant", "projector", "remote")
        pages = {name: urls.get(f"{name}_url", "") for name in names}
        told = {
            **self.desk.connected(),
            "urls": {"base": base, "tables": tables, **pages},
            "network": self.network.shown(),
        }
        self.set_header("Content-Type", "application/json")
        self.set_header("Cache-Control", "no-store")
        self.finish(json.dumps(told))

    async def post(self) -> None:
        """Do what is asked, and answer as GET does; a refusal is a sentence."""
        try:
            await self._do(json.loads(self.request.body))
        except (Sorry, ValueError, KeyError, TypeError, AttributeError) as error:
            told = str(error) if isinstance(error, Sorry) else _("Dette kan ikke gjøres her.")
            self.set_status(409 if isinstance(error, Sorry) else 400)
            self.set_header("Content-Type", "application/json")
            self.finish(json.dumps({"message": told}))
            return
        await self.get()

    async def _do(self, asked: dict[str, Any]) -> None:
        deed = asked["deed"]
        if deed == "open":
            await self.network.look()
            self.network.open(str(asked.get("address") or ""))
            await remember(self.desk, self.network)
        elif deed == "close":
            self.network.close()
            self.desk.feeds.keep_here()
            await remember(self.desk, self.network)
        elif deed == "check":
            self.network.reached.clear()
        elif deed == "codes":
            await self.desk.learn_codes()
        else:
            raise KeyError(deed)


async def remember(desk: Desk, network: Network) -> None:
    """Keep the choice in the workshop's file, so that a server that fell comes up as it was."""
    kept = f"{network.address} {time.time() + LASTS:.0f}" if network.address else ""

    def keep(store: Store) -> None:
        store.set_meta(KEPT, kept)

    with suppress(Sorry):
        await desk.write(keep)


async def recall(desk: Desk, network: Network) -> None:
    """Open the network again where it was open when the server fell, some hours ago at most."""
    with suppress(Sorry, ValueError, OSError):
        kept = str(await desk.write(lambda store: store.meta(KEPT)) or "")
        address, _space, until = kept.partition(" ")
        if address and time.time() < float(until):
            await network.look()
            network.open(address)
