"""What is sent out before the day, and what the calendar file said last."""

from __future__ import annotations

import datetime as dt
from typing import ClassVar

import msgspec

from samverk.model.record import Record


class Invitation(Record, frozen=True, kw_only=True, omit_defaults=True):
    """The invitation; the only one has the id "invitation".

    `food_text` replaces the usual line on food. `done` says when a step of the plan was done,
    `due` which day a step was moved to, both by the step's name.
    """

    kind: ClassVar[str] = "invitation"
    id: str = "invitation"
    food: bool = True
    food_text: str = ""
    contact: str = ""
    done: dict[str, dt.date] = msgspec.field(default_factory=dict)
    due: dict[str, dt.date] = msgspec.field(default_factory=dict)


class Calendar(Record, frozen=True, kw_only=True, omit_defaults=True):
    """The calendar file; the only one has the id "calendar".

    `uid` stays through the workshop's life, `sequence` rises with each file that says something
    new, `told` is what the last one said, and `at` the moment it was made.
    """

    kind: ClassVar[str] = "calendar"
    id: str = "calendar"
    uid: str = ""
    sequence: int = 0
    told: str = ""
    at: float = 0.0
    cancelled: bool = False
