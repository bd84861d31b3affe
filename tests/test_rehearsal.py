"""The rehearsed day goes from a roster to documents, and bad input leaves nothing behind."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import openpyxl
import pytest
from pptx import Presentation

from samverk import library, words
from samverk.model import Sorry
from samverk.rehearsal import rehearse
from samverk.rehearsal.people import made_up
from samverk.workshop import Workshop


@pytest.fixture(autouse=True)
def _bokmaal() -> None:
    words.use("nb")


def command(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """`samverk` as a user calls it."""
    return subprocess.run(
        [sys.executable, "-X", "warn_default_encoding", "-m", "samverk", *arguments],
        cwd=folder,
        capture_output=True,
        text=True,
        encoding="utf-8",
        env=os.environ | {"PYTHONIOENCODING": "utf-8"},
        check=False,
    )


def test_the_sample_day_gives_a_report_and_a_spreadsheet(tmp_path: Path) -> None:
    out = tmp_path / "ut"
    done = command(tmp_path, "rehearse", "--out", str(out))
    assert done.returncode == 0, done.stderr
    summary = json.loads((out / "summary.json").read_text(encoding="utf-8"))
    assert summary["people"] == 40
    assert summary["roster_problems"] == []
    assert summary["measures"] == len(library.sample().measures)
    assert {p.name for p in out.iterdir()} == {*summary["files"].values(), "summary.json"}
    deck = Presentation(str(out / summary["files"]["report_pptx"]))
    assert len(deck.slides) > 15
    book = openpyxl.load_workbook(out / summary["files"]["report_xlsx"])
    headings, *rows = book["Tiltak"].iter_rows(values_only=True)
    told = [row[headings.index("Tiltak")] for row in rows]
    for measure in library.sample().measures:
        assert told.count(measure.text) == 1
    assert not (tmp_path / "workshops").exists()


def test_all_that_is_sent_out_and_printed_is_made_in_the_language_asked_for(
    tmp_path: Path,
) -> None:
    out = tmp_path / "ut"
    summary = rehearse(out, notebook=tmp_path / "workshop.ipynb", language="nn", notes=3)
    for key, magic in (
        ("report_pdf", b"%PDF-"),
        ("invitation_ics", b"BEGIN:VCALENDAR"),
        ("poster_pptx", b"PK"),
        ("poster_pdf", b"%PDF-"),
        ("name_tags_pdf", b"%PDF-"),
        ("group_cards_pdf", b"%PDF-"),
    ):
        assert (out / summary.files[key]).read_bytes().startswith(magic)
    texts = (out / summary.files["invitation_txt"]).read_text(encoding="utf-8-sig")
    assert "Kvifor samlast vi?" in texts
    assert library.sample().about.theme in texts


@pytest.mark.parametrize(("language", "sheet"), [("nn", "Tiltak"), ("en", None)])
def test_it_speaks_the_language_that_is_asked_for(
    tmp_path: Path, language: words.Language, sheet: str | None
) -> None:
    summary = rehearse(
        tmp_path / "ut", notebook=tmp_path / "workshop.ipynb", language=language, notes=12
    )
    assert summary.notes == 12
    book = openpyxl.load_workbook(tmp_path / "ut" / summary.files["report_xlsx"])
    assert sheet is None or sheet in book.sheetnames


def test_many_people_and_notes_are_counted_exactly(tmp_path: Path) -> None:
    summary = rehearse(
        tmp_path / "ut", notebook=tmp_path / "workshop.ipynb", people=130, notes=301, seed=3
    )
    assert (summary.people, summary.notes) == (130, 301)
    assert summary.groups >= 130 // 8


def test_the_data_can_be_kept_and_served(tmp_path: Path) -> None:
    book, data = tmp_path / "workshop.ipynb", tmp_path / "data"
    book.write_bytes((Path(__file__).parents[1] / "workshop.ipynb").read_bytes())
    rehearse(tmp_path / "ut", notebook=book, data=data, notes=3)
    workshop = Workshop(book, data)
    assert workshop.is_open
    assert workshop.state.day.finished
    workshop.close()
    before = {p: p.read_bytes() for p in data.rglob("*") if p.is_file()}
    done = command(tmp_path, "rehearse", "--out", "igjen", "--data", "data")
    assert done.returncode == 2
    assert "har alt et verksted" in done.stderr
    assert {p: p.read_bytes() for p in data.rglob("*") if p.is_file()} == before
    assert not (tmp_path / "igjen").exists()


@pytest.mark.parametrize(
    ("arguments", "named"),
    [
        (["--roster", "tom.xlsx"], "tom.xlsx"),
        (["--roster", "finnes-ikke.csv"], "finnes-ikke.csv"),
        (["--template", "ikke-mal.pptx"], "ikke-mal.pptx"),
        (["--programme", "finnes-ikke"], "finnes-ikke"),
        (["--people", "0"], "deltakere"),
        (["--notes", "-1"], "innspill"),
    ],
)
def test_bad_input_is_one_line_that_names_it_and_leaves_nothing(
    tmp_path: Path, arguments: list[str], named: str
) -> None:
    (tmp_path / "tom.xlsx").write_bytes(b"")
    (tmp_path / "ikke-mal.pptx").write_bytes(b"dette er ingen mal")
    done = command(tmp_path, "rehearse", "--out", "ut", *arguments)
    assert done.returncode == 2
    assert done.stderr.count("\n") == 1
    assert named in done.stderr
    assert "Traceback" not in done.stderr
    assert not (tmp_path / "ut").exists()


def test_a_roster_without_names_is_refused(tmp_path: Path) -> None:
    roster = tmp_path / "liste.csv"
    roster.write_text("Navn;Organisasjon\n", encoding="utf-8")
    with pytest.raises(Sorry, match=r"liste\.csv"):
        rehearse(tmp_path / "ut", notebook=tmp_path / "workshop.ipynb", roster=roster)
    assert not (tmp_path / "ut").exists()


def test_made_up_people_have_names_of_their_own_and_are_the_same_for_the_same_seed() -> None:
    people = made_up(500, 7)
    assert len({p.name for p in people}) == len({p.email for p in people}) == 500
    assert people == made_up(500, 7)
