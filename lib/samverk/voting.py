"""What the room is asked for, what takes answers, and what may be told of them."""

from __future__ import annotations

from samverk import evaluation, priorities
from samverk.model import Asked, Capture, Measure, Note, State, Topic
from samverk.words import _

ALL: tuple[Asked, ...] = ("dots", "pulse", "evaluation", "questions", "wall")
TOPICS: tuple[Topic, ...] = ("dots", "pulse", "evaluation")
LEAST, MOST = 3, 5
"""How few and how many dots everybody can have."""

_BY_ROW: dict[Capture, Asked] = {
    "dots": "dots",
    "challenge": "pulse",
    "closing": "evaluation",
    "sofa": "questions",
    "wall": "wall",
}


def is_open(state: State, what: Asked) -> bool:
    """Whether answers are taken: until the facilitator closes it."""
    return what not in state.stage.closed


def asks(state: State) -> list[Asked]:
    """What people are asked for now: by the row that is on, and by the facilitator."""
    row = next((item for item in state.agenda if item.id == state.day.item), None)
    wanted = {*state.stage.asked, _BY_ROW.get(row.captures) if row else None}
    return [what for what in ALL if what in wanted and is_open(state, what)]


def round_of(state: State, topic: Topic) -> int:
    """How often the voting has begun, from 1."""
    return 1 + state.stage.rounds.get(topic, 0)


def choices(state: State) -> list[tuple[int, Measure]]:
    """The measures to choose among, with their numbers."""
    number = priorities.numbers(state)
    there = (m for m in state.measures if not m.withdrawn and not m.carried_from)
    return sorted(((number[m.id], m) for m in there), key=lambda pair: pair[0])


def result(state: State, topic: Topic) -> evaluation.Scores | None:
    """The answers on the pulse or the evaluation once they may be told: enough, and revealed."""
    scores = evaluation.scores(state, topic)
    return scores if topic in state.stage.told and scores.told else None


def present(state: State) -> int:
    """How many have checked in."""
    return sum(1 for p in state.participants if p.attendance in ("present", "late"))


def questions(state: State) -> list[Note]:
    """The questions to the panel talk that the room may see."""
    return [
        note
        for note in state.notes
        if note.what == "question"
        and not note.withdrawn
        and not note.waiting
        and not note.merged_into
    ]


def waiting(state: State) -> list[Note]:
    """The questions that nobody has let through yet."""
    return [n for n in state.notes if n.what == "question" and n.waiting and not n.withdrawn]


def asked(topic: Topic) -> str:
    """What is asked in the evaluation and in the pulse."""
    if topic == "evaluation":
        return _("Hvor nyttig var dagen?")
    return _("Har vi et felles bilde av utfordringen?")
