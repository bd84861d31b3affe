"""Which revision each record has, and what has changed since one."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Mapping
from operator import itemgetter

from samverk.store.tables import Key

Revisions = Mapping[str, Mapping[str, int]]
"""The revision of every record by kind and id; never changed once given out."""


class Journal:
    """Grows with every change; what it has given out stays as it is."""

    def __init__(self) -> None:
        self._revisions: dict[str, dict[str, int]] = {}
        self._log: list[tuple[int, Key]] = []

    def add(self, changed: Iterable[tuple[Key, int]]) -> None:
        """Note changes, oldest first."""
        new: defaultdict[str, dict[str, int]] = defaultdict(dict)
        for key, revision in changed:
            new[key[0]][key[1]] = revision
            self._log.append((revision, key))
        for kind, ids in new.items():
            self._revisions[kind] = {**self._revisions.get(kind, {}), **ids}

    def of(self, key: Key) -> int:
        """The revision at which a record was changed last; 0 where it never was."""
        return self._revisions.get(key[0], {}).get(key[1], 0)

    @property
    def revisions(self) -> Revisions:
        """The revisions as they are now."""
        return dict(self._revisions)

    def since(self, revision: int) -> list[Key]:
        """The records that have changed after a revision, each once, oldest change first."""
        first = bisect_right(self._log, revision, key=itemgetter(0))
        return list(dict.fromkeys(key for _revision, key in self._log[first:]))
