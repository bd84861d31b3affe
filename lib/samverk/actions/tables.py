"""Tables: one for each group, with a code that it keeps for the day."""

from __future__ import annotations

import secrets

from samverk.actions.about import place_tables
from samverk.model import Table
from samverk.store import Draft

LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"
"""Letters and digits without those that are taken for each other."""


def code(length: int = 8) -> str:
    """A random code that is easy to type."""
    return "".join(secrets.choice(LETTERS) for _letter in range(length))


def make_tables(draft: Draft, number: int) -> None:
    """Let there be tables 1 to `number`, each with a code that it keeps."""
    there = {table.number for table in draft.state.tables}
    draft.put(
        *(Table(id=str(n), number=n, code=code()) for n in range(1, number + 1) if n not in there)
    )
    draft.remove(*(table for table in draft.state.tables if table.number > number))
    place_tables(draft)
