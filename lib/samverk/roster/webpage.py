"""Web pages and XML spreadsheets that call themselves .xls.

`html.parser` takes minutes for some broken pages of a few kilobytes; here every letter is looked
at a fixed number of times.
"""

from __future__ import annotations

import codecs
import html
import re

from samverk.roster.packages import too_large
from samverk.roster.table import LONGEST_CELL, MOST_COLUMNS, Book, Merge

LONGEST_PAGE = 16 * 1024 * 1024
MOST_TAGS = 800_000

_ENCODING = re.compile(rb"(?:charset|encoding)\s*=\s*[\"']?([A-Za-z0-9_.:-]{1,40})")
_TOKEN = re.compile(r"<(/?)([A-Za-z][\w:.-]{0,40})([^<>]*)>|([^<]+)|<")
_NUMBER = r"\s*=\s*[\"']?(\d{1,7})"
_DOWN = re.compile(r"\b(?:rowspan" + _NUMBER + r"|mergedown" + _NUMBER + ")", re.IGNORECASE)
_ACROSS = re.compile(r"\b(?:colspan" + _NUMBER + r"|mergeacross" + _NUMBER + ")", re.IGNORECASE)
_INDEX = re.compile(r"\bindex" + _NUMBER, re.IGNORECASE)
_NAME = re.compile(r"\bss:name\s*=\s*\"([^\"]{0,100})\"", re.IGNORECASE)
_SILENT = frozenset({"script", "style", "title", "comment", "select"})
_APART = frozenset({"br", "p", "div", "li"})


def decode(data: bytes, text: str) -> str:
    """The text of a page in the encoding that it names, else as it was told from its bytes."""
    named = _ENCODING.search(data[:4096])
    if named is None or b"\0" in data[:100] or data.startswith(codecs.BOM_UTF8):
        return text
    try:
        encoding = codecs.lookup(named[1].decode("ascii")).name
        return data.decode("cp1252" if encoding == "iso8859-1" else encoding)
    except (LookupError, UnicodeError):
        return text


def read(text: str) -> Book:
    """The tables of a page, each as a sheet; rows are numbered as a spreadsheet shows them."""
    if len(text) > LONGEST_PAGE or text.count("<") > MOST_TAGS:
        raise too_large()
    reader = _Reader()
    for token in _TOKEN.finditer(_without_comments(text)):
        closing, tag, attributes, content = token.groups()
        if content is not None:
            reader.text(content)
        elif tag is not None:
            name = tag.rpartition(":")[2].lower()
            if closing:
                reader.end(name)
            else:
                reader.start(name, attributes)
    reader.close_row()
    return reader.book


def _without_comments(text: str) -> str:
    kept: list[str] = []
    at = 0
    while (start := text.find("<!--", at)) >= 0:
        kept.append(text[at:start])
        stop = text.find("-->", start)
        if stop < 0:
            return "".join(kept)
        at = stop + 3
    return "".join([*kept, text[at:]])


class _Reader:
    def __init__(self) -> None:
        self.book = Book()
        self.name = self.silent = ""
        self.row = self.column = 0
        self.cells: dict[int, str] = {}
        self.parts: list[str] | None = None
        self.taken: dict[int, int] = {}

    def start(self, tag: str, attributes: str) -> None:
        if tag in _SILENT and not attributes.endswith("/"):
            self.silent = tag
        elif tag in ("td", "th", "cell"):
            self.close_cell()
            self.open_cell(tag, attributes)
            if attributes.endswith("/"):
                self.close_cell()
        elif tag in ("tr", "row"):
            self.close_row()
            index = _INDEX.search(attributes) if tag == "row" else None
            self.row = int(index[1]) if index else self.row + 1
            self.column = -1
        elif tag == "worksheet":
            found = _NAME.search(attributes)
            self.name, self.row = html.unescape(found[1]) if found else "", 0
        elif tag == "table":
            self.close_row()
            self.book.sheet(self.name)
            self.taken = {}
        elif tag in _APART and self.parts is not None:
            self.parts.append(" ")

    def end(self, tag: str) -> None:
        if tag == self.silent:
            self.silent = ""
        elif tag in ("td", "th", "cell"):
            self.close_cell()
        elif tag in ("tr", "row", "table"):
            self.close_row()
        elif tag in _APART and self.parts is not None:
            self.parts.append(" ")

    def text(self, content: str) -> None:
        if self.parts is not None and not self.silent:
            self.parts.append(html.unescape(content[:LONGEST_CELL]))

    def open_cell(self, tag: str, attributes: str) -> None:
        if not self.book.sheets:
            self.book.sheet()
        xml = tag == "cell"
        index = _INDEX.search(attributes) if xml else None
        self.column = int(index[1]) - 1 if index else self.column + 1
        while self.taken.get(self.column, 0) >= self.row and self.column < MOST_COLUMNS:
            self.column += 1
        if self.column >= MOST_COLUMNS:
            return
        down, across = _span(_DOWN, attributes, xml), _span(_ACROSS, attributes, xml)
        right = min(self.column + across, MOST_COLUMNS)
        if down or across:
            merge = Merge(self.row, self.column, self.row + down, right)
            self.book.sheets[-1].merges.append(merge)
        if down:
            self.taken.update(dict.fromkeys(range(self.column, right + 1), self.row + down))
        self.opened, self.column = self.column, right
        self.parts = []

    def close_cell(self) -> None:
        if self.parts is not None:
            self.cells[self.opened] = "".join(self.parts)
            self.parts = None

    def close_row(self) -> None:
        self.close_cell()
        if self.cells:
            self.book.add(self.row, self.cells)
        self.cells = {}


def _span(pattern: re.Pattern[str], attributes: str, xml: bool) -> int:
    """How many further rows or columns a cell is merged over."""
    found = pattern.search(attributes)
    if found is None:
        return 0
    number = int(next(filter(None, found.groups()), "0"))
    return number if xml else max(0, number - 1)
