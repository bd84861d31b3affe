"""Telling how far a search has come, and hearing that it is to stop."""

from __future__ import annotations

from collections.abc import Callable
from time import monotonic

from samverk.groups.request import MICRO

Progress = Callable[[float, float, float], object]
OFTEN = 0.08
"""Seconds between two tellings."""


class Watch:
    """Calls `progress` with (done 0–1, best cost, bound); `stopped` once it returned True."""

    def __init__(self, progress: Progress | None, best: int, bound: int) -> None:
        self.stopped = False
        self._progress = progress
        self._best, self._bound = best, bound
        self._from, self._to = 0.0, 1.0
        self._told = -OFTEN

    def stage(self, start: float, end: float) -> None:
        """What follows is this part of the whole work."""
        self._from, self._to = start, end

    def best(self, cost: int) -> None:
        """A division that costs so much (in millionths) is at hand."""
        self._best = min(self._best, cost)

    def stop(self, done: float, *, now: bool = False) -> bool:
        """Tell, where it is time, that `done` of the stage is done; True when to stop."""
        if self._progress is None or self.stopped:
            return self.stopped
        time = monotonic()
        if now or time - self._told >= OFTEN:
            self._told = time
            whole = self._from + (self._to - self._from) * min(1.0, max(0.0, done))
            answer = self._progress(whole, points(self._best), points(self._bound))
            self.stopped = answer is True or (answer is not None and bool(answer))
        return self.stopped


def points(micro: int) -> float:
    """Millionths of a point as points; a whole number where it is one."""
    return micro // MICRO if micro % MICRO == 0 else micro / MICRO
