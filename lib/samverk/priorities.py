"""Rules on prioritising: dots and hands counted, the order, and the picture's places."""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterator
from functools import lru_cache

from samverk.model import Measure, State, Topic

LEAST, MOST = 1.0, 5.0
Place = tuple[float, float]


def dots(state: State) -> dict[str, int]:
    """Dots for each measure's id: those on current ballots and those counted in the room."""
    counted = Counter({measure.id: measure.hands for measure in state.measures})
    for ballot in state.ballots:
        if ballot.topic == "dots":
            counted.update({m: n for m, n in ballot.dots.items() if m in counted})
    return dict(counted)


def revealed(state: State) -> dict[str, int]:
    """Dots for each measure's id; nothing before they are revealed."""
    return dots(state) if state.closing.revealed else {}


def ballots(state: State, topic: Topic) -> int:
    """How many ballots there are on that topic."""
    return sum(1 for ballot in state.ballots if ballot.topic == topic)


def numbers(state: State) -> dict[str, int]:
    """The number that each measure bears in tables and pictures, from 1, by its id.

    Measures of earlier workshops come last.
    """
    there = sorted(
        (m for m in state.measures if not m.withdrawn), key=lambda m: bool(m.carried_from)
    )
    return {m.id: n for n, m in enumerate(there, start=1)}


def product(measure: Measure) -> float:
    """Value × ease, from 1 to 25; 0 where one of them is missing."""
    return (measure.value or 0.0) * (measure.ease or 0.0)


def order(state: State) -> tuple[Measure, ...]:
    """The measures of this workshop, most dots first once they are revealed, then by value × ease.

    Those that are equal keep their rank. Measures of earlier workshops are followed up, not
    chosen among, and are left out.
    """
    counted = revealed(state)
    return tuple(
        sorted(
            (m for m in state.measures if not m.withdrawn and not m.carried_from),
            key=lambda m: (-counted.get(m.id, 0), -product(m)),
        )
    )


@lru_cache(maxsize=16)
def spread(
    places: tuple[Place, ...], apart: float, least: float = LEAST, most: float = MOST
) -> tuple[Place, ...]:
    """Where marks are drawn so that no two are closer than `apart`.

    A mark stays in its place where it can; else it goes to the nearest place on rings around
    it, within `least` and `most` both ways, that is free of the other marks and places. Where
    there is no room for all, they come closer. The same places give the same marks.
    """
    roomy = 0.6 * (most - least) / math.sqrt(len(places) or 1)
    near = min(apart, roomy)
    inside = [(min(max(x, least), most), min(max(y, least), most)) for x, y in places]
    drawn, coming = _Near(near), _Near(near)
    for place in inside:
        coming.add(place)
    begun: dict[Place, int] = {}
    found = []
    for place in inside:
        coming.remove(place)
        at = place
        if not drawn.free(place):
            rings = _rings(place, near / 4, begun.get(place, 1), least, most)
            open_ = ((ring, each) for ring, each in rings if drawn.free(each))
            ring, at = next(
                ((ring, each) for ring, each in open_ if coming.free(each)),
                (begun.get(place, 1), _farthest(place, drawn, least, most)),
            )
            begun[place] = ring
        drawn.add(at)
        found.append(at)
    return tuple(found)


class _Near:
    """Points in squares as large as the distance that is asked about."""

    def __init__(self, apart: float) -> None:
        self.apart = apart
        self.squares: defaultdict[tuple[int, int], Counter[Place]] = defaultdict(Counter)

    def _square(self, place: Place) -> tuple[int, int]:
        return int(place[0] // self.apart), int(place[1] // self.apart)

    def add(self, place: Place) -> None:
        self.squares[self._square(place)][place] += 1

    def remove(self, place: Place) -> None:
        square = self.squares[self._square(place)]
        square[place] -= 1
        if not square[place]:
            del square[place]

    def free(self, place: Place) -> bool:
        column, row = self._square(place)
        limit = self.apart * (1 - 1e-9)
        return all(
            math.dist(place, other) >= limit
            for c in (column - 1, column, column + 1)
            for r in (row - 1, row, row + 1)
            for other in self.squares.get((c, r), ())
        )

    def nearest(self, place: Place) -> float:
        return min(
            (math.dist(place, other) for square in self.squares.values() for other in square),
            default=math.inf,
        )


def _rings(
    place: Place, step: float, first: int, least: float, most: float
) -> Iterator[tuple[int, Place]]:
    x, y = place
    for ring in range(first, int((most - least) * 1.5 / step) + 2):
        spokes = math.ceil(2 * math.pi * ring)
        for spoke in range(spokes):
            angle = 2 * math.pi * spoke / spokes
            at = (x + ring * step * math.cos(angle), y + ring * step * math.sin(angle))
            if all(least <= c <= most for c in at):
                yield ring, at


def _farthest(place: Place, drawn: _Near, least: float, most: float) -> Place:
    steps = [least + (most - least) * n / 24 for n in range(25)]
    places = [(x, y) for x in steps for y in steps]
    return max(places, key=lambda at: (drawn.nearest(at), -math.dist(at, place)))
