"""Old Excel workbooks (.xls) [MS-XLS], read record by record.

Libraries that make whole grids end the process where a damaged record asks for more memory than
there is; here only cells that exist take room.
"""

from __future__ import annotations

import struct
from collections.abc import Callable, Iterator, Sequence

from samverk.roster.compound import Compound
from samverk.roster.numbers import format_of, number_or_date_text, truth_text
from samverk.roster.packages import broken, foreign, has_password, too_large
from samverk.roster.table import LONGEST_CELL, MOST_CELLS, Book, Merge, too_many_rows
from samverk.words import _

MOST_RECORDS = 2_000_000
MOST_TEXTS = 1_000_000

_BOF, _EOF, _FILEPASS, _CONTINUE = 0x809, 0x0A, 0x2F, 0x3C
_SHEET, _UNICODE = 0x10, 0x600


def read(data: bytes) -> Book:
    """The sheets of an old workbook, with formulas' stored answers.

    `RosterError` where the file has a password or is of another program.
    """
    return _Reader(_workbook(Compound(data))).book


def _workbook(file: Compound) -> bytes:
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


def _records(stream: bytes) -> Iterator[tuple[int, int, bytes]]:
    """Each record: where it starts, its kind and its content."""
    at = 0
    for _count in range(MOST_RECORDS):
        if at + 4 > len(stream):
            return
        kind, size = struct.unpack_from("<HH", stream, at)
        yield at, kind, stream[at + 4 : at + 4 + size]
        at += 4 + size
    raise too_large()


class _Reader:
    """Reads the records of a workbook into a book."""

    def __init__(self, stream: bytes) -> None:
        self.book = Book()
        self.unicode = True
        self.from_1904 = False
        self.inside: list[bool] = []
        self.about: dict[int, tuple[str, bool]] = {}
        self.patterns: dict[int, str] = {}
        self.formats: list[str] = []
        self.shared: list[bytes] = []
        self.texts: list[str] = []
        self.cells: dict[int, dict[int, str]] = {}
        self.count = 0
        self.awaits: tuple[int, int] | None = None
        before = 0
        for at, kind, content in _records(stream):
            if kind == _FILEPASS:
                raise has_password()
            if kind == _BOF:
                self.begin(at, content)
            elif kind == _EOF:
                self.end()
            elif kind == _CONTINUE and before == 0xFC:
                self.shared.append(content)
                continue
            elif self.inside and self.inside[-1]:
                if read := _CELLS.get(kind):
                    read(self, content)
            elif len(self.inside) == 1 and (tell := _GLOBALS.get(kind)):
                tell(self, content)
            before = kind
        if self.inside or len(self.book.sheets) < len(self.about):
            raise broken()

    def begin(self, at: int, content: bytes) -> None:
        version, kind = struct.unpack_from("<HH", content)
        is_sheet = not self.inside and kind == _SHEET
        if not self.inside and not is_sheet:
            self.unicode = version >= _UNICODE
        if is_sheet:
            if self.shared and not self.texts:
                self.texts = _shared_texts(self.shared)
            self.book.sheet(*self.about.get(at, ("", False)))
            self.cells = {}
        self.inside.append(is_sheet)

    def end(self) -> None:
        if self.inside and self.inside.pop():
            for row in sorted(self.cells):
                self.book.add(row + 1, self.cells[row])

    def sheet(self, content: bytes) -> None:
        at, hidden, kind = struct.unpack_from("<IBB", content)
        if kind == 0:
            self.about[at] = (self.short_text(content[6:]), bool(hidden & 3))

    def date_mode(self, content: bytes) -> None:
        self.from_1904 = content[0] == 1

    def pattern(self, content: bytes) -> None:
        (number,) = struct.unpack_from("<H", content)
        told = self.long_text(content[2:]) if self.unicode else self.short_text(content[2:])
        self.patterns[number] = told

    def style(self, content: bytes) -> None:
        (number,) = struct.unpack_from("<H", content, 2)
        self.formats.append(format_of(number, self.patterns.get(number)))

    def share(self, content: bytes) -> None:
        self.shared = [content]

    def number(self, content: bytes) -> None:
        row, column, style, value = struct.unpack_from("<HHHd", content)
        self.put(row, column, self.shown(value, style))

    def short_number(self, content: bytes) -> None:
        row, column, style, value = struct.unpack_from("<HHHI", content)
        self.put(row, column, self.shown(_short(value), style))

    def short_numbers(self, content: bytes) -> None:
        row, column = struct.unpack_from("<HH", content)
        for i, (style, value) in enumerate(struct.iter_unpack("<HI", content[4:-2])):
            self.put(row, column + i, self.shown(_short(value), style))

    def shared_text(self, content: bytes) -> None:
        row, column, _style, index = struct.unpack_from("<HHHI", content)
        self.put(row, column, self.texts[index])

    def own_text(self, content: bytes) -> None:
        row, column = struct.unpack_from("<HH", content)
        self.put(row, column, self.long_text(content[6:]))

    def truth(self, content: bytes) -> None:
        row, column, _style, value, is_error = struct.unpack_from("<HHHBB", content)
        self.put(row, column, "" if is_error else truth_text(bool(value)))

    def formula(self, content: bytes) -> None:
        row, column, style, value = struct.unpack_from("<HHHd", content)
        if content[12:14] != b"\xff\xff":
            self.put(row, column, self.shown(value, style))
        elif content[6] == 0:
            self.awaits = row, column
        elif content[6] == 1:
            self.put(row, column, truth_text(bool(content[8])))

    def answer(self, content: bytes) -> None:
        if self.awaits:
            self.put(*self.awaits, self.long_text(content))
            self.awaits = None

    def merged(self, content: bytes) -> None:
        for top, bottom, left, right in struct.iter_unpack("<4H", content[2:][: content[0] * 8]):
            self.book.sheets[-1].merges.append(Merge(top + 1, left, bottom + 1, right))

    def put(self, row: int, column: int, text: str) -> None:
        self.count += 1
        if self.count > MOST_CELLS:
            raise too_many_rows()
        self.cells.setdefault(row, {})[column] = text

    def shown(self, number: float, style: int) -> str:
        pattern = self.formats[style] if style < len(self.formats) else "General"
        return number_or_date_text(number, pattern, self.from_1904)

    def short_text(self, content: bytes) -> str:
        """A text after its length in one byte."""
        if not self.unicode:
            return content[1 : 1 + content[0]].decode("cp1252", "replace")
        return _letters(content[2:], content[0], content[1])

    def long_text(self, content: bytes) -> str:
        """A text after its length in two bytes."""
        (length,) = struct.unpack_from("<H", content)
        if not self.unicode:
            return content[2 : 2 + length].decode("cp1252", "replace")
        return _letters(content[3:], length, content[2])


_GLOBALS: dict[int, Callable[[_Reader, bytes], None]] = {
    0x85: _Reader.sheet,
    0x22: _Reader.date_mode,
    0x41E: _Reader.pattern,
    0xE0: _Reader.style,
    0xFC: _Reader.share,
}
_CELLS: dict[int, Callable[[_Reader, bytes], None]] = {
    0x203: _Reader.number,
    0x27E: _Reader.short_number,
    0xBD: _Reader.short_numbers,
    0xFD: _Reader.shared_text,
    0x204: _Reader.own_text,
    0xD6: _Reader.own_text,
    0x205: _Reader.truth,
    0x06: _Reader.formula,
    0x207: _Reader.answer,
    0xE5: _Reader.merged,
}


def _letters(content: bytes, length: int, flags: int) -> str:
    if flags & 1:
        return content[: 2 * length].decode("utf-16-le", "replace")
    return content[:length].decode("latin-1")


def _short(value: int) -> float:
    """A number that is packed in 30 bits, as a whole number or the head of a real one."""
    number: float
    if value & 2:
        number = (value >> 2) - (1 << 30 if value & 0x80000000 else 0)
    else:
        (number,) = struct.unpack("<d", struct.pack("<Q", (value & 0xFFFFFFFC) << 32))
    return number / 100 if value & 1 else number


def _shared_texts(blocks: Sequence[bytes]) -> list[str]:
    """The shared texts. Where one goes on in the next block, its width is told again."""
    (count,) = struct.unpack_from("<I", blocks[0], 4)
    source = _Blocks(blocks, 8)
    texts: list[str] = []
    while len(texts) < min(count, MOST_TEXTS) and not source.ended:
        length, flags = struct.unpack("<HB", source.take(3))
        runs = struct.unpack("<H", source.take(2))[0] if flags & 8 else 0
        extra = struct.unpack("<I", source.take(4))[0] if flags & 4 else 0
        texts.append(source.letters(length, flags)[:LONGEST_CELL])
        source.take(4 * runs + extra)
    return texts


class _Blocks:
    """Bytes that lie in one block after another."""

    def __init__(self, blocks: Sequence[bytes], at: int) -> None:
        self.blocks, self.block, self.at = blocks, 0, at

    @property
    def ended(self) -> bool:
        """Whether nothing is left."""
        last = self.block >= len(self.blocks) - 1
        return last and self.at >= len(self.blocks[-1])

    def take(self, size: int) -> bytes:
        """So many bytes, or as many as are left."""
        found = b""
        while size > len(found) and not self.ended:
            self.skip()
            piece = self.blocks[self.block][self.at : self.at + size - len(found)]
            self.at += len(piece)
            found += piece
        return found

    def skip(self) -> None:
        """Goes on to the next block where this one is used up."""
        if self.at >= len(self.blocks[self.block]) and self.block < len(self.blocks) - 1:
            self.block, self.at = self.block + 1, 0

    def letters(self, length: int, flags: int) -> str:
        """So many letters."""
        text = ""
        while len(text) < length and not self.ended:
            if self.at >= len(self.blocks[self.block]):
                self.skip()
                flags = self.take(1)[0]
            width = 2 if flags & 1 else 1
            room = max(1, (len(self.blocks[self.block]) - self.at) // width)
            count = min(length - len(text), room)
            text += _letters(self.take(count * width), count, flags).ljust(count)
        return text
