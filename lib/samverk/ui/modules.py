"""The panels' JavaScript as one module text each.

anywidget loads a module from its text, where relative imports lead nowhere; so every import
of a neighbour becomes a data address that holds the neighbour. The same text gives the same
address, so that a neighbour is one module however often it is imported. The parts of one panel
(in a folder of their own) are laid into its module instead, which they share with their names.
"""

from __future__ import annotations

import base64
import functools
import json
import re
from pathlib import Path

from samverk.words import catalogue, language

STATIC = Path(__file__).parent / "static"
STYLES = (
    "tokens.css",
    "panel.css",
    "about.css",
    "agenda.css",
    "closing.css",
    "notes.css",
    "running.css",
    "participants.css",
    "groups.css",
    "synthesis.css",
)
_IMPORT = re.compile(r'(\bfrom\s*|\bimport\s*)"(\./[\w./-]+\.js)"')
_NAMES = re.compile(r'^import\s*\{([^}]*)\}\s*from\s*"(\./[\w./-]+\.js)";\n', re.M)
_WORD = re.compile(r'\btn?\(\s*"((?:[^"\\]|\\.)*)"(?:\s*,\s*"((?:[^"\\]|\\.)*)")?')


@functools.cache
def source(name: str) -> str:
    """The text of the module `name` in `static/`, with its neighbours inside."""
    path = STATIC / name
    parts: dict[Path, str] = {}
    taken: dict[str, dict[str, None]] = {}
    text = _joined(path.resolve(), parts, taken)
    heads = [
        f'import {{ {", ".join(names)} }} from "./{neighbour}";\n'
        for neighbour, names in taken.items()
    ]

    def inside(match: re.Match[str]) -> str:
        neighbour = (path.parent / match[2]).resolve().relative_to(STATIC.resolve()).as_posix()
        text = base64.b64encode(source(neighbour).encode("utf-8")).decode("ascii")
        return f'{match[1]}"data:text/javascript;charset=utf-8;base64,{text}"'

    return _IMPORT.sub(inside, "".join([*heads, *parts.values(), text]))


def _joined(path: Path, parts: dict[Path, str], taken: dict[str, dict[str, None]]) -> str:
    """The text without its named imports: parts go to `parts`, names from elsewhere to `taken`."""

    def take(match: re.Match[str]) -> str:
        neighbour = (path.parent / match[2]).resolve()
        place = neighbour.relative_to(STATIC.resolve())
        if len(place.parts) == 1 or place.parts[0] == "vendor":
            taken.setdefault(place.as_posix(), {}).update(
                dict.fromkeys(each.strip() for each in match[1].split(",") if each.strip())
            )
        elif neighbour not in parts:
            parts[neighbour] = ""
            text = re.sub(r"^export ", "", _joined(neighbour, parts, taken), flags=re.M)
            del parts[neighbour]
            parts[neighbour] = text
        return ""

    return _NAMES.sub(take, path.read_text(encoding="utf-8"))


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
    """What a module's texts are in the language that is spoken now; nothing for bokmål.

    The singular of a text with a plural is under "1 " and the text, since the two can be one
    text in bokmål.
    """
    if language() == "nb":
        return {}
    spoken = catalogue(language())
    found: dict[str, str] = {}
    for one, many in _texts(name):
        if many:
            found[f"1 {one}"] = spoken.ngettext(one, many, 1)
            found[many] = spoken.ngettext(one, many, 2)
        else:
            found[one] = spoken.gettext(one)
    return found


@functools.cache
def style() -> str:
    """The style of all panels."""
    return "\n".join((STATIC / name).read_text(encoding="utf-8") for name in STYLES)
