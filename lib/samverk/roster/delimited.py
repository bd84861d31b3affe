"""Text files: which letters, which delimiter, and the rows."""

from __future__ import annotations

import codecs
import csv
import io
import re
from collections import Counter
from collections.abc import Iterator

from samverk.roster.headings import heading_row
from samverk.roster.packages import broken, too_large
from samverk.roster.table import Book, Row, clean, too_many_rows

DELIMITERS = "\t;,|"
NONE = "\x1f"
"""A delimiter that no list has: every row is one cell."""
MOST_TEXT = 20 * 1024 * 1024
LONGEST_RECORD = 1_000_000
MOST_RECORDS = 1_048_576
"""So many rows a spreadsheet has, blank ones included."""
SAMPLE = 65_536

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_SEP = re.compile(r"\s*sep=(.)\s*$", re.IGNORECASE)
_AS_TEXT = re.compile(r'="(.*)"$')
_WHOLE = re.compile(r"-?\d{1,15}\.0")


def decode(data: bytes) -> str:
    """The text of a file in UTF-8, UTF-16 (with or without a mark) or Windows-1252."""
    if len(data) > MOST_TEXT:
        raise too_large()
    for mark, encoding in _BOMS:
        if data.startswith(mark):
            return data[len(mark) :].decode(encoding, errors="replace")
    if encoding := _wide(data[:SAMPLE]):
        return data.decode(encoding, errors="replace")
    try:
        # A file that is cut off may end in the middle of a letter.
        return codecs.getincrementaldecoder("utf-8")().decode(data)
    except UnicodeDecodeError:
        return data.decode("cp1252", errors="replace")


def _wide(sample: bytes) -> str:
    """UTF-16's name where every other byte is mostly zero."""
    even, odd = sample[0::2].count(0), sample[1::2].count(0)
    least = max(1, len(sample) // 20)
    if odd >= least and odd > 3 * even:
        return "utf-16-le"
    if even >= least and even > 3 * odd:
        return "utf-16-be"
    return ""


def is_text(text: str) -> bool:
    """Whether decoded letters are likely to be meant as text."""
    sample = text[:SAMPLE]
    strange = sum(1 for c in sample if (c < " " and c not in "\t\n\r\f\v\x1a") or c == "\ufffd")
    return strange <= len(sample) // 50


def read(text: str) -> Book:
    """The rows of a delimited text. A row is a record, as a spreadsheet counts them."""
    text = text.removeprefix("\ufeff").rstrip()
    first, _newline, rest = text.partition("\n")
    if said := _SEP.match(first):
        return _rows(rest, said[1])
    return _rows(text, delimiter(text))


def delimiter(text: str) -> str:
    """The delimiter that gives the best headings, and then the evenest rows."""
    sample = text[:SAMPLE]
    if len(text) > SAMPLE:
        sample = sample.rpartition("\n")[0] or sample
    return max(DELIMITERS + NONE, key=lambda candidate: _fitness(sample, candidate))


def _fitness(sample: str, candidate: str) -> tuple[float, ...]:
    records = [r for r in _records(sample, candidate, quoted=True) if any(map(str.strip, r))]
    widths = Counter(map(len, records))
    if not widths:
        return (0.0,)
    width = max(widths, key=lambda w: (w > 1, widths[w], w))
    rows = [Row(i, tuple(map(clean, record))) for i, record in enumerate(records)]
    heading, score = heading_row(rows)
    agrees = heading is not None and len(records[heading]) == width
    whole = heading is None or all(map(_closed, records[heading]))
    return (whole, score, agrees, width > 1, widths[width] / widths.total(), width)


def _closed(heading: str) -> bool:
    """Whether each parenthesis has both ends: "Navn (etternavn, fornavn)" is one heading."""
    return heading.count("(") == heading.count(")")


def _rows(text: str, separator: str) -> Book:
    try:
        return _book(text, separator, quoted=True)
    except csv.Error:
        # A quotation mark that nobody closed would swallow the rows below it.
        try:
            return _book(text, separator, quoted=False)
        except csv.Error as error:
            raise broken() from error


def _book(text: str, separator: str, quoted: bool) -> Book:
    book = Book()
    book.sheet()
    for number, record in enumerate(_records(text, separator, quoted, strict=True), start=1):
        if number > MOST_RECORDS:
            raise too_many_rows()
        book.add(number, {i: _bare(cell, quoted) for i, cell in enumerate(record) if cell})
    return book


def _bare(cell: str, quoted: bool) -> str:
    """A cell without what only says that it is text, and a whole number without decimals."""
    if not quoted:
        cell = cell.strip()
        whole = len(cell) > 1 and cell.startswith('"') and cell.endswith('"')
        cell = cell[1:-1].replace('""', '"') if whole else cell.removeprefix('"')
    if not cell.endswith(('"', ".0")):
        return cell
    cell = _AS_TEXT.sub(r"\1", cell)
    return cell[:-2] if _WHOLE.fullmatch(cell) else cell


def _records(text: str, separator: str, quoted: bool, strict: bool = False) -> Iterator[list[str]]:
    size = 0

    def lines() -> Iterator[str]:
        nonlocal size
        for line in io.StringIO(text.replace("\0", ""), newline=None):
            size += len(line)
            if size > LONGEST_RECORD:
                raise too_many_rows()
            yield line

    reader = csv.reader(
        lines(),
        delimiter=separator,
        quoting=csv.QUOTE_MINIMAL if quoted else csv.QUOTE_NONE,
        skipinitialspace=separator != "\t",
        strict=strict and quoted,
    )
    for record in reader:
        size = 0
        yield record
