"""A previous workshop that is gone, damaged, newer, busy or turned round is a sentence at most."""

from __future__ import annotations

import contextlib
import datetime as dt
import os
import shutil
import sqlite3
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from conftest import CHECKOUT
from samverk import cli, ui, words
from samverk.actions import follow_up as deeds
from samverk.actions import forgetting, participants
from samverk.model import About, Group, Measure, Participant, Sorry, change
from samverk.neighbours import FILE
from samverk.store import store as stores
from samverk.store.backup import Backups, take
from samverk.workshop import Workshop

DAY = dt.date(2027, 2, 4)
NAMES = ("Åse", "Ola", "Eva", "Kai")


@pytest.fixture
def first(tmp_path: Path) -> Iterator[Workshop]:
    words.use("nb")
    workshop = Workshop(book(tmp_path, "februar"), tmp_path / "workshops")
    workshop.begin()
    with workshop.opened.change("fill") as draft:
        draft.put(About(theme="Ungt utenforskap", date=DAY))
    sit(workshop)
    yield workshop
    workshop.close()


def book(folder: Path, name: str) -> Path:
    return Path(shutil.copy(CHECKOUT / "workshop.ipynb", folder / f"{name}.ipynb"))


def sit(workshop: Workshop) -> None:
    """Four people at one table."""
    with workshop.opened.change("sit") as draft:
        people = [Participant(id=f"{n}-x", name=n, organisation="Nav") for n in NAMES]
        people = [change(p, attendance="present") for p in people]
        draft.put(*people, Group(id="1-1", round=1, number=1, members=tuple(p.id for p in people)))


def following(workshop: Workshop, name: str = "april") -> Workshop:
    made = Workshop(book(workshop.notebook.parent, name), workshop.data)
    made.follow(workshop.folder.name)
    return made


def emptied(file: Path) -> None:
    for ending in ("-wal", "-shm"):
        file.with_name(file.name + ending).unlink(missing_ok=True)


def damaged(file: Path) -> None:
    file.write_bytes(b"skadet" * 500)


def newer(file: Path) -> None:
    with contextlib.closing(sqlite3.connect(file)) as raw:
        raw.execute("update alembic_version set version_num = '9999'")
        raw.commit()
        raw.execute("pragma wal_checkpoint(truncate)")


@contextlib.contextmanager
def held(file: Path) -> Iterator[None]:
    """Another program has the file for itself."""
    with contextlib.closing(sqlite3.connect(file, isolation_level=None)) as raw:
        raw.execute("pragma locking_mode=exclusive")
        raw.execute("begin exclusive")
        yield


@pytest.mark.parametrize(
    ("broken", "told"), [(damaged, "Datafila er skadet"), (newer, "nyere utgave av Samverk")]
)
def test_a_previous_workshop_that_cannot_be_read_is_named_and_not_followed(
    first: Workshop, broken: Callable[[Path], None], told: str, capsys: pytest.CaptureFixture[str]
) -> None:
    file = first.folder / FILE
    first.close()
    broken(file)
    emptied(file)
    before = file.read_bytes()
    second = Workshop(book(first.notebook.parent, "april"), first.data)
    [known] = second.earlier()
    assert known.title == "februar"
    assert told in known.problem
    with pytest.raises(Sorry, match=told):
        second.follow("februar")
    assert not second.is_open
    second.close()
    assert (
        cli.main(["new", str(first.notebook.with_name("juni")), "--from", str(first.notebook)]) == 2
    )
    said = capsys.readouterr().err
    assert told in said
    assert said.count("\n") == 1
    assert not (first.notebook.parent / "juni.ipynb").exists()
    assert file.read_bytes() == before


def test_a_workshop_whose_previous_one_is_gone_keeps_what_was_carried_and_says_so(
    first: Workshop,
) -> None:
    second = following(first)
    sit(second)
    folder = first.folder
    first.close()
    shutil.rmtree(folder)
    second.recall()
    assert len(second.state.meetings) == 1
    told = ui.start(second).view(second.state)["previous"]
    assert told == (
        "Fant ikke verkstedet før dette, «Ungt utenforskap» 04.02.2027. Det som fulgte med derfra, "
        "står fortsatt."
    )
    second.close()


@pytest.mark.parametrize(
    ("broken", "told"), [(damaged, "Datafila er skadet"), (newer, "nyere utgave av Samverk")]
)
def test_a_workshop_whose_previous_one_cannot_be_read_says_so(
    first: Workshop, broken: Callable[[Path], None], told: str
) -> None:
    second = following(first)
    file = first.folder / FILE
    first.close()
    broken(file)
    emptied(file)
    second.recall()
    assert len(second.state.meetings) == 1
    said = str(ui.start(second).view(second.state)["previous"])
    assert said.startswith("Verkstedet før dette, «Ungt utenforskap» 04.02.2027, kan ikke leses.")
    assert told in said
    second.close()


def test_a_previous_workshop_that_is_there_is_not_spoken_of(first: Workshop) -> None:
    second = following(first)
    for workshop in (first, second):
        assert ui.start(workshop).view(workshop.state)["previous"] == ""
    second.close()


def test_a_previous_workshop_that_is_open_and_being_written_in_can_be_followed(
    first: Workshop,
) -> None:
    first.keys()
    with contextlib.closing(sqlite3.connect(first.folder / FILE, isolation_level=None)) as raw:
        raw.execute("begin immediate")
        raw.execute("insert into meta values ('x', 'y')")
        second = following(first)
        raw.execute("rollback")
    assert len(second.state.meetings) == 1
    second.close()


def test_a_previous_workshop_that_somebody_holds_is_a_sentence(
    first: Workshop, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(stores, "BUSY", 0.05)
    file = first.folder / FILE
    first.close()
    second = Workshop(book(first.notebook.parent, "april"), first.data)
    with held(file):
        with pytest.raises(Sorry, match="Et annet program holder på datafila"):
            second.follow("februar")
        [known] = second.earlier()
        assert "Et annet program" in known.problem
    second.follow("februar")
    assert second.state.series.previous_title == "Ungt utenforskap"
    second.close()


def test_a_workshop_without_data_is_named_when_it_cannot_be_followed(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    empty = book(tmp_path, "tom")
    assert cli.main(["new", str(tmp_path / "april"), "--from", str(empty)]) == 2
    assert capsys.readouterr().err == f"Fant ingen data for {empty}.\n"


def test_notebooks_that_come_from_each_other_teach_nobody_that_all_have_met(
    first: Workshop,
) -> None:
    second = following(first)
    sit(second)
    with first.opened.change("turn") as draft:
        draft.put(change(draft.state.series, previous=second.folder.name))
    first.recall()
    second.recall()
    first.recall()
    assert first.state.meetings == ()
    assert [meeting.id for meeting in second.state.meetings] == ["1-1"]
    assert [c.number for c in first.chapters()] == [1]
    assert [c.number for c in second.chapters()] == [1, 2]
    assert [k.folder.name for k in first.after()] == ["april"]
    second.close()


def test_a_folder_that_now_holds_another_series_teaches_nothing(first: Workshop) -> None:
    second = following(first)
    before = second.state
    folder = first.folder
    first.close()
    shutil.rmtree(folder)
    other = Workshop(first.notebook, first.data)
    other.begin()
    sit(other)
    assert other.folder == folder
    second.recall()
    assert second.state == before
    other.close()
    second.close()


@pytest.mark.parametrize("content", ["", "ikke hex", "00ff"])
def test_a_secret_that_is_damaged_is_never_used(first: Workshop, content: str) -> None:
    first.keys()
    [secret] = first.data.glob("series-*/secret")
    secret.write_text(content, encoding="ascii")
    with pytest.raises(Sorry, match="Nøkkelen til serien"):
        first.keys()
    os.utime(secret, (time.time() - 60, time.time() - 60))
    key = first.keys()(first.state.participants[0])
    assert len(bytes.fromhex(secret.read_text(encoding="ascii"))) == 32
    assert key == first.keys()(first.state.participants[0])


def test_copies_are_taken_though_the_clock_is_set_back(first: Workshop) -> None:
    store = first.opened
    backups = Backups(store)
    backups.stop()
    now = dt.datetime(2027, 2, 4, 12, tzinfo=dt.UTC)
    ahead = take(store, now + dt.timedelta(days=400))
    aside = first.folder / "backups" / "kopierer.tmp"
    aside.write_bytes(b"")
    os.utime(aside, (time.time() + 86_400, time.time() + 86_400))
    participants.add(store, "Ny")
    assert backups.look(now) is None
    made = backups.look(now)
    assert made is not None
    assert ahead is not None
    assert ahead.exists()
    assert made.exists()


def test_a_status_that_is_said_now_holds_though_the_clock_is_set_back(first: Workshop) -> None:
    with first.opened.change("measure") as draft:
        draft.put(Measure(id="m", rank=1, text="Felles kaffe"))
    ahead = dt.date.today() + dt.timedelta(days=9)
    deeds.set_status(first.opened, "m", "in_progress", "", ahead)
    deeds.set_status(first.opened, "m", "done")
    [measure] = first.state.measures
    assert measure.status == "done"
    assert [s.status for s in measure.statuses] == ["in_progress", "done"]


def test_who_came_under_another_spelling_is_offered_and_known_again_once_somebody_says_so(
    first: Workshop,
) -> None:
    with first.opened.change("fill") as draft:
        people = {p.id: p for p in draft.state.participants}
        draft.put(change(people["Åse-x"], name="Åse Ødegård"))
        draft.put(change(people["Ola-x"], name="Ola Hauknes"))
    second = following(first)
    participants.add(second.opened, "Aase Ødegaard", "Nav")
    participants.add(second.opened, "Ola Hauknes", "Nav")
    panel = ui.participants(second)
    [pair] = panel.view(second.state)["twins"]
    assert pair["earlier"] == "Ungt utenforskap, 04.02.2027"
    assert (pair["first"]["name"], pair["second"]["name"]) == ("Aase Ødegaard", "Åse Ødegård")
    assert sum(len(group) for turn in second.met() for group in turn) == 1
    panel.on_recognise(pair["first"]["id"], pair["second"]["id"])
    assert sum(len(group) for turn in second.met() for group in turn) == 2
    assert panel.view(second.state)["twins"] == []
    keys = second.keys()
    [before] = [keys(p) for p in second.state.participants if p.also]
    forgetting.forget(
        second.opened,
        second.notebook,
        forgetting.everything(second.opened),
        keys,
        dt.date(2027, 9, 1),
    )
    assert before in {p.key for p in second.state.participants}
    assert sum(len(group) for turn in second.met() for group in turn) == 2
    second.close()


def test_two_who_are_said_to_be_two_are_not_offered_again(first: Workshop) -> None:
    second = following(first)
    for name in ("Kari Nordmann", "Kari Nordman"):
        participants.add(second.opened, name, "Nav")
    panel = ui.participants(second)
    [pair] = panel.view(second.state)["twins"]
    assert pair["earlier"] == ""
    participants.different(second.opened, [pair["first"]["id"], pair["second"]["id"]])
    assert panel.view(second.state)["twins"] == []
    second.close()


def test_two_spellings_on_the_list_become_one_with_what_was_known_of_each(first: Workshop) -> None:
    store = first.opened
    with store.change("fill") as draft:
        draft.put(
            Participant(id="a", name="Kari Nordmann", organisation="Nav", dietary="egg"),
            Participant(id="b", name="Kari Nordman", email="kari@nav.example", field="Skole"),
            Group(id="2-1", round=2, number=1, members=("a", "Eva-x"), roles={"chair": "Eva-x"}),
            Group(id="2-2", round=2, number=2, members=("b", "Kai-x"), roles={"chair": "b"}),
            Group(id="3-1", round=3, number=1, members=("b", "Kai-x"), roles={"chair": "b"}),
            change(draft.state.grouping, apart=(("a", "b"), ("b", "Eva-x")), pinned={"b": 1}),
        )
    participants.one(store, "a", "b")
    [kept] = [p for p in store.state.participants if p.name.startswith("Kari")]
    assert (kept.id, kept.organisation, kept.email) == ("a", "Nav", "kari@nav.example")
    assert (kept.dietary, kept.field) == ("egg", "Skole")
    groups = {g.id: g for g in store.state.groups}
    assert (groups["2-2"].members, groups["2-2"].roles) == (("Kai-x",), {})
    assert (groups["3-1"].members, groups["3-1"].roles) == (("a", "Kai-x"), {"chair": "a"})
    assert store.state.grouping.apart == (("a", "Eva-x"),)
    assert store.state.grouping.pinned == {}
