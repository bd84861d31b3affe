"""What a font file is called inside, read without loading the font."""

from __future__ import annotations

import struct
from collections.abc import Iterator
from pathlib import Path

_ENGLISH = 0x409
_WINDOWS = 3


def titles(file: Path) -> Iterator[tuple[str, str]]:
    """Family and style of a font file, casefolded; nothing where it is of another kind."""
    names = _names(_table(file))
    for family, style in ((1, 2), (16, 17)):
        if family in names:
            yield names[family], names.get(style, "regular")


def _table(file: Path) -> bytes:
    """The file's table of names."""
    try:
        with file.open("rb") as font:
            count = int.from_bytes(font.read(12)[4:6], "big")
            head = font.read(16 * min(count, 64))
            for start in range(0, len(head) - 15, 16):
                if head[start : start + 4] == b"name":
                    at, size = struct.unpack_from(">II", head, start + 8)
                    font.seek(at)
                    return font.read(min(size, 65_536))
    except OSError:
        pass
    return b""


def _names(table: bytes) -> dict[int, str]:
    names: dict[int, str] = {}
    if len(table) < 6:
        return names
    number, texts = struct.unpack_from(">HH", table, 2)
    for place in range(6, min(6 + 12 * number, len(table) - 11), 12):
        platform, _code, language, kind, length, start = struct.unpack_from(">6H", table, place)
        if platform == _WINDOWS and (language == _ENGLISH or kind not in names):
            text = table[texts + start : texts + start + length]
            names[kind] = text.decode("utf-16-be", "replace").casefold()
    return names
