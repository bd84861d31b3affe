"""Records by kind and id, and the `State` that they make."""

from __future__ import annotations

import bisect
from collections.abc import Iterable, Mapping

import msgspec

from samverk.model import FIELDS, KINDS, SINGLE, Record, State, order

Key = tuple[str, str]

_encoder = msgspec.json.Encoder()
_decoders = {kind: msgspec.json.Decoder(record) for kind, record in KINDS.items()}


def encode(record: Record) -> str:
    """The record as JSON."""
    return _encoder.encode(record).decode()


def decode(kind: str, body: str) -> Record:
    """The record of that kind in `body`."""
    return _decoders[kind].decode(body)


class Tables:
    """All records of a workshop; copies share what neither has changed."""

    def __init__(self) -> None:
        self._by_kind: dict[str, dict[str, Record]] = {kind: {} for kind in KINDS}
        self._state = State()

    def copy(self) -> Tables:
        """Another one that can be changed without changing this one."""
        twin = Tables.__new__(Tables)
        twin._by_kind = dict(self._by_kind)
        twin._state = self._state
        return twin

    def get(self, key: Key) -> Record | None:
        """The record under that key, if any."""
        return self._by_kind[key[0]].get(key[1])

    @property
    def state(self) -> State:
        """The records as one value."""
        return self._state

    def apply(self, given: Iterable[tuple[Key, Record | None]], revision: int) -> None:
        """Put the records in their places; None removes."""
        changed = list(given)
        touched: dict[str, dict[str, Record]] = {}
        before: dict[str, dict[str, Record | None]] = {}
        for (kind, id), record in changed:
            before.setdefault(kind, {}).setdefault(id, self._by_kind[kind].get(id))
            if kind not in touched:
                touched[kind] = self._by_kind[kind] = dict(self._by_kind[kind])
            if record is None:
                touched[kind].pop(id, None)
            else:
                touched[kind][id] = record
        fields: dict[str, object] = {"revision": revision}
        for kind, records in touched.items():
            if kind in SINGLE:
                fields[kind] = records.get(kind, SINGLE[kind](id=kind))
            else:
                fields[FIELDS[kind]] = self._sorted(kind, before[kind])
        self._state = msgspec.structs.replace(self._state, **fields)

    def _sorted(self, kind: str, before: Mapping[str, Record | None]) -> tuple[Record, ...]:
        """The records of a kind in order, with those that have changed as they were before.

        A few of many are taken out and put in, without a look at each of the others.
        """
        now = self._by_kind[kind]
        if len(before) > len(now) // 20:
            return tuple(sorted(now.values(), key=order))
        kept: list[Record] = list(getattr(self._state, FIELDS[kind]))
        for id, was in before.items():
            if was is not None:
                at = bisect.bisect_left(kept, order(was), key=order)
                while kept[at].id != id:
                    at += 1
                del kept[at]
            if id in now:
                bisect.insort(kept, now[id], key=order)
        return tuple(kept)
