"""Looking for texts in the bytes of files, packed ones too."""

from __future__ import annotations

import gzip
import io
import re
import unicodedata
import zipfile
import zlib
from collections.abc import Iterable, Iterator
from pathlib import Path

MOST = 300_000_000
"""Bytes of a file that are looked through."""

DEEPEST = 3
"""Packed files within packed files."""

_WORD = re.compile(r"[^\W_]+")
_WIDE = re.compile(rb"(?:[a-zA-Z]\x00){2}|(?:\x00[a-zA-Z]){2}")
_DATABASE = b"SQLite format 3"
_ESCAPE = re.compile(r"\\u([0-9a-fA-F]{4})")


class Traces:
    """The texts that must not be found."""

    def __init__(self, texts: Iterable[str]) -> None:
        self._texts: dict[str, tuple[str, ...]] = {}
        for text in texts:
            folded = _folded(text)
            if words := tuple(_WORD.findall(folded)):
                self._texts[folded] = words

    def __bool__(self) -> bool:
        return bool(self._texts)

    def within(self, path: Path) -> set[str]:
        """Those that a file holds, in UTF-8, UTF-16 or Latin-1; raises `OSError`."""
        if path.stat().st_size > MOST:
            return set()
        return self.inside(path.read_bytes())

    def inside(self, data: bytes, depth: int = 0) -> set[str]:
        """Those that `data` holds, or what is packed in it."""
        found: set[str] = set()
        for view in _views(data):
            there = set(_WORD.findall(view))
            for text, words in self._texts.items():
                if text not in found and there.issuperset(words) and text in view:
                    found.add(text)
        if depth < DEEPEST:
            for member in _unpacked(data):
                found |= self.inside(member, depth + 1)
        return found


def _folded(text: str) -> str:
    if not unicodedata.is_normalized("NFC", text):
        text = unicodedata.normalize("NFC", text)
    return text.casefold().strip()


def _views(data: bytes) -> Iterator[str]:
    """The ways in which bytes can be read as text."""
    text = data.decode("utf-8", "replace")
    yield _folded(text)
    if "\\u" in text:
        yield _folded(_ESCAPE.sub(lambda match: chr(int(match[1], 16)), text))
    if data.startswith(_DATABASE):
        return
    if not data.isascii():
        yield _folded(data.decode("latin-1"))
    if _WIDE.search(data):
        for encoding in ("utf-16-le", "utf-16-be"):
            for start in (0, 1):
                yield _folded(data[start:].decode(encoding, "replace"))


def _unpacked(data: bytes) -> Iterator[bytes]:
    if data[:4] == b"PK\x03\x04":
        try:
            with zipfile.ZipFile(io.BytesIO(data)) as packed:
                yield "\n".join(packed.namelist()).encode("utf-8")
                for member in packed.infolist():
                    if member.file_size <= MOST:
                        yield packed.read(member)
        except (zipfile.BadZipFile, RuntimeError, NotImplementedError, OSError, zlib.error):
            return
    elif data[:2] == b"\x1f\x8b":
        try:
            with gzip.open(io.BytesIO(data)) as packed_one:
                yield packed_one.read(MOST)
        except (OSError, EOFError, zlib.error):
            return
