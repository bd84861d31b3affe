"""The report as a PDF for the archive: PDF/A-2a and PDF/UA-1 in one file."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from samverk.documents.clean import one_line
from samverk.documents.columns import fitted, folded, height, widths
from samverk.documents.names import spoken
from samverk.documents.parts import (
    NOTHING,
    Chart,
    Cover,
    Grid,
    Item,
    Look,
    Part,
    Plot,
    Prose,
    ReportExtra,
    Statement,
)
from samverk.documents.report import report
from samverk.documents.room import COLOURS
from samverk.documents.typeset import pdf
from samverk.library import folder
from samverk.model import State
from samverk.words import _

Shown = dict[str, Any]

_WIDTH, _SIZE, _GAP = 493.0, 9.5, 12.0
"""The width of the text, the type size and the gap between columns in tables, in points."""

_ROOM = 560.0
"""A row that is lower is kept on one page."""

_LOOKS: dict[Look, str] = {
    "heading": "overskrift",
    "bullet": "punkt",
    "under": "under",
    "text": "tekst",
    "detail": "under",
}


def report_pdf(state: State, path: Path, *, extra: ReportExtra | None = None) -> list[str]:
    """Write the report for the archive to `path`: the same content as the slides.

    Returns sentences on what was not as wished. Raises `Sorry` where the template has an error
    or the file cannot be written; `path` is then as it was.
    """
    with spoken(state.about.language):
        about = state.about
        title = _seen(one_line(about.title), _("Samhandlingsverksted"))
        theme = one_line(about.theme)
        name = _("Rapport: {title}").format(title=title)
        data = {
            "sprak": about.language,
            "navn": name,
            "om": theme,
            "arrangor": one_line(about.organising_unit),
            "bunntekst": " · ".join(part for part in (theme or title, name) if part),
            "ord": {"egne_ord": _("Med gruppenes egne ord")},
            "deler": [_part(part) for part in report(state, extra)],
        }
        return pdf(folder() / "report" / "arkiv.typ", data, path, date=about.date, archive=True)


def _part(part: Part) -> Shown:
    shown: Shown = {"tittel": _seen(one_line(part.title)), "notater": []}
    if isinstance(part, Cover):
        return shown | {"slag": "forside", "punkter": _items(part.items)}
    if isinstance(part, Prose):
        return shown | {
            "slag": "avsnitt",
            "punkter": _items(part.items),
            "ved_siden": _named(part.aside),
            "notater": _notes([part.notes]),
        }
    if isinstance(part, Statement):
        return shown | {"slag": "utsagn", "tekst": part.text, "notater": _notes([part.notes])}
    if isinstance(part, Grid):
        return shown | _grid(part) | {"notater": _notes(part.notes)}
    if isinstance(part, Chart):
        return shown | _grid(part.grid)
    return shown | _plot(part)


def _seen(text: str, other: str = NOTHING) -> str:
    """The text, or another where nothing of it can be seen: a heading must not be empty."""
    return text if any(unicodedata.category(c)[0] not in "CZM" for c in text) else other


def _items(items: Sequence[Item]) -> list[Shown]:
    return [
        {
            "tekst": _seen(item.text) if item.look == "heading" else item.text,
            "slag": _LOOKS[item.look],
            "farge": COLOURS[item.horizon] if item.horizon else None,
        }
        for item in items
    ]


def _named(items: Sequence[Item]) -> list[Shown]:
    """Names, each with what is told of them."""
    found: list[Shown] = []
    for item in items:
        if item.look == "heading" or not found:
            found.append({"navn": item.text, "om": ""})
        else:
            found[-1]["om"] = ", ".join(part for part in (found[-1]["om"], item.text) if part)
    return found


def _notes(notes: Sequence[str]) -> list[str]:
    return [note.strip() for note in notes if note.strip()]


def _grid(part: Grid) -> Shown:
    part = folded(part)
    wide = widths(part, _WIDTH, _SIZE, _GAP)
    return {
        "slag": "tabell",
        "kolonner": [column.name for column in part.columns],
        "hoyre": [column.right for column in part.columns],
        "storrelse": _SIZE,
        "mellomrom": _GAP,
        "bredder": wide,
        "rader": [
            {
                "hel": height(row, wide, _SIZE, _GAP) < _ROOM,
                "celler": [
                    fitted(cell, each - _GAP, _SIZE) for cell, each in zip(row, wide, strict=True)
                ],
            }
            for row in part.rows
        ],
    }


def _plot(part: Plot) -> Shown:
    return {
        "slag": "bilde",
        "om": part.about,
        "bortover": _("Hvor lett det er →"),
        "oppover": _("↑ Verdi"),
        "punkter": [
            {
                "nummer": str(point.number),
                "verdi": point.value,
                "lett": point.ease,
                "form": "rund" if point.horizon == "now" else "kantet",
                "farge": COLOURS[point.horizon],
            }
            for point in part.points
        ],
    }
