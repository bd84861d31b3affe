"""Ports and addresses: where the server listens, and which names of this machine it answers to."""

from __future__ import annotations

import contextlib
import errno
import ipaddress
import socket
import sys
import threading
import time

from samverk.model import Sorry
from samverk.words import _

USUAL_PORT = 8866
LOCAL = frozenset({"localhost", "127.0.0.1", "[::1]"})
Bound = tuple[list[socket.socket], int]
"""Sockets that listen, and the one port of them all."""

WAITING = 4096
"""Phones that may come at once: one that the queue has no room for tries again after a second."""

EVERYWHERE = frozenset({"0.0.0.0", "::", "*", ""})


def listen(host: str | None, port: int | None) -> Bound:
    """Bound sockets and their common port. Raises Sorry when it is taken or the address is odd."""
    if port is not None:
        return _bind(host, port)
    for usual in range(USUAL_PORT, USUAL_PORT + 20):
        try:
            return _bind(host, usual)
        except Sorry:
            continue
    return _bind(host, 0)


def _bind(host: str | None, port: int) -> Bound:
    needed, extra = _wanted(host)
    sockets: list[socket.socket] = []
    try:
        for address in needed:
            sockets.append(_listening(address, port))
            port = sockets[0].getsockname()[1]
    except OSError as error:
        for bound in sockets:
            bound.close()
        if error.errno in (errno.EADDRINUSE, errno.EACCES, getattr(errno, "WSAEACCES", 0)):
            raise Sorry(
                _("Port {port} er opptatt. Velg en annen med --port.").format(port=port)
            ) from None
        raise Sorry(_("Denne maskinen har ikke adressen {address}.").format(address=host)) from None
    for address in extra:
        try:
            sockets.append(_listening(address, port))
        except OSError:
            continue
    return sockets, port


def listen_also(address: str, port: int) -> socket.socket:
    """A socket on one more address of this machine. Raises Sorry when that can't be had."""
    try:
        return _listening(address, port)
    except OSError:
        raise Sorry(
            _("Kan ikke åpne {address}, port {port}. Et annet program bruker den.").format(
                address=address, port=port
            )
        ) from None


def _listening(address: str, port: int) -> socket.socket:
    family, kind, protocol, _name, where = socket.getaddrinfo(
        address, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE
    )[0]
    bound = socket.socket(family, kind, protocol)
    try:
        if sys.platform == "win32":
            bound.setsockopt(socket.SOL_SOCKET, socket.SO_EXCLUSIVEADDRUSE, 1)
        else:
            bound.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        if family == socket.AF_INET6:
            bound.setsockopt(socket.IPPROTO_IPV6, socket.IPV6_V6ONLY, 1)
        bound.setblocking(False)
        bound.bind(where)
        bound.listen(max(socket.SOMAXCONN, WAITING))
    except OSError:
        bound.close()
        raise
    return bound


def _wanted(host: str | None) -> tuple[list[str], list[str]]:
    if host is None or host in ("localhost", "127.0.0.1", "::1"):
        return ["127.0.0.1"], ["::1"]
    if host in EVERYWHERE:
        return ["0.0.0.0"], ["::"]
    return ["127.0.0.1", host], ["::1"]


def shown_host(host: str | None) -> str:
    """The name to build links from: one that those who are let in can reach."""
    if host is None or host in ("localhost", "127.0.0.1", "::1"):
        return "127.0.0.1"
    return _bracketed(outward() if host in EVERYWHERE else host)


def outward() -> str:
    """This machine's address on the network, or 127.0.0.1 where there is none. Sends nothing."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        try:
            probe.connect(("192.0.2.1", 9))
            return str(probe.getsockname()[0])
        except OSError:
            return "127.0.0.1"


def allow_many_sockets() -> None:
    """Let this process hold as many sockets as the system lets it: a phone holds one or two."""
    if sys.platform != "win32":
        import resource

        soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
        wanted = 10_240 if hard == resource.RLIM_INFINITY else min(hard, 65_536)
        with contextlib.suppress(OSError, ValueError):
            resource.setrlimit(resource.RLIMIT_NOFILE, (max(soft, wanted), hard))


def is_loopback(address: str) -> bool:
    """Whether a peer's address is this machine."""
    try:
        return ipaddress.ip_address(address.split("%")[0]).is_loopback
    except ValueError:
        return False


class Names:
    """The names that a request may call this machine by; any other is refused."""

    def __init__(self, host: str | None, port: int) -> None:
        self.host = host
        self.port = port
        self.also: frozenset[str] = frozenset()
        self._known: frozenset[str] = frozenset()
        self._looked = float("-inf")

    def allow(self, header: str) -> bool:
        """Whether a Host header, port included, names this server."""
        name, separator, port = header.strip().lower().rpartition(":")
        if not separator or port.endswith("]"):
            name, port = header.strip().lower(), "80"
        if port != str(self.port):
            return False
        if name in LOCAL or name in self.also:
            return True
        return self.host is not None and name in self._own()

    def _own(self) -> frozenset[str]:
        """The names, looked up apart after the first time: a network may take long to answer."""
        if not self._known:
            self._learn()
        elif time.monotonic() - self._looked > 5:
            self._looked = time.monotonic()
            threading.Thread(target=self._learn, daemon=True).start()
        return self._known

    def _learn(self) -> None:
        self._known = self._look()
        self._looked = time.monotonic()

    def _look(self) -> frozenset[str]:
        name = socket.gethostname().lower()
        found = {name, f"{name}.local", socket.getfqdn().lower(), outward()}
        with contextlib.suppress(OSError):
            found |= {str(entry[4][0]) for entry in socket.getaddrinfo(name, None)}
        if self.host not in EVERYWHERE:
            found.add(str(self.host).lower())
        return frozenset(_bracketed(each.split("%")[0]) for each in found)


def _bracketed(address: str) -> str:
    return f"[{address}]" if ":" in address and not address.startswith("[") else address
