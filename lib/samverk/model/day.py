"""The programme and the running day."""

from __future__ import annotations

from typing import ClassVar, Literal

from samverk.model.record import Record

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


class AgendaItem(Record, frozen=True, kw_only=True, omit_defaults=True):
    """A programme row. `locked_at` is a time of day; `started` and `ended` are moments.

    `took` is how many minutes the same row took at the workshop before.
    """

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
    took: int | None = None
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
