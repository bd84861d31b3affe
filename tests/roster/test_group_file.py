"""The file that a group fills in says the same however often it is read."""

from __future__ import annotations

import io

import pytest
from openpyxl import Workbook, load_workbook

from samverk import words
from samverk.actions import table_files
from samverk.documents.group_files import group_file, group_files
from samverk.model import About, State, Table
from samverk.roster import RosterError
from samverk.roster.group_file import read_filled, read_group_file
from samverk.store import Store

STATE = State(about=About(theme="Ungt utenforskap"), tables=(Table(id="3", number=3),))


def filled(rows: list[tuple[str, ...]], state: State = STATE) -> bytes:
    """The file of table 3, with these rows (horizon, text, owner, step, due, partners)."""
    book = load_workbook(io.BytesIO(group_file(state, 3)))
    sheet = book.worksheets[0]
    for at, row in enumerate(rows, start=6):
        for place, value in enumerate(row, start=1):
            sheet.cell(at, place, value)
    written = io.BytesIO()
    book.save(written)
    return written.getvalue()


@pytest.fixture(autouse=True)
def bokmal() -> None:
    words.use("nb")


def test_an_empty_file_holds_no_notes() -> None:
    found = read_group_file(group_file(STATE, 3))
    assert (found.table, found.notes) == (3, ())


def test_a_row_is_a_note_with_all_that_is_filled_in() -> None:
    row = ("Strekkmål", "Én dør inn", "Nav", "Ringe skolen", "04.02.2027", "Skolen, Politiet")
    (note,) = read_group_file(filled([row])).notes
    assert (note.horizon, note.text, note.owner) == ("stretch", "Én dør inn", "Nav")
    assert str(note.due) == "2027-02-04"
    assert note.partners == ("Skolen", "Politiet")


def test_the_same_file_adds_nothing_the_second_time(
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    store = Store.create(tmp_path_factory.mktemp("fil") / "samverk.db", "test")
    rows = [("Strakstiltak", "Felles møte"), ("Drøm", "Alle hører til"), ("", "Uten horisont")]
    first = table_files.take(store, read_filled(filled(rows)))
    assert (first.added, first.known) == (3, 0)
    moved = [rows[2], rows[0], rows[1], ("Drøm", "Ny")]
    again = table_files.take(store, read_filled(filled(moved)))
    assert (again.added, again.known) == (1, 3)
    assert {(n.table, n.horizon, n.text) for n in store.state.notes} == {
        (3, "now", "Felles møte"),
        (3, "dream", "Alle hører til"),
        (3, "now", "Uten horisont"),
        (3, "dream", "Ny"),
    }
    store.close()


@pytest.mark.parametrize("language", ["nb", "nn", "en"])
def test_every_language_is_read_whatever_language_is_spoken(language: words.Language) -> None:
    state = State(about=About(theme="Tema", language=language), tables=STATE.tables)
    content = filled([], state)
    sheet = load_workbook(io.BytesIO(content)).worksheets[0]
    said = [sheet.cell(row, 1).value for row in (6, 16, 24)]
    found = read_group_file(filled([(str(w), f"Tekst {w}") for w in said], state))
    assert [note.horizon for note in found.notes] == ["now", "stretch", "dream"]


def test_every_group_has_a_file_in_the_archive() -> None:
    import zipfile

    state = State(tables=tuple(Table(id=str(n), number=n) for n in (1, 2, 12)))
    _name, packed = group_files(state)
    with zipfile.ZipFile(io.BytesIO(packed)) as archive:
        names = archive.namelist()
        tables = [read_group_file(archive.read(name)).table for name in names]
    assert names == ["gruppe-1.xlsx", "gruppe-2.xlsx", "gruppe-12.xlsx"]
    assert tables == [1, 2, 12]


def test_another_spreadsheet_is_refused_in_a_sentence() -> None:
    book, written = Workbook(), io.BytesIO()
    book.active["A1"] = "Navn"
    book.save(written)
    with pytest.raises(RosterError, match="hvilken gruppe"):
        read_filled(written.getvalue())
    with pytest.raises(RosterError):
        read_filled(b"PK\x03\x04 tull")
    with pytest.raises(RosterError):
        read_filled(b"%PDF-1.7")
