"""*Avslutning og rapport*: what measures lack, a template of one's own, and the downloads."""

from __future__ import annotations

import io
import os
import re
import threading
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import nbformat
import openpyxl
import pptx
import pytest
from playwright.sync_api import Browser, Page, expect

from conftest import axe, watched_page
from samverk import documents, ui, words
from samverk.actions import closing, sample, synthesis
from samverk.model import Sorry, State
from samverk.ui.closing import ClosingPanel, standing
from samverk.workshop import Workshop
from serving import serving


@pytest.fixture(scope="module")
def workshop(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Workshop]:
    """The sample, in a notebook of two cells, as another visitor has it open."""
    words.use("nb")
    place = tmp_path_factory.mktemp("avslutning")
    cells = {
        "start": "from samverk import ui\nworkshop = ui.Workshop.here()\nui.start(workshop)",
        "closing": "ui.closing(workshop)",
    }
    book = nbformat.v4.new_notebook(  # type: ignore[no-untyped-call]
        cells=[
            nbformat.v4.new_code_cell(source, metadata={"samverk": {"step": step}})  # type: ignore[no-untyped-call]
            for step, source in cells.items()
        ],
        metadata={"kernelspec": {"name": "python3", "display_name": "Python 3"}},
    )
    nbformat.write(book, place / "workshop.ipynb")  # type: ignore[no-untyped-call]
    opened = Workshop(place / "workshop.ipynb", place / "workshops")
    opened.begin()
    sample.fill(opened.opened, opened.meet, opened.met)
    yield opened
    opened.close()


@pytest.fixture
def panel(workshop: Workshop) -> ClosingPanel:
    return ui.closing(workshop)


@pytest.fixture(scope="module")
def open_page(browser: Browser, workshop: Workshop) -> Iterator[Page]:
    with (
        serving(workshop.notebook, workshop.data) as server,
        watched_page(browser, 1280, 800) as page,
    ):
        page.goto(f"{server.link}#closing")
        expect(page.get_by_role("button", name="Lag rapporten")).to_be_visible(timeout=40000)
        yield page


def view(panel: ClosingPanel) -> dict[str, Any]:
    return panel.view(panel.workshop.opened.refresh())


def packed(part: str) -> bytes:
    """A file of the Office family whose main part is of another kind."""
    content = io.BytesIO()
    kind = f"application/vnd.openxmlformats-officedocument.{part}.main+xml"
    with zipfile.ZipFile(content, "w") as made:
        made.writestr("[Content_Types].xml", f'<Types><Override ContentType="{kind}"/></Types>')
    return content.getvalue()


def presentation() -> bytes:
    content = io.BytesIO()
    pptx.Presentation().save(content)
    return content.getvalue()


def test_nothing_lacks_where_there_are_no_measures() -> None:
    assert standing(State()) == (
        "Det er ingen tiltak ennå. Rapporten kan lages når som helst.",
        (),
    )


@pytest.mark.parametrize(
    "content",
    [b"", b"Ikke en zip", presentation()[:9000], packed("wordprocessingml.document")],
    ids=["empty", "text", "truncated", "a document"],
)
def test_a_template_that_is_no_presentation_is_refused_and_not_kept(
    panel: ClosingPanel, content: bytes
) -> None:
    with pytest.raises(Sorry, match="kan ikke brukes"):
        panel.on_template("mal.pptx", content)
    assert view(panel)["template"] == ""
    assert [name for name, _title in view(panel)["templates"]] == [""]


def test_a_template_is_kept_whatever_the_case_of_its_suffix(panel: ClosingPanel) -> None:
    panel.on_template("C:\\maler\\ETATENS.PPTX", presentation())
    assert view(panel)["template"] == "ETATENS.PPTX"
    assert ["ETATENS.PPTX", "ETATENS.PPTX"] in view(panel)["templates"]
    closing.set(panel.workshop.opened, "template", "")


def finished(panel: ClosingPanel) -> None:
    """Wait for what the panel does in the background."""
    for thread in threading.enumerate():
        if thread.name == "samverk-work":
            thread.join(60)
    assert panel.busy is None


def test_a_template_that_is_brought_is_looked_at_and_its_layouts_can_be_changed(
    panel: ClosingPanel, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SAMVERK_OFFICE", "")
    panel.on_template("etaten.pptx", presentation())
    finished(panel)
    check = view(panel)["check"]
    assert check["looks"][0]["name"] == "Forside"
    assert check["looks"][1]["layout"] == "Title and Content"
    panel.on_layout("text", "Two Content")
    finished(panel)
    assert view(panel)["check"]["looks"][1]["layout"] == "Two Content"
    assert panel.workshop.state.closing.layouts == {"etaten.pptx": {"text": "Two Content"}}
    panel.on_layout("text", "")
    finished(panel)
    assert view(panel)["check"]["looks"][1]["layout"] == "Title and Content"
    closing.set(panel.workshop.opened, "template", "")
    assert view(panel)["check"] is None


def test_a_template_that_turns_out_unusable_is_told_until_another_is_chosen(
    panel: ClosingPanel, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SAMVERK_OFFICE", "")
    panel.on_template("hul.pptx", packed("presentationml.presentation"))
    finished(panel)
    assert "kan ikke brukes" in view(panel)["unusable"]
    closing.set(panel.workshop.opened, "template", "")
    panel.on_check()
    finished(panel)
    assert view(panel)["unusable"] == ""
    (panel.workshop.folder / "maler" / "hul.pptx").unlink()


@pytest.mark.parametrize("kind", ["director_pptx", "report_docx", "report_txt", "report_pdf"])
def test_every_kind_of_document_is_made(panel: ClosingPanel, kind: str) -> None:
    panel.on_make(kind)
    finished(panel)
    made = panel.workshop.folder / "documents"
    assert any(path.suffix == documents.NAMES[kind][1] for path in made.iterdir())
    assert panel.made


def test_the_text_for_an_e_mail_has_the_measures(panel: ClosingPanel) -> None:
    text = str(panel.on_message().value)
    assert all(m.text in text for m in panel.workshop.state.measures if not m.withdrawn)


def test_what_a_measure_lacks_is_filled_in_and_the_row_leaves_without_the_focus(
    open_page: Page, workshop: Workshop
) -> None:
    first = synthesis.add_measure(workshop.opened, "Felles kaffe", "now")
    synthesis.add_measure(workshop.opened, "Felles kalender", "now")
    for field, value in (("owner", "Nav Vågsund"), ("first_step", "Spør kantina")):
        synthesis.set_measure(workshop.opened, first, field, value)
    open_page.get_by_role("button", name="2 tiltak mangler frist.").click(timeout=5000)
    due = open_page.get_by_role("button", name="Frist for Felles kaffe: Mangler")
    expect(due).to_be_focused()
    open_page.keyboard.press("Enter")
    open_page.get_by_label("Frist for Felles kaffe").fill("2027-03-01")
    open_page.keyboard.press("Enter")
    expect(open_page.locator(".lacking tbody tr")).to_have_count(1, timeout=5000)
    assert open_page.evaluate("document.activeElement.closest('.samverk-panel') !== null")
    assert axe(open_page) == []


def test_the_report_and_the_spreadsheet_are_handed_to_the_browser(
    open_page: Page, workshop: Workshop, tmp_path: Path
) -> None:
    with open_page.expect_download(timeout=20000) as got:
        open_page.get_by_role("button", name="Lag rapporten").click()
    got.value.save_as(tmp_path / "rapport.pptx")
    assert got.value.suggested_filename.startswith("Rapport Ungt utenforskap")
    shown = pptx.Presentation(str(tmp_path / "rapport.pptx"))
    said = {s.text_frame.text for p in shown.slides for s in p.shapes if s.has_text_frame}
    assert workshop.opened.refresh().about.title in said
    expect(open_page.locator(".told")).to_contain_text("er lagret i mappa")

    open_page.get_by_role("button", name="Mer", exact=True).click()
    with open_page.expect_download(timeout=20000) as got:
        open_page.get_by_role("menuitem", name="Regneark med alt").click()
    got.value.save_as(tmp_path / "alt.xlsx")
    book = openpyxl.load_workbook(tmp_path / "alt.xlsx")
    cells = {c for sheet in book for row in sheet.iter_rows(values_only=True) for c in row}
    assert "Felles kaffe" in cells


def test_a_broken_template_is_refused_beside_its_button(open_page: Page, tmp_path: Path) -> None:
    broken = tmp_path / "brev.pptx"
    broken.write_bytes(packed("wordprocessingml.document"))
    open_page.locator("input[type=file]").set_input_files(broken)
    expect(open_page.locator(".template + .wrong")).to_contain_text(
        "Malen brev.pptx kan ikke brukes", timeout=5000
    )
    assert axe(open_page) == []


def test_the_kinds_of_slides_are_shown_with_their_layouts(open_page: Page, tmp_path: Path) -> None:
    own = tmp_path / "etatens-mal.pptx"
    own.write_bytes(presentation())
    open_page.locator("input[type=file]").set_input_files(own)
    expect(open_page.locator(".look")).to_have_count(5, timeout=60000)
    open_page.get_by_label("Tabell").focus()
    open_page.get_by_label("Tabell").select_option("Title and Content")
    expect(open_page.get_by_label("Tabell")).to_have_value("Title and Content", timeout=60000)
    expect(open_page.get_by_label("Tabell")).to_be_focused()
    expect(open_page.locator(".look.stale")).to_have_count(1)
    expect(open_page.locator(".look.stale")).to_have_count(0, timeout=60000)
    assert axe(open_page) == []
    open_page.get_by_role("button", name="Vis teksten").click()
    expect(open_page.get_by_label("Teksten")).to_have_value(re.compile("STRAKSTILTAK"))
    if folder := os.environ.get("SAMVERK_PICTURES"):
        open_page.locator(".samverk-panel section").last.screenshot(path=f"{folder}/avslutning.png")


def test_the_panel_fits_a_phone(open_page: Page) -> None:
    for width in (390, 320):
        open_page.set_viewport_size({"width": width, "height": 844})
        over = open_page.evaluate("document.documentElement.scrollWidth - innerWidth")
        assert over <= 0, f"{over} px too wide at {width}"
