"""What a table saved as a file comes in once, however often it is read."""

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from samverk import words
from samverk.actions import notes, table_files
from samverk.actions.table_files import Taken
from samverk.model import Note
from samverk.roster.table_file import Changes, SavedNote, TableFile
from samverk.store import Store


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    words.use("nb")
    made = Store.create(tmp_path / "verksted.db")
    yield made
    made.close()


def file(*saved: SavedNote, table: int = 3) -> TableFile:
    return TableFile(samverk="innspill", version=1, table=table, notes=saved)


def standing(store: Store) -> list[tuple[str, int]]:
    return [(n.text, n.table) for n in store.refresh().notes if not n.withdrawn]


def saved(id: str = "abcdefgh", text: str = "Frokost på skolen", **more: object) -> SavedNote:
    return SavedNote(id=id, text=text, **more)  # type: ignore[arg-type]


def test_new_notes_come_in_with_all_their_fields(store: Store) -> None:
    note = saved(
        horizon="stretch",
        owner="Nav Vågsund",
        first_step="Ringe rektor",
        due=dt.date(2027, 3, 1),
        partners=("Frivilligsentralen",),
    )
    assert table_files.take(store, file(note)) == Taken(added=1, changed=0, beside=0, known=0)
    [found] = store.refresh().notes
    assert (found.horizon, found.owner, found.first_step) == (
        "stretch",
        "Nav Vågsund",
        "Ringe rektor",
    )
    assert (found.due, found.partners, found.table) == (
        dt.date(2027, 3, 1),
        ("Frivilligsentralen",),
        3,
    )


@given(st.lists(st.text("abcæøå ", min_size=1).filter(str.strip), max_size=6), st.integers(1, 4))
def test_the_same_file_again_changes_nothing(
    tmp_path_factory: pytest.TempPathFactory, texts: list[str], times: int
) -> None:
    store = Store.create(tmp_path_factory.mktemp("bord") / "verksted.db")
    try:
        whole = file(*(saved(f"innspill-{n}", text) for n, text in enumerate(texts)))
        table_files.take(store, whole)
        first = store.refresh()
        for _time in range(times):
            assert table_files.take(store, whole).known == len(texts)
        assert store.refresh().revision == first.revision
        assert len(first.notes) == len(texts)
    finally:
        store.close()


def test_a_change_that_was_never_sent_is_made_once_and_never_undoes_a_later_one(
    store: Store,
) -> None:
    notes.add(store, "Frokost", table=3, id="abcdefgh")
    base = store.revision
    changed = file(
        saved(text="Frokost hver dag", base=base, changes=Changes(text="Frokost hver dag"))
    )
    assert table_files.take(store, changed).changed == 1
    assert standing(store) == [("Frokost hver dag", 3)]
    notes.edit(store, "abcdefgh", "Frokost hver uke", "Frokost hver dag")
    assert table_files.take(store, changed).known == 1
    assert standing(store) == [("Frokost hver uke", 3)]


def test_where_both_have_changed_the_text_both_stand_once(store: Store) -> None:
    notes.add(store, "Frokost", table=3, id="abcdefgh")
    base = store.revision
    notes.edit(store, "abcdefgh", "Frokost og lunsj", "Frokost")
    changed = file(
        saved(text="Frokost hver dag", base=base, changes=Changes(text="Frokost hver dag"))
    )
    assert table_files.take(store, changed).beside == 1
    assert table_files.take(store, changed).known == 1
    assert standing(store) == [("Frokost og lunsj", 3), ("Frokost hver dag", 3)]


def test_a_withdrawal_that_was_never_sent_is_made_once(store: Store) -> None:
    notes.add(store, "Frokost", table=3, id="abcdefgh")
    gone = file(saved(withdrawn=True, base=store.revision, changes=Changes(withdrawn=True)))
    assert table_files.take(store, gone).changed == 1
    notes.restore(store, "abcdefgh")
    assert table_files.take(store, gone).known == 1
    assert standing(store) == [("Frokost", 3)]


def test_a_note_that_was_withdrawn_before_it_was_sent_does_not_come_in(store: Store) -> None:
    table_files.take(store, file(saved(withdrawn=True)))
    assert store.refresh().notes == ()


def test_a_note_that_has_moved_to_another_table_stays_there(store: Store) -> None:
    notes.add(store, "Frokost", table=5, id="abcdefgh")
    changed = saved(text="Frokost nå", base=store.revision, changes=Changes(text="Frokost nå"))
    table_files.take(store, file(changed))
    assert standing(store) == [("Frokost nå", 5)]


def test_what_cannot_be_used_is_named_and_the_rest_comes_in(store: Store) -> None:
    taken = table_files.take(
        store, file(saved(text="a" * 9000), saved("ijklmnop", "Lunsj"), saved("kort"))
    )
    assert standing(store) == [("Lunsj", 3)]
    assert [each[:4] for each in taken.refused] == ["«aaa", "«Fro"]
    assert not [n for n in store.refresh().notes if isinstance(n, Note) and len(n.text) > 8000]
