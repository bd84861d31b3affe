"""The calendar file is numbered so that a newer one always replaces an older one."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

import pytest

from samverk import words
from samverk.actions import about, invitation
from samverk.forgetting import forgotten
from samverk.model import PARTS, Calendar, Invitation, Sorry
from samverk.store import Store, last_own, undo


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    words.use("nb")
    made = Store.create(tmp_path / "samverk.db")
    about.set(made, "theme", "Ungt utenforskap")
    about.set(made, "date", "2027-02-04")
    yield made
    made.close()


def calendar(store: Store) -> Calendar:
    return store.state.calendar


def test_the_same_workshop_keeps_its_number_and_its_uid(store: Store) -> None:
    invitation.issue(store, now=1_000.0)
    first = calendar(store)
    invitation.issue(store, now=2_000.0)
    assert calendar(store) == first
    assert (first.sequence, first.at) == (0, 1_000.0)
    assert first.uid


def test_a_moved_date_keeps_the_uid_and_raises_the_sequence(store: Store) -> None:
    invitation.issue(store)
    uid = calendar(store).uid
    for number, date in enumerate(("2027-03-04", "2027-02-04"), 1):
        about.set(store, "date", date)
        invitation.issue(store)
        assert (calendar(store).uid, calendar(store).sequence) == (uid, number)


def test_a_cancellation_and_its_withdrawal_raise_the_sequence(store: Store) -> None:
    with pytest.raises(Sorry, match="ingenting å avlyse"):
        invitation.issue(store, cancelled=True)
    invitation.issue(store)
    invitation.issue(store, cancelled=True)
    assert (calendar(store).sequence, calendar(store).cancelled) == (1, True)
    invitation.issue(store)
    assert (calendar(store).sequence, calendar(store).cancelled) == (2, False)


def test_undoing_what_was_done_before_never_lowers_the_sequence(store: Store) -> None:
    invitation.tick(store, "nedtelling-1", True)
    invitation.issue(store)
    about.set(store, "date", "2027-03-04")
    invitation.issue(store)
    about.set(store, "title", "Samhandlingsverksted")
    last = last_own(store)
    assert last is not None
    assert last[1] == "about.set"
    undo(store)
    assert calendar(store).sequence == 1


@pytest.mark.parametrize(("field", "said"), [("theme", "tema"), ("date", "dato")])
def test_no_file_is_numbered_without_a_theme_and_a_date(
    store: Store, field: str, said: str
) -> None:
    about.set(store, field, "")
    with pytest.raises(Sorry, match=said):
        invitation.issue(store)
    assert calendar(store) == Calendar()


def test_steps_are_ticked_off_and_moved_and_both_taken_back(store: Store) -> None:
    invitation.tick(store, "nedtelling-1", True, dt.date(2026, 11, 20))
    invitation.move(store, "nedtelling-2", "2026-12-01")
    kept = store.state.invitation
    assert kept.done == {"nedtelling-1": dt.date(2026, 11, 20)}
    assert kept.due == {"nedtelling-2": dt.date(2026, 12, 1)}
    invitation.tick(store, "nedtelling-1", False)
    invitation.move(store, "nedtelling-2", "")
    assert (store.state.invitation.done, store.state.invitation.due) == ({}, {})


@pytest.mark.parametrize("date", ["i morgen", "0027-01-01", "2027-02-30"])
def test_a_day_that_is_none_is_refused(store: Store, date: str) -> None:
    with pytest.raises(Sorry):
        invitation.move(store, "nedtelling-1", date)
    assert store.state.invitation.due == {}


def test_the_food_line_is_there_until_it_is_taken_out(store: Store) -> None:
    assert store.state.invitation.food
    invitation.set(store, "food", False)
    assert not store.state.invitation.food
    with pytest.raises(Sorry):
        invitation.set(store, "done", {})


def test_whoever_answers_questions_is_forgotten_and_the_uid_stays(store: Store) -> None:
    invitation.set(store, "contact", "Kari Dahl, kari@vagsund.example")
    invitation.issue(store)
    gone = list(forgotten(store.state, PARTS, lambda person: person.id, dt.date(2027, 9, 1)))
    assert [r.contact for r in gone if isinstance(r, Invitation)] == [""]
    assert {r.uid for r in gone if isinstance(r, Calendar)} <= {calendar(store).uid}
