"""What goes over the wire to tables and participants."""

from __future__ import annotations

import datetime as dt

import msgspec
from msgspec import Struct

from samverk.model import Asked, Capture, Form, GroupRole, Horizon, NoteKind


class Refusal(Struct, frozen=True):
    """Why something was not done, in one sentence."""

    message: str


class NoteShown(Struct, frozen=True, kw_only=True):
    """A note whole."""

    id: str
    revision: int
    what: NoteKind
    horizon: Horizon | None
    text: str
    owner: str
    first_step: str
    due: dt.date | None
    partners: tuple[str, ...]
    field: str
    item: str
    table: int
    twin: str
    waiting: bool
    withdrawn: bool
    created: float


class Row(Struct, frozen=True, kw_only=True):
    """The programme row that is on."""

    id: str
    title: str
    captures: Capture
    form: Form
    prompt: str
    method: str
    owner: str
    place: str
    minutes: int
    started: float | None


class Next(Struct, frozen=True):
    """The row that comes after, and when as the day goes."""

    title: str
    at: str


class Clock(Struct, frozen=True, kw_only=True):
    """When the time is out, and when the clock was stopped."""

    ends_at: float | None = None
    stopped: float | None = None


class Message(Struct, frozen=True):
    """What the facilitator tells everybody."""

    text: str
    at: float


class Member(Struct, frozen=True):
    """Who sits at the table."""

    name: str
    organisation: str
    roles: tuple[GroupRole, ...]


class Fact(Struct, frozen=True):
    """What the table is to look at while the row is on, and what is said of it."""

    text: str
    more: str = ""


class Head(Struct, frozen=True, kw_only=True):
    """A table without its notes."""

    revision: int
    now: float
    language: str
    title: str
    group: str
    table: int
    room: str
    members: tuple[Member, ...]
    row: Row | None
    task: str
    questions: tuple[str, ...]
    facts: tuple[Fact, ...] = ()
    fields: tuple[str, ...]
    clock: Clock
    next: Next | None
    message: Message | None


class TableShown(Head, frozen=True, kw_only=True):
    """A table with its notes."""

    notes: list[NoteShown]


class NoteKept(Struct, frozen=True, kw_only=True):
    """A note as it is stored, and the twin that holds the other text where two have changed it."""

    note: NoteShown
    revision: int
    twin: NoteShown | None = None


class Kept(Struct, frozen=True):
    """It is stored; `revision` is the store's."""

    revision: int


class Choice(Struct, frozen=True):
    """A measure to choose among."""

    id: str
    number: int
    text: str
    horizon: Horizon


class DotsShown(Struct, frozen=True, kw_only=True):
    """The dot voting. `result` is dots by measure, once they are revealed."""

    open: bool
    round: int
    each: int
    ballots: int
    measures: list[Choice]
    result: dict[str, int] | None


class Told(Struct, frozen=True):
    """How many gave each score from 1 to 5, and the mean."""

    counts: tuple[int, ...]
    mean: str


class ScoresShown(Struct, frozen=True, kw_only=True):
    """The pulse or the evaluation. `result` is there once it is revealed and enough answered."""

    open: bool
    round: int
    question: str
    ballots: int
    result: Told | None


class Question(Struct, frozen=True):
    """A question to the panel talk."""

    id: str
    text: str


class QuestionsShown(Struct, frozen=True):
    """The questions that everybody may see."""

    open: bool
    list: tuple[Question, ...]


class Card(Struct, frozen=True, kw_only=True):
    """A card on the project wall."""

    id: str
    name: str
    organisation: str
    works_on: str
    offers: str
    needs: str
    interested: tuple[str, ...]


class WallShown(Struct, frozen=True):
    """The project wall."""

    open: bool
    projects: list[Card]


class RoomShown(Struct, frozen=True, kw_only=True):
    """What participants see and are asked for."""

    revision: int
    now: float
    language: str
    title: str
    row: Row | None
    clock: Clock
    message: Message | None
    present: int
    asks: list[Asked]
    dots: DotsShown
    pulse: ScoresShown
    evaluation: ScoresShown
    questions: QuestionsShown
    wall: WallShown


class NotesChanged(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """What a table's feed tells: changed notes whole, those that moved away, and the rest."""

    revision: int
    now: float
    notes: list[NoteShown]
    gone: list[str] = []
    table: Head | None = None


encode = msgspec.json.Encoder().encode
