"""The remote: big buttons on the facilitator's phone, and nothing personal on it."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from conftest import axe
from phones import device, opened, sideways, workshop
from samverk.actions import codes, participants, room, running
from samverk.model import Stage
from samverk.workshop import Workshop
from serving import Server, serving, until

expect.set_options(timeout=20_000)


@pytest.fixture(scope="module")
def held(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Workshop]:
    made = workshop(tmp_path_factory.mktemp("fjernkontroll"))
    yield made
    made.close()


@pytest.fixture(scope="module")
def server(held: Workshop) -> Iterator[Server]:
    with serving(held.notebook, held.data) as started:
        yield started


@pytest.fixture(scope="module")
def phone(browser: Browser) -> Iterator[BrowserContext]:
    with device(browser) as context:
        yield context


@pytest.fixture(scope="module")
def kept_page(phone: BrowserContext, server: Server) -> Page:
    return opened(phone, server.addresses["remote_url"])


@pytest.fixture
def page(kept_page: Page, held: Workshop) -> Page:
    running.begin_again(held.opened)
    expect(kept_page.get_by_role("heading", level=1)).to_have_text("Dagen har ikke begynt")
    return kept_page


def stage(held: Workshop) -> Stage:
    return held.opened.refresh().stage


def press(page: Page, name: str) -> None:
    page.get_by_role("button", name=name).click()


def test_the_day_is_run_from_the_phone(page, held):
    rows = held.opened.state.agenda
    title = page.get_by_role("heading", level=1)
    press(page, "Start: ")
    expect(title).to_have_text(rows[0].title)
    press(page, "Neste: ")
    expect(title).to_have_text(rows[1].title)
    before = held.opened.refresh().day.due
    press(page, "+5 minutter")
    expect(page.get_by_text("5 minutter lagt til.")).to_be_visible()
    due = held.opened.refresh().day.due
    assert due is not None
    assert before is not None
    assert round(due - before) == 300
    press(page, "Stopp klokka")
    expect(page.get_by_text("klokka er stoppet")).to_be_visible()
    press(page, "La klokka gå")
    expect(page.get_by_role("button", name="Stopp klokka")).to_be_visible()
    expect(page.get_by_role("timer")).to_have_text(re.compile(r"\d\d:\d\d"))
    assert held.opened.refresh().day.stopped is None


def test_next_pressed_twice_at_once_moves_on_once(page, held):
    rows = held.opened.state.agenda
    press(page, "Start: ")
    expect(page.get_by_role("heading", level=1)).to_have_text(rows[0].title)
    page.get_by_role("button", name="Neste: ").dblclick()
    expect(page.get_by_role("heading", level=1)).to_have_text(rows[1].title)
    press(page, "+5 minutter")
    expect(page.get_by_text("5 minutter lagt til.")).to_be_visible()
    assert held.opened.refresh().day.item == rows[1].id


def test_the_projector_is_black_and_lit_again(page, held):
    press(page, "Svart skjerm")
    lit = page.get_by_role("button", name="Slå på skjermen")
    expect(lit).to_have_attribute("aria-pressed", "true")
    assert stage(held).black
    lit.click()
    expect(page.get_by_role("button", name="Svart skjerm")).to_be_visible()
    assert not stage(held).black


def test_a_message_goes_to_the_tables_or_the_projector_and_is_taken_away(page, held):
    press(page, "Til bordene")
    expect(page.get_by_text("Skriv meldingen først.")).to_be_visible()
    page.get_by_label("Det du vil si").fill("Fem minutter igjen")
    press(page, "Til bordene")
    expect(page.get_by_text("Sendt til bordene.")).to_be_visible()
    assert stage(held).message == "Fem minutter igjen"
    page.get_by_label("Det du vil si").fill("Velkommen tilbake")
    press(page, "På storskjermen")
    expect(page.locator(".standing")).to_have_count(2)
    assert stage(held).notice == "Velkommen tilbake"
    press(page, "Ta bort: Fem minutter igjen")
    press(page, "Ta bort: Velkommen tilbake")
    expect(page.locator(".standing")).to_have_count(0)
    assert (stage(held).message, stage(held).notice) == ("", "")


def test_the_result_is_shown_and_hidden(page, held):
    press(page, "Vis resultatet")
    press(page, "Skjul resultatet")
    expect(page.get_by_role("button", name="Vis resultatet")).to_be_visible()
    assert not held.opened.refresh().closing.revealed


def test_what_the_projector_shows_is_chosen(page, held):
    page.get_by_label("Storskjermen viser").select_option(label="Prinsippkort")
    press(page, "Neste kort")
    until(lambda: (stage(held).shows, stage(held).card) == ("principles", 1), "no next card")
    press(page, "Neste kort")
    until(lambda: stage(held).card == 2, "the card after was not shown")
    page.get_by_label("Tid").select_option("5")
    page.get_by_label("Gruppe", exact=True).select_option("2")
    press(page, "Vis gruppa og start tiden")
    expect(page.get_by_text("Gruppe 2 vises.")).to_be_visible()
    assert (stage(held).shows, stage(held).group) == ("group", 2)
    assert stage(held).due is not None
    room.show(held.opened, "")
    expect(page.get_by_label("Storskjermen viser")).to_have_value("")


def test_next_card_pressed_twice_at_once_moves_on_two(page, held):
    page.get_by_label("Storskjermen viser").select_option(label="Prinsippkort")
    expect(page.get_by_role("button", name="Neste kort")).to_be_visible()
    before = stage(held).card
    page.get_by_role("button", name="Neste kort").dblclick()
    until(lambda: stage(held).card == before + 2, "the second press was lost")
    room.show(held.opened, "")
    expect(page.get_by_label("Storskjermen viser")).to_have_value("")


def test_a_group_that_is_chosen_stays_while_something_else_changes(page, held):
    page.get_by_label("Gruppe", exact=True).select_option("3")
    page.get_by_label("Gruppe", exact=True).blur()
    running.start(held.opened)
    expect(page.get_by_role("heading", level=1)).to_have_text(held.opened.state.agenda[0].title)
    expect(page.get_by_label("Gruppe", exact=True)).to_have_value("3")
    press(page, "Vis gruppa og start tiden")
    expect(page.get_by_text("Gruppe 3 vises.")).to_be_visible()
    expect(page.get_by_label("Gruppe", exact=True)).to_have_value("4")
    room.show(held.opened, "")
    expect(page.get_by_label("Storskjermen viser")).to_have_value("")


def test_nothing_personal_is_on_it_and_it_fits_a_small_phone(page, held):
    someone = held.opened.state.participants[0]
    participants.set(held.opened, someone.id, "email", "hemmelig@example.no")
    running.start(held.opened)
    expect(page.get_by_role("heading", level=1)).to_have_text(held.opened.state.agenda[0].title)
    told = page.content()
    assert not [p.name for p in held.opened.state.participants if p.name in told]
    assert "hemmelig@" not in told
    for width in (390, 320):
        page.set_viewport_size({"width": width, "height": 700})
        assert sideways(page) == 0
    heights = page.locator("main button:visible, main select:visible").evaluate_all(
        "all => all.map(e => e.getBoundingClientRect().height)"
    )
    assert min(heights) >= 44
    assert axe(page) == []


def test_it_is_driven_by_keyboard_alone(page, held):
    page.get_by_role("button", name="Start: ").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text(held.opened.state.agenda[0].title)
    for name in ("+5 minutter", "Stopp klokka", "Svart skjerm", "Vis resultatet"):
        page.keyboard.press("Tab")
        expect(page.get_by_role("button", name=name)).to_be_focused()


@pytest.mark.slow
def test_without_the_server_it_says_so_and_since_when(browser, tmp_path):
    made = workshop(tmp_path)
    with device(browser) as context:
        with serving(made.notebook, made.data) as server:
            page = opened(context, server.addresses["remote_url"])
            expect(page.get_by_role("button", name="Start: ")).to_be_visible()
        press(page, "Svart skjerm")
        expect(page.get_by_text("Fikk ikke kontakt med maskinen. Prøv igjen.")).to_be_visible()
        expect(page.get_by_text("Ingen kontakt med maskinen.")).to_be_visible()
    made.close()


def test_a_renewed_code_ends_it(held, phone, server):
    page = opened(phone, server.addresses["remote_url"])
    expect(page.get_by_role("button", name="Svart skjerm")).to_be_visible()
    codes.renew(held.opened, "remote")
    expect(page.get_by_role("heading", level=1)).to_have_text("Koden gjelder ikke lenger")
