"""The panels' JavaScript as one module text each.

anywidget loads a module from its text, where relative imports lead nowhere; so every import
of a neighbour becomes a data address that holds the neighbour. The same text gives the same
address, so that a neighbour is one module however often it is imported.
"""

from __future__ import annotations

import base64
import functools
import json
import re
from pathlib import Path

from samverk.words import catalogue, language

STATIC = Path(__file__).parent / "static"
_IMPORT = re.compile(r'(\bfrom\s*|\bimport\s*)"(\./[\w./-]+\.js)"')
_WORD = re.compile(r'\btn?\(\s*"((?:[^"\\]|\\.)*)"(?:\s*,\s*"((?:[^"\\]|\\.)*)")?')


@functools.cache
def source(name: str) -> str:
    """The text of the module `name` in `static/`, with its neighbours inside."""
    path = STATIC / name

    def inside(match: re.Match[str]) -> str:
        neighbour = (path.parent / match[2]).resolve().relative_to(STATIC.resolve()).as_posix()
        text = base64.b64encode(source(neighbour).encode("utf-8")).decode("ascii")
        return f'{match[1]}"data:text/javascript;charset=utf-8;base64,{text}"'

    return _IMPORT.sub(inside, path.read_text(encoding="utf-8"))


@functools.cache
def _texts(name: str) -> tuple[tuple[str, str], ...]:
    """The texts for people in a module and its neighbours, singular and plural."""
    path = STATIC / name
    text = path.read_text(encoding="utf-8")
    found = dict.fromkeys(
        (json.loads(f'"{one}"'), json.loads(f'"{many}"')) for one, many in _WORD.findall(text)
    )
    for match in _IMPORT.finditer(text):
        neighbour = (path.parent / match[2]).resolve().relative_to(STATIC.resolve()).as_posix()
        if not neighbour.startswith("vendor/"):
            found |= dict.fromkeys(_texts(neighbour))
    return tuple(found)


def words(name: str) -> dict[str, str]:
    """What a module's texts are in the language that is spoken now; nothing for bokmål."""
    if language() == "nb":
        return {}
    spoken = catalogue(language())
    found: dict[str, str] = {}
    for one, many in _texts(name):
        found[one] = spoken.ngettext(one, many, 1) if many else spoken.gettext(one)
        if many:
            found[many] = spoken.ngettext(one, many, 2)
    return found


@functools.cache
def style() -> str:
    """The style of all panels."""
    return "\n".join(
        (STATIC / name).read_text(encoding="utf-8") for name in ("tokens.css", "panel.css")
    )
