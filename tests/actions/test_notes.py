"""Nobody's words are lost, whoever writes at the same time."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from samverk.actions import notes
from samverk.model import Note, Project, Sorry
from samverk.store import Store, undo


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    made = Store.create(tmp_path / "samverk.db")
    yield made
    made.close()


def said(store: Store) -> list[str]:
    return [n.text for n in store.state.notes if not n.withdrawn]


def test_one_sentence_is_enough(store: Store) -> None:
    id = notes.add(store, "  Gratis buss ", table=2)
    note = store.state.get(Note, id)
    assert (note.text, note.table, note.horizon) == ("Gratis buss", 2, "now")
    with pytest.raises(Sorry, match="Skriv noe først"):
        notes.add(store, " \n ")


def test_the_same_id_again_changes_nothing(store: Store) -> None:
    for text in ("Gratis buss", "Noe annet"):
        assert notes.add(store, text, id="fra-en-telefon-1") == "fra-en-telefon-1"
    assert said(store) == ["Gratis buss"]


def test_two_who_change_a_note_at_once_lose_neither_text(store: Store) -> None:
    id = notes.add(store, "Buss")
    assert notes.edit(store, id, "Gratis buss", was="Buss") == id
    other = notes.edit(store, id, "Buss hver kveld", was="Buss")
    assert other != id
    assert store.state.get(Note, other).twin == id
    assert said(store) == ["Gratis buss", "Buss hver kveld"]
    assert notes.edit(store, other, "Buss hver kveld og helg", was="Buss hver kveld") == other


@pytest.mark.parametrize(
    ("keep", "stands", "kept_back"),
    [
        ("first", ["Gratis buss"], ["Buss hver kveld"]),
        ("second", ["Buss hver kveld"], ["Gratis buss"]),
        ("both", ["Gratis buss", "Buss hver kveld"], []),
    ],
)
def test_somebody_says_which_text_stands(
    store: Store, keep: str, stands: list[str], kept_back: list[str]
) -> None:
    id = notes.add(store, "Buss")
    notes.edit(store, id, "Gratis buss", was="Buss")
    twin = notes.edit(store, id, "Buss hver kveld", was="Buss")
    notes.settle(store, twin, keep)
    assert said(store) == stands
    assert [n.text for n in store.state.notes if n.withdrawn] == kept_back
    assert not any(n.twin for n in store.state.notes)
    assert store.state.get(Note, id).withdrawn is False
    notes.settle(store, twin, keep)
    assert said(store) == stands


def test_a_twin_whose_note_is_gone_stands_by_itself(store: Store) -> None:
    id = notes.add(store, "Buss")
    twin = notes.edit(store, id, "Gratis buss", was="Tog")
    with store.change("test") as draft:
        draft.remove(draft.get(Note, id))
    notes.settle(store, twin, "first")
    assert said(store) == ["Gratis buss"]
    assert not store.state.get(Note, twin).twin
    with pytest.raises(Sorry, match="Velg hvilken tekst"):
        notes.settle(store, twin, "neither")


@given(st.lists(st.integers(0, 2), max_size=8))
def test_what_anybody_wrote_last_stands(turns: list[int]) -> None:
    """Three people write, each from what they themselves saw last."""
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        store = Store.create(Path(folder) / "samverk.db")
        id = notes.add(store, "start")
        sees = [(id, "start")] * 3
        for n, who in enumerate(turns):
            note, was = sees[who]
            sees[who] = (notes.edit(store, note, str(n), was), str(n))
        assert {text for _note, text in sees} - {"start"} <= {*said(store)}
        store.close()


def test_a_withdrawn_note_comes_back_as_it_was(store: Store) -> None:
    id = notes.add(store, "Buss")
    notes.withdraw(store, id)
    assert said(store) == []
    notes.restore(store, id)
    assert said(store) == ["Buss"]


def test_fields_that_are_missing_are_filled_in_later(store: Store) -> None:
    id = notes.add(store, "Buss")
    for field, value in (
        ("horizon", "dream"),
        ("table", 3),
        ("owner", "Fylket"),
        ("due", "2027-03-01"),
        ("partners", ["Nav"]),
    ):
        notes.set(store, id, field, value)
    note = store.state.get(Note, id)
    assert (note.horizon, note.table, note.owner, note.partners) == (
        "dream",
        3,
        "Fylket",
        ("Nav",),
    )
    notes.set(store, id, "due", "")
    assert store.state.get(Note, id).due is None
    for field, value in (("table", -1), ("table", "fem"), ("horizon", "i går"), ("text", "x")):
        with pytest.raises(Sorry):
            notes.set(store, id, field, value)


def test_the_shared_challenge_is_one_text_until_two_write_it_at_once(store: Store) -> None:
    id = notes.agree(store, "Vi møter dem for sent", was="")
    assert notes.agree(store, "Vi møter dem alt for sent", was="Vi møter dem for sent") == id
    twin = notes.agree(store, "Ingen eier helheten", was="Vi møter dem for sent")
    assert twin != id
    assert said(store) == ["Vi møter dem alt for sent", "Ingen eier helheten"]
    notes.settle(store, twin, "both")
    assert said(store) == ["Vi møter dem alt for sent\n\nIngen eier helheten"]


def test_goals_are_withdrawn_and_come_back(store: Store) -> None:
    goal = notes.add_goal(store, "Flere fullfører")
    notes.edit_goal(store, goal, "Flere unge fullfører")
    notes.withdraw_goal(store, goal)
    assert store.state.goals[0].withdrawn
    notes.withdraw_goal(store, goal, withdrawn=False)
    assert [(g.text, g.withdrawn) for g in store.state.goals] == [("Flere unge fullfører", False)]


def test_groups_present_in_the_order_that_is_set(store: Store) -> None:
    notes.present(store, [3, 1, 3, 2])
    assert store.state.grouping.presenting == (3, 1, 2)
    undo(store)
    assert store.state.grouping.presenting == ()


def test_a_card_on_the_wall_collects_those_who_want_in(store: Store) -> None:
    card = notes.add_project(
        store, "Kari", "Nav", works_on="Drop-in", offers="Rom", needs="Folk på onsdager"
    )
    for who in ("Ola, DPS", "Ola, DPS", "Eli, skolen"):
        notes.join_project(store, card, who)
    notes.leave_project(store, card, "Eli, skolen")
    project = store.state.get(Project, card)
    assert project.interested == ("Ola, DPS",)
    assert (project.offers, project.needs) == ("Rom", "Folk på onsdager")
    with pytest.raises(Sorry):
        notes.set_project(store, card, "name", " ")


@pytest.mark.parametrize(
    "wrong", [{"device": "x"}, {"score": 6}, {"dots": {"m": -1}}], ids=["device", "score", "dots"]
)
def test_a_ballot_that_makes_no_sense_is_refused(store: Store, wrong: dict[str, object]) -> None:
    given = {"device": "telefon-0001", "topic": "dots"} | wrong
    with pytest.raises(Sorry):
        notes.cast(store, **given)  # type: ignore[arg-type]
    assert store.state.ballots == ()


def test_a_device_has_one_current_ballot(store: Store) -> None:
    notes.cast(store, "telefon-0001", "dots", dots={"a": 3})
    notes.cast(store, "telefon-0001", "dots", dots={"b": 1})
    assert [b.dots for b in store.state.ballots] == [{"b": 1}]


def test_a_note_cannot_turn_the_text_that_follows_it(store: Store) -> None:
    notes.add(store, "a\u0007\u202ebc \u0639\u0631 Áđŋ 👩\u200d👧")
    assert store.state.notes[0].text == "abc \u0639\u0631 Áđŋ 👩\u200d👧"
