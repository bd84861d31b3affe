"""A search of our own through bytes, in every form that a text can take; the product's knows less.

Every planted text holds MARK, which stands nowhere else: a search that does not find MARK finds
none of the texts, nor a part or an inflected form of any.
"""

from __future__ import annotations

import base64
import contextlib
import html
import io
import quopri
import re
import unicodedata
import urllib.parse
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path

MARK = "zqåwx"
LETTERS = "abdefghijklmnoprstuvyæøå"
_PLANTED = re.compile(rf"\w*{MARK}\w*")
_BASE64 = re.compile(rb"[A-Za-z0-9+/_-]{8,}(?:\s{1,4}[A-Za-z0-9+/_-]{8,})*={0,2}")
_STREAM = re.compile(rb"stream\r?\n")
_HEX = re.compile(rb"(?:[0-9a-fA-F]{2}\s?){6,}")


def planted(n: int, what: str = "") -> str:
    """A word that stands nowhere else."""
    tail = ""
    for _digit in range(5):
        n, rest = divmod(n, len(LETTERS))
        tail += LETTERS[rest]
    return f"{what}{MARK}{tail}"


FORMS = {
    "utf-8": lambda text: text.encode("utf-8"),
    "nfd": lambda text: unicodedata.normalize("NFD", text).encode("utf-8"),
    "utf-16-le": lambda text: text.encode("utf-16-le"),
    "utf-16-be": lambda text: text.encode("utf-16-be"),
    "latin-1": lambda text: text.encode("latin-1"),
    "capitals": lambda text: text.upper().encode("utf-8"),
    "base64": lambda text: base64.b64encode(text.encode("utf-8")),
    "base64 in lines": lambda text: base64.encodebytes(b"x" * 50 + text.encode("utf-8")),
    "json": lambda text: text.encode("ascii", "backslashreplace").replace(b"\\x", b"\\u00"),
    "entities": lambda text: text.encode("ascii", "xmlcharrefreplace"),
    "quoted-printable": lambda text: quopri.encodestring(text.encode("utf-8")),
    "address": lambda text: urllib.parse.quote(text).encode("ascii"),
    "rtf": lambda text: re.sub("[^ -~]", lambda found: f"\\'{ord(found[0]):02x}", text).encode(
        "ascii"
    ),
    "zip": lambda text: _zipped(text.encode("utf-8")),
    "zip in zip": lambda text: _zipped(_zipped(text.encode("utf-16-le"))),
    "pdf": lambda text: (
        b"%PDF-1.7\n1 0 obj <</Filter /FlateDecode>>\nstream\n"
        + zlib.compress(text.encode("latin-1"))
        + b"\nendstream"
    ),
}
"""How a text may stand in a file."""


def _zipped(content: bytes) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("word/document.xml", content)
    return buffer.getvalue()


def found(data: bytes, depth: int = 0) -> set[str]:
    """The planted texts in some bytes, and in what is packed in them."""
    there = {each for view in _views(data) for each in _PLANTED.findall(view)}
    for inner in _inside(data) if depth < 5 else ():
        there |= found(inner, depth + 1)
    return there


def found_below(*folders: Path) -> dict[str, set[str]]:
    """The planted texts below those folders, names of files among them, by file."""
    there = {}
    for folder in folders:
        for path in sorted(folder.rglob("*")):
            texts = found(str(path.relative_to(folder)).encode("utf-8"))
            if path.is_file():
                texts |= found(path.read_bytes())
            if texts:
                there[str(path.relative_to(folder))] = texts
    return there


def _views(data: bytes) -> Iterator[str]:
    for encoding in ("utf-8", "latin-1", "utf-16-le", "utf-16-be"):
        for start in (0, 1) if encoding.startswith("utf-16") else (0,):
            text = data[start:].decode(encoding, "replace")
            if "q" not in text.lower():
                continue
            yield _folded(text)
            for unescaped in _unescaped(text):
                yield _folded(unescaped)


def _folded(text: str) -> str:
    return unicodedata.normalize("NFC", text).casefold()


def _unescaped(text: str) -> Iterator[str]:
    if "\\" in text:
        yield re.sub(r"\\u([0-9a-fA-F]{4})", lambda found: chr(int(found[1], 16)), text)
        yield re.sub(r"\\'([0-9a-fA-F]{2})", lambda found: chr(int(found[1], 16)), text)
    if "&" in text:
        yield html.unescape(text)
    if "%" in text:
        yield urllib.parse.unquote(text)
    if "=" in text:
        yield quopri.decodestring(text.encode("utf-8", "replace")).decode("utf-8", "replace")


def _inside(data: bytes) -> Iterator[bytes]:
    if zipfile.is_zipfile(io.BytesIO(data)):
        with zipfile.ZipFile(io.BytesIO(data)) as packed:
            yield "\n".join(packed.namelist()).encode("utf-8")
            yield from (packed.read(name) for name in packed.namelist())
        return
    if data[:3] == b"\x1f\x8b\x08":
        # Base64 of anything can begin like this, and then is none.
        with contextlib.suppress(zlib.error):
            yield zlib.decompress(data, 31)
            return
    if data[:4] == b"%PDF":
        for start in _STREAM.finditer(data):
            try:
                yield zlib.decompressobj().decompress(data[start.end() :])
            except zlib.error:
                continue
        return
    for run in _BASE64.finditer(data):
        packed = re.sub(rb"\s", b"", run[0]).translate(bytes.maketrans(b"-_", b"+/")).rstrip(b"=")
        for start in range(4):
            part = packed[start : start + (len(packed) - start) // 4 * 4]
            rest = packed[start + len(part) :]
            if len(rest) > 1:
                part += rest + b"=" * (4 - len(rest))
            if part:
                yield base64.b64decode(part)
