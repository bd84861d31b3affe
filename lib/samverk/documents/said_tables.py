"""The sheets on what people said."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from samverk.documents.clean import one_line
from samverk.documents.measures import numbered
from samverk.documents.names import (
    HORIZON_NAMES,
    NOTE_NAMES,
)
from samverk.documents.table import Table
from samverk.model import Note, State
from samverk.words import _, listed


def notes(state: State) -> Table:
    """All that was written, a row each."""
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


def goals(state: State) -> Table:
    """The department's goals, and the measures that serve them."""
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


def commitments(state: State) -> Table:
    """What the leaders promised."""
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


def perspectives(state: State) -> Table:
    """How each field sees the theme."""
    said = sorted(_said(state, "perspective"), key=lambda note: one_line(note.field).casefold())
    return Table(
        name=_("Perspektiver"),
        columns=((_("Fagfelt"), "name"), (_("Slik ser vi det"), "text"), (_("Bord"), "number")),
        rows=tuple((note.field, note.text, note.table or None) for note in said),
    )


def projects(state: State) -> Table:
    """The project wall."""
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


def _said(state: State, what: str) -> Iterator[Note]:
    for note in state.notes:
        if note.what == what and not note.withdrawn and not note.merged_into:
            yield note


def _moment(created: float) -> dt.datetime | None:
    if not created:
        return None
    moment = dt.datetime.fromtimestamp(created, dt.UTC).astimezone()
    return moment.replace(tzinfo=None, microsecond=0)
