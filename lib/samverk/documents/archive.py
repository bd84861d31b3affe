"""What goes to the archive beside the report: tables as CSV, and a README on what is what."""

from __future__ import annotations

import csv
import datetime as dt
import io
from collections.abc import Iterable, Sequence
from pathlib import Path

from samverk.documents.files import write
from samverk.documents.names import (
    ATTENDANCE_NAMES,
    HORIZON_NAMES,
    NOTE_NAMES,
    STATUS_NAMES,
)
from samverk.model import State
from samverk.words import _, long_date, short_date

Table = tuple[str, str, Sequence[str], Iterable[Sequence[object]]]


def tables(state: State) -> list[Table]:
    """File name, what it holds, headings and rows; neither addresses nor dietary needs."""
    heading = {h.id: h.title for h in state.headings}
    goal = {g.id: g.text for g in state.goals}
    return [
        (
            _("tiltak"),
            _("tiltakene, med ansvarlig, frist og status"),
            [
                _("Tiltak"),
                _("Horisont"),
                _("Ansvarlig"),
                _("Første steg"),
                _("Frist"),
                _("Samarbeidspartnere"),
                _("Mål"),
                _("Status"),
                _("Sist sagt"),
                _("Fra tidligere verksted"),
            ],
            [
                [
                    m.text,
                    _(HORIZON_NAMES[m.horizon]),
                    m.owner or m.person,
                    m.first_step,
                    m.due.isoformat() if m.due else "",
                    ", ".join(m.partners),
                    "; ".join(goal[g] for g in m.goals if g in goal),
                    _(STATUS_NAMES[m.status]),
                    m.statuses[-1].comment if m.statuses else "",
                    m.carried_from,
                ]
                for m in state.measures
                if not m.withdrawn
            ],
        ),
        (
            _("status"),
            _("hva som er sagt om hvert tiltak, med dato"),
            [_("Tiltak"), _("Dato"), _("Status"), _("Kommentar")],
            [
                [m.text, s.date.isoformat(), _(STATUS_NAMES[s.status]), s.comment]
                for m in state.measures
                if not m.withdrawn
                for s in m.statuses
            ],
        ),
        (
            _("innspill"),
            _("innspillene fra bordene og salen"),
            [_("Slag"), _("Bord"), _("Horisont"), _("Fagfelt"), _("Innspill"), _("Overskrift")],
            [
                [
                    _(NOTE_NAMES[n.what]),
                    n.table or "",
                    _(HORIZON_NAMES[n.horizon]) if n.horizon else "",
                    n.field,
                    n.text,
                    heading.get(n.heading, ""),
                ]
                for n in state.notes
                if not n.withdrawn
            ],
        ),
        (
            _("program"),
            _("programmet, med faktisk tidsbruk"),
            [_("Programpunkt"), _("Minutter"), _("Ansvarlig"), _("Begynte"), _("Sluttet")],
            [
                [i.title, i.minutes, i.owner, _moment(i.started), _moment(i.ended)]
                for i in state.agenda
                if not i.dropped
            ],
        ),
        (
            _("deltakere"),
            _("deltakerne, med organisasjon og oppmøte"),
            [_("Navn"), _("Organisasjon"), _("Enhet"), _("Fagfelt"), _("Oppmøte")],
            [
                [p.name, p.organisation, p.unit, p.field, _(ATTENDANCE_NAMES[p.attendance])]
                for p in state.participants
            ],
        ),
    ]


def _moment(seconds: float | None) -> str:
    return dt.datetime.fromtimestamp(seconds).isoformat(" ", "minutes") if seconds else ""


def archive_tables(state: State, folder: Path, others: Sequence[tuple[str, str]] = ()) -> list[str]:
    """Write the tables and the README into `folder`; returns the names of the files.

    `others` are files that lie there already, each with what it holds. The tables are CSV in
    UTF-8 with a byte order mark and semicolons, as Norwegian spreadsheets open them. Raises
    `Sorry` where a file cannot be written.
    """
    told = list(others)
    for name, holds, headings, rows in tables(state):
        text = io.StringIO(newline="")
        writer = csv.writer(text, delimiter=";", lineterminator="\r\n")
        writer.writerow(headings)
        writer.writerows([[_harmless(cell) for cell in row] for row in rows])
        write(folder / f"{name}.csv", text.getvalue().encode("utf-8-sig"))
        told.append((f"{name}.csv", holds))
    write(folder / "README.txt", readme(state, told).encode("utf-8"))
    return [name for name, _holds in told] + ["README.txt"]


def _harmless(cell: object) -> object:
    """A text that no spreadsheet takes for a formula."""
    if isinstance(cell, str) and cell.lstrip()[:1] in {"=", "+", "-", "@"}:
        return f"'{cell}"
    return cell


def readme(state: State, files: Sequence[tuple[str, str]]) -> str:
    """What the archive is of, who is responsible for it, and what each file holds."""
    about, keeping = state.about, state.keeping
    facts = [
        (_("Tittel"), about.title or about.theme),
        (_("Månedens tema"), about.theme),
        (_("Dato"), long_date(about.date) if about.date else ""),
        (_("Arrangør"), about.organising_unit),
        (_("Ansvarlig"), keeping.responsible),
        (_("Saksnummer"), keeping.case_number),
        (_("Laget"), short_date(dt.date.today())),
    ]
    width = max(len(name) for name, _value in facts) + 2
    lines = [
        _("Samhandlingsverksted"),
        "",
        *(f"{name + ':':<{width}}{value}" for name, value in facts if value),
        "",
        _("Filene"),
        "",
        *(f"{name}: {holds}" for name, holds in files),
        "",
        _("Tabellene er CSV i UTF-8 med semikolon mellom kolonnene."),
        _("E-postadresser og matbehov er ikke med."),
    ]
    return "\r\n".join(lines) + "\r\n"
