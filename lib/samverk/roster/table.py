"""What every reader gives: a `Book` of sheets, and the one `Table` that is used of it."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from string import ascii_uppercase
from typing import NamedTuple

from samverk.model import Sorry
from samverk.words import _

MOST_BYTES = 50 * 1024 * 1024
MOST_ROWS = 50_000
MOST_CELLS = 1_000_000
MOST_COLUMNS = 1_000
MOST_FILLED = 300_000
LONGEST_CELL = 32_767

# Letters that are drawn as nothing: the combining joiner and the fillers of Hangul.
BLANK_LETTERS = frozenset("\u034f\u115f\u1160\u17b4\u17b5\u3164\uffa0")
INVISIBLE = frozenset({"Cc", "Cf", "Cs"})


class RosterError(Sorry):
    """A file that can't be read, said in one sentence that tells what to do."""


class Row(NamedTuple):
    """A row with content: `number` as the user counts rows, and a text per column.

    `is_title` where its only content is a cell that is merged over several columns;
    `uncalculated` are the columns (from 0) of formulas whose answer the file does not hold.
    """

    number: int
    cells: tuple[str, ...]
    is_title: bool = False
    uncalculated: frozenset[int] = frozenset()


class Merge(NamedTuple):
    """A merged cell: its first and last row (as the user counts) and column (from 0)."""

    top: int
    left: int
    bottom: int
    right: int


@dataclass
class Sheet:
    """A sheet as a reader finds it: the rows that have content, in order."""

    name: str = ""
    hidden: bool = False
    rows: list[Row] = field(default_factory=list)
    merges: list[Merge] = field(default_factory=list)


@dataclass
class Book:
    """The sheets of a file, held to the limits while they are read."""

    sheets: list[Sheet] = field(default_factory=list)
    cells: int = 0

    def sheet(self, name: str = "", hidden: bool = False) -> Sheet:
        """A new sheet, the one that `add` adds to."""
        self.sheets.append(Sheet(name, hidden))
        return self.sheets[-1]

    def add(
        self, number: int, cells: Mapping[int, str], uncalculated: frozenset[int] = frozenset()
    ) -> None:
        """Adds a row to the newest sheet, unless it is blank. `RosterError` beyond the limits."""
        texts = {i: text for i, raw in cells.items() if i < MOST_COLUMNS and (text := clean(raw))}
        if not texts and not uncalculated:
            return
        width = max(texts, default=-1) + 1
        row = Row(number, tuple(texts.get(i, "") for i in range(width)), False, uncalculated)
        rows = self.sheets[-1].rows
        rows.append(row)
        self.cells += width
        if len(rows) > MOST_ROWS or self.cells > MOST_CELLS:
            raise too_many_rows()


class Table(NamedTuple):
    """The rows of one sheet. `heading` is the index of the heading row, if there is one.

    `sheet` is the name of the sheet, `sheets` those of all sheets in the file that have content,
    `filename` that of the file.
    """

    rows: tuple[Row, ...]
    heading: int | None = None
    sheet: str = ""
    sheets: tuple[str, ...] = ()
    filename: str = ""

    @property
    def width(self) -> int:
        """How many columns there are."""
        return max((len(row.cells) for row in self.rows), default=0)

    @property
    def headings(self) -> tuple[str, ...]:
        """A heading per column; "Kolonne B" where the file has none."""
        found = self.rows[self.heading].cells if self.heading is not None else ()
        return tuple(
            (found[i] if i < len(found) else "")
            or _("Kolonne {letter}").format(letter=column_letters(i))
            for i in range(self.width)
        )

    @property
    def body(self) -> tuple[Row, ...]:
        """The rows below the heading row."""
        return self.rows if self.heading is None else self.rows[self.heading + 1 :]


def too_many_rows() -> RosterError:
    """What is said about a list that is longer than any roster."""
    return RosterError(
        _(
            "Lista har mer enn 50 000 rader eller for mange kolonner. "
            "Behold bare deltakerne i en ny fil og prøv igjen."
        )
    )


@lru_cache(maxsize=65_536)
def clean(text: str) -> str:
    """`text` in NFC, trimmed, without invisible characters, inner white space as one space."""
    text = " ".join(text[:LONGEST_CELL].split())
    if text.isascii() and text.isprintable():
        return text
    seen = "".join(
        c for c in text if c not in BLANK_LETTERS and unicodedata.category(c) not in INVISIBLE
    )
    return " ".join(unicodedata.normalize("NFC", seen).split())


def column_letters(index: int) -> str:
    """The letters of a column (from 0): A, B … Z, AA …"""
    letters = ""
    index += 1
    while index:
        index, rest = divmod(index - 1, 26)
        letters = ascii_uppercase[rest] + letters
    return letters


def merged(sheet: Sheet) -> tuple[Row, ...]:
    """The sheet's rows where a merged cell holds for all its rows, and titles are known."""
    place = {row.number: i for i, row in enumerate(sheet.rows)}
    rows = list(sheet.rows)
    filled = 0
    for top, left, bottom, right in dict.fromkeys(sheet.merges):
        at = place.get(top)
        if at is None or left >= len(rows[at].cells) or not (text := rows[at].cells[left]):
            continue
        row = rows[at]
        if right > left and sum(map(bool, sheet.rows[at].cells)) == 1:
            rows[at] = row._replace(is_title=True)
        at += 1
        while at < len(rows) and rows[at].number <= bottom and filled < MOST_FILLED:
            cells = list(rows[at].cells) + [""] * (left + 1 - len(rows[at].cells))
            cells[left] = cells[left] or text
            rows[at] = rows[at]._replace(cells=tuple(cells))
            at += 1
            filled += 1
    return tuple(rows)
