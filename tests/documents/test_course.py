"""The series in the report: native charts, the same facts as tables, and nobody by name."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

import docx
import openpyxl
import pytest
from msgspec.structs import replace
from pptx import Presentation

from documents import papers
from documents.decks import empty_placeholders, outside
from documents.states import EMPTY, rich
from samverk.documents import ReportExtra, report_docx, report_pdf, report_pptx, report_xlsx
from samverk.model import Body, Bond, Chapter, Ended, Pairing, Series, State

CHARTS = (
    "Nye par på tvers av organisasjoner",
    "Temperaturmåling og evaluering",
    "Hva som er blitt av tiltakene",
)
BODIES = (Body(name="Nav Vågsund", people=6), Body(name="Skolen", people=4), Body(name="Politiet"))
SERIES = tuple(
    Chapter(
        id=str(n),
        number=n,
        theme=f"Tema {n}",
        date=dt.date(2026, 3 * n, 4),
        people=30,
        pairs=70,
        across=60,
        across_fields=50,
        new=60,
        new_across=40 + n,
        most_across=55,
        organisations=BODIES if n == 1 else BODIES[:2],
        bonds=(Bond(first=0, second=1, pairs=9), *((Bond(first=1, second=2),) if n == 1 else ())),
        perspectives=(Body(name="Helse", people=n),),
        agreed=n > 1,
        pulse=(0, 1, 4, 3, n),
        evaluation=(0, 0, 4, 4, n),
        ended=(Ended(id=f"gone-{n}", status="done", days=10 * n),),
    )
    for n in (1, 2, 3)
)
STATE = replace(
    rich(measures=12, groups=3, notes=2),
    series=Series(number=3),
    pairings=(
        Pairing(
            id="1-a",
            rank=1.0,
            number=1,
            what="Felles vaktliste",
            organisations=("Nav Vågsund", "Skolen"),
            outcome="yes",
            said="Lista er i bruk.",
        ),
        Pairing(id="2-a", rank=2.0, number=2, what="Frokostklubb", organisations=("Skolen",)),
    ),
)
EXTRA = ReportExtra(series=SERIES)


@pytest.fixture(scope="module")
def deck(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("serien") / "r.pptx"
    assert report_pptx(STATE, path, extra=EXTRA) == []
    return path


def slides(path: Path) -> dict[str, Any]:
    found = Presentation(str(path)).slides
    return {s.shapes.title.text_frame.text: s for s in found if s.shapes.title}


def test_each_chart_is_native_and_told_in_its_alternative_text(deck: Path) -> None:
    there = slides(deck)
    for title in CHARTS:
        [frame] = [shape for shape in there[title].shapes if shape.has_chart]
        told = frame._element.nvGraphicFramePr.cNvPr.get("descr")
        for series in frame.chart.plots[0].series:
            assert series.name in told
            for value in series.values:
                assert f"{value:.1f}".removesuffix(".0").replace(".", ",") in told
    assert outside(deck) == []
    assert empty_placeholders(deck) == []


def test_the_charts_hold_the_figures_of_the_series(deck: Path) -> None:
    def series(title: str) -> dict[str, tuple[float, ...]]:
        [frame] = [shape for shape in slides(deck)[title].shapes if shape.has_chart]
        assert list(frame.chart.plots[0].categories) == ["4.3.26", "4.6.26", "4.9.26"]
        return {s.name: tuple(s.values) for s in frame.chart.plots[0].series}

    assert series(CHARTS[0]) == {"Nye par": (41, 42, 43), "Flest mulig": (55, 55, 55)}
    assert series(CHARTS[1]) == {
        "Temperaturmåling": (3.4, 3.6, 3.7),
        "Evaluering": (3.7, 3.8, 3.9),
    }
    assert series(CHARTS[2])["Ferdig"] == (1, 1, 1)


def test_what_came_of_pairings_stands_after_what_has_happened_since_last(deck: Path) -> None:
    titles = list(slides(deck))
    assert titles.index("Ble det noe av det?") == titles.index("Siden sist") + 1
    [frame] = [s for s in slides(deck)["Ble det noe av det?"].shapes if s.has_table]
    rows = [[cell.text for cell in row.cells] for row in frame.table.rows]
    assert rows[1] == ["Felles vaktliste", "Nav Vågsund og Skolen", "Ja", "Lista er i bruk."]
    assert rows[2][2:] == ["Vet ikke ennå", "–"]


def test_word_and_the_archive_have_the_same_facts_as_tables(tmp_path: Path) -> None:
    report_docx(STATE, tmp_path / "r.docx", extra=EXTRA)
    document = docx.Document(str(tmp_path / "r.docx"))
    told = ["|".join(c.text for c in row.cells) for t in document.tables for row in t.rows]
    assert "04.03.2026|30|41|55|0|0|86 %|71 %|41" in told
    assert "04.09.2026|3,7|3,9" in told
    assert "Politiet|1–2|04.03.2026|1 av 2|Nav Vågsund" in told
    report_pdf(STATE, tmp_path / "r.pdf", extra=EXTRA)
    text = papers.text(tmp_path / "r.pdf")
    for title in (*CHARTS, "Hvem kjenner hvem", "Ble det noe av det?"):
        assert papers.bare(title) in papers.bare(text)


def test_the_spreadsheet_has_a_row_for_each_workshop(tmp_path: Path) -> None:
    report_xlsx(STATE, tmp_path / "r.xlsx", extra=EXTRA)
    book = openpyxl.load_workbook(tmp_path / "r.xlsx")
    rows = list(book["Verkstedene i tall"].iter_rows(min_row=2, values_only=True))
    assert [row[0] for row in rows] == [1, 2, 3]
    assert [row[4:6] for row in rows] == [(41, 55), (42, 55), (43, 55)]
    ties = list(book["Hvem kjenner hvem"].iter_rows(min_row=2, values_only=True))
    assert ties == [
        ("Nav Vågsund", "Skolen", 27, "04.03.2026"),
        ("Skolen", "Politiet", None, "04.03.2026"),
        ("Nav Vågsund", "Politiet", 0, None),
    ]
    said = list(book["Ble det noe av det"].iter_rows(min_row=2, values_only=True))
    assert said[0] == (1, "Felles vaktliste", "Nav Vågsund og Skolen", "Ja", "Lista er i bruk.")


def test_one_workshop_is_no_trend_and_none_is_no_chart(tmp_path: Path) -> None:
    one = replace(SERIES[0], ended=())
    alone = State(series=Series(number=1))
    report_pptx(alone, tmp_path / "1.pptx", extra=ReportExtra(series=(one,)))
    assert {"Fra verksted til verksted", *CHARTS[1:]}.isdisjoint(slides(tmp_path / "1.pptx"))
    assert CHARTS[0] in slides(tmp_path / "1.pptx")
    report_pptx(EMPTY, tmp_path / "0.pptx", extra=ReportExtra(series=(Chapter(id="1", number=1),)))
    assert len(slides(tmp_path / "0.pptx")) == 1


def test_the_same_series_gives_the_same_file(tmp_path: Path) -> None:
    for name in ("a.pptx", "b.pptx"):
        report_pptx(STATE, tmp_path / name, extra=EXTRA)
    assert (tmp_path / "a.pptx").read_bytes() == (tmp_path / "b.pptx").read_bytes()
