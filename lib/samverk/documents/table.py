"""A sheet of the spreadsheet."""

from __future__ import annotations

import datetime as dt
from typing import Literal

import msgspec

Value = str | int | float | dt.date | dt.time | dt.datetime | None
Width = Literal["number", "short", "name", "text"]


class Table(msgspec.Struct, frozen=True, kw_only=True):
    """A sheet: its name, its columns with how wide they are, and its rows."""

    name: str
    columns: tuple[tuple[str, Width], ...]
    rows: tuple[tuple[Value, ...], ...]
