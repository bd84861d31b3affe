"""Rules on prioritising: dots and hands counted, the order, and the picture's places."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence

from samverk.model import Measure, State, Topic

LEAST, MOST = 1.0, 5.0


def dots(state: State) -> dict[str, int]:
    """Dots for each measure's id: those on current ballots and those counted in the room."""
    counted = Counter({measure.id: measure.hands for measure in state.measures})
    for ballot in state.ballots:
        if ballot.topic == "dots":
            counted.update({m: n for m, n in ballot.dots.items() if m in counted})
    return dict(counted)


def ballots(state: State, topic: Topic) -> int:
    """How many ballots there are on that topic."""
    return sum(1 for ballot in state.ballots if ballot.topic == topic)


def numbers(state: State) -> dict[str, int]:
    """The number that each measure bears in tables and pictures, from 1, by its id."""
    return {m.id: n for n, m in enumerate((m for m in state.measures if not m.withdrawn), 1)}


def product(measure: Measure) -> float:
    """Value × ease, from 1 to 25; 0 where one of them is missing."""
    return (measure.value or 0.0) * (measure.ease or 0.0)


def order(state: State) -> tuple[Measure, ...]:
    """The measures that stand, most dots first once they are revealed, then by value × ease.

    Those that are equal keep their rank.
    """
    counted = dots(state) if state.closing.revealed else {}
    return tuple(
        sorted(
            (m for m in state.measures if not m.withdrawn),
            key=lambda m: (-counted.get(m.id, 0), -product(m)),
        )
    )


def spread(
    places: Sequence[tuple[float, float]],
    apart: float,
    least: float = LEAST,
    most: float = MOST,
) -> list[tuple[float, float]]:
    """Where marks are drawn so that no two are closer than `apart`.

    A mark stays in its place where it can; else it goes to the nearest place on rings around
    it, within `least` and `most` both ways, that is free of the other marks and places. Where
    there is no room for all, they come closer. The same places give the same marks.
    """
    drawn: list[tuple[float, float]] = []
    for n, place in enumerate(places):
        near = apart
        while (
            free := _free(place, drawn, places[n + 1 :], near, least, most)
            or _free(place, drawn, (), near, least, most)
        ) is None:
            near *= 0.8
        drawn.append(free)
    return drawn


def _free(
    place: tuple[float, float],
    drawn: Sequence[tuple[float, float]],
    coming: Sequence[tuple[float, float]],
    apart: float,
    least: float,
    most: float,
) -> tuple[float, float] | None:
    x, y = (min(max(c, least), most) for c in place)
    tolerance = apart * (1 - 1e-9)
    step = apart / 4
    if all(math.dist((x, y), other) >= tolerance for other in drawn):
        return x, y
    taken = [*drawn, *coming]
    for ring in range(1, int((most - least) * 1.5 / step) + 2):
        spokes = math.ceil(2 * math.pi * ring)
        for spoke in range(spokes):
            angle = 2 * math.pi * spoke / spokes
            at = (x + ring * step * math.cos(angle), y + ring * step * math.sin(angle))
            inside = all(least - 1e-9 <= c <= most + 1e-9 for c in at)
            if inside and all(math.dist(at, other) >= tolerance for other in taken):
                return at
    return None
