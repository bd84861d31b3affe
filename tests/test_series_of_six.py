"""Six workshops in a row, with people who come and go: what each is for, and what is carried on."""

from __future__ import annotations

import datetime as dt
import io
import itertools
import random
import shutil
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import icalendar
import openpyxl
import pikepdf
import pytest
from pptx import Presentation

from samverk import agenda, cli, documents, evaluation, follow_up, library, ui, words
from samverk.actions import about, groups, invitation, mending, notes, running, synthesis
from samverk.actions import agenda as programmes
from samverk.actions import follow_up as deeds
from samverk.actions import participants as roster
from samverk.countdown import is_working_day
from samverk.documents import reminders
from samverk.model import Measure, Participant, Sorry, StatusChange
from samverk.roster.status_file import read_status_file
from samverk.series import next_date
from samverk.workshop import Workshop

BOOK = Path(__file__).parents[1] / "workshop.ipynb"
FIELDS = ("Skole", "Helse", "Arbeid", "Kultur")
HOMES = ("Nav Vågsund", "Vågsund kommune", "DPS", "Fylkeskommunen", "Ytre Salta")
NUMBER = 6
SECRET_FOOD = "kikertallergi"


@dataclass
class Played:
    """A workshop that was held, and what was true of it, reckoned here."""

    workshop: Workshop
    date: dt.date
    tables: list[set[str]]
    new: int = 0
    promised: str = ""
    made: list[str] = field(default_factory=list)


def person(n: int) -> Participant:
    """Somebody out of fifty; no two share a name or an address."""
    return Participant(
        id="",
        name=f"Fornavn{n:02} Etternavn{n:02}",
        organisation=HOMES[n % len(HOMES)],
        unit=f"Enhet {n % 7}",
        field=FIELDS[n % len(FIELDS)],
        email=f"adresse{n:02}@sted.example",
        dietary=SECRET_FOOD if n % 9 == 0 else "",
    )


def come(number: int) -> list[int]:
    """Who signs up: a fifth is new each time, and some from before are back."""
    return list(range(5 * number, 5 * number + 22))


def followed(before: Workshop, number: int) -> Workshop:
    """The next notebook, made in each of the three ways in turn."""
    name = f"verksted-{number}"
    place = before.notebook.with_name(f"{name}.ipynb")
    if number % 3 == 0:
        ui.next_workshop(before).on_make(name)
    elif number % 3 == 1:
        shutil.copy(before.notebook, place)
        copied = Workshop(place, before.data)
        asked = ui.start(copied).view(copied.state)
        assert asked["asks"]
        choice = next(
            e
            for e in asked["earlier"]
            if e["folder"] == before.folder.name  # type: ignore[attr-defined]
        )
        assert "Programmet" in choice["follows"]
        assert "Hvem som har møttes" in choice["follows"]
        ui.start(copied).on_follow(before.folder.name)
        copied.close()
    else:
        told = cli.main(
            ["new", str(place), "--from", str(before.notebook), "--data", str(before.data)]
        )
        assert not told
    made = Workshop(place, before.data)
    assert made.is_open
    assert made.opened.path != before.opened.path
    return made


def held(workshop: Workshop, number: int) -> list[set[str]]:
    """A day with two who stay away and one who comes late; who sat together at last, by name."""
    store, people = workshop.opened, come(number)
    roster.take(store, [person(n) for n in people])
    workshop.recall()
    groups.wish(store, "size", 5)
    groups.divide(store, workshop.met(), duties=workshop.duties(), effort=0.02)
    there = list(store.state.participants)
    for who in there[3:5]:
        roster.check_in(store, who.id, "absent")
    late = roster.add(store, f"Sen Gjest{number}", HOMES[number % len(HOMES)], "Enhet 1", FIELDS[0])
    roster.check_in(store, late, "present")
    roster.check_in_rest(store)
    moved = mending.repair(store, workshop.met(), duties=workshop.duties())
    assert moved <= 4
    names = {p.id: p.name for p in store.state.participants}
    tables = [{names[m] for m in g.members} for g in store.state.groups if g.round == 1]
    assert all(len([r for r in g.roles if r == "secretary"]) == 1 for g in store.state.groups)
    assert sum(map(len, tables)) == len(people) - 2 + 1
    return tables


def through_the_day(played: Played, number: int) -> None:
    """The rows, what each field sees, the shared picture, pulse, measures and a promise."""
    store = played.workshop.opened
    dice = random.Random(number)
    now = agenda.moment_of(played.date, store.state.day.start)
    for row in store.state.agenda:
        running.start(store, row.id, now=now)
        if row.captures == "perspective":
            for each in FIELDS:
                notes.add(store, f"{each} ser {number} ting", "perspective", field=each, now=now)
        if row.captures == "challenge":
            notes.agree(store, f"Det felles bildet nummer {number}")
            for voter in range(4):
                notes.cast(store, f"telefon-{voter:04}", "pulse", score=3)
            assert evaluation.scores(store.state, "pulse").mean is None
            for voter in range(4, 9):
                notes.cast(store, f"telefon-{voter:04}", "pulse", score=5)
            assert evaluation.scores(store.state, "pulse").told
        if row.captures == "sofa":
            played.promised = notes.add(store, f"Løftet fra verksted {number}", "commitment")
            notes.set(store, played.promised, "owner", "Direktøren")
            notes.set(store, played.promised, "due", (played.date + dt.timedelta(30)).isoformat())
        if row.captures == "horizons":
            for table in range(1, len(played.tables) + 1):
                notes.add(
                    store,
                    f"Innspill {number} fra bord {table}",
                    table=table,
                    horizon="now",
                    now=now,
                )
        minutes = row.minutes + (dice.choice((-5, 10)) if row.form == "groups" else 0)
        now += minutes * 60
    running.finish(store, now=now)
    for n, owner in enumerate(("Nav Vågsund", "DPS")):
        grown = [note.id for note in store.state.notes if note.what == "horizon"][n : n + 1]
        id = synthesis.add_measure(store, f"Tiltak {number}-{n} fra dagen", "now", grown)
        synthesis.set_measure(store, id, "owner", owner)
        synthesis.set_measure(store, id, "first_step", "Ringe rundt")
        due = played.date + dt.timedelta(days=20 + 40 * n)
        synthesis.set_measure(store, id, "due", due.isoformat())
        played.made.append(id)
    store.refresh()


@pytest.fixture(scope="module")
def series(tmp_path_factory: pytest.TempPathFactory) -> Iterator[list[Played]]:
    words.use("nb")
    folder = tmp_path_factory.mktemp("serie")
    notebook = Path(shutil.copy(BOOK, folder / "verksted-0.ipynb"))
    played: list[Played] = []
    known: set[frozenset[str]] = set()
    for number in range(NUMBER):
        if not played:
            workshop = Workshop(notebook, folder / "workshops")
            workshop.begin()
            ready = library.programme("hel-dag", "nb")
            programmes.use(
                workshop.opened, ready.agenda(lambda: ""), start=ready.start, end=ready.end
            )
            for name, value in (
                ("title", "Samhandling"),
                ("date", "2027-01-28"),
                ("interval_weeks", 8),
            ):
                about.set(workshop.opened, name, value)
            with pytest.raises(Sorry):
                invitation.issue(workshop.opened)
        else:
            workshop = followed(played[-1].workshop, number)
        about.set(workshop.opened, "theme", f"Tema {number}")
        date = workshop.state.about.date
        assert date is not None
        this = Played(workshop, date, held(workshop, number))
        pairs = {
            frozenset(pair)
            for table in this.tables
            for pair in itertools.combinations(sorted(table), 2)
        }
        this.new, known = len(pairs - known), known | pairs
        through_the_day(this, number)
        if played:
            status_of_the_carried(this, number)
        played.append(this)
    yield played
    for each in played:
        each.workshop.close()


def status_of_the_carried(this: Played, number: int) -> None:
    """The chair asks on the day, and one owner has filled in the form beforehand."""
    store = this.workshop.opened
    carried = [m for m in store.state.measures if m.carried_from]
    first = next(m for m in carried if m.owner == "Nav Vågsund")
    deeds.set_status(store, first.id, "in_progress", f"Sagt på verksted {number}", this.date)
    if number > 2:
        deeds.set_status(store, first.id, "done", "Ferdig nå", this.date)
    panel = ui.follow_up(this.workshop)
    file = panel.on_form("DPS").file
    assert file is not None
    book = openpyxl.load_workbook(io.BytesIO(file[2]))
    book.worksheets[0]["D6"], book.worksheets[0]["E6"] = "Under arbeid", f"Skjema {number}"
    filled = io.BytesIO()
    book.save(filled)
    assert deeds.read_back(store, read_status_file(filled.getvalue()), this.date) == (1, 0)


def test_each_date_follows_from_the_one_before_on_a_working_day(series: list[Played]) -> None:
    for before, after in itertools.pairwise(series):
        assert after.date == next_date(before.date, 8)
        assert is_working_day(after.date)
    assert len({each.date for each in series}) == NUMBER


def test_the_theme_stands_on_every_output(series: list[Played], tmp_path: Path) -> None:
    state = series[-1].workshop.state
    deck, book, text = (tmp_path / name for name in ("r.pptx", "r.xlsx", "r.txt"))
    documents.report_pptx(state, deck)
    documents.report_xlsx(state, book)
    documents.report_txt(state, text)
    assert "Tema 5" in text.read_text(encoding="utf-8")
    assert any("Tema 5" in each for each in slides(deck))
    sheets = openpyxl.load_workbook(book)
    assert any("Tema 5" in str(c.value) for sheet in sheets for row in sheet for c in row)


def slides(deck: Path) -> list[str]:
    """The text of each slide, tables included."""
    found = []
    for slide in Presentation(str(deck)).slides:
        texts = [shape.text_frame.text for shape in slide.shapes if shape.has_text_frame]
        texts += [
            cell.text
            for shape in slide.shapes
            if shape.has_table
            for row in shape.table.rows
            for cell in row.cells
        ]
        found.append("\n".join(texts))
    return found


def test_perspectives_by_field_and_the_agreed_picture_stand_in_the_report(
    series: list[Played], tmp_path: Path
) -> None:
    documents.report_pptx(series[4].workshop.state, tmp_path / "r.pptx")
    texts = slides(tmp_path / "r.pptx")
    for each in FIELDS:
        [slide] = [text for text in texts if f"{each} ser 4 ting" in text]
        assert each in slide.replace(f"{each} ser", "")
    [picture] = [text for text in texts if "Det felles bildet nummer 4" in text]
    assert "Tiltak 4-" not in picture


def test_new_pairs_are_those_that_a_plain_recount_finds(series: list[Played]) -> None:
    for number, each in enumerate(series):
        chapters = each.workshop.chapters()
        assert [c.number for c in chapters] == list(range(1, number + 2))
        assert [c.new for c in chapters] == [p.new for p in series[: number + 1]]
        assert all(c.new_across <= c.most_across for c in chapters)
        assert all(c.new_across_fields <= c.most_across_fields for c in chapters)
    assert all(c.pulse == (0, 0, 4, 0, 5) for c in series[-1].workshop.chapters())
    assert all(c.agreed for c in series[-1].workshop.chapters())


def test_measures_come_back_with_their_history_until_they_are_ended(series: list[Played]) -> None:
    third = series[0].made[1]
    for number, each in enumerate(series[1:], 1):
        measure = each.workshop.state.get(Measure, third)
        assert measure.status == "in_progress"
        assert measure.statuses[0] == StatusChange(status="new", date=series[0].date)
        assert [s.date for s in measure.statuses[1:]] == [p.date for p in series[1 : number + 1]]
    ended = series[0].made[0]
    assert series[3].workshop.state.get(Measure, ended).status == "done"
    assert not any(m.id == ended for m in series[4].workshop.state.measures)
    promises = [p.promised for p in series[:-1]]
    there = follow_up.everything(series[-1].workshop.state, series[-1].date)
    assert {each.id for each in there if each.text.startswith("Løftet fra")} == {
        *promises,
        series[-1].promised,
    }
    counted = [c.ended for c in series[-1].workshop.chapters()]
    assert sum(len(e) for e in counted) >= 2


def test_what_is_owed_comes_with_the_overdue_first_in_texts_calendar_and_one_page(
    series: list[Played], tmp_path: Path
) -> None:
    state, today = series[-1].workshop.state, series[-1].date
    owed = follow_up.owed(state, today)
    late = [each.late for each in owed]
    assert late == sorted(late, reverse=True)
    assert late[0] > 100
    owners = follow_up.by_owner(owed)
    assert {name for name, _mine in owners} == {"Nav Vågsund", "DPS", "Direktøren"}
    for name, mine in owners:
        _subject, text = follow_up.reminder(state, name, mine)
        assert all(each.text in text for each in mine)
        made = reminders.reminders_ics(state, mine, dt.datetime.now(dt.UTC))
        events = icalendar.Calendar.from_ical(made).walk("VEVENT")
        assert {e["dtstart"].dt for e in events} == {each.due for each in mine}
    assert reminders.status_pdf(state, tmp_path / "status.pdf", today) == []
    with pikepdf.open(tmp_path / "status.pdf") as book:
        assert len(book.pages) == 1


def test_every_measure_stands_once_in_each_form_of_the_result(
    series: list[Played], tmp_path: Path
) -> None:
    state = series[2].workshop.state
    made = [m.text for m in state.measures if not m.carried_from]
    documents.report_pptx(state, tmp_path / "r.pptx")
    documents.report_xlsx(state, tmp_path / "r.xlsx")
    documents.report_txt(state, tmp_path / "r.txt")
    text = (tmp_path / "r.txt").read_text(encoding="utf-8")
    tables = "\n".join(slides(tmp_path / "r.pptx"))
    rows = openpyxl.load_workbook(tmp_path / "r.xlsx")["Tiltak"]
    cells = [c.value for row in rows for c in row]
    assert len(made) == 2
    for each in made:
        assert text.count(each) == tables.count(each) == cells.count(each) == 1


def test_the_same_data_gives_the_same_report_and_can_be_read_as_a_frame(
    series: list[Played], tmp_path: Path
) -> None:
    workshop = series[3].workshop
    for name in ("a.pptx", "b.pptx"):
        documents.report_pptx(workshop.state, tmp_path / name)
    assert (tmp_path / "a.pptx").read_bytes() == (tmp_path / "b.pptx").read_bytes()
    assert set(workshop.frame("measures")["text"]) == {m.text for m in workshop.state.measures}


def test_nothing_of_the_people_or_what_they_wrote_is_carried(series: list[Played]) -> None:
    fresh = followed(series[-1].workshop, NUMBER)
    body = b"".join(p.read_bytes() for p in fresh.folder.rglob("*") if p.is_file())
    for forbidden in ("Fornavn", "sted.example", SECRET_FOOD, "Innspill 5", "ser 5 ting"):
        assert forbidden.encode() not in body, forbidden
    assert len(fresh.state.agenda) == len(series[0].workshop.state.agenda)
    assert len({m.id for m in fresh.state.meetings}) == NUMBER
    # What was longer on the day is suggested, and taken within the times that are held.
    assert agenda.told(fresh.state.agenda, fresh.state.day)
    end, locks = fresh.state.day.end, {r.id: r.locked_at for r in fresh.state.agenda}
    programmes.take_last(fresh.opened)
    assert agenda.slots(fresh.state.agenda, fresh.state.day)[-1].end == end
    assert {r.id: r.locked_at for r in fresh.state.agenda} == locks
    fresh.close()


def test_a_method_of_ones_own_stands_ready_the_next_time(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    copy = Path(shutil.copytree(Path(__file__).parents[1] / "templates", tmp_path / "templates"))
    ours = (copy / "methods" / "igp.nb.toml").read_text(encoding="utf-8")
    (copy / "methods" / "vaar-egen.toml").write_text(
        ours.replace('tittel = "', 'tittel = "Vår egen: ', 1), encoding="utf-8"
    )
    monkeypatch.setenv("SAMVERK_TEMPLATES", str(copy))
    assert any(m.title.startswith("Vår egen: ") for m in library.methods("nb").items)


def test_after_deletion_no_byte_names_anybody_and_the_series_still_counts(
    series: list[Played], tmp_path: Path
) -> None:
    source = series[0].workshop.notebook.parent
    before = [(c.new, c.new_across, c.people) for c in series[-1].workshop.chapters()]
    copy = Path(shutil.copytree(source, tmp_path / "kopi"))
    notebook = copy / "verksted-1.ipynb"
    data = copy / "workshops"
    mine = Workshop(notebook, data)
    measure = mine.state.get(Measure, series[1].made[0])
    owner = mine.state.participants[0]
    deeds.set(mine.opened, measure.id, "person", owner.name)
    deeds.set(mine.opened, measure.id, "owner", "")
    mine.close()
    books = sorted(copy.glob("verksted-*.ipynb"))
    told = [cli.main(["forget", "--notebook", str(b), "--data", str(data)]) for b in books]
    assert told[-1] == 0
    assert all(told[: NUMBER - 1])
    body = b"".join(p.read_bytes() for p in copy.rglob("*") if p.is_file())
    for each in (person(n) for number in range(NUMBER) for n in come(number)):
        assert each.name.encode() not in body
        assert each.email.encode() not in body
    assert SECRET_FOOD.encode() not in body
    again = Workshop(notebook, data)
    replaced = again.state.get(Measure, measure.id)
    assert (replaced.owner, replaced.person) == (owner.unit, "")
    assert [(c.new, c.new_across, c.people) for c in again.chapters()] == before[:2]
    again.close()
