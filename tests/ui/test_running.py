"""*Gjennomføring* in the browser, and what its panel says as time passes."""

from __future__ import annotations

import datetime as dt
import io
import json
import math
import os
import re
import subprocess
import sys
import time
import urllib.request
import zipfile
from collections.abc import Iterator
from pathlib import Path

import nbformat
import psutil
import pytest
from openpyxl import load_workbook
from playwright.sync_api import Locator, Page, expect

from conftest import CHECKOUT, axe
from samverk import agenda, voting, words
from samverk.actions import agenda as rows_of
from samverk.actions import codes, notes, room, running, sample
from samverk.documents.group_files import group_file
from samverk.live import network
from samverk.model import AgendaItem, Day, Note, Sorry, Stage, change
from samverk.store import Store, undo
from samverk.ui import rehearsing, serving, steps
from samverk.ui.running import RunningPanel
from samverk.workshop import Workshop
from serving import LIB, Server, until
from serving import serving as a_server

ROWS = [
    ("Velkommen: hvem er vi", 15, "plenary"),
    ("Gruppearbeid: tiltak", 90, "groups"),
    ("Pause", 15, "break"),
    ("Oppsummering", 50, "plenary"),
    ("Takk", 15, "plenary"),
]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    words.use("nb")
    place = tmp_path_factory.mktemp("gjennomforing")
    book = nbformat.read(CHECKOUT / "workshop.ipynb", as_version=4)
    shown = ("start", "agenda", "running")
    book.cells = [c for c in book.cells if c.metadata.get("samverk", {}).get("step") in shown]
    nbformat.write(book, place / "workshop.ipynb")
    workshop = Workshop(place / "workshop.ipynb", place / "workshops")
    workshop.begin()
    sample.fill(workshop.opened, workshop.meet, workshop.met)
    workshop.close()
    return place


@pytest.fixture(scope="module")
def server(folder: Path) -> Iterator[Server]:
    with a_server(folder / "workshop.ipynb", folder / "workshops") as started:
        yield started


@pytest.fixture
def workshop(folder: Path) -> Iterator[Workshop]:
    """The served workshop, before its day."""
    opened = Workshop(folder / "workshop.ipynb", folder / "workshops")
    running.begin_again(opened.opened)
    plan(opened.opened, end=16 * 60)
    yield opened
    opened.close()


@pytest.fixture
def own(tmp_path: Path) -> Iterator[Workshop]:
    """A workshop of this process alone."""
    words.use("nb")
    made = Workshop(tmp_path / "workshop.ipynb", tmp_path / "workshops")
    made.begin()
    plan(made.opened, end=16 * 60)
    yield made
    made.close()


def plan(store: Store, *, end: int) -> None:
    kept = [
        AgendaItem(id="", rank=0, title=title, minutes=n, form=form, place="Foajeen")
        for title, n, form in ROWS
    ]
    rows_of.use(store, kept, start=9 * 60, end=end)


def be_late(store: Store, minutes: int, *, left: float = 2388, now: float | None = None) -> None:
    """Let the second row be on, so long that the day will end so many minutes late."""
    now = time.time() if now is None else now
    row = store.state.agenda[1]
    running.start(store, row.id, now=now + left - row.minutes * 60)
    today = dt.date.fromtimestamp(now + left - row.minutes * 60)
    ends = math.ceil(max(now + left, now) / 60) * 60
    end = agenda.minute_of(today, ends) + 15 + 50 + 15 - minutes
    with store.change("agenda.set_day") as draft:
        draft.put(change(draft.state.get(Day, "day"), end=end))


def opened(page: Page, server: Server) -> Locator:
    page.goto(f"{server.link}#running")
    step = page.locator("#steg-running")
    expect(step.locator("h1")).to_be_visible(timeout=20_000)
    return step


def test_the_day_is_run_by_keyboard(page: Page, server: Server, workshop: Workshop) -> None:
    step = opened(page, server)
    expect(step.locator("h1")).to_contain_text("Dagen begynner")
    step.get_by_role("button", name="Start: Velkommen").focus()
    page.keyboard.press("Enter")
    expect(step.locator("h1")).to_contain_text("Velkommen: hvem er vi")
    clock = step.get_by_role("timer")
    expect(clock).to_have_text(re.compile(r"1[45]:\d\d"))
    before = clock.inner_text()
    expect(clock).not_to_have_text(before, timeout=3000)
    expect(step.locator(".next")).to_have_text("Neste Gruppearbeid: tiltak, 90 min, Foajeen")

    step.get_by_role("button", name="+5 minutter").press("Enter")
    expect(clock).to_have_text(re.compile(r"(19|20):\d\d"))
    step.get_by_role("button", name="Stopp klokka").press("Enter")
    expect(step.get_by_role("button", name="La klokka gå")).to_be_visible()
    expect(step.locator(".rest")).to_have_text("igjen, klokka er stoppet")
    step.get_by_role("button", name="La klokka gå").press("Enter")
    step.get_by_role("button", name="Start neste: Gruppearbeid").press("Enter")
    expect(step.locator("h1")).to_contain_text("Gruppearbeid: tiltak")

    step.get_by_role("button", name="Mer", exact=True).press("Enter")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    expect(step.locator("h1")).to_contain_text("Dagen er avsluttet")
    expect(step.locator(".actuals tbody tr").first).to_contain_text("Velkommen")
    step.get_by_role("button", name="Mer").click()
    page.get_by_role("menuitem", name="Begynn dagen på nytt").click()
    step.get_by_role("button", name="Begynn dagen på nytt").click()
    expect(step.get_by_role("button", name="Start: Velkommen")).to_be_visible()


def test_late_proposals_stand_open_and_are_taken_and_taken_back(
    page: Page, server: Server, workshop: Workshop
) -> None:
    step = opened(page, server)
    expect(step.locator("h1")).to_contain_text("Dagen begynner")
    be_late(workshop.opened, 8)
    late = step.locator(".behind")
    expect(late.locator("h2")).to_have_text("Vi ligger 8 min etter")
    assert axe(page) == []
    late.get_by_role("button", name="Bruk denne: Kort ned alt litt").click()
    expect(late).to_be_hidden()
    step.get_by_role("button", name="Angre").click()
    expect(late.locator("h2")).to_have_text("Vi ligger 8 min etter")
    running.add_minutes(workshop.opened, -5)
    expect(late).to_be_hidden()
    step.get_by_role("button", name="Se forslag til ny plan").click()
    expect(late.locator("tbody tr").first).to_contain_text("Hvis vi ikke gjør noe")


def test_over_time_counts_up_without_red_and_fits_a_phone(
    phone_page: Page, server: Server, workshop: Workshop
) -> None:
    be_late(workshop.opened, 12, left=-130)
    step = opened(phone_page, server)
    expect(step.get_by_role("timer")).to_have_text("2 min over")
    colour = "e => getComputedStyle(e).color"
    assert step.get_by_role("timer").evaluate(colour) == "rgb(130, 70, 0)"
    for width in (390, 320):
        phone_page.set_viewport_size({"width": width, "height": 800})
        assert phone_page.evaluate("document.documentElement.scrollWidth") == width
    assert axe(phone_page) == []


def test_the_clock_speaks_at_ten_five_and_one_minute_only(
    page: Page, server: Server, workshop: Workshop
) -> None:
    be_late(workshop.opened, 0, left=604)
    step = opened(page, server)
    said = step.locator(".current [role=status]")
    expect(said).to_have_text("10 minutter igjen", timeout=8000)
    assert step.get_by_role("timer").get_attribute("aria-live") is None
    with workshop.opened.change("running.add_minutes") as draft:
        draft.put(change(draft.state.day, due=time.time() + 500))
    expect(said).to_have_text("")
    expect(step.get_by_role("timer")).to_have_text(re.compile(r"08:\d\d"))


def test_the_tables_are_shown_with_what_they_have_delivered(
    own: Workshop, workshop: Workshop
) -> None:
    assert RunningPanel(own).view(own.state)["stage"]["tables"] == []
    panel = RunningPanel(workshop)

    def delivered() -> dict[int, int]:
        tables = panel.view(workshop.state)["stage"]["tables"]
        return {table["number"]: table["notes"] for table in tables}

    before = delivered()
    gone = next(n for n in workshop.state.notes if n.table == 1 and not n.withdrawn)
    notes.withdraw(workshop.opened, gone.id)
    assert delivered() == before | {1: before[1] - 1}
    undo(workshop.opened)
    assert delivered() == before


@pytest.mark.parametrize(
    ("minutes", "told", "opens"), [(1, 0, False), (2, 2, False), (4, 4, False), (5, 5, True)]
)
def test_how_late_it_is_is_said_from_two_minutes_and_stands_open_from_five(
    own: Workshop, minutes: int, told: int, opens: bool
) -> None:
    be_late(own.opened, minutes)
    view = RunningPanel(own).view(own.state)
    assert (view["behind"], view["opens"]) == (told, opens)
    assert bool(view["proposals"]) == bool(told)


def test_it_becomes_late_by_itself(own: Workshop, monkeypatch: pytest.MonkeyPatch) -> None:
    be_late(own.opened, 0, left=600)
    panel = RunningPanel(own)
    panel.opened = True
    panel.draw()
    assert panel.state["behind"] == 0
    drawn = panel.state
    panel.beat()
    assert panel.state is drawn
    later = time.time() + 600 + 6 * 60
    monkeypatch.setattr(time, "time", lambda: later)
    panel.beat()
    assert panel.state["behind"] in (6, 7)
    assert panel.state["opens"]


def test_a_day_that_has_not_begun_is_not_late(own: Workshop) -> None:
    with own.opened.change("about.set") as draft:
        draft.put(change(draft.state.about, date=dt.date(2099, 2, 4)))
    panel = RunningPanel(own)
    plan(own.opened, end=10 * 60)
    view = panel.view(own.state)
    assert (view["phase"], view["behind"], view["proposals"]) == ("before", 0, [])
    assert view["begins"] == "Dagen begynner onsdag 4. februar 2099 kl. 09.00"
    assert {check["step"] for check in view["checks"]} == {"agenda", "groups"}


def test_a_day_without_a_date_is_not_late_before_it_is_started(own: Workshop) -> None:
    plan(own.opened, end=1)
    with own.opened.change("about.set") as draft:
        draft.put(change(draft.state.about, date=None), change(draft.state.day, start=0, end=1))
    assert RunningPanel(own).view(own.state)["behind"] == 0


def test_the_sentence_tells_what_is_on(own: Workshop) -> None:
    assert steps.standing("running", own.state)[1].startswith("Dagen begynner")
    running.start(own.opened)
    assert steps.standing("running", own.state)[1] == "Nå: Velkommen: hvem er vi."
    running.finish(own.opened)
    assert steps.standing("running", own.state)[1] == "Dagen er avsluttet."
    undo(own.opened)
    assert steps.standing("running", own.state)[1] == "Nå: Velkommen: hvem er vi."


def test_a_rehearsal_tells_what_came_out_and_where_and_stops_when_asked(
    own: Workshop, tmp_path: Path
) -> None:
    told = rehearsing.rehearse(own, lambda _done, _text: False)
    out = own.folder / "generalprove-1"
    summary = json.loads((out / "summary.json").read_text(encoding="utf-8"))
    assert f"{summary['people']} deltakere" in told
    assert str(out) in told
    with pytest.raises(Sorry, match="stoppet"):
        rehearsing.rehearse(own, lambda _done, _text: True)
    assert not (own.folder / "generalprove-2").exists()


def test_a_rehearsal_that_ends_as_it_is_stopped_leaves_nothing(own: Workshop) -> None:
    out = own.folder / "generalprove-1"

    def stopped_late(_done: float, _text: str) -> bool:
        until(lambda: (out / "summary.json").exists(), "nothing came of the rehearsal")
        return True

    with pytest.raises(Sorry, match="Ingenting er lagret"):
        rehearsing.rehearse(own, stopped_late)
    assert not out.exists()


def test_the_projector_is_driven_from_the_panel(
    page: Page, server: Server, workshop: Workshop
) -> None:
    step = opened(page, server)
    view = step.get_by_label("Storskjermen viser")
    view.select_option(label="Prinsippkort")
    step.get_by_role("button", name="Neste kort").click()
    until(lambda: stage(workshop).card == 1, "no next card")
    assert stage(workshop).shows == "principles"
    view.select_option(label="Gruppene legger fram")
    step.get_by_label("Gruppe som legger fram").select_option("2")
    expect(step.get_by_text(re.compile(r"0[23]:\d\d igjen"))).to_be_visible()
    step.get_by_role("button", name="Neste: gruppe 3").press("Enter")
    until(lambda: stage(workshop).group == 3, "the next group was not shown")
    step.get_by_role("button", name="Svart skjerm").press("Enter")
    expect(step.get_by_role("button", name="Slå på skjermen")).to_be_visible()
    assert stage(workshop).black
    room.show(workshop.opened, "")
    expect(step.get_by_role("button", name="Svart skjerm")).to_be_visible()
    expect(view).to_have_value("")


def stage(workshop: Workshop) -> Stage:
    return workshop.opened.refresh().stage


def test_a_message_is_written_sent_and_taken_away_by_keyboard(
    page: Page, server: Server, workshop: Workshop
) -> None:
    step = opened(page, server)
    step.get_by_role("button", name="Send melding").press("Enter")
    expect(step.get_by_label("Melding")).to_be_focused()
    step.get_by_role("button", name="Til bordene").press("Enter")
    expect(step.get_by_text("Skriv meldingen først.")).to_be_visible()
    step.get_by_label("Melding").fill("Fem minutter igjen")
    step.get_by_role("button", name="Til bordene").press("Enter")
    again = step.get_by_role("button", name="Endre eller ta bort meldingen")
    expect(again).to_be_focused()
    assert stage(workshop).message == "Fem minutter igjen"
    again.press("Enter")
    step.get_by_role("button", name="Ta bort: Fem minutter igjen").press("Enter")
    expect(step.get_by_label("Melding")).to_be_focused()
    page.keyboard.press("Escape")
    expect(step.get_by_role("button", name="Send melding")).to_be_focused()
    assert stage(workshop).message == ""


def test_a_server_that_is_busy_is_not_taken_for_gone(server: Server, workshop: Workshop) -> None:
    host = RunningPanel(workshop).host
    assert host.look() is not None
    server.process.suspend()
    try:
        host.forget()
        assert host.look() is not None
    finally:
        server.process.resume()


def test_questions_are_let_through_and_the_room_is_asked(
    page: Page, server: Server, workshop: Workshop
) -> None:
    with workshop.opened.change("test.ask") as draft:
        for n, text in enumerate(("Hvem betaler?", "Når får vi svar?")):
            rank = draft.last_rank(Note)
            draft.put(
                Note(id=f"fra-salen-{n}", rank=rank, text=text, what="question", waiting=True)
            )
    step = opened(page, server)
    part = step.locator("summary", has_text="Spørsmål og avstemning")
    expect(part).to_contain_text("2 spørsmål venter")
    part.press("Enter")
    step.get_by_role("button", name="Vis i salen: Hvem betaler?").press("Enter")
    step.get_by_role("button", name="Avvis: Når får vi svar?").press("Enter")
    expect(step.get_by_role("button", name="Ta bort: Hvem betaler?")).to_be_visible()
    expect(part).not_to_contain_text("venter")
    assert "Hvem betaler?" in [n.text for n in voting.questions(workshop.opened.refresh())]
    assert voting.waiting(workshop.state) == []
    step.get_by_role("button", name="Åpne: Prikkavstemning").press("Enter")
    expect(step.get_by_role("button", name="Steng: Prikkavstemning")).to_be_visible()
    assert voting.asks(workshop.opened.refresh()) == ["dots"]
    step.get_by_role("button", name="Vis resultatet: Prikkavstemning").press("Enter")
    expect(step.get_by_role("button", name="Skjul resultatet: Prikkavstemning")).to_be_visible()
    assert workshop.opened.refresh().closing.revealed
    assert not voting.is_open(workshop.state, "dots")
    step.get_by_role("button", name="Skjul resultatet: Prikkavstemning").press("Enter")
    expect(step.get_by_role("button", name="Begynn på nytt: Prikkavstemning")).to_be_visible()
    assert axe(page) == []


@pytest.mark.slow
def test_a_table_that_is_connected_is_seen_and_so_is_one_that_is_gone(
    page: Page, server: Server, workshop: Workshop
) -> None:
    step = opened(page, server)
    line = step.locator(".at-tables tbody tr").nth(1)
    expect(line).to_contain_text("Ikke koblet til")
    code = next(t["code"] for t in server.addresses["tables"] if t["group"] == "2")
    with urllib.request.urlopen(f"{server.base}/api/tables/{code}/feed", timeout=20):
        expect(line).to_contain_text("Tilkoblet, 1 enhet", timeout=20_000)
    expect(line).to_contain_text("Uten nett siden", timeout=20_000)


def test_phones_are_let_in_by_a_click_and_shut_out_again(
    page: Page, server: Server, workshop: Workshop
) -> None:
    step = opened(page, server)
    part = step.locator("summary", has_text="Kan telefonene nå denne maskinen?")
    expect(part).to_contain_text("Ikke åpnet")
    part.press("Enter")
    if not network.addresses():
        expect(step.get_by_text("Maskinen er ikke på noe nett.")).to_be_visible()
        return
    step.get_by_role("button", name="Åpne for telefoner").press("Enter")
    expect(part).to_contain_text("Venter på den første")
    address = step.locator(".test .address").inner_text()
    expect(step.get_by_role("img", name=f"http://{address}")).to_be_visible()
    assert address.split(":")[0] in network.addresses()
    expect(step.locator(".network .wrong")).to_have_count(0)
    step.get_by_text("Når ingen telefon kommer gjennom").press("Enter")
    for cause in ("Gjestenettet", "Brannmuren", "VPN er på", "Feil adresse"):
        expect(step.locator("dt", has_text=cause)).to_be_visible()
    assert axe(page) == []
    step.get_by_role("button", name="Steng for telefoner").press("Enter")
    expect(part).to_contain_text("Ikke åpnet")


def test_a_code_is_renewed_by_a_click(page: Page, server: Server, workshop: Workshop) -> None:
    before = codes.of(workshop.opened)
    step = opened(page, server)
    step.locator("summary", has_text="Adresser og koder").press("Enter")
    expect(step.get_by_text(before.tables[1])).to_be_visible()
    step.get_by_role("button", name="Ny kode: Bord 1").press("Enter")
    expect(step.get_by_text(before.tables[1])).to_have_count(0)
    after = codes.of(workshop.opened)
    assert after.tables[1] != before.tables[1]
    assert after.tables[2] == before.tables[2]


def test_a_sheet_and_a_file_for_each_group_are_handed_over(
    page: Page, server: Server, workshop: Workshop, tmp_path: Path
) -> None:
    step = opened(page, server)
    step.locator("summary", has_text="Papir og fil").press("Enter")
    with page.expect_download(timeout=60_000) as sheets:
        step.get_by_role("button", name="Last ned gruppeark (PDF)").click()
    assert Path(sheets.value.path()).read_bytes().startswith(b"%PDF-")
    with page.expect_download(timeout=60_000) as files:
        step.get_by_role("button", name="Last ned gruppefiler").click()
    with zipfile.ZipFile(files.value.path()) as archive:
        book = load_workbook(io.BytesIO(archive.read("gruppe-4.xlsx")))
    book.worksheets[0]["B6"] = "Skrevet uten nett"
    book.save(tmp_path / "gruppe-4.xlsx")
    before = len(workshop.opened.refresh().notes)
    for said in ("1 nytt innspill.", "0 nye innspill. 1 var her fra før."):
        with page.expect_file_chooser() as chooser:
            step.get_by_role("button", name="Les inn utfylt fil").click()
        chooser.value.set_files(tmp_path / "gruppe-4.xlsx")
        expect(step.get_by_text(f"gruppe-4.xlsx, bord 4: {said}")).to_be_visible()
    assert len(workshop.opened.refresh().notes) == before + 1


def test_all_parts_of_the_panel_fit_a_phone(
    phone_page: Page, server: Server, workshop: Workshop
) -> None:
    be_late(workshop.opened, 0)
    step = opened(phone_page, server)
    expect(step.get_by_role("button", name="Svart skjerm")).to_be_visible()
    step.locator("details").evaluate_all("all => all.forEach(each => { each.open = true; })")
    for width in (390, 320):
        phone_page.set_viewport_size({"width": width, "height": 800})
        assert phone_page.evaluate("document.documentElement.scrollWidth") == width
    assert axe(phone_page) == []


def test_without_a_server_the_panel_says_less_and_a_deed_says_why(own: Workshop) -> None:
    panel = RunningPanel(own)
    shown = panel.stage(own.state)
    assert (shown["live"], shown["network"], shown["pages"]) == (False, None, None)
    with pytest.raises(Sorry, match="Sidene kjører ikke"):
        panel.on_open_network()


def test_a_groups_file_is_taken_in_once(own: Workshop) -> None:
    content = io.BytesIO()
    book = load_workbook(io.BytesIO(group_file(own.state, 2)))
    book.worksheets[0]["B6"] = "Felles veileder"
    book.save(content)
    panel = RunningPanel(own)
    said = panel.on_read_group_file(content.getvalue(), "gruppe-2.xlsx").said
    assert said == "gruppe-2.xlsx, bord 2: 1 nytt innspill."
    again = panel.on_read_group_file(content.getvalue(), "gruppe-2.xlsx").said
    assert "0 nye innspill" in again
    assert [(n.table, n.text) for n in own.opened.refresh().notes] == [(2, "Felles veileder")]


def test_an_external_leader_opens_nothing_and_renews_nothing(own: Workshop) -> None:
    assert {"renew", "open_network", "close_network"} <= RunningPanel.organisers_only


STARTS = """
import os, sys
from pathlib import Path
from samverk.ui import serving
from samverk.workshop import Workshop

workshop = Workshop(Path(sys.argv[1]), Path(sys.argv[2]))
assert serving.offer(workshop) == {"addresses": None, "port": 0}
serving.start(workshop, lambda: False)
print(serving.offer(workshop)["addresses"]["port"], serving._ours[workshop.notebook].process.pid)
sys.stdout.flush()
sys.stdin.read()
os._exit(9)
"""


def test_pages_for_others_end_with_the_process_that_started_them(
    folder: Path, tmp_path: Path
) -> None:
    notebook = tmp_path / "workshop.ipynb"
    notebook.write_bytes((folder / "workshop.ipynb").read_bytes())
    made = Workshop(notebook, tmp_path / "workshops")
    made.begin()
    with subprocess.Popen(
        [sys.executable, "-c", STARTS, str(notebook), str(tmp_path / "workshops")],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        env={**os.environ, "PYTHONPATH": str(LIB)},
        text=True,
        encoding="utf-8",
    ) as starter:
        assert starter.stdin is not None
        assert starter.stdout is not None
        port, pid = map(int, starter.stdout.readline().split())
        started = psutil.Process(pid)
        until((made.folder / "server.json").exists, "the server did not tell where it is", 20)
        assert serving.offer(made) == {"addresses": None, "port": port}
        starter.stdin.close()
        assert starter.wait(20) == 9
        until(lambda: not started.is_running(), "the server lives on", 20)
    made.close()
