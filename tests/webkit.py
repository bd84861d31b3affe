"""A WebKit browser, driven by its own WebDriver over HTTP; there where Debian's WebKitGTK is."""

from __future__ import annotations

import json
import os
import shutil
import socket
import subprocess
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from serving import until

ELEMENT = "element-6066-11e4-a52e-4f735466cecf"
ENTER = "\ue007"
CALM = {
    "LIBGL_ALWAYS_SOFTWARE": "1",
    "WEBKIT_DISABLE_COMPOSITING_MODE": "1",
    "WEBKIT_DISABLE_DMABUF_RENDERER": "1",
    "WEBKIT_DISABLE_SANDBOX_THIS_IS_DANGEROUS": "1",
}


def browser() -> Path | None:
    """The small browser that comes with WebKitGTK, where it and what drives it are installed."""
    if not shutil.which("WebKitWebDriver") or not shutil.which("Xvfb"):
        return None
    return next(iter(Path("/usr/lib").glob("*/webkit2gtk-4.*/MiniBrowser")), None)


class Window:
    """A window of the browser."""

    def __init__(self, port: int) -> None:
        self._base = f"http://127.0.0.1:{port}"
        self._opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
        self._session = ""

    def call(self, method: str, path: str, body: object = None) -> Any:
        """What the driver answers."""
        data = None if body is None else json.dumps(body).encode("utf-8")
        request = urllib.request.Request(f"{self._base}{self._session}{path}", data, method=method)
        request.add_header("Content-Type", "application/json")
        with self._opener.open(request, timeout=60) as answer:
            return json.loads(answer.read())["value"]

    def begin(self, binary: Path) -> None:
        """Open the browser."""
        options = {"binary": str(binary), "args": ["--automation"]}
        wanted = {"alwaysMatch": {"webkitgtk:browserOptions": options}}
        made = self.call("POST", "/session", {"capabilities": wanted})
        self._session = f"/session/{made['sessionId']}"

    def go(self, address: str) -> None:
        """Open an address."""
        self.call("POST", "/url", {"url": address})

    def script(self, text: str) -> Any:
        """What a script in the page returns."""
        return self.call("POST", "/execute/sync", {"script": text, "args": []})

    def _find(self, selector: str) -> str:
        found = self.call("POST", "/element", {"using": "css selector", "value": selector})
        return str(found[ELEMENT])

    def type(self, selector: str, text: str) -> None:
        """Type into an element."""
        self.call("POST", f"/element/{self._find(selector)}/value", {"text": text})

    def click(self, selector: str) -> None:
        """Click an element."""
        self.call("POST", f"/element/{self._find(selector)}/click", {})

    def sees(self, text: str, within: str = "body") -> None:
        """Wait until a text stands in an element."""

        def there() -> bool:
            try:
                return text in self.script(
                    f"return document.querySelector({json.dumps(within)})?.textContent ?? ''"
                )
            except urllib.error.HTTPError:
                return False

        until(there, f"«{text}» did not come in {within}")


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def window(binary: Path, folder: Path) -> Iterator[Window]:
    """A window on a screen of its own, closed afterwards."""
    reading, writing = os.pipe()
    screen = subprocess.Popen(
        ["Xvfb", "-displayfd", str(writing), "-screen", "0", "500x900x24"],
        pass_fds=(writing,),
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    os.close(writing)
    driver = None
    try:
        with os.fdopen(reading, encoding="ascii") as told:
            display = told.readline().strip()
        port = _free_port()
        with (folder / "webkit.txt").open("wb") as log:
            driver = subprocess.Popen(
                ["WebKitWebDriver", f"--port={port}"],
                env={**os.environ, **CALM, "DISPLAY": f":{display}", "HOME": str(folder)},
                stdout=log,
                stderr=log,
            )
        until(lambda: _listens(port), "the driver did not start")
        opened = Window(port)
        opened.begin(binary)
        try:
            yield opened
        finally:
            opened.call("DELETE", "")
    finally:
        for process in (driver, screen):
            if process is not None:
                process.terminate()
                process.wait(20)


def _listens(port: int) -> bool:
    with socket.socket() as probe:
        probe.settimeout(1)
        time.sleep(0.05)
        return probe.connect_ex(("127.0.0.1", port)) == 0
