"""What goes over the wire to and from the projector and the remote."""

from __future__ import annotations

from typing import Annotated, Literal

from msgspec import Meta, Struct

from samverk.drawing import Drawing
from samverk.live.bodies import Line, Minutes
from samverk.live.shapes import (
    Choice,
    Clock,
    Next,
    NoteShown,
    Question,
    Row,
    ScoresShown,
)
from samverk.model import Asked, Form, View


class Slot(Struct, frozen=True, kw_only=True):
    """A row of the programme as the day goes."""

    id: str
    title: str
    at: str
    minutes: int
    form: Form
    done: bool
    on: bool


class GroupShown(Struct, frozen=True, kw_only=True):
    """A group, where it sits, and how many notes it has delivered."""

    number: int
    table: int
    room: str
    members: list[str]
    presenter: str
    delivered: int


class Picture(Struct, frozen=True):
    """A QR code: modules along the side, and the dark ones as the path of an SVG."""

    size: int
    path: str


class Join(Struct, frozen=True, kw_only=True):
    """The way in for participants."""

    url: str
    address: str
    code: str
    qr: Picture


class Wifi(Struct, frozen=True, kw_only=True):
    """The way into the wireless network."""

    name: str
    password: str
    qr: Picture


class Principle(Struct, frozen=True):
    """A principle for creative processes."""

    title: str
    text: str


class Votes(Struct, frozen=True, kw_only=True):
    """How far the dot voting has come; `result` once it is revealed."""

    open: bool
    ballots: int
    present: int
    result: dict[str, int] | None


class Series(Struct, frozen=True, kw_only=True):
    """The workshops of the series as pictures, and what they show in a sentence each."""

    said: list[str]
    days: str
    network: Drawing | None
    pairs: Drawing | None
    answers: Drawing | None
    measures: Drawing | None
    statuses: list[tuple[str, str]]


class Screen(Struct, frozen=True, kw_only=True):
    """The projector without the notes."""

    revision: int
    now: float
    language: str
    shows: View
    chosen: View
    black: bool
    notice: str
    title: str
    organising_unit: str
    why: str
    theme: str
    date: str
    place: str
    row: Row | None
    next: Next | None
    clock: Clock
    finished: bool
    agenda: list[Slot]
    groups: list[GroupShown]
    presenting: list[int]
    group: int
    timer: Clock
    questions: list[Question]
    challenge: str
    votes: Votes
    measures: list[Choice]
    pulse: ScoresShown
    evaluation: ScoresShown
    principles: list[Principle]
    card: int
    join: Join | None
    wifi: Wifi | None
    series: Series | None


class ProjectorShown(Screen, frozen=True, kw_only=True):
    """The projector with the notes."""

    notes: list[NoteShown]


class RemoteShown(Struct, frozen=True, kw_only=True):
    """What the facilitator's phone shows."""

    revision: int
    now: float
    language: str
    title: str
    row: Row | None
    next: Next | None
    clock: Clock
    finished: bool
    black: bool
    shows: View
    chosen: View
    revealed: bool
    message: str
    notice: str
    card: int
    group: int
    presenting: list[int]
    timer: Clock
    voting: dict[Asked, bool]
    asks: list[Asked]


class Press(Struct, frozen=True, kw_only=True):
    """What is pressed on the remote."""

    deed: Literal[
        "next",
        "more",
        "stop",
        "start",
        "message",
        "black",
        "reveal",
        "show",
        "group",
        "timer",
        "open",
        "close",
    ]
    row: Line = ""
    minutes: Minutes | None = None
    text: Annotated[str, Meta(max_length=200)] = ""
    to: Literal["tables", "projector"] = "tables"
    on: bool = True
    view: View = ""
    card: Annotated[int, Meta(ge=0, le=1000)] | None = None
    number: Annotated[int, Meta(ge=0, le=10_000)] = 0
    what: Asked = "dots"


class ScreenChanged(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """What the projector's feed tells."""

    revision: int
    now: float
    notes: list[NoteShown]
    view: Screen | None = None
