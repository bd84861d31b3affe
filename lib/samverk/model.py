"""The nouns of a workshop. `State` is all of a workshop as one immutable value.

Every noun is a frozen `Record` with an id that is unique within its kind. Dates are
`datetime.date`; moments are seconds since 1970 in UTC (`float`); times of day are whole
minutes after midnight (`int`); durations are whole minutes.
"""

from __future__ import annotations

import datetime as dt
import secrets
from typing import Any, ClassVar, Literal, TypeVar

import msgspec

from samverk.words import Language, _

Horizon = Literal["now", "stretch", "dream"]
HORIZONS: tuple[Horizon, ...] = ("now", "stretch", "dream")

Capture = Literal[
    "nothing",
    "status",
    "goals",
    "sofa",
    "perspective",
    "challenge",
    "horizons",
    "presentations",
    "dots",
    "wall",
    "closing",
]
"""What a programme row captures while it is on."""

Form = Literal["plenary", "groups", "break"]
Length = Literal["full", "half"]
Attendance = Literal["expected", "present", "absent", "late"]
Status = Literal["new", "in_progress", "done", "stopped"]
STATUSES: tuple[Status, ...] = ("new", "in_progress", "done", "stopped")
GroupRole = Literal["chair", "timekeeper", "secretary", "presenter"]
GROUP_ROLES: tuple[GroupRole, ...] = ("chair", "timekeeper", "secretary", "presenter")
DayRole = Literal["organiser", "chair", "facilitator", "co_organiser"]
NoteKind = Literal[
    "horizon",
    "question",
    "commitment",
    "perspective",
    "draft",
    "challenge",
    "presentation",
    "evaluation",
]
Topic = Literal["dots", "pulse", "evaluation"]


class Sorry(ValueError):
    """Something the user can mend, said in one sentence in the user's language."""


class Record(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A noun that is stored by itself, under its kind and id."""

    kind: ClassVar[str] = ""
    id: str


R = TypeVar("R", bound=Record)


class Assignment(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """Who has which role on the day."""

    role: DayRole
    name: str
    organisation: str = ""


class Room(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A room of a venue: how many tables, and the least and most seats at each table."""

    name: str
    tables: int = 1
    least: int = 0
    seats: int = 8


class About(Record, frozen=True, kw_only=True, omit_defaults=True):
    """What the workshop is; the only one has the id "about"."""

    kind: ClassVar[str] = "about"
    id: str = "about"
    title: str = ""
    organising_unit: str = ""
    why: str = ""
    theme: str = ""
    purpose: str = ""
    audience: str = ""
    length: Length = "full"
    date: dt.date | None = None
    interval_weeks: int | None = 8
    signup_address: str = ""
    signup_deadline: dt.date | None = None
    venue: str = ""
    roles: tuple[Assignment, ...] = ()
    language: Language = "nb"
    programme: str = ""
    expected_units: tuple[str, ...] = ()
    is_sample: bool = False


class Venue(Record, frozen=True, kw_only=True, omit_defaults=True):
    """A place that is kept and chosen again."""

    kind: ClassVar[str] = "venue"
    name: str
    address: str = ""
    rooms: tuple[Room, ...] = ()
    projector: str = ""
    accessibility: str = ""
    wifi_name: str = ""
    wifi_password: str = ""


class AgendaItem(Record, frozen=True, kw_only=True, omit_defaults=True):
    """A programme row. `locked_at` is a time of day; `started` and `ended` are moments."""

    kind: ClassVar[str] = "agenda"
    rank: float
    title: str
    minutes: int
    form: Form = "plenary"
    captures: Capture = "nothing"
    round: int = 0
    owner: str = ""
    place: str = ""
    prompt: str = ""
    method: str = ""
    script: str = ""
    material: str = ""
    locked_at: int | None = None
    dropped: bool = False
    started: float | None = None
    ended: float | None = None


class Day(Record, frozen=True, kw_only=True, omit_defaults=True):
    """The frame of the day and the running clock; the only one has the id "day".

    `start` and `end` are times of day. While a row is on, `item` names it, `due` is the
    moment it should end, and `stopped` is the moment the clock was stopped, if it is.
    """

    kind: ClassVar[str] = "day"
    id: str = "day"
    start: int = 9 * 60
    end: int = 15 * 60 + 30
    item: str = ""
    due: float | None = None
    stopped: float | None = None
    finished: bool = False


class Participant(Record, frozen=True, kw_only=True, omit_defaults=True):
    """A person on the roster. Only the name is required."""

    kind: ClassVar[str] = "participant"
    name: str
    organisation: str = ""
    unit: str = ""
    field: str = ""
    role: str = ""
    email: str = ""
    dietary: str = ""
    attendance: Attendance = "expected"
    no_role: bool = False


class RosterProblem(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A row of a roster that could not be used; `row` as the user counts rows in the file."""

    row: int
    message: str


class Grouping(Record, frozen=True, kw_only=True, omit_defaults=True):
    """How people are to be divided, and how well they were; the only one has the id "grouping".

    `by` says which of `number` (of groups) and `size` (of a group) was chosen. Lists of
    people in `apart` and `together` are lists of participant ids. `cost`, `bound`, `proven`
    and `terms` are those of the division in use, as in `samverk.groups.divide`. `presenting`
    is the order in which the groups present, by number; those that it leaves out come last.
    """

    kind: ClassVar[str] = "grouping"
    id: str = "grouping"
    by: Literal["number", "size"] = "size"
    number: int = 6
    size: int = 6
    rounds: int = 1
    mix_organisation: int = 5
    mix_field: int = 1
    avoid_met: int = 10
    apart: tuple[tuple[str, ...], ...] = ()
    together: tuple[tuple[str, ...], ...] = ()
    seed: int = 0
    presenting: tuple[int, ...] = ()
    cost: float | None = None
    bound: float | None = None
    proven: bool = False
    terms: dict[str, tuple[float, float]] = {}


class Group(Record, frozen=True, kw_only=True, omit_defaults=True):
    """Group `number` (from 1) of a round (from 1). Its id is "<round>-<number>".

    Group n of every round sits at table n. `roles` maps a group role to a participant id.
    `locked` are members that stay when the rest is divided again.
    """

    kind: ClassVar[str] = "group"
    round: int
    number: int
    members: tuple[str, ...] = ()
    roles: dict[GroupRole, str] = {}
    locked: tuple[str, ...] = ()


class Table(Record, frozen=True, kw_only=True, omit_defaults=True):
    """A table (its id is the number as text), the room it stands in, and the code of its page."""

    kind: ClassVar[str] = "table"
    number: int
    room: str = ""
    seats: int = 8
    code: str = ""


class Goal(Record, frozen=True, kw_only=True, omit_defaults=True):
    """One of the department's goals and ambitions."""

    kind: ClassVar[str] = "goal"
    rank: float
    text: str
    withdrawn: bool = False


class Note(Record, frozen=True, kw_only=True, omit_defaults=True):
    """A sentence from a table or the plenary.

    `item` is the programme row that was on, `table` the table's number (0: plenary), `field`
    the field whose perspective it is, `twin` the note whose text somebody changed at the same
    time, `heading` what it is gathered under, `merged_into` the note that it was merged into,
    `unlike` notes that somebody said do not say the same.
    """

    kind: ClassVar[str] = "note"
    rank: float
    text: str
    what: NoteKind = "horizon"
    horizon: Horizon | None = None
    table: int = 0
    item: str = ""
    field: str = ""
    owner: str = ""
    first_step: str = ""
    due: dt.date | None = None
    partners: tuple[str, ...] = ()
    heading: str = ""
    merged_into: str = ""
    unlike: tuple[str, ...] = ()
    twin: str = ""
    created: float = 0.0
    withdrawn: bool = False


class Heading(Record, frozen=True, kw_only=True, omit_defaults=True):
    """A heading that notes are gathered under."""

    kind: ClassVar[str] = "heading"
    rank: float
    title: str


class StatusChange(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """What became of a measure, and when it was said."""

    status: Status
    date: dt.date
    comment: str = ""


class Measure(Record, frozen=True, kw_only=True, omit_defaults=True):
    """A measure. `owner` is a unit or a role; `person` is optional.

    `value` and `ease` go from 1 to 5. `hands` are dots counted in the room and typed in.
    `carried_from` names the earlier workshop that an open measure comes from.
    """

    kind: ClassVar[str] = "measure"
    rank: float
    text: str
    horizon: Horizon = "now"
    owner: str = ""
    person: str = ""
    first_step: str = ""
    due: dt.date | None = None
    partners: tuple[str, ...] = ()
    goals: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    value: float | None = None
    ease: float | None = None
    hands: int = 0
    status: Status = "new"
    statuses: tuple[StatusChange, ...] = ()
    carried_from: str = ""
    withdrawn: bool = False


class Project(Record, frozen=True, kw_only=True, omit_defaults=True):
    """A card on the project wall. `interested` are names with organisation."""

    kind: ClassVar[str] = "project"
    rank: float
    name: str
    organisation: str = ""
    works_on: str = ""
    offers: str = ""
    needs: str = ""
    interested: tuple[str, ...] = ()
    withdrawn: bool = False


class Ballot(Record, frozen=True, kw_only=True, omit_defaults=True):
    """The one current ballot of a device on a topic; its id is "<topic>-<device key>".

    Kept outside the history, without address or time. `score` goes from 1 to 5.
    """

    kind: ClassVar[str] = "ballot"
    topic: Topic
    dots: dict[str, int] = {}
    score: int | None = None
    text: str = ""


class Closing(Record, frozen=True, kw_only=True, omit_defaults=True):
    """Voting, hand counts and what comes after; the only one has the id "closing".

    `hands` counts raised hands for 1 to 5 in the evaluation and the pulse.
    """

    kind: ClassVar[str] = "closing"
    id: str = "closing"
    revealed: bool = False
    evaluation_hands: tuple[int, int, int, int, int] = (0, 0, 0, 0, 0)
    pulse_hands: tuple[int, int, int, int, int] = (0, 0, 0, 0, 0)
    next_date: dt.date | None = None
    next_steps: str = ""
    template: str = ""


class Meeting(Record, frozen=True, kw_only=True, omit_defaults=True):
    """A division used in an earlier workshop: groups of keyed hashes of people."""

    kind: ClassVar[str] = "meeting"
    title: str
    date: dt.date | None = None
    groups: tuple[tuple[str, ...], ...] = ()


class Series(Record, frozen=True, kw_only=True, omit_defaults=True):
    """The chain of notebooks that this workshop belongs to; the only one has the id "series"."""

    kind: ClassVar[str] = "series"
    id: str = "series"
    chain: str = ""
    number: int = 1
    previous: str = ""
    previous_title: str = ""
    previous_date: dt.date | None = None


class State(msgspec.Struct, frozen=True, kw_only=True):
    """All of a workshop at one revision. Ranked kinds come in the order of their rank."""

    revision: int = 0
    about: About = About()
    day: Day = Day()
    grouping: Grouping = Grouping()
    closing: Closing = Closing()
    series: Series = Series()
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
    record.kind: record for record in (About, Day, Grouping, Closing, Series)
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
}
"""The fields of `State` that hold many records, and their type."""

KINDS: dict[str, type[Record]] = SINGLE | {record.kind: record for record in MANY.values()}
FIELDS: dict[str, str] = {record.kind: field for field, record in MANY.items()}

UNRECORDED = frozenset({Ballot.kind})
"""Kinds whose earlier values are never kept."""


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


def change(record: R, **fields: object) -> R:
    """`record` with some fields changed, checked against their types.

    Raises `msgspec.ValidationError` where a value is of the wrong type.
    """
    unknown = fields.keys() - set(record.__struct_fields__)
    if unknown:
        raise msgspec.ValidationError(f"unknown fields: {sorted(unknown)}")
    return msgspec.convert(
        msgspec.to_builtins(msgspec.structs.replace(record, **fields)), type(record)
    )


def new_id() -> str:
    """A random id of 22 characters."""
    return secrets.token_urlsafe(16)


def rank_between(before: float | None, after: float | None) -> float:
    """A rank between two neighbours, either of which may be missing."""
    if before is None and after is None:
        return 1.0
    if before is None:
        return float(after or 0.0) - 1.0
    if after is None:
        return before + 1.0
    return (before + after) / 2


def last_rank(records: tuple[Any, ...]) -> float:
    """A rank behind all of `records`, which are in order."""
    return rank_between(records[-1].rank if records else None, None)
