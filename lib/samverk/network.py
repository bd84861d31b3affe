"""The picture of who knows whom: organisations on a ring, and ties between them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import combinations
from math import ceil, cos, pi, sin, sqrt

import msgspec

from samverk.acquaintance import Acquaintance, Tie, count
from samverk.drawing import LETTER, Drawing, Shape, Sheet, broken
from samverk.words import _, n_

STEPS = 5
WIDTHS = (2.0, 3.5, 5.5, 8.0, 11.0)
"""How thick a tie is drawn, by its step."""

SIDE, ABOVE = 16, 17
"""So many letters of a name stand on a line beside the ring, and above or below it."""

_LINE = 1.2
"""How high a line of text is, in type sizes."""

Place = tuple[float, float, float]
"""Where a circle stands, and its turn round the ring."""


class Label(msgspec.Struct, frozen=True, kw_only=True):
    """A name beside its circle: its lines, the last of which says how many came."""

    body: int
    lines: tuple[str, ...]
    anchor: str
    left: float
    top: float
    high: float


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
    bodies, size = found.organisations, sheet.size
    most = max((b.people for b in bodies), default=0)
    least, widest = 0.75 * size, 1.7 * size
    radius = [least + (widest - least) * sqrt(b.people / most) if most else least for b in bodies]
    at = _places(found, sheet, widest)
    shapes = _ties(found, at, (sheet.width / 2, sheet.height / 2), size / 16)
    latest = max((b.last for b in bodies), default=0)
    for n, body in enumerate(bodies):
        away = "" if body.last == latest else " away"
        x, y, _turn = at[n]
        place: dict[str, str | float] = {"cx": round(x, 1), "cy": round(y, 1)}
        shapes.append(
            Shape(
                "circle",
                {**place, "r": round(radius[n], 1), "class": f"node{away}", "data-body": n},
            )
        )
        if not sheet.names:
            shapes.append(_line_of(str(n + 1), x, y + 0.36 * size, f"inside{away}", "middle", n))
    if sheet.names:
        labels = [_label(found, n, at[n], radius[n], size) for n in range(len(bodies))]
        for label in _apart(labels, size):
            shapes += _told(label, size)
    lowest = max((float(s.attributes.get("y", 0)) for s in shapes), default=0)
    lowest = max([lowest, *(at[n][1] + radius[n] for n in at)])
    height = min(sheet.height, lowest + 0.6 * size)
    return Drawing(sheet.width, round(height, 1), _about(found), tuple(shapes))


def _places(found: Acquaintance, sheet: Sheet, widest: float) -> dict[int, Place]:
    size, bodies, order = sheet.size, found.organisations, ring(found)
    if not order:
        return {}
    across, down = widest, widest + 4
    if sheet.names:
        across = min(0.32 * sheet.width, SIDE * size * LETTER + widest + 0.5 * size)
        upright = [order[0], *([order[len(order) // 2]] if len(order) % 2 == 0 else [])]
        above = max(len(broken(bodies[n].name, ABOVE)[:3]) for n in upright)
        down = widest + (0.6 + _LINE * (above + 1)) * size
    rx, ry = sheet.width / 2 - across - 8, sheet.height / 2 - down
    at: dict[int, Place] = {}
    for n, who in enumerate(order):
        turn = 2 * pi * n / len(bodies)
        at[who] = sheet.width / 2 + rx * sin(turn), sheet.height / 2 - ry * cos(turn), turn
    return at


def _people(found: Acquaintance, n: int) -> str:
    people, joined = found.organisations[n].people, found.joined
    if joined and n == len(found.organisations) - 1:
        return count(found, n)
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


def _label(found: Acquaintance, n: int, at: Place, radius: float, size: float) -> Label:
    """The name outside the ring, with how many there are below it."""
    x, y, turn = at
    name, sideways = found.organisations[n].name, sin(turn)
    upright = abs(sideways) < 0.2
    named = broken(name, ABOVE)[:3] if upright else broken(name, SIDE)[:3]
    lines = (*named, _people(found, n))
    high = size * _LINE * len(lines)
    if upright:
        anchor, left = "middle", x
        top = y - radius - 0.35 * size - high if cos(turn) > 0 else y + radius + 0.2 * size
    else:
        anchor = "start" if sideways > 0 else "end"
        left = x + (radius + 0.5 * size) * (1 if sideways > 0 else -1)
        top = y - high / 2
    return Label(body=n, lines=lines, anchor=anchor, left=left, top=top, high=high)


def _apart(labels: Sequence[Label], size: float) -> Iterable[Label]:
    """The labels of each side, moved up or down from its middle until none covers another."""
    gap = 0.2 * size
    for anchor in ("middle", "start", "end"):
        side = sorted((la for la in labels if la.anchor == anchor), key=lambda la: la.top)
        if anchor != "middle":
            half = len(side) // 2
            for n in range(half - 1, -1, -1):
                top = min(side[n].top, side[n + 1].top - gap - side[n].high)
                side[n] = msgspec.structs.replace(side[n], top=max(top, 0))
            for n in range(1, len(side)):
                top = max(side[n].top, side[n - 1].top + side[n - 1].high + gap)
                side[n] = msgspec.structs.replace(side[n], top=top)
        yield from side


def _told(label: Label, size: float) -> list[Shape]:
    return [
        _line_of(
            line,
            label.left,
            label.top + size * (0.95 + _LINE * n),
            "many" if n == len(label.lines) - 1 else "name",
            label.anchor,
            label.body,
        )
        for n, line in enumerate(label.lines)
    ]


def _line_of(said: str, x: float, y: float, kind: str, anchor: str, body: int) -> Shape:
    place: dict[str, str | float] = {"x": round(x, 1), "y": round(y, 1), "text-anchor": anchor}
    return Shape("text", {**place, "class": kind, "data-body": body}, said)
