import datetime as dt
from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook

from documents.states import EMPTY, rich
from samverk.documents import report_xlsx
from samverk.model import About, Ballot, Goal, Measure, State


@pytest.fixture(scope="module")
def book(tmp_path_factory: pytest.TempPathFactory) -> Workbook:
    path = tmp_path_factory.mktemp("sheet") / "r.xlsx"
    assert report_xlsx(rich(), path) == []
    return load_workbook(path)


def column(book: Workbook, sheet: str, name: str) -> list[object]:
    rows = list(book[sheet].values)
    return [row[rows[0].index(name)] for row in rows[1:]]


def test_all_sheets_are_there_in_their_order(book: Workbook) -> None:
    assert book.sheetnames == [
        "Om",
        "Program",
        "Deltakere",
        "Grupper",
        "Innspill",
        "Tiltak",
        "Mål",
        "Løfter",
        "Perspektiver",
        "Prosjekttorg",
        "Avstemning",
        "Evaluering",
    ]


def test_each_measure_stands_whole_in_one_row(book: Workbook) -> None:
    assert sorted(map(str, column(book, "Tiltak", "Tiltak"))) == sorted(
        measure.text for measure in rich().measures
    )


def test_dates_are_dates(book: Workbook) -> None:
    due = [value for value in column(book, "Tiltak", "Frist") if value is not None]
    assert due
    assert all(isinstance(value, dt.datetime) for value in due)
    assert book["Tiltak"]["G2"].number_format == "dd.mm.yyyy"
    assert column(book, "Program", "Planlagt start")[0] == dt.time(9)


def test_no_cell_holds_an_address_or_a_dietary_need(book: Workbook) -> None:
    texts = {str(cell) for sheet in book for row in sheet.values for cell in row}
    assert not any("@" in text or "glutenfri" in text for text in texts)


def test_headings_stay_in_view_and_the_file_names_its_language(book: Workbook) -> None:
    assert all(sheet.freeze_panes == "A2" for sheet in book)
    assert book.properties.language == "nb-NO"
    assert book.properties.title == "Samhandlingsverksted om ungt utenforskap"


@pytest.mark.parametrize("text", ["=1+1", "+47 75 65 00 00", "-5", "@SUM(A1)", "=HYPERLINK(1)"])
def test_nothing_becomes_a_formula(tmp_path: Path, text: str) -> None:
    state = State(measures=(Measure(id="m", rank=1.0, text=text),))
    report_xlsx(state, tmp_path / "r.xlsx")
    cell = load_workbook(tmp_path / "r.xlsx")["Tiltak"]["B2"]
    assert (cell.value, cell.data_type, cell.quotePrefix) == (text, "s", True)


def test_characters_that_a_sheet_cannot_hold_are_left_out(tmp_path: Path) -> None:
    state = State(goals=(Goal(id="g", rank=1.0, text="a\x00b\x1bc\ud800d ŋđ"),))
    report_xlsx(state, tmp_path / "r.xlsx")
    assert load_workbook(tmp_path / "r.xlsx")["Mål"]["A2"].value == "abcd ŋđ"


def test_a_text_longer_than_a_cell_goes_on_in_the_next_row(tmp_path: Path) -> None:
    state = State(goals=(Goal(id="g", rank=1.0, text="å" * 40_000),))
    [warning] = report_xlsx(state, tmp_path / "r.xlsx")
    assert "Mål" in warning
    book = load_workbook(tmp_path / "r.xlsx")
    assert "".join(str(value) for value in column(book, "Mål", "Mål")) == "å" * 40_000


def test_fewer_than_five_scores_are_hidden(tmp_path: Path) -> None:
    four = tuple(Ballot(id=f"pulse-{i}", topic="pulse", score=2, text="Trøtt") for i in range(4))
    report_xlsx(State(ballots=four), tmp_path / "r.xlsx")
    shown = [
        cell for row in load_workbook(tmp_path / "r.xlsx")["Evaluering"].values for cell in row
    ]
    assert "Trøtt" not in shown
    assert "Vises når minst 5 har svart." in shown


def test_the_same_state_gives_the_same_file(tmp_path: Path) -> None:
    for name in ("a.xlsx", "b.xlsx"):
        report_xlsx(rich(measures=9, groups=2), tmp_path / name)
    assert (tmp_path / "a.xlsx").read_bytes() == (tmp_path / "b.xlsx").read_bytes()


def test_an_empty_workshop_gives_every_sheet(tmp_path: Path) -> None:
    report_xlsx(EMPTY, tmp_path / "r.xlsx")
    assert len(load_workbook(tmp_path / "r.xlsx").sheetnames) == 12


@pytest.mark.parametrize("language", ["nn", "en"])
def test_sheet_names_are_unique_in_every_language(tmp_path: Path, language: str) -> None:
    state = State(about=About(language="nn" if language == "nn" else "en"))
    report_xlsx(state, tmp_path / "r.xlsx")
    assert len({*load_workbook(tmp_path / "r.xlsx").sheetnames}) == 12
