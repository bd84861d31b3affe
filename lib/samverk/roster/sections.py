"""Rows that stand alone above people and say where they belong, or which group they are in."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from typing import Literal, NamedTuple

from samverk.roster.headings import Field
from samverk.roster.remarks import is_sum, summed
from samverk.roster.table import Row

Level = Literal["organisation", "unit", "label"]

_BODY = re.compile(
    r"\b(?:\w*kommun(?:e|en)|\w*fylke(?:t)?|\w*etat(?:en)?|\w*direktorat(?:et)?"
    r"|\w*departement(?:et)?|\w*tilsyn(?:et)?|\w*foretak(?:et)?|\w*føretak(?:et)?"
    r"|\w*sykehus(?:et)?|\w*sjukehus(?:et)?|\w*universitet(?:et)?|\w*høgskole(?:n)?"
    r"|\w*høyskole(?:n)?|\w*høgskule(?:n)?|\w*skole(?:n)?|\w*skule(?:n)?|\w*barnehage(?:n)?"
    r"|statsforvalter(?:en)?|statsforvaltar(?:en)?|politiet|\w*politidistrikt|\w*forbund(?:et)?"
    r"|\w*forening(?:en|a)?|stiftelsen|\w*kontor(?:et)?|\w*senter(?:et)?|\w*tjeneste(?:n)?"
    r"|\w*teneste(?:n|a)?|bufetat|bufdir|imdi|dps|bup|ppt|sametinget|sámediggi|husbanken"
    r"|kriminalomsorgen|kriminalomsorga|municipality|university|hospital|directorate|ministry"
    r"|suohkan|gielda)\b",
    re.IGNORECASE,
)
_SHORT = re.compile(
    r".*\b(?:HF|AS|ASA|IKS|KF)"
    r"|(?:NAV|KS|NHO|UDI|NVE|SSB|FHI|DFØ|NTNU|UiO|UiB|UiT|UNN|OUS|LO)(?: [^\W\d_][\w .-]*)?"
)
_UNIT = re.compile(
    r"(?:avdeling(?:en|a)?|avd\.?|seksjon(?:en)?|enhet(?:en)?|eining(?:a)?|team|department"
    r"|section|unit)\b",
    re.IGNORECASE,
)
_LABEL = re.compile(
    r"(?:(?:gruppe|group|bord|table|pulje|parallell|sesjon|session|dag|day|lag)\s+(?:\d{1,3}|[a-h])"
    r"|venteliste|ventelista|waiting list|avmeldt|avmeldte|avmelde|påmeldt|påmeldte|påmelde"
    r"|digitalt|fysisk|(?:man|tirs|ons|tors|fre)dag|(?:mån|tys|laur)dag)",
    re.IGNORECASE,
)
_COUNTED = re.compile(
    r"\s*(?:\(\d+[^()]{0,20}\)|[-–—:,]\s*\d+(?: (?:stk|pers\w*|delt\w*|påmeld\w*))?\.?)$"
)
_LIKE_A_NAME = re.compile(r"Nav (?:i )?[^\W\d_].*")
LONGEST, MOST_WORDS = 80, 8
MOSTLY = 0.7
"""So many of the people have more than a name before «Nav Bodø» is a heading."""


class Section(NamedTuple):
    """What a row that stands alone says, and whether people follow it."""

    text: str
    level: Level
    followed: bool


def sections(
    rows: Sequence[Row],
    columns: Mapping[Field, int],
    holds: Callable[[Row], bool],
) -> dict[int, Section]:
    """The rows, by their number, that are headings within a list.

    Only a row with one cell that reads as an organisation, a unit or a label counts; a person's
    name never does. `holds` tells whether a row could be a person.
    """
    names = {columns[f] for f in ("name", "first_name", "last_name") if f in columns}
    alone = {
        row.number: text
        for row in rows
        if (text := _alone(row, names, columns)) and (row.is_title or holds(row))
    }
    others = [row for row in rows if row.number not in alone and holds(row)]
    told = len(others) / max(1, len(others) + sum(1 for row in rows if row.number in alone))
    full = len(others) > 1 and told >= MOSTLY
    found: dict[int, Section] = {}
    below: Level | Literal["end"] | None = "end"
    for row in reversed(rows):
        text = alone.get(row.number, "")
        level = level_of(text, full) if text else None
        if level is None:
            if holds(row):
                below = None
            continue
        # Above a heading of the same kind, or last, there is nobody that it could be about.
        followed = below not in ("end", level) and (level, below) != ("unit", "organisation")
        found[row.number] = Section(bare(text), level, followed)
        if followed:
            below = level
    return found


def level_of(text: str, full: bool = False) -> Level | None:
    """What a text that stands alone is about; None where it may be a person.

    `full` says that the people of the list have more than a name.
    """
    said = bare(text)
    if len(said) > LONGEST or len(said.split()) > MOST_WORDS:
        return None
    if is_sum(text) or sums_up(text):
        return None
    if _LABEL.fullmatch(said):
        return "label"
    if _UNIT.match(said):
        return "unit"
    if _BODY.search(said) or _SHORT.fullmatch(said) or (full and _LIKE_A_NAME.fullmatch(said)):
        return "organisation"
    return None


def sums_up(text: str) -> bool:
    """Whether a text is the sum of an organisation, a unit or a group."""
    return bool((what := summed(text)) and level_of(what, full=True))


def bare(text: str) -> str:
    """A heading without a count or a colon after it."""
    return _COUNTED.sub("", text.rstrip(" :")).rstrip(" :")


def _alone(row: Row, names: set[int], columns: Mapping[Field, int]) -> str:
    filled = [(i, text) for i, text in enumerate(row.cells) if text]
    if len(filled) != 1:
        return ""
    ((at, text),) = filled
    return text if at in names or row.is_title or (at == 0 and 0 not in columns.values()) else ""
