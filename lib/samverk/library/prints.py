"""Matter to print for the room, from `templates/print/`: Typst files that people can edit."""

from __future__ import annotations

import re
from pathlib import Path

import msgspec

from samverk.library.files import folder
from samverk.words import LANGUAGES, Language

SHARED = "felles"
"""What the others import; it is nothing to print by itself."""

_LINE = re.compile(r"//\s*(plass|nb|nn|en)\s*:\s*(.+)")


class Print(msgspec.Struct, frozen=True, kw_only=True):
    """Something to print: `name` is the file's without ending, `title` what it says it is."""

    name: str
    title: str
    place: int
    path: Path


def prints(language: Language = "nb") -> tuple[Print, ...]:
    """All that can be printed, in its order.

    A file says on its first lines what it is called in each language, and where it stands.
    """
    found = [
        _print(path, language)
        for path in sorted((folder() / "print").glob("*.typ"))
        if path.stem != SHARED
    ]
    return tuple(sorted(found, key=lambda each: (each.place, each.title)))


def _print(path: Path, language: Language) -> Print:
    head = path.read_bytes()[:2000].decode("utf-8", "replace").splitlines()
    told = {m[1]: m[2].strip() for line in head[:20] if (m := _LINE.match(line))}
    titles = [told[each] for each in (language, *LANGUAGES) if each in told]
    place = told.get("plass", "")
    return Print(
        name=path.stem,
        title=titles[0] if titles else path.stem,
        place=int(place) if place.isdecimal() else 99,
        path=path,
    )
