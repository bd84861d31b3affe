"""What is to be done, what has become of it, and how the day ends."""

from __future__ import annotations

import datetime as dt
from typing import ClassVar, Literal

import msgspec

from samverk.model.captured import Horizon
from samverk.model.record import Record

Status = Literal["new", "in_progress", "done", "stopped"]


STATUSES: tuple[Status, ...] = ("new", "in_progress", "done", "stopped")


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


class Closing(Record, frozen=True, kw_only=True, omit_defaults=True):
    """Voting, hand counts and what comes after; the only one has the id "closing".

    `hands` counts raised hands for 1 to 5 in the evaluation and the pulse. `layouts` are those
    chosen in each template of reports, by the template's name and the kind of slide.
    """

    kind: ClassVar[str] = "closing"
    id: str = "closing"
    revealed: bool = False
    evaluation_hands: tuple[int, int, int, int, int] = (0, 0, 0, 0, 0)
    pulse_hands: tuple[int, int, int, int, int] = (0, 0, 0, 0, 0)
    next_date: dt.date | None = None
    next_steps: str = ""
    template: str = ""
    layouts: dict[str, dict[str, str]] = msgspec.field(default_factory=dict)
