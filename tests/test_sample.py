from __future__ import annotations

import importlib.util
import tomllib
from collections import Counter
from pathlib import Path
from types import ModuleType

import openpyxl
import pytest

from samverk import agenda, countdown, library
from samverk.library import Sample
from samverk.library.sample import CAPTURED
from samverk.model import (
    HORIZONS,
    About,
    Closing,
    Goal,
    Heading,
    Measure,
    Note,
    Project,
    Record,
    State,
    Venue,
)
from samverk.roster import read_roster
from samverk.words import Language

NOT_SEEN = "Bibliotekene i Salta"
"""Came to the first workshop and not since, so that Relasjoner has somebody to miss."""

FOLDER = Path(__file__).resolve().parent.parent / "sample_data"


@pytest.fixture(scope="module")
def sample() -> Sample:
    return library.sample()


@pytest.fixture(scope="module")
def script() -> ModuleType:
    spec = importlib.util.spec_from_file_location("make_sample", FOLDER / "make_sample.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_the_roster_holds_forty_people_from_eight_organisations(sample: Sample) -> None:
    roster = read_roster(sample.roster)

    assert len(roster.people) == 40
    assert len({person.organisation for person in roster.people}) == 8
    assert len({person.field for person in roster.people}) == 10
    assert list(roster.problems) == []
    assert set("áčđŋšŧ") <= set("".join(person.name for person in roster.people).casefold())
    assert sum(bool(person.dietary) for person in roster.people) > 5


def test_everybody_on_the_roster_is_made_up(sample: Sample) -> None:
    addresses = [person.email for person in read_roster(sample.roster).people]

    assert len(set(addresses)) == 40
    assert all(address.isascii() and address.endswith(".example") for address in addresses)


def test_the_roster_is_what_its_script_writes(sample: Sample, script: ModuleType) -> None:
    book = openpyxl.load_workbook(sample.roster)
    heading, *rows = book.active.iter_rows(values_only=True)

    assert heading == script.HEADINGS
    assert [[value or "" for value in row] for row in rows] == [list(row) for row in script.rows()]


def test_there_is_a_seat_for_everybody(sample: Sample) -> None:
    assert sum(room.tables * room.seats for room in sample.venue.rooms) >= 40
    assert sum(room.tables for room in sample.venue.rooms) == 6


def test_the_programme_of_the_sample_adds_up_and_has_owners(sample: Sample) -> None:
    state = State(about=sample.about, day=sample.day, agenda=sample.agenda)

    assert list(agenda.problems(state)) == []
    assert sample.agenda[0].owner == "Ingrid Solbakk"
    assert len({item.id for item in sample.agenda}) == len(sample.agenda)


def test_every_table_has_notes_for_each_horizon(sample: Sample) -> None:
    horizons = [note for note in sample.notes if note.what == "horizon"]

    assert len(horizons) >= 60
    assert len({note.text for note in horizons}) == len(horizons)
    for table in range(1, 7):
        for horizon in HORIZONS:
            assert sum((note.table, note.horizon) == (table, horizon) for note in horizons) >= 3


def test_every_kind_of_note_is_there(sample: Sample) -> None:
    found = Counter(note.what for note in sample.notes)

    assert found["perspective"] >= 8
    assert len({note.field for note in sample.notes if note.what == "perspective"}) == 10
    assert (found["draft"], found["challenge"]) == (6, 1)
    assert (found["question"], found["commitment"], found["presentation"]) == (8, 4, 6)


def test_everything_that_is_named_exists(sample: Sample) -> None:
    notes, goals = {n.id for n in sample.notes}, {g.id for g in sample.goals}
    headings, rows = {h.id for h in sample.headings}, {i.id: i for i in sample.agenda}

    assert {note.heading for note in sample.notes if note.heading} == headings
    assert all(rows[note.item].captures == CAPTURED[note.what] for note in sample.notes)
    assert all(measure.notes and set(measure.notes) <= notes for measure in sample.measures)
    assert all(measure.goals and set(measure.goals) <= goals for measure in sample.measures)
    assert {goal for measure in sample.measures for goal in measure.goals} == goals


def test_fields_and_organisations_are_those_of_the_roster(sample: Sample) -> None:
    people = read_roster(sample.roster).people
    organisations = {person.organisation for person in people}
    named = {f"{person.name}, {person.organisation}" for person in people}

    assert {note.field for note in sample.notes if note.field} <= {p.field for p in people}
    for project in sample.projects:
        assert project.organisation in organisations
        assert set(project.interested) <= named
    for earlier in sample.earlier:
        for table in earlier.tables:
            there = {f"{p.name}, {p.organisation}" for p in table if p.organisation != NOT_SEEN}
            assert there <= named
    assert NOT_SEEN not in organisations


def test_the_measures_are_complete_and_on_every_horizon(sample: Sample) -> None:
    assert 12 <= len(sample.measures) <= 15
    assert {measure.horizon for measure in sample.measures} == set(HORIZONS)
    for measure in sample.measures:
        assert measure.owner
        assert measure.first_step
        assert measure.due is not None
        assert sample.about.date is not None
        assert measure.due > sample.about.date
        assert measure.due.weekday() < 5
        assert 1 <= (measure.value or 0) <= 5
        assert 1 <= (measure.ease or 0) <= 5


def test_thirty_people_voted_with_three_dots_each(sample: Sample) -> None:
    data = tomllib.loads((FOLDER / "workshop.toml").read_text(encoding="utf-8"))
    topics = Counter(ballot.topic for ballot in sample.ballots)
    votes = [ballot.dots for ballot in sample.ballots if ballot.topic == "dots"]
    total: Counter[str] = Counter()
    for vote in votes:
        total.update(vote)

    assert topics == {"dots": 30, "pulse": 30, "evaluation": 30}
    assert all(sum(vote.values()) == 3 for vote in votes)
    assert total == {each["id"]: each["dots"] for each in data["measures"]}
    assert sum(bool(ballot.text) for ballot in sample.ballots) > 10
    assert len({ballot.id for ballot in sample.ballots}) == len(sample.ballots)


def test_two_earlier_workshops_left_measures_in_every_status(sample: Sample) -> None:
    first, second = sample.earlier

    assert sample.about.date is not None
    assert first.date < second.date < sample.about.date
    assert {measure.status for measure in sample.carried} == {
        "new", "in_progress", "done", "stopped",
    }  # fmt: skip
    for measure in sample.carried:
        assert measure.status == measure.statuses[-1].status
        assert [change.date for change in measure.statuses] == sorted(
            change.date for change in measure.statuses
        )
        assert measure.statuses[-1].date < sample.about.date
        assert measure.carried_from in (first.title, second.title)


def test_nobody_sat_at_two_tables(sample: Sample) -> None:
    for earlier in sample.earlier:
        names = [person.name for table in earlier.tables for person in table]
        assert len(set(names)) == len(names)


def test_no_note_names_a_person(sample: Sample) -> None:
    people = read_roster(sample.roster).people
    words = {word for person in people for word in (person.name, person.name.split()[-1])}
    written = [note.text for note in sample.notes]
    written += [measure.text for measure in (*sample.measures, *sample.carried)]
    written += [ballot.text for ballot in sample.ballots]

    assert not [text for text in written if {*text.replace(",", " ").split()} & words]


@pytest.mark.parametrize(
    ("table", "record", "extra"),
    [
        ("about", About, set()),
        ("venue", Venue, set()),
        ("closing", Closing, set()),
        ("goals", Goal, set()),
        ("headings", Heading, set()),
        ("notes", Note, set()),
        ("measures", Measure, {"dots"}),
        ("projects", Project, set()),
    ],
)
def test_every_field_of_the_file_is_known(
    table: str, record: type[Record], extra: set[str]
) -> None:
    data = tomllib.loads((FOLDER / "workshop.toml").read_text(encoding="utf-8"))
    entries = data[table] if isinstance(data[table], list) else [data[table]]

    for entry in entries:
        assert entry.keys() <= {*record.__struct_fields__, *extra}


@pytest.mark.parametrize("language", ["nb", "nn", "en"])
def test_the_sample_has_done_what_comes_first_in_the_countdown(
    sample: Sample, language: Language
) -> None:
    about, done = sample.about, sample.invitation.done
    assert about.date is not None
    plan = countdown.plan(library.countdown(language).items, about.date, about.signup_deadline)
    first = plan[: len(done)]
    assert {due.step.name for due in first} == set(done)
    assert all(due.date is not None and done[due.step.name] <= due.date for due in first)
    left = [due.date for due in plan[len(done) :]]
    assert left
    assert all(day is not None and (about.date - day).days <= 7 for day in left)
