"""*Innkalling*: the countdown, texts to copy, the calendar file, and what is printed."""

from __future__ import annotations

import datetime as dt
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import icalendar
import nbformat
import pytest
from playwright.sync_api import Browser, Page, expect

from conftest import axe, watched_page
from samverk import ui, words
from samverk.actions import about, invitation, sample
from samverk.model import About, Invitation, Participant, Sorry, State
from samverk.ui.invitation import InvitationPanel, _need, plan, standing
from samverk.workshop import Workshop
from serving import serving

CELLS = {
    "start": "from samverk import ui\nworkshop = ui.Workshop.here()\nui.start(workshop)",
    "about": "ui.about(workshop)",
    "invitation": "ui.invitation(workshop)",
}


@pytest.fixture(scope="module")
def workshop(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Workshop]:
    """The sample, in a notebook of three cells, as another visitor has it open."""
    words.use("nb")
    place = tmp_path_factory.mktemp("innkalling")
    book = nbformat.v4.new_notebook(  # type: ignore[no-untyped-call]
        cells=[
            nbformat.v4.new_code_cell(source, metadata={"samverk": {"step": step}})  # type: ignore[no-untyped-call]
            for step, source in CELLS.items()
        ],
        metadata={"kernelspec": {"name": "python3", "display_name": "Python 3"}},
    )
    nbformat.write(book, place / "workshop.ipynb")  # type: ignore[no-untyped-call]
    opened = Workshop(place / "workshop.ipynb", place / "workshops")
    opened.begin()
    sample.fill(opened.opened, opened.meet, opened.met)
    # However late these tests are run, the workshop is ahead.
    about.set(opened.opened, "date", "2150-02-05")
    about.set(opened.opened, "signup_deadline", "2150-01-22")
    yield opened
    opened.close()


@pytest.fixture
def panel(workshop: Workshop) -> InvitationPanel:
    return ui.invitation(workshop)


@pytest.fixture(scope="module")
def open_page(browser: Browser, workshop: Workshop) -> Iterator[Page]:
    with (
        serving(workshop.notebook, workshop.data) as server,
        watched_page(browser, 1280, 800) as page,
    ):
        page.goto(f"{server.link}#invitation")
        expect(page.get_by_role("button", name="Lag kalenderfila")).to_be_visible(timeout=60000)
        yield page


def view(panel: InvitationPanel) -> dict[str, Any]:
    return panel.view(panel.workshop.opened.refresh())


def said(state: State) -> tuple[str, list[str]]:
    summary, problems = standing(state)
    return summary, [problem.text for problem in problems]


def test_without_a_theme_it_says_what_comes_first() -> None:
    summary, problems = said(State())
    assert summary.startswith("Når temaet er satt")
    assert problems[0] == "Temaet mangler. Det må stå før noe sendes ut."
    assert "Datoen mangler." in problems


def test_it_names_the_step_that_comes_next_and_those_that_are_late() -> None:
    words.use("nb")
    day = dt.date.today() + dt.timedelta(days=50)
    state = State(about=About(theme="Tema", date=day))
    summary, problems = said(state)
    assert summary.startswith("Neste: Send «hold av datoen», senest ")
    steps = [due.step.name for due in plan(state)]
    assert summary.endswith(f" 0 av {len(steps)} er gjort.")
    assert [text for text in problems if "skulle vært gjort" in text]
    done = dict.fromkeys(steps, dt.date.today())
    state = State(about=state.about, invitation=Invitation(done=done))
    summary, problems = said(state)
    assert summary == "Alt i nedtellingen er gjort."
    assert [text for text in problems if "skulle vært gjort" in text] == []


def test_nothing_is_late_once_the_day_is_over() -> None:
    state = State(about=About(theme="Tema", date=dt.date(2020, 2, 4)))
    assert [text for text in said(state)[1] if "skulle vært gjort" in text] == []


def test_the_caterer_is_told_counts_and_an_external_nothing(
    panel: InvitationPanel, workshop: Workshop
) -> None:
    order = next(t for t in view(panel)["texts"] if t["name"] == "lunsjbestilling")
    names = [p.name for p in workshop.opened.state.participants]
    assert "Antall: 40 personer" in order["text"]
    assert [name for name in names if name in order["text"]] == []
    outside = Workshop(workshop.notebook, workshop.data, role="external")
    try:
        told = InvitationPanel(outside).view(outside.state)
    finally:
        outside.close()
    assert "lunsjbestilling" not in [text["name"] for text in told["texts"]]  # type: ignore[attr-defined]


def test_the_panel_shows_itself_without_what_makes_the_documents(workshop: Workshop) -> None:
    asked = (
        "import sys; from pathlib import Path\n"
        "from samverk.ui.invitation import InvitationPanel\n"
        "from samverk.workshop import Workshop\n"
        f"panel = InvitationPanel(Workshop(Path({str(workshop.notebook)!r}), "
        f"Path({str(workshop.data)!r})))\n"
        "print(len(panel.view(panel.workshop.state)['texts']))\n"
        "print(sorted({'typst', 'icalendar', 'holidays', 'pptx', 'PIL'} & set(sys.modules)))\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", asked], capture_output=True, encoding="utf-8", check=True
    )
    assert done.stdout.split("\n")[:2] == ["7", "[]"]


@pytest.mark.parametrize(
    "answer", ["Kari: vegetar", "Vegetar (Kari)", "vegetar, Kari Dahl", "Vegetar"]
)
def test_a_name_in_an_answer_does_not_reach_the_caterer(answer: str) -> None:
    eats = _need(Participant(id="1", name="Kari Dahl", dietary=answer))
    assert eats.casefold().strip(" ,(") == "vegetar"


@pytest.mark.parametrize("kind", ["finnes-ikke", "print/finnes-ikke", "../../etc/passwd"])
def test_what_is_no_document_is_refused(panel: InvitationPanel, kind: str) -> None:
    with pytest.raises(Sorry):
        panel.on_make(kind)
    assert panel.busy is None


def test_nothing_is_made_before_the_theme_is_set(panel: InvitationPanel) -> None:
    store = panel.workshop.opened
    theme = store.refresh().about.theme
    about.set(store, "theme", "")
    try:
        for make in (panel.on_calendar, lambda: panel.on_make("poster_pdf")):
            with pytest.raises(Sorry, match="tema"):
                make()
        assert view(panel)["texts"] == []
        assert store.refresh().calendar.uid == ""
    finally:
        about.set(store, "theme", theme)


def test_a_step_is_ticked_off_by_keyboard_and_taken_back(open_page: Page) -> None:
    box = open_page.get_by_role(
        "checkbox", name="Del inn i grupper, og skriv ut kort, skilt og lister, gjort"
    )
    box.focus()
    open_page.keyboard.press("Space")
    expect(open_page.locator(".countdown .done")).to_have_count(7, timeout=10000)
    expect(box).to_be_focused()
    open_page.get_by_role("button", name="Angre").click()
    expect(open_page.locator(".countdown .done")).to_have_count(6, timeout=10000)
    assert axe(open_page) == []


def test_a_day_is_moved_and_moved_back(open_page: Page, workshop: Workshop) -> None:
    step = "Del inn i grupper"
    open_page.get_by_role("button", name=f"Senest for {step}").click()
    open_page.get_by_label(f"Senest for {step}").fill("2150-01-05")
    open_page.keyboard.press("Enter")
    back = open_page.get_by_role("button", name=f"Tilbake til foreslått dag for {step}")
    expect(back).to_be_visible(timeout=10000)
    assert dt.date(2150, 1, 5) in workshop.opened.refresh().invitation.due.values()
    back.click()
    expect(back).to_have_count(0, timeout=10000)


def test_a_text_is_shown_and_copied(open_page: Page) -> None:
    open_page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    open_page.get_by_role("button", name="Se teksten til Bestill lunsj").click()
    field = open_page.get_by_label("Bestilling av mat", exact=True)
    expect(field).to_be_focused()
    open_page.get_by_role("tab", name="Innkalling").click()
    text = open_page.get_by_label("Innkalling", exact=True).input_value()
    open_page.get_by_role("button", name="Kopier teksten: Innkalling").click()
    expect(open_page.locator(".copied")).to_have_text(
        "Teksten er kopiert. Lim den inn der du vil ha den.", timeout=10000
    )
    assert open_page.evaluate("navigator.clipboard.readText()") == text
    assert "Ungt utenforskap" in text


def test_where_there_is_no_clipboard_the_text_is_marked(open_page: Page) -> None:
    open_page.evaluate(
        "Object.defineProperty(window, 'isSecureContext', {value: false, configurable: true});"
        "document.execCommand = () => false"
    )
    open_page.get_by_role("tab", name="Påminnelse").click()
    open_page.get_by_role("button", name="Kopier teksten: Påminnelse").click()
    expect(open_page.locator(".copied")).to_contain_text("Trykk Ctrl + C", timeout=10000)
    field = open_page.get_by_label("Påminnelse", exact=True)
    expect(field).to_be_focused()
    assert field.evaluate("f => f.selectionEnd - f.selectionStart === f.value.length")
    assert axe(open_page) == []


def test_what_another_changes_appears_in_the_texts(open_page: Page, workshop: Workshop) -> None:
    invitation.set(workshop.opened, "food_text", "Vi byr på boknafisk.")
    expect(open_page.locator("#innkalling-tekst")).to_have_value(
        re.compile("Vi byr på boknafisk"), timeout=10000
    )


def test_the_calendar_file_is_handed_over_and_a_moved_day_gives_a_newer_one(
    open_page: Page, workshop: Workshop, tmp_path: Path
) -> None:
    read = []
    for name in ("Lag kalenderfila", "Lag oppdatert kalenderfil"):
        with open_page.expect_download(timeout=60000) as got:
            open_page.get_by_role("button", name=name).click()
        got.value.save_as(tmp_path / "dag.ics")
        calendar = icalendar.Calendar.from_ical((tmp_path / "dag.ics").read_bytes())
        (event,) = calendar.walk("VEVENT")
        read.append((str(event["UID"]), int(event["SEQUENCE"]), event.decoded("DTSTART").date()))
        about.set(workshop.opened, "date", "2150-03-05")
        expect(open_page.locator("p.late, p.second").first).to_be_visible()
    assert read[0][0] == read[1][0]
    assert [sequence for _uid, sequence, _date in read] == [0, 1]
    assert [date for _uid, _sequence, date in read] == [dt.date(2150, 2, 5), dt.date(2150, 3, 5)]


def test_cancelling_names_what_happens_and_gives_a_file(open_page: Page, tmp_path: Path) -> None:
    open_page.get_by_role("button", name="Mer", exact=True).click()
    open_page.get_by_role("menuitem", name="Avlys verkstedet").click()
    assert axe(open_page) == []
    with open_page.expect_download(timeout=60000) as got:
        open_page.get_by_role("button", name="Lag avlysningen").click()
    got.value.save_as(tmp_path / "avlyst.ics")
    assert b"METHOD:CANCEL" in (tmp_path / "avlyst.ics").read_bytes()
    expect(open_page.get_by_text("Avlysningen ble laget")).to_be_visible()


def test_cards_for_the_groups_are_handed_over(open_page: Page) -> None:
    with open_page.expect_download(timeout=60000) as got:
        open_page.get_by_role("button", name="Lag Gruppekort").click()
    assert got.value.suggested_filename.startswith("Gruppekort Ungt utenforskap")
    assert Path(got.value.path()).read_bytes().startswith(b"%PDF-")
    expect(open_page.locator(".told").first).to_contain_text("er lagret i mappa")


def test_the_panel_fits_a_phone(open_page: Page) -> None:
    for width in (390, 320):
        open_page.set_viewport_size({"width": width, "height": 844})
        over = open_page.evaluate("document.documentElement.scrollWidth - innerWidth")
        assert over <= 0, f"{over} px too wide at {width}"
    assert axe(open_page) == []
