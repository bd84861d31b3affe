"""Tables: one for each group, in the rooms of the venue."""

from __future__ import annotations

from samverk.actions.about import place_tables
from samverk.model import Table
from samverk.store import Draft


def make_tables(draft: Draft, number: int) -> None:
    """Let there be tables 1 to `number`."""
    there = {table.number for table in draft.state.tables}
    draft.put(*(Table(id=str(n), number=n) for n in range(1, number + 1) if n not in there))
    draft.remove(*(table for table in draft.state.tables if table.number > number))
    place_tables(draft)
