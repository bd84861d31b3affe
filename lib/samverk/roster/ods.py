"""OpenDocument spreadsheets (.ods), read as a stream; cells hold the text that the user sees."""

from __future__ import annotations

import re

from samverk.roster.numbers import number_text, truth_text
from samverk.roster.packages import Package, attribute, has_password
from samverk.roster.table import LONGEST_CELL, MOST_COLUMNS, MOST_ROWS, Book, Merge, too_many_rows

MOST_TAGS = 1_500_000
"""They take longer to read than those of Excel."""

_FLOAT = re.compile(r"-?\d+\.0")
"""How programs that write numbers as they keep them write a whole one."""
_APART = frozenset({"p", "h", "s", "tab", "line-break"})


def read(package: Package) -> Book:
    """The sheets of a document. `RosterError` where it has a password."""
    package.allow(MOST_TAGS)
    if _is_encrypted(package):
        raise has_password()
    book = Book()
    reader = _Reader(book)
    package.parse("content.xml", reader.start, reader.end, reader.text)
    return book


def _is_encrypted(package: Package) -> bool:
    found = False

    def start(tag: str, _attributes: dict[str, str]) -> None:
        nonlocal found
        found |= tag == "encryption-data"

    if "META-INF/manifest.xml" in package:
        package.parse("META-INF/manifest.xml", start, _ignore, _ignore)
    return found


class _Reader:
    """Reads the rows of each sheet into a book.

    Rows and cells may say that they are repeated millions of times; what is repeated without
    content is counted, and never made.
    """

    def __init__(self, book: Book) -> None:
        self.book = book
        self.hidden_styles: set[str] = set()
        self.style = ""
        self.tables = 0
        self.row = self.column = 0
        self.row_times = self.cell_times = 1
        self.cells: dict[int, str] = {}
        self.parts: list[str] = []
        self.stored = ""
        self.inside = False
        self.notes = 0

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        if tag in ("table-cell", "covered-table-cell"):
            self.cell_times = _times(attributes, "number-columns-repeated")
            self.parts.clear()
            self.stored = _stored(attributes) if tag == "table-cell" else ""
            self.inside = tag == "table-cell"
            self.merge(attributes)
        elif tag == "annotation":
            self.notes += 1
        elif tag in _APART:
            self.parts.append(" ")
        elif tag == "table-row":
            self.row_times = _times(attributes, "number-rows-repeated")
            self.cells = {}
            self.column = 0
        elif tag == "table":
            self.tables += 1
            hidden = attribute(attributes, "style-name") in self.hidden_styles
            self.book.sheet(attribute(attributes, "name"), hidden)
            self.row = 1
        elif tag == "style":
            self.style = attribute(attributes, "name")
        elif tag == "table-properties" and attribute(attributes, "display") == "false":
            self.hidden_styles.add(self.style)

    def end(self, tag: str) -> None:
        if tag in ("table-cell", "covered-table-cell"):
            text = "".join(self.parts).strip() or self.stored
            if self.stored and _FLOAT.fullmatch(text):
                text = self.stored
            if text and self.inside:
                for column in range(self.column, min(self.column + self.cell_times, MOST_COLUMNS)):
                    self.cells[column] = text
            self.column += self.cell_times
            self.inside = False
        elif tag == "annotation":
            self.notes -= 1
        elif tag == "table-row":
            if self.cells:
                if self.row_times > MOST_ROWS:
                    raise too_many_rows()
                for number in range(self.row, self.row + self.row_times):
                    self.book.add(number, self.cells)
            self.row += self.row_times

    def text(self, data: str) -> None:
        if self.inside and not self.notes:
            self.parts.append(data[:LONGEST_CELL])

    def merge(self, attributes: dict[str, str]) -> None:
        rows = _times(attributes, "number-rows-spanned")
        columns = _times(attributes, "number-columns-spanned")
        if self.book.sheets and (rows > 1 or columns > 1):
            self.book.sheets[-1].merges.append(
                Merge(self.row, self.column, self.row + rows - 1, self.column + columns - 1)
            )


def _times(attributes: dict[str, str], name: str) -> int:
    return max(1, int(attribute(attributes, name, "1"))) if attributes else 1


def _stored(attributes: dict[str, str]) -> str:
    """The value of a cell that some programs write without its text."""
    kind = attribute(attributes, "value-type")
    if kind in ("float", "percentage", "currency"):
        return number_text(float(attribute(attributes, "value", "0")))
    if kind == "boolean":
        return truth_text(attribute(attributes, "boolean-value") == "true")
    return attribute(attributes, "date-value") or attribute(attributes, "string-value")


def _ignore(*_args: object) -> None:
    return None
