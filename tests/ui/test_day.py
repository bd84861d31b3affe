"""The notebook through Voilà, on the sample and on nothing, by one and by two at once."""

from __future__ import annotations

import datetime as dt
import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, WebSocket, expect

from conftest import CHECKOUT, axe, watched_page
from samverk import words
from samverk.actions import about, notes, sample
from samverk.model import About, Note
from samverk.store import history
from samverk.workshop import Workshop
from serving import Server, serving, until

STEPS = (
    "about",
    "agenda",
    "participants",
    "invitation",
    "groups",
    "running",
    "notes",
    "synthesis",
    "closing",
    "follow_up",
    "next",
    "help",
    "privacy",
)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the notebook and the sample workshop."""
    words.use("nb")
    place = tmp_path_factory.mktemp("dagen")
    shutil.copy(CHECKOUT / "workshop.ipynb", place)
    workshop = Workshop(place / "workshop.ipynb", place / "workshops")
    workshop.begin()
    sample.fill(workshop.opened, workshop.meet, workshop.met)
    workshop.close()
    return place


@pytest.fixture(scope="module")
def server(folder: Path) -> Iterator[Server]:
    with serving(folder / "workshop.ipynb", folder / "workshops") as running:
        yield running


@pytest.fixture
def workshop(folder: Path) -> Iterator[Workshop]:
    """The same workshop in this process, as another visitor would have it."""
    opened = Workshop(folder / "workshop.ipynb", folder / "workshops")
    yield opened
    opened.close()


def go(page: Page, step: str) -> None:
    """Choose a step in the page."""
    page.evaluate(f"location.hash = '{step}'")
    expect(page.locator(f"#steg-{step} h1")).to_be_visible(timeout=20000)


def opened(page: Page, server: Server, step: str = "about") -> None:
    """Open the page at a step."""
    page.goto(f"{server.link}#{step}")
    expect(page.locator(f"#steg-{step} h1")).to_be_visible(timeout=40000)


def test_every_step_opens_with_one_main_deed_and_nothing_serious_from_axe(
    page: Page, server: Server
) -> None:
    opened(page, server)
    assert page.locator("html").get_attribute("lang") == "nb"
    for step in STEPS:
        go(page, step)
        main = page.locator(f"#steg-{step} .button.main:visible")
        assert main.count() <= 1, step
        assert page.locator(f"#steg-{step} .wrong:visible").count() == 0, step
        assert axe(page) == [], step


@pytest.mark.parametrize("width", [390, 320])
def test_no_step_scrolls_sideways_on_a_narrow_screen(
    browser: Browser, server: Server, width: int
) -> None:
    with watched_page(browser, width, 700) as page:
        opened(page, server)
        for step in STEPS:
            go(page, step)
            over = page.evaluate(
                "document.documentElement.scrollWidth - document.documentElement.clientWidth"
            )
            assert over <= 0, f"{step} is {over} px too wide at {width}"


def test_a_change_is_saved_at_once_and_seen_by_the_other(
    browser: Browser, server: Server, workshop: Workshop
) -> None:
    with watched_page(browser, 1280, 800) as one, watched_page(browser, 1280, 800) as other:
        for page in (one, other):
            opened(page, server)
        field = one.get_by_label("Hvem det er for")
        field.fill("Alle som møter ungdom på jobb")
        field.press("Enter")
        expect(other.get_by_label("Hvem det er for")).to_have_value(
            "Alle som møter ungdom på jobb", timeout=3000
        )
        assert workshop.opened.refresh().about.audience == "Alle som møter ungdom på jobb"
        one.get_by_role("button", name="Angre").click()
        expect(other.get_by_label("Hvem det er for")).not_to_have_value(
            "Alle som møter ungdom på jobb", timeout=3000
        )


def test_a_note_from_elsewhere_appears_and_disturbs_nobody_who_writes(
    page: Page, server: Server, workshop: Workshop
) -> None:
    opened(page, server, "notes")
    entry = page.locator("#steg-notes .entry input, #steg-notes .entry textarea").first
    entry.click()
    page.keyboard.type("Vi kan låne bort")
    added = notes.add(workshop.opened, "Utekontakt i ferien", table=2, horizon="now")
    expect(page.get_by_text("Utekontakt i ferien")).to_be_visible(timeout=3000)
    page.keyboard.type(" møterommet vårt")
    expect(entry).to_be_focused()
    expect(entry).to_have_value("Vi kan låne bort møterommet vårt")
    page.keyboard.press("Enter")
    until(
        lambda: any(
            note.text == "Vi kan låne bort møterommet vårt"
            for note in workshop.opened.refresh().notes
        ),
        "the note was not stored",
    )
    notes.withdraw(workshop.opened, added)
    expect(page.get_by_text("Utekontakt i ferien")).to_be_hidden(timeout=3000)


def test_what_is_typed_is_saved_when_the_page_closes(
    browser: Browser, server: Server, workshop: Workshop
) -> None:
    with watched_page(browser, 1280, 800) as page:
        opened(page, server)
        page.get_by_label("Formål").fill("Skrevet rett før siden ble lukket")
        page.get_by_label("Formål").blur()
        until(
            lambda: workshop.opened.refresh().about.purpose == "Skrevet rett før siden ble lukket",
            "what was typed is lost",
        )


def test_the_external_leader_never_receives_an_address_or_a_dietary_need(
    page: Page, server: Server, workshop: Workshop
) -> None:
    frames: list[str] = []

    def listen(socket: WebSocket) -> None:
        socket.on(
            "framereceived",
            lambda data: frames.append(
                data if isinstance(data, str) else data.decode("utf-8", "replace")
            ),
        )

    page.on("websocket", listen)
    page.goto(f"{server.external_link}#participants")
    expect(page.locator("#steg-participants h1")).to_be_visible(timeout=40000)
    for step in STEPS:
        go(page, step)
    told = "".join(frames) + page.content()
    people = workshop.state.participants
    assert people[0].name in told
    for person in people:
        assert not person.email or person.email not in told
    assert not re.search(r"\b(vegetar|glutenfri|laktosefri)\b", told)


def test_an_empty_notebook_asks_once_and_is_filled_and_emptied_by_a_button(
    page: Page, tmp_path: Path
) -> None:
    shutil.copy(CHECKOUT / "workshop.ipynb", tmp_path)
    with serving(tmp_path / "workshop.ipynb", tmp_path / "workshops") as server:
        page.goto(server.link)
        page.get_by_role("button", name="Begynn på nytt verksted").press("Enter", timeout=40000)
        expect(page.locator("#steg-about h1")).to_be_focused(timeout=20000)
        assert axe(page) == []
        page.get_by_role("button", name="Legg til sted").press("Enter")
        expect(page.get_by_label("Navn på stedet")).to_be_focused()
        page.get_by_label("Antall bord").fill("")
        page.keyboard.press("Tab")
        expect(page.locator(".rooms .wrong")).to_have_text("Skriv et helt tall fra 0.")
        page.get_by_role("button", name="Fjern Salen").press("Enter")
        expect(page.get_by_role("button", name="Legg til rom")).to_be_focused()
        page.get_by_role("button", name="Fjern stedet").press("Enter")
        expect(page.get_by_role("button", name="Avbryt")).to_be_focused()
        page.keyboard.press("Escape")
        expect(page.get_by_role("button", name="Fjern stedet")).to_be_focused()
        page.keyboard.press("Enter")
        page.get_by_role("button", name="Fjern stedet").press("Enter")
        page.get_by_label("Tittel").fill("x" * 9000)
        page.keyboard.press("Tab")
        expect(page.locator(".field .wrong")).to_contain_text("Teksten er på 9000 tegn.")
        expect(page.get_by_label("Tittel")).to_have_value("x" * 9000)
        page.get_by_label("Tittel").fill("")
        page.keyboard.press("Tab")
        expect(page.locator(".field .wrong")).to_have_count(0)
        page.get_by_label("Dato", exact=True).focus()
        page.keyboard.type("02042027", delay=20)
        workshop = Workshop(tmp_path / "workshop.ipynb", tmp_path / "workshops")
        until(lambda: workshop.opened.refresh().about.date, "the date is not saved")
        dates = {getattr(e.after, "date", None) for e in history(workshop.opened, About, "about")}
        assert dates == {None, dt.date(2027, 2, 4)}
        workshop.close()
        page.get_by_role("button", name="Fyll inn et eksempel").click()
        expect(page.get_by_label("Månedens tema")).to_have_value("Ungt utenforskap", timeout=20000)
        go(page, "groups")
        expect(page.get_by_text("Gruppe 6")).to_be_visible()
        go(page, "about")
        page.get_by_role("button", name="Fjern eksempelet og begynn").click()
        page.get_by_role("button", name="Fjern eksempelet og begynn").click()
        expect(page.get_by_label("Månedens tema")).to_have_value("", timeout=10000)
        workshop = Workshop(tmp_path / "workshop.ipynb", tmp_path / "workshops")
        assert workshop.state.participants == ()
        workshop.close()
        page.goto("about:blank")


def test_a_refresh_shows_what_was_saved_and_keeps_undo(
    page: Page, server: Server, workshop: Workshop
) -> None:
    before = workshop.opened.refresh().about.title
    opened(page, server)
    page.get_by_label("Tittel").fill("Ny tittel")
    page.get_by_label("Tittel").press("Enter")
    until(lambda: workshop.opened.refresh().about.title == "Ny tittel", "not saved")
    page.reload()
    expect(page.get_by_label("Tittel")).to_have_value("Ny tittel", timeout=40000)
    page.get_by_role("button", name="Angre").click()
    expect(page.get_by_label("Tittel")).to_have_value(before)


def test_the_next_workshop_is_made_and_opens_with_what_was_carried(
    page: Page, server: Server, folder: Path
) -> None:
    opened(page, server, "next")
    page.get_by_label("Navn på notatboka").fill("april")
    page.get_by_role("button", name="Lag neste verksted").click()
    expect(page.get_by_text("april.ipynb er laget")).to_be_visible(timeout=20000)
    following = Workshop(folder / "april.ipynb", folder / "workshops")
    assert following.state.series.number == 4
    assert following.state.agenda
    assert following.state.participants == ()
    following.close()


def test_a_wrong_value_is_answered_with_a_sentence(page: Page, server: Server) -> None:
    opened(page, server, "next")
    page.get_by_label("Navn på notatboka").fill("workshop")
    page.get_by_role("button", name="Lag neste verksted").click()
    expect(page.locator("#steg-next .wrong")).to_contain_text("alt en notatbok", timeout=10000)


def test_two_who_change_one_note_at_once_lose_neither_text(
    page: Page, server: Server, workshop: Workshop
) -> None:
    store = workshop.opened
    first = notes.add(store, "Felles vaktordning", table=1, horizon="now")
    notes.edit(store, first, "Felles vakt for alle", was="Felles vaktordning")
    notes.edit(store, first, "Vaktordning på tvers", was="Felles vaktordning")
    texts = {note.text for note in store.state.notes}
    assert {"Felles vakt for alle", "Vaktordning på tvers"} <= texts
    opened(page, server, "notes")
    expect(page.get_by_text("Felles vakt for alle").first).to_be_visible()
    expect(page.get_by_text("Vaktordning på tvers").first).to_be_visible()
    with store.change("notes.clean") as draft:
        draft.remove(*(n for n in draft.state.notes if isinstance(n, Note) and "akt" in n.text))


def test_the_language_can_be_chosen_and_everybody_gets_it(
    page: Page, server: Server, workshop: Workshop
) -> None:
    opened(page, server)
    about.set(workshop.opened, "language", "nn")
    expect(page.locator("#steg-about h1")).to_have_text("Om verkstaden", timeout=5000)
    expect(page.locator("html")).to_have_attribute("lang", "nn")
    about.set(workshop.opened, "language", "nb")
    expect(page.locator("#steg-about h1")).to_have_text("Om verkstedet", timeout=5000)


@pytest.mark.slow
def test_a_page_whose_kernel_is_gone_says_that_it_is_old(page: Page, server: Server) -> None:
    opened(page, server)
    for kernel in server.kernels():
        kernel.kill()
    expect(page.locator("#age")).to_contain_text("Ikke oppdatert på", timeout=60000)
