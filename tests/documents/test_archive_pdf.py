"""The PDF for the archive: both standards, all that was said, and nothing that is lost."""

from __future__ import annotations

from pathlib import Path

import msgspec
import pikepdf
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from documents import papers, states
from samverk import words
from samverk.documents.archive_pdf import report_pdf
from samverk.documents.measures import numbered
from samverk.documents.parts import ReportExtra
from samverk.model import About, Measure, Note, Sorry, State

ANY = st.text(max_size=40)
HOSTILE = '#include "/etc/passwd" = * _ $x$ `rå` <b> \\ @ref // [U+0041] {tema} #sys.inputs'
RARE = "😀 漢字 عربي \ue000 \ufeff \u0378 \U000e0001 čđŋšŧž"


@pytest.fixture(autouse=True)
def _bokmaal() -> None:
    words.use("nb")


def claims(path: Path) -> dict[str, str]:
    with pikepdf.open(path) as opened, opened.open_metadata() as told:
        wanted = ("pdfaid:part", "pdfaid:conformance", "pdfuaid:part", "dc:title")
        return {name: str(told.get(name)) for name in wanted}


def test_it_claims_both_standards_and_is_tagged_throughout(tmp_path: Path) -> None:
    path = tmp_path / "rapport.pdf"
    assert report_pdf(states.rich(), path) == []
    told = claims(path)
    assert (told["pdfaid:part"], told["pdfaid:conformance"]) == ("2", "A")
    assert told["pdfuaid:part"] == "1"
    assert "Rapport" in told["dc:title"]
    with pikepdf.open(path) as opened:
        root = opened.Root
        assert root.MarkInfo.Marked
        assert str(root.Lang).startswith("nb")
        assert root.ViewerPreferences.DisplayDocTitle
        assert root.OutputIntents[0].S == "/GTS_PDFA1"
        assert all("/StructParents" in page for page in opened.pages)
        assert all(page.Tabs == "/S" for page in opened.pages if "/Annots" in page)
        for font in (o for o in opened.objects if _is_font(o)):
            assert any(f"/FontFile{n}" in font for n in ("", "2", "3"))


def _is_font(found: pikepdf.Object) -> bool:
    return isinstance(found, pikepdf.Dictionary) and found.get("/Type") == "/FontDescriptor"


def test_the_picture_has_a_text_and_tables_have_headings(tmp_path: Path) -> None:
    path = tmp_path / "rapport.pdf"
    report_pdf(states.rich(), path)
    with pikepdf.open(path) as opened:
        tags = [o for o in opened.objects if isinstance(o, pikepdf.Dictionary) and "/S" in o]
        kinds = {str(tag.S) for tag in tags}
        assert {"/H1", "/H2", "/H3", "/Table", "/TH", "/TD", "/L", "/Figure"} <= kinds
        for tag in tags:
            if tag.S == "/Figure":
                assert len(str(tag.Alt)) > 20


def test_every_measure_stands_whole_and_once(tmp_path: Path) -> None:
    state = states.rich()
    path = tmp_path / "rapport.pdf"
    report_pdf(state, path, extra=ReportExtra(relations=("Det ble 112 nye par på tvers.",)))
    said = papers.bare(papers.text(path))
    for _number, measure in numbered(state):
        if 40 < len(measure.text) < 700:
            assert said.count(papers.bare(measure.text)) == 1, measure.text
    assert papers.bare("112 nye par på tvers") in said


def test_nothing_stands_outside_a_page(tmp_path: Path) -> None:
    path = tmp_path / "rapport.pdf"
    report_pdf(states.rich(), path)
    astray = [
        word
        for word in papers.boxes(path)
        if word[1] < 40 or word[3] > 595.3 - 40 or word[2] < 20 or word[4] > 841.9 - 20
    ]
    assert astray == []


def test_no_address_and_no_need_of_anybody_is_in_it(tmp_path: Path) -> None:
    path = tmp_path / "rapport.pdf"
    report_pdf(states.rich(), path)
    said = papers.text(path)
    assert "@eksempel.no" not in said
    assert "glutenfri" not in said


def test_the_same_data_gives_the_same_file(tmp_path: Path) -> None:
    first, second = tmp_path / "a.pdf", tmp_path / "b.pdf"
    report_pdf(states.rich(measures=6, groups=2), first)
    report_pdf(states.rich(measures=6, groups=2), second)
    assert first.read_bytes() == second.read_bytes()


def workshop(text: str) -> State:
    return State(
        about=About(theme=text or "Tema", title=text, why=text),
        measures=(Measure(id="m", rank=1.0, text=text or "Tiltak", first_step=text),),
        notes=(Note(id="n", rank=1.0, text=text or "Innspill", what="commitment"),),
    )


def test_what_people_write_is_never_markup(tmp_path: Path) -> None:
    path = tmp_path / "rapport.pdf"
    assert report_pdf(workshop(HOSTILE), path) == []
    assert papers.bare(HOSTILE) in papers.bare(papers.text(path))


def test_a_sign_that_no_typeface_has_is_told_and_stops_nothing(tmp_path: Path) -> None:
    path = tmp_path / "rapport.pdf"
    (said,) = report_pdf(workshop(RARE), path)
    assert "U+E000" in said
    assert "čđŋšŧž" in papers.text(path)


@pytest.mark.parametrize(
    "text",
    [
        "\U0001f469\u200d\U0001f52c \U0001f3f3\ufe0f\u200d\U0001f308 "
        "\U0001f44d\U0001f3fd 1\ufe0f\u20e3 ferdig",
        "".join(map(chr, range(0x1F300, 0x1F5F0))) + " ferdig",
        "".join(map(chr, range(0x4E00, 0x5200))) + "한국어 हिन्दी ไทย ferdig",
    ],
    ids=["joined", "many", "writing"],
)
def test_signs_of_all_kinds_stop_nothing(tmp_path: Path, text: str) -> None:
    path = tmp_path / "rapport.pdf"
    report_pdf(workshop(text), path)
    assert "ferdig" in papers.text(path)


@given(ANY)
@settings(max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_whatever_people_write_there_is_a_file(tmp_path: Path, text: str) -> None:
    path = tmp_path / "rapport.pdf"
    report_pdf(workshop(text), path)
    assert claims(path)["pdfuaid:part"] == "1"


def test_a_workshop_that_has_hardly_begun_has_a_report(tmp_path: Path) -> None:
    path = tmp_path / "rapport.pdf"
    assert report_pdf(State(), path) == []
    assert papers.pages(path) == 1


def test_an_error_in_the_template_is_told_with_its_line(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "report").mkdir()
    (tmp_path / "report" / "arkiv.typ").write_text("= Hei\n\n#finnes-ikke\n", encoding="utf-8")
    monkeypatch.setenv("SAMVERK_TEMPLATES", str(tmp_path))
    with pytest.raises(Sorry, match=r"arkiv\.typ, linje 3"):
        report_pdf(State(), tmp_path / "rapport.pdf")
    (tmp_path / "report" / "arkiv.typ").unlink()
    with pytest.raises(Sorry, match=r"Fant ikke malen arkiv\.typ"):
        report_pdf(State(), tmp_path / "rapport.pdf")
    assert not (tmp_path / "rapport.pdf").exists()


@pytest.mark.parametrize("language", ["nn", "en"])
def test_its_language_is_said(language: words.Language, tmp_path: Path) -> None:
    path = tmp_path / "rapport.pdf"
    state = states.rich(measures=3, groups=1)
    about = msgspec.structs.replace(state.about, language=language)
    report_pdf(msgspec.structs.replace(state, about=about), path)
    with pikepdf.open(path) as opened:
        assert str(opened.Root.Lang).startswith(language)
