"""The guides in `docs/` as blocks that a page draws; nothing of them is ever markup."""

from __future__ import annotations

import functools
import re
from pathlib import Path

from samverk.words import N_

DOCS = Path(__file__).parents[3] / "docs"
PAGES = {
    "veileder": N_("Veileder"),
    "hurtigkort": N_("Hurtigkort"),
    "personvern": N_("Personvern"),
    "tilgjengelighet": N_("Tilgjengelighet"),
}
"""The guides that are shown, by the name of their file."""

Span = str | tuple[str, ...]
Block = dict[str, object]

_INLINE = re.compile(r"\*\*(.+?)\*\*|`([^`]+)`|(!?)\[([^\]]*)\]\(([^)\s]+)\)|\*([^*]+)\*")
_HEADING = re.compile(r"(#{1,4}) (.+)")
_ITEM = re.compile(r"(?:[-*]|(\d+)\.) (.+)")
_RULE = re.compile(r"\|[\s:|-]+\|")


@functools.cache
def page(name: str) -> tuple[Block, ...]:
    """The blocks of a guide; none where it does not come with the program."""
    if name not in PAGES:
        return ()
    try:
        text = (DOCS / f"{name}.md").read_text(encoding="utf-8")
    except OSError:
        return ()
    return tuple(blocks(text))


def blocks(text: str) -> list[Block]:
    """Headings, paragraphs, lists, tables, code and pictures, in order."""
    found: list[Block] = []
    lines = text.splitlines()
    at = 0
    while at < len(lines):
        line = lines[at]
        if not line.strip():
            at += 1
            continue
        taken = _taken(lines, at)
        found.append(_block(lines[at:taken]))
        at = taken
    return found


def _taken(lines: list[str], at: int) -> int:
    """Where the block that begins at a line ends."""
    first = lines[at]
    if first.startswith("```"):
        end = next((n for n in range(at + 1, len(lines)) if lines[n].startswith("```")), at)
        return end + 1
    if _HEADING.match(first):
        return at + 1
    end = at + 1
    while end < len(lines) and lines[end].strip():
        if lines[end].startswith(("```", "#")) or (
            bool(_ITEM.match(lines[end])) and not _ITEM.match(first)
        ):
            break
        end += 1
    return end


def _block(lines: list[str]) -> Block:
    first = lines[0]
    if first.startswith("```"):
        return {"kind": "code", "text": "\n".join(lines[1:-1])}
    if heading := _HEADING.match(first):
        return {
            "kind": "heading",
            "level": len(heading[1]),
            "spans": spans(heading[2]),
            "id": anchor(heading[2]),
        }
    if first.startswith("|"):
        return {
            "kind": "table",
            "rows": [_cells(line) for line in lines if not _RULE.fullmatch(line)],
        }
    if item := _ITEM.match(first):
        return {"kind": "ol" if item[1] else "ul", "items": [spans(each) for each in _items(lines)]}
    picture = _INLINE.fullmatch(" ".join(lines).strip())
    if picture is not None and picture[3]:
        return {"kind": "picture", "alt": picture[4], "source": picture[5]}
    return {"kind": "text", "spans": spans(" ".join(line.strip() for line in lines))}


def _cells(line: str) -> list[list[Span]]:
    inside = line.strip().strip("|")
    return [spans(cell.strip()) for cell in inside.split("|")]


def _items(lines: list[str]) -> list[str]:
    found: list[str] = []
    for line in lines:
        if item := _ITEM.match(line):
            found.append(item[2])
        else:
            found[-1] += " " + line.strip()
    return found


def spans(text: str) -> list[Span]:
    """A text as pieces: plain, or ("strong" | "code" | "link" | "picture", text, target)."""
    found: list[Span] = []
    at = 0
    for match in _INLINE.finditer(text):
        if match.start() > at:
            found.append(text[at : match.start()])
        strong, code, mark, label, target, leaning = match.groups()
        if strong is not None:
            found.append(("strong", strong))
        elif code is not None:
            found.append(("code", code))
        elif leaning is not None:
            found.append(leaning)
        else:
            found.append(("picture" if mark else "link", label, target))
        at = match.end()
    if at < len(text):
        found.append(text[at:])
    return found


def anchor(heading: str) -> str:
    """The name that a heading is linked by."""
    return re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-")


def picture(source: str) -> bytes:
    """A picture of the guides; `OSError` or `ValueError` where there is none of that name."""
    path = (DOCS / source).resolve()
    if path.suffix != ".png" or not path.is_relative_to(DOCS):
        raise ValueError(source)
    return path.read_bytes()
