"""`samverk lab`: the server and JupyterLab as two processes that live and end together."""

from __future__ import annotations

import contextlib
import functools
import json
import os
import secrets
import signal
import subprocess
import sys
import tempfile
import threading
import time
import urllib.request
import webbrowser
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any
from urllib.parse import quote

from samverk.live.addresses import listen
from samverk.live.app import write_private
from samverk.live.offer import Offer
from samverk.live.pages import with_package
from samverk.model import Sorry
from samverk.words import _

CONFIG = Path(__file__).with_name("lab_config.py")
SETTINGS = Path(__file__).with_name("jupyter")
"""No news, no question about the kernel, and panels that stay when they are scrolled away."""
PATIENCE = 60.0
"""Seconds that JupyterLab may take to start."""
TRIES = 3
"""Ports that are tried when others start at the same moment."""


def lab(offer: Offer) -> int:
    """Run both until one of them ends or the process is told to stop. Returns 0, or 2 for Sorry."""
    with tempfile.TemporaryDirectory() as folder, _stopping() as stopped:
        ready = Path(folder) / "ready.json"
        server = _start(_serve(offer, ready), {})
        both = [server]
        try:
            if not _wait(lambda: ready.exists() or _ended(both), stopped) or _ended(both):
                return server.poll() or 0
            address = _beside(offer, both, stopped)
            if stopped.is_set():
                return 0
            if _ended(both):
                raise Sorry(_("JupyterLab lot seg ikke starte. Prøv samverk serve i stedet."))
            _tell(offer, ready, address)
            while not stopped.wait(0.2) and not _ended(both):
                pass
        finally:
            _end(both)
    return 0


def _beside(offer: Offer, both: list[subprocess.Popen[bytes]], stopped: threading.Event) -> str:
    """Start JupyterLab beside the server in `both`; where the notebook is."""
    address = ""
    for _try in range(TRIES):
        port, token = _free_port(), secrets.token_urlsafe(24)
        both[1:] = [_start(_jupyter(offer, port), _environment(offer, token))]
        base = f"http://127.0.0.1:{port}"
        address = f"{base}/lab/tree/{quote(offer.notebook.name)}?token={token}"
        ready = functools.partial(_answers, base, token)
        _wait(lambda ready=ready: ready() or _ended(both), stopped)
        # Another JupyterLab may have taken the port while this one was starting.
        if both[1].poll() is None or stopped.is_set() or _ended(both[:1]):
            break
    return address


def _serve(offer: Offer, ready: Path) -> list[str]:
    command = [sys.executable, "-m", "samverk.cli", "serve", "--no-browser"]
    command += ["--notebook", str(offer.notebook), "--data", str(offer.data)]
    command += ["--ready-file", str(ready)]
    for option, value in (("--host", offer.host), ("--port", offer.port), ("--token", offer.token)):
        if value is not None:
            command += [f"{option}={value}"]
    return command


def _jupyter(offer: Offer, port: int) -> list[str]:
    return [
        sys.executable,
        "-Wignore",  # what Jupyter says to its developers is not for this terminal
        "-m",
        "jupyterlab",
        f"--config={CONFIG}",
        f"--ServerApp.port={port}",
        f"--ServerApp.root_dir={offer.notebook.parent}",
    ]


def _environment(offer: Offer, token: str) -> dict[str, str]:
    paths = [str(SETTINGS), os.environ.get("JUPYTER_CONFIG_PATH", "")]
    return {
        "JUPYTER_CONFIG_PATH": os.pathsep.join(filter(None, paths)),
        "SAMVERK_LAB_TOKEN": token,
        "SAMVERK_ROLE": "organiser",
        "SAMVERK_DATA": str(offer.data),
    }


def _start(command: Sequence[str], more: dict[str, str]) -> subprocess.Popen[bytes]:
    # A process group of its own: Ctrl + C is ours to handle, and JupyterLab would ask about it.
    apart: dict[str, Any] = (
        {"creationflags": getattr(subprocess, "CREATE_NEW_PROCESS_GROUP", 0)}
        if sys.platform == "win32"
        else {"start_new_session": True}
    )
    path = with_package(os.environ.get("PYTHONPATH", ""))
    environment = {**os.environ, "PYTHONPATH": path, **more}
    return subprocess.Popen(command, env=environment, stdin=subprocess.DEVNULL, **apart)


def _free_port() -> int:
    for wanted in (*range(8888, 8908), 0):
        with contextlib.suppress(Sorry):
            sockets, port = listen(None, wanted)
            for bound in sockets:
                bound.close()
            return port
    raise Sorry(_("Fant ingen ledig port til JupyterLab."))


def _wait(done: Any, stopped: threading.Event) -> bool:
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        if done():
            return True
        if stopped.wait(0.1):
            return False
    return True


def _answers(address: str, token: str) -> bool:
    """Whether this JupyterLab is up: another one on the port does not know the token."""
    direct = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    asked = urllib.request.Request(
        f"{address}/api/status", headers={"Authorization": f"token {token}"}
    )
    try:
        with direct.open(asked, timeout=2) as answer:
            return bool(answer.status == 200)
    except OSError:
        return False


def _ended(processes: Sequence[subprocess.Popen[bytes]]) -> bool:
    return any(process.poll() is not None for process in processes)


def _end(processes: Sequence[subprocess.Popen[bytes]]) -> None:
    for process in processes:
        if process.poll() is None:
            process.terminate()
    for process in processes:
        try:
            process.wait(15)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def _tell(offer: Offer, ready: Path, address: str) -> None:
    if offer.ready_file is not None:
        links = json.loads(ready.read_text(encoding="utf-8"))
        write_private(offer.ready_file, json.dumps({**links, "lab_url": address}))
    print(_("For deg i JupyterLab: {address}").format(address=address), flush=True)
    if offer.browser:
        threading.Thread(target=webbrowser.open, args=(address,), daemon=True).start()


@contextlib.contextmanager
def _stopping() -> Iterator[threading.Event]:
    stopped = threading.Event()
    names = [name for name in ("SIGTERM", "SIGINT", "SIGHUP", "SIGBREAK") if hasattr(signal, name)]
    kept = {name: signal.signal(getattr(signal, name), lambda *_: stopped.set()) for name in names}
    try:
        yield stopped
    finally:
        for name, handler in kept.items():
            signal.signal(getattr(signal, name), handler)
