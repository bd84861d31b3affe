"""Who owes what is told with the overdue first, and what was said comes back from a file."""

from __future__ import annotations

import datetime as dt
import io
import zipfile
from collections.abc import Iterator
from pathlib import Path

import icalendar
import openpyxl
import pikepdf
import pytest

from samverk import follow_up, series, words
from samverk.actions import follow_up as deeds
from samverk.documents import reminders
from samverk.model import About, Measure, Note, State
from samverk.roster.status_file import read_status_file
from samverk.roster.table import RosterError
from samverk.store import Store

TODAY = dt.date(2027, 5, 1)
NOW = dt.datetime(2027, 5, 1, 12, tzinfo=dt.UTC)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    words.use("nb")
    made = Store.create(tmp_path / "samverk.db")
    with made.change("fill") as draft:
        draft.put(
            About(theme="Ungt utenforskap", date=dt.date(2027, 2, 4)),
            Measure(id="sen", rank=1, text="=Felles kaffe", owner="Nav", due=dt.date(2027, 4, 1)),
            Measure(id="snart", rank=2, text="Kalender", owner="Skolen", due=dt.date(2027, 6, 1)),
            Measure(id="uten", rank=3, text="Uten eier"),
            Measure(id="ferdig", rank=4, text="Alt gjort", owner="Nav", status="done"),
            Note(id="lov", rank=1, text="Vi møtes", what="commitment", owner="Direktøren"),
        )
    yield made
    made.close()


def test_who_owes_what_comes_with_the_overdue_first_and_nobody_last(store: Store) -> None:
    found = follow_up.by_owner(follow_up.owed(store.state, TODAY))
    assert [(owner, [o.id for o in mine]) for owner, mine in found] == [
        ("Nav", ["sen"]),
        ("Skolen", ["snart"]),
        ("Direktøren", ["lov"]),
        ("", ["uten"]),
    ]
    assert found[0][1][0].late == 30
    assert (
        follow_up.summary(store.state, TODAY)
        == "4 åpne tiltak hos 3 ansvarlige. 1 er over fristen."
    )


def test_a_commitment_is_followed_like_a_measure_once_something_is_said(store: Store) -> None:
    deeds.set_status(store, "lov", "in_progress", "Møte er avtalt", TODAY)
    assert [o.id for o in follow_up.owed(store.state, TODAY)].count("lov") == 1
    measure = store.state.get(Measure, "lov")
    assert (measure.owner, measure.status, measure.text) == (
        "Direktøren",
        "in_progress",
        "Vi møtes",
    )


def test_open_measures_and_commitments_come_along_to_the_next_workshop(store: Store) -> None:
    deeds.set_status(store, "sen", "in_progress", "Nesten", TODAY)
    carried = [r for r in series.carried(store.state, b"x") if isinstance(r, Measure)]
    assert {m.id for m in carried} == {"sen", "snart", "uten", "lov"}
    assert all(m.carried_from == "Ungt utenforskap" for m in carried)
    history = next(m for m in carried if m.id == "sen").statuses
    assert [(s.date, s.status, s.comment) for s in history] == [
        (dt.date(2027, 2, 4), "new", ""),
        (TODAY, "in_progress", "Nesten"),
    ]


def fill(content: bytes, **cells: str) -> bytes:
    book = openpyxl.load_workbook(io.BytesIO(content))
    for place, value in cells.items():
        book.worksheets[0][place] = value
    written = io.BytesIO()
    book.save(written)
    return written.getvalue()


def test_what_an_owner_fills_in_is_read_back_once(store: Store) -> None:
    mine = reminders.owned(store.state, "Nav", TODAY)
    made = reminders.status_file(store.state, "Nav", mine)
    assert deeds.read_back(store, read_status_file(made), TODAY) == (0, 0)
    filled = read_status_file(fill(made, D6="under arbeid", E6="Halvveis"))
    assert deeds.read_back(store, filled, TODAY) == (1, 0)
    assert deeds.read_back(store, filled, TODAY) == (0, 0)
    measure = store.state.get(Measure, "sen")
    assert (measure.status, measure.statuses[-1].comment) == ("in_progress", "Halvveis")
    assert measure.text == "=Felles kaffe"


def test_a_status_that_is_no_word_of_ours_is_told_with_its_row(store: Store) -> None:
    mine = reminders.owned(store.state, "Nav", TODAY)
    made = reminders.status_file(store.state, "Nav", mine)
    found = read_status_file(fill(made, D6="kanskje"))
    assert found.said == ()
    assert found.problems[0].startswith("Rad 6: «kanskje» er ingen status.")


def test_words_in_another_language_are_understood(store: Store) -> None:
    made = reminders.status_file(store.state, "Nav", reminders.owned(store.state, "Nav", TODAY))
    assert read_status_file(fill(made, D6="Done")).said[0].status == "done"


def test_a_measure_that_is_gone_is_counted(store: Store) -> None:
    made = reminders.status_file(store.state, "Nav", reminders.owned(store.state, "Nav", TODAY))
    with store.change("remove") as draft:
        draft.remove(draft.get(Measure, "sen"))
    assert deeds.read_back(store, read_status_file(fill(made, D6="Ferdig")), TODAY) == (0, 1)


@pytest.mark.parametrize("content", [b"", b"tekst", b"PK\x03\x04"])
def test_another_file_is_refused_in_a_sentence(content: bytes) -> None:
    with pytest.raises(RosterError):
        read_status_file(content)


def test_what_was_said_on_an_earlier_day_does_not_overrule_a_later_one(store: Store) -> None:
    deeds.set_status(store, "sen", "done", "", TODAY)
    deeds.set_status(store, "sen", "in_progress", "i går", TODAY - dt.timedelta(days=1))
    assert store.state.get(Measure, "sen").status == "done"
    assert [s.status for s in store.state.get(Measure, "sen").statuses] == ["in_progress", "done"]


def test_reminders_are_valid_calendars_with_the_same_uid_each_time(store: Store) -> None:
    mine = follow_up.owed(store.state, TODAY)
    made = icalendar.Calendar.from_ical(reminders.reminders_ics(store.state, mine, NOW))
    events = {str(e["uid"]): e for e in made.walk("VEVENT")}
    assert set(events) == {"tiltak-sen@samverk.invalid", "tiltak-snart@samverk.invalid"}
    assert events["tiltak-snart@samverk.invalid"].decoded("dtstart") == dt.date(2027, 6, 1)
    before = events["tiltak-snart@samverk.invalid"]["sequence"]
    deeds.set(store, "snart", "due", "2027-06-15")
    again = reminders.reminders_ics(store.state, follow_up.owed(store.state, TODAY), NOW)
    moved = {str(e["uid"]): e for e in icalendar.Calendar.from_ical(again).walk("VEVENT")}
    assert moved["tiltak-snart@samverk.invalid"]["sequence"] > before


def test_every_owner_gets_a_folder_with_text_form_and_calendar(store: Store) -> None:
    with zipfile.ZipFile(io.BytesIO(reminders.reminders_zip(store.state, TODAY, NOW))) as packed:
        names = packed.namelist()
        text = packed.read("Nav/e-post.txt").decode("utf-8-sig")
    assert {name.split("/")[0] for name in names} == {"Nav", "Skolen", "Direktøren"}
    assert "Nav/frister.ics" in names
    assert "Direktøren/frister.ics" not in names
    assert "(30 dager over)" in text


def test_the_directors_status_is_one_page_however_many_there_are(
    store: Store, tmp_path: Path
) -> None:
    with store.change("many") as draft:
        draft.put(
            *(
                Measure(id=f"m{n}", rank=float(n), text=f"Et langt tiltak {n} " * 9, owner="Nav")
                for n in range(40)
            )
        )
    reminders.status_pdf(store.state, tmp_path / "status.pdf", TODAY)
    with pikepdf.open(tmp_path / "status.pdf") as book:
        assert len(book.pages) == 1


def test_nothing_to_follow_is_said(store: Store) -> None:
    assert follow_up.summary(State(), TODAY) == "Ingen tiltak å følge opp ennå."


def test_the_directors_page_is_one_page_though_all_is_long_overdue(
    store: Store, tmp_path: Path
) -> None:
    with store.change("many") as draft:
        draft.put(
            *(
                Measure(
                    id=f"m-{n}",
                    rank=float(n),
                    text=f"Felles kaffe {n}",
                    owner="Nav",
                    due=dt.date(2026, 1, 1),
                )
                for n in range(60)
            )
        )
    made = tmp_path / "status.pdf"
    reminders.status_pdf(store.state, made, dt.date(2029, 1, 1))
    with pikepdf.open(made) as book:
        assert len(book.pages) == 1
