"""The codes that open the pages of tables, participants, the projector and the remote."""

from __future__ import annotations

from samverk.model import Sorry, State
from samverk.store import PAGES, Codes, PageKind, Store
from samverk.words import _


def numbers(state: State) -> list[int]:
    """The tables that have a page: those that stand, have a group, or have written something."""
    written = (note.table for note in state.notes)
    seen = {*(t.number for t in state.tables), *(g.number for g in state.groups), *written}
    return sorted(seen - {0})


def of(store: Store) -> Codes:
    """The code of every page, made where there is none yet. They hold all day."""
    return store.codes(numbers(store.state))


def renew(store: Store, page: PageKind, number: int = 0) -> None:
    """Give a page a new code: the old one stops at once. `number` is a table's."""
    if page not in PAGES or (page == "table") != (number > 0):
        raise Sorry(_("Velg hvilken side som skal få ny kode."))
    store.renew(page, number)
