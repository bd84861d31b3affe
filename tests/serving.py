"""Starts the real server for a test, and a stand-in notebook with a few steps to serve."""

import http.cookiejar
import json
import os
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import nbformat
import psutil

LIB = Path(__file__).resolve().parent.parent / "lib"
DEADLINE = 60.0

FRAME = """
import anywidget

class Frame(anywidget.AnyWidget):
    _esm = '''
    export default {
      render() {
        const detail = {
          language: "nb",
          theme: "Ungt utenforskap",
          place_and_date: "Nordgården kulturhus, Vågsund · torsdag 4. februar 2027",
          groups: [
            {title: "Før dagen", steps: [
              {step: "about", title: "Om verkstedet", missing: 0},
              {step: "agenda", title: "Program", missing: 2, missing_text: "2 mangler"},
            ]},
            {title: "På dagen", steps: [{step: "run", title: "Gjennomføring", missing: 0}]},
          ],
          foot: [{step: "help", title: "Hjelp"}, {step: "privacy", title: "Personvern"}],
        };
        window.dispatchEvent(new CustomEvent("samverk:frame", {detail}));
      },
    };
    '''

Frame()
"""
AGENDA = """
import os
import ipywidgets

told = " ".join(os.environ.get(f"SAMVERK_{each}", "-") for each in ("ROLE", "VISITOR", "SERVER"))
count = ipywidgets.HTML("<p id='count'>0</p>")
button = ipywidgets.Button(description="Tell opp")
presses = []

def more(_button):
    presses.append(1)
    count.value = f"<p id='count'>{len(presses)}</p>"

button.on_click(more)
ipywidgets.VBox([
    ipywidgets.HTML(f"<h1>Program</h1><p id='told'>{told}</p><p id='process'>{os.getpid()}</p>"),
    button,
    count,
])
"""
HEADING = "import ipywidgets\nipywidgets.HTML('<h1>{}</h1>')"


def write_notebook(path: Path, extra: str = "") -> Path:
    """A notebook with six steps, one of them with a button."""
    cells: list[Any] = [nbformat.v4.new_markdown_cell("Vises ikke i Voilà")]
    for step, source in {
        "start": FRAME,
        "about": HEADING.format("Om verkstedet"),
        "agenda": AGENDA + extra,
        "run": HEADING.format("Gjennomføring"),
        "help": HEADING.format("Hjelp"),
        "privacy": HEADING.format("Personvern"),
    }.items():
        cells.append(nbformat.v4.new_code_cell(source, metadata={"samverk": {"step": step}}))
    kernel = {"name": "python3", "display_name": "Python 3", "language": "python"}
    notebook = nbformat.v4.new_notebook(cells=cells, metadata={"kernelspec": kernel})
    nbformat.write(notebook, path)
    return path


@dataclass
class Server:
    """A running server: its addresses and its process."""

    addresses: dict[str, Any]
    process: psutil.Process
    notebook: Path
    data: Path
    output: Path

    @property
    def base(self) -> str:
        """Where it listens."""
        return str(self.addresses["base_url"])

    @property
    def port(self) -> int:
        """The port that was bound."""
        return int(self.addresses["port"])

    @property
    def link(self) -> str:
        """The co-organisers' link."""
        return str(self.addresses["co_organiser_url"])

    @property
    def external_link(self) -> str:
        """The external process leader's link."""
        return str(self.addresses["external_url"])

    def kernels(self) -> list[psutil.Process]:
        """The kernels that live now."""
        found = []
        for child in self.process.children(recursive=True):
            try:
                if "ipykernel_launcher" in " ".join(child.cmdline()):
                    found.append(child)
            except psutil.NoSuchProcess:
                continue
        return found


class Stay(urllib.request.HTTPRedirectHandler):
    """Follows no redirect."""

    def redirect_request(self, *_about: Any) -> None:
        """None of them."""


@dataclass
class Visitor:
    """Somebody with a cookie jar and no browser."""

    jar: http.cookiejar.CookieJar = field(default_factory=http.cookiejar.CookieJar)

    def ask(
        self,
        address: str,
        method: str = "GET",
        headers: dict[str, str] | None = None,
        *,
        follow: bool = True,
    ) -> "Answer":
        """The answer, whatever its status. The page itself starts a kernel; its link does not."""
        handlers: list[urllib.request.BaseHandler] = [
            urllib.request.ProxyHandler({}),
            urllib.request.HTTPCookieProcessor(self.jar),
        ]
        opener = urllib.request.build_opener(*handlers, *([] if follow else [Stay()]))
        body = b"" if method == "POST" else None
        request = urllib.request.Request(address, body, headers or {}, method=method)
        try:
            with opener.open(request, timeout=DEADLINE) as got:
                return Answer(got.status, dict(got.headers), got.read(), got.url)
        except urllib.error.HTTPError as error:
            with error:
                return Answer(error.code, dict(error.headers), error.read(), str(error.url))

    @property
    def cookie(self) -> str:
        """The Cookie header that this visitor sends."""
        return "; ".join(f"{each.name}={each.value}" for each in self.jar)


@dataclass(frozen=True)
class Answer:
    """What came back."""

    status: int
    headers: dict[str, str]
    body: bytes
    address: str

    @property
    def text(self) -> str:
        """The body as text."""
        return self.body.decode("utf-8")


def until(holds: Callable[[], object], what: str, seconds: float = DEADLINE) -> None:
    """Wait until something holds; fail with `what` when the time is up."""
    end = time.monotonic() + seconds
    while not holds():
        assert time.monotonic() < end, what
        time.sleep(0.05)


@contextmanager
def serving(
    notebook: Path,
    data: Path,
    *options: str,
    command: str = "serve",
    environment: dict[str, str] | None = None,
) -> Iterator[Server]:
    """The server, from the moment it accepts connections; killed afterwards."""
    data.mkdir(parents=True, exist_ok=True)
    ready = data.parent / f"ready-{time.monotonic_ns()}.json"
    output = ready.with_suffix(".txt")
    more = options if "--port" in options else ("--port", "0", *options)
    call = [sys.executable, "-m", "samverk.cli", command, "--no-browser", "--ready-file", ready]
    call += ["--notebook", notebook, "--data", data, *more]
    path = os.pathsep.join([str(LIB), os.environ.get("PYTHONPATH", "")]).strip(os.pathsep)
    with output.open("wb") as file:
        process = subprocess.Popen(
            [str(part) for part in call],
            env={**os.environ, "PYTHONPATH": path, **(environment or {})},
            stdout=file,
            stderr=file,
            cwd=notebook.parent,
        )
        try:
            until(
                lambda: ready.exists() or process.poll() is not None,
                "the server did not start in time",
            )
            said = output.read_text(encoding="utf-8")
            assert ready.exists(), f"the server ended with {process.returncode}: {said}"
            addresses = json.loads(ready.read_text(encoding="utf-8"))
            yield Server(addresses, psutil.Process(process.pid), notebook, data, output)
        finally:
            if process.poll() is None:
                process.terminate()
                try:
                    process.wait(20)
                except subprocess.TimeoutExpired:
                    for child in psutil.Process(process.pid).children(recursive=True):
                        child.kill()
                    process.kill()
                    process.wait()
            ready.unlink(missing_ok=True)
