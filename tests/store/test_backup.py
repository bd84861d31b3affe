"""There is always a copy to go back to, and never more of them than are of use."""

from __future__ import annotations

import contextlib
import datetime as dt
import itertools
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from samverk.actions import backups as deeds
from samverk.model import Note, Sorry, change, new_id
from samverk.store import Store, undo
from samverk.store.backup import SPARSELY, Backups, Copy, copies, superfluous, take

NOW = dt.datetime(2027, 2, 4, 12, 0, tzinfo=dt.UTC)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    made = Store.create(tmp_path / "samverk.db")
    yield made
    made.close()


def write(store: Store, text: str) -> None:
    with store.change("notes.add") as draft:
        draft.put(Note(id=new_id(), rank=1.0, text=text))


def texts(store: Store) -> set[str]:
    return {note.text for note in store.state.notes}


def test_a_copy_is_taken_when_something_has_changed_and_a_minute_has_passed(store: Store) -> None:
    backups = Backups(store)
    backups.stop()
    assert backups.look(NOW) is None
    write(store, "en")
    assert backups.look(NOW) is not None
    assert backups.look(NOW + dt.timedelta(seconds=90)) is None
    write(store, "to")
    assert backups.look(NOW + dt.timedelta(seconds=30)) is None
    assert backups.look(NOW + dt.timedelta(seconds=61)) is not None
    assert [copy.revision for copy in copies(store.path.parent)] == [2, 1]


def test_a_clock_that_was_set_back_stops_no_copy(store: Store) -> None:
    backups = Backups(store)
    backups.stop()
    write(store, "en")
    backups.look(NOW)
    write(store, "to")
    assert backups.look(NOW - dt.timedelta(hours=3)) is not None


def test_two_who_copy_at_once_do_not_disturb_each_other(store: Store) -> None:
    write(store, "en")
    made: list[Path | None] = []

    def copy() -> None:
        with contextlib.closing(Store(store.path)) as own:
            made.append(take(own, NOW))

    threads = [threading.Thread(target=copy) for _n in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert any(made)
    assert [path.suffix for path in (store.path.parent / "backups").iterdir()] == [".db"]


def test_what_was_is_brought_back_as_one_change_that_can_be_undone(store: Store) -> None:
    write(store, "en")
    copy = take(store, NOW)
    assert copy is not None
    write(store, "to")
    with store.change("notes.edit") as draft:
        draft.put(change(draft.state.notes[0], text="endret"))
    after = texts(store)
    deeds.restore(store, copy.name)
    assert texts(store) == {"en"}
    other = Store(store.path)
    assert texts(other) == {"en"}
    other.close()
    undo(store)
    assert texts(store) == after
    assert len(copies(store.path.parent)) == 2


def test_a_copy_that_is_gone_is_told(store: Store) -> None:
    with pytest.raises(Sorry, match="finnes ikke lenger"):
        deeds.restore(store, "samverk-20270204T120000Z-1.db")


def test_nothing_is_copied_while_a_deletion_is_under_way(store: Store) -> None:
    write(store, "en")
    (store.path.parent / "sletter.json").write_text("{}", encoding="utf-8")
    assert take(store, NOW) is None


@given(st.lists(st.integers(0, 40 * 24 * 60), max_size=80))
def test_copies_are_kept_sparsely_and_the_newest_always(minutes: list[int]) -> None:
    held = [
        Copy(path=Path(str(n)), at=NOW - dt.timedelta(minutes=m), revision=n)
        for n, m in enumerate(minutes)
    ]
    gone = superfluous(held, NOW)
    kept = sorted((copy for copy in held if copy not in gone), key=lambda copy: copy.at)
    if held:
        assert max(held, key=lambda copy: copy.at).at == kept[-1].at
    assert superfluous(kept, NOW) == []
    for older, newer in itertools.pairwise(kept):
        apart = next(apart for most, apart in SPARSELY if NOW - older.at <= most)
        assert newer.at - older.at >= apart
    assert len(kept) <= len(minutes)
