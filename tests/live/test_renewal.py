"""When a panel has said that an old code is gone, it opens nothing: no page, no call, no feed."""

import contextlib
import os
import signal
import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest

from calling import Feed, call, prepare, room, table
from samverk.actions import codes
from samverk.model import Sorry
from samverk.store import PageKind
from samverk.ui import hosting
from samverk.ui.running import RunningPanel
from samverk.workshop import Workshop
from serving import Server, Visitor, serving, write_notebook

AT_ONCE = 0.05
"""Seconds that a close may take to travel; the server itself looks every 0.2 s."""


@pytest.fixture
def server(tmp_path: Path) -> Iterator[Server]:
    notebook = write_notebook(tmp_path / "workshop.ipynb")
    prepare(notebook, tmp_path / "workshops", filled=False)
    with serving(notebook, tmp_path / "workshops") as started:
        yield started


@pytest.fixture
def workshop(server: Server) -> Iterator[Workshop]:
    own = Workshop(server.notebook, server.data)
    yield own
    own.close()


@pytest.mark.parametrize(("page", "number"), [("table", 2), ("room", 0)])
def test_a_renewed_code_is_refused_before_the_panel_says_so(
    server: Server, workshop: Workshop, page: PageKind, number: int
) -> None:
    panel = RunningPanel(workshop)
    old = table(server, number) if number else room(server)
    for _time in range(8):
        with Feed(old) as feed:
            feed.until(lambda data: "now" in data)
            said = panel.on_renew(page, number)
            with Feed(old) as late:
                statuses = [call(old).status, late.status]
            door = {"table": "b", "room": "d"}[page]
            statuses.append(Visitor().ask(f"{server.base}/{door}/{old.rsplit('/', 1)[1]}").status)
            feed.socket.settimeout(AT_ONCE)
            assert feed.ends()
        assert statuses == [404, 404, 404]
        assert said.said
        kept = codes.of(workshop.opened)
        old = old.rsplit("/", 1)[0] + "/" + (kept.tables[number] if number else kept.room)
        assert call(old).status == 200


def test_a_server_that_does_not_answer_is_said_and_the_code_is_new(
    server: Server, workshop: Workshop, monkeypatch: pytest.MonkeyPatch
) -> None:
    panel = RunningPanel(workshop)
    before = codes.of(workshop.opened).tables[1]
    monkeypatch.setattr(hosting, "OPENING", 0.5)
    os.kill(server.process.pid, signal.SIGSTOP)
    try:
        with pytest.raises(Sorry, match="Den gamle kan virke litt til"):
            panel.on_renew("table", 1)
    finally:
        os.kill(server.process.pid, signal.SIGCONT)
    assert codes.of(workshop.opened).tables[1] != before


def test_a_server_that_cannot_read_the_file_is_not_taken_for_none(
    server: Server, workshop: Workshop
) -> None:
    panel = RunningPanel(workshop)
    assert panel.host.look()
    file = next(server.data.glob("*/samverk.db"))
    with contextlib.closing(sqlite3.connect(file)) as damaged, damaged:
        damaged.execute("UPDATE meta SET value = value + 1 WHERE key = 'revision'")
        damaged.execute(
            "UPDATE records SET body = '{', revision = (SELECT value FROM meta WHERE key = "
            "'revision') WHERE rowid = (SELECT min(rowid) FROM records)"
        )
    with pytest.raises(Sorry, match="Den gamle kan virke litt til"):
        panel.on_renew("table", 1)


def test_without_a_server_a_code_is_renewed_all_the_same(tmp_path: Path) -> None:
    notebook = write_notebook(tmp_path / "workshop.ipynb")
    prepare(notebook, tmp_path / "workshops", filled=False)
    own = Workshop(notebook, tmp_path / "workshops")
    before = codes.of(own.opened).room
    assert RunningPanel(own).on_renew("room").said
    assert codes.of(own.opened).room != before
    own.close()
