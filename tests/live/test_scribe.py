"""Whoever writes in the file answers everybody, also those who come too late."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Coroutine
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest

from samverk.live.scribe import Scribe
from samverk.model import Sorry
from samverk.store import Store, Unstored


def awaited(call: Callable[[Path], Coroutine[Any, Any, None]], path: Path) -> None:
    """In a thread of its own: Playwright may keep a loop running in this one."""
    with ThreadPoolExecutor(1) as thread:
        thread.submit(lambda: asyncio.run(call(path))).result()


async def asked_too_late(path: Path) -> None:
    scribe = Scribe(path, lambda _seen, _codes: None)
    await scribe.opened
    scribe.stop()
    assert not scribe.is_alive
    with pytest.raises(Unstored):
        await asyncio.wait_for(scribe.write(lambda store: store.revision), 10)


def test_a_deed_that_comes_after_the_end_is_turned_away(tmp_path: Path) -> None:
    Store.create(tmp_path / "samverk.db").close()
    awaited(asked_too_late, tmp_path / "samverk.db")


async def asked_of_nothing(path: Path) -> None:
    scribe = Scribe(path, lambda _seen, _codes: None)
    with pytest.raises(Sorry):
        await scribe.opened
    with pytest.raises(Unstored):
        await asyncio.wait_for(scribe.write(lambda store: store.revision), 10)


def test_a_deed_for_a_file_that_cannot_be_opened_is_turned_away(tmp_path: Path) -> None:
    (tmp_path / "samverk.db").write_bytes(b"not a database, and long enough to be read" * 100)
    awaited(asked_of_nothing, tmp_path / "samverk.db")
