"""What a report is made of: parts of a few kinds, whichever file they are written to."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Literal

import msgspec

from samverk.documents.clean import lines
from samverk.model import Chapter, Horizon
from samverk.words import decimal

NOTHING = "–"
Look = Literal["heading", "bullet", "under", "text", "detail"]


class ReportExtra(msgspec.Struct, frozen=True, kw_only=True):
    """What a report may tell that is not in the state: the workshops of the series in figures.

    `relations` are sentences about new relations.
    """

    relations: tuple[str, ...] = ()
    series: tuple[Chapter, ...] = ()


class Item(msgspec.Struct, frozen=True):
    """A paragraph: its text, how it looks, and the horizon that it belongs to, if any."""

    text: str
    look: Look = "text"
    horizon: Horizon | None = None


class Column(msgspec.Struct, frozen=True, kw_only=True):
    """A column: its heading, and its share of the width or its fixed width in letters.

    The `main` column takes in the cells of those that there is no room for. One that says
    `into` which other column it can be told is the first to go.
    """

    name: str
    share: float = 0.0
    letters: float = 0.0
    right: bool = False
    main: bool = False
    into: int = -1


class Point(msgspec.Struct, frozen=True, kw_only=True):
    """A measure on the picture of priorities, `value` and `ease` from 1 to 5."""

    number: int
    horizon: Horizon
    value: float
    ease: float


class Cover(msgspec.Struct, frozen=True, kw_only=True):
    title: str
    items: tuple[Item, ...]


class Prose(msgspec.Struct, frozen=True, kw_only=True):
    """Paragraphs; `aside` stands beside them where there is room, else before them."""

    title: str
    items: tuple[Item, ...]
    aside: tuple[Item, ...] = ()
    notes: str = ""


class Statement(msgspec.Struct, frozen=True, kw_only=True):
    """A text that has a page of its own."""

    title: str
    text: str
    notes: str = ""


class Grid(msgspec.Struct, frozen=True, kw_only=True):
    """A table. `notes` holds one text per row, told where the row stands.

    Where `bars` are given, names with counts, they say the same as the rows, and `lead` in words.
    """

    title: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[str, ...], ...]
    about: str
    notes: tuple[str, ...] = ()
    bars: tuple[tuple[str, int], ...] = ()
    lead: str = ""


class Plot(msgspec.Struct, frozen=True, kw_only=True):
    """A picture of measures by how easy (across) and how valuable (up) they are."""

    title: str
    points: tuple[Point, ...]
    about: str


class Line(msgspec.Struct, frozen=True, kw_only=True):
    """A series of figures in a chart, one for each name, None where there is none."""

    name: str
    values: tuple[float | None, ...]


class Chart(msgspec.Struct, frozen=True, kw_only=True):
    """Figures from workshop to workshop; `grid` holds the same facts.

    `kind` says whether the lines are columns beside each other, parts of one column, or lines
    from 1 to 5. `lead` stands above, in words.
    """

    title: str
    kind: Literal["columns", "stacked", "lines"]
    names: tuple[str, ...]
    lines: tuple[Line, ...]
    about: str
    lead: str
    grid: Grid


Part = Cover | Prose | Statement | Grid | Plot | Chart


def figure(value: float | None) -> str:
    """A number with at most one decimal, and a decimal comma."""
    return NOTHING if value is None else decimal(f"{value:.1f}".removesuffix(".0"))


def prose(title: str, items: Iterable[Item], notes: str = "") -> Iterator[Prose]:
    """The items as a part, line by line; nothing where they say nothing."""
    said = tuple(Item(line, item.look, item.horizon) for item in items for line in lines(item.text))
    if said:
        yield Prose(title=title, items=said, notes=notes)
