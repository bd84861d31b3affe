"""Deeds that arrive together share a commit; codes and ballots lie apart from the history."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from samverk.actions import codes
from samverk.model import Ballot, Note, Sorry, Table, change, new_id
from samverk.store import Deed, Draft, Store, history, versions


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    made = Store.create(tmp_path / "samverk.db")
    yield made
    made.close()


def add(id: str, text: str = "tekst") -> Callable[[Draft], str]:
    def do(draft: Draft) -> str:
        if draft.find(Note, id) is None:
            draft.put(Note(id=id, rank=draft.last_rank(Note), text=text))
        return id

    return do


def refuse(draft: Draft) -> None:
    draft.put(Note(id="halv", rank=1.0, text="halv"))
    raise Sorry("nei")


def test_each_deed_has_its_revision_and_its_actor(store: Store) -> None:
    said = store.together(
        [Deed("table:1", "notes.add", add("a")), Deed("table:2", "notes.add", add("b"))]
    )
    assert said == ["a", "b"]
    assert store.revision == 2
    told = [(e.revision, e.actor) for id in ("a", "b") for e in history(store, Note, id)]
    assert told == [(1, "table:1"), (2, "table:2")]


def test_one_that_fails_leaves_nothing_and_the_others_stand(store: Store) -> None:
    first, bad, last = store.together(
        [Deed("x", "a", add("a")), Deed("x", "b", refuse), Deed("x", "c", add("c"))]
    )
    assert (first, last) == ("a", "c")
    assert isinstance(bad, Sorry)
    assert [n.id for n in store.state.notes] == ["a", "c"]
    assert store.revision == 2


def test_a_deed_sees_those_before_it(store: Store) -> None:
    store.together([Deed("x", "a", add("a", "en")), Deed("x", "a", add("a", "to"))])
    assert [n.text for n in store.state.notes] == ["en"]
    assert store.revision == 1


@given(st.lists(st.lists(st.sampled_from("abcdef"), min_size=1, max_size=6), max_size=8))
def test_together_or_one_by_one_is_the_same(
    tmp_path_factory: pytest.TempPathFactory, batches: list[list[str]]
) -> None:
    folder = tmp_path_factory.mktemp("both")
    one, all_ = Store.create(folder / "one.db"), Store.create(folder / "all.db")

    def toggle(id: str) -> Callable[[Draft], None]:
        def do(draft: Draft) -> None:
            old = draft.find(Note, id)
            if old is None:
                draft.put(Note(id=id, rank=draft.last_rank(Note), text=id))
            else:
                draft.put(change(old, withdrawn=not old.withdrawn))

        return do

    for batch in batches:
        all_.together([Deed("x", "t", toggle(id)) for id in batch])
        for id in batch:
            one.together([Deed("x", "t", toggle(id))])
    assert one.state == all_.state
    other = Store(folder / "all.db")
    assert other.state == all_.state
    assert other.journal.revisions == all_.journal.revisions
    for each in (one, all_, other):
        each.close()


def test_the_journal_tells_what_has_changed_since(store: Store) -> None:
    store.together([Deed("x", "a", add(id)) for id in ("a", "b", "c")])
    store.together([Deed("x", "a", lambda d: d.put(change(d.get(Note, "a"), text="ny")))])
    assert store.journal.since(2) == [("note", "c"), ("note", "a")]
    assert store.seen().revisions["note"] == {"a": 4, "b": 2, "c": 3}


def test_what_was_seen_stays_as_it_was(store: Store) -> None:
    store.together([Deed("x", "a", add("a"))])
    seen = store.seen()
    store.together([Deed("x", "a", lambda d: d.put(change(d.get(Note, "a"), text="ny")))])
    assert [n.text for n in seen.state.notes] == ["tekst"]
    assert seen.tables.get(("note", "a")) == seen.state.notes[0]
    assert seen.revisions["note"] == {"a": 1}


def test_a_record_as_it_was_at_a_revision(store: Store) -> None:
    store.together([Deed("x", "a", add("a", "en"))])
    for text in ("to", "tre"):
        with store.change("notes.edit") as draft:
            draft.put(change(draft.get(Note, "a"), text=text))
    was, after = versions(store, Note, "a", 2)
    assert was is not None
    assert (was.text, [n.text for n in after]) == ("to", ["tre"])
    assert versions(store, Note, "a", 0)[0] is None


def test_codes_are_made_once_and_hold(store: Store) -> None:
    with store.change("tables") as draft:
        draft.put(*(Table(id=str(n), number=n) for n in (1, 2)))
    first = codes.of(store)
    assert codes.of(store) == first
    again = Store(store.path)
    assert codes.of(again) == first
    again.close()
    every = [code for _page, _number, code in first.every()]
    assert len({*every}) == 5
    assert all(len(code) >= 8 for code in every)


def test_a_renewed_code_is_another(store: Store) -> None:
    before = codes.of(store)
    codes.renew(store, "room")
    after = codes.of(store)
    assert before.room != after.room
    assert (before.projector, before.remote) == (after.projector, after.remote)
    with pytest.raises(Sorry):
        codes.renew(store, "table")


def test_ballots_lie_apart_and_in_no_order_of_time(store: Store) -> None:
    for n in range(20):
        with store.change("ballots.cast") as draft:
            draft.put(Ballot(id=f"dots-{new_id()}", topic="dots", dots={"m": n}))
    with sqlite3.connect(store.path) as connection:
        rows = [id for (id,) in connection.execute("SELECT id FROM ballots")]
        kinds = {kind for (kind,) in connection.execute("SELECT kind FROM records")}
        columns = [column[1] for column in connection.execute("PRAGMA table_info(ballots)")]
    connection.close()
    assert rows == sorted(rows)
    assert kinds == set()
    assert columns == ["id", "body"]


def test_a_ballot_that_is_taken_back_is_gone_for_all(store: Store) -> None:
    other = Store(store.path)
    ballot = Ballot(id="dots-telefon-1", topic="dots", dots={"m": 1})
    with store.change("ballots.cast") as draft:
        draft.put(ballot)
    assert other.refresh().ballots == (ballot,)
    with store.change("ballots.cast") as draft:
        draft.remove(ballot)
    assert other.refresh().ballots == ()
    other.close()


def test_ballots_of_an_older_file_move(store: Store) -> None:
    store.close()
    with sqlite3.connect(store.path) as connection:
        connection.execute("DROP TABLE ballots")
        connection.execute("DROP TABLE codes")
        connection.execute("UPDATE alembic_version SET version_num = '0001'")
        connection.execute("UPDATE meta SET value = '4' WHERE key = 'revision'")
        body = '{"id":"dots-telefon-1","topic":"dots","dots":{"m":2}}'
        connection.execute("INSERT INTO records VALUES ('ballot', 'dots-telefon-1', 4, ?)", (body,))
        table = '{"id":"1","number":1,"code":"gammelkd"}'
        connection.execute("INSERT INTO records VALUES ('table', '1', 3, ?)", (table,))
    connection.close()
    opened = Store(store.path)
    assert [b.dots for b in opened.state.ballots] == [{"m": 2}]
    assert [t.number for t in opened.state.tables] == [1]
    assert codes.of(opened).tables[1] != "gammelkd"
    opened.close()
