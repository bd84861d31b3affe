"""Nothing that was acknowledged is lost: killed, locked, stopped, full, slow and overrun."""

import contextlib
import json
import os
import signal
import socket
import sqlite3
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from calling import Feed, call, has, opened, prepare, remote, table
from samverk.model import new_id
from serving import Server, serving, until, write_notebook

posix = pytest.mark.skipif(sys.platform == "win32", reason="signals that Windows has not")


@pytest.fixture
def home(tmp_path: Path) -> tuple[Path, Path]:
    notebook = write_notebook(tmp_path / "workshop.ipynb")
    prepare(notebook, tmp_path / "workshops", filled=False)
    return notebook, tmp_path / "workshops"


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    folder: Path = tmp_path_factory.mktemp("faults")
    notebook = write_notebook(folder / "workshop.ipynb")
    prepare(notebook, folder / "workshops", filled=False)
    with serving(notebook, folder / "workshops") as started:
        yield started


def note(text: str) -> dict[str, str]:
    return {"id": new_id(), "horizon": "now", "text": text}


class Phone(threading.Thread):
    """Writes until told to stop, and sends each note again until it is acknowledged."""

    def __init__(self, address: list[str], stopped: threading.Event, most: int) -> None:
        super().__init__(daemon=True)
        self.address = address
        self.stopped = stopped
        self.most = most
        self.sent: set[str] = set()
        self.acknowledged: set[str] = set()

    def run(self) -> None:
        while not self.stopped.is_set() and len(self.sent) < self.most:
            given = note(f"Innspill {len(self.sent)}")
            self.sent.add(given["id"])
            while not self.stopped.is_set():
                try:
                    said = call(self.address[0] + "/notes", "POST", given, patience=5)
                except (OSError, json.JSONDecodeError):
                    self.stopped.wait(0.05)
                    continue
                if said.status in (200, 201):
                    self.acknowledged.add(given["id"])
                    break
                self.stopped.wait(0.05)


@posix
def test_every_acknowledged_note_is_there_once_after_two_kills(home):
    stopped = threading.Event()
    with serving(*home) as first:
        address = [table(first)]
        port = str(first.port)
        codes = first.addresses["tables"]
        phones = [Phone(address, stopped, 10_000) for _n in range(8)]
        for phone in phones:
            phone.start()
        until(lambda: sum(len(p.acknowledged) for p in phones) > 60, "notes come in")
        first.process.kill()
        first.process.wait()
    with serving(*home, "--port", port) as second:
        assert second.addresses["tables"] == codes
        before = sum(len(p.acknowledged) for p in phones)
        until(lambda: sum(len(p.acknowledged) for p in phones) > before + 60, "they come again")
        second.process.kill()
        second.process.wait()
    with serving(*home, "--port", port) as third:
        before = sum(len(p.acknowledged) for p in phones)
        until(lambda: sum(len(p.acknowledged) for p in phones) > before + 30, "and again")
        stopped.set()
        for phone in phones:
            phone.join()
        shown = [n["id"] for n in call(table(third)).body["notes"]]
    acknowledged = set().union(*(p.acknowledged for p in phones))
    assert len(shown) == len({*shown})
    assert acknowledged <= {*shown}
    assert {*shown} <= set().union(*(p.sent for p in phones))


def test_a_server_that_nobody_writes_to_rests(server):
    def busy() -> float:
        used = server.process.cpu_times()
        return float(used.user + used.system)

    with Feed(table(server)) as feed:
        before, start = busy(), time.monotonic()
        next(data for name, _id, data in feed.events() if name == "beat")
        share = (busy() - before) / (time.monotonic() - start)
    assert share < 0.02


def test_an_answer_that_is_lost_makes_no_second_note(server):
    given = note("Svaret ble borte")
    body = json.dumps(given).encode()
    host = server.base.removeprefix("http://")
    path = table(server).removeprefix(server.base) + "/notes"
    head = f"POST {path} HTTP/1.1\r\nHost: {host}\r\nContent-Type: application/json\r\n"
    for _time in range(5):
        with socket.create_connection(("127.0.0.1", server.port)) as line:
            line.sendall(head.encode() + f"Content-Length: {len(body)}\r\n\r\n".encode() + body)
    assert call(table(server) + "/notes", "POST", given).status in (200, 201)
    shown = [n["id"] for n in call(table(server)).body["notes"]]
    assert shown.count(given["id"]) == 1


def lock(path: Path, seconds: float) -> threading.Thread:
    """Another program holds the file for so long, from now on."""
    held = threading.Event()

    def hold() -> None:
        other = sqlite3.connect(path, isolation_level=None)
        other.execute("BEGIN EXCLUSIVE")
        held.set()
        time.sleep(seconds)
        other.execute("ROLLBACK")
        other.close()

    thread = threading.Thread(target=hold)
    thread.start()
    held.wait()
    return thread


@pytest.mark.parametrize("seconds", [1.0, pytest.param(10.0, marks=pytest.mark.slow)])
def test_a_file_that_another_program_holds_keeps_nobody_from_reading(server, seconds):
    path = next(server.data.glob("*/samverk.db"))
    given = note("Mens fila var låst")
    holder = lock(path, seconds)
    answers: list[Any] = []
    writer = threading.Thread(
        target=lambda: answers.append(call(table(server) + "/notes", "POST", given))
    )
    writer.start()
    began = time.monotonic()
    assert call(table(server)).status == 200
    assert time.monotonic() - began < max(1.0, seconds)
    holder.join()
    writer.join()
    assert [said.status for said in answers] == [201]
    assert given["id"] in {n["id"] for n in call(table(server)).body["notes"]}


@posix
@pytest.mark.parametrize("seconds", [2.0, pytest.param(60.0, marks=pytest.mark.slow)])
def test_a_laptop_that_slept_goes_on_where_it_was(server, seconds):
    given = note("Etter søvnen")
    with Feed(table(server)) as feed:
        feed.until(lambda data: "table" in data)
        os.kill(server.process.pid, signal.SIGSTOP)
        try:
            time.sleep(seconds)
        finally:
            os.kill(server.process.pid, signal.SIGCONT)
        assert call(table(server) + "/notes", "POST", given).status == 201
        assert feed.until(has(given["id"]))


@pytest.mark.slow
def test_a_reader_that_never_reads_is_dropped_and_harms_nobody(server):
    address = table(server, 2)
    host, path = server.base.removeprefix("http://"), address.removeprefix(server.base)
    slow = socket.socket()
    closing = contextlib.closing(slow)
    slow.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
    slow.connect(("127.0.0.1", server.port))
    slow.sendall(f"GET {path}/feed HTTP/1.1\r\nHost: {host}\r\n\r\n".encode())
    with closing, Feed(address) as feed:
        feed.until(lambda data: "table" in data)
        until(lambda: len(_connected(server)) >= 2, "both are there")
        base = new_id()
        ids = [f"{base}-{n}" for n in range(250)]
        for id in ids:
            said = call(address + "/notes", "POST", {"id": id, "text": "å" * 8000})
            assert said.status == 201
            if id in ids[24::25]:
                assert feed.until(has(id))
        until(lambda: _ended(slow, server), "the slow one is dropped")


def _connected(server: Server) -> list[int]:
    return [
        each.raddr.port
        for each in server.process.net_connections()
        if each.status == "ESTABLISHED" and each.laddr.port == server.port
    ]


def _ended(slow: socket.socket, server: Server) -> bool:
    return slow.getsockname()[1] not in _connected(server)


def test_wrong_codes_are_refused_and_honest_tables_do_not_notice(server):
    stopped = threading.Event()
    said: list[int] = []

    def guess() -> None:
        while not stopped.is_set():
            said.append(call(f"{server.base}/api/tables/{new_id()[:8]}").status)

    guessers = [threading.Thread(target=guess) for _n in range(4)]
    for each in guessers:
        each.start()
    try:
        until(lambda: 429 in said, "the guessers are held back")
        for _n in range(20):
            assert call(table(server) + "/notes", "POST", note("Ærlig")).status == 201
    finally:
        stopped.set()
        for each in guessers:
            each.join()
    assert {*said} <= {404, 429}


def test_a_code_that_asks_too_fast_waits_and_the_others_go_on(server):
    said = [call(remote(server), "POST", {"deed": "dance"}) for _n in range(200)]
    hasty = [each for each in said if each.status == 429]
    assert hasty
    assert int(hasty[0].headers["Retry-After"]) >= 1
    assert hasty[0].message == "Det går for fort nå. Siden prøver igjen av seg selv."
    assert call(table(server, 1) + "/notes", "POST", note("Ikke for fort")).status == 201


@posix
@pytest.mark.slow
def test_a_full_disk_is_told_and_tears_nothing(home, tmp_path):
    """The file may not grow: what a full disk does to a write."""
    size = next(home[1].glob("*/samverk.db")).stat().st_size + 60_000
    site = tmp_path / "site"
    site.mkdir()
    start = f"""
import resource, signal
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
resource.setrlimit(resource.RLIMIT_FSIZE, ({size}, {size}))
"""
    (site / "sitecustomize.py").write_text(start, encoding="utf-8")
    kept: list[str] = []
    path = os.pathsep.join([str(site), os.environ.get("PYTHONPATH", "")]).strip(os.pathsep)
    with serving(*home, environment={"PYTHONPATH": path}) as small:
        for n in range(200):
            given = {"id": f"{new_id()}", "horizon": "now", "text": f"{n} " + "ø" * 3000}
            said = call(table(small) + "/notes", "POST", given)
            if said.status != 201:
                break
            kept.append(given["id"])
        assert said.status == 503
        assert "full" in said.message
        assert kept
        assert call(table(small)).status == 200
    with serving(*home) as roomy:
        assert {*kept} <= {n["id"] for n in call(table(roomy)).body["notes"]}
        assert call(table(roomy) + "/notes", "POST", note("Plass igjen")).status == 201
        with opened(roomy) as store, store.engine.connect() as connection:
            whole = connection.exec_driver_sql("PRAGMA integrity_check").scalar()
    assert whole == "ok"
