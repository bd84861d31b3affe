"""The pages for co-organisers, started from a notebook that JupyterLab shows."""

from __future__ import annotations

import contextlib
import json
import os
import socket
import subprocess
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import msgspec

from samverk.model import Sorry
from samverk.ui import processes
from samverk.words import _
from samverk.workshop import Workshop

PATIENCE = 60.0


class Serving(msgspec.Struct):
    """A server of ours: its process and the addresses that it gave."""

    process: subprocess.Popen[bytes]
    addresses: dict[str, object]


_ours: dict[Path, Serving] = {}


def offer(workshop: Workshop) -> dict[str, object] | None:
    """What the panel can offer: to start, the addresses, or the port of somebody else's server.

    None on a page that our server shows.
    """
    if os.environ.get("SAMVERK_SERVER"):
        return None
    ours = _running(workshop)
    if ours is not None:
        return {"addresses": ours.addresses, "port": 0}
    return {"addresses": None, "port": _elsewhere(workshop.folder)}


def start(workshop: Workshop, stopping: Callable[[], bool]) -> None:
    """Start the server and wait until it accepts connections; it ends with this process."""
    if _running(workshop) is not None:
        return
    with tempfile.TemporaryDirectory(prefix="samverk-", ignore_cleanup_errors=True) as scratch:
        ready, output = Path(scratch) / "ready.json", Path(scratch) / "said.txt"
        command: list[str | Path] = ["serve", "--no-browser", "--ready-file", ready]
        command += ["--notebook", workshop.notebook, "--data", workshop.data]
        process = processes.start(command, output)
        latest = time.monotonic() + PATIENCE
        while not ready.exists():
            if stopping() or process.poll() is not None or time.monotonic() > latest:
                processes.end(process, patience=2.0)
                reason = processes.reason(process, output)
                raise Sorry(_("Sidene ble ikke startet. {reason}").format(reason=reason))
            time.sleep(0.1)
        addresses = json.loads(ready.read_text(encoding="utf-8"))
    _ours[workshop.notebook] = Serving(process, addresses)


def stop(workshop: Workshop) -> None:
    """End the server that this notebook started."""
    ours = _ours.pop(workshop.notebook, None)
    if ours is not None:
        processes.end(ours.process)


def _running(workshop: Workshop) -> Serving | None:
    ours = _ours.get(workshop.notebook)
    return ours if ours is not None and ours.process.poll() is None else None


def _elsewhere(folder: Path) -> int:
    """The port of a server that somebody else runs for this workshop, 0 where there is none."""
    with contextlib.suppress(OSError, ValueError, KeyError):
        port = int(json.loads((folder / "server.json").read_text(encoding="utf-8"))["port"])
        with socket.create_connection(("127.0.0.1", port), timeout=0.2):
            return port
    return 0
