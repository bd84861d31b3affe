"""Ballots counted as the documents may tell them."""

from __future__ import annotations

from collections import Counter

import msgspec

from samverk.documents.clean import one_line
from samverk.model import State, Topic

FEWEST = 5
"""Scores and their texts are told only when at least this many have answered."""


class Scores(msgspec.Struct, frozen=True, kw_only=True):
    """How many gave each score from 1 to 5, with hands raised in the room, and their words."""

    counts: tuple[int, ...]
    texts: tuple[str, ...]

    @property
    def answers(self) -> int:
        return sum(self.counts)

    @property
    def mean(self) -> float | None:
        if not self.answers:
            return None
        return sum(n * count for n, count in enumerate(self.counts, start=1)) / self.answers


def scores(state: State, topic: Topic) -> Scores:
    """The scores on a topic; texts by the alphabet, so that their order tells on nobody."""
    hands = state.closing.pulse_hands if topic == "pulse" else state.closing.evaluation_hands
    ballots = [ballot for ballot in state.ballots if ballot.topic == topic]
    given = Counter(ballot.score for ballot in ballots if ballot.score is not None)
    texts = {one_line(ballot.text) for ballot in ballots} - {""}
    return Scores(
        counts=tuple(given[score] + hands[score - 1] for score in range(1, 6)),
        texts=tuple(sorted(texts)),
    )


def dots(state: State) -> dict[str, int]:
    """Dots for each measure's id, those in the room included; nothing before they are revealed."""
    if not state.closing.revealed:
        return {}
    counted: Counter[str] = Counter()
    for ballot in state.ballots:
        if ballot.topic == "dots":
            counted.update(ballot.dots)
    for measure in state.measures:
        counted[measure.id] += measure.hands
    return dict(counted)
