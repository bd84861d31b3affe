"""Tables laid out on slides: columns given their widths, rows measured and put on pages."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from samverk.documents import shapes
from samverk.documents.deck import Deck
from samverk.documents.faces import Face, face
from samverk.documents.flow import pages, split, wrap
from samverk.documents.report import NOTHING, Column, Grid
from samverk.documents.shapes import CELL
from samverk.documents.template import Box

_SIZES = (16.0, 14.0)
_LONGEST_WORD = 10.0

Row = tuple[str, ...]


class Sheet(msgspec.Struct, frozen=True, kw_only=True):
    """A page of a table: the rows on it, and which rows of the table they come from."""

    rows: tuple[tuple[float, Row], ...]
    sources: tuple[int, ...]


class Setting(msgspec.Struct, frozen=True, kw_only=True):
    """A table as it is set: the columns that there is room for and their widths."""

    columns: tuple[Column, ...]
    widths: tuple[float, ...]
    rows: tuple[Row, ...]
    size: float
    regular: Face
    bold: Face

    @property
    def line(self) -> float:
        return self.size * self.regular.line

    def height(self, row: Row, bold: bool = False) -> float:
        typeface = self.bold if bold else self.regular
        laid = (
            len(wrap(cell, typeface, self.size, width - 2 * CELL[0]))
            for cell, width in zip(row, self.widths, strict=True)
        )
        return max(laid) * self.size * typeface.line + 2 * CELL[1]

    @property
    def head(self) -> tuple[float, Row]:
        names = tuple(column.name for column in self.columns)
        return self.height(names, bold=True), names

    def sheets(self, room: float) -> list[Sheet]:
        """The rows on pages that are at most `room` high with the headings."""
        left = room - self.head[0]
        most = max(1, int((left - 2 * CELL[1]) / self.line))
        parts: list[tuple[float, Row]] = []
        sources: list[int] = []
        for index, row in enumerate(self.rows):
            for part in self._parts(row, most):
                parts.append((self.height(part), part))
                sources.append(index)
        return [
            Sheet(rows=tuple(parts[i] for i in span), sources=tuple(sources[i] for i in span))
            for span in pages([height for height, _part in parts], left)
        ]

    def _parts(self, row: Row, most: int) -> list[Row]:
        cells = [
            split(cell, self.regular, self.size, width - 2 * CELL[0], most)
            for cell, width in zip(row, self.widths, strict=True)
        ]
        count = max(map(len, cells))
        return [tuple(cell[i] if i < len(cell) else "" for cell in cells) for i in range(count)]


def laid_out(deck: Deck, grid: Grid, box: Box) -> tuple[Setting, list[Sheet]]:
    """The table at the larger size where it fits one page, else at the smaller on several."""
    found: tuple[Setting, list[Sheet]] | None = None
    for size in _SIZES:
        chosen = _setting(deck, grid, box.width, size * deck.template.scale)
        found = chosen, chosen.sheets(box.height)
        if len(found[1]) == 1:
            break
    assert found is not None
    return found


def cells(deck: Deck, chosen: Setting, row: Row, bold: bool = False) -> list[str]:
    """The XML of the paragraphs in each cell of a row."""
    return [
        "".join(
            shapes.paragraph(
                line,
                size=chosen.size,
                language=deck.language,
                bold=True if bold else None,
                right=column.right,
            )
            for line in cell.split("\n")
        )
        for cell, column in zip(row, chosen.columns, strict=True)
    ]


def _setting(deck: Deck, grid: Grid, width: float, size: float) -> Setting:
    regular, bold = face(deck.template.typeface), face(deck.template.typeface, bold=True)
    columns, rows = grid.columns, grid.rows
    widths = _widths(columns, rows, width, size, regular, bold)
    if widths is None:
        columns, rows = _narrowed(columns, rows)
        widths = _widths(columns, rows, width, size, regular, bold)
    return Setting(
        columns=columns,
        widths=widths or (width / len(columns),) * len(columns),
        rows=rows,
        size=size,
        regular=regular,
        bold=bold,
    )


def _widths(
    columns: Sequence[Column],
    rows: Sequence[Row],
    width: float,
    size: float,
    regular: Face,
    bold: Face,
) -> tuple[float, ...] | None:
    """Widths by share, none below its longest word; None where the words have no room."""
    least = []
    for index, column in enumerate(columns):
        words = [bold.width(word, size) for word in column.name.split()]
        inside = [regular.width(word, size) for row in rows for word in row[index].split()]
        widest = min(max(inside, default=0.0), _LONGEST_WORD * size)
        fixed = regular.width("0" * int(column.letters), size)
        least.append(max(*words, widest, fixed, 0.0) + 2 * CELL[0] + 1)
    if sum(least) > width:
        return None
    spare = width - sum(
        width for width, column in zip(least, columns, strict=True) if column.letters
    )
    shared = [c.share for c in columns]
    wide = list(least)
    open_ = {i for i, column in enumerate(columns) if column.share}
    while open_:
        unit = spare / sum(shared[i] for i in open_)
        short = {i for i in open_ if shared[i] * unit < least[i]}
        for i in short or open_:
            wide[i] = least[i] if short else shared[i] * unit
        spare -= sum(least[i] for i in short)
        open_ = open_ - short if short else set()
    return tuple(wide)


def _narrowed(
    columns: Sequence[Column], rows: Sequence[Row]
) -> tuple[tuple[Column, ...], tuple[Row, ...]]:
    """The table with all but its first number column and its main column told in the latter."""
    main = next(i for i, column in enumerate(columns) if column.main)
    kept = sorted({0, main} if columns[0].letters else {main})
    told = [i for i in range(len(columns)) if i not in kept]
    narrow = []
    for row in rows:
        more = [f"{columns[i].name}: {row[i]}" for i in told if row[i] != NOTHING]
        whole = "\n".join([row[main], *more])
        narrow.append(tuple(whole if i == main else row[i] for i in kept))
    return tuple(columns[i] for i in kept), tuple(narrow)
