"""The sheets on the day and on those who came."""

from __future__ import annotations

import datetime as dt

from samverk import agenda
from samverk.documents.names import (
    ATTENDANCE_NAMES,
    DAY_ROLE_NAMES,
    ROLE_NAMES,
)
from samverk.documents.table import Table, Value
from samverk.model import GROUP_ROLES, State
from samverk.words import _, clock


def about(state: State) -> Table:
    """What the workshop was."""
    about, venue = state.about, state.venue
    length = _("Hel dag") if about.length == "full" else _("Halv dag")
    rows: list[tuple[Value, ...]] = [
        (_("Tittel"), about.title),
        (_("Arrangør"), about.organising_unit),
        (_("Hvorfor"), about.why),
        (_("Månedens tema"), about.theme),
        (_("Formål"), about.purpose),
        (_("Hvem det er for"), about.audience),
        (_("Lengde"), length),
        (_("Dato"), about.date),
        (_("Sted"), venue.name if venue else None),
        (_("Adresse"), venue.address if venue else None),
        *((_(DAY_ROLE_NAMES[r.role]), _with(r.name, r.organisation)) for r in about.roles),
        (_("Forrige verksted"), state.series.previous_title),
        (_("Neste steg"), state.closing.next_steps),
        (_("Neste verksted"), state.closing.next_date),
    ]
    return Table(
        name=_("Om"), columns=((_("Hva"), "name"), (_("Innhold"), "text")), rows=tuple(rows)
    )


def programme(state: State) -> Table:
    """The programme as planned and as it went."""
    return Table(
        name=_("Program"),
        columns=(
            (_("Programpunkt"), "text"),
            (_("Planlagt start"), "short"),
            (_("Planlagt, min"), "short"),
            (_("Begynte"), "short"),
            (_("Sluttet"), "short"),
            (_("Varte, min"), "short"),
            (_("Ansvarlig"), "name"),
            (_("Sted"), "name"),
        ),
        rows=tuple(
            (
                row.item.title,
                _time(row.planned_start),
                row.planned_minutes,
                _time(row.start),
                _time(row.end),
                row.minutes,
                row.item.owner,
                row.item.place,
            )
            for row in agenda.actuals(state)
        ),
    )


def participants(state: State) -> Table:
    """Those on the roster, without addresses and food."""
    return Table(
        name=_("Deltakere"),
        columns=(
            (_("Navn"), "name"),
            (_("Organisasjon"), "name"),
            (_("Enhet"), "name"),
            (_("Fagfelt"), "name"),
            (_("Rolle"), "name"),
            (_("Oppmøte"), "short"),
        ),
        rows=tuple(
            (p.name, p.organisation, p.unit, p.field, p.role, _(ATTENDANCE_NAMES[p.attendance]))
            for p in state.participants
        ),
    )


def groups(state: State) -> Table:
    """Who sat in which group, a row each."""
    people = {person.id: person for person in state.participants}
    rooms = {table.number: table.room for table in state.tables}
    rows: list[tuple[Value, ...]] = []
    for group in state.groups:
        for member in group.members:
            if member not in people:
                continue
            held = [_(ROLE_NAMES[r]) for r in GROUP_ROLES if group.roles.get(r) == member]
            rows.append(
                (
                    group.round,
                    group.number,
                    people[member].name,
                    people[member].organisation,
                    people[member].field,
                    ", ".join(held),
                    rooms.get(group.number),
                )
            )
    return Table(
        name=_("Grupper"),
        columns=(
            (_("Runde"), "number"),
            (_("Gruppe"), "number"),
            (_("Navn"), "name"),
            (_("Organisasjon"), "name"),
            (_("Fagfelt"), "name"),
            (_("Rolle i gruppa"), "name"),
            (_("Rom"), "name"),
        ),
        rows=tuple(rows),
    )


def _with(name: str, organisation: str) -> str:
    return f"{name} ({organisation})" if organisation else name


def _time(minute: int | None) -> Value:
    if minute is None:
        return None
    return dt.time(minute // 60, minute % 60) if 0 <= minute < 24 * 60 else clock(minute)
