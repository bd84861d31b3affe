"""Deeds at the end of the day."""

from __future__ import annotations

from samverk.actions.fields import changed
from samverk.model import Closing, Sorry
from samverk.store import Store
from samverk.words import _

FIELDS = frozenset(Closing.__struct_fields__) - {"id"}


def set(store: Store, field: str, value: object) -> None:
    """Change one field of the closing."""
    if field.endswith("_hands") and any(n < 0 for n in _numbers(value)):
        raise Sorry(_("Antall kan ikke være negativt."))
    with store.change("closing.set") as draft:
        draft.put(changed(draft.state.closing, field, value, FIELDS))


def _numbers(value: object) -> list[int]:
    if not isinstance(value, (list, tuple)) or not all(isinstance(n, int) for n in value):
        raise Sorry(_("Skriv antall som hele tall."))
    return list(value)
