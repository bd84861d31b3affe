"""Those who come, and the groups that they sit in."""

from __future__ import annotations

import datetime as dt
from typing import ClassVar, Literal

import msgspec

from samverk.model.record import Record

Attendance = Literal["expected", "present", "absent", "late"]


GroupRole = Literal["chair", "timekeeper", "secretary", "presenter"]


GROUP_ROLES: tuple[GroupRole, ...] = ("chair", "timekeeper", "secretary", "presenter")


class Participant(Record, frozen=True, kw_only=True, omit_defaults=True):
    """A person on the roster. Only the name is required.

    `key` stands in the place of a person who is forgotten: keyed hashes, as in a `Meeting`.
    `also` are keyed hashes of how the person was written in an earlier workshop.
    """

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
    key: str = ""
    also: tuple[str, ...] = ()


class RosterProblem(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A row of a roster that could not be used; `row` as the user counts rows in the file."""

    row: int
    message: str


class Grouping(Record, frozen=True, kw_only=True, omit_defaults=True):
    """How people are to be divided, and how well they were; the only one has the id "grouping".

    `by` says which of `number` (of groups) and `size` (of a group) was chosen. Lists of
    people in `apart` and `together` are lists of participant ids; `pinned` names the group that
    somebody sits in, in every round. `cost`, `bound`, `proven` and `terms` are those of the
    division in use, as in `samverk.groups.divide`. `presenting` is the order in which the groups
    present, by number; those that it leaves out come last.
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
    pinned: dict[str, int] = msgspec.field(default_factory=dict)
    seed: int = 0
    presenting: tuple[int, ...] = ()
    cost: float | None = None
    bound: float | None = None
    proven: bool = False
    terms: dict[str, tuple[float, float]] = msgspec.field(default_factory=dict)


class Group(Record, frozen=True, kw_only=True, omit_defaults=True):
    """Group `number` (from 1) of a round (from 1). Its id is "<round>-<number>".

    Group n of every round sits at table n. `roles` maps a group role to a participant id.
    `locked` are members that stay when the rest is divided again.
    """

    kind: ClassVar[str] = "group"
    round: int
    number: int
    members: tuple[str, ...] = ()
    roles: dict[GroupRole, str] = msgspec.field(default_factory=dict)
    locked: tuple[str, ...] = ()


class Alternative(Record, frozen=True, kw_only=True, omit_defaults=True):
    """A division beside the one in use; the only one has the id "alternative".

    `grouping` holds the wishes and the figures that it was made with. Without groups there is none.
    """

    kind: ClassVar[str] = "alternative"
    id: str = "alternative"
    groups: tuple[Group, ...] = ()
    grouping: Grouping = Grouping()


class Table(Record, frozen=True, kw_only=True, omit_defaults=True):
    """A table (its id is the number as text) and the room it stands in."""

    kind: ClassVar[str] = "table"
    number: int
    room: str = ""
    seats: int = 8


class Meeting(Record, frozen=True, kw_only=True, omit_defaults=True):
    """A division used in an earlier workshop: groups of keyed hashes of people.

    `roles` says who had which role in each group, where that is known.
    """

    kind: ClassVar[str] = "meeting"
    title: str
    date: dt.date | None = None
    groups: tuple[tuple[str, ...], ...] = ()
    roles: tuple[dict[GroupRole, str], ...] = ()
