"""The report as a PDF for the archive: PDF/A-2a and PDF/UA-1 in one file."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from samverk.documents.clean import one_line
from samverk.documents.names import spoken
from samverk.documents.parts import (
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
        title = one_line(about.title) or _("Samhandlingsverksted")
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
    shown: Shown = {"tittel": one_line(part.title), "notater": []}
    if isinstance(part, Cover):
        return shown | {"slag": "forside", "punkter": _items(part.items)}
    if isinstance(part, Prose):
        return shown | {
            "slag": "avsnitt",
            "punkter": _items(part.items),
            "ved_siden": _items(part.aside),
            "notater": _notes([part.notes]),
        }
    if isinstance(part, Statement):
        return shown | {"slag": "utsagn", "tekst": part.text, "notater": _notes([part.notes])}
    if isinstance(part, Grid):
        return shown | _grid(part) | {"notater": _notes(part.notes)}
    return shown | _plot(part)


def _items(items: Sequence[Item]) -> list[Shown]:
    return [
        {
            "tekst": item.text,
            "slag": _LOOKS[item.look],
            "farge": COLOURS[item.horizon] if item.horizon else None,
        }
        for item in items
    ]


def _notes(notes: Sequence[str]) -> list[str]:
    return [note.strip() for note in notes if note.strip()]


def _grid(part: Grid) -> Shown:
    return {
        "slag": "tabell",
        "kolonner": [column.name for column in part.columns],
        "hoyre": [column.right for column in part.columns],
        "bredder": [column.share or None for column in part.columns],
        "rader": [list(row) for row in part.rows],
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
