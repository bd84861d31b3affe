import re
import shutil
import subprocess
import zipfile
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pptx import Presentation

from documents.decks import (
    all_text,
    empty_placeholders,
    measure_cells,
    outside,
    smallest_type,
    squeezed,
    titles,
)
from documents.states import EMPTY, rich
from samverk.documents import ReportExtra, report_pptx
from samverk.model import About, Goal, Measure, Note, Sorry, State


@pytest.fixture(scope="module")
def deck(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("report") / "rapport.pptx"
    assert report_pptx(rich(), path) == []
    return path


def test_no_shape_leaves_the_slide(deck: Path) -> None:
    assert outside(deck) == []


def test_no_placeholder_is_left_empty(deck: Path) -> None:
    assert empty_placeholders(deck) == []


def test_every_slide_has_its_title_in_the_title_placeholder(deck: Path) -> None:
    assert all(titles(deck))
    assert len(set(titles(deck))) == len(titles(deck))


def test_type_is_never_smaller_than_fourteen_points(deck: Path) -> None:
    assert smallest_type(deck) >= 14


def test_each_measure_stands_once_in_the_tables(deck: Path) -> None:
    state = rich()
    wanted = Counter(measure.text for measure in state.measures)
    assert Counter(measure_cells(deck)) == wanted


def test_no_text_is_lost(deck: Path) -> None:
    state, text = rich(), squeezed(all_text(deck))
    said = [note.text for note in state.notes if note.what not in {"question", "draft"}]
    said += [measure.text for measure in state.measures] + [goal.text for goal in state.goals]
    said += [state.about.title, state.about.why, state.about.theme, state.about.organising_unit]
    assert [one for one in said if squeezed(one) not in text] == []


def test_everything_drawn_is_described_and_every_run_has_a_language(deck: Path) -> None:
    for slide in Presentation(str(deck)).slides:
        for shape in slide.shapes:
            if shape.has_chart or shape.has_table:
                assert shape._element.xpath(".//p:cNvPr/@descr")[0]
        languages = slide._element.xpath(".//a:rPr/@lang")
        assert len(languages) == len(slide._element.xpath(".//a:r | .//a:fld"))
        assert set(languages) == {"nb-NO"}


def test_the_groups_own_words_are_in_the_speakers_notes(deck: Path) -> None:
    told = [
        slide.notes_slide.notes_text_frame.text
        for slide in Presentation(str(deck)).slides
        if slide.has_notes_slide and slide.notes_slide.notes_text_frame
    ]
    assert any("Gruppenes egne ord" in text for text in told)


def charts(deck: Path, title: str) -> list[Any]:
    return [
        shape.chart
        for slide in Presentation(str(deck)).slides
        for shape in slide.shapes
        if shape.has_chart and slide.shapes.title.text_frame.text == title
    ]


def test_answers_from_one_to_five_are_a_native_chart_with_the_counts(deck: Path) -> None:
    [chart] = charts(deck, "Temperaturmåling")
    assert list(chart.plots[0].categories) == ["1", "2", "3", "4", "5"]
    assert list(chart.plots[0].series[0].values) == [0, 1, 3, 9, 4]
    assert "17 svar fra 1 til 5, 3,9 i snitt." in all_text(deck)


def test_the_picture_of_priorities_is_a_native_chart_with_numbers(deck: Path) -> None:
    [chart] = charts(deck, "Verdi og hvor lett det er")
    numbers = chart._chartSpace.xpath(".//c:dLbl//a:t/text()")
    assert len(numbers) == len(set(numbers)) == sum(m.value is not None for m in rich().measures)


def test_the_same_state_gives_the_same_file(tmp_path: Path) -> None:
    state = rich(measures=12, groups=4)
    report_pptx(state, tmp_path / "a.pptx")
    report_pptx(state, tmp_path / "b.pptx")
    assert (tmp_path / "a.pptx").read_bytes() == (tmp_path / "b.pptx").read_bytes()


def test_an_empty_workshop_gives_a_cover(tmp_path: Path) -> None:
    report_pptx(EMPTY, tmp_path / "e.pptx")
    assert titles(tmp_path / "e.pptx") == ["Samhandlingsverksted"]
    assert empty_placeholders(tmp_path / "e.pptx") == []


def test_relations_are_told_in_numbers(tmp_path: Path) -> None:
    extra = ReportExtra(relations=("42 nye par på tvers av organisasjoner.",))
    report_pptx(EMPTY, tmp_path / "e.pptx", extra=extra)
    assert "Nye relasjoner" in titles(tmp_path / "e.pptx")


def test_a_measure_is_split_only_when_it_alone_fills_a_slide(tmp_path: Path) -> None:
    long = " ".join(f"ord{i}" for i in range(900))
    short = Measure(id="b", rank=2.0, text="Kort")
    state = State(measures=(Measure(id="a", rank=1.0, text=long), short))
    report_pptx(state, tmp_path / "l.pptx")
    cells = measure_cells(tmp_path / "l.pptx")
    assert squeezed("".join(cells)) == squeezed(long) + "Kort"
    assert len(cells) > 2
    assert outside(tmp_path / "l.pptx") == []


def test_old_slides_of_a_template_leave_no_part_behind(tmp_path: Path) -> None:
    template = Presentation()
    for _number in range(3):
        slide = template.slides.add_slide(template.slide_layouts[5])
        slide.shapes.title.text = "HEMMELIG GAMMELT"
    template.save(str(tmp_path / "mal.pptx"))
    report_pptx(EMPTY, tmp_path / "r.pptx", template=tmp_path / "mal.pptx")
    with zipfile.ZipFile(tmp_path / "r.pptx") as archive:
        slides = [n for n in archive.namelist() if re.fullmatch(r"ppt/slides/slide\d+\.xml", n)]
        assert len(slides) == 1
        assert not any(b"HEMMELIG" in archive.read(name) for name in archive.namelist())


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04 and no more", b"%PDF-1.7", b"\xd0\xcf\x11"])
def test_a_broken_template_is_refused_with_a_sentence(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "mal.pptx").write_bytes(content)
    with pytest.raises(Sorry, match=r"mal\.pptx kan ikke brukes"):
        report_pptx(EMPTY, tmp_path / "r.pptx", template=tmp_path / "mal.pptx")
    assert [path.name for path in tmp_path.iterdir()] == ["mal.pptx"]


WORDS = st.text(
    alphabet=st.characters(codec="utf-8", exclude_categories=["Cs"]), max_size=900
).filter(lambda text: squeezed(text) != "")


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(texts=st.lists(WORDS, min_size=1, max_size=6), title=WORDS)
def test_any_text_survives(
    tmp_path_factory: pytest.TempPathFactory, texts: list[str], title: str
) -> None:
    path = tmp_path_factory.mktemp("any") / "r.pptx"
    state = State(
        about=About(title=title),
        goals=tuple(Goal(id=str(i), rank=i, text=t) for i, t in enumerate(texts)),
        measures=tuple(Measure(id=str(i), rank=i, text=t) for i, t in enumerate(texts)),
        notes=tuple(Note(id=str(i), rank=i, text=t, table=1) for i, t in enumerate(texts)),
    )
    report_pptx(state, path)
    assert outside(path) == []
    assert empty_placeholders(path) == []
    found = squeezed(all_text(path))
    assert [t for t in [*texts, title] if squeezed(t) not in found] == []
    assert squeezed("".join(measure_cells(path))) == squeezed("".join(texts))


def test_libreoffice_shows_every_slide_and_every_word(deck: Path, tmp_path: Path) -> None:
    office = shutil.which("soffice")
    if office is None or shutil.which("pdftotext") is None:
        pytest.skip("LibreOffice or pdftotext is not at hand")
    profile = (tmp_path / "profile").as_uri()
    subprocess.run(
        [
            office,
            f"-env:UserInstallation={profile}",
            "--headless",
            "--convert-to",
            "pdf",
            "--outdir",
            str(tmp_path),
            str(deck),
        ],
        check=True,
        capture_output=True,
        timeout=120,
    )
    shown = subprocess.run(
        ["pdftotext", "-enc", "UTF-8", str(tmp_path / "rapport.pdf"), "-"],
        check=True,
        capture_output=True,
    ).stdout.decode("utf-8")
    assert shown.count("\f") == len(titles(deck))
    words = Counter(re.findall(r"\w{3,}", all_text(deck, drawn=True)))
    missing = words - Counter(re.findall(r"\w{3,}", shown))
    assert missing == Counter()
