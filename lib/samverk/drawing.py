"""Pictures as lists of shapes: the panels, the projector and nobody else need to know how.

A shape is an element of SVG with its attributes and its text; colours are classes, which each
page's style sheet knows. Every fact of a picture stands in a table beside it too.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations
from math import ceil, cos, pi, sin, sqrt

import msgspec

from samverk.acquaintance import Acquaintance, Tie
from samverk.words import _, n_

STEPS = 5
WIDTHS = (2.0, 3.5, 5.5, 8.0, 11.0)
"""How thick a tie is drawn, by its step."""

_LETTER = 0.56
"""How wide a letter is on average, in type sizes."""

_SIDE, _ABOVE = 16, 34
"""So many letters of a name stand on a line beside the ring, and above or below it."""


class Shape(msgspec.Struct, frozen=True, array_like=True):
    """An element: its tag, its attributes and its text."""

    tag: str
    attributes: dict[str, str | float]
    text: str = ""


class Drawing(msgspec.Struct, frozen=True, array_like=True):
    """A picture in its own units, with the whole of it told in words."""

    width: float
    height: float
    about: str
    shapes: tuple[Shape, ...]


class Sheet(msgspec.Struct, frozen=True, kw_only=True):
    """How large a picture is and its type, in units; `names` says whether names stand in it."""

    width: float
    height: float
    size: float
    names: bool = True


def text(x: float, y: float, said: str, kind: str, anchor: str = "middle") -> Shape:
    """A line of text."""
    place: dict[str, str | float] = {"x": round(x, 1), "y": round(y, 1)}
    return Shape("text", {**place, "text-anchor": anchor, "class": kind}, said)


def broken(name: str, most: int) -> list[str]:
    """The name in lines of about `most` letters, broken between words."""
    lines: list[str] = []
    for word in name.split():
        if lines and len(lines[-1]) + 1 + len(word) <= most:
            lines[-1] += f" {word}"
        else:
            lines.append(word)
    return lines


def step(pairs: int, most: int) -> int:
    """How strong a tie is, from 1 to 5, by the strongest; where it is not told, 1."""
    return max(1, ceil(STEPS * sqrt(pairs / most))) if most else 1


def ring(found: Acquaintance) -> list[int]:
    """The organisations round a ring, so that those who know each other best stand near.

    The largest is first. Any two change places as long as that brings ties closer.
    """
    count = len(found.organisations)
    order = list(range(count))
    weight = {(t.first, t.second): 1 + t.pairs for t in found.ties}

    def length(at: Sequence[int]) -> float:
        place = {who: n for n, who in enumerate(at)}
        return sum(
            w * min(abs(place[a] - place[b]), count - abs(place[a] - place[b]))
            for (a, b), w in weight.items()
        )

    best, better = length(order), True
    while better:
        better = False
        for i, j in combinations(range(1, count), 2):
            order[i], order[j] = order[j], order[i]
            now = length(order)
            if now < best:
                best, better = now, True
            else:
                order[i], order[j] = order[j], order[i]
    return order


def network(found: Acquaintance, sheet: Sheet) -> Drawing:
    """The organisations on a ring: larger for more people, thicker ties for more who have met.

    Ties of the last workshop alone are dashed; two that have never met have a dotted line where
    that is rare enough to be seen.
    """
    bodies, count = found.organisations, len(found.organisations)
    size = sheet.size
    most = max((b.people for b in bodies), default=0)
    least, widest = 0.75 * size, 1.7 * size
    radius = [least + (widest - least) * sqrt(b.people / most) if most else least for b in bodies]
    across, down = widest, widest + 4
    if sheet.names:
        across = min(0.32 * sheet.width, _SIDE * size * _LETTER + widest + 0.5 * size)
        above = max(len(broken(b.name, _ABOVE)[:2]) for b in bodies) if bodies else 1
        down = widest + (0.6 + 1.2 * (above + 1)) * size
    rx, ry = sheet.width / 2 - across - 8, sheet.height / 2 - down
    centre = sheet.width / 2, sheet.height / 2
    at: dict[int, tuple[float, float, float]] = {}
    for n, who in enumerate(ring(found)):
        turn = 2 * pi * n / max(count, 1)
        at[who] = centre[0] + rx * sin(turn), centre[1] - ry * cos(turn), turn
    shapes = [*_ties(found, at, centre, size / 16)]
    for n, body in enumerate(bodies):
        x, y, turn = at[n]
        lately = body.last == max(b.last for b in bodies)
        kind = "node" if lately else "node away"
        place: dict[str, str | float] = {"cx": round(x, 1), "cy": round(y, 1)}
        place |= {"r": round(radius[n], 1), "class": kind, "data-body": n}
        shapes.append(Shape("circle", place))
        if sheet.names:
            shapes += _named(body.name, _people(body.people), x, y, turn, radius[n], size, n)
        else:
            shapes.append(
                Shape(
                    "text",
                    {
                        "x": round(x, 1),
                        "y": round(y + 0.36 * size, 1),
                        "text-anchor": "middle",
                        "class": "inside" if lately else "inside away",
                        "data-body": n,
                    },
                    str(n + 1),
                )
            )
    lowest = max((float(s.attributes.get("y", 0)) for s in shapes), default=0)
    lowest = max(lowest, *(at[n][1] + radius[n] for n in at)) if at else lowest
    height = min(sheet.height, lowest + 0.6 * size)
    return Drawing(sheet.width, round(height, 1), _about(found), tuple(shapes))


def _people(people: int) -> str:
    if not people:
        return _("1 eller 2")
    return n_("{n} deltaker", "{n} deltakere", people).format(n=people)


def _about(found: Acquaintance) -> str:
    possible = len(found.organisations) * (len(found.organisations) - 1) // 2
    return _("{met} av {all} par av organisasjoner har møttes. Tallene står i tabellen.").format(
        met=len(found.ties), all=possible
    )


def _ties(
    found: Acquaintance,
    at: dict[int, tuple[float, float, float]],
    centre: tuple[float, float],
    scale: float,
) -> list[Shape]:
    most = max((tie.pairs for tie in found.ties), default=0)
    shapes = []
    met = {(tie.first, tie.second) for tie in found.ties}
    apart = [p for p in combinations(range(len(found.organisations)), 2) if p not in met]
    if len(apart) <= max(4, len(found.organisations)):
        for a, b in apart:
            shapes.append(_line(at[a], at[b], centre, "tie never", 2 * scale, (a, b)))

    def strength(tie: Tie) -> int:
        return step(tie.pairs, most)

    for tie in sorted(found.ties, key=strength):
        n = strength(tie)
        kind = f"tie step-{n}" + (" fresh" if tie.fresh else "")
        width = WIDTHS[n - 1] * scale
        ends = tie.first, tie.second
        shapes.append(_line(at[ends[0]], at[ends[1]], centre, kind, width, ends))
    return shapes


def _line(
    one: tuple[float, float, float],
    other: tuple[float, float, float],
    centre: tuple[float, float],
    kind: str,
    width: float,
    ends: tuple[int, int],
) -> Shape:
    """A line between two places on the ring, bent a little towards its middle."""
    bent = [c + 0.86 * ((a + b) / 2 - c) for a, b, c in zip(one, other, centre, strict=False)]
    path = f"M{one[0]:.1f} {one[1]:.1f}Q{bent[0]:.1f} {bent[1]:.1f} {other[0]:.1f} {other[1]:.1f}"
    return Shape(
        "path",
        {
            "d": path,
            "class": kind,
            "stroke-width": round(width, 1),
            "data-from": ends[0],
            "data-to": ends[1],
        },
    )


def _named(
    name: str, people: str, x: float, y: float, turn: float, radius: float, size: float, n: int
) -> list[Shape]:
    """The name outside the ring, with how many there are below it."""
    sideways = sin(turn)
    if abs(sideways) < 0.2:
        lines = [*broken(name, _ABOVE)[:2], people]
        high = size * 1.2 * len(lines)
        anchor, left = "middle", x
        top = y - radius - 0.35 * size - high if cos(turn) > 0 else y + radius + 0.2 * size
    else:
        lines = [*broken(name, _SIDE)[:3], people]
        anchor = "start" if sideways > 0 else "end"
        left = x + (radius + 0.5 * size) * (1 if sideways > 0 else -1)
        top = y - size * 0.6 * len(lines)
    return [
        Shape(
            "text",
            {
                "x": round(left, 1),
                "y": round(top + size * (0.95 + 1.2 * at), 1),
                "text-anchor": anchor,
                "class": "many" if at == len(lines) - 1 else "name",
                "data-body": n,
            },
            line,
        )
        for at, line in enumerate(lines)
    ]
