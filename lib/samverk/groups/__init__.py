"""Dividing people into groups that mix, and that remember who has met.

The front door: `divide`, `score` (a division made by hand), `repair` (on the day), `assign_roles`.
Numpy is imported at the first use of one of them, not with this package, so that a notebook's
kernel stays small until somebody divides.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from samverk.groups.conflict import Impossible as Impossible
    from samverk.groups.division import Division as Division
    from samverk.groups.division import divide as divide
    from samverk.groups.division import score as score
    from samverk.groups.repairs import repair as repair
    from samverk.groups.roles import assign_roles as assign_roles

_ROOMS = {
    "Division": "division",
    "Impossible": "conflict",
    "assign_roles": "roles",
    "divide": "division",
    "repair": "repairs",
    "score": "division",
}

__all__ = ["Division", "Impossible", "assign_roles", "divide", "repair", "score"]


def __getattr__(name: str) -> Any:
    if name not in _ROOMS:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_ROOMS[name]}"), name)
