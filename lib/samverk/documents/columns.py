"""Columns of a table on paper: wide enough for their words, and long words broken where not."""

from __future__ import annotations

from collections.abc import Sequence
from math import ceil

import msgspec

from samverk.documents.faces import Face, face
from samverk.documents.flow import wrap
from samverk.documents.parts import NOTHING, Grid

_FACE = "Arial"
_LONGEST = 13.0
"""The longest word that a column is made wide for, in type sizes."""

_BREAK = "\u200b"
_FAVOURS = (1.0, 0.7, 1.3, 1.7)
"""How much more than its share the main column may get, whichever gives the shortest table."""


def folded(grid: Grid) -> Grid:
    """The table without the columns that say which other column they can be told in."""
    gone = [index for index, column in enumerate(grid.columns) if column.into >= 0]
    rows = []
    for row in grid.rows:
        cells = list(row)
        for index in gone:
            if row[index] not in {NOTHING, ""}:
                column = grid.columns[index]
                cells[column.into] += f"\n{column.name}: {row[index]}"
        rows.append(tuple(cell for index, cell in enumerate(cells) if index not in gone))
    kept = tuple(column for index, column in enumerate(grid.columns) if index not in gone)
    return msgspec.structs.replace(grid, columns=kept, rows=tuple(rows))


def widths(grid: Grid, width: float, size: float, gap: float) -> list[float]:
    """The width of each column with the gap to its left, in points; they add up to `width`."""
    regular, bold = face(_FACE), face(_FACE, bold=True)
    least = []
    for index, column in enumerate(grid.columns):
        named = _widest(column.name, bold, size)
        inside = max((_widest(row[index], regular, size) for row in grid.rows), default=0.0)
        fixed = regular.width("0" * int(column.letters), size)
        least.append(max(named, min(inside, _LONGEST * size), fixed) + (gap if index else 0) + 1)
    if sum(least) >= width:
        return [each * width / sum(least) for each in least]
    long = [[regular.width(cell, size) for cell in row] for row in grid.rows]
    tried = [
        _spread([c.share * (favour if c.main else 1.0) for c in grid.columns], least, width)
        for favour in _FAVOURS
    ]
    return min(tried, key=lambda wide: _lines(long, [each - gap for each in wide]))


def _lines(long: Sequence[Sequence[float]], wide: Sequence[float]) -> int:
    """About how many lines the rows take, each cell's text being so long on one line."""
    return sum(
        max(ceil(cell / max(room, 1.0)) for cell, room in zip(row, wide, strict=True))
        for row in long
    )


def _spread(shares: Sequence[float], least: Sequence[float], width: float) -> list[float]:
    """Widths by share, none below its least."""
    found = list(least)
    growing = {index for index, share in enumerate(shares) if share}
    while growing:
        spare = width - sum(found[i] for i in range(len(found)) if i not in growing)
        unit = spare / sum(shares[i] for i in growing)
        short = {i for i in growing if shares[i] * unit < least[i]}
        for i in growing - short:
            found[i] = shares[i] * unit
        if not short:
            return found
        for i in short:
            found[i] = least[i]
        growing -= short
    found[-1] += width - sum(found)
    return found


def _widest(text: str, typeface: Face, size: float) -> float:
    return max((typeface.width(word, size) for word in text.split()), default=0.0)


def fitted(text: str, width: float, size: float) -> str:
    """The text, where words that are wider than `width` may be broken between letters."""
    typeface = face(_FACE)
    if _widest(text, typeface, size) <= width:
        return text
    lines = []
    for line in text.split("\n"):
        words = [
            _BREAK.join(wrap(word, typeface, size, width))
            if typeface.width(word, size) > width
            else word
            for word in line.split(" ")
        ]
        lines.append(" ".join(words))
    return "\n".join(lines)


def height(row: Sequence[str], wide: Sequence[float], size: float, gap: float) -> float:
    """About how high a row is, in points."""
    typeface = face(_FACE)
    laid = (
        len(wrap(cell, typeface, size, each - gap)) for cell, each in zip(row, wide, strict=True)
    )
    return max(laid, default=1) * size * 1.5 + 12
