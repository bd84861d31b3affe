"""A table's page on a phone: nothing that is written is lost, and nothing comes twice."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Route, expect

from conftest import axe
from phones import device, opened, row, sideways, workshop
from samverk.actions import codes, notes, running, table_files
from samverk.model import Note
from samverk.roster.table_file import read_table_file
from samverk.workshop import Workshop
from serving import Server, serving, until

expect.set_options(timeout=20_000)


@pytest.fixture(scope="module")
def room(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Workshop]:
    made = workshop(tmp_path_factory.mktemp("bord"))
    yield made
    made.close()


@pytest.fixture(scope="module")
def server(room: Workshop) -> Iterator[Server]:
    with serving(room.notebook, room.data) as started:
        yield started


@pytest.fixture(scope="module")
def tables(server: Server) -> list[str]:
    return [each["url"] for each in server.addresses["tables"]]


@pytest.fixture
def phone(browser: Browser) -> Iterator[BrowserContext]:
    with device(browser) as context:
        yield context


@pytest.fixture
def other(browser: Browser) -> Iterator[BrowserContext]:
    with device(browser) as context:
        yield context


@pytest.fixture(autouse=True)
def group_work(room: Workshop) -> None:
    running.begin_again(room.opened)
    running.start(room.opened, row(room, "horizons").id)


def stored(room: Workshop, text: str) -> list[Note]:
    return [n for n in room.opened.refresh().notes if n.text == text and not n.withdrawn]


def write(page: Page, text: str) -> None:
    field = page.locator("#skriv")
    field.fill(text)
    field.press("Enter")
    expect(field).to_have_value("")


def line(page: Page, text: str):
    return page.locator(".notes > li", has=page.locator(".text", has_text=text))


def sent(page: Page, text: str) -> None:
    expect(line(page, text)).to_contain_text("Sendt")


def status(page: Page):
    return page.get_by_role("status")


def test_one_sentence_and_enter_make_a_note(room, tables, phone):
    page = opened(phone, tables[0])
    expect(page.get_by_role("heading", level=1)).to_have_text("Gruppe 1")
    write(page, "Losen blir med til rektor")
    sent(page, "Losen blir med til rektor")
    expect(status(page)).to_have_text("Alt er sendt")
    [note] = stored(room, "Losen blir med til rektor")
    assert (note.table, note.horizon, note.what) == (1, "now", "horizon")
    assert note.item == row(room, "horizons").id


def test_the_page_says_who_is_in_the_group_and_how_long_is_left(room, tables, phone):
    page = opened(phone, tables[0])
    expect(page.get_by_role("timer")).to_contain_text("igjen, til kl.")
    page.get_by_text("Hvem er i gruppa, og hvem gjør hva?").click()
    group = next(g for g in room.opened.state.groups if g.number == 1)
    names = {p.id: p.name for p in room.opened.state.participants}
    for id in group.members:
        expect(page.locator(".people")).to_contain_text(names[id])
    expect(page.locator(".people")).to_contain_text("Sekretær")
    expect(page.get_by_text("Ikke skriv om enkeltpersoner")).to_be_visible()


def test_horizons_are_chosen_by_keyboard(room, tables, phone):
    page = opened(phone, tables[0])
    tab = page.get_by_role("tab", name="Strakstiltak")
    tab.click()
    tab.press("ArrowRight")
    expect(page.get_by_role("tab", name="Strekkmål")).to_be_focused()
    expect(page.get_by_label("Nytt strekkmål")).to_be_visible()
    write(page, "Alle får svar samme dag")
    page.get_by_role("tab", name="Strekkmål").press("ArrowRight")
    write(page, "Ingen trenger et utenforskap")
    sent(page, "Ingen trenger et utenforskap")
    assert stored(room, "Alle får svar samme dag")[0].horizon == "stretch"
    assert stored(room, "Ingen trenger et utenforskap")[0].horizon == "dream"


def test_owner_first_step_date_and_partners_lie_behind_more(room, tables, phone):
    page = opened(phone, tables[0])
    write(page, "Vi møtes hver 14. dag")
    sent(page, "Vi møtes hver 14. dag")
    page.get_by_role("button", name="Mer om «Vi møtes").click()
    page.get_by_label("Teksten").fill("Vi møtes hver 14. dag, med samtykke")
    page.get_by_label("Ansvarlig").fill("Nav Vågsund")
    page.get_by_label("Første steg").fill("Ringe rektor")
    page.get_by_label("Frist").fill("2027-03-01")
    page.get_by_label("Samarbeidspartnere").fill("Skolen, Frivilligsentralen")
    page.get_by_role("button", name="Lagre").click()
    expect(line(page, "med samtykke")).to_contain_text("Ansvarlig: Nav Vågsund")
    until(lambda: stored(room, "Vi møtes hver 14. dag, med samtykke"), "the change was not stored")
    expect(status(page)).to_have_text("Alt er sendt")
    [note] = stored(room, "Vi møtes hver 14. dag, med samtykke")
    assert (note.owner, note.first_step) == ("Nav Vågsund", "Ringe rektor")
    assert (str(note.due), note.partners) == ("2027-03-01", ("Skolen", "Frivilligsentralen"))
    assert page.get_by_role("button", name="Mer om «Vi møtes").evaluate(
        "each => each === document.activeElement"
    )


def test_a_note_is_withdrawn_and_taken_back(room, tables, phone):
    page = opened(phone, tables[0])
    write(page, "En bom")
    sent(page, "En bom")
    page.get_by_role("button", name="Mer om «En bom»").click()
    page.get_by_role("button", name="Trekk tilbake").click()
    expect(page.get_by_text("«En bom» er trukket tilbake.")).to_be_visible()
    until(lambda: not stored(room, "En bom"), "it was not withdrawn")
    page.get_by_role("button", name="Angre").click()
    expect(line(page, "En bom")).to_be_visible()
    until(lambda: stored(room, "En bom"), "it was not brought back")
    sent(page, "En bom")


def test_what_others_write_at_the_table_appears_and_disturbs_nobody(room, tables, phone, other):
    page, second = opened(phone, tables[1]), opened(other, tables[1])
    page.locator("#skriv").fill("Jeg er midt i en")
    write(second, "Fra den andre enheten")
    expect(line(page, "Fra den andre enheten")).to_contain_text("fra en annen enhet")
    notes.add(room.opened, "Skrevet av prosesslederen", table=2, horizon="now")
    expect(line(page, "Skrevet av prosesslederen")).to_be_visible()
    expect(line(second, "Skrevet av prosesslederen")).to_be_visible()
    expect(page.locator("#skriv")).to_have_value("Jeg er midt i en")
    expect(page.locator("#skriv")).to_be_focused()


def test_the_network_goes_away_while_somebody_writes_and_comes_back(room, tables, phone):
    page = opened(phone, tables[0])
    expect(status(page)).to_have_text("Alt er sendt")
    phone.set_offline(True)
    for n in range(3):
        write(page, f"Skrevet uten nett {n}")
    expect(line(page, "Skrevet uten nett 2")).to_contain_text("Lagret på denne enheten")
    assert status(page).inner_text() == ""
    expect(status(page)).to_contain_text("Uten nett – vi sender når du er tilkoblet")
    expect(status(page)).to_contain_text("3 innspill venter")
    expect(page.get_by_text("Skriv videre. Alt blir lagret her.")).to_be_visible()
    assert axe(page) == []
    phone.set_offline(False)
    expect(status(page)).to_have_text("Alt er sendt")
    expect(page.get_by_text("Skriv videre. Alt blir lagret her.")).to_be_hidden()
    assert [len(stored(room, f"Skrevet uten nett {n}")) for n in range(3)] == [1, 1, 1]


@pytest.mark.slow
def test_answers_that_are_lost_after_the_server_has_stored_give_one_note(room, tables, phone):
    page = opened(phone, tables[0])
    expect(status(page)).to_have_text("Alt er sendt")
    lost: list[str] = []

    def lose(route: Route) -> None:
        if route.request.method in ("POST", "PUT") and len(lost) < 3:
            route.fetch()
            lost.append(route.request.method)
            route.abort()
        else:
            route.continue_()

    phone.route("**/api/tables/**/notes**", lose)
    write(page, "Svaret kom aldri fram")
    sent(page, "Svaret kom aldri fram")
    assert lost == ["POST"] * 3
    assert len(stored(room, "Svaret kom aldri fram")) == 1
    lost.clear()
    page.get_by_role("button", name="Mer om «Svaret").click()
    page.get_by_label("Teksten").fill("Endringen kom fram til slutt")
    page.get_by_role("button", name="Lagre").click()
    sent(page, "Endringen kom fram til slutt")
    assert lost == ["PUT"] * 3
    assert len(stored(room, "Endringen kom fram til slutt")) == 1
    assert not stored(room, "Svaret kom aldri fram")


def test_what_is_changed_while_the_answer_is_lost_is_stored_once_as_changed(room, tables, phone):
    page = opened(phone, tables[0])
    expect(status(page)).to_have_text("Alt er sendt")
    lost: list[str] = []

    def lose(route: Route) -> None:
        if route.request.method == "POST" and not lost:
            route.fetch()
            lost.append("POST")
            phone.set_offline(True)
        route.abort() if phone_is_away() else route.continue_()

    def phone_is_away() -> bool:
        return lost == ["POST"]

    phone.route("**/api/tables/**/notes**", lose)
    write(page, "Før svaret kom")
    expect(line(page, "Før svaret kom")).to_contain_text("Lagret på denne enheten")
    until(lambda: stored(room, "Før svaret kom"), "it was never stored")
    page.get_by_role("button", name="Mer om «Før svaret").click()
    page.get_by_label("Teksten").fill("Etter at svaret ble borte")
    page.get_by_role("button", name="Lagre").click()
    lost.append("over")
    phone.set_offline(False)
    sent(page, "Etter at svaret ble borte")
    assert len(stored(room, "Etter at svaret ble borte")) == 1
    assert not stored(room, "Før svaret kom")


def test_a_tab_closed_with_unsent_notes_sends_them_when_it_is_opened_again(room, tables, phone):
    page = opened(phone, tables[0])
    expect(status(page)).to_have_text("Alt er sendt")
    phone.set_offline(True)
    write(page, "Skrevet rett før fanen ble lukket")
    page.locator("#skriv").fill("Halvskrevet")
    page.close()
    phone.set_offline(False)
    again = opened(phone, tables[0])
    sent(again, "Skrevet rett før fanen ble lukket")
    expect(again.locator("#skriv")).to_have_value("Halvskrevet")
    assert len(stored(room, "Skrevet rett før fanen ble lukket")) == 1


def test_two_tabs_of_one_browser_share_an_outbox_and_send_each_note_once(room, tables, phone):
    one, two = opened(phone, tables[0]), opened(phone, tables[0])
    for page in (one, two):
        expect(status(page)).to_have_text("Alt er sendt")
    phone.set_offline(True)
    for n, page in enumerate((one, two, one, two)):
        write(page, f"Fra to faner {n}")
    phone.set_offline(False)
    for page in (one, two):
        expect(status(page)).to_have_text("Alt er sendt")
    assert [len(stored(room, f"Fra to faner {n}")) for n in range(4)] == [1] * 4


def test_a_tab_opened_again_without_a_network_still_has_everything(room, tables, phone):
    page = opened(phone, tables[0])
    write(page, "Sendt mens nettet var der")
    sent(page, "Sendt mens nettet var der")
    page.evaluate("new Promise(done => setTimeout(done, 500))")
    phone.set_offline(True)
    write(page, "Skrevet etterpå")
    page.close()
    again = opened(phone, tables[0])
    expect(line(again, "Sendt mens nettet var der")).to_be_visible()
    expect(line(again, "Skrevet etterpå")).to_contain_text("Lagret på denne enheten")
    phone.set_offline(False)
    sent(again, "Skrevet etterpå")
    assert len(stored(room, "Skrevet etterpå")) == 1


def test_a_clock_that_is_wrong_by_a_day_changes_neither_times_nor_order(room, tables, browser):
    with device(browser) as wrong, device(browser) as right:
        wrong.add_init_script(
            "{const R = Date; const off = 864e5; globalThis.Date = class extends R {"
            "constructor(...a) { a.length ? super(...a) : super(R.now() + off); }"
            "static now() { return R.now() + off; } };}"
        )
        page, good = opened(wrong, tables[0]), opened(right, tables[0])
        assert page.evaluate("Date.now()") - good.evaluate("Date.now()") > 80_000_000
        write(page, "Fra en klokke som går feil")
        sent(page, "Fra en klokke som går feil")
        expect(line(good, "Fra en klokke som går feil")).to_be_visible()
        for each in (page, good):
            expect(each.get_by_role("timer")).to_contain_text("igjen, til kl.")
        shown = [each.get_by_role("timer").inner_text() for each in (page, good)]
        assert shown[0].split()[-1] == shown[1].split()[-1]


def test_two_devices_edit_one_note_offline_and_both_texts_are_kept(room, tables, phone, other):
    page, second = opened(phone, tables[2]), opened(other, tables[2])
    write(page, "Kveldsmat på skolen")
    sent(page, "Kveldsmat på skolen")
    expect(line(second, "Kveldsmat på skolen")).to_be_visible()
    for context, each, text in (
        (phone, page, "Kveldsmat med foreldre"),
        (other, second, "Kveldsmat med rektor"),
    ):
        context.set_offline(True)
        each.get_by_role("button", name="Mer om «Kveldsmat på skolen»").click()
        each.get_by_label("Teksten").fill(text)
        each.get_by_role("button", name="Lagre").click()
        expect(line(each, text)).to_contain_text("Lagret på denne enheten")
    for context, each in ((phone, page), (other, second)):
        context.set_offline(False)
        expect(status(each)).to_have_text("Alt er sendt")
    for each in (page, second):
        expect(line(each, "Kveldsmat med foreldre")).to_be_visible()
        expect(line(each, "Kveldsmat med rektor")).to_be_visible()
        expect(each.get_by_text("To endret dette samtidig.")).to_be_visible()
    assert axe(page) == []
    page.get_by_role("button", name="Behold bare denne").click()
    until(
        lambda: (
            sum(len(stored(room, f"Kveldsmat med {who}")) for who in ("foreldre", "rektor")) == 1
        ),
        "one text was to stand",
    )


@pytest.mark.parametrize(
    ("captures", "label", "what"),
    [
        ("sofa", "Nytt spørsmål", "question"),
        ("perspective", "Slik ser vi det", "perspective"),
        ("challenge", "Utkast til utfordringsbilde", "draft"),
        ("presentations", "Merknad til framlegget", "presentation"),
    ],
)
def test_each_row_has_its_form_and_the_three_tabs_are_one_press_away(
    room, tables, phone, captures, label, what
):
    running.start(room.opened, row(room, captures).id)
    page = opened(phone, tables[0])
    field = page.get_by_label(label, exact=True)
    expect(field).to_be_visible()
    expect(page.get_by_role("tab")).to_have_count(0)
    field.fill(f"Fra bordet, {what}")
    field.press("Enter")
    sent(page, f"Fra bordet, {what}")
    assert stored(room, f"Fra bordet, {what}")[0].what == what
    assert axe(page) == []
    page.get_by_role("button", name="Til strakstiltak, strekkmål og drøm").click()
    expect(page.get_by_role("tab", name="Strakstiltak")).to_be_visible()
    write(page, f"Strakstiltak under {what}")
    sent(page, f"Strakstiltak under {what}")


def test_a_row_that_starts_does_not_take_the_form_from_somebody_who_writes(room, tables, phone):
    page = opened(phone, tables[0])
    expect(page.get_by_role("tab", name="Strakstiltak")).to_be_visible()
    page.locator("#skriv").fill("Jeg er ikke ferdig")
    running.start(room.opened, row(room, "sofa").id)
    page.get_by_role("button", name="Til spørsmålene").wait_for()
    expect(page.get_by_role("tab", name="Strakstiltak")).to_be_visible()
    expect(page.locator("#skriv")).to_have_value("Jeg er ikke ferdig")
    page.locator("#skriv").press("Enter")
    sent(page, "Jeg er ikke ferdig")
    assert stored(room, "Jeg er ikke ferdig")[0].horizon == "now"


def test_text_is_text_whatever_it_looks_like(room, tables, phone):
    page = opened(phone, tables[0])
    for text in (
        "<img src=x onerror=alert(1)><b>fet</b>",
        "Čáhcesuolu ja Kárášjohka 🌊 ŋ",
        "مرحبا بالعالم",
    ):
        write(page, text)
        sent(page, text)
        assert len(stored(room, text)) == 1
    assert page.locator(".notes b, .notes img").count() == 0


def test_too_long_and_empty_texts_are_answered_at_the_field(tables, phone):
    page = opened(phone, tables[0])
    field = page.locator("#skriv")
    field.press("Enter")
    expect(page.locator("#skriv-om")).to_have_text("Skriv noe først.")
    field.fill("a" * 8001)
    field.press("Enter")
    expect(page.locator("#skriv-om")).to_contain_text("8001 tegn")
    assert len(field.input_value()) == 8001
    assert axe(page) == []


def test_what_the_server_refuses_stays_with_its_reason_until_it_is_changed(room, tables, phone):
    page = opened(phone, tables[0])
    refusals: list[str] = []

    def refuse(route: Route) -> None:
        if route.request.method == "POST" and not refusals:
            refusals.append("POST")
            route.fulfill(status=422, json={"message": "Dette kan ikke brukes her."})
        else:
            route.continue_()

    phone.route("**/api/tables/**/notes**", refuse)
    write(page, "Avvist først")
    expect(line(page, "Avvist først")).to_contain_text("Ikke sendt. Dette kan ikke brukes her.")
    expect(status(page)).to_have_text("Ikke alt er sendt")
    assert axe(page) == []
    write(page, "Kommer forbi")
    sent(page, "Kommer forbi")
    page.get_by_role("button", name="Mer om «Avvist").click()
    page.get_by_label("Teksten").fill("Avvist, så endret")
    page.get_by_role("button", name="Lagre").click()
    sent(page, "Avvist, så endret")
    expect(status(page)).to_have_text("Alt er sendt")
    assert len(stored(room, "Avvist, så endret")) == 1


def test_everything_can_be_shown_and_saved_as_a_file_that_is_read_once(
    room, tables, phone, tmp_path: Path
):
    page = opened(phone, tables[3])
    write(page, "Sendt før nettet forsvant")
    sent(page, "Sendt før nettet forsvant")
    phone.set_offline(True)
    write(page, "Bare på denne telefonen")
    page.get_by_role("button", name="Mer om «Sendt før").click()
    page.get_by_label("Teksten").fill("Endret uten nett")
    page.get_by_role("button", name="Lagre").click()
    page.get_by_role("button", name="Vis alt på skjermen").first.click()
    expect(page.get_by_role("heading", name="Alt fra dette bordet")).to_be_focused()
    expect(page.locator(".all")).to_contain_text("Bare på denne telefonen (ikke sendt)")
    assert axe(page) == []
    with page.expect_download() as download:
        page.locator(".all").get_by_role("button", name="Last ned som fil").click()
    assert download.value.suggested_filename == "innspill-bord-4.json"
    path = tmp_path / "bord.json"
    download.value.save_as(path)
    file = read_table_file(path.read_bytes())
    assert tables[3].rsplit("/", 1)[1] not in path.read_text(encoding="utf-8")
    first = table_files.take(room.opened, file)
    assert (first.added, first.changed, first.refused) == (1, 1, ())
    assert table_files.take(room.opened, file).added == 0
    phone.set_offline(False)
    page.get_by_role("button", name="Tilbake").click()
    expect(status(page)).to_have_text("Alt er sendt")
    assert len(stored(room, "Bare på denne telefonen")) == 1
    assert len(stored(room, "Endret uten nett")) == 1
    assert not stored(room, "Sendt før nettet forsvant")


def test_a_renewed_code_says_so_and_keeps_what_was_written(room, server, phone):
    number = len(server.addresses["tables"])
    page = opened(phone, server.addresses["tables"][-1]["url"])
    expect(status(page)).to_have_text("Alt er sendt")
    codes.renew(room.opened, "table", number)
    expect(page.get_by_text("Det du har skrevet, ligger på denne enheten.")).to_be_visible()
    page.locator("#skriv").fill("Skrevet med gammel kode")
    page.locator("#skriv").press("Enter")
    expect(line(page, "Skrevet med gammel kode")).to_contain_text("Lagret på denne enheten")
    assert not stored(room, "Skrevet med gammel kode")


@pytest.mark.parametrize(("width", "height"), [(320, 568), (320, 256), (390, 844), (1280, 800)])
def test_the_page_fits_and_is_accessible(tables, browser, width, height):
    viewport = {"width": width, "height": height}
    with device(browser, viewport=viewport, is_mobile=False, has_touch=False) as context:
        page = opened(context, tables[0])
        write(page, "Etsværtlangtordsomingenkandeleoppmensomlikevelmåfåplass" * 3)
        expect(status(page)).to_have_text("Alt er sendt")
        assert sideways(page) == 0
        page.get_by_role("button", name="Mer om «Etsvært").first.click()
        expect(page.get_by_label("Teksten")).to_be_focused()
        assert sideways(page) == 0
        assert axe(page) == []


def test_nothing_fades_for_those_who_asked_for_less_motion(tables, browser):
    with device(browser, reduced_motion="reduce") as context:
        page = opened(context, tables[0])
        write(page, "Uten bevegelse")
        sent(page, "Uten bevegelse")
        shown = line(page, "Uten bevegelse").evaluate(
            "li => getComputedStyle(li).transitionDuration"
        )
        assert shown == "0s"


def test_the_page_is_small_and_usable_on_a_slow_phone(tables, browser):
    with device(browser) as context:
        page = context.new_page()
        line_ = context.new_cdp_session(page)
        line_.send("Network.enable")
        line_.send("Emulation.setCPUThrottlingRate", {"rate": 4})
        slow = {"latency": 100, "downloadThroughput": 750 * 128, "uploadThroughput": 250 * 128}
        line_.send("Network.emulateNetworkConditions", {"offline": False, **slow})
        received: list[float] = []
        line_.on("Network.loadingFinished", lambda each: received.append(each["encodedDataLength"]))
        page.goto(tables[0], wait_until="commit")
        page.locator("#skriv").wait_for()
        expect(page.get_by_role("heading", level=1)).to_have_text("Gruppe 1")
        assert sum(received) < 40_000, received


def test_what_is_stored_is_one_link_away_and_the_device_can_be_emptied(server, tables, phone):
    page = opened(phone, tables[0])
    write(page, "Ligger her også")
    sent(page, "Ligger her også")
    with phone.expect_page() as coming:
        page.get_by_role("link", name="Hva lagres?").click()
    told = coming.value
    expect(told.get_by_role("heading", level=1)).to_have_text("Hva lagres, hvorfor og hvor lenge")
    assert axe(told) == []
    page.close()
    told.get_by_role("button", name="Tøm denne enheten").click()
    told.get_by_role("button", name="Slett kopien her").click()
    expect(told.get_by_text("Det ligger ikke noe fra verkstedet på denne enheten.")).to_be_visible()
    assert told.evaluate("Object.keys(localStorage).filter(k => k.startsWith('samverk:'))") == []


def test_the_code_can_be_typed(server, tables, phone):
    page = opened(phone, f"{server.base}/b")
    expect(page.get_by_label("Bordkode")).to_be_focused()
    assert axe(page) == []
    page.get_by_label("Bordkode").fill(tables[0].rsplit("/", 1)[1].upper())
    page.get_by_role("button", name="Åpne").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Gruppe 1")


def test_nothing_that_needs_a_secure_address_is_used():
    from samverk.live import plain

    for name in ("table", "participant", "stored", "enter"):
        text = plain.page(name, "nb", "abc")
        for banned in (
            "randomUUID",
            "serviceWorker",
            "clipboard",
            "wakeLock",
            "innerHTML",
            "eval(",
        ):
            assert banned not in text, (name, banned)
        assert json.dumps("https://") not in text
