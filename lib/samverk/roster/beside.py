"""Lists that stand beside each other in one sheet, read as one below the other."""

from __future__ import annotations

from collections.abc import Sequence

from samverk.roster.headings import meaning, normal
from samverk.roster.table import Row

_NAMES = frozenset({"name", "first_name", "last_name"})


def stacked(rows: tuple[Row, ...], heading: int | None) -> tuple[Row, ...]:
    """The rows, where those of a list with the same headings further right come as their own.

    They keep their row number. A list of which no heading of names is repeated is as it was.
    """
    if heading is None:
        return rows
    heads = tuple(map(normal, rows[heading].cells))
    named = [i for i, head in enumerate(heads) if head and _names_people(rows[heading].cells[i])]
    if len({heads[i] for i in named}) == len(named):
        return rows
    body = rows[heading + 1 :]
    blocks = _repeated(heads) or _apart(heads, body)
    first = next((block for block in blocks if any(i in block for i in named)), range(0))
    places = {heads[i]: i for i in reversed(first) if heads[i]}
    keys = {heads[i] for i in named if i in first}
    others = [
        {i: places[heads[i]] for i in block if heads[i] in places}
        for block in blocks
        if block != first and keys and keys <= {heads[i] for i in block}
    ]
    if not others:
        return rows
    moved = {i for other in others for i in other}
    below: list[Row] = []
    for row in body:
        left = tuple("" if i in moved else cell for i, cell in enumerate(row.cells))
        if any(left) or not any(row.cells):
            below.append(row._replace(cells=left))
        for other in others:
            cells = [""] * (max(places.values()) + 1)
            for i, place in other.items():
                cells[place] = row.cells[i] if i < len(row.cells) else ""
            if any(cells):
                below.append(row._replace(cells=tuple(cells)))
    head = rows[heading]._replace(
        cells=tuple("" if i in moved else cell for i, cell in enumerate(rows[heading].cells))
    )
    return (*rows[:heading], head, *below)


def _names_people(heading: str) -> bool:
    meant = meaning(heading)
    return meant is not None and meant[0] in _NAMES


def _repeated(heads: Sequence[str]) -> list[range]:
    """The headings' repeats where nothing stands between them; one column alone is none."""
    width = len(heads)
    for size in range(2, width // 2 + 1):
        if width % size == 0 and list(heads) == list(heads[:size]) * (width // size):
            return [range(at, at + size) for at in range(0, width, size)]
    return []


def _apart(heads: Sequence[str], body: Sequence[Row]) -> list[range]:
    """The blocks of columns between those in which nothing stands."""
    used = {i for i, head in enumerate(heads) if head}
    used |= {i for row in body for i, cell in enumerate(row.cells[: len(heads)]) if cell}
    blocks: list[range] = []
    start = 0
    for i in range(len(heads) + 1):
        if i == len(heads) or i not in used:
            if i > start:
                blocks.append(range(start, i))
            start = i + 1
    return blocks if len(blocks) > 1 else []
