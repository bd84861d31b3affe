"""Excel workbooks (.xlsx, .xlsm), read as a stream.

Of a cell that is far away from all others a reader of whole grids would make a grid of thousands
of millions of cells; here only cells that exist take room.
"""

from __future__ import annotations

import posixpath
import re
from typing import NamedTuple

from samverk.roster.numbers import format_of, number_or_date_text, truth_text
from samverk.roster.packages import CHUNK, Package, attribute, broken
from samverk.roster.table import LONGEST_CELL, MOST_COLUMNS, MOST_ROWS, Book, Merge, too_many_rows

MOST_SHEETS = 50
MOST_MERGES = 50_000
LAST_COLUMN = 16_384
LARGE = 4 * 1024 * 1024

_CELL = re.compile(r"\$?([A-Z]{1,3})\$?(\d{1,7})$")
_columns: dict[str, int] = {}


class _Entry(NamedTuple):
    name: str
    hidden: bool
    relation: str


def read(package: Package) -> Book:
    """The sheets of a workbook, with formulas' stored answers."""
    workbook = next(iter(_relations(package, "").get("officeDocument", {}).values()), "")
    if workbook not in package:
        raise broken()
    entries, from_1904 = _entries(package, workbook)
    relations = _relations(package, workbook)
    parts = {
        entry: part
        for entry in entries[:MOST_SHEETS]
        if (part := relations.get("worksheet", {}).get(entry.relation, "")) in package
    }
    for part in parts.values():
        _count(package, part)
    texts = [
        t for part in relations.get("sharedStrings", {}).values() for t in _texts(package, part)
    ]
    formats = [f for part in relations.get("styles", {}).values() for f in _formats(package, part)]
    book = Book()
    for entry, part in parts.items():
        book.sheet(entry.name, entry.hidden)
        _Reader(book, texts, formats, from_1904).read(package, part)
    return book


def _count(package: Package, part: str) -> None:
    """Refuses a sheet of far too many rows with values without reading them all."""
    if package.size(part) < LARGE:
        return
    with package.open(part) as stream:
        rows, rest = 0, b""
        while chunk := stream.read(CHUNK):
            if b"</v>" not in chunk and b"</is>" not in chunk:
                rest = b""
                continue
            *whole, rest = (rest + chunk).split(b"<row")
            rows += sum(b"</v>" in row or b"</is>" in row for row in whole)
            if rows > MOST_ROWS:
                raise too_many_rows()
            if len(rest) > LARGE:
                return


def column(letters: str) -> int:
    """The number of a column (from 0) from its letters."""
    if letters not in _columns:
        number = 0
        for letter in letters:
            number = number * 26 + ord(letter) - 64
        _columns[letters] = number - 1
    return _columns[letters]


def _relations(package: Package, part: str) -> dict[str, dict[str, str]]:
    """The parts that `part` points to: kind → relation's id → name."""
    folder, name = posixpath.split(part)
    found: dict[str, dict[str, str]] = {}

    def start(tag: str, attributes: dict[str, str]) -> None:
        if tag == "Relationship" and attributes.get("TargetMode") != "External":
            kind = attributes.get("Type", "").rpartition("/")[2]
            target = attributes.get("Target", "").replace("\\", "/")
            target = target if target.startswith("/") else posixpath.join(folder, target)
            found.setdefault(kind, {})[attributes.get("Id", "")] = posixpath.normpath(
                target.lstrip("/")
            )

    rels = posixpath.join(folder, "_rels", name + ".rels")
    if rels in package:
        package.parse(rels, start, _ignore, _ignore)
    return found


def _entries(package: Package, workbook: str) -> tuple[list[_Entry], bool]:
    entries: list[_Entry] = []
    from_1904 = False

    def start(tag: str, attributes: dict[str, str]) -> None:
        nonlocal from_1904
        if tag == "sheet":
            entries.append(
                _Entry(
                    attributes.get("name", ""),
                    attributes.get("state", "visible") != "visible",
                    next((v for k, v in attributes.items() if k.endswith(":id")), ""),
                )
            )
        elif tag == "workbookPr":
            from_1904 = attributes.get("date1904", "0") in ("1", "true")

    package.parse(workbook, start, _ignore, _ignore)
    return entries, from_1904


def _texts(package: Package, part: str) -> list[str]:
    """The shared texts, without their readings in kana."""
    texts: list[str] = []
    parts: list[str] = []
    inside = reading = False

    def start(tag: str, _attributes: dict[str, str]) -> None:
        nonlocal inside, reading
        if tag == "si":
            parts.clear()
        elif tag == "rPh":
            reading = True
        elif tag == "t":
            inside = not reading

    def end(tag: str) -> None:
        nonlocal inside, reading
        if tag == "t":
            inside = False
        elif tag == "rPh":
            reading = False
        elif tag == "si":
            texts.append("".join(parts))

    def text(data: str) -> None:
        if inside:
            parts.append(data[:LONGEST_CELL])

    if part in package:
        package.parse(part, start, end, text)
    return texts


def _formats(package: Package, part: str) -> list[str]:
    """The number format of each style; "date" for one that shows dates."""
    own: dict[int, str] = {}
    formats: list[str] = []
    in_cells = False

    def start(tag: str, attributes: dict[str, str]) -> None:
        nonlocal in_cells
        if tag == "numFmt":
            own[int(attributes["numFmtId"])] = attributes.get("formatCode", "General")
        elif tag == "cellXfs":
            in_cells = True
        elif tag == "xf" and in_cells:
            number = int(attributes.get("numFmtId", "0"))
            formats.append(format_of(number, own.get(number)))

    def end(tag: str) -> None:
        nonlocal in_cells
        if tag == "cellXfs":
            in_cells = False

    if part in package:
        package.parse(part, start, end, _ignore)
    return formats


class _Reader:
    """Reads the rows of one sheet into a book."""

    def __init__(self, book: Book, texts: list[str], formats: list[str], from_1904: bool) -> None:
        self.book, self.texts, self.formats, self.from_1904 = book, texts, formats, from_1904
        self.row = 0
        self.column = -1
        self.cells: dict[int, str] = {}
        self.cell: dict[str, str] = {}
        self.parts: list[str] = []
        self.inside = self.reading = self.formula = False
        self.uncalculated: set[int] = set()

    def read(self, package: Package, part: str) -> None:
        package.parse(part, self.start, self.end, self.text)

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        if tag == "c":
            self.column += 1
            self.cell = attributes
            self.parts.clear()
            self.formula = False
            if self.column > LAST_COLUMN:
                raise too_many_rows()
        elif tag in ("v", "t"):
            self.inside = not self.reading
        elif tag == "f":
            self.formula = True
        elif tag == "rPh":
            self.reading = True
        elif tag == "row":
            number = attributes.get("r", "")
            self.row = int(number) if number else self.row + 1
            self.column = -1
            self.cells = {}
            self.uncalculated.clear()
        elif tag == "mergeCell":
            self.merge(attribute(attributes, "ref"))

    def end(self, tag: str) -> None:
        if tag == "c":
            if self.parts or self.formula:
                if found := _CELL.match(self.cell.get("r", "")):
                    self.column = column(found[1])
                if not self.parts:
                    self.uncalculated.add(self.column)
                if self.parts and self.column < MOST_COLUMNS:
                    self.cells[self.column] = self.shown("".join(self.parts))
        elif tag in ("v", "t"):
            self.inside = False
        elif tag == "rPh":
            self.reading = False
        elif tag == "row":
            self.book.add(self.row, self.cells, frozenset(self.uncalculated))

    def text(self, data: str) -> None:
        if self.inside:
            self.parts.append(data[:LONGEST_CELL])

    def merge(self, ref: str) -> None:
        if len(self.book.sheets[-1].merges) >= MOST_MERGES:
            return
        first, _colon, last = ref.partition(":")
        start, stop = _CELL.match(first), _CELL.match(last)
        if start and stop:
            self.book.sheets[-1].merges.append(
                Merge(int(start[2]), column(start[1]), int(stop[2]), column(stop[1]))
            )

    def shown(self, value: str) -> str:
        """A cell's value as the user sees it; nothing for an error."""
        match self.cell.get("t", "n"):
            case "s":
                return self.texts[int(value)]
            case "str" | "inlineStr" | "d":
                return value
            case "b":
                return truth_text(value.strip() in ("1", "true"))
            case "e":
                return ""
        number = float(value)
        style = int(self.cell.get("s", 0))
        pattern = self.formats[style] if 0 <= style < len(self.formats) else "General"
        return number_or_date_text(number, pattern, self.from_1904)


def _ignore(*_args: object) -> None:
    return None
