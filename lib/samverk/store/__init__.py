"""The only state: a workshop's file, its history and its feed."""

from samverk.store.codes import PAGES, Codes, PageKind
from samverk.store.draft import Deed, Draft
from samverk.store.feed import Watch
from samverk.store.history import Changed, Earlier, history, last_own, undo, versions
from samverk.store.place import is_network, is_synced
from samverk.store.store import Damaged, Seen, Store, Unstored

__all__ = [
    "PAGES",
    "Changed",
    "Codes",
    "Damaged",
    "Deed",
    "Draft",
    "Earlier",
    "PageKind",
    "Seen",
    "Store",
    "Unstored",
    "Watch",
    "history",
    "is_network",
    "is_synced",
    "last_own",
    "undo",
    "versions",
]
