"""The only state: a workshop's file, its history and its feed."""

from samverk.store.feed import Watch
from samverk.store.history import Changed, Earlier, history, last_own, undo
from samverk.store.place import is_network, is_synced
from samverk.store.store import Draft, Store

__all__ = [
    "Changed",
    "Draft",
    "Earlier",
    "Store",
    "Watch",
    "history",
    "is_network",
    "is_synced",
    "last_own",
    "undo",
]
