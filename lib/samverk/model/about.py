"""What the workshop is, where it is held, and the series that it belongs to."""

from __future__ import annotations

import datetime as dt
from typing import ClassVar, Literal

import msgspec

from samverk.model.record import Record
from samverk.words import Language

Length = Literal["full", "half"]


DayRole = Literal["organiser", "chair", "facilitator", "co_organiser"]


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
    """What the workshop is; the only one has the id "about".

    `different` are organisations that are written alike and are not one.
    """

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
    different: tuple[tuple[str, ...], ...] = ()
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


class Series(Record, frozen=True, kw_only=True, omit_defaults=True):
    """The chain of notebooks that this workshop belongs to; the only one has the id "series"."""

    kind: ClassVar[str] = "series"
    id: str = "series"
    chain: str = ""
    number: int = 1
    previous: str = ""
    previous_title: str = ""
    previous_date: dt.date | None = None
