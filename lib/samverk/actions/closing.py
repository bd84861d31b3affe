"""Deeds at the end of the day."""

from __future__ import annotations

from samverk.actions.fields import changed, hands
from samverk.model import Closing
from samverk.store import Store

FIELDS = frozenset(Closing.__struct_fields__) - {"id"}


def set(store: Store, field: str, value: object) -> None:
    """Change one field of the closing."""
    if field.endswith("_hands"):
        value = [hands(n) for n in value] if isinstance(value, (list, tuple)) else [hands(value)]
    with store.change("closing.set") as draft:
        draft.put(changed(draft.state.closing, field, value, FIELDS))


def choose_layout(store: Store, kind: str, layout: str) -> None:
    """Use that layout of the template in use for a kind of slide; empty for the usual one."""
    closing = store.state.closing
    chosen = dict(closing.layouts.get(closing.template, {}))
    if layout:
        chosen[kind] = layout
    else:
        chosen.pop(kind, None)
    layouts = {**closing.layouts, closing.template: chosen}
    with store.change("closing.choose_layout") as draft:
        draft.put(changed(closing, "layouts", layouts, FIELDS))
