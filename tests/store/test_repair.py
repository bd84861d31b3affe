"""A damaged file is opened as far as it goes, and says what is missing."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from samverk import ui, words
from samverk.model import Note, Participant
from samverk.store import Store
from samverk.store.backup import take
from samverk.store.forget import purge
from samverk.workshop import Workshop

NOTES = 600
PAGE = 4096


@pytest.fixture
def place(tmp_path: Path) -> Path:
    words.use("nb")
    book = {"cells": [], "metadata": {}, "nbformat": 4, "nbformat_minor": 5}
    (tmp_path / "workshop.ipynb").write_text(json.dumps(book), encoding="utf-8")
    return tmp_path


@pytest.fixture
def workshop(place: Path) -> Iterator[Workshop]:
    made = opened(place)
    made.begin()
    with made.opened.change("notes.add") as draft:
        draft.put(
            *(Note(id=f"n{n:05}", rank=float(n), text=f"Innspill {n} " * 8) for n in range(NOTES))
        )
        draft.put(Participant(id="p", name="Kari Nordmann"))
    yield made
    made.close()


def opened(place: Path) -> Workshop:
    return Workshop(place / "workshop.ipynb", place / "workshops")


def spoil(path: Path, *pages: int) -> None:
    """Write rubbish over pages of a file that nobody has open."""
    content = bytearray(path.read_bytes())
    for page in pages:
        content[page * PAGE : (page + 1) * PAGE] = b"\xa5" * PAGE
    path.write_bytes(bytes(content))


def leaves(path: Path) -> list[int]:
    """The pages that hold rows of tables, after the first few."""
    content = path.read_bytes()
    return [n for n in range(6, len(content) // PAGE) if content[n * PAGE] == 0x0D]


def test_what_is_damaged_is_told_and_opens_on_request_with_what_is_missing(
    workshop: Workshop, place: Path
) -> None:
    purge(workshop.opened)
    path = workshop.opened.path
    workshop.close()
    spoil(path, *leaves(path)[4:7])
    again = opened(place)
    assert not again.is_open
    assert "skadet" in again.problem
    before = path.read_bytes()
    panel = ui.start(again)
    panel.on_repair()
    told = str(panel.view(again.state)["repaired"])
    left = len(again.state.notes)
    assert NOTES * 0.7 < left < NOTES
    assert f"Dette mangler: {NOTES - left} innspill." in told
    assert next(path.parent.glob("samverk-skadet-*.db")).read_bytes() == before
    again.close()
    third = opened(place)
    assert third.is_open
    assert len(third.state.notes) == left
    third.close()


def test_what_a_copy_or_the_history_holds_is_not_missing(workshop: Workshop, place: Path) -> None:
    take(workshop.opened)
    purge(workshop.opened)
    notes = workshop.state.notes
    path = workshop.opened.path
    workshop.close()
    spoil(path, *leaves(path)[4:7])
    again = opened(place)
    again.repair()
    assert again.state.notes == notes
    assert again.repaired is not None
    assert again.repaired.missing == {}
    assert again.repaired.older > 0
    again.close()


@pytest.mark.parametrize("rubbish", [b"", b"Ikke en database" * 400])
def test_a_file_that_is_nothing_any_more_is_what_the_newest_copy_says(
    workshop: Workshop, place: Path, rubbish: bytes
) -> None:
    take(workshop.opened)
    state = workshop.state
    path = workshop.opened.path
    workshop.close()
    for ending in ("-wal", "-shm"):
        path.with_name(path.name + ending).unlink(missing_ok=True)
    path.write_bytes(rubbish)
    again = opened(place)
    if not rubbish:
        assert "hører ikke til Samverk" in again.problem
        return
    again.repair()
    assert again.state.notes == state.notes
    assert again.state.participants == state.participants
    again.close()


def test_a_damaged_workshop_stops_no_other(workshop: Workshop, place: Path) -> None:
    path = workshop.opened.path
    workshop.close()
    spoil(path, 0)
    (place / "annet.ipynb").write_bytes((place / "workshop.ipynb").read_bytes())
    other = Workshop(place / "annet.ipynb", place / "workshops")
    assert other.problem == ""
    other.begin()
    assert [bool(known.problem) for known in other.earlier()] == [True]
    other.close()


def test_the_feed_goes_on_from_where_it_was(workshop: Workshop, place: Path) -> None:
    path, revision = workshop.opened.path, workshop.opened.revision
    workshop.close()
    spoil(path, leaves(path)[4])
    again = opened(place)
    if again.is_open:
        pytest.skip("the page held nothing that is read")
    again.repair()
    assert again.opened.revision > revision
    assert isinstance(again.opened, Store)
    again.close()
