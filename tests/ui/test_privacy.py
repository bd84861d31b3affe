"""*Personvern*: what is stored stands in a table, and goes when somebody says so."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

import panels
from conftest import axe, watched_page
from samverk import ui
from samverk.actions import about, sample
from samverk.model import Sorry, State
from samverk.store.backup import take
from samverk.ui.privacy import PrivacyPanel, standing
from samverk.workshop import Workshop
from serving import until


@pytest.fixture(scope="module")
def workshop(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Workshop]:
    """The sample, held some weeks ago, with a list that somebody has uploaded."""
    made = panels.notebook(tmp_path_factory.mktemp("personvern"), "privacy")
    sample.fill(made.opened, made.meet, made.met)
    then = dt.date.today() - dt.timedelta(days=20)
    about.set(made.opened, "date", then.isoformat())
    names = "\n".join(p.name for p in made.state.participants)
    (made.folder / "uploads").mkdir()
    (made.folder / "uploads" / "liste.csv").write_text(names, encoding="utf-8")
    yield made
    made.close()


@pytest.fixture(scope="module")
def open_page(browser: Browser, workshop: Workshop) -> Iterator[Page]:
    with panels.served(workshop) as server, watched_page(browser, 1280, 800) as page:
        panels.go(page, server.link, "privacy", "Personvern")
        yield page


@pytest.fixture
def panel(workshop: Workshop) -> PrivacyPanel:
    return ui.privacy(workshop)


def test_nothing_waits_where_nothing_is_stored() -> None:
    assert standing(State()) == ("Ingenting venter på å bli slettet.", ())


def test_the_archive_is_refused_a_place_among_what_will_be_deleted(panel: PrivacyPanel) -> None:
    with pytest.raises(Sorry, match="utenfor"):
        panel.on_archive(str(panel.workshop.folder / "arkiv"))
    with pytest.raises(Sorry, match="Skriv hvilken mappe"):
        panel.on_archive("  ")


def test_one_person_goes_with_the_file_that_holds_the_name(tmp_path: Path) -> None:
    made = panels.notebook(tmp_path, "privacy")
    sample.fill(made.opened, made.meet, made.met)
    panel = ui.privacy(made)
    gone, *others = made.state.participants
    (made.folder / "liste.txt").write_text(gone.name, encoding="utf-8")
    (made.folder / "andre.txt").write_text(others[0].name, encoding="utf-8")
    found = {str(each["path"]): each["found"] for each in panel.on_plan(["names"], gone.id)}
    assert found == {"andre.txt": False, "liste.txt": True}
    panel.on_forget(["names", "email", "dietary"], ["liste.txt"], gone.id)
    until(lambda: panel.busy is None, "the deletion did not end")
    state = made.opened.refresh()
    assert gone.name not in {p.name for p in state.participants}
    assert {p.name for p in others} <= {p.name for p in state.participants}
    assert [path.name for path in made.folder.glob("*.txt")] == ["andre.txt"]
    assert panel.left == []
    made.close()


def test_what_is_overdue_is_said_in_the_frame_and_here(open_page: Page) -> None:
    expect(open_page.locator("#foot .missing")).to_have_text("1 over datoen")
    open_page.get_by_role("button", name="Matbehov skulle vært slettet").click()
    until = open_page.get_by_role("button", name="Matbehov slettes etter")
    expect(until).to_be_focused()
    assert axe(open_page) == []


def test_a_date_is_changed_in_the_table(open_page: Page, workshop: Workshop) -> None:
    later = dt.date.today() + dt.timedelta(days=90)
    open_page.get_by_role("button", name="E-postadresser slettes etter").press("Enter")
    open_page.get_by_label("E-postadresser slettes etter").fill(later.isoformat())
    open_page.keyboard.press("Enter")
    expect(open_page.locator("table.kept")).to_contain_text(later.strftime("%d.%m.%Y"))
    assert workshop.opened.refresh().keeping.until == {"email": later}


def test_the_archive_is_written_to_a_folder_outside(
    open_page: Page, tmp_path: Path, workshop: Workshop
) -> None:
    open_page.get_by_role("button", name="Til arkivet").click()
    open_page.get_by_label("Saksnummer").fill("2027/123")
    open_page.get_by_label("Mappe").fill(str(tmp_path / "arkiv"))
    open_page.get_by_role("button", name="Lagre i mappa").click()
    expect(open_page.locator(".told")).to_contain_text("8 filer ligger i", timeout=60_000)
    told = (tmp_path / "arkiv" / "README.txt").read_text(encoding="utf-8")
    assert "2027/123" in told
    assert "tiltak.csv" in told
    measures = (tmp_path / "arkiv" / "tiltak.csv").read_text(encoding="utf-8-sig")
    assert all(m.text.split("\n")[0][:20] in measures for m in workshop.state.measures[:3])
    everything = "".join(
        path.read_text(encoding="utf-8-sig") for path in (tmp_path / "arkiv").glob("*.csv")
    )
    assert not any(p.email in everything for p in workshop.state.participants if p.email)


def test_a_copy_is_brought_back_and_taken_back(open_page: Page, workshop: Workshop) -> None:
    take(workshop.opened)
    before = workshop.state.about.theme
    about.set(workshop.opened, "theme", "Noe helt annet")
    expect(open_page.locator("#theme")).to_have_text("Noe helt annet")
    open_page.get_by_role("button", name="Mer", exact=True).click()
    open_page.get_by_role("menuitem", name="Sikkerhetskopier").click()
    open_page.get_by_role("button", name="Hent fram kopien fra").first.click()
    open_page.get_by_role("button", name="Hent fram kopien", exact=True).click()
    expect(open_page.locator("#theme")).to_have_text(before)
    assert workshop.opened.refresh().about.theme == before
    open_page.get_by_role("button", name="Angre").click()
    expect(open_page.locator("#theme")).to_have_text("Noe helt annet")
    about.set(workshop.opened, "theme", before)


def test_names_go_with_the_list_that_holds_them_and_only_after_a_last_word(
    open_page: Page, workshop: Workshop
) -> None:
    names = [p.name for p in workshop.state.participants]
    open_page.get_by_role("button", name="Slett personopplysninger").click()
    open_page.get_by_role("checkbox", name="Navn, enhet og rolle").check()
    open_page.get_by_role("button", name="Se hva som forsvinner").click()
    expect(open_page.get_by_label("uploads/liste.csv")).to_be_checked()
    assert axe(open_page) == []
    open_page.keyboard.press("Escape")
    assert workshop.opened.refresh().participants[0].name in names

    open_page.get_by_role("button", name="Slett personopplysninger").click()
    open_page.get_by_role("checkbox", name="Navn, enhet og rolle").check()
    open_page.get_by_role("button", name="Se hva som forsvinner").click()
    open_page.get_by_role("button", name="Slett nå").click()
    expect(open_page.locator(".told").first).to_contain_text("Slettet.", timeout=40_000)
    state = workshop.opened.refresh()
    assert not {p.name for p in state.participants} & {*names}
    assert not (workshop.folder / "uploads").exists()
    expect(open_page.locator("table.kept")).to_contain_text("Slettet")


def test_the_panel_fits_a_phone(open_page: Page) -> None:
    for width in (390, 320):
        open_page.set_viewport_size({"width": width, "height": 844})
        over = open_page.evaluate("document.documentElement.scrollWidth - innerWidth")
        assert over <= 0, f"{over} px too wide at {width}"
