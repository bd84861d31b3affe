"""*Oppfølging*: who owes what, and what is sent to them and comes back."""

from __future__ import annotations

import datetime as dt
import io
import re
import zipfile
from collections.abc import Iterator
from pathlib import Path

import openpyxl
import pytest
from playwright.sync_api import Browser, Page, expect

import panels
from conftest import axe, watched_page
from samverk import ui
from samverk.actions import follow_up as deeds
from samverk.model import About, Measure, Note, Sorry, State
from samverk.ui.follow_up import FollowUpPanel, standing
from samverk.workshop import Workshop


@pytest.fixture(scope="module")
def workshop(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Workshop]:
    made = panels.notebook(tmp_path_factory.mktemp("oppfolging"), "follow_up")
    before = dt.date.today() - dt.timedelta(days=10)
    with made.opened.change("fill") as draft:
        draft.put(
            About(theme="Ungt utenforskap", date=before),
            Measure(id="a", rank=1, text="Felles kaffe", owner="Nav Vågsund", due=before),
            Measure(id="b", rank=2, text="Felles kalender", owner="Skolen"),
            Note(id="c", rank=1, text="Vi møtes", what="commitment", owner="Direktøren"),
        )
    yield made
    made.close()


@pytest.fixture(scope="module")
def open_page(browser: Browser, workshop: Workshop) -> Iterator[Page]:
    with panels.served(workshop) as server, watched_page(browser, 1280, 800) as page:
        panels.go(page, server.link, "follow_up", "Oppfølging")
        yield page


@pytest.fixture
def panel(workshop: Workshop) -> FollowUpPanel:
    return ui.follow_up(workshop)


def test_nothing_is_owed_where_nothing_was_decided() -> None:
    assert standing(State()) == ("Ingen tiltak å følge opp ennå.", ())


def test_an_owner_without_a_due_date_has_no_calendar(panel: FollowUpPanel) -> None:
    with pytest.raises(Sorry, match="Sett en frist"):
        panel.on_calendar("Skolen")
    with pytest.raises(Sorry, match="ikke noe åpent"):
        panel.on_form("Ingen")


def test_the_overdue_stands_first_and_says_so(open_page: Page) -> None:
    heads = open_page.locator(".owner-head h2")
    expect(heads).to_have_count(3)
    expect(heads.first).to_contain_text("Nav Vågsund")
    expect(heads.first).to_contain_text("1 over fristen")
    expect(open_page.locator(".summary")).to_contain_text("3 åpne tiltak hos 3 ansvarlige.")
    assert axe(open_page) == []


def test_a_status_is_said_with_the_keyboard_and_kept_with_its_date(
    open_page: Page, workshop: Workshop
) -> None:
    open_page.get_by_role("button", name="Status for Vi møtes").press("Enter")
    open_page.get_by_label("Status for Vi møtes").select_option("in_progress")
    open_page.keyboard.press("Enter")
    expect(open_page.get_by_role("button", name="Status for Vi møtes")).to_contain_text(
        "Under arbeid"
    )
    open_page.get_by_role("button", name="Hvordan går det med Vi møtes").press("Enter")
    open_page.keyboard.type("Dato er satt")
    open_page.keyboard.press("Enter")
    expect(open_page.get_by_role("button", name="Historikk for Vi møtes")).to_be_visible()
    expect(open_page.locator(".follow-up", has_text="Vi møtes")).to_contain_text("Dato er satt")
    said = workshop.opened.refresh().get(Measure, "c").statuses
    assert [(s.status, s.date, s.comment) for s in said] == [
        ("in_progress", dt.date.today(), "Dato er satt")
    ]


def test_a_reminder_has_a_text_a_calendar_and_a_form_that_is_read_back(
    open_page: Page, workshop: Workshop, tmp_path: Path
) -> None:
    open_page.get_by_role("button", name="Påminnelse til Nav Vågsund").click()
    text = open_page.get_by_label("E-post til Nav Vågsund")
    expect(text).to_have_value(re.compile("1. Felles kaffe"))
    assert axe(open_page) == []
    with open_page.expect_download() as got:
        open_page.get_by_role("button", name="Last ned frister").click()
    assert got.value.suggested_filename == "Frister Nav Vågsund.ics"
    with open_page.expect_download() as got:
        open_page.get_by_role("button", name="Last ned skjema").click()
    form = tmp_path / "skjema.xlsx"
    got.value.save_as(form)
    book = openpyxl.load_workbook(form)
    book.worksheets[0]["D6"], book.worksheets[0]["E6"] = "Ferdig", "Kaffe hver fredag"
    book.save(form)
    open_page.locator("input[type=file]").set_input_files(form)
    expect(open_page.locator(".said .told")).to_contain_text("1 status er oppdatert.")
    measure = workshop.opened.refresh().get(Measure, "a")
    assert (measure.status, measure.statuses[-1].comment) == ("done", "Kaffe hver fredag")
    expect(open_page.get_by_role("button", name="1 tiltak er avsluttet")).to_be_visible()


def test_all_reminders_and_the_directors_page_are_handed_over(open_page: Page) -> None:
    with open_page.expect_download(timeout=40_000) as got:
        open_page.get_by_role("button", name="Påminnelser til alle").click()
    with zipfile.ZipFile(io.BytesIO(Path(got.value.path()).read_bytes())) as packed:
        assert {name.split("/")[0] for name in packed.namelist()} == {"Skolen", "Direktøren"}
    open_page.get_by_role("button", name="Mer", exact=True).click()
    with open_page.expect_download(timeout=40_000) as got:
        open_page.get_by_role("menuitem", name="Statusside til direktøren").click()
    assert Path(got.value.path()).read_bytes().startswith(b"%PDF")


def test_what_another_process_says_appears(open_page: Page, workshop: Workshop) -> None:
    deeds.set_status(workshop.opened, "b", "in_progress", "Sagt et annet sted")
    expect(open_page.locator(".follow-up", has_text="Felles kalender")).to_contain_text(
        "Sagt et annet sted"
    )


def test_the_panel_fits_a_phone(open_page: Page) -> None:
    for width in (390, 320):
        open_page.set_viewport_size({"width": width, "height": 844})
        over = open_page.evaluate("document.documentElement.scrollWidth - innerWidth")
        assert over <= 0, f"{over} px too wide at {width}"
