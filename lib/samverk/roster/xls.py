"""Old Excel workbooks (.xls). Their frame is read here, their sheets by calamine.

Calamine makes a whole grid of every sheet before it gives anything away, follows chains of
sectors without end, and ends the process where memory ends; so the frame is checked first.
"""

from __future__ import annotations

import datetime as dt
import io
import struct
from collections.abc import Iterator

from samverk.roster.numbers import date_text, number_text, truth_text
from samverk.roster.packages import broken, foreign, has_password, too_large
from samverk.roster.table import MOST_CELLS, Book, Merge, RosterError, too_many_rows
from samverk.words import _

MOST_GRID = 2 * MOST_CELLS
MOST_RECORDS = 3_000_000

_BOF, _FILEPASS = 0x809, 0x2F
_CELLS = frozenset({0x06, 0x7E, 0xBD, 0xD6, 0xFD, 0x203, 0x204, 0x205, 0x27E, 0x206, 0x406})
"""Records that hold a cell with a value, and start with its row and column."""
_MULTIPLE = 0xBD
_LAST_SECTOR = 0xFFFFFFFA


def read(data: bytes) -> Book:
    """The sheets of an old workbook, with formulas' stored answers."""
    stream = workbook_stream(data)
    _check(stream)
    from python_calamine import CalamineWorkbook, PasswordError, SheetTypeEnum, SheetVisibleEnum

    try:
        with CalamineWorkbook.from_filelike(io.BytesIO(data)) as workbook:
            book = Book()
            for about in workbook.sheets_metadata:
                if about.typ != SheetTypeEnum.WorkSheet:
                    continue
                found = workbook.get_sheet_by_name(about.name)
                sheet = book.sheet(about.name, about.visible != SheetVisibleEnum.Visible)
                for number, row in enumerate(found.to_python(skip_empty_area=False), start=1):
                    book.add(number, {i: shown(value) for i, value in enumerate(row)})
                for (top, left), (bottom, right) in found.merged_cell_ranges or ():
                    sheet.merges.append(Merge(top + 1, left, bottom + 1, right))
            return book
    except RosterError:
        raise
    except PasswordError as error:
        raise has_password() from error
    except (KeyboardInterrupt, SystemExit):
        raise
    except BaseException as error:
        # What calamine can't bear comes as a panic, which is no Exception.
        raise broken() from error


def shown(value: object) -> str:
    """A cell's value as the user sees it."""
    match value:
        case bool():
            return truth_text(value)
        case int() | float():
            return number_text(value)
        case dt.datetime():
            return date_text(value)
        case dt.date():
            return value.strftime("%d.%m.%Y")
        case dt.time():
            return value.strftime("%H:%M")
        case _:
            return str(value)


def workbook_stream(data: bytes) -> bytes:
    """The stream with the sheets in a compound file [MS-CFB].

    `RosterError` where the file is damaged, has a password or is of another program.
    """
    try:
        return _workbook(_Compound(data))
    except (struct.error, IndexError, UnicodeDecodeError, ValueError) as error:
        if isinstance(error, RosterError):
            raise
        raise broken() from error


def _workbook(file: _Compound) -> bytes:
    entries = file.entries()
    if "EncryptedPackage" in entries or "EncryptionInfo" in entries:
        raise has_password()
    for name in ("Workbook", "Book", "WORKBOOK", "BOOK"):
        if name in entries:
            return file.stream(*entries[name])
    what = _("en annen type fil")
    if "WordDocument" in entries:
        what = _("et Word-dokument")
    elif "PowerPoint Document" in entries:
        what = _("en presentasjon")
    elif "__properties_version1.0" in entries:
        what = _("en e-post")
    raise foreign(what)


class _Compound:
    """A compound file: sectors that are chained by a table of what comes next."""

    def __init__(self, data: bytes) -> None:
        self.data = data
        shift, small_shift = struct.unpack_from("<HH", data, 30)
        if shift not in (9, 12) or small_shift != 6:
            raise broken()
        self.size = 1 << shift
        self.sectors = len(data) // self.size
        (tables,) = struct.unpack_from("<I", data, 44)
        self.cutoff, self.small_table, more = struct.unpack_from("<II4xI", data, 56)
        (self.directory,) = struct.unpack_from("<I", data, 48)
        where = list(struct.unpack_from("<109I", data, 76))
        for _seen in range(self.sectors):
            if more >= _LAST_SECTOR:
                break
            *block, more = struct.unpack(f"<{self.size // 4}I", self.sector(more))
            where += block
        table = b"".join(self.sector(at) for at in where[: min(tables, self.sectors)])
        self.next = struct.unpack(f"<{len(table) // 4}I", table)

    def entries(self) -> dict[str, tuple[int, int]]:
        """The streams: name → first sector and size in bytes."""
        directory = self.chain(self.directory)
        found: dict[str, tuple[int, int]] = {}
        for at in range(0, len(directory) - 127, 128):
            (length,) = struct.unpack_from("<H", directory, at + 64)
            name = directory[at : at + max(0, min(length, 64) - 2)].decode("utf-16-le")
            if name:
                found[name] = struct.unpack_from("<II", directory, at + 116)
        return found

    def stream(self, first: int, size: int) -> bytes:
        """The content of a stream; small ones lie within a stream of their own."""
        if size >= self.cutoff:
            return self.chain(first)[:size]
        whole = self.chain(self.entries()["Root Entry"][0])
        table = self.chain(self.small_table)
        following = struct.unpack(f"<{len(table) // 4}I", table)
        return b"".join(whole[at * 64 : at * 64 + 64] for at in _walk(first, following))[:size]

    def sector(self, at: int) -> bytes:
        start = (at + 1) * self.size
        found = self.data[start : start + self.size]
        if not found:
            raise broken()
        return found.ljust(self.size, b"\0")

    def chain(self, first: int) -> bytes:
        return b"".join(self.sector(at) for at in _walk(first, self.next))


def _walk(at: int, following: tuple[int, ...]) -> Iterator[int]:
    """The chain from a sector on; `RosterError` where it never ends."""
    for _seen in range(len(following) + 1):
        if at >= _LAST_SECTOR:
            return
        yield at
        at = following[at]
    raise broken()


def _check(stream: bytes) -> None:
    """`RosterError` where the sheets have a password or would make too large a grid."""
    at = records = grid = rows = columns = 0
    while at + 4 <= len(stream):
        kind, size = struct.unpack_from("<HH", stream, at)
        if kind == _FILEPASS:
            raise has_password()
        if kind == _BOF:
            grid, rows, columns = grid + rows * columns, 0, 0
        elif kind in _CELLS and size >= 4:
            row, column = struct.unpack_from("<HH", stream, at + 4)
            if kind == _MULTIPLE and size >= 6:
                (column,) = struct.unpack_from("<H", stream, at + 4 + size - 2)
            rows, columns = max(rows, row + 1), max(columns, column + 1)
        at += 4 + size
        records += 1
        if records > MOST_RECORDS:
            raise too_large()
    if grid + rows * columns > MOST_GRID:
        raise too_many_rows()
