"""How far the making of a document has come, told to whoever listens."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterator
from contextvars import ContextVar

_listener: ContextVar[Callable[[float], object] | None] = ContextVar("listener", default=None)


def at(done: float) -> None:
    """Say that the share `done`, from 0 to 1, is made."""
    listener = _listener.get()
    if listener is not None:
        listener(done)


@contextlib.contextmanager
def heard_by(listener: Callable[[float], object]) -> Iterator[None]:
    """Let `listener` be told for as long as this lasts."""
    before = _listener.set(listener)
    try:
        yield
    finally:
        _listener.reset(before)
