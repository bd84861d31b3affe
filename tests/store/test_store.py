"""The store keeps what it says it keeps, whoever writes and whatever ends them."""

from __future__ import annotations

import os
import signal
import sqlite3
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from samverk.model import Ballot, Note, Participant, Sorry, State, change, new_id
from samverk.store import Changed, Store, Watch, history, last_own, undo
from samverk.store.migrate import make, upgrade
from samverk.store.schema import VERSIONS


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    made = Store.create(tmp_path / "samverk.db")
    yield made
    made.close()


def title(store: Store, text: str) -> None:
    with store.change("about.set") as draft:
        draft.put(change(draft.state.about, title=text))


def note(text: str, rank: float = 1.0) -> Note:
    return Note(id=new_id(), rank=rank, text=text)


def test_what_is_written_is_there_when_the_file_is_opened_again(store: Store) -> None:
    title(store, "Ungt utenforskap")
    again = Store(store.path)
    assert again.state.about.title == "Ungt utenforskap"
    assert again.revision == 1
    again.close()


def test_a_deed_that_fails_leaves_nothing(store: Store) -> None:
    def fail() -> None:
        with store.change("about.set") as draft:
            draft.put(change(draft.state.about, title="halvferdig"))
            raise Sorry("nei")

    with pytest.raises(Sorry):
        fail()
    assert store.refresh().about.title == ""
    assert store.revision == 0


def test_a_deed_that_changes_nothing_takes_no_revision(store: Store) -> None:
    title(store, "a")
    title(store, "a")
    assert store.revision == 1


def test_records_come_in_the_order_of_their_rank(store: Store) -> None:
    notes = [note(str(n), rank=float(n)) for n in range(200)]
    with store.change("notes.add") as draft:
        draft.put(*reversed(notes))
    with store.change("notes.move") as draft:
        draft.put(change(notes[0], rank=100.5))
    texts = [n.text for n in store.state.notes]
    assert texts == [*map(str, range(1, 101)), "0", *map(str, range(101, 200))]
    again = Store(store.path)
    assert again.state == store.state
    again.close()


def test_two_stores_on_one_file_see_each_others_changes(store: Store) -> None:
    other = Store(store.path, "co_organiser")
    seen = threading.Event()
    states: list[State] = []

    def look(state: State) -> None:
        states.append(state)
        seen.set()

    watch = Watch(other, look)
    title(store, "sett")
    assert seen.wait(5)
    assert states[-1].about.title == "sett"
    watch.stop()
    other.close()


def test_writers_at_the_same_time_lose_nothing(store: Store) -> None:
    others = [Store(store.path, f"co:{n}") for n in range(4)]

    def write(own: Store) -> None:
        for n in range(25):
            with own.change("notes.add") as draft:
                draft.put(note(f"{own.actor} {n}"))

    threads = [threading.Thread(target=write, args=(own,)) for own in others]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(store.refresh().notes) == 100
    assert store.revision == 100
    for own in others:
        own.close()


WRITER = """
import sys
from pathlib import Path
from samverk.model import Note
from samverk.store import Store
store = Store(Path(sys.argv[1]), "writer")
for n in range(100000):
    with store.change("notes.add") as draft:
        draft.put(Note(id=f"note-{n:08}", rank=float(n), text=str(n)))
    print(n, flush=True)
"""


@pytest.mark.skipif(sys.platform == "win32", reason="signals are for tests on POSIX")
def test_a_killed_writer_loses_nothing_that_it_said_was_saved(store: Store) -> None:
    process = subprocess.Popen(
        [sys.executable, "-c", WRITER, str(store.path)],
        stdout=subprocess.PIPE,
        text=True,
        encoding="utf-8",
    )
    assert process.stdout is not None
    said = [int(process.stdout.readline()) for _line in range(40)]
    os.kill(process.pid, signal.SIGKILL)
    said += [int(line) for line in process.stdout.read().split("\n") if line.strip()]
    process.stdout.close()
    process.wait()
    kept = {int(n.text) for n in store.refresh().notes}
    assert kept >= set(said)
    assert kept == set(range(len(kept)))


def test_undo_takes_back_ones_own_last_changes_one_by_one(store: Store) -> None:
    title(store, "én")
    title(store, "to")
    assert undo(store) == "about.set"
    assert store.state.about.title == "én"
    undo(store)
    assert store.state.about.title == ""
    assert last_own(store) is None
    with pytest.raises(Sorry, match="ikke noe å angre"):
        undo(store)


def test_undo_leaves_what_others_did(store: Store) -> None:
    other = Store(store.path, "co_organiser")
    mine = note("min")
    with store.change("notes.add") as draft:
        draft.put(mine)
    with other.change("notes.add") as draft:
        draft.put(note("din"))
    undo(store)
    assert [n.text for n in store.state.notes] == ["din"]
    other.close()


def test_undo_asks_when_somebody_has_changed_the_same_since(store: Store) -> None:
    other = Store(store.path, "co_organiser")
    title(store, "min")
    title(other, "din")
    with pytest.raises(Changed, match="Noen andre"):
        undo(store)
    assert store.refresh().about.title == "din"
    undo(store, force=True)
    assert store.state.about.title == ""
    other.close()


def test_history_tells_who_changed_what(store: Store) -> None:
    title(store, "én")
    title(store, "to")
    told = history(store, type(store.state.about), "about")
    assert [(e.actor, e.deed) for e in told] == [("organiser", "about.set")] * 2
    assert [getattr(e.after, "title", None) for e in told] == ["én", "to"]


def test_ballots_leave_no_history_and_no_time(store: Store) -> None:
    for dots in ({"a": 1}, {"a": 2}):
        with store.change("notes.cast") as draft:
            draft.put(Ballot(id="dots-device01", topic="dots", dots=dots))
    assert store.state.ballots[0].dots == {"a": 2}
    rows = sqlite3.connect(store.path)
    assert rows.execute("select count(*) from changes").fetchone() == (0,)
    assert rows.execute("select count(*) from revisions").fetchone() == (0,)
    rows.close()


def test_the_redacted_view_never_holds_an_address_or_a_dietary_need(store: Store) -> None:
    person = Participant(id="p", name="Åse", email="ase@vagsund.example", dietary="nøtter")
    with store.change("participants.add") as draft:
        draft.put(person)
    external = Store(store.path, "external", redacted=True)
    assert external.state.participants[0].email == ""
    assert external.state.participants[0].dietary == ""
    with external.change("participants.set") as draft:
        draft.put(change(draft.get(Participant, "p"), name="Åse Lundli"))
    assert external.state.participants[0].email == ""
    kept = store.refresh().participants[0]
    assert (kept.name, kept.email, kept.dietary) == ("Åse Lundli", "ase@vagsund.example", "nøtter")
    external.close()


def test_a_file_from_a_newer_version_is_refused_and_untouched(store: Store) -> None:
    title(store, "nyere")
    store.close()
    raw = sqlite3.connect(store.path)
    raw.execute("update alembic_version set version_num = '9999'")
    raw.commit()
    raw.execute("pragma wal_checkpoint(truncate)")
    raw.close()
    before = store.path.read_bytes()
    with pytest.raises(Sorry, match="nyere utgave"):
        Store(store.path)
    assert store.path.read_bytes() == before


def test_a_damaged_file_gets_a_sentence_and_is_untouched(tmp_path: Path) -> None:
    path = tmp_path / "samverk.db"
    path.write_bytes(b"this is no database at all" * 200)
    with pytest.raises(Sorry, match="skadet"):
        Store(path)
    assert path.read_bytes() == b"this is no database at all" * 200


def test_an_empty_or_foreign_file_gets_a_sentence(tmp_path: Path) -> None:
    foreign = tmp_path / "samverk.db"
    raw = sqlite3.connect(foreign)
    raw.execute("create table something (x)")
    raw.commit()
    raw.close()
    with pytest.raises(Sorry, match="hører ikke til Samverk"):
        Store(foreign)


def test_a_full_disk_gets_a_sentence_and_nothing_is_torn(store: Store) -> None:
    title(store, "før")
    with store.engine.connect() as connection:
        pages = connection.exec_driver_sql("pragma page_count").scalar_one()
    from sqlalchemy import event

    def limit(connection: sqlite3.Connection, _record: object, _proxy: object) -> None:
        connection.execute(f"pragma max_page_count={pages}")

    event.listen(store.engine, "checkout", limit)
    with pytest.raises(Sorry, match="Disken er full"), store.change("notes.add") as draft:
        draft.put(*(note("x" * 4000) for _n in range(200)))
    event.remove(store.engine, "checkout", limit)
    assert store.state.notes == ()
    assert store.refresh().about.title == "før"


def test_a_file_that_another_program_holds_gets_a_sentence(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("samverk.store.store.BUSY", 0.1)
    impatient = Store(store.path, "b")
    holder = sqlite3.connect(store.path, isolation_level=None)
    holder.execute("begin immediate")
    with pytest.raises(Sorry, match="holder på datafila"):
        title(impatient, "x")
    holder.execute("rollback")
    holder.close()
    title(impatient, "x")
    impatient.close()


def test_a_file_that_has_gone_gets_a_sentence(store: Store) -> None:
    store.close()
    for path in store.path.parent.iterdir():
        path.unlink()
    with pytest.raises(Sorry, match="finnes ikke lenger"):
        title(store, "x")


def test_making_the_tables_and_migrating_to_them_give_the_same(tmp_path: Path) -> None:
    from sqlalchemy import create_engine, inspect

    shapes = []
    for name, build in (("made", make), ("migrated", upgrade)):
        engine = create_engine(f"sqlite:///{tmp_path / name}.db")
        with engine.begin() as connection:
            build(connection)
        look = inspect(engine)
        shapes.append(
            {
                table: (
                    [(c["name"], str(c["type"]), c["nullable"]) for c in look.get_columns(table)],
                    sorted(str(i["name"]) for i in look.get_indexes(table)),
                )
                for table in look.get_table_names()
            }
        )
        with engine.connect() as connection:
            newest = connection.exec_driver_sql("select version_num from alembic_version").scalar()
            assert newest == VERSIONS[-1]
        engine.dispose()
    made, migrated = shapes
    assert made.pop("alembic_version")[0][0][0] == "version_num"
    migrated.pop("alembic_version")
    assert made == migrated


texts = st.text(max_size=30)
deeds = st.lists(
    st.one_of(
        st.tuples(st.just("put"), st.integers(0, 5), texts),
        st.tuples(st.just("remove"), st.integers(0, 5), st.just("")),
        st.tuples(st.just("undo"), st.just(0), st.just("")),
    ),
    max_size=20,
)


@given(deeds=deeds)
def test_whatever_is_done_the_file_and_the_memory_agree(
    tmp_path_factory: pytest.TempPathFactory, deeds: list[tuple[str, int, str]]
) -> None:
    store = Store.create(tmp_path_factory.mktemp("verksted") / "samverk.db")
    for deed, n, text in deeds:
        if deed == "undo":
            if last_own(store):
                undo(store, force=True)
            continue
        with store.change("notes.any") as draft:
            id = f"note-{n:08}"
            if deed == "put":
                draft.put(Note(id=id, rank=float(n), text=text))
            elif any(each.id == id for each in draft.state.notes):
                draft.remove(draft.get(Note, id))
    again = Store(store.path)
    assert again.state == store.state
    again.close()
    store.close()
