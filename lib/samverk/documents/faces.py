"""How wide a typeface's letters are, so that text can be laid out before it is shown."""

from __future__ import annotations

import functools
import json
import os
import sys
from collections.abc import Callable
from pathlib import Path

import msgspec

from samverk.documents.fonts import titles

_LIKE_ARIAL = {"arial", "helvetica", "liberation sans", "arimo", "nimbus sans"}
_WIDER = 1.2
_SPARE = 1.02
_MAP = Path(__file__).with_name("arial.json")
_FIRST = 0x20
_MARKS = {0x2013: 556, 0x2014: 1000, 0x2026: 1000, 0x2018: 278, 0x2019: 278, 0x2022: 350}
_REGULAR = {"regular", "book", "roman", "normal"}
_BOLD = {"bold", "fet"}
_SAME_WIDTHS = {
    "calibri": ("Carlito",),
    "cambria": ("Caladea",),
    "times new roman": ("Liberation Serif", "Tinos"),
    "courier new": ("Liberation Mono", "Cousine"),
    "arial narrow": ("Liberation Sans Narrow",),
    "georgia": ("Gelasio",),
}
"""Typefaces whose letters are as wide as those of another, for machines without that one."""
_ZERO = {0x200B, 0x200C, 0x200D, 0x2060, 0xFEFF, 0xAD}


class Face(msgspec.Struct, frozen=True, kw_only=True):
    """A typeface: the width of a letter, and the height of a line, as shares of its size."""

    name: str
    known: bool
    line: float
    letter: Callable[[str], float]

    def width(self, text: str, size: float) -> float:
        """The width of `text` on one line, in the unit of `size`."""
        return sum(map(self.letter, text)) * size * _SPARE


@functools.cache
def face(name: str, bold: bool = False) -> Face:
    """The typeface of that name; where it is not found, a wider one with `known` unset."""
    if name.casefold() in _LIKE_ARIAL:
        return Face(name=name, known=True, line=1.2, letter=_arial(bold, 1.0))
    file = _file(name, bold)
    if file is not None:
        found = _measured(name, file, bold)
        if found is not None:
            return found
    return Face(name=name, known=False, line=1.36, letter=_arial(bold, _WIDER))


@functools.cache
def _widths() -> dict[str, list[int]]:
    widths: dict[str, list[int]] = json.loads(_MAP.read_text(encoding="utf-8"))
    return widths


def _arial(bold: bool, scale: float) -> Callable[[str], float]:
    widths = _widths()["bold" if bold else "regular"]

    @functools.cache
    def letter(one: str) -> float:
        code = ord(one)
        if code < _FIRST + len(widths):
            return widths[max(0, code - _FIRST)] / 1000 * scale
        if 0x300 <= code < 0x370 or code in _ZERO:
            return 0.0
        return _MARKS.get(code, 1000) / 1000 * scale

    return letter


def _measured(name: str, file: Path, bold: bool) -> Face | None:
    from PIL import ImageFont

    try:
        font = ImageFont.truetype(str(file), 1000, layout_engine=ImageFont.Layout.BASIC)
    except OSError:
        return None
    ascent, descent = font.getmetrics()
    spare = 1.06 if bold and "bold" not in file.stem.casefold() else 1.0

    @functools.cache
    def letter(one: str) -> float:
        return font.getlength(one) / 1000 * spare

    return Face(name=name, known=True, line=max(1.2, (ascent + descent) / 1000), letter=letter)


def _file(name: str, bold: bool) -> Path | None:
    found = _named_so(name, bold)
    for other in _SAME_WIDTHS.get(name.casefold(), ()):
        found = found or _named_so(other, bold)
    return found


def _named_so(name: str, bold: bool) -> Path | None:
    """The file of a typeface, by the file's name and else by what stands in it."""
    wanted = name.casefold().replace(" ", "")
    endings = ("-bold", "bold", "b", "bd") if bold else ("-regular", "", "regular")
    files = _files()
    for ending in (*endings, "-regular", ""):
        if wanted + ending in files:
            return files[wanted + ending]
    inside, key = _families(), name.casefold()
    return inside.get((key, bold)) or inside.get((key, False))


@functools.cache
def _families() -> dict[tuple[str, bool], Path]:
    """Files by family and whether they are bold, read from their tables of names."""
    found: dict[tuple[str, bool], Path] = {}
    for file in _files().values():
        for family, style in titles(file):
            if style in _REGULAR or style in _BOLD:
                found.setdefault((family, style in _BOLD), file)
    return found


@functools.cache
def _files() -> dict[str, Path]:
    found: dict[str, Path] = {}
    for folder in _folders():
        for at, _folder_names, names in os.walk(folder):
            for name in names:
                file = Path(at, name)
                if file.suffix.lower() in {".ttf", ".otf", ".ttc"}:
                    found.setdefault(file.stem.casefold().replace(" ", ""), file)
    return found


def _folders() -> list[Path]:
    home = Path.home()
    if sys.platform == "win32":
        return [
            Path(os.environ.get("WINDIR", r"C:\Windows")) / "Fonts",
            home / "AppData/Local/Microsoft/Windows/Fonts",
        ]
    if sys.platform == "darwin":
        return [home / "Library/Fonts", Path("/Library/Fonts"), Path("/System/Library/Fonts")]
    return [home / ".local/share/fonts", home / ".fonts", Path("/usr/share/fonts")]
