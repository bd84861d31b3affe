"""How fast each code may ask, and all unknown codes together. Never by address: a room shares one.

Buckets fill at a steady rate; an empty one refuses until there is a drop in it again.
"""

from __future__ import annotations

import time
from collections.abc import Callable

from samverk.store import PageKind

Rate = tuple[float, float]
"""How many at once, and how many a second after that."""

ASK: dict[PageKind, Rate] = {
    "table": (600, 100),
    "room": (12_000, 600),
    "projector": (3_000, 300),
    "remote": (120, 20),
}
WRITE: dict[PageKind, Rate] = {
    "table": (600, 60),
    "room": (4_000, 300),
    "projector": (10, 1),
    "remote": (40, 5),
}
UNKNOWN: Rate = (30, 5)


class Bucket:
    """Takes one drop at a time."""

    def __init__(self, rate: Rate, clock: Callable[[], float] = time.monotonic) -> None:
        self.most, self.speed = rate
        self._clock = clock
        self._level = self.most
        self._looked = clock()

    def take(self) -> float:
        """0 where there was a drop, else the seconds until there is one."""
        now = self._clock()
        self._level = min(self.most, self._level + (now - self._looked) * self.speed)
        self._looked = now
        if self._level < 1:
            return (1 - self._level) / self.speed
        self._level -= 1
        return 0.0


class Limits:
    """The buckets of every code, and the one of all unknown codes."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._buckets: dict[tuple[str, bool], Bucket] = {}
        self._unknown = Bucket(UNKNOWN, clock)

    def known(self, page: PageKind, code: str, *, writes: bool) -> float:
        """Seconds that a request with a known code must wait; 0 where it may go on."""
        bucket = self._buckets.get((code, writes))
        if bucket is None:
            rate = (WRITE if writes else ASK)[page]
            bucket = self._buckets[code, writes] = Bucket(rate, self._clock)
        return bucket.take()

    def unknown(self) -> float:
        """Seconds that all unknown codes must wait; 0 where one may be told that it is unknown."""
        return self._unknown.take()
