"""How long personal data is kept, and what has been deleted."""

from __future__ import annotations

import datetime as dt
from typing import ClassVar, Literal

import msgspec

from samverk.model.record import Record

Part = Literal["dietary", "email", "codes", "names", "met"]

PARTS: tuple[Part, ...] = ("dietary", "email", "codes", "names", "met")


class Keeping(Record, frozen=True, kw_only=True, omit_defaults=True):
    """Until when each part is kept, where somebody chose a date, and when it was deleted.

    `case_number` and `responsible` stand in the archive. The only one has the id "keeping".
    """

    kind: ClassVar[str] = "keeping"
    id: str = "keeping"
    until: dict[Part, dt.date] = msgspec.field(default_factory=dict)
    forgotten: dict[Part, dt.date] = msgspec.field(default_factory=dict)
    case_number: str = ""
    responsible: str = ""
