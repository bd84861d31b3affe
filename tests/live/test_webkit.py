"""The phone pages in a WebKit browser, as on an iPhone: nothing is lost there either."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from phones import row, workshop
from samverk.actions import notes, running
from samverk.workshop import Workshop
from serving import serving, until
from webkit import ENTER, Window, browser, window

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(browser() is None, reason="WebKitGTK with its driver and Xvfb is missing"),
]


@pytest.fixture(scope="module")
def room(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Workshop]:
    made = workshop(tmp_path_factory.mktemp("webkit"))
    yield made
    made.close()


@pytest.fixture
def page(tmp_path: Path) -> Iterator[Window]:
    binary = browser()
    assert binary is not None
    with window(binary, tmp_path) as opened:
        yield opened


def stored(room: Workshop, text: str) -> int:
    return sum(n.text == text and not n.withdrawn for n in room.opened.refresh().notes)


def test_a_table_writes_while_the_server_is_killed_and_started_again(
    room: Workshop, page: Window
) -> None:
    running.start(room.opened, row(room, "horizons").id)
    with serving(room.notebook, room.data) as first:
        page.go(first.addresses["tables"][0]["url"])
        page.sees("Gruppe 1", "h1")
        assert "AppleWebKit" in page.script("return navigator.userAgent")
        page.type("#skriv", "Skrevet i WebKit" + ENTER)
        page.sees("Alt er sendt", "[role=status]")
        page.sees("Sendt", ".notes li")
        assert stored(room, "Skrevet i WebKit") == 1
        notes.add(room.opened, "Fra en annen", table=1, horizon="now")
        page.sees("Fra en annen", ".notes")
        first.process.kill()
        page.type("#skriv", "Skrevet mens maskinen var nede" + ENTER)
        page.sees("Lagret på denne enheten", ".notes li")
        page.sees("Uten nett – vi sender når du er tilkoblet", "[role=status]")
        port = str(first.port)
    with serving(room.notebook, room.data, "--port", port):
        page.sees("Alt er sendt", "[role=status]")
        until(lambda: stored(room, "Skrevet mens maskinen var nede") == 1, "it was not stored")
        page.click(".notes li:first-child [data-do=mer]")
        page.type(".edit textarea", ", og endret")
        page.click(".edit .main")
        page.sees("Alt er sendt", "[role=status]")
        until(
            lambda: stored(room, "Skrevet mens maskinen var nede, og endret") == 1,
            "the change was not stored",
        )
        assert stored(room, "Skrevet mens maskinen var nede") == 0


def test_a_participant_votes(room: Workshop, page: Window) -> None:
    running.start(room.opened, row(room, "dots").id)
    before = len(room.opened.refresh().ballots)
    with serving(room.notebook, room.data) as server:
        page.go(server.addresses["participant_url"])
        page.sees("Du har 3 prikker igjen av 3.")
        page.click(".measures li:first-child .step button:last-child")
        page.sees("Du har 2 prikker igjen av 3.")
        page.sees("Alt er sendt", "[role=status]")
        until(lambda: len(room.opened.refresh().ballots) == before + 1, "it was not counted")
