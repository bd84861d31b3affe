"""*Innspill*: the form follows the row, notes arrive, and nobody who writes is disturbed."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import nbformat
import pytest
from playwright.sync_api import Browser, Page, expect

from conftest import axe, watched_page
from samverk import ui, words
from samverk.actions import closing, notes, running, sample, synthesis
from samverk.model import Measure, Note, State, change
from samverk.ui.capture_forms import FORMS, KINDS
from samverk.ui.notes import NotesPanel, standing
from samverk.workshop import Workshop
from serving import Server, serving, until


@pytest.fixture(scope="module")
def workshop(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Workshop]:
    """The sample, in a notebook of two cells, as another visitor has it open."""
    words.use("nb")
    place = tmp_path_factory.mktemp("innspill")
    cells = {
        "start": "from samverk import ui\nworkshop = ui.Workshop.here()\nui.start(workshop)",
        "notes": "ui.notes(workshop)",
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
    running.begin_again(opened.opened)
    yield opened
    opened.close()


@pytest.fixture
def panel(workshop: Workshop) -> NotesPanel:
    return ui.notes(workshop)


@pytest.fixture(scope="module")
def server(workshop: Workshop) -> Iterator[Server]:
    with serving(workshop.notebook, workshop.data) as started:
        yield started


@pytest.fixture(scope="module")
def shared_page(browser: Browser, server: Server) -> Iterator[Page]:
    with watched_page(browser, 1280, 800) as page:
        page.goto(f"{server.link}#notes")
        yield page


@pytest.fixture
def open_page(shared_page: Page) -> Page:
    """The page that these tests share, at its board."""
    shared_page.set_viewport_size({"width": 1280, "height": 800})
    expect(shared_page.locator(".horizon-board")).to_be_visible(timeout=40000)
    return shared_page


def row(workshop: Workshop, captures: str) -> str:
    return next(i.id for i in workshop.opened.refresh().agenda if i.captures == captures)


def texts(workshop: Workshop) -> list[str]:
    return [n.text for n in workshop.opened.refresh().notes if not n.withdrawn]


def view(panel: NotesPanel) -> dict[str, Any]:
    return panel.view(panel.workshop.opened.refresh())


def test_without_a_row_the_board_is_shown_and_then_the_form_of_the_row(
    workshop: Workshop, panel: NotesPanel
) -> None:
    assert view(panel)["form"] == "horizons"
    for captures in ("goals", "sofa", "challenge"):
        running.start(workshop.opened, row(workshop, captures))
        assert view(panel)["form"] == captures
    running.begin_again(workshop.opened)


def test_another_form_can_be_chosen_until_the_next_row_starts(
    workshop: Workshop, panel: NotesPanel
) -> None:
    running.start(workshop.opened, row(workshop, "goals"))
    panel.on_choose("wall")
    assert view(panel)["form"] == "wall"
    running.start(workshop.opened, row(workshop, "sofa"))
    assert view(panel)["form"] == "sofa"
    running.begin_again(workshop.opened)


def test_every_form_has_a_view_and_every_note_a_form(workshop: Workshop, panel: NotesPanel) -> None:
    for form in [key for key, _text in view(panel)["forms"]]:
        panel.on_choose(form)
        assert view(panel)["form"] == form
        assert form in FORMS or form in KINDS
    for each in {note.what: note for note in workshop.state.notes}.values():
        panel.on_find(each.id)
        assert each.id in {n["id"] for n in view(panel)["notes"]}


def test_dots_are_hidden_until_they_are_revealed(workshop: Workshop, panel: NotesPanel) -> None:
    store = workshop.opened
    closing.set(store, "revealed", False)
    panel.on_choose("dots")
    shown = view(panel)
    measure = shown["measures"][0]["id"]
    assert {m["dots"] for m in shown["measures"]} == {None}
    panel.on_hands(measure, 40)
    panel.on_reveal(True)
    first = view(panel)["measures"][0]
    assert (first["id"], first["hands"]) == (measure, 40)
    assert first["dots"] >= 40
    panel.on_reveal(False)
    assert {m["dots"] for m in view(panel)["measures"]} == {None}


def test_below_five_answers_nothing_is_told(workshop: Workshop, panel: NotesPanel) -> None:
    closing.set(workshop.opened, "pulse_hands", [0, 0, 0, 0, 0])
    with workshop.opened.change("test") as draft:
        draft.remove(*(b for b in draft.state.ballots if b.topic == "pulse"))
    panel.on_choose("closing")
    for score, n in ((4, 3), (5, 1)):
        panel.on_raised("pulse", score, n)
    pulse = view(panel)["pulse"]
    assert (pulse["answers"], pulse["counts"], pulse["mean"]) == (4, None, "")
    panel.on_raised("pulse", 5, 2)
    pulse = view(panel)["pulse"]
    assert (pulse["counts"], pulse["mean"]) == ([0, 0, 0, 3, 2], "4,4")


def test_the_step_says_how_much_has_come_in() -> None:
    assert standing(State()) == ("Ingen innspill ennå", [])
    some = (
        Note(id="a", rank=1.0, text="Buss", horizon="now", table=1),
        Note(id="b", rank=2.0, text="Tog", horizon="now", table=1, twin="a"),
        Note(id="c", rank=3.0, text="Hva nå?", what="question", table=2),
    )
    said, problems = standing(State(notes=some))
    assert said == "2 innspill fra 1 av 2 bord"
    assert [(p.text, p.target) for p in problems] == [("To har endret «Tog» samtidig.", "b")]


def test_notes_are_written_for_any_table_by_keyboard_alone(
    open_page: Page, workshop: Workshop
) -> None:
    entry = open_page.get_by_label("Skriv et innspill")
    entry.focus()
    open_page.keyboard.type("Vi kan låne bort møterommet")
    open_page.keyboard.press("PageDown")
    open_page.keyboard.press("PageDown")
    open_page.keyboard.press("ArrowDown")
    open_page.keyboard.press("Enter")
    expect(open_page.get_by_text("Vi kan låne bort møterommet")).to_be_visible(timeout=5000)
    open_page.keyboard.type("Og verkstedhallen")
    open_page.keyboard.press("Enter")
    expect(open_page.get_by_text("Og verkstedhallen")).to_be_visible(timeout=5000)
    stored = {n.text: (n.table, n.horizon) for n in workshop.opened.refresh().notes}
    assert stored["Vi kan låne bort møterommet"] == (3, "stretch")
    assert stored["Og verkstedhallen"] == (3, "stretch")
    expect(entry).to_be_focused()
    expect(entry).to_have_value("")
    assert open_page.locator(".note.arrived").count() == 0, "own notes are not news"


def test_the_file_of_a_table_is_read_once(open_page: Page, workshop: Workshop) -> None:
    note = {"id": "fra-en-fil-1", "text": "Skrevet uten nett", "what": "horizon", "horizon": "now"}
    file = {"samverk": "innspill", "version": 1, "table": 2, "notes": [note]}
    open_page.get_by_role("button", name="Mer", exact=True).click()
    open_page.get_by_role("menuitem", name="Les inn fil fra et bord").click()
    section = open_page.locator(".from-table")
    chosen = section.locator("input[type=file]")
    for said in ("Bord 2: 1 nytt innspill.", "Bord 2: 0 nye innspill. 1 var her fra før."):
        chosen.set_input_files(
            {
                "name": "innspill-bord-2.json",
                "mimeType": "application/json",
                "buffer": json.dumps(file).encode("utf-8"),
            }
        )
        expect(open_page.locator("#steg-notes .said")).to_contain_text(said, timeout=20_000)
    assert [n.table for n in workshop.opened.refresh().notes if n.text == note["text"]] == [2]
    chosen.set_input_files({"name": "x.json", "mimeType": "application/json", "buffer": b"{}"})
    expect(section.get_by_role("alert")).to_contain_text("Velg fila som heter innspill-bord.")
    assert axe(open_page) == []
    section.get_by_role("button", name="Lukk").click()
    expect(section).to_have_count(0)


def test_a_note_that_arrives_is_marked_and_moves_nothing(
    open_page: Page, workshop: Workshop
) -> None:
    open_page.set_viewport_size({"width": 1280, "height": 500})
    last = open_page.locator(".horizon-board .note .words").last
    last.click()
    area = open_page.locator(".editor textarea")
    area.press("End")
    open_page.keyboard.type(" og litt")
    place = area.bounding_box()
    assert place is not None
    for n in range(3):
        notes.add(workshop.opened, f"Fra et annet sted {n}", table=1, horizon="now")
    fresh = open_page.locator(".note.arrived", has_text="Fra et annet sted 2")
    expect(fresh).to_contain_text("nå", timeout=5000)
    moved = area.bounding_box()
    assert moved is not None
    assert abs(moved["y"] - place["y"]) < 2
    expect(area).to_be_focused()
    open_page.keyboard.type(" til")
    assert area.input_value().endswith(" og litt til")
    open_page.keyboard.press("Escape")
    expect(last).to_be_focused()
    expect(open_page.locator(".note.arrived")).to_have_count(0, timeout=7000)


def test_two_texts_of_one_note_stand_beside_each_other_until_one_is_chosen(
    open_page: Page, workshop: Workshop
) -> None:
    id = notes.add(workshop.opened, "Åpen kveld", table=1, horizon="now")
    open_page.locator(".note .words", has_text="Åpen kveld").click()
    area = open_page.locator(".editor textarea")
    area.fill("Åpen kveld hver onsdag")
    notes.edit(workshop.opened, id, "Åpen kveld for alle", was="Åpen kveld")
    expect(open_page.locator(".editor .late")).to_be_visible(timeout=5000)
    area.press("Enter")
    twins = open_page.locator(".twins")
    expect(twins).to_contain_text("To har endret samtidig", timeout=5000)
    assert {"Åpen kveld for alle", "Åpen kveld hver onsdag"} <= {*texts(workshop)}
    expect(twins).to_be_focused()
    assert axe(open_page) == []
    twins.get_by_role("button", name="Behold Åpen kveld hver onsdag").press("Enter")
    expect(twins).to_have_count(0, timeout=5000)
    assert workshop.opened.refresh().get(Note, id).text == "Åpen kveld hver onsdag"
    assert "Åpen kveld for alle" not in texts(workshop)


def test_what_is_too_long_stays_where_it_is_written_with_the_reason(
    open_page: Page, workshop: Workshop
) -> None:
    notes.add(workshop.opened, "Felles postliste", table=1, horizon="now")
    entry = open_page.get_by_label("Skriv et innspill")
    entry.fill("x" * 8001)
    entry.press("Enter")
    expect(open_page.locator(".entering .wrong")).to_contain_text("8001 tegn")
    expect(entry).to_have_value("x" * 8001)
    entry.fill("")
    expect(open_page.locator(".entering .wrong")).to_have_count(0)
    open_page.locator(".note .words", has_text="Felles postliste").click()
    area = open_page.locator(".editor textarea")
    area.fill("y" * 8001)
    area.press("Enter")
    expect(open_page.locator(".editor .wrong")).to_contain_text("8001 tegn")
    expect(area).to_have_value("y" * 8001)
    expect(area).to_be_focused()
    area.press("Escape")
    assert "Felles postliste" in texts(workshop)


def test_the_last_that_is_restored_leaves_the_focus_at_the_list(
    open_page: Page, workshop: Workshop
) -> None:
    for each in workshop.opened.refresh().notes:
        if each.withdrawn:
            notes.restore(workshop.opened, each.id)
    id = notes.add(workshop.opened, "Bytt plass en dag", table=1, horizon="now")
    notes.withdraw(workshop.opened, id)
    open_page.get_by_role("button", name="Mer", exact=True).click()
    open_page.get_by_role("menuitem", name="Vis 1 som er trukket tilbake").click()
    open_page.get_by_role("button", name="Hent tilbake Bytt plass en dag").press("Enter")
    expect(open_page.get_by_text("Ingenting er trukket tilbake.")).to_be_visible(timeout=5000)
    expect(open_page.get_by_role("heading", name="Trukket tilbake")).to_be_focused()
    open_page.get_by_role("button", name="Mer", exact=True).click()
    open_page.get_by_role("menuitem", name="Skjul det som er trukket tilbake").click()


def test_a_row_that_starts_takes_the_form_from_nobody_who_writes(
    open_page: Page, workshop: Workshop
) -> None:
    entry = open_page.get_by_label("Skriv et innspill")
    entry.fill("Halvferdig")
    running.start(workshop.opened, row(workshop, "goals"))
    expect(open_page.locator(".elsewhere")).to_be_visible(timeout=5000)
    expect(entry).to_have_value("Halvferdig")
    open_page.get_by_role("button", name="Vis skjemaet").click()
    expect(open_page.get_by_label("Skriv et mål eller en ambisjon")).to_be_visible(timeout=5000)
    running.begin_again(workshop.opened)
    expect(open_page.locator(".horizon-board")).to_be_visible(timeout=5000)


def test_every_form_works_without_serious_faults(open_page: Page, workshop: Workshop) -> None:
    form = open_page.get_by_label("Skjema", exact=True)
    for name in [*FORMS, "challenge"]:
        form.select_option(name)
        expect(open_page.locator(f".form.{name}")).to_be_visible(timeout=5000)
        assert axe(open_page) == [], name
    agreed = open_page.get_by_label("Det vi er enige om")
    form.select_option("challenge")
    agreed.fill("Vi møter dem for sent, og hver for oss")
    agreed.blur()
    until(
        lambda: "Vi møter dem for sent, og hver for oss" in texts(workshop),
        "the shared challenge was not saved",
    )
    form.select_option("status")
    measure = synthesis.add_measure(workshop.opened, "Kaffe på fredager")
    with workshop.opened.change("test") as draft:
        draft.put(change(draft.get(Measure, measure), carried_from="Forrige verksted"))
    status = open_page.get_by_role("button", name="Status for Kaffe på fredager: Ny")
    status.click()
    open_page.get_by_label("Status for Kaffe på fredager").select_option("done")
    open_page.keyboard.press("Enter")
    until(
        lambda: workshop.opened.refresh().get(Measure, measure).status == "done",
        "the status was not saved",
    )
    form.select_option("horizons")


def test_the_board_fits_a_phone(open_page: Page) -> None:
    for width in (390, 320):
        open_page.set_viewport_size({"width": width, "height": 844})
        over = open_page.evaluate("document.documentElement.scrollWidth - innerWidth")
        assert over <= 0, f"{over} px too wide at {width}"
