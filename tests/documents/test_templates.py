"""The report in templates of many kinds: nothing outside, nothing empty, nothing lost."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from lxml import etree
from pptx import Presentation

from documents import rendering, templates
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
from samverk.documents import report_pptx
from samverk.documents.kinds import KINDS
from samverk.documents.template import read

STATE = rich(measures=16, groups=1, notes=5)
SMALL = rich(measures=2, groups=1, notes=2)
Make = Callable[[], Any]


@pytest.fixture(scope="module", params=templates.MAKERS, ids=lambda make: make.__name__)
def made(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> tuple[Make, Path, Path]:
    """The maker of a template, the template, and the report in it."""
    folder = tmp_path_factory.mktemp(request.param.__name__)
    template = templates.write(request.param, folder)
    report_pptx(STATE, folder / "r.pptx", template=template)
    return request.param, template, folder / "r.pptx"


def test_nothing_is_outside_empty_too_small_or_untitled(made: tuple[Make, Path, Path]) -> None:
    make, template, report = made
    height = Presentation(str(template)).slide_height / 12700
    assert outside(report) == []
    assert empty_placeholders(report) == []
    assert smallest_type(report) >= 14 * height / 540 - 0.01
    headed = [bool(title) for title in titles(report)]
    assert set(headed) == {make.__name__ not in templates.UNTITLED}


def test_no_text_is_lost_and_no_measure_doubled(made: tuple[Make, Path, Path]) -> None:
    _make, _template, report = made
    text = squeezed(all_text(report))
    said = [n.text for n in STATE.notes if n.what not in {"question", "draft"}]
    said += [g.text for g in STATE.goals]
    said += [STATE.about.title, STATE.about.why, STATE.about.organising_unit]
    assert [one for one in said if squeezed(one) not in text] == []
    cells = squeezed("".join(measure_cells(report)))
    assert [m.text for m in STATE.measures if squeezed(m.text) not in cells] == []
    long = [squeezed(m.text) for m in STATE.measures if len(m.text) > 20]
    assert [cells.count(one) for one in long] == [1] * len(long)


def test_a_measure_goes_on_over_a_slide_only_where_it_fills_one(
    made: tuple[Make, Path, Path],
) -> None:
    tables = [
        [[cell.text for cell in row.cells] for row in shape.table.rows]
        for slide in Presentation(str(made[2])).slides
        for shape in slide.shapes
        if shape.has_table and "Tiltak" in {cell.text for cell in shape.table.rows[0].cells}
    ]
    for before, after in pairwise(tables):
        goes_on = [number for number, row in enumerate(after) if row[0] == ""]
        assert goes_on in ([], [1])
        if goes_on:
            assert len(before) == 2


def test_what_the_groups_said_stays_in_the_notes(made: tuple[Make, Path, Path]) -> None:
    told = [
        slide.notes_slide.notes_text_frame.text
        for slide in Presentation(str(made[2])).slides
        if slide.has_notes_slide and slide.notes_slide.notes_text_frame is not None
    ]
    assert any("Gruppenes egne ord" in text for text in told)


def test_the_cover_has_title_unit_and_why_on_one_slide(made: tuple[Make, Path, Path]) -> None:
    cover = squeezed("".join(Presentation(str(made[2])).slides[0]._element.itertext()))
    about = STATE.about
    assert [
        t for t in (about.title, about.organising_unit, about.why) if squeezed(t) not in cover
    ] == []


def test_what_is_drawn_has_a_name_for_those_who_do_not_see_it(
    made: tuple[Make, Path, Path],
) -> None:
    for slide in Presentation(str(made[2])).slides:
        drawn = [s for s in slide.shapes if s.has_chart or s.has_table]
        assert all(s._element.xpath(".//p:cNvPr/@descr")[0] for s in drawn)
        assert set(slide._element.xpath(".//a:rPr/@lang")) == {"nb-NO"}


def test_no_trace_of_old_slides_signatures_and_views_is_left(
    made: tuple[Make, Path, Path],
) -> None:
    with zipfile.ZipFile(made[2]) as archive:
        names = archive.namelist()
        pages = [n for n in names if re.fullmatch(r"ppt/slides/slide\d+\.xml", n)]
        assert len(pages) == len(titles(made[2]))
        assert not [n for n in names if "xmlsignatures" in n or "viewProps" in n or "vba" in n]
        whole = b"".join(archive.read(name) for name in names)
    assert templates.SECRET.encode() not in whole
    assert b"sectionLst" not in whole


def test_every_relation_and_every_reference_leads_somewhere(
    made: tuple[Make, Path, Path],
) -> None:
    with zipfile.ZipFile(made[2]) as archive:
        names = set(archive.namelist())
        assert len(names) == len(archive.namelist())
        for name in names:
            if not name.endswith(".xml"):
                continue
            folder, _slash, file = name.rpartition("/")
            beside = f"{folder}/_rels/{file}.rels"
            known = set()
            if beside in names:
                for relation in etree.fromstring(archive.read(beside)):
                    known.add(relation.get("Id"))
            used = set(re.findall(rb'\br:(?:id|embed|link)="([^"]+)"', archive.read(name)))
            assert {u.decode() for u in used} <= known, name


def test_text_is_as_light_as_the_samples_of_a_template_without_styles(tmp_path: Path) -> None:
    template = read(templates.write(templates.styled_by_samples, tmp_path))
    assert all(layout.light for layout in template.chosen.values())
    title = template.chosen["text"].title
    assert title is not None
    assert title.size == 30


def test_the_covers_text_stands_clear_of_a_title_in_the_middle(tmp_path: Path) -> None:
    template = templates.write(templates.only_pictures, tmp_path)
    report_pptx(SMALL, tmp_path / "r.pptx", template=template)
    title, *rest = Presentation(str(tmp_path / "r.pptx")).slides[0].shapes
    assert [s.name for s in rest if s.top < title.top + title.height and s.has_text_frame] == []


@pytest.mark.parametrize("ending", [".pptx", *templates.KINDS])
def test_a_template_is_used_whatever_it_calls_itself(tmp_path: Path, ending: str) -> None:
    template = templates.write(templates.wide, tmp_path, ending)
    report_pptx(EMPTY, tmp_path / "r.pptx", template=template)
    with zipfile.ZipFile(tmp_path / "r.pptx") as archive:
        kinds = archive.read("[Content_Types].xml")
    assert b"presentation.main+xml" in kinds
    assert b"template" not in kinds
    assert b"macro" not in kinds


def test_layouts_are_found_by_what_they_hold_when_names_and_numbers_say_nothing(
    tmp_path: Path,
) -> None:
    plain = read(templates.write(templates.wide, tmp_path))
    other = read(templates.write(templates.renamed, tmp_path))
    for kind in ("cover", "text"):
        assert other.room(kind) == plain.room(kind)
        assert other.chosen[kind].title is not None
    assert other.chosen["cover"].title.kind == "ctrTitle"  # type: ignore[union-attr]


def test_a_wished_layout_is_used_and_a_lost_one_is_told(tmp_path: Path) -> None:
    template = templates.write(templates.wide, tmp_path)
    wished = {"text": "Title Only", "table": "Section Header", "chart": "Borte"}
    said = report_pptx(STATE, tmp_path / "r.pptx", template=template, layouts=wished)
    assert any("Borte" in sentence for sentence in said)
    used = {s.slide_layout.name for s in Presentation(str(tmp_path / "r.pptx")).slides}
    assert used == {"Title Only", "Section Header", "Title Slide", "Title and Content"}
    assert outside(tmp_path / "r.pptx") == []
    assert empty_placeholders(tmp_path / "r.pptx") == []


def test_any_layout_can_be_chosen_for_any_kind(tmp_path: Path) -> None:
    template = templates.write(templates.tight, tmp_path)
    for layout in read(template).every:
        wished = dict.fromkeys(KINDS, layout.key)
        report_pptx(SMALL, tmp_path / "r.pptx", template=template, layouts=wished)
        assert outside(tmp_path / "r.pptx") == [], layout.key
        assert empty_placeholders(tmp_path / "r.pptx") == [], layout.key


def test_what_could_not_be_done_as_wished_is_told(tmp_path: Path) -> None:
    told = {
        make.__name__: report_pptx(
            EMPTY, tmp_path / "r.pptx", template=templates.write(make, tmp_path)
        )
        for make in (
            templates.signed,
            templates.no_title,
            templates.no_body,
            templates.own_typeface,
        )
    }
    assert any("signert" in said for said in told["signed"])
    assert any("tittel" in said for said in told["no_title"])
    assert any("oppsett for tekst" in said for said in told["no_body"])


def test_text_that_a_picture_hides_is_told_and_text_that_it_carries_is_not(
    tmp_path: Path,
) -> None:
    said = {
        make.__name__: " ".join(
            report_pptx(EMPTY, tmp_path / "r.pptx", template=templates.write(make, tmp_path))
        )
        for make in (
            templates.dark_photo_under_dark_text,
            templates.dark_with_pictures,
            templates.dark_theme,
        )
    }
    assert [name for name, text in said.items() if "kontrast" in text] == [
        "dark_photo_under_dark_text"
    ]
    assert "«Title and Content»" in said["dark_photo_under_dark_text"]


def test_no_word_of_the_cover_is_broken_where_smaller_type_spares_it(tmp_path: Path) -> None:
    template = templates.write(templates.title_in_a_column, tmp_path)
    report_pptx(STATE, tmp_path / "r.pptx", template=template)
    title = Presentation(str(tmp_path / "r.pptx")).slides[0].shapes.title
    [size] = {int(each) / 100 for each in title._element.xpath(".//a:rPr/@sz")}
    slot = read(template).chosen["cover"].title
    assert slot is not None
    room = slot.box.inset(slot.margins).width
    words = title.text_frame.text.split()
    assert max(slot.face.width(word, size) for word in words) <= room
    assert size >= 14


def test_an_unknown_typeface_is_told_and_measured_wider(tmp_path: Path) -> None:
    template = templates.write(templates.unknown_typeface, tmp_path)
    [said] = report_pptx(STATE, tmp_path / "r.pptx", template=template)
    assert "Fylkessans Ukjent" in said


def test_the_same_state_and_template_give_the_same_file(tmp_path: Path) -> None:
    template = templates.write(templates.dark_with_pictures, tmp_path)
    for name in ("a.pptx", "b.pptx"):
        report_pptx(STATE, tmp_path / name, template=template)
    assert (tmp_path / "a.pptx").read_bytes() == (tmp_path / "b.pptx").read_bytes()


@rendering.slow
def test_libreoffice_shows_all_of_it_within_the_page(made: tuple[Make, Path, Path]) -> None:
    _make, _template, report = made
    pages = rendering.pages(report)
    assert len(pages) == len(titles(report))
    assert [word for page in pages for word in page.outside()] == []
    assert [pair for page in pages for pair in page.overlaps()] == []
    assert rendering.missing(report, pages) == set()
