"""Gathering and merging lose no words, and measures know where they come from."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

import pytest

from samverk.actions import notes, synthesis
from samverk.model import Measure, Note, Sorry
from samverk.store import Store


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    made = Store.create(tmp_path / "samverk.db")
    yield made
    made.close()


def test_notes_move_between_headings(store: Store) -> None:
    a, b = (notes.add(store, text) for text in ("Buss", "Tog"))
    heading = synthesis.add_heading(store, " Reise ", [a])
    synthesis.gather(store, [b], heading)
    assert {n.heading for n in store.state.notes} == {heading}
    synthesis.rename_heading(store, heading, "Transport")
    assert [h.title for h in store.state.headings] == ["Transport"]
    synthesis.remove_heading(store, heading)
    assert [(n.text, n.heading) for n in store.state.notes] == [("Buss", ""), ("Tog", "")]
    with pytest.raises(Sorry):
        synthesis.gather(store, [a], heading)


def test_merged_notes_keep_their_words_and_can_be_taken_out(store: Store) -> None:
    a, b, c = (notes.add(store, text) for text in ("Gratis buss", "Buss", "Bussen"))
    heading = synthesis.add_heading(store, "Reise", [a])
    synthesis.merge(store, [c], b)
    synthesis.merge(store, [b], a)
    inside = {n.text: (n.merged_into, n.heading) for n in store.state.notes}
    assert inside == {
        "Gratis buss": ("", heading),
        "Buss": (a, heading),
        "Bussen": (a, heading),
    }
    synthesis.unmerge(store, b)
    assert store.state.get(Note, b).merged_into == ""
    for into, merged in ((a, [a]), (c, [b])):
        with pytest.raises(Sorry):
            synthesis.merge(store, merged, into)


def test_nothing_is_merged_into_a_note_that_is_withdrawn(store: Store) -> None:
    a, b = (notes.add(store, text) for text in ("Gratis buss", "Buss"))
    notes.withdraw(store, a)
    with pytest.raises(Sorry, match="trukket"):
        synthesis.merge(store, [b], a)


def test_two_notes_can_be_said_not_to_be_the_same(store: Store) -> None:
    a, b = (notes.add(store, text) for text in ("Gratis buss", "Buss"))
    for _time in range(2):
        synthesis.unlike(store, a, b)
    assert store.state.get(Note, a).unlike == (b,)


def test_a_measure_takes_along_what_its_notes_say(store: Store) -> None:
    a, b = (notes.add(store, text, horizon="stretch") for text in ("Buss", "Tog"))
    notes.set(store, a, "partners", ["Nav", "Fylket"])
    notes.set(store, b, "partners", ["Fylket", "DPS"])
    notes.set(store, b, "owner", "Fylket")
    notes.set(store, b, "due", "2027-03-01")
    id = synthesis.add_measure(store, "Gratis buss", "stretch", [a, b])
    measure = store.state.get(Measure, id)
    assert measure.notes == (a, b)
    assert (measure.owner, measure.due) == ("Fylket", dt.date(2027, 3, 1))
    assert measure.partners == ("Nav", "Fylket", "DPS")
    assert [n.text for n in store.state.notes] == ["Buss", "Tog"]


def test_links_are_to_what_exists_and_stand_once(store: Store) -> None:
    note = notes.add(store, "Buss")
    goal = notes.add_goal(store, "Flere fullfører")
    id = synthesis.add_measure(store, "Gratis buss")
    synthesis.link_notes(store, id, [note, note])
    synthesis.link_goals(store, id, [goal, goal])
    measure = store.state.get(Measure, id)
    assert (measure.notes, measure.goals) == ((note,), (goal,))
    synthesis.serve(store, id, goal, serves=False)
    synthesis.connect(store, id, [note], connected=False)
    assert store.state.get(Measure, id).notes == store.state.get(Measure, id).goals == ()
    for _time in range(2):
        synthesis.serve(store, id, goal)
        synthesis.connect(store, id, [note, note])
    measure = store.state.get(Measure, id)
    assert (measure.notes, measure.goals) == ((note,), (goal,))
    for link in (synthesis.link_notes, synthesis.link_goals):
        with pytest.raises(Sorry):
            link(store, id, ["finnes ikke"])


def test_figures_outside_the_scale_are_refused_and_places_are_kept_inside(store: Store) -> None:
    id = synthesis.add_measure(store, "Gratis buss")
    for field, value in (
        ("value", 0),
        ("ease", 5.1),
        ("hands", -1),
        ("hands", 1.5),
        ("hands", 10**20),
    ):
        with pytest.raises(Sorry):
            synthesis.set_measure(store, id, field, value)
    synthesis.place_measure(store, id, 7.0, 0.2)
    measure = store.state.get(Measure, id)
    assert (measure.value, measure.ease) == (5.0, 1.0)
    synthesis.set_measure(store, id, "value", None)
    assert store.state.get(Measure, id).value is None


def test_every_day_keeps_its_last_word_on_a_measure(store: Store) -> None:
    id = synthesis.add_measure(store, "Gratis buss")
    first, later = dt.date(2027, 2, 4), dt.date(2027, 4, 8)
    synthesis.set_status(store, id, "in_progress", date=first)
    synthesis.set_status(store, id, "in_progress", " Avtalt med fylket ", date=first)
    synthesis.set_status(store, id, "done", date=later)
    measure = store.state.get(Measure, id)
    assert measure.status == "done"
    assert [(s.date, s.status, s.comment) for s in measure.statuses] == [
        (first, "in_progress", "Avtalt med fylket"),
        (later, "done", ""),
    ]


def test_a_withdrawn_measure_comes_back(store: Store) -> None:
    id = synthesis.add_measure(store, "Gratis buss")
    synthesis.withdraw_measure(store, id)
    assert store.state.get(Measure, id).withdrawn
    synthesis.withdraw_measure(store, id, withdrawn=False)
    assert not store.state.get(Measure, id).withdrawn
    with pytest.raises(Sorry):
        synthesis.set_measure(store, id, "text", "")


@pytest.mark.parametrize("year", ["0001", "0027", "1999", "2200", "9999"])
def test_a_date_whose_year_is_a_slip_of_the_keyboard_is_refused(store: Store, year: str) -> None:
    measure = synthesis.add_measure(store, "Åpen dør")
    with pytest.raises(Sorry, match="fire sifre"):
        synthesis.set_measure(store, measure, "due", f"{year}-01-01")
    assert store.state.measures[0].due is None
