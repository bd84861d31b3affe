"""The projector: what the room sees, driven from elsewhere, readable from the back row."""

from __future__ import annotations

import re
import time
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from conftest import axe, watched_page
from phones import device, opened, row, workshop
from samverk.actions import ballots, codes, notes, participants, room, running
from samverk.model import Note, View, change
from samverk.workshop import Workshop
from serving import Server, serving

expect.set_options(timeout=20_000)


@pytest.fixture(scope="module")
def held(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Workshop]:
    made = workshop(tmp_path_factory.mktemp("storskjerm"))
    yield made
    made.close()


@pytest.fixture(scope="module")
def server(held: Workshop) -> Iterator[Server]:
    with serving(held.notebook, held.data) as started:
        yield started


@pytest.fixture(scope="module")
def kept_screen(browser: Browser, server: Server) -> Iterator[Page]:
    """One page for all tests: the feed brings what each of them does."""
    with watched_page(browser, 1920, 1080, reduced_motion="reduce") as page:
        page.goto(server.addresses["projector_url"])
        yield page


@pytest.fixture
def screen(kept_screen: Page, held: Workshop) -> Page:
    running.begin_again(held.opened)
    room.show(held.opened, "")
    room.message(held.opened, "", "projector")
    running.start(held.opened, row(held, "horizons").id)
    expect(kept_screen.locator("body")).to_have_attribute("data-view", "now")
    expect(kept_screen.locator("h1")).to_have_text(row(held, "horizons").title)
    kept_screen.set_viewport_size({"width": 1920, "height": 1080})
    return kept_screen


def shows(screen: Page, held: Workshop, view: View, card: int | None = None) -> None:
    room.show(held.opened, view, card)
    expect(screen.locator("body")).to_have_attribute("data-view", view)


def test_the_countdown_fills_a_third_of_the_height_and_ticks(screen, held):
    clock = screen.get_by_role("timer")
    expect(clock).to_have_text(re.compile(r"\d\d:\d\d"))
    size = clock.evaluate("e => parseFloat(getComputedStyle(e).fontSize)")
    assert size >= 1080 / 3
    before = clock.inner_text()
    expect(clock).not_to_have_text(before)
    running.add_minutes(held.opened, 5)
    expect(clock).to_have_text(re.compile(r"1[45]:\d\d"))
    running.stop_clock(held.opened)
    expect(screen.get_by_text("Klokka er stoppet")).to_be_visible()
    with held.opened.change("running.start_clock") as draft:
        draft.put(change(draft.state.day, stopped=None, due=time.time() - 125))
    expect(screen.get_by_text("2 min over")).to_be_visible()
    expect(clock).to_have_text("00:00")
    assert clock.evaluate("e => getComputedStyle(e).color") == "rgb(21, 37, 46)"


def test_a_delivered_note_is_counted_as_it_comes_in(screen, held):
    line = screen.locator(".groups tr").nth(1)
    before = int(line.locator("td").last.inner_text().split()[0])
    notes.add(held.opened, "Felles inngang", table=1, horizon="now")
    expect(line.locator("td").last).to_have_text(f"{before + 1} innspill")


def test_a_groups_page_is_made_from_its_notes_in_the_order_that_is_set(screen, held):
    notes.present(held.opened, [3, 1, 2])
    room.show_group(held.opened, 3, 4)
    expect(screen.locator("h1")).to_have_text("Gruppe 3")
    expect(screen.get_by_role("timer")).to_have_text(re.compile(r"0[34]:\d\d"))
    expect(screen.locator("#foot")).to_contain_text("gruppe 1")
    made = notes.add(held.opened, "Drømmen om én dør", table=3, horizon="dream")
    expect(screen.locator(".dream")).to_contain_text("Drømmen om én dør")
    notes.withdraw(held.opened, made)
    expect(screen.get_by_text("Drømmen om én dør")).to_have_count(0)
    notes.add(held.opened, "Ikke på denne siden", table=2, horizon="dream")
    room.timer(held.opened, 0)
    expect(screen.get_by_role("timer")).to_have_count(0)
    expect(screen.get_by_text("Ikke på denne siden")).to_have_count(0)


def test_votes_are_hidden_until_they_are_revealed(screen, held):
    ballots.ask(held.opened, "dots")
    shows(screen, held, "votes")
    expect(screen.locator("h1")).to_have_text("Sett prikkene dine")
    expect(screen.locator("[data-part]")).to_have_count(0)
    ballots.reveal(held.opened)
    expect(screen.locator("h1")).to_have_text("Resultatet")
    counts = [int(n) for n in screen.locator(".votes li strong").all_inner_texts()]
    assert counts == sorted(counts, reverse=True)
    ballots.reveal(held.opened, revealed=False)
    expect(screen.locator("[data-part]")).to_have_count(0)


def test_a_question_is_seen_when_it_is_let_through(screen, held):
    with held.opened.change("test.ask") as draft:
        rank = draft.last_rank(Note)
        draft.put(
            Note(id="sporsmal1", rank=rank, text="Hvem betaler?", what="question", waiting=True)
        )
    shows(screen, held, "questions")
    expect(screen.get_by_text("Hvem betaler?")).to_have_count(0)
    room.let_through(held.opened, "sporsmal1")
    expect(screen.get_by_text("Hvem betaler?")).to_be_visible()
    room.turn_down(held.opened, "sporsmal1")
    expect(screen.get_by_text("Hvem betaler?")).to_have_count(0)


def test_black_is_black_with_nothing_on_it(screen, held):
    room.black(held.opened)
    expect(screen.locator("body")).to_have_attribute("data-view", "black")
    assert screen.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(0, 0, 0)"
    assert screen.locator("#view, #top, #foot, #message").all_inner_texts() == [""] * 4
    room.black(held.opened, False)
    expect(screen.get_by_role("timer")).to_be_visible()


def test_a_message_stands_above_all_until_it_is_taken_away(screen, held):
    room.message(held.opened, "Lunsjen <b>venter</b>", "projector")
    expect(screen.locator("#message")).to_have_text("Lunsjen <b>venter</b>")
    room.message(held.opened, "", "projector")
    expect(screen.locator("#message")).to_be_hidden()


def test_principle_cards_come_one_at_a_time(screen, held):
    shows(screen, held, "principles", 0)
    first = screen.locator("h1").inner_text()
    shows(screen, held, "principles", 1)
    expect(screen.locator("h1")).not_to_have_text(first)
    expect(screen.locator(".over")).to_contain_text("Prinsipp 2 av")


def test_a_way_in_that_only_this_machine_knows_is_not_shown(screen, held):
    expect(screen.locator(".qr")).to_have_count(0)
    shows(screen, held, "join")
    expect(screen.get_by_text("Sidene er ikke åpnet for telefoner ennå.")).to_be_visible()


VIEWS: tuple[View, ...] = (
    "start",
    "now",
    "groups",
    "delivered",
    "questions",
    "votes",
    "pulse",
    "evaluation",
    "principles",
    "join",
    "end",
)


@pytest.mark.parametrize("view", VIEWS)
def test_every_view_fits_is_large_enough_and_names_no_address(screen, held, view):
    someone = held.opened.state.participants[0]
    participants.set(held.opened, someone.id, "email", "hemmelig@example.no")
    participants.set(held.opened, someone.id, "dietary", "Skalldyrallergi")
    shows(screen, held, view)
    for width, height in ((1920, 1080), (1280, 720), (1024, 768)):
        screen.set_viewport_size({"width": width, "height": height})
        assert screen.evaluate("document.documentElement.scrollWidth") <= width
        box = screen.evaluate(
            "(e => [e.scrollHeight, e.clientHeight])(document.querySelector('#view'))"
        )
        assert box[0] <= box[1] + 1, (width, box)
        smallest = screen.evaluate(SMALLEST)
        assert smallest >= 32 * min(width / 1920, height / 1080) - 0.1, (width, smallest)
    told = screen.content()
    assert "hemmelig@" not in told
    assert "Skalldyrallergi" not in told
    assert axe(screen) == []


SMALLEST = """Math.min(...[...document.querySelectorAll('#top *, #view *, #foot *')]
    .filter(e => [...e.childNodes].some(n => n.nodeType === 3 && n.textContent.trim()))
    .map(e => parseFloat(getComputedStyle(e).fontSize)))"""


def test_the_way_in_is_drawn_with_its_address_when_phones_can_come(browser, tmp_path):
    made = workshop(tmp_path)
    everywhere = ("--host", "0.0.0.0")
    wide = {"width": 1920, "height": 1080}
    with (
        serving(made.notebook, made.data, *everywhere) as server,
        browser.new_context(viewport=wide) as context,
    ):
        room.show(made.opened, "join")
        page = context.new_page()
        page.goto(server.addresses["projector_url"])
        expect(page.locator("body")).to_have_attribute("data-view", "join")
        address = server.addresses["participant_url"]
        drawn = page.get_by_role("img", name=address)
        width = drawn.evaluate("e => e.getBoundingClientRect().width")
        modules = int((drawn.get_attribute("viewBox") or "").split()[2])
        assert width >= 240
        assert width % modules == 0
        expect(page.locator(".address")).to_have_text(address.removeprefix("http://"))
    made.close()


def test_the_series_is_read_from_the_back_row_and_names_nobody(screen, held):
    held.sum_up()
    pairs = sum(chapter.new_across for chapter in held.chapters())
    for view, there in (("relations", f"{pairs} par på tvers"), ("trend", "4.2.27")):
        shows(screen, held, view)
        expect(screen.locator("#view")).to_contain_text(there)
        small = screen.locator(".picture text").evaluate_all(
            """all => all.map((one) => one.getBoundingClientRect().height)"""
        )
        assert min(small) >= 32, f"letters of {min(small)} px in {view}"
        assert screen.evaluate("view.scrollHeight <= view.clientHeight + 1"), view
        assert axe(screen) == []
    expect(screen.get_by_role("img", name=re.compile("08.10.2026: 50 av 50"))).to_be_visible()
    said = screen.locator("body").inner_text()
    assert [p.name for p in held.opened.state.participants if p.name in said] == []


@pytest.mark.slow
def test_a_renewed_code_ends_the_page_in_a_sentence(browser, tmp_path):
    made = workshop(tmp_path)
    with serving(made.notebook, made.data) as server, browser.new_context() as context:
        page = context.new_page()
        page.goto(server.addresses["projector_url"])
        expect(page.locator("body")).to_have_attribute("data-view", re.compile("start|now"))
        codes.renew(made.opened, "projector")
        expect(page.get_by_role("heading")).to_have_text("Koden gjelder ikke lenger")
    made.close()


@pytest.mark.slow
def test_it_goes_on_where_it_was_when_the_server_comes_back(browser, tmp_path):
    made = workshop(tmp_path)
    with device(browser, viewport={"width": 1920, "height": 1080}, is_mobile=False) as context:
        with serving(made.notebook, made.data) as server:
            page = opened(context, server.addresses["projector_url"])
            expect(page.locator("body")).to_have_attribute("data-view", "start")
            server.process.kill()
            server.process.wait(20)
            expect(page.get_by_text("Ikke oppdatert siden kl.")).to_be_visible(timeout=40_000)
            expect(page.locator("h1")).to_have_text("Ungt utenforskap")
            running.start(made.opened)
        with serving(made.notebook, made.data, "--port", str(server.port)):
            title = made.opened.state.agenda[0].title
            expect(page.locator("h1")).to_have_text(title, timeout=40_000)
            expect(page.get_by_text("Ikke oppdatert siden kl.")).to_have_count(0)
    made.close()
