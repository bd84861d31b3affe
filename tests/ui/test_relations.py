"""*Relasjoner*: who knows whom, new pairs, the purposes, and whether anything came of it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

import panels
from conftest import axe, watched_page
from samverk import ui
from samverk.actions import sample
from samverk.model import Pairing, State
from samverk.ui.relations import RelationsPanel, standing
from samverk.workshop import Workshop
from serving import until

TABS = ("Hvem kjenner hvem", "Nye par", "Formålene målt", "Ble det noe av det?")


@pytest.fixture(scope="module")
def workshop(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Workshop]:
    made = panels.notebook(tmp_path_factory.mktemp("relasjoner"), "relations", "running")
    sample.fill(made.opened, made.meet, made.met)
    yield made
    made.close()


@pytest.fixture(scope="module")
def kept_page(browser: Browser, workshop: Workshop) -> Iterator[Page]:
    with panels.served(workshop) as server, watched_page(browser, 1280, 800) as page:
        panels.go(page, server.link, "relations", "Relasjoner")
        expect(page.locator(".network .picture.wide")).to_be_visible()
        yield page


@pytest.fixture
def page(kept_page: Page) -> Page:
    kept_page.set_viewport_size({"width": 1280, "height": 800})
    open_tab(kept_page, TABS[0])
    return kept_page


def open_tab(page: Page, name: str) -> None:
    page.get_by_role("tab", name=name, exact=True).click()
    expect(page.get_by_role("tab", name=name, exact=True)).to_have_attribute(
        "aria-selected", "true"
    )


@pytest.fixture
def panel(workshop: Workshop) -> RelationsPanel:
    return ui.relations(workshop)


def test_nothing_is_asked_where_nobody_was_to_work_together() -> None:
    assert standing(State()) == ("", ())
    answered = Pairing(id="a", rank=1.0, number=1, what="Kaffe", outcome="no")
    assert standing(State(pairings=(answered,))) == ("", ())


def test_a_workshop_without_groups_shows_no_picture(tmp_path: Path) -> None:
    made = panels.notebook(tmp_path, "relations")
    shown = ui.relations(made).view(made.state)
    assert (shown["network"], shown["pairs"], shown["told"]) == (None, None, "")
    made.close()


def test_the_picture_and_its_tables_say_the_same(page: Page, panel: RelationsPanel) -> None:
    names = page.locator(".network .picture.wide text.name").all_text_contents()
    rows = page.locator("table.bodies tbody th button").all_inner_texts()
    assert "Bibliotekene i Salta" in rows
    assert sorted(" ".join(names).split()) == sorted(" ".join(rows).split())
    page.get_by_role("button", name=re.compile("Vis hvor mange som har møttes")).click()
    ties = page.locator("table.ties tbody tr")
    expect(ties).to_have_count(page.locator(".network .picture.wide .tie:not(.never)").count())
    expect(ties.first).to_contain_text("Vågsund kommune og Nav Vågsund")
    # Of those who were one or two it is not told how many they have met.
    few = ties.filter(has_text="Bibliotekene i Salta").locator("td.number").all_inner_texts()
    assert set(few) == {"vises ikke"}
    expect(page.locator(".network")).to_contain_text(
        "Ikke sett siden 08.10.2026: Bibliotekene i Salta."
    )


def test_one_organisation_is_looked_at_with_the_keyboard(page: Page) -> None:
    page.get_by_label("Vis", exact=True).focus()
    page.keyboard.type("Bib")
    told = page.locator(".network [role=status]")
    expect(told).to_contain_text("Bibliotekene i Salta har møtt 6 av 8 organisasjoner.")
    expect(told).to_contain_text("Har ikke sittet med: DPS Vågsund, Frivilligsentralen.")
    clear = page.locator(".network .picture.wide .tie:not(.never):not(.pale)")
    expect(clear).to_have_count(6)
    row = page.get_by_role("button", name="Bibliotekene i Salta", exact=True)
    expect(row).to_have_attribute("aria-pressed", "true")
    row.press("Enter")
    expect(told).to_be_empty()
    expect(page.locator(".network .picture .pale")).to_have_count(0)


def test_tabs_are_walked_with_the_arrows(page: Page) -> None:
    page.get_by_role("tab", name=TABS[0], exact=True).focus()
    for name in (*TABS[1:], TABS[0]):
        page.keyboard.press("ArrowRight")
        expect(page.get_by_role("tab", name=name, exact=True)).to_be_focused()


def test_new_pairs_stand_beside_the_most_that_was_possible(page: Page, workshop: Workshop) -> None:
    open_tab(page, "Nye par")
    own = workshop.chapter()
    last = page.locator("table.facts tbody tr").last.locator("td").all_inner_texts()
    assert last[1:3] == [str(own.new_across), str(own.most_across)]
    picture = page.get_by_role("img", name=re.compile("^Nye par på tvers av organisasjoner"))
    expect(picture.first.locator("line.mark")).to_have_count(3)
    expect(
        page.get_by_role("img", name=re.compile("som har møttes i serien")).first
    ).to_be_visible()


def test_the_purposes_are_measured_from_workshop_to_workshop(page: Page) -> None:
    open_tab(page, "Formålene målt")
    first = page.locator("table.facts").first.locator("tbody tr").first
    expect(first).to_contain_text("3,0 (20 svar)")
    expect(first).to_contain_text("8 fra 3 fagfelt")
    expect(page.locator(".purposes")).to_contain_text(
        "Halvparten av tiltakene som er ferdige, tok 44 dager eller mindre."
    )


def test_what_came_of_it_is_answered_and_kept(page: Page, workshop: Workshop) -> None:
    page.get_by_role("button", name="Ble det noe av samarbeidene fra prosjekttorget?").click()
    what = "Frokostklubb to dager i uka"
    cell = page.get_by_role("button", name=f"Ble det noe av {what}?")
    cell.press("Enter")
    page.get_by_label(f"Ble det noe av {what}?").select_option("yes")
    page.keyboard.press("Enter")
    expect(cell).to_contain_text("Ja")
    page.get_by_role("button", name=f"Hva kom ut av {what}?").press("Enter")
    page.keyboard.type("Tjue elever spiser frokost")
    page.keyboard.press("Enter")
    expect(page.get_by_role("button", name=f"Hva kom ut av {what}?")).to_contain_text("Tjue")
    [kept] = [p for p in workshop.opened.refresh().pairings if p.what == what]
    assert (kept.outcome, kept.said) == ("yes", "Tjue elever spiser frokost")
    page.get_by_role("button", name="Angre").click()
    expect(page.get_by_role("button", name=f"Hva kom ut av {what}?")).to_contain_text("Skriv")


def test_the_picture_is_shown_to_the_room(page: Page, workshop: Workshop) -> None:
    page.get_by_role("button", name="Vis på storskjermen").click()
    expect(page.locator(".said .told")).to_contain_text("Storskjermen viser bildet.")
    state = workshop.opened.refresh()
    assert state.stage.shows == "relations"
    assert [c.number for c in state.chapters] == [1, 2, 3]
    page.get_by_role("button", name="Mer", exact=True).click()
    page.get_by_role("menuitem", name="Vis utviklingen på storskjermen").click()
    until(lambda: workshop.opened.refresh().stage.shows == "trend", "the trend was not shown")


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_every_tab_is_accessible_and_fits(page: Page, dark: bool) -> None:
    page.evaluate(f"document.documentElement.dataset.svTheme = '{'dark' if dark else 'light'}'")
    for tab in TABS:
        open_tab(page, tab)
        for width in (1280, 390, 320):
            page.set_viewport_size({"width": width, "height": 844})
            over = page.evaluate("document.documentElement.scrollWidth - innerWidth")
            assert over <= 0, f"{tab}: {over} px too wide at {width}"
            if tab == TABS[0]:
                expect(page.locator(".picture.narrow")).to_be_visible(visible=width < 700)
                expect(page.locator(".picture.wide")).to_be_visible(visible=width > 700)
        page.set_viewport_size({"width": 1280, "height": 800})
        assert axe(page) == []


def test_no_name_of_a_person_goes_to_the_page(panel: RelationsPanel, workshop: Workshop) -> None:
    shown = str(panel.view(workshop.state))
    assert [p.name for p in workshop.state.participants if p.name in shown] == []
