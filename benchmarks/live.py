"""How many phones the live pages carry, beside a bare server of the same design.

    python benchmarks/live.py [--seconds S] [--phones N] [CASE …]

CASE is one of tables, all, burst, vote, growth, many, voila; all of them where none is named. The
server runs in a process of its own on the same cores; CPU is that of the server's process alone.
Each case prints its goal, ours, and the bare server's figures where it has the same calls.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import random
import re
import secrets
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import psutil

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT / name) for name in ("lib", "tests", "scripts")]

from samverk.actions import synthesis  # noqa: E402
from samverk.model import Group, Note, Participant, Table, new_id  # noqa: E402
from samverk.store import Store  # noqa: E402
from samverk.workshop import Workshop  # noqa: E402
from serving import Server, serving, write_notebook  # noqa: E402 - it lies among the tests

SEATS = 10
NOTE = re.compile(rb'"id":"(m[0-9a-f]{15})"')


class Line:
    """A connection that is kept open for one request after another."""

    def __init__(self, port: int) -> None:
        self.port = port
        self.reader: asyncio.StreamReader | None = None
        self.writer: asyncio.StreamWriter | None = None

    async def ask(self, method: str, path: str, body: object = None) -> tuple[int, bytes]:
        if self.writer is None:
            self.reader, self.writer = await asyncio.open_connection("127.0.0.1", self.port)
        assert self.reader is not None
        data = b"" if body is None else json.dumps(body).encode()
        head = f"{method} {path} HTTP/1.1\r\nHost: 127.0.0.1:{self.port}\r\n"
        head += f"Content-Type: application/json\r\nContent-Length: {len(data)}\r\n\r\n"
        self.writer.write(head.encode() + data)
        status = int((await self.reader.readline()).split()[1])
        length = 0
        while (line := await self.reader.readline()).strip():
            name, _colon, value = line.partition(b":")
            if name.lower() == b"content-length":
                length = int(value)
        return status, await self.reader.readexactly(length)

    def close(self) -> None:
        if self.writer is not None:
            self.writer.close()


class Tally:
    """When each note was sent, and how long after that each reader saw it."""

    def __init__(self) -> None:
        self.sent: dict[bytes, float] = {}
        self.stored: set[bytes] = set()
        self.shown: list[float] = []
        self.answered: list[float] = []
        self.errors = 0

    async def read(self, port: int, path: str) -> None:
        reader, writer = await asyncio.open_connection("127.0.0.1", port, limit=2**24)
        writer.write(f"GET {path} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\n\r\n".encode())
        seen: set[bytes] = set()
        try:
            while line := await reader.readline():
                now = time.perf_counter()
                for id in NOTE.findall(line):
                    if id in self.sent and id not in seen:
                        seen.add(id)
                        self.shown.append(now - self.sent[id])
        except (ConnectionError, asyncio.IncompleteReadError):
            self.errors += 1
        finally:
            writer.close()

    async def write(self, line: Line, path: str) -> None:
        id = "m" + secrets.token_hex(8)[:15]
        key = id.encode()
        self.sent[key] = started = time.perf_counter()
        body = {
            "id": id,
            "horizon": "now",
            "text": "Vi møtes på kaien og ser hva vi kan dele " + id,
        }
        status, _body = await line.ask("POST", path, body)
        self.answered.append(time.perf_counter() - started)
        if status in (200, 201):
            self.stored.add(key)
        else:
            self.errors += 1


def spread(values: list[float]) -> str:
    if len(values) < 2:
        return "–"
    cut = statistics.quantiles(values, n=100, method="inclusive")
    return f"p50 {cut[49] * 1000:.0f}  p95 {cut[94] * 1000:.0f}  p99 {cut[98] * 1000:.0f} ms"


class Meter:
    """The server's CPU over a while, and its memory at the end."""

    def __init__(self, process: psutil.Process) -> None:
        self.process = process
        self.began, self.used = time.perf_counter(), self._cpu()

    def _cpu(self) -> float:
        times = self.process.cpu_times()
        return times.user + times.system

    def read(self) -> tuple[float, float, float]:
        """Seconds of CPU, percent of one core, megabytes."""
        cpu, wall = self._cpu() - self.used, time.perf_counter() - self.began
        return cpu, 100 * cpu / wall, self.process.memory_info().rss / 1e6


def fill(notebook: Path, data: Path, tables: int, notes: int = 0) -> None:
    workshop = Workshop(notebook, data)
    workshop.begin()
    store = workshop.opened
    with store.change("bench") as draft:
        people = range(tables * SEATS)
        draft.put(
            *(Participant(id=f"p{n}", name=f"P {n}", attendance="present") for n in people),
            *(Table(id=str(n), number=n) for n in range(1, tables + 1)),
            *(
                Group(
                    id=f"1-{n}",
                    round=1,
                    number=n,
                    members=tuple(f"p{m}" for m in people if m % tables == n - 1),
                )
                for n in range(1, tables + 1)
            ),
            *(
                Note(
                    id=new_id(),
                    rank=float(n),
                    text=f"Innspill {n} om noe som vi kan gjøre sammen",
                    table=n % tables + 1,
                    horizon="now",
                    created=time.time(),
                )
                for n in range(notes)
            ),
        )
    for n in range(12):
        synthesis.add_measure(store, f"Tiltak {n}", "now", [])
    workshop.close()


@contextmanager
def ours(tables: int, notes: int = 0) -> Iterator[Server]:
    with tempfile.TemporaryDirectory() as folder:
        notebook = write_notebook(Path(folder) / "workshop.ipynb")
        fill(notebook, Path(folder) / "workshops", tables, notes)
        with serving(notebook, Path(folder) / "workshops") as server:
            yield server


class Bare:
    """The bare server as a process: its port, and the process."""

    def __init__(self, process: subprocess.Popen[bytes], port: int) -> None:
        self.process = psutil.Process(process.pid)
        self.port = port


@contextmanager
def bare() -> Iterator[Bare]:
    with tempfile.TemporaryDirectory() as folder:
        command = [sys.executable, __file__, "--serve-bare", str(Path(folder) / "bare.db")]
        process = subprocess.Popen(command, stdout=subprocess.PIPE)
        assert process.stdout is not None
        try:
            yield Bare(process, int(process.stdout.readline()))
        finally:
            process.kill()
            process.wait()


def serve_bare(path: str) -> None:
    """The same design with nothing in it: one file, one process, batches of a quarter second."""
    from tornado.ioloop import IOLoop
    from tornado.iostream import StreamClosedError
    from tornado.web import Application, RequestHandler

    db = sqlite3.connect(path, isolation_level=None)
    db.execute("PRAGMA journal_mode=WAL")
    db.execute("PRAGMA synchronous=FULL")
    db.execute("CREATE TABLE notes (id TEXT PRIMARY KEY, place TEXT, body TEXT)")
    readers: dict[str, set[Any]] = {}
    waiting: dict[str, list[str]] = {}
    sent: dict[str, float] = {}

    def flush(place: str) -> None:
        notes = waiting.pop(place, [])
        data = ('data: {"notes":[' + ",".join(notes) + "]}\n\n").encode()
        sent[place] = time.monotonic()
        for handler in list(readers.get(place, ())):
            try:
                handler.write(data)
                handler.flush()
            except StreamClosedError:
                readers[place].discard(handler)

    def tell(place: str, body: str) -> None:
        if place in waiting:
            waiting[place].append(body)
            return
        waiting[place] = [body]
        wait = sent.get(place, 0.0) + 0.25 - time.monotonic()
        if wait <= 0:
            flush(place)
        else:
            IOLoop.current().call_later(wait, flush, place)

    class Notes(RequestHandler):
        def post(self, place: str) -> None:
            note = json.loads(self.request.body)
            body = json.dumps(note, separators=(",", ":"))
            db.execute("INSERT OR IGNORE INTO notes VALUES (?, ?, ?)", (note["id"], place, body))
            tell(place, body)
            tell("all", body)
            self.set_status(201)
            self.finish({})

    class Feed(RequestHandler):
        async def get(self, place: str) -> None:
            self.set_header("Content-Type", "text/event-stream")
            self.write(b": \n\n")
            await self.flush()
            readers.setdefault(place, set()).add(self)
            await asyncio.Event().wait()

    async def main() -> None:
        app = Application([(r"/(\w+)/notes", Notes), (r"/(\w+)/feed", Feed)])
        server = app.listen(0, "127.0.0.1", backlog=4096)
        print(next(iter(server._sockets.values())).getsockname()[1], flush=True)
        await asyncio.Event().wait()

    asyncio.run(main())


async def talk(
    port: int, feeds: list[str], posts: list[str], seconds: float, pause: tuple[float, float]
) -> Tally:
    """Each phone reads its feed and writes a note now and then."""
    tally = Tally()
    readers = [asyncio.create_task(tally.read(port, path)) for path in feeds]
    await asyncio.sleep(min(3.0, 0.5 + len(feeds) / 300))
    end = time.perf_counter() + seconds

    async def phone(path: str) -> None:
        line = Line(port)
        try:
            await asyncio.sleep(random.uniform(0, pause[1]))
            while time.perf_counter() < end:
                await tally.write(line, path)
                await asyncio.sleep(random.uniform(*pause))
        finally:
            line.close()

    await asyncio.gather(*(phone(path) for path in posts))
    await asyncio.sleep(1.0)
    for reader in readers:
        reader.cancel()
    await asyncio.gather(*readers, return_exceptions=True)
    return tally


def stored(server: Server, ids: set[bytes]) -> tuple[int, int]:
    """How many acknowledged notes are missing, and how many rows there are too many."""
    store = Store(next(server.data.glob("*/samverk.db")))
    kept = [n.id.encode() for n in store.state.notes if n.id.encode() in ids]
    store.close()
    return len(ids - {*kept}), len(kept) - len({*kept})


def phones_at_tables(options: argparse.Namespace, everything: bool) -> None:
    phones = options.phones
    tables = max(1, phones // SEATS)
    name = "all on one feed" if everything else f"{phones} phones at {tables} tables"
    print(f"\n{name}, {options.seconds:.0f} s")
    print("  goal   p50 ≤ 150, p95 ≤ 260, p99 ≤ 300 ms; 0 lost, doubled, errors; ≤ 15 %, ≤ 160 MB")
    with ours(tables) as server:
        codes = [t["code"] for t in server.addresses["tables"]]
        screen = server.addresses["projector_url"].rsplit("/", 1)[1]
        at = [codes[n % tables] for n in range(phones)]
        feeds = [
            f"/api/projector/{screen}/feed" if everything else f"/api/tables/{code}/feed"
            for code in at
        ]
        posts = [f"/api/tables/{code}/notes" for code in at]
        meter = Meter(server.process)
        tally = asyncio.run(talk(server.port, feeds, posts, options.seconds, (5, 10)))
        cpu, percent, memory = meter.read()
        lost, doubled = stored(server, tally.stored)
        readers = phones if everything else SEATS
        unseen = len(tally.stored) * readers - len(tally.shown)
    each = 1e6 * cpu / max(1, len(tally.shown))
    print(f"  ours   {spread(tally.shown)}; answered {spread(tally.answered)}")
    print(
        f"         {len(tally.stored)} notes, {lost} lost, {doubled} doubled, {unseen} not shown, "
        f"{tally.errors} errors; {percent:.1f} %, {memory:.0f} MB, {each:.0f} µs a delivery"
    )
    with bare() as plain:
        places = ["all" if everything else f"t{n % tables}" for n in range(phones)]
        meter = Meter(plain.process)
        tally = asyncio.run(
            talk(
                plain.port,
                [f"/{place}/feed" for place in places],
                [f"/t{n % tables}/notes" for n in range(phones)],
                options.seconds,
                (5, 10),
            )
        )
        cpu, percent, memory = meter.read()
    each = 1e6 * cpu / max(1, len(tally.shown))
    print(f"  bare   {spread(tally.shown)}; {percent:.1f} %, {memory:.0f} MB, {each:.0f} µs")


def burst(options: argparse.Namespace) -> None:
    phones = options.phones
    tables = max(1, phones // SEATS)
    print(f"\nburst: {phones} notes in 0.5 s\n  goal   p95 ≤ 300 ms, none lost")

    async def go(port: int, feeds: list[str], posts: list[str]) -> Tally:
        tally = Tally()
        readers = [asyncio.create_task(tally.read(port, path)) for path in feeds]
        lines = [Line(port) for _post in posts]
        await asyncio.sleep(min(3.0, 0.5 + len(feeds) / 300))

        async def one(line: Line, path: str) -> None:
            await asyncio.sleep(random.uniform(0, 0.5))
            await tally.write(line, path)

        await asyncio.gather(*(one(li, path) for li, path in zip(lines, posts, strict=True)))
        await asyncio.sleep(1.5)
        for reader in readers:
            reader.cancel()
        await asyncio.gather(*readers, return_exceptions=True)
        return tally

    with ours(tables) as server:
        codes = [t["code"] for t in server.addresses["tables"]]
        at = [codes[n % tables] for n in range(phones)]
        tally = asyncio.run(
            go(
                server.port,
                [f"/api/tables/{code}/feed" for code in at],
                [f"/api/tables/{code}/notes" for code in at],
            )
        )
        lost, doubled = stored(server, tally.stored)
    print(f"  ours   {spread(tally.shown)}; {lost} lost, {doubled} doubled, {tally.errors} errors")
    with bare() as plain:
        at = [f"t{n % tables}" for n in range(phones)]
        tally = asyncio.run(go(plain.port, [f"/{t}/feed" for t in at], [f"/{t}/notes" for t in at]))
    print(f"  bare   {spread(tally.shown)}; {tally.errors} errors")


def vote(options: argparse.Namespace) -> None:
    people = options.phones * 2
    joins = min(60.0, options.seconds)
    print(f"\n{people} participants join in {joins:.0f} s and vote in 10 s")
    print("  goal   none refused, p95 ≤ 500 ms, the count exact")

    async def go(server: Server) -> tuple[list[float], list[float], int]:
        code = server.addresses["participant_url"].rsplit("/", 1)[1]
        joined: list[float] = []
        voted: list[float] = []
        refused = 0
        probe = Line(server.port)
        _status, body = await probe.ask("GET", f"/api/room/{code}")
        ids = [m["id"] for m in json.loads(body)["dots"]["measures"]]
        readers: list[asyncio.Task[None]] = []
        idle = Tally()

        async def one() -> None:
            nonlocal refused
            line = Line(server.port)
            began = time.perf_counter()
            wait = random.uniform(0, joins)
            await asyncio.sleep(wait)
            asked = time.perf_counter()
            for path in (f"/d/{code}", f"/api/room/{code}"):
                status, _body = await line.ask("GET", path)
                refused += status != 200
            readers.append(asyncio.create_task(idle.read(server.port, f"/api/room/{code}/feed")))
            joined.append(time.perf_counter() - asked)
            await asyncio.sleep(max(0, began + joins + random.uniform(0, 10) - time.perf_counter()))
            asked = time.perf_counter()
            dots = dict.fromkeys(random.sample(ids, 3), 1)
            path = f"/api/room/{code}/ballots/{secrets.token_urlsafe(16)}"
            status, _body = await line.ask("PUT", path, {"dots": dots})
            voted.append(time.perf_counter() - asked)
            refused += status != 200
            line.close()

        await asyncio.gather(*(one() for _n in range(people)))
        for reader in readers:
            reader.cancel()
        await asyncio.gather(*readers, return_exceptions=True)
        return joined, voted, refused

    with ours(20) as server:
        meter = Meter(server.process)
        joined, voted, refused = asyncio.run(go(server))
        _cpu, percent, memory = meter.read()
        store = Store(next(server.data.glob("*/samverk.db")))
        counted = len(store.state.ballots)
        store.close()
    print(f"  ours   joined {spread(joined)}; voted {spread(voted)}; {refused} refused")
    print(f"         {counted} of {people} counted; {percent:.1f} %, {memory:.0f} MB")


def growth(options: argparse.Namespace) -> None:
    print("\ngrowth: CPU per delivered note\n  goal   no more than 25 % dearer at 20 × the clients")
    few = max(10, options.phones // 10)
    costs = []
    for phones in (few, few * 20):
        tables = max(1, phones // SEATS)
        with ours(tables) as server:
            codes = [t["code"] for t in server.addresses["tables"]]
            at = [codes[n % tables] for n in range(phones)]
            feeds = [f"/api/tables/{code}/feed" for code in at]
            posts = [f"/api/tables/{code}/notes" for code in at]
            meter = Meter(server.process)
            idle = meter.read()[0]
            tally = asyncio.run(talk(server.port, feeds, posts, options.seconds, (5, 10)))
            cpu = meter.read()[0] - idle
        costs.append(1e6 * cpu / max(1, len(tally.shown)))
        print(f"  ours   {phones} clients: {costs[-1]:.0f} µs of CPU a delivery")
    print(f"         {100 * (costs[1] / costs[0] - 1):+.0f} %")


def many(options: argparse.Namespace) -> None:
    print("\n10,000 notes in one workshop\n  goal   a new note shown in ≤ 500 ms")
    with ours(50, notes=10_000) as server:
        codes = [t["code"] for t in server.addresses["tables"]]
        at = [codes[n % 50] for n in range(100)]
        feeds = [f"/api/tables/{code}/feed" for code in at]
        posts = [f"/api/tables/{code}/notes" for code in at]
        meter = Meter(server.process)
        seconds = min(20.0, options.seconds)
        tally = asyncio.run(talk(server.port, feeds, posts, seconds, (2, 4)))
        _cpu, percent, memory = meter.read()
        lost, _doubled = stored(server, tally.stored)
    print(f"  ours   {spread(tally.shown)}; {lost} lost; {percent:.1f} %, {memory:.0f} MB")


def voila(options: argparse.Namespace) -> None:
    """How long the co-organisers' page takes with and without the load."""
    from playwright.sync_api import sync_playwright

    import chromium

    print("\na co-organiser's page under the load\n  goal   ready in ≤ 2 × the time without")

    def ready(link: str) -> float:
        path = chromium.found()
        with (
            sync_playwright() as playwright,
            playwright.chromium.launch(executable_path=path, args=["--no-sandbox"]) as browser,
        ):
            page = browser.new_page()
            began = time.perf_counter()
            page.goto(link)
            page.locator("#count").wait_for(state="attached", timeout=60_000)
            return time.perf_counter() - began

    phones, tables = options.phones, max(1, options.phones // SEATS)
    with ours(tables) as server:
        quiet = min(ready(server.link) for _time in range(2))
        codes = [t["code"] for t in server.addresses["tables"]]
        at = [codes[n % tables] for n in range(phones)]
        feeds = [f"/api/tables/{code}/feed" for code in at]
        posts = [f"/api/tables/{code}/notes" for code in at]
        load = Load(server.port, feeds, posts, 25)
        try:
            time.sleep(5)
            busy = min(ready(server.link) for _time in range(2))
        finally:
            load.process.kill()
            load.process.wait()
    print(f"  ours   {quiet:.1f} s without, {busy:.1f} s with: × {busy / quiet:.1f}")


class Load:
    """The phones in a process of their own."""

    def __init__(self, port: int, feeds: list[str], posts: list[str], seconds: float) -> None:
        given = json.dumps([port, feeds, posts, seconds])
        self.process = subprocess.Popen(
            [sys.executable, __file__, "--load"], stdin=subprocess.PIPE, stdout=subprocess.DEVNULL
        )
        assert self.process.stdin is not None
        self.process.stdin.write(given.encode())
        self.process.stdin.close()


def allow_many_sockets() -> None:
    import resource

    _soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (min(hard, 65_536), hard))


CASES = {
    "tables": lambda options: phones_at_tables(options, False),
    "all": lambda options: phones_at_tables(options, True),
    "burst": burst,
    "vote": vote,
    "growth": growth,
    "many": many,
    "voila": voila,
}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--seconds", type=float, default=60.0)
    parser.add_argument("--phones", type=int, default=500)
    parser.add_argument("--serve-bare", metavar="FILE")
    parser.add_argument("--load", action="store_true")
    parser.add_argument("cases", nargs="*", metavar="CASE")
    options = parser.parse_args()
    if options.serve_bare:
        serve_bare(options.serve_bare)
        return
    allow_many_sockets()
    if options.load:
        port, feeds, posts, seconds = json.loads(sys.stdin.read())
        asyncio.run(talk(port, feeds, posts, seconds, (5, 10)))
        return
    for name in options.cases or CASES:
        CASES[name](options)


if __name__ == "__main__":
    main()
