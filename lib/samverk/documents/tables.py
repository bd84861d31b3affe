"""All that a workshop holds, as the tables of a spreadsheet; who eats what is not among it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import Literal

import msgspec

from samverk import agenda, priorities
from samverk.documents.clean import one_line
from samverk.documents.names import (
    ATTENDANCE_NAMES,
    DAY_ROLE_NAMES,
    HORIZON_NAMES,
    NOTE_NAMES,
    ROLE_NAMES,
    STATUS_NAMES,
)
from samverk.documents.report import numbered
from samverk.evaluation import FEWEST, scores
from samverk.model import GROUP_ROLES, Note, State
from samverk.words import _, clock, listed, n_

Value = str | int | float | dt.date | dt.time | dt.datetime | None
Width = Literal["number", "short", "name", "text"]


class Table(msgspec.Struct, frozen=True, kw_only=True):
    """A sheet: its name, its columns with how wide they are, and its rows."""

    name: str
    columns: tuple[tuple[str, Width], ...]
    rows: tuple[tuple[Value, ...], ...]


def tables(state: State) -> tuple[Table, ...]:
    """The sheets in their order."""
    return (
        _about(state),
        _programme(state),
        _participants(state),
        _groups(state),
        _notes(state),
        _measures(state),
        _goals(state),
        _commitments(state),
        _perspectives(state),
        _projects(state),
        _votes(state),
        _evaluation(state),
    )


def _about(state: State) -> Table:
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


def _programme(state: State) -> Table:
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


def _participants(state: State) -> Table:
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


def _groups(state: State) -> Table:
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


def _notes(state: State) -> Table:
    titles = {item.id: item.title for item in state.agenda}
    headings = {heading.id: heading.title for heading in state.headings}
    texts = {note.id: note.text for note in state.notes}
    return Table(
        name=_("Innspill"),
        columns=(
            (_("Innspill"), "text"),
            (_("Slag"), "name"),
            (_("Horisont"), "short"),
            (_("Bord"), "number"),
            (_("Programpunkt"), "name"),
            (_("Fagfelt"), "name"),
            (_("Overskrift"), "name"),
            (_("Ansvarlig"), "name"),
            (_("Første steg"), "text"),
            (_("Frist"), "short"),
            (_("Samarbeidspartnere"), "name"),
            (_("Slått sammen med"), "text"),
            (_("Skrevet"), "name"),
        ),
        rows=tuple(
            (
                note.text,
                _(NOTE_NAMES[note.what]),
                _(HORIZON_NAMES[note.horizon]) if note.horizon else None,
                note.table or None,
                titles.get(note.item),
                note.field,
                headings.get(note.heading),
                note.owner,
                note.first_step,
                note.due,
                listed(note.partners),
                texts.get(note.merged_into),
                _moment(note.created),
            )
            for note in state.notes
            if not note.withdrawn
        ),
    )


def _measures(state: State) -> Table:
    goals = {goal.id: goal.text for goal in state.goals}
    texts = {note.id: note.text for note in state.notes}
    counted = priorities.revealed(state)
    rows: list[tuple[Value, ...]] = []
    for number, measure in numbered(state):
        last = measure.statuses[-1] if measure.statuses else None
        rows.append(
            (
                number,
                measure.text,
                _(HORIZON_NAMES[measure.horizon]),
                measure.owner,
                measure.person,
                measure.first_step,
                measure.due,
                listed(measure.partners),
                "\n".join(goals[goal] for goal in measure.goals if goal in goals),
                _(STATUS_NAMES[measure.status]),
                last.date if last else None,
                last.comment if last else None,
                measure.value,
                measure.ease,
                counted.get(measure.id) if counted else None,
                measure.carried_from,
                "\n".join(texts[note] for note in measure.notes if note in texts),
            )
        )
    return Table(
        name=n_("Tiltak", "Tiltak", 2),
        columns=(
            (_("Nr."), "number"),
            (_("Tiltak"), "text"),
            (_("Horisont"), "short"),
            (_("Ansvarlig"), "name"),
            (_("Person"), "name"),
            (_("Første steg"), "text"),
            (_("Frist"), "short"),
            (_("Samarbeidspartnere"), "name"),
            (_("Mål det tjener"), "text"),
            (_("Status"), "short"),
            (_("Status fra"), "short"),
            (_("Kommentar"), "name"),
            (_("Verdi"), "number"),
            (_("Hvor lett"), "number"),
            (_("Prikker"), "number"),
            (_("Fra tidligere verksted"), "name"),
            (_("Innspill bak tiltaket"), "text"),
        ),
        rows=tuple(rows),
    )


def _goals(state: State) -> Table:
    measures = numbered(state)
    return Table(
        name=_("Mål"),
        columns=((_("Mål"), "text"), (_("Tiltak som tjener det, nr."), "name")),
        rows=tuple(
            (goal.text, ", ".join(str(number) for number, m in measures if goal.id in m.goals))
            for goal in state.goals
            if not goal.withdrawn
        ),
    )


def _commitments(state: State) -> Table:
    return Table(
        name=_("Løfter"),
        columns=(
            (_("Løfte"), "text"),
            (_("Ansvarlig"), "name"),
            (_("Første steg"), "text"),
            (_("Frist"), "short"),
        ),
        rows=tuple(
            (note.text, note.owner, note.first_step, note.due)
            for note in _said(state, "commitment")
        ),
    )


def _perspectives(state: State) -> Table:
    said = sorted(_said(state, "perspective"), key=lambda note: one_line(note.field).casefold())
    return Table(
        name=_("Perspektiver"),
        columns=((_("Fagfelt"), "name"), (_("Slik ser vi det"), "text"), (_("Bord"), "number")),
        rows=tuple((note.field, note.text, note.table or None) for note in said),
    )


def _projects(state: State) -> Table:
    return Table(
        name=_("Prosjekttorg"),
        columns=(
            (_("Prosjekt"), "text"),
            (_("Organisasjon"), "name"),
            (_("Hva det gjelder"), "text"),
            (_("Tilbyr"), "text"),
            (_("Trenger"), "text"),
            (_("Vil være med"), "text"),
        ),
        rows=tuple(
            (p.name, p.organisation, p.works_on, p.offers, p.needs, "\n".join(p.interested))
            for p in state.projects
            if not p.withdrawn
        ),
    )


def _votes(state: State) -> Table:
    counted = priorities.revealed(state)
    rows: list[tuple[Value, ...]] = [
        (number, _(HORIZON_NAMES[m.horizon]), counted[m.id] - m.hands, m.hands, counted[m.id])
        for number, m in numbered(state)
        if counted.get(m.id)
    ]
    rows.sort(key=lambda row: (-_int(row[4]), _int(row[0])))
    if not state.closing.revealed:
        rows = [(None, _("Resultatet er ikke vist ennå."), None, None, None)]
    return Table(
        name=_("Avstemning"),
        columns=(
            (_("Nr."), "number"),
            (_("Horisont"), "name"),
            (_("Prikker fra telefoner"), "short"),
            (_("Prikker i rommet"), "short"),
            (_("Prikker i alt"), "short"),
        ),
        rows=tuple(rows),
    )


def _evaluation(state: State) -> Table:
    rows: list[tuple[Value, ...]] = []
    for name, told in (
        (_("Temperaturmåling"), scores(state, "pulse")),
        (_("Evaluering"), scores(state, "evaluation")),
    ):
        if told.answers >= FEWEST:
            mean = None if told.mean is None else round(told.mean, 2)
            rows.append((name, *told.counts, told.answers, mean, None))
            rows += [(name, *(None,) * 7, text) for text in told.texts]
        elif told.answers:
            hidden = _("Vises når minst {n} har svart.").format(n=FEWEST)
            rows.append((name, *(None,) * 7, hidden))
    return Table(
        name=_("Evaluering"),
        columns=(
            (_("Hva"), "name"),
            *((str(score), "number") for score in range(1, 6)),
            (_("Svar"), "number"),
            (_("Snitt"), "number"),
            (_("Med egne ord"), "text"),
        ),
        rows=tuple(rows),
    )


def _said(state: State, what: str) -> Iterator[Note]:
    for note in state.notes:
        if note.what == what and not note.withdrawn and not note.merged_into:
            yield note


def _with(name: str, organisation: str) -> str:
    return f"{name} ({organisation})" if organisation else name


def _time(minute: int | None) -> Value:
    if minute is None:
        return None
    return dt.time(minute // 60, minute % 60) if 0 <= minute < 24 * 60 else clock(minute)


def _moment(created: float) -> dt.datetime | None:
    if not created:
        return None
    moment = dt.datetime.fromtimestamp(created, dt.UTC).astimezone()
    return moment.replace(tzinfo=None, microsecond=0)


def _int(value: Value) -> int:
    return value if isinstance(value, int) else 0
