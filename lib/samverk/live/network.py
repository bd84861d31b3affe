"""Opening the plain pages for phones on the network, and noticing when one has got through."""

from __future__ import annotations

import asyncio
import socket
import time
from collections.abc import Callable
from contextlib import suppress
from typing import Any

from tornado.httpserver import HTTPServer

from samverk.live.addresses import Names, is_loopback, listen_also, outward
from samverk.model import Sorry
from samverk.words import _

LASTS = 16 * 3600.0
"""Seconds for which a choice to open holds when the server is started again."""

PATIENCE = 2.0
"""Seconds that looking up addresses may take before what was known is used."""

MOST = 500
"""Phones that are remembered, in memory alone."""


class Network:
    """The switch. What it opens is the plain pages alone; the gate sees to that."""

    def __init__(
        self,
        names: Names,
        port: int,
        make: Callable[[], HTTPServer],
        moved: Callable[[str], None],
    ) -> None:
        self.names = names
        self.port = port
        self.address = ""
        self.since: float | None = None
        self.reached: dict[str, float] = {}
        self._make = make
        self._moved = moved
        self._server: HTTPServer | None = None
        self._addresses: list[str] = []

    @property
    def base(self) -> str:
        """Where phones find the pages; "" while it is not open."""
        return f"http://{self.address}:{self.port}" if self.address else ""

    async def look(self) -> None:
        """Look up this machine's addresses apart: a network may take long to answer."""
        found = asyncio.get_running_loop().run_in_executor(None, addresses)
        with suppress(TimeoutError):
            self._addresses = await asyncio.wait_for(found, PATIENCE)

    def open(self, address: str = "") -> None:
        """Listen on an address of this machine too. Raises `Sorry` where that can't be done."""
        found = self._addresses
        if address and address not in found:
            raise Sorry(_("Denne maskinen har ikke adressen {address}.").format(address=address))
        if not found:
            raise Sorry(_("Maskinen er ikke på noe nett. Koble den til nettet i rommet først."))
        wanted = address or found[0]
        if wanted == self.address:
            return
        bound = listen_also(wanted, self.port)
        self.close()
        self._server = self._make()
        self._server.add_sockets([bound])
        self.address, self.since = wanted, time.time()
        self.names.also = frozenset({wanted})
        self._moved(self.base)

    def close(self) -> None:
        """Listen on this machine alone again."""
        if self._server is not None:
            self._server.stop()
            self._server = None
        self.address, self.since = "", None
        self.names.also = frozenset()
        self._moved("")

    def met(self, ip: str) -> None:
        """Somebody has got through."""
        if not is_loopback(ip) and ip != self.address and len(self.reached) < MOST:
            self.reached[ip] = time.time()

    def shown(self) -> dict[str, Any]:
        """The switch as JSON."""
        phones = sorted(self.reached.items(), key=lambda each: -each[1])
        return {
            "open": bool(self.address),
            "addresses": self._addresses,
            "address": self.address,
            "base": self.base,
            "since": self.since,
            "reached": [{"ip": ip, "at": at} for ip, at in phones],
        }


def addresses() -> list[str]:
    """This machine's addresses on networks, the one that leads out first."""
    found = [outward()]
    with suppress(OSError):
        named = socket.getaddrinfo(socket.gethostname(), None, socket.AF_INET)
        found += [str(entry[4][0]) for entry in named]
    return [each for each in dict.fromkeys(found) if not is_loopback(each)]
