"""All of a workshop as one immutable value."""

from __future__ import annotations

from typing import Any

import msgspec

from samverk.model.about import About, Series, Venue
from samverk.model.captured import Ballot, Goal, Heading, Note, Project
from samverk.model.chapters import Chapter, Pairing
from samverk.model.day import AgendaItem, Day
from samverk.model.invitation import Calendar, Invitation
from samverk.model.keeping import Keeping
from samverk.model.measures import Closing, Measure
from samverk.model.people import Alternative, Group, Grouping, Meeting, Participant, Table
from samverk.model.record import R, Record, Sorry
from samverk.model.stage import Stage
from samverk.words import _


class State(msgspec.Struct, frozen=True, kw_only=True):
    """All of a workshop at one revision. Ranked kinds come in the order of their rank."""

    revision: int = 0
    about: About = About()
    day: Day = Day()
    grouping: Grouping = Grouping()
    alternative: Alternative = Alternative()
    closing: Closing = Closing()
    series: Series = Series()
    invitation: Invitation = Invitation()
    calendar: Calendar = Calendar()
    keeping: Keeping = Keeping()
    stage: Stage = Stage()
    venues: tuple[Venue, ...] = ()
    agenda: tuple[AgendaItem, ...] = ()
    participants: tuple[Participant, ...] = ()
    groups: tuple[Group, ...] = ()
    tables: tuple[Table, ...] = ()
    goals: tuple[Goal, ...] = ()
    notes: tuple[Note, ...] = ()
    headings: tuple[Heading, ...] = ()
    measures: tuple[Measure, ...] = ()
    projects: tuple[Project, ...] = ()
    ballots: tuple[Ballot, ...] = ()
    meetings: tuple[Meeting, ...] = ()
    chapters: tuple[Chapter, ...] = ()
    pairings: tuple[Pairing, ...] = ()

    def get(self, record: type[R], id: str) -> R:
        """The record of that type and id; `Sorry` where there is none (any more)."""
        found = next((r for r in records(self, record) if r.id == id), None)
        if found is None:
            raise Sorry(_("Dette finnes ikke lenger. Noen andre kan ha fjernet det."))
        return found

    @property
    def venue(self) -> Venue | None:
        """The venue that is chosen, if any."""
        return next((v for v in self.venues if v.id == self.about.venue), None)

    @property
    def present(self) -> tuple[Participant, ...]:
        """Those who are to be counted on: everybody who has not stayed away."""
        return tuple(p for p in self.participants if p.attendance != "absent")


SINGLE: dict[str, type[Record]] = {
    record.kind: record
    for record in (
        About,
        Day,
        Grouping,
        Alternative,
        Closing,
        Series,
        Keeping,
        Invitation,
        Calendar,
        Stage,
    )
}
"""Kinds of which there is one, and its field in `State`, which has the kind's name."""


MANY: dict[str, type[Record]] = {
    "venues": Venue,
    "agenda": AgendaItem,
    "participants": Participant,
    "groups": Group,
    "tables": Table,
    "goals": Goal,
    "notes": Note,
    "headings": Heading,
    "measures": Measure,
    "projects": Project,
    "ballots": Ballot,
    "meetings": Meeting,
    "chapters": Chapter,
    "pairings": Pairing,
}
"""The fields of `State` that hold many records, and their type."""


KINDS: dict[str, type[Record]] = SINGLE | {record.kind: record for record in MANY.values()}


FIELDS: dict[str, str] = {record.kind: field for field, record in MANY.items()}


UNRECORDED = frozenset({Ballot.kind})
"""Kinds whose earlier values are never kept, nor when they were written."""


def records(state: State, record: type[R]) -> tuple[R, ...]:
    """All records of that type in `state`."""
    if record.kind in SINGLE:
        return (getattr(state, record.kind),)
    found: tuple[R, ...] = getattr(state, FIELDS[record.kind])
    return found


def order(record: Record) -> tuple[Any, ...]:
    """The sort key of a record within its kind."""
    if isinstance(record, Group):
        return (record.round, record.number)
    if isinstance(record, Table):
        return (record.number,)
    return (getattr(record, "rank", 0.0), record.id)
