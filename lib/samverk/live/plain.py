"""Plain pages as one piece: a page's style, modules and words travel inside its HTML."""

from __future__ import annotations

import functools
import json
import re
from pathlib import Path

from samverk.words import Language, catalogue

STATIC = Path(__file__).parent / "static"
TOKENS = Path(__file__).parents[1] / "ui" / "static" / "tokens.css"
_IMPORT = re.compile(r'^import\s+\{([^}]*)\}\s+from\s+"\./([\w.-]+\.js)";', re.M)
_EXPORT = re.compile(r"^export ((?:async function|function|const|class) (\w+))", re.M)
_COMMENT = re.compile(r"^\s*//.*\n", re.M)
_INDENT = re.compile(r"^[ \t]+", re.M)
_WORD = re.compile(r'\btn?\(\s*"((?:[^"\\]|\\.)*)"(?:\s*,\s*"((?:[^"\\]|\\.)*)")?')
_STYLE = re.compile(r'<link rel="stylesheet" href="([\w.-]+)">')
_SCRIPT = re.compile(r'<script type="module" src="([\w.-]+)"></script>')


def policy(nonce: str) -> str:
    """The Content-Security-Policy of a plain page: its own parts and this server, nothing else."""
    return (
        f"default-src 'none'; script-src 'nonce-{nonce}'; style-src 'nonce-{nonce}'; "
        "connect-src 'self'; img-src 'self' data:; base-uri 'none'; form-action 'none'; "
        "frame-ancestors 'none'"
    )


def page(name: str, language: Language, nonce: str) -> str:
    """The page `<name>.html` of `static/` as one HTML text in `language`.

    Style sheets and modules that it names stand in it, under `nonce`; so do the words that the
    modules use, as JSON in an element with the id "ord". Nothing of the workshop is in it.
    """
    return _page(name, language).replace("{nonce}", nonce)


@functools.cache
def _page(name: str, language: Language) -> str:
    text = (STATIC / f"{name}.html").read_text(encoding="utf-8").replace("{language}", language)
    text = _STYLE.sub(
        lambda m: '<style nonce="{nonce}">' + _INDENT.sub("", _style(m[1])) + "</style>", text
    )
    scripts = _SCRIPT.findall(text)
    known = json.dumps(words(scripts, language), ensure_ascii=False, separators=(",", ":"))
    data = known.replace("<", "\\u003c")
    ready = f'<script type="application/json" id="ord" nonce="{{nonce}}">{data}</script>\n'
    return _SCRIPT.sub(
        lambda m: (
            (ready if m[1] == scripts[0] else "")
            + '<script type="module" nonce="{nonce}">\n'
            + bundle(m[1])
            + "</script>"
        ),
        text,
    )


def _style(name: str) -> str:
    path = TOKENS if name == TOKENS.name else STATIC / name
    text = path.read_text(encoding="utf-8")
    return text.split("/* In JupyterLab", 1)[0] if path == TOKENS else text


def modules(name: str) -> list[str]:
    """The module `name` and all that it imports, those that are needed first come first."""
    found: list[str] = []

    def visit(each: str) -> None:
        if each in found:
            return
        for _names, other in _IMPORT.findall((STATIC / each).read_text(encoding="utf-8")):
            visit(other)
        found.append(each)

    visit(name)
    return found


def bundle(name: str) -> str:
    """A module and its neighbours as one text, each in a function of its own."""
    parts = [_enclosed(each) for each in modules(name)]
    return "const modules = {};\n" + "".join(parts)


def _enclosed(name: str) -> str:
    text = (STATIC / name).read_text(encoding="utf-8")
    exported = ", ".join(found[1] for found in _EXPORT.findall(text))

    def taken(match: re.Match[str]) -> str:
        return f'const {{{match[1].replace(" as ", ": ")}}} = modules["{match[2]}"];'

    text = _EXPORT.sub(r"\1", _IMPORT.sub(taken, text))
    text = _INDENT.sub("", _COMMENT.sub("", text))
    return f'modules["{name}"] = (() => {{\n{text}return {{ {exported} }};\n}})();\n'


def words(scripts: list[str], language: Language) -> dict[str, str]:
    """What the texts of these modules are in `language`; nothing for bokmål.

    The singular of a text with a plural is under "1 " and the text.
    """
    if language == "nb":
        return {}
    spoken = catalogue(language)
    found: dict[str, str] = {}
    for script in scripts:
        for one, many in _WORD.findall(bundle(script)):
            one, many = json.loads(f'"{one}"'), json.loads(f'"{many}"')
            if many:
                found[f"1 {one}"] = spoken.ngettext(one, many, 1)
                found[many] = spoken.ngettext(one, many, 2)
            else:
                found[one] = spoken.gettext(one)
    return found
