from pathlib import Path

import pytest
from pptx import Presentation

from documents import templates
from documents.decks import all_text, empty_placeholders, outside, smallest_type, titles
from documents.states import EMPTY, rich
from samverk.documents import director_pptx
from samverk.documents.director import key_figures
from samverk.priorities import order

STATE = rich(measures=60, groups=4)


@pytest.mark.parametrize("make", templates.MAKERS, ids=lambda make: make.__name__)
def test_the_director_gets_one_page_in_any_template(tmp_path: Path, make) -> None:  # type: ignore[no-untyped-def]
    path = tmp_path / "d.pptx"
    director_pptx(STATE, path, template=templates.write(make, tmp_path))
    assert len(titles(path)) == 1
    assert outside(path) == []
    assert empty_placeholders(path) == []
    height = Presentation(str(path)).slide_height / 12700
    assert smallest_type(path) >= 14 * height / 540 - 0.01


def test_it_has_the_picture_the_promises_and_the_measures_that_most_wish_for(
    tmp_path: Path,
) -> None:
    director_pptx(STATE, tmp_path / "d.pptx")
    text = all_text(tmp_path / "d.pptx")
    assert "møter mange tjenester" in text
    assert "Neste verksted: torsdag 8. april 2027" in text
    ordered = order(STATE)
    shown = [m for m in ordered if m.text in text.split("\n")]
    assert len(shown) >= 2
    assert f"Rapporten har {len(ordered) - len(shown)} tiltak til." in text


def test_a_text_stands_whole_or_not_at_all(tmp_path: Path) -> None:
    director_pptx(STATE, tmp_path / "d.pptx")
    whole = {note.text for note in STATE.notes} | {m.text for m in STATE.measures}
    slide = Presentation(str(tmp_path / "d.pptx")).slides[0]
    told = slide._element.xpath(".//a:p[.//a:buChar]")
    assert told
    assert {"".join(p.xpath(".//a:t/text()")) for p in told} <= whole


def test_an_empty_workshop_has_a_page_of_its_own(tmp_path: Path) -> None:
    director_pptx(EMPTY, tmp_path / "d.pptx")
    assert titles(tmp_path / "d.pptx") == ["Til direktøren: Samhandlingsverksted"]
    assert empty_placeholders(tmp_path / "d.pptx") == []


def test_key_figures_count_those_who_came() -> None:
    came = [p for p in STATE.participants if p.attendance in {"present", "late"}]
    bodies = {p.organisation for p in came}
    assert key_figures(STATE) == f"{len(came)} deltakere fra {len(bodies)} organisasjoner"
    assert key_figures(EMPTY) == ""
