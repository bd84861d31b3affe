"""What the room is asked for, what takes answers, and what may be told of them."""

import pytest

from samverk import voting
from samverk.model import AgendaItem, Ballot, Closing, Day, Measure, Note, Participant, Stage, State


def row(captures: str) -> AgendaItem:
    return AgendaItem(id="r", rank=1.0, title="Rad", minutes=15, captures=captures)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("captures", "asks"),
    [
        ("dots", ["dots"]),
        ("challenge", ["pulse"]),
        ("closing", ["evaluation"]),
        ("sofa", ["questions"]),
        ("wall", ["wall"]),
        ("horizons", []),
    ],
)
def test_the_row_that_is_on_asks(captures, asks):
    assert voting.asks(State(agenda=(row(captures),), day=Day(item="r"))) == asks
    assert voting.asks(State(agenda=(row(captures),))) == []


def test_the_facilitator_asks_too_and_what_is_closed_is_not_asked():
    stage = Stage(asked=("wall", "pulse"), closed=("pulse",))
    assert voting.asks(State(agenda=(row("dots"),), day=Day(item="r"), stage=stage)) == [
        "dots",
        "wall",
    ]
    assert not voting.is_open(State(stage=stage), "pulse")
    assert voting.is_open(State(stage=stage), "dots")


def test_measures_of_earlier_workshops_and_withdrawn_ones_are_no_choice():
    there = (
        Measure(id="a", rank=1.0, text="Fra sist", carried_from="Mai"),
        Measure(id="b", rank=2.0, text="Ny"),
        Measure(id="c", rank=3.0, text="Borte", withdrawn=True),
    )
    assert [(n, m.id) for n, m in voting.choices(State(measures=there))] == [(1, "b")]


@pytest.mark.parametrize("answers", range(8))
def test_scores_are_told_from_five_answers_and_only_when_shown(answers):
    ballots = tuple(Ballot(id=f"pulse-{n}", topic="pulse", score=3) for n in range(answers))
    hidden = State(ballots=ballots)
    shown = State(ballots=ballots, stage=Stage(told=("pulse",)))
    assert voting.result(hidden, "pulse") is None
    assert (voting.result(shown, "pulse") is not None) == (answers >= 5)


def test_hands_count_towards_the_five():
    closing = Closing(pulse_hands=(0, 0, 4, 0, 0))
    ballots = (Ballot(id="pulse-1", topic="pulse", score=3),)
    state = State(ballots=ballots, closing=closing, stage=Stage(told=("pulse",)))
    told = voting.result(state, "pulse")
    assert told is not None
    assert told.counts == (0, 0, 5, 0, 0)


def test_only_questions_that_were_let_through_are_for_the_room():
    notes = (
        Note(id="a", rank=1.0, text="Slipper gjennom?", what="question", waiting=True),
        Note(id="b", rank=2.0, text="Hvem betaler?", what="question"),
        Note(id="c", rank=3.0, text="Borte", what="question", withdrawn=True),
        Note(id="d", rank=4.0, text="Et tiltak"),
    )
    assert [n.id for n in voting.questions(State(notes=notes))] == ["b"]
    assert [n.id for n in voting.waiting(State(notes=notes))] == ["a"]


def test_those_who_have_come_are_counted():
    people = tuple(
        Participant(id=a, name=a, attendance=a)  # type: ignore[arg-type]
        for a in ("expected", "present", "absent", "late")
    )
    assert voting.present(State(participants=people)) == 2
