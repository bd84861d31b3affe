"""Figures from workshop to workshop as pictures; the same figures stand in tables beside them."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import Literal

import msgspec

from samverk.drawing import LETTER, Drawing, Shape, Sheet, text

Mark = Literal["circle", "square"]


class Column(msgspec.Struct, frozen=True, kw_only=True):
    """A column: what stands on what, and what it is held against, if anything."""

    name: str
    value: int
    below: int = 0
    against: int | None = None


class Trail(msgspec.Struct, frozen=True, kw_only=True):
    """Means from 1 to 5, one a workshop, None where there is none; `told` as they are said."""

    name: str
    mark: Mark
    values: tuple[float | None, ...]
    told: tuple[str, ...]


class Stack(msgspec.Struct, frozen=True, kw_only=True):
    """A row of parts beside each other, each with its class."""

    name: str
    parts: tuple[tuple[str, int], ...]


def _rect(x: float, y: float, width: float, height: float, kind: str) -> Shape:
    sides: dict[str, str | float] = {"x": round(x, 1), "y": round(y, 1)}
    sides |= {"width": round(max(width, 0), 1), "height": round(max(height, 0), 1)}
    return Shape("rect", {**sides, "class": kind})


def _rule(x: float, y: float, x2: float, y2: float, kind: str) -> Shape:
    ends: dict[str, str | float] = {"x1": round(x, 1), "y1": round(y, 1)}
    return Shape("line", {**ends, "x2": round(x2, 1), "y2": round(y2, 1), "class": kind})


def columns(items: Sequence[Column], sheet: Sheet, about: str) -> Drawing:
    """Columns from the left, each with its number; the mark over it is what it is held against."""
    size, shapes = sheet.size, list[Shape]()
    top, foot = 2.2 * size, sheet.height - 1.9 * size
    most = max((max(i.value + i.below, i.against or 0) for i in items), default=0) or 1
    each = sheet.width / max(len(items), 1)
    wide = min((0.56 if len(items) < 6 else 0.8) * each, 5.5 * size)

    def up(value: float) -> float:
        return foot - (foot - top) * value / most

    def told(middle: float, y: float, said: str, kind: str) -> None:
        half = len(said) * size * LETTER / 2
        shapes.append(text(min(max(middle, half), sheet.width - half), y, said, kind))

    for n, item in enumerate(items):
        middle = each * (n + 0.5)
        left = middle - wide / 2
        total = item.value + item.below
        if item.below:
            shapes.append(_rect(left, up(item.below), wide, foot - up(item.below), "below"))
        shapes.append(_rect(left, up(total), wide, up(item.below) - up(total), "column"))
        if item.against is not None:
            high = up(item.against)
            shapes.append(_rule(left - 0.3 * size, high, left + wide + 0.3 * size, high, "mark"))
        roomy = wide > 1.1 * size * LETTER * len(str(item.value))
        inside = up(item.below) - up(total) > 1.5 * size and roomy
        if inside:
            told(middle, up(total) + 1.15 * size, str(item.value), "on-bar")
        if item.against is not None:
            over = str(item.against) if inside else f"{item.value}/{item.against}"
            told(middle, up(item.against) - 0.4 * size, over, "small")
        elif item.below or not inside:
            told(middle, up(total) - 0.4 * size, str(total), "number")
        if _room(n, items, each, size):
            told(middle, sheet.height - 0.5 * size, item.name, "small")
    shapes.append(_rule(0, foot, sheet.width, foot, "base"))
    return Drawing(sheet.width, sheet.height, about, tuple(shapes))


def _room(n: int, items: Sequence[Column], each: float, size: float) -> bool:
    """Whether the name below a column has room; where not all have, every second or third."""
    longest = max(len(item.name) for item in items) * size * LETTER + 0.5 * size
    every = max(1, -int(-longest // each))
    return (len(items) - 1 - n) % every == 0


def trails(given: Sequence[Trail], names: Sequence[str], sheet: Sheet, about: str) -> Drawing:
    """Means from 1 to 5 as lines, each with its own mark, its numbers and its name at its end."""
    size, shapes = sheet.size, list[Shape]()
    left, right = 1.2 * size, sheet.width - 1.2 * size
    top, foot = 1.8 * size, sheet.height - 3.2 * size
    span = right - left - 3 * size
    count = len(names)

    def place(n: int) -> float:
        return left + 1.5 * size + (span * n / (count - 1) if count > 1 else span / 2)

    def up(value: float) -> float:
        return foot - (foot - top) * (value - 1) / 4

    for score in range(1, 6):
        shapes.append(_rule(left, up(score), right, up(score), "grid"))
        shapes.append(text(0, up(score) + 0.35 * size, str(score), "small", "start"))
    highest = _highest(given, count)
    for at, trail in enumerate(given):
        points = [(place(n), up(v), n) for n, v in enumerate(trail.values) if v is not None]
        for (x, y, n), (x2, y2, m) in pairwise(points):
            if m == n + 1:
                shapes.append(_rule(x, y, x2, y2, f"trail {trail.mark}"))
        for x, y, n in points:
            half = 0.42 * size
            if trail.mark == "circle":
                shape: dict[str, str | float] = {"cx": round(x, 1), "cy": round(y, 1)}
                shapes.append(Shape("circle", {**shape, "r": round(half, 1), "class": "circle"}))
            else:
                shapes.append(_rect(x - half, y - half, 2 * half, 2 * half, "square"))
            over = highest[n] == at
            shapes.append(
                text(x, y - 0.75 * size if over else y + 1.5 * size, trail.told[n], "number")
            )
    columns_ = [Column(name=name, value=0) for name in names]
    for n, name in enumerate(names):
        if _room(n, columns_, span / max(count - 1, 1), size):
            half = len(name) * size * LETTER / 2
            middle = min(place(n), sheet.width - half)
            shapes.append(text(middle, sheet.height - 0.5 * size, name, "small"))
    return Drawing(sheet.width, sheet.height, about, tuple(shapes))


def _highest(given: Sequence[Trail], count: int) -> list[int]:
    """Which of the lines is on top at each place."""
    return [
        max(range(len(given)), key=lambda t: (given[t].values[n] or 0, -t), default=0)
        for n in range(count)
    ]


def stacks(rows: Sequence[Stack], sheet: Sheet, about: str) -> Drawing:
    """A bar for each row with its parts from the left, each with its number where it has room."""
    size, shapes = sheet.size, list[Shape]()
    longest = max((len(row.name) for row in rows), default=0)
    left = longest * size * LETTER + size
    most = max((sum(n for _kind, n in row.parts) for row in rows), default=0) or 1
    high = min(sheet.height / max(len(rows), 1), 2.6 * size)
    for n, row in enumerate(rows):
        y, x = n * high + 0.15 * high, left
        shapes.append(text(0, y + 0.35 * high + 0.36 * size, row.name, "small", "start"))
        for kind, part in row.parts:
            wide = (sheet.width - left) * part / most
            if not part:
                continue
            shapes.append(_rect(x + 1, y, wide - 2, 0.7 * high, f"piece {kind}"))
            if wide > 1.2 * size * LETTER * len(str(part)) + 4:
                middle = y + 0.35 * high + 0.36 * size
                shapes.append(text(x + wide / 2, middle, str(part), f"in-piece {kind}"))
            x += wide
    height = min(sheet.height, high * max(len(rows), 1))
    return Drawing(sheet.width, height, about, tuple(shapes))
