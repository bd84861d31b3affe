from pathlib import Path

import msgspec
import pytest

from documents import rendering, templates
from documents.states import EMPTY
from samverk.documents import office
from samverk.documents.check import Check, template_check
from samverk.documents.kinds import KINDS


@pytest.fixture(autouse=True)
def without_office(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SAMVERK_OFFICE", "")


def check_of(tmp_path: Path, template: Path | None, layouts: dict[str, str] | None = None) -> Check:
    template_check(EMPTY, tmp_path / "c.json", template=template, layouts=layouts)
    return msgspec.json.decode((tmp_path / "c.json").read_bytes(), type=Check)


@pytest.mark.parametrize("name", ["wide", "portrait", "no_title", "turned_text", "tight"])
def test_every_kind_of_slide_has_a_place_for_title_and_matter(tmp_path: Path, name: str) -> None:
    template = templates.write(getattr(templates, name), tmp_path)
    check = check_of(tmp_path, template)
    assert [look.kind for look in check.looks] == list(KINDS)
    for look in check.looks:
        for left, top, width, height in (look.title, look.matter):
            assert min(left, top) >= 0
            assert min(width, height) > 0
            assert left + width <= 1.001
            assert top + height <= 1.001
        assert look.layout in check.layouts
        if look.kind != "cover":
            assert look.title[1] + look.title[3] <= look.matter[1] + 0.05


def test_a_chosen_layout_is_the_one_that_is_shown(tmp_path: Path) -> None:
    template = templates.write(templates.wide, tmp_path)
    check = check_of(tmp_path, template, {"table": "Two Content"})
    assert {look.kind: look.layout for look in check.looks}["table"] == "Two Content"


def test_layouts_of_the_same_name_are_told_apart(tmp_path: Path) -> None:
    check = check_of(tmp_path, templates.write(templates.many_masters, tmp_path))
    assert len(set(check.layouts)) == len(check.layouts)
    assert "Title Slide (2)" in check.layouts


def test_what_the_template_lacks_and_that_there_are_no_pictures_is_said(tmp_path: Path) -> None:
    check = check_of(tmp_path, templates.write(templates.no_title, tmp_path))
    assert any("tittel" in sentence for sentence in check.said)
    assert any("LibreOffice" in sentence for sentence in check.said)
    assert all(look.picture == "" for look in check.looks)


def test_an_office_that_is_not_there_makes_no_pictures(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SAMVERK_OFFICE", str(tmp_path / "finnes-ikke"))
    assert office.pictures([tmp_path / "a.pptx"], tmp_path) == []


@rendering.slow
def test_libreoffice_shows_each_kind_as_a_picture(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("SAMVERK_OFFICE")
    check = check_of(tmp_path, templates.write(templates.wide, tmp_path))
    assert all(look.picture.startswith("data:image/png;base64,") for look in check.looks)
