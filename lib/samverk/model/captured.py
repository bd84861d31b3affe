"""What people say and choose on the day."""

from __future__ import annotations

import datetime as dt
from typing import ClassVar, Literal

import msgspec

from samverk.model.record import Record

Horizon = Literal["now", "stretch", "dream"]


HORIZONS: tuple[Horizon, ...] = ("now", "stretch", "dream")


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
    `unlike` notes that somebody said do not say the same. `waiting` is a participant's question
    that nobody has let through yet.
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
    waiting: bool = False
    withdrawn: bool = False


class Heading(Record, frozen=True, kw_only=True, omit_defaults=True):
    """A heading that notes are gathered under."""

    kind: ClassVar[str] = "heading"
    rank: float
    title: str


class Project(Record, frozen=True, kw_only=True, omit_defaults=True):
    """A card on the project wall. `interested` are names with organisation.

    `tokens` tells which of them a phone has put there, by the hash of the phone's token; "" is
    one that is taken back.
    """

    kind: ClassVar[str] = "project"
    rank: float
    name: str
    organisation: str = ""
    works_on: str = ""
    offers: str = ""
    needs: str = ""
    interested: tuple[str, ...] = ()
    tokens: dict[str, str] = msgspec.field(default_factory=dict)
    withdrawn: bool = False


class Ballot(Record, frozen=True, kw_only=True, omit_defaults=True):
    """The one current ballot of a device on a topic; its id is "<topic>-<device key>".

    Kept outside the history, without address or time. `score` goes from 1 to 5.
    """

    kind: ClassVar[str] = "ballot"
    topic: Topic
    dots: dict[str, int] = msgspec.field(default_factory=dict)
    score: int | None = None
    text: str = ""
