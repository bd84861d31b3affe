"""Deeds on relations: what came of those who were to work together."""

from __future__ import annotations

from samverk.actions.fields import changed
from samverk.model import Pairing
from samverk.store import Store

FIELDS = frozenset({"outcome", "said"})


def answer(store: Store, pairing: str, field: str, value: str) -> None:
    """Say whether something came of it, or in a line what ("outcome" or "said")."""
    with store.change("relations.answer") as draft:
        draft.put(changed(draft.get(Pairing, pairing), field, value, FIELDS))
