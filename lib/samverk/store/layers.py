"""The ways in which bytes can be read: as text in several encodings, and as packed files."""

from __future__ import annotations

import base64
import binascii
import gzip
import html
import io
import quopri
import re
import unicodedata
import urllib.parse
import zipfile
import zlib
from collections.abc import Iterator

WORD = re.compile(r"[^\W_]+")
_WIDE = re.compile(rb"(?:[a-zA-Z]\x00){2}|(?:\x00[a-zA-Z]){2}")
_DATABASE = b"SQLite format 3"
_HIDDEN = dict.fromkeys(map(ord, "\u00ad\u200b\u200c\u200d\u2060\ufeff"))
_HIDES = re.compile("[\u00ad\u200b\u200c\u200d\u2060\ufeff]")
_ESCAPE = re.compile(r"\\u([0-9a-fA-F]{4})")
_RTF = re.compile(r"\\'([0-9a-fA-F]{2})")
_TAG = re.compile(r"<[^<>]*>")
_ENTITY = re.compile(r"&#?\w+;")
_PERCENT = re.compile(r"%[0-9a-fA-F]{2}")
_PRINTABLE = re.compile(r"=[0-9A-F]{2}|=\r?\n")
_BASE64 = re.compile(rb"[A-Za-z0-9+/]{24,}(?:\r?\n[A-Za-z0-9+/]{4,})*={0,2}")
_STREAM = re.compile(rb"stream\r?\n")
_CONTROL = re.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f]")


def is_database(data: bytes) -> bool:
    """Whether the bytes are a database's."""
    return data.startswith(_DATABASE)


def folded(text: str) -> str:
    """The text in one form: composed, in small letters, without letters that are not seen."""
    if not text.isascii():
        if not unicodedata.is_normalized("NFC", text):
            text = unicodedata.normalize("NFC", text)
        if _HIDES.search(text):
            text = text.translate(_HIDDEN)
    return text.casefold()


def views(data: bytes) -> Iterator[str]:
    """The texts that the bytes can be, folded."""
    text = data.decode("utf-8", "replace")
    yield folded(text)
    if is_database(data):
        return
    yield from map(folded, _unescaped(text))
    if not data.isascii():
        yield folded(data.decode("latin-1"))
    if _WIDE.search(data):
        for encoding in ("utf-16-le", "utf-16-be"):
            for start in (0, 1):
                yield folded(data[start:].decode(encoding, "replace"))


def _unescaped(text: str) -> Iterator[str]:
    """The text without what stands for its letters, and without the marks between them."""
    if "\\" in text:
        for escape in (_ESCAPE, _RTF):
            if escape.search(text):
                yield escape.sub(lambda match: chr(int(match[1], 16)), text)
    if "<" in text and _TAG.search(text):
        yield html.unescape(_TAG.sub("", text))
        yield html.unescape(_TAG.sub(" ", text))
    elif _ENTITY.search(text):
        yield html.unescape(text)
    if _PERCENT.search(text):
        yield urllib.parse.unquote(text)
    if _PRINTABLE.search(text):
        octets = quopri.decodestring(text.encode("utf-8"))
        yield octets.decode("utf-8", "replace")
        yield octets.decode("latin-1")


def unpacked(data: bytes, most: int) -> Iterator[bytes]:
    """What is packed in the bytes, each at most so long."""
    if data[:4] == b"PK\x03\x04":
        yield from _members(data, most)
    elif data[:2] == b"\x1f\x8b":
        try:
            with gzip.open(io.BytesIO(data)) as packed:
                yield packed.read(most)
        except (OSError, EOFError, zlib.error):
            return
    elif data[:4] == b"%PDF":
        for start in _STREAM.finditer(data):
            try:
                yield zlib.decompressobj().decompress(memoryview(data)[start.end() :], most)
            except zlib.error:
                continue
    elif not is_database(data):
        for run in _BASE64.finditer(data):
            packed_text = re.sub(rb"\s", b"", run[0]).rstrip(b"=")
            packed_text = packed_text[: len(packed_text) - (len(packed_text) % 4 == 1)]
            try:
                yield base64.b64decode(packed_text + b"=" * (-len(packed_text) % 4))
            except binascii.Error:
                continue


def _members(data: bytes, most: int) -> Iterator[bytes]:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as packed:
            yield "\n".join(packed.namelist()).encode("utf-8", "replace")
            for member in packed.infolist():
                if member.file_size <= most:
                    yield packed.read(member)
    except (zipfile.BadZipFile, RuntimeError, NotImplementedError, OSError, zlib.error):
        return


def opaque(data: bytes) -> bool:
    """Whether the bytes are neither text nor anything that `unpacked` opens whole.

    The text of a PDF may be drawn, letter by letter, by numbers of its font's own.
    """
    if is_database(data) or data[:2] == b"\x1f\x8b":
        return False
    if data[:4] == b"PK\x03\x04":
        try:
            with zipfile.ZipFile(io.BytesIO(data)) as packed:
                return any(member.flag_bits & 1 for member in packed.infolist())
        except (zipfile.BadZipFile, OSError):
            return True
    if data[:4] == b"%PDF":
        return True
    wide = data[:2] in (b"\xff\xfe", b"\xfe\xff") or 3 * data.count(0) > len(data)
    return bool(_CONTROL.search(data)) and not (wide and _WIDE.search(data))
