"""The panels' JavaScript, its words and its style, as a notebook can carry them.

anywidget loads a module from its text, where relative imports lead nowhere. So the text brings
its neighbours along, and gives each an address in the page when it is imported.
"""

from __future__ import annotations

import functools
import hashlib
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
    "invitation.css",
    "groups.css",
    "synthesis.css",
    "privacy.css",
    "help.css",
    "follow_up.css",
    "relations.css",
)
_IMPORT = re.compile(r'(\bfrom\s*|\bimport\s*)"(\./[\w./-]+\.js)"')
_WORD = re.compile(r'\btn?\(\s*"((?:[^"\\]|\\.)*)"(?:\s*,\s*"((?:[^"\\]|\\.)*)")?')


LOADER = """const modules = MODULES;
const made = (window.samverkModules ??= {});
const inside = (text) => text.replace(/"in-notebook:([^"]+)"/g, (_, name) => `"${address(name)}"`);
const file = (name) => new Blob([inside(modules[name][1])], { type: "text/javascript" });
const address = (name) => (made[modules[name][0]] ??= URL.createObjectURL(file(name)));
export default (await import(address(NAME))).default;
"""


@functools.cache
def source(name: str) -> str:
    """A module that loads the module `name` in `static/` with all that it imports.

    Each of them is one module in the page, however many panels import it.
    """
    modules: dict[str, list[str]] = {}
    _gather(name, modules)
    texts = json.dumps(modules, ensure_ascii=False)
    return LOADER.replace("NAME", json.dumps(name)).replace("MODULES", texts, 1)


def _gather(name: str, modules: dict[str, list[str]]) -> str:
    """Put the key and the text of a module and of its neighbours in `modules`; returns the key."""
    if name in modules:
        return modules[name][0]
    keys: list[str] = []

    def named(match: re.Match[str]) -> str:
        neighbour = _neighbour(name, match[2])
        keys.append(_gather(neighbour, modules))
        return f'{match[1]}"in-notebook:{neighbour}"'

    text = _IMPORT.sub(named, (STATIC / name).read_text(encoding="utf-8"))
    key = hashlib.sha256("".join([name, text, *keys]).encode("utf-8")).hexdigest()[:16]
    modules[name] = [key, text]
    return key


def _neighbour(name: str, specifier: str) -> str:
    path = (STATIC / name).parent / specifier
    return path.resolve().relative_to(STATIC.resolve()).as_posix()


@functools.cache
def _texts(name: str) -> tuple[tuple[str, str], ...]:
    """The texts for people in a module and its neighbours, singular and plural."""
    text = (STATIC / name).read_text(encoding="utf-8")
    found = dict.fromkeys(
        (json.loads(f'"{one}"'), json.loads(f'"{many}"')) for one, many in _WORD.findall(text)
    )
    for match in _IMPORT.finditer(text):
        neighbour = _neighbour(name, match[2])
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
