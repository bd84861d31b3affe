"""The codes that open pages: in the workshop's file, outside the history."""

from __future__ import annotations

import secrets
from collections.abc import Collection, Iterable
from typing import Literal, get_args

import msgspec
from sqlalchemy import Connection, select

from samverk.store import schema

PageKind = Literal["table", "room", "projector", "remote"]
PAGES: tuple[PageKind, ...] = get_args(PageKind)

LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"
"""Letters and digits without those that are taken for each other."""

LENGTH: dict[PageKind, int] = {"table": 8, "room": 8, "projector": 12, "remote": 12}


class Codes(msgspec.Struct, frozen=True, kw_only=True):
    """The code of every page; `tables` by the table's number."""

    tables: dict[int, str]
    room: str = ""
    projector: str = ""
    remote: str = ""

    def every(self) -> Iterable[tuple[PageKind, int, str]]:
        """Page, table's number (0 where the page is no table's) and code."""
        for number, code in self.tables.items():
            yield "table", number, code
        for page, code in (
            ("room", self.room),
            ("projector", self.projector),
            ("remote", self.remote),
        ):
            if code:
                yield page, 0, code  # type: ignore[misc]


def new_code(page: PageKind) -> str:
    """A random code that is easy to type."""
    return "".join(secrets.choice(LETTERS) for _letter in range(LENGTH[page]))


def read(connection: Connection) -> Codes:
    """The codes as they stand in the file."""
    rows = connection.execute(select(schema.codes).order_by(schema.codes.c.number)).all()
    tables = {row.number: row.code for row in rows if row.page == "table"}
    return Codes(tables=tables, **{row.page: row.code for row in rows if row.page != "table"})


def write(connection: Connection, page: PageKind, number: int) -> None:
    """Give a page a new code; the old one opens nothing any more."""
    where = (schema.codes.c.page == page) & (schema.codes.c.number == number)
    connection.execute(schema.codes.delete().where(where))
    connection.execute(schema.codes.insert().values(page=page, number=number, code=new_code(page)))


def missing(found: Codes, numbers: Collection[int]) -> list[tuple[PageKind, int]]:
    """The pages, and the tables of these numbers, that have no code yet."""
    tables: list[tuple[PageKind, int]] = [
        ("table", n) for n in sorted({*numbers} - found.tables.keys())
    ]
    there = {page for page, _number, _code in found.every()}
    return tables + [(page, 0) for page in PAGES if page != "table" and page not in there]
