"""What is alike is suggested, what is gathered stands once, and what is missing is said."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from samverk import synthesis
from samverk.model import Heading, Measure, Note, Participant, State, change

WORDS = "buss skole ungdom Nav åpen kveld rådgiver kontor frokost onsdag samtykke plan".split()
texts = st.lists(st.sampled_from(WORDS), min_size=1, max_size=6).map(" ".join)


def note(id: str, text: str = "", **fields: Any) -> Note:
    return Note(id=id, rank=1.0, text=text or id, **fields)


def measure(id: str, **fields: Any) -> Measure:
    return Measure(id=id, rank=1.0, text=id, **fields)


@pytest.mark.parametrize(
    ("first", "second"),
    [
        (
            "Felles vakttelefon for unge og foresatte",
            "En felles vakttelefon for ungdom og foresatte",
        ),
        ("Åpen drop-in hos Nav på skolen hver onsdag", "Drop in hos NAV på skolen"),
        ("Utekontakt også i Ytre Salta", "Utekontakten må komme til Ytre Salta"),
    ],
)
def test_the_same_said_in_other_words_is_suggested(first: str, second: str) -> None:
    found = synthesis.suggested(
        [note("a", first), note("b", "Frokost på skolen"), note("c", second)]
    )
    assert [(p.first, p.second) for p in found] == [("a", "c")]


def test_what_only_shares_small_words_is_not_suggested() -> None:
    assert not synthesis.suggested(
        [
            note("a", "Lag én liste over hvem som gjør hva"),
            note("b", "Én side på nettet som viser alt vi har"),
        ]
    )


@given(st.lists(texts, max_size=25), st.floats(0.2, 0.9))
def test_the_fast_search_finds_what_comparing_all_finds(said: list[str], least: float) -> None:
    notes = [note(str(n), text) for n, text in enumerate(said)]
    found = {(p.first, p.second) for p in synthesis.suggested(notes, least)}
    every = {
        (a.id, b.id)
        for n, a in enumerate(notes)
        for b in notes[n + 1 :]
        if synthesis.likeness(a.text, b.text) >= least
    }
    assert found == every


@given(texts, texts)
def test_likeness_goes_both_ways(a: str, b: str) -> None:
    assert synthesis.likeness(a, b) == synthesis.likeness(b, a)
    assert synthesis.likeness(a, a) == 1.0
    assert 0.0 <= synthesis.likeness(a, b) <= 1.0


@given(st.lists(st.tuples(st.integers(0, 9), texts), max_size=30))
def test_pairs_kept_as_notes_come_and_change_are_those_of_a_fresh_search(
    changes: list[tuple[int, str]],
) -> None:
    alike = synthesis.Alike()
    notes: dict[str, Note] = {}
    for place, text in changes:
        notes[str(place)] = note(str(place), text)
        there = [notes[key] for key in sorted(notes)]
        assert alike.pairs(there) == synthesis.suggested(there)


def test_many_new_notes_at_once_give_the_same_pairs() -> None:
    notes = [note(str(n), f"{WORDS[n % 12]} {WORDS[n % 7]} {WORDS[n % 5]}") for n in range(80)]
    assert synthesis.Alike().new(notes) == 80
    assert synthesis.Alike().pairs(notes) == synthesis.suggested(notes)


def test_merged_withdrawn_and_unlike_notes_are_not_suggested() -> None:
    same = "Gratis buss til sommerjobb"
    first = note("a", same)
    assert synthesis.suggested([first, note("b", same)])
    for other in (
        note("b", same, withdrawn=True),
        note("b", same, merged_into="c"),
        note("b", same, unlike=("a",)),
    ):
        assert not synthesis.suggested([first, other])
        assert not synthesis.Alike().pairs([first, other])


STATE = State(
    headings=(Heading(id="h", rank=1.0, title="Én vei inn"),),
    notes=(
        note("a", horizon="now", heading="h"),
        note("b", horizon="now", merged_into="a"),
        note("c", horizon="dream", heading="gone"),
        note("d", horizon="now", withdrawn=True),
        note("e", what="question"),
        note("f", what="question", heading="h"),
        note("g", horizon="now", merged_into="d"),
    ),
    measures=(
        measure("m", notes=("a",), goals=("x",), owner="Nav", first_step="Ringe"),
        measure("n", horizon="dream", due=dt.date(2027, 3, 1)),
        measure("o", withdrawn=True),
    ),
)


def test_every_note_that_stands_is_gathered_once() -> None:
    gathered = [(h.id if h else "", [n.id for n in ns]) for h, ns in synthesis.gathered(STATE)]
    assert gathered == [("", ["c", "g"]), ("h", ["a", "f"])]


def test_from_a_measure_one_gets_to_its_notes_and_those_merged_into_them() -> None:
    assert [n.id for n in synthesis.sources(STATE, STATE.measures[0])] == ["a", "b"]
    assert {id: [n.id for n in ns] for id, ns in synthesis.merged(STATE).items()} == {
        "a": ["b"],
        "d": ["g"],
    }


def test_measures_are_found_by_goal_and_horizon() -> None:
    there = synthesis.measures(STATE)
    assert [m.id for m in there] == ["m", "n"]
    assert [m.id for m in synthesis.serving(there, goal="x")] == ["m"]
    assert [m.id for m in synthesis.serving(there, horizon="dream")] == ["n"]
    assert synthesis.serving(there, goal="x", horizon="dream") == []
    assert synthesis.serving(there) == there


def test_what_measures_lack_is_said_and_counted() -> None:
    assert synthesis.lacks(STATE.measures[0]) == ("due",)
    assert synthesis.lacks(STATE.measures[1]) == ("owner", "first_step")
    assert list(synthesis.problems(STATE)) == [
        ("owner", "1 tiltak mangler ansvarlig.", ["n"]),
        ("first_step", "1 tiltak mangler første steg.", ["n"]),
        ("due", "1 tiltak mangler frist.", ["m"]),
    ]
    finished = measure("p", status="done", carried_from="Forrige")
    assert list(synthesis.problems(State(measures=(finished,)))) == []


def test_the_summary_counts_notes_and_measures() -> None:
    assert synthesis.summary(STATE) == "3 innspill, 2 uten overskrift, og 2 tiltak."
    assert synthesis.summary(State()) == "Ingen innspill å sammenfatte ennå."


def test_owners_are_units_and_organisations() -> None:
    people = (
        Participant(id="p", name="Kari", organisation="Vågsund kommune", unit="Oppvekst"),
        Participant(id="q", name="Ola", organisation="Nav"),
    )
    owners = synthesis.owners(State(participants=people, measures=(measure("m", owner="HR"),)))
    assert owners == ["HR", "Nav", "Oppvekst", "Oppvekst, Vågsund kommune", "Vågsund kommune"]


@pytest.mark.parametrize(("status", "late"), [("new", True), ("done", False), ("stopped", False)])
def test_only_open_measures_are_overdue(status: str, late: bool) -> None:
    due = change(measure("m", due=dt.date(2027, 3, 1)), status=status)
    assert synthesis.overdue(due, dt.date(2027, 3, 2)) is late
    assert not synthesis.overdue(due, dt.date(2027, 3, 1))
