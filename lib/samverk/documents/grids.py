"""Tables laid out on slides: columns given their widths, rows measured and put on pages."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from math import ceil

import msgspec

from samverk.documents import shapes
from samverk.documents.deck import Deck
from samverk.documents.faces import Face, face
from samverk.documents.flow import pages, split, wrap
from samverk.documents.page import Box
from samverk.documents.parts import NOTHING, Column, Grid
from samverk.documents.shapes import CELL

_SIZES = (16.0, 14.0)
_LONGEST_WORD = 10.0
_FAVOURS = (1.0, 1.3, 1.7, 2.2, 0.7)

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
    cramped: bool = False

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
    tried = [
        chosen
        for size in _SIZES
        for chosen in _settings(deck, grid, box.width, size * deck.template.scale)
    ]
    roomy = [chosen for chosen in tried if not chosen.cramped]
    for chosen in roomy:
        sheets = chosen.sheets(box.height)
        if len(sheets) == 1:
            return chosen, sheets
    small = [chosen for chosen in roomy or tried if chosen.size == tried[-1].size]
    found = [(chosen, chosen.sheets(box.height)) for chosen in small]
    return min(found, key=lambda pair: _split_rows(pair[1]))


def _split_rows(sheets: Sequence[Sheet]) -> int:
    """How many rows go on over the end of their page."""
    sources = [source for sheet in sheets for source in sheet.sources]
    return len(sources) - len(set(sources))


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
                plain=deck.template.plain,
            )
            for line in cell.split("\n")
        )
        for cell, column in zip(row, chosen.columns, strict=True)
    ]


def _settings(deck: Deck, grid: Grid, width: float, size: float) -> Iterator[Setting]:
    """The table with all columns, without the spare ones, and with hardly any."""
    regular, bold = face(deck.template.typeface), face(deck.template.typeface, bold=True)
    spare = [index for index, column in enumerate(grid.columns) if column.into >= 0]
    rest = [
        i for i, column in enumerate(grid.columns) if not column.main and (i or not column.letters)
    ]
    for gone in ([], spare, rest) if spare else ([], rest):
        columns, rows = _without(gone, grid.columns, grid.rows)
        least = _least(columns, rows, size, regular, bold)
        asked = [[regular.width(cell, size) for cell in row] for row in rows]
        widths = min(
            (_widths(columns, least, width, favour) for favour in _FAVOURS),
            key=lambda tried, asked=asked: _lines(asked, tried),  # type: ignore[misc]
        )
        yield Setting(
            columns=columns,
            widths=widths,
            rows=rows,
            size=size,
            regular=regular,
            bold=bold,
            cramped=sum(least) > width,
        )


def _least(
    columns: Sequence[Column], rows: Sequence[Row], size: float, regular: Face, bold: Face
) -> list[float]:
    """For each column the width of its longest word, within reason."""
    least = []
    for index, column in enumerate(columns):
        words = [bold.width(word, size) for word in column.name.split()]
        inside = [regular.width(word, size) for row in rows for word in row[index].split()]
        widest = min(max(inside, default=0.0), _LONGEST_WORD * size)
        fixed = regular.width("0" * int(column.letters), size)
        least.append(max(*words, widest, fixed) + 2 * CELL[0] + 1)
    return least


def _widths(
    columns: Sequence[Column], least: Sequence[float], width: float, favour: float
) -> tuple[float, ...]:
    """Widths by share, the main column's times `favour`; none below its least."""
    if sum(least) >= width:
        return tuple(each * width / sum(least) for each in least)
    shares = [column.share * (favour if column.main else 1.0) for column in columns]
    wide = list(least)
    open_ = {index for index, share in enumerate(shares) if share}
    spare = width - sum(least[i] for i in range(len(least)) if i not in open_)
    while open_:
        unit = spare / sum(shares[i] for i in open_)
        short = {i for i in open_ if shares[i] * unit < least[i]}
        for i in open_ - short:
            wide[i] = shares[i] * unit
        if not short:
            break
        spare -= sum(least[i] for i in short)
        open_ -= short
    return tuple(wide)


def _lines(asked: Sequence[Sequence[float]], widths: Sequence[float]) -> float:
    """About how many lines the rows take, each cell's text being so wide on one line."""
    inside = [width - 2 * CELL[0] for width in widths]
    return sum(
        max(ceil(wide / room) for wide, room in zip(row, inside, strict=True)) for row in asked
    )


def _without(
    gone: Sequence[int], columns: Sequence[Column], rows: Sequence[Row]
) -> tuple[tuple[Column, ...], tuple[Row, ...]]:
    """The table without those columns; what stood there is told where each says, else in main."""
    main = next(i for i, column in enumerate(columns) if column.main)
    into = {i: main if columns[i].into in {-1, *gone} else columns[i].into for i in gone}
    kept = [i for i in range(len(columns)) if i not in gone]
    narrow = []
    for row in rows:
        told = list(row)
        for i in gone:
            if row[i] not in {NOTHING, ""}:
                told[into[i]] += f"\n{columns[i].name}: {row[i]}"
        narrow.append(tuple(told[i] for i in kept))
    return tuple(columns[i] for i in kept), tuple(narrow)
