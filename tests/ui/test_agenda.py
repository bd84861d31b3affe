"""*Program* in the browser, and what its panel says of a programme."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import nbformat
import pytest
from playwright.sync_api import Locator, Page, expect

from conftest import CHECKOUT, axe
from samverk import words
from samverk.actions import about, sample
from samverk.actions import agenda as deeds
from samverk.model import AgendaItem, Sorry
from samverk.ui import steps
from samverk.ui.agenda import AgendaPanel, short
from samverk.workshop import Workshop
from serving import Server, serving

TITLES = [
    "Velkommen, program og erfaringer siden sist",
    "Mål og ambisjoner",
    "Sofasamtale: Hva krever samarbeid av oss?",
]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    words.use("nb")
    place = tmp_path_factory.mktemp("program")
    book = nbformat.read(CHECKOUT / "workshop.ipynb", as_version=4)
    shown = ("start", "agenda")
    book.cells = [c for c in book.cells if c.metadata.get("samverk", {}).get("step") in shown]
    nbformat.write(book, place / "workshop.ipynb")
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
    opened = Workshop(folder / "workshop.ipynb", folder / "workshops")
    yield opened
    opened.close()


@pytest.fixture
def empty(tmp_path: Path) -> Iterator[Workshop]:
    words.use("nb")
    made = Workshop(tmp_path / "workshop.ipynb", tmp_path / "workshops")
    made.begin()
    yield made
    made.close()


def opened(page: Page, server: Server) -> Locator:
    page.goto(f"{server.link}#agenda")
    table = page.locator("table.agenda")
    expect(table).to_be_visible(timeout=20_000)
    return table


def in_order(table: Locator) -> list[str]:
    return table.locator("td.title .cell").all_inner_texts()


def focused(page: Page) -> str | None:
    found: str | None = page.evaluate("document.activeElement.dataset.target")
    return found


def test_rows_are_edited_moved_and_taken_back_by_keyboard(page: Page, server: Server) -> None:
    table = opened(page, server)
    assert in_order(table)[:3] == TITLES
    second = table.locator("tbody tr").nth(1)
    target = second.locator(".minutes .cell").get_attribute("data-target")
    second.locator(".minutes .cell").focus()
    page.keyboard.press("Alt+ArrowDown")
    expect(table.locator("td.title .cell").nth(1)).to_have_text(TITLES[2])
    assert focused(page) == target
    page.keyboard.press("Control+z")
    expect(table.locator("td.title .cell").nth(1)).to_have_text(TITLES[1])
    assert focused(page) == target

    page.keyboard.press("Enter")
    page.keyboard.type("1 t 5")
    page.keyboard.press("Escape")
    assert focused(page) == target
    expect(second.locator("td.time")).to_have_text("09.15–09.30")
    page.keyboard.press("Enter")
    page.keyboard.type("20 min")
    page.keyboard.press("Enter")
    expect(second.locator("td.time")).to_have_text("09.15–09.35")
    assert focused(page) == target
    page.keyboard.press("Control+z")
    expect(second.locator("td.time")).to_have_text("09.15–09.30")

    page.get_by_role("button", name=f"Mer om {TITLES[1]}").press("ArrowDown")
    page.get_by_role("menuitem", name="Fjern").press("Enter")
    expect(page.get_by_role("button", name=f"Mer om {TITLES[2]}")).to_be_focused()
    page.keyboard.press("Control+z")
    expect(table.locator("td.title .cell").nth(1)).to_have_text(TITLES[1])


def test_a_row_is_dragged_to_another_place(page: Page, server: Server) -> None:
    table = opened(page, server)
    table.locator("td.grip").nth(1).drag_to(table.locator("tbody tr").nth(4))
    expect(table.locator("td.title .cell").nth(4)).to_have_text(TITLES[1])
    page.get_by_role("button", name="Angre").click()
    expect(table.locator("td.title .cell").nth(1)).to_have_text(TITLES[1])


def test_a_new_start_time_moves_what_comes_before_and_a_wrong_one_is_answered(
    page: Page, server: Server
) -> None:
    table = opened(page, server)
    third = table.locator("tbody tr").nth(2)
    third.locator("td.time .cell").click()
    page.keyboard.type("940")
    page.keyboard.press("Enter")
    expect(third.locator("td.time")).to_have_text("09.40–10.10")
    expect(page.locator(".programme")).to_contain_text(re.compile("tidene går ikke opp|for sent"))
    time = third.locator("td.time .cell")
    time.click()
    page.keyboard.type("8")
    page.keyboard.press("Enter")
    expect(third.locator(".refused")).to_contain_text("«Mål og ambisjoner» begynner kl. 09.15")
    expect(time).to_be_focused()
    expect(page.locator("#steg-agenda .said")).to_have_text("")
    page.keyboard.press("Enter")
    expect(time).to_have_value("8")
    page.keyboard.press("Escape")
    expect(third.locator(".refused")).to_have_count(0)
    page.keyboard.press("Enter")
    page.keyboard.type("8")
    page.keyboard.press("Tab")
    expect(third.locator(".refused")).to_be_visible()
    expect(third.locator(".minutes .cell")).to_be_focused()
    page.keyboard.press("Tab")
    expect(third.locator(".refused")).to_have_count(0)
    page.locator("#steg-agenda").get_by_role("button", name="Angre").click()
    expect(third.locator("td.time")).to_have_text("09.30–10.00")

    page.get_by_role("button", name="Mer", exact=True).press("Enter")
    page.get_by_role("menuitem", name="Endre start og slutt").press("Enter")
    expect(page.get_by_label("Dagen starter kl.")).to_be_focused()
    end = page.get_by_label("Dagen slutter kl.")
    end.fill("8")
    end.press("Tab")
    expect(end).to_have_value("8")
    expect(page.locator(".field .wrong")).to_have_text("Dagen må slutte etter at den har begynt.")
    page.keyboard.press("Enter")
    expect(page.get_by_role("button", name="Mer", exact=True)).to_be_focused()


def test_the_sentence_leads_to_who_is_missing_and_comes_from_another_process(
    page: Page, server: Server, workshop: Workshop
) -> None:
    opened(page, server)
    rows = [r for r in workshop.state.agenda if r.title in TITLES[:2]]
    owners = [row.owner for row in rows]
    for row in rows:
        deeds.set(workshop.opened, row.id, "owner", "")
    summary = page.locator(".programme")
    expect(summary).to_contain_text("Det mangler ansvarlig for Velkommen og Mål og ambisjoner.")
    summary.get_by_role("button", name="Velkommen", exact=True).click()
    assert focused(page) == f"{rows[0].id}-owner"
    for row, owner in zip(rows, owners, strict=True):
        deeds.set(workshop.opened, row.id, "owner", owner)
    expect(summary).to_have_text("Programmet går opp fra 09.00 til 15.30.")


def test_rows_have_one_height_names_stand_whole_and_everybody_can_use_it(
    page: Page, server: Server
) -> None:
    table = opened(page, server)
    heights = {round(row.bounding_box()["height"]) for row in table.locator("tbody tr").all()}
    assert heights == {39}
    cut = "pieces => pieces.filter(p => p.scrollWidth > p.clientWidth + 1).map(p => p.textContent)"
    assert page.locator(".piece").evaluate_all(cut) == []
    assert "Lunsj" in page.locator(".piece").all_inner_texts()
    assert "09.00 Velkommen" in str(page.locator(".daybar").get_attribute("aria-label"))
    table.get_by_role("button", name="Mer om Lunsj").click()
    page.get_by_role("menuitem", name="Oppgave, manus og materiell").click()
    expect(page.get_by_label("Låst klokkeslett")).to_have_value("11.30")
    assert axe(page) == []


def test_a_phone_shows_a_row_as_a_block_without_scrolling_sideways(
    phone_page: Page, server: Server
) -> None:
    table = opened(phone_page, server)
    for width in (390, 320):
        phone_page.set_viewport_size({"width": width, "height": 800})
        assert phone_page.evaluate("document.documentElement.scrollWidth") == width
    tallest = max(row.bounding_box()["height"] for row in table.locator("tbody tr").all())
    assert tallest < 190
    lunch = table.locator("tr.locked").first
    minutes, lock = (lunch.locator(f"td.{name}").bounding_box() for name in ("minutes", "lock"))
    assert minutes["y"] + minutes["height"] <= lock["y"]
    phone_page.get_by_role("button", name=f"Mer om {TITLES[1]}").tap()
    phone_page.get_by_role("menuitem", name="Oppgave, manus og materiell").tap()
    open_row, after = table.locator("tr.details"), table.locator("tr.details + tr")
    last = open_row.locator(".field").last.bounding_box()
    assert last["y"] + last["height"] <= after.bounding_box()["y"]
    assert axe(phone_page) == []


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("Gruppearbeid: tiltak", "Gruppearbeid"),
        ("Velkommen, program og erfaringer", "Velkommen"),
        ("Slik ser vi det – en runde", "Slik ser vi det"),
        ("Takk for i dag", "Takk for i dag"),
        (": uten navn", ": uten navn"),
    ],
)
def test_a_title_is_short_up_to_what_explains_it(title: str, expected: str) -> None:
    assert short(title) == expected


def test_an_empty_programme_says_what_to_do_and_offers_the_ready_ones(empty: Workshop) -> None:
    panel = AgendaPanel(empty)
    view = panel.view(empty.state)
    assert view["rows"] == []
    assert view["programmes"] == [["hel-dag", "Hel dag"], ["halv-dag", "Halv dag"]]
    about.set(empty.opened, "length", "half")
    assert panel.view(empty.state)["programmes"][0] == ["halv-dag", "Halv dag"]
    _title, _summary, problems = steps.standing("agenda", empty.state)
    assert "Hent et ferdig program" in problems[0].text
    panel.on_use("hel-dag")
    assert empty.state.about.programme == "hel-dag"
    assert len(empty.state.agenda) > 10


def test_a_row_that_is_dropped_has_no_times_and_needs_nobody(empty: Workshop) -> None:
    deeds.use(
        empty.opened, [AgendaItem(id="", rank=0, title="Mål", minutes=30)], start=540, end=570
    )
    (row,) = empty.state.agenda
    panel = AgendaPanel(empty)
    assert panel.view(empty.state)["without_owner"] == [[f"{row.id}-owner", "Mål"]]
    deeds.set(empty.opened, row.id, "dropped", True)
    view = panel.view(empty.state)
    assert view["without_owner"] == []
    assert [r["from"] for r in view["rows"]] == [None]


def test_times_are_written_as_people_write_them(empty: Workshop) -> None:
    panel = AgendaPanel(empty)
    panel.on_use("hel-dag")
    panel.on_span("0830", "kl. 15")
    assert (empty.state.day.start, empty.state.day.end) == (510, 900)
    row = empty.state.agenda[1]
    panel.on_lock_at(row.id, "9:15")
    assert empty.state.agenda[1].locked_at == 555
    panel.on_lock_at(row.id, " ")
    assert empty.state.agenda[1].locked_at is None
    with pytest.raises(Sorry, match="klokkeslettet"):
        panel.on_span("halv ti", "15")


def test_a_template_with_an_error_is_told_by_file_and_line_and_hides_no_other(
    empty: Workshop, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    templates = tmp_path / "templates"
    shutil.copytree(CHECKOUT / "templates", templates)
    monkeypatch.setenv("SAMVERK_TEMPLATES", str(templates))
    broken = templates / "programmes" / "kveld.nb.toml"
    broken.write_text('tittel = "Kveld"\nvarighet = \n', encoding="utf-8")
    view = AgendaPanel(empty).view(empty.state)
    (problem,) = view["template_problems"]
    assert "kveld.nb.toml" in problem
    assert "linje 2" in problem
    assert [name for name, _title in view["programmes"]] == ["hel-dag", "halv-dag"]
