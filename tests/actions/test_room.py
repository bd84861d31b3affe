"""What the room sees: messages, the projector, and pressing next."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from samverk.actions import room, running
from samverk.model import AgendaItem, Group, Note, Sorry
from samverk.store import Store


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    made = Store.create(tmp_path / "samverk.db")
    with made.change("test") as draft:
        draft.put(
            *(AgendaItem(id=f"rad-{n}", rank=n, title=f"Rad {n}", minutes=10) for n in (1, 2)),
            Group(id="1-1", round=1, number=1),
        )
    yield made
    made.close()


def test_a_message_goes_to_the_tables_or_to_the_projector(store: Store) -> None:
    room.message(store, "Fem minutter igjen", now=100.0)
    room.message(store, "Lunsj", "projector")
    stage = store.state.stage
    assert (stage.message, stage.sent, stage.notice) == ("Fem minutter igjen", 100.0, "Lunsj")
    room.message(store, "")
    assert (store.state.stage.message, store.state.stage.sent) == ("", None)


@pytest.mark.parametrize(("text", "to"), [("a" * 201, "tables"), ("Hei", "naboen")])
def test_a_message_that_is_too_long_or_to_nobody_is_refused(
    store: Store, text: str, to: str
) -> None:
    with pytest.raises(Sorry):
        room.message(store, text, to)


def test_what_is_chosen_lights_a_black_screen(store: Store) -> None:
    room.black(store)
    assert store.state.stage.black
    room.show(store, "principles", 2)
    stage = store.state.stage
    assert (stage.black, stage.shows, stage.card) == (False, "principles", 2)
    with pytest.raises(Sorry):
        room.show(store, "fyrverkeri")  # type: ignore[arg-type]


def test_a_group_gets_its_page_and_its_time(store: Store) -> None:
    room.show_group(store, 1, 3, now=1000.0)
    stage = store.state.stage
    assert (stage.shows, stage.group, stage.due) == ("group", 1, 1180.0)
    room.timer(store, 0)
    assert store.state.stage.due is None
    with pytest.raises(Sorry, match="ingen gruppe 9"):
        room.show_group(store, 9)
    with pytest.raises(Sorry, match="0 til 120"):
        room.timer(store, 121)


def test_next_from_a_row_that_is_over_does_nothing(store: Store) -> None:
    room.go_on(store, "")
    assert store.state.day.item == "rad-1"
    room.go_on(store, "")
    assert store.state.day.item == "rad-1"
    room.go_on(store, "rad-1")
    assert store.state.day.item == "rad-2"


def test_next_after_the_last_row_ends_the_day(store: Store) -> None:
    running.start(store, "rad-2")
    room.go_on(store, "rad-2")
    assert store.state.day.finished


def test_a_question_is_let_through_or_turned_down(store: Store) -> None:
    with store.change("test") as draft:
        draft.put(*(Note(id=i, rank=1.0, text=i, what="question", waiting=True) for i in "ab"))
    room.let_through(store, "a")
    room.turn_down(store, "b")
    assert [(n.waiting, n.withdrawn) for n in store.state.notes] == [(False, False), (True, True)]
