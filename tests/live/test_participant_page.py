"""A participant's page: anonymous, voluntary, and counted once."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Route, expect

from conftest import axe
from phones import device, opened, row, sideways, workshop
from samverk import voting
from samverk.actions import ballots, notes, running
from samverk.actions import room as stage
from samverk.model import Ballot, Topic
from samverk.workshop import Workshop
from serving import Server, serving, until

expect.set_options(timeout=20_000)


@pytest.fixture(scope="module")
def room(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Workshop]:
    made = workshop(tmp_path_factory.mktemp("deltaker"))
    yield made
    made.close()


@pytest.fixture(scope="module")
def server(room: Workshop) -> Iterator[Server]:
    with serving(room.notebook, room.data) as started:
        yield started


@pytest.fixture(scope="module")
def address(server: Server) -> str:
    return str(server.addresses["participant_url"])


@pytest.fixture
def phone(browser: Browser) -> Iterator[BrowserContext]:
    with device(browser) as context:
        yield context


@pytest.fixture(autouse=True)
def begin(room: Workshop) -> None:
    """Everything is asked for by the programme alone, and nobody has answered."""
    for topic in voting.TOPICS:
        ballots.close(room.opened, topic)
        ballots.ask(room.opened, topic)
    for what in voting.ALL:
        ballots.ask(room.opened, what)
        ballots.stop_asking(room.opened, what)
    running.begin_again(room.opened)
    running.start(room.opened, row(room, "dots").id)


def cast(room: Workshop, topic: Topic) -> list[Ballot]:
    return [b for b in room.opened.refresh().ballots if b.topic == topic]


def part(page: Page, key: str):
    return page.locator(f"[data-part={key}]")


def texts(room: Workshop) -> list[str]:
    return [m.text for _number, m in voting.choices(room.opened.refresh())]


def give(page: Page, text: str) -> None:
    page.get_by_role("button", name=f"Gi en prikk til «{text}»").click()


def all_sent(page: Page) -> None:
    expect(page.get_by_role("status")).to_have_text("Alt er sendt")


def test_what_the_row_asks_for_comes_first_and_nothing_must_be_answered(room, address, phone):
    page = opened(phone, address)
    expect(part(page, "dots")).to_have_attribute("open", "")
    expect(page.get_by_text("Alt her er frivillig.")).to_be_visible()
    expect(part(page, "evaluation")).to_be_hidden()
    expect(page.get_by_text("Ikke skriv om enkeltpersoner")).to_be_visible()
    part(page, "dots").locator("summary").click()
    expect(part(page, "dots").locator(".measures")).to_be_hidden()
    running.start(room.opened, row(room, "closing").id)
    expect(part(page, "evaluation")).to_have_attribute("open", "")
    assert page.locator("[data-part]").first.get_attribute("data-part") == "evaluation"


def test_dots_are_given_moved_and_taken_back_and_one_too_many_is_answered(room, address, phone):
    first, second = texts(room)[:2]
    page = opened(phone, address)
    for _dot in range(3):
        give(page, first)
    expect(page.get_by_text("Du har 0 prikker igjen av 3.")).to_be_visible()
    give(page, second)
    expect(page.get_by_text("Du har brukt alle prikkene. Ta tilbake en først.")).to_be_visible()
    page.get_by_role("button", name=f"Ta tilbake en prikk fra «{first}»").click()
    give(page, second)
    all_sent(page)
    until(lambda: [sum(b.dots.values()) for b in cast(room, "dots")] == [3], "three dots")
    [ballot] = cast(room, "dots")
    assert sorted(ballot.dots.values()) == [1, 2]
    for text in (first, first, second):
        page.get_by_role("button", name=f"Ta tilbake en prikk fra «{text}»").click()
    until(lambda: not any(b.dots for b in cast(room, "dots")), "they were taken back")


def test_dots_work_from_the_keyboard(room, address, phone):
    first = texts(room)[0]
    page = opened(phone, address)
    button = page.get_by_role("button", name=f"Gi en prikk til «{first}»")
    button.focus()
    page.keyboard.press("Enter")
    expect(button).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.get_by_text("Du har 1 prikk igjen av 3.")).to_be_visible()


@pytest.mark.slow
def test_a_vote_without_a_network_is_sent_later_and_only_the_last_one_counts(room, address, phone):
    first, second = texts(room)[:2]
    page = opened(phone, address)
    expect(part(page, "dots")).to_be_visible()
    phone.set_offline(True)
    give(page, first)
    page.get_by_role("button", name=f"Ta tilbake en prikk fra «{first}»").click()
    give(page, second)
    expect(page.get_by_role("status")).to_contain_text("Uten nett – vi sender når du er tilkoblet")
    assert cast(room, "dots") == []
    phone.set_offline(False)
    all_sent(page)
    until(lambda: len(cast(room, "dots")) == 1, "one ballot")
    assert list(cast(room, "dots")[0].dots.values()) == [1]


def test_an_answer_that_is_lost_counts_one_ballot(room, address, phone):
    page = opened(phone, address)
    expect(part(page, "dots")).to_be_visible()
    lost: list[str] = []

    def lose(route: Route) -> None:
        if len(lost) < 2:
            lost.append(route.fetch().status_text)
            route.abort()
        else:
            route.continue_()

    phone.route("**/ballots/**", lose)
    give(page, texts(room)[0])
    all_sent(page)
    assert lost == ["OK", "OK"]
    assert len(cast(room, "dots")) == 1


def test_the_page_remembers_the_vote_when_it_is_opened_again(room, address, phone):
    page = opened(phone, address)
    give(page, texts(room)[0])
    all_sent(page)
    page.close()
    again = opened(phone, address)
    expect(again.get_by_text("Du har 2 prikker igjen av 3.")).to_be_visible()
    give(again, texts(room)[0])
    all_sent(again)
    until(lambda: [sum(b.dots.values()) for b in cast(room, "dots")] == [2], "the same ballot")


def test_results_are_seen_when_they_are_shown_and_a_closed_vote_takes_no_more(room, address, phone):
    first = texts(room)[0]
    page = opened(phone, address)
    give(page, first)
    all_sent(page)
    expect(page.locator(".bar")).to_have_count(0)
    ballots.close(room.opened, "dots")
    expect(page.get_by_text("Avstemningen er lukket.")).to_be_visible()
    expect(page.get_by_role("button", name="Gi en prikk")).to_have_count(0)
    expect(page.locator(".bar")).to_have_count(0)
    ballots.reveal(room.opened, "dots")
    expect(page.get_by_text("Resultatet er vist.")).to_be_visible()
    expect(page.locator(".bar").first).to_be_attached()
    assert axe(page) == []


def test_a_vote_on_its_way_when_the_voting_closes_is_answered_with_a_sentence(room, address, phone):
    page = opened(phone, address)
    expect(part(page, "dots")).to_be_visible()
    phone.set_offline(True)
    give(page, texts(room)[0])
    ballots.close(room.opened, "dots")
    phone.set_offline(False)
    expect(page.get_by_role("status")).to_contain_text("Avstemningen er stengt.")
    assert cast(room, "dots") == []


def test_voting_that_begins_anew_forgets_what_this_device_voted(room, address, phone):
    page = opened(phone, address)
    give(page, texts(room)[0])
    all_sent(page)
    ballots.close(room.opened, "dots")
    ballots.ask(room.opened, "dots")
    expect(page.get_by_text("Du har 3 prikker igjen av 3.")).to_be_visible()
    give(page, texts(room)[1])
    until(lambda: [sum(b.dots.values()) for b in cast(room, "dots")] == [1], "a new ballot")


def test_pulse_and_evaluation_are_answered_changed_and_taken_back(room, address, phone):
    running.start(room.opened, row(room, "closing").id)
    ballots.ask(room.opened, "pulse")
    page = opened(phone, address)
    pulse, evaluated = part(page, "pulse"), part(page, "evaluation")
    pulse.get_by_role("radio", name="2").check()
    pulse.get_by_role("radio", name="4").check()
    evaluated.get_by_role("radio", name="5").check()
    evaluated.get_by_label("Vil du si noe mer?").fill("Mer tid i gruppene")
    evaluated.get_by_label("Vil du si noe mer?").blur()
    all_sent(page)
    until(lambda: [b.score for b in cast(room, "pulse")] == [4], "the last answer")
    until(lambda: [b.text for b in cast(room, "evaluation")] == ["Mer tid i gruppene"], "the words")
    keys = {
        topic: cast(room, topic)[0].id.removeprefix(f"{topic}-")
        for topic in ("pulse", "evaluation")
    }
    assert keys["pulse"] != keys["evaluation"], "answers of one device must not be tied together"
    expect(pulse.get_by_text("Svarene vises ikke før minst fem har svart.")).to_be_visible()
    assert axe(page) == []
    pulse.get_by_role("button", name="Ta tilbake svaret").click()
    until(lambda: cast(room, "pulse") == [], "it was taken back")
    ballots.reveal(room.opened, "evaluation")
    expect(evaluated.get_by_text("Det tas ikke imot flere svar.")).to_be_visible()
    expect(evaluated.get_by_text("i snitt")).to_have_count(0)


def test_a_question_is_shown_to_others_when_it_is_let_through(room, address, browser):
    running.start(room.opened, row(room, "sofa").id)
    with device(browser) as one, device(browser) as another:
        page, other = opened(one, address), opened(another, address)
        page.get_by_label("Spørsmålet ditt").fill("Hvem eier overgangen?")
        page.get_by_role("button", name="Send spørsmålet").click()
        expect(part(page, "questions").locator(".own")).to_contain_text(["Hvem eier overgangen?"])
        all_sent(page)
        [note] = [n for n in room.opened.refresh().notes if n.text == "Hvem eier overgangen?"]
        assert note.waiting
        expect(part(other, "questions")).to_be_visible()
        assert "Hvem eier overgangen?" not in other.content()
        stage.let_through(room.opened, note.id)
        expect(other.get_by_text("Hvem eier overgangen?")).to_be_visible()
        assert axe(other) == []


def test_a_card_and_wanting_in_carry_the_name_that_is_written(room, address, phone):
    running.start(room.opened, row(room, "wall").id)
    notes.add_project(room.opened, "Oda Fjell", "Vågsund kommune", works_on="Ungdomslos")
    page = opened(phone, address)
    wall = part(page, "wall")
    wall.get_by_role("button", name="Heng opp et kort").click()
    expect(wall.get_by_label("Navn")).to_be_focused()
    expect(wall.get_by_label("Navn")).to_have_accessible_description(
        "Navnet og organisasjonen vises for alle her og står i rapporten. "
        "De slettes sammen med deltakerlista."
    )
    wall.get_by_role("button", name="Heng opp kortet").click()
    expect(wall.get_by_role("alert")).to_contain_text("Skriv navnet ditt")
    wall.get_by_label("Navn").fill("Per Ås")
    wall.get_by_label("Organisasjon").fill("Nav")
    wall.get_by_label("Jeg kan tilby").fill("Møterom på torsdager")
    wall.get_by_role("button", name="Heng opp kortet").click()
    expect(wall.get_by_role("heading", name="Per Ås")).to_be_visible()
    wall.get_by_role("button", name="Jeg vil være med på kortet til Oda Fjell").click()
    assert axe(page) == []
    expect(wall.locator(".cards").get_by_label("Navn")).to_have_value("Per Ås")
    wall.get_by_role("button", name="Meld meg på").click()
    expect(wall.get_by_text("Vil være med: Per Ås, Nav")).to_be_visible()
    until(
        lambda: any("Per Ås, Nav" in p.interested for p in room.opened.refresh().projects),
        "it was not stored",
    )
    [card] = [p for p in room.opened.state.projects if p.name == "Per Ås"]
    assert (card.organisation, card.offers) == ("Nav", "Møterom på torsdager")


def interested(room: Workshop, card: str) -> tuple[str, ...]:
    return next(p.interested for p in room.opened.refresh().projects if p.id == card)


def waiting(page: Page) -> int:
    """How much lies in the page's outbox."""
    keys = "Object.keys(localStorage).filter((key) => key.includes(':ut:')).length"
    return int(page.evaluate(keys))


def join(page: Page, name: str, who: str) -> None:
    wall = part(page, "wall")
    wall.get_by_role("button", name=f"Jeg vil være med på kortet til {name}").click()
    wall.locator(".cards").get_by_label("Navn").fill(who)
    wall.get_by_role("button", name="Meld meg på").click()


def test_wanting_in_is_taken_back_on_the_same_phone_and_on_no_other(room, address, browser):
    running.start(room.opened, row(room, "wall").id)
    card = notes.add_project(room.opened, "Lars Moen", "Vågsund kommune", works_on="Verksted")
    with device(browser) as one, device(browser) as another:
        page, other = opened(one, address), opened(another, address)
        join(page, "Lars Moen", "Nils Berg")
        wall = part(page, "wall")
        expect(wall.get_by_text("Du er med")).to_be_visible()
        back = wall.get_by_role("button", name="Angre at du vil være med på kortet til Lars Moen")
        expect(back).to_be_focused()
        until(lambda: interested(room, card) == ("Nils Berg",), "it was not stored")
        expect(part(other, "wall").get_by_text("Vil være med: Nils Berg")).to_be_visible()
        expect(part(other, "wall").get_by_text("Du er med")).to_have_count(0)
        page.reload()
        assert axe(page) == []
        back.click()
        anew = wall.get_by_role("button", name="Jeg vil være med på kortet til Lars Moen")
        expect(anew).to_be_focused()
        expect(wall.get_by_text("Du er med")).to_have_count(0)
        until(lambda: interested(room, card) == (), "it was not taken back")
        expect(part(other, "wall").get_by_text("Vil være med: Nils Berg")).to_have_count(0)
        join(page, "Lars Moen", "Nils Berg")
        until(lambda: interested(room, card) == ("Nils Berg",), "it was not stored anew")


def test_wanting_in_is_taken_back_after_the_wall_has_closed_and_without_a_network(
    room, address, phone
):
    running.start(room.opened, row(room, "wall").id)
    card = notes.add_project(room.opened, "Eva Lie", "Nav", works_on="Jobb")
    page = opened(phone, address)
    expect(page.get_by_role("heading", name="Eva Lie")).to_be_visible()
    phone.set_offline(True)
    join(page, "Eva Lie", "Per Ås")
    back = page.get_by_role("button", name="Angre at du vil være med på kortet til Eva Lie")
    back.click()
    expect(back).to_have_count(0)
    phone.set_offline(False)
    until(lambda: waiting(page) == 0, "it still waits")
    assert interested(room, card) == ()
    expect(page.get_by_role("status")).to_have_text("")
    join(page, "Eva Lie", "Per Ås")
    until(lambda: interested(room, card) == ("Per Ås",), "it was not stored")
    ballots.close(room.opened, "wall")
    expect(page.get_by_role("button", name="Heng opp et kort")).to_have_count(0)
    back.click()
    until(lambda: interested(room, card) == (), "it was not taken back")
    expect(page.get_by_text("Du er med")).to_have_count(0)


def test_what_was_taken_back_before_the_page_was_closed_is_settled_before_the_room_is_seen(
    room, address, phone
):
    running.start(room.opened, row(room, "wall").id)
    card = notes.add_project(room.opened, "Odd Lie", "Nav", works_on="Jobb")
    page = opened(phone, address)
    page.route("**/projects/**", lambda route: route.abort())
    join(page, "Odd Lie", "Per Ås")
    page.get_by_role("button", name="Angre at du vil være med på kortet til Odd Lie").click()
    page.close()
    page, held = phone.new_page(), []
    page.route(
        "**/api/room/**",
        lambda route: held.append(route) if route.request.method == "GET" else route.continue_(),
    )
    with page.expect_response("**/taken-back") as answer:
        page.goto(address)
    assert answer.value.status == 403
    page.wait_for_function(
        "() => !Object.keys(localStorage).some((key) => key.includes(':ut:'))", timeout=5000
    )
    for route in held:
        route.continue_()
    expect(part(page, "wall").get_by_role("heading", name="Odd Lie")).to_be_visible()
    assert interested(room, card) == ()


def test_who_wants_in_under_a_name_that_is_tidied_is_in(room, address, phone):
    running.start(room.opened, row(room, "wall").id)
    card = notes.add_project(room.opened, "Ada Lie", "Nav", works_on="Jobb")
    page = opened(phone, address)
    join(page, "Ada Lie", "\u202bPer\u202c Ås\u0007")
    until(lambda: interested(room, card) == ("Per Ås",), "it was not stored")
    until(lambda: waiting(page) == 0, "it still waits")
    line = part(page, "wall").get_by_role("listitem").filter(has_text="Ada Lie")
    expect(line.get_by_text("Vil være med: Per Ås", exact=True)).to_be_visible()
    expect(line.get_by_text("Du er med")).to_be_visible()


def test_what_arrives_never_takes_the_field_from_somebody_who_writes(room, address, phone):
    running.start(room.opened, row(room, "sofa").id)
    page = opened(phone, address)
    field = page.get_by_label("Spørsmålet ditt")
    field.fill("Jeg er midt i")
    running.start(room.opened, row(room, "dots").id)
    expect(part(page, "dots")).to_be_visible()
    expect(field).to_be_focused()
    expect(field).to_have_value("Jeg er midt i")


@pytest.mark.parametrize(("width", "height"), [(320, 568), (320, 256), (390, 844), (1280, 800)])
def test_the_page_fits_and_is_accessible(room, address, browser, width, height):
    viewport = {"width": width, "height": height}
    with device(browser, viewport=viewport, is_mobile=False, has_touch=False) as context:
        page = opened(context, address)
        for key in ("questions", "wall"):
            part(page, key).locator("summary").click()
        give(page, texts(room)[0])
        all_sent(page)
        assert sideways(page) == 0
        assert axe(page) == []
