"""*Sammenfatning*: notes are gathered, measures are made of them, and each can be reached."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import nbformat
import pytest
from playwright.sync_api import Browser, Page, expect

from conftest import axe, watched_page
from samverk import priorities, ui, words
from samverk.actions import notes, sample, synthesis
from samverk.model import Measure, Note, Sorry, State
from samverk.ui.synthesis import SynthesisPanel, standing
from samverk.workshop import Workshop
from serving import Server, serving, until

SAME = ("Frokost på skolen hver dag", "Frokost på skolen hver eneste dag")


@pytest.fixture(scope="module")
def workshop(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Workshop]:
    """The sample, in a notebook of two cells, as another visitor has it open."""
    words.use("nb")
    place = tmp_path_factory.mktemp("sammenfatning")
    cells = {
        "start": "from samverk import ui\nworkshop = ui.Workshop.here()\nui.start(workshop)",
        "synthesis": "ui.synthesis(workshop)",
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
def panel(workshop: Workshop) -> SynthesisPanel:
    return ui.synthesis(workshop)


@pytest.fixture(scope="module")
def server(workshop: Workshop) -> Iterator[Server]:
    with serving(workshop.notebook, workshop.data) as started:
        yield started


@pytest.fixture(scope="module")
def shared_page(browser: Browser, server: Server) -> Iterator[Page]:
    with watched_page(browser, 1280, 800) as page:
        page.goto(f"{server.link}#synthesis")
        expect(page.get_by_role("tablist")).to_be_visible(timeout=40000)
        yield page


@pytest.fixture
def open_page(shared_page: Page) -> Page:
    """The page that these tests share."""
    shared_page.set_viewport_size({"width": 1280, "height": 800})
    return shared_page


def part(page: Page, name: str) -> None:
    page.get_by_role("tab", name=name).click()


def state(workshop: Workshop) -> State:
    return workshop.opened.refresh()


def view(panel: SynthesisPanel) -> dict[str, Any]:
    return panel.view(state(panel.workshop))


def test_pairs_are_suggested_and_never_merged_by_themselves(
    workshop: Workshop, panel: SynthesisPanel
) -> None:
    a, b = (notes.add(workshop.opened, text, horizon="now") for text in SAME)
    assert [a, b] in view(panel)["pairs"]
    assert not state(workshop).get(Note, b).merged_into
    synthesis.unlike(workshop.opened, a, b)
    assert [a, b] not in view(panel)["pairs"]
    for id in (a, b):
        notes.withdraw(workshop.opened, id)


def test_many_notes_are_compared_without_holding_up_the_panel(
    workshop: Workshop, panel: SynthesisPanel
) -> None:
    many = tuple(
        Note(id=f"n{n}", rank=float(n), text=f"Innspill nummer {n} om buss", horizon="now")
        for n in range(600)
    )
    crowd = State(notes=many)
    assert panel.view(crowd)["pairs"] is None
    until(lambda: panel.view(crowd)["pairs"] is not None, "the pairs were never found", 20)


def test_figures_are_read_as_norwegians_write_them(
    workshop: Workshop, panel: SynthesisPanel
) -> None:
    measure = next(m.id for m in state(workshop).measures if m.ease)

    def drawn() -> object:
        return next(m for m in view(panel)["measures"] if m["id"] == measure)["drawn"]

    panel.on_figure(measure, "value", "3,5")
    assert state(workshop).get(Measure, measure).value == 3.5
    for wrong in ("mye", "7"):
        with pytest.raises(Sorry, match="fra 1 til 5"):
            panel.on_figure(measure, "value", wrong)
    panel.on_figure(measure, "value", "")
    assert drawn() is None
    panel.on_figure(measure, "value", "4,4")
    assert drawn() is not None


def test_dots_are_hidden_until_they_are_revealed(panel: SynthesisPanel) -> None:
    panel.on_reveal(False)
    assert {m["dots"] for m in view(panel)["measures"]} == {None}
    panel.on_reveal(True)
    shown = view(panel)
    dots = {m["id"]: m["dots"] for m in shown["measures"]}
    ranked = [dots[id] for id in shown["order"]]
    assert ranked == sorted(ranked, reverse=True)
    assert ranked[0] > 0
    panel.on_reveal(False)


def test_the_step_leads_to_what_a_measure_lacks() -> None:
    lacking = Measure(id="m", rank=1.0, text="Buss", owner="Nav")
    _said, problems = standing(State(measures=(lacking,)))
    assert [(p.text, p.target) for p in problems] == [
        ("1 tiltak mangler første steg.", "m-first_step"),
        ("1 tiltak mangler frist.", "m-due"),
    ]


def test_notes_are_gathered_by_keyboard(open_page: Page, workshop: Workshop) -> None:
    a, b = (notes.add(workshop.opened, text, horizon="now") for text in ("Kart", "Kompass"))
    for text in ("Kart", "Kompass"):
        open_page.get_by_role("checkbox", name=text, exact=True).press("Space", timeout=5000)
    expect(open_page.get_by_text("2 valgt")).to_be_visible()
    menu = open_page.get_by_role("button", name="Legg under")
    menu.press("ArrowDown")
    open_page.get_by_role("menuitem", name="Ny overskrift").press("Enter")
    open_page.keyboard.type("Ut på tur")
    open_page.keyboard.press("Enter")
    expect(open_page.get_by_role("button", name="Overskrift: Ut på tur")).to_be_visible(
        timeout=5000
    )
    made = next(h for h in state(workshop).headings if h.title == "Ut på tur")
    assert {n.id for n in state(workshop).notes if n.heading == made.id} == {a, b}
    open_page.get_by_role("button", name="Lag tiltak").click()
    expect(open_page.get_by_text("Velg ett eller flere innspill først.")).to_be_visible()
    assert axe(open_page) == []


def test_alike_notes_are_merged_and_taken_out_again(open_page: Page, workshop: Workshop) -> None:
    a, b = (notes.add(workshop.opened, text, horizon="now") for text in SAME)
    open_page.get_by_role("button", name="Se dem").click(timeout=5000)
    open_page.get_by_role("button", name=f"Slå sammen {SAME[0]} og {SAME[1]}").click()
    unfold = open_page.locator(".gathered", has_text=SAME[0]).get_by_role(
        "button", name="og 1 likt"
    )
    unfold.click(timeout=5000)
    assert state(workshop).get(Note, b).merged_into == a
    open_page.get_by_role("button", name=f"Ta ut {SAME[1]}").click()
    until(lambda: not state(workshop).get(Note, b).merged_into, "the note was not taken out")


def test_a_measure_is_made_of_notes_and_leads_back_to_them(
    open_page: Page, workshop: Workshop
) -> None:
    note = notes.add(workshop.opened, "Sykler til låns", horizon="stretch", table=2)
    open_page.get_by_role("checkbox", name="Sykler til låns").click(timeout=5000)
    open_page.get_by_role("button", name="Lag tiltak").click()
    words_ = open_page.get_by_label("Tiltaket med dine ord")
    expect(words_).to_have_value("Sykler til låns")
    words_.fill("")
    words_.press("Enter")
    expect(open_page.locator(".small-form .wrong")).to_have_text("Skriv noe først.", timeout=5000)
    words_.fill("Lån ut sykler til alle under 20")
    words_.press("Enter")
    see = open_page.get_by_role("button", name="Se tiltaket")
    expect(see).to_be_visible(timeout=5000)
    expect(open_page.get_by_role("button", name="Lag tiltak")).to_be_focused()
    see.click()
    row = open_page.locator("table.measures tbody tr", has_text="Lån ut sykler")
    expect(row.get_by_text("Mangler ansvarlig")).to_be_visible()
    expect(row.get_by_text("Mangler ansvarlig")).to_be_focused()
    made = next(m for m in state(workshop).measures if m.text == "Lån ut sykler til alle under 20")
    assert (made.horizon, made.notes) == ("stretch", (note,))
    row.get_by_text("Mangler ansvarlig").press("Enter")
    open_page.keyboard.type("Fritid, Vågsund kommune")
    open_page.keyboard.press("Enter")
    until(
        lambda: state(workshop).get(Measure, made.id).owner == "Fritid, Vågsund kommune",
        "the owner was not saved",
    )
    row.get_by_role("button", name="Detaljer om tiltak").click()
    expect(open_page.locator(".sources")).to_contain_text("Sykler til låns")
    expect(open_page.locator(".sources")).to_contain_text("Bord 2")
    assert axe(open_page) == []
    goal = open_page.locator(".goal-choices input").first
    goal.check()
    open_page.get_by_role("combobox", name="Mål", exact=True).select_option(index=1)
    expect(row).to_be_visible()
    open_page.get_by_role("combobox", name="Horisont", exact=True).last.select_option("dream")
    expect(row).to_have_count(0)
    open_page.get_by_role("button", name="Vis alle").click()


def test_a_mark_is_moved_with_arrows_and_the_figures_follow(
    open_page: Page, workshop: Workshop
) -> None:
    part(open_page, "Prioritering")
    measure = priorities.order(state(workshop))[3]
    synthesis.place_measure(workshop.opened, measure.id, 3.0, 3.0)
    mark = open_page.locator(f'[data-target="merke-{measure.id}"]')
    expect(mark).to_have_attribute("aria-label", re.compile("Verdi 3, hvor lett 3"), timeout=5000)
    mark.focus()
    open_page.keyboard.press("ArrowUp")
    open_page.keyboard.press("ArrowRight")
    open_page.keyboard.press("ArrowRight")
    value = open_page.locator(f'[data-target="verdi-{measure.id}"]')
    ease = open_page.locator(f'[data-target="lett-{measure.id}"]')
    expect(value).to_have_value("3,5", timeout=5000)
    expect(ease).to_have_value("4", timeout=5000)
    expect(mark).to_be_focused()
    moved = state(workshop).get(Measure, measure.id)
    assert (moved.value, moved.ease) == (3.5, 4.0)
    assert axe(open_page) == []


def test_every_mark_stands_clear_of_the_others(open_page: Page, workshop: Workshop) -> None:
    part(open_page, "Prioritering")
    there = priorities.order(state(workshop))
    for measure in there:
        synthesis.place_measure(workshop.opened, measure.id, 4.0, 4.0)
    marks = open_page.locator("svg [data-target^=merke] .shape")
    expect(open_page.locator(".leader")).to_have_count(len(there) - 1, timeout=5000)
    for width in (1280, 390):
        open_page.set_viewport_size({"width": width, "height": 844})
        expect(marks.first).to_be_visible()
        centres = marks.evaluate_all(
            "all => all.map(each => { const b = each.getBoundingClientRect();"
            " return [b.x + b.width / 2, b.y + b.height / 2]; })"
        )
        nearest = min(
            ((x - u) ** 2 + (y - v) ** 2) ** 0.5
            for n, (x, y) in enumerate(centres)
            for u, v in centres[:n]
        )
        assert nearest > 22, f"two marks are {nearest:.0f} px apart at {width}"


@pytest.mark.parametrize("width", [390, 320])
def test_no_part_scrolls_sideways_on_a_narrow_screen(open_page: Page, width: int) -> None:
    open_page.set_viewport_size({"width": width, "height": 844})
    for name in ("Innspill", "Tiltak", "Prioritering"):
        part(open_page, name)
        over = open_page.evaluate("document.documentElement.scrollWidth - innerWidth")
        assert over <= 0, f"{name} is {over} px too wide"
