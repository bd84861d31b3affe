"""The evaluation and the pulse: what was answered, told only when enough have answered."""

from __future__ import annotations

from collections import Counter

import msgspec

from samverk.model import State, Topic

FEWEST = 5
"""With fewer answers, neither scores nor comments are told."""


class Scores(msgspec.Struct, frozen=True, kw_only=True):
    """How many gave each score from 1 to 5, hands raised in the room included, and their words."""

    counts: tuple[int, ...]
    texts: tuple[str, ...]

    @property
    def answers(self) -> int:
        """How many have answered."""
        return sum(self.counts)

    @property
    def told(self) -> bool:
        """Whether enough have answered."""
        return self.answers >= FEWEST

    @property
    def mean(self) -> float | None:
        """The mean score; None while it is not to be told."""
        if not self.told:
            return None
        return sum(n * count for n, count in enumerate(self.counts, start=1)) / self.answers


def scores(state: State, topic: Topic) -> Scores:
    """The answers on a topic; texts by the alphabet, so that their order tells on nobody."""
    hands = state.closing.pulse_hands if topic == "pulse" else state.closing.evaluation_hands
    ballots = [ballot for ballot in state.ballots if ballot.topic == topic]
    given = Counter(ballot.score for ballot in ballots if ballot.score is not None)
    texts = {" ".join(ballot.text.split()) for ballot in ballots} - {""}
    return Scores(
        counts=tuple(given[score] + hands[score - 1] for score in range(1, 6)),
        texts=tuple(sorted(texts)),
    )
