"""The workshop as the pages see it: its newest state, who may come in, and who is there."""

from __future__ import annotations

import hmac
from collections import Counter
from pathlib import Path
from typing import Any

import msgspec

from samverk import words
from samverk.live.feeds import Feeds
from samverk.live.limits import Limits
from samverk.live.scribe import Alone, Scribe
from samverk.model import State
from samverk.neighbours import FILE
from samverk.store import Codes, Deed, PageKind, Seen, Store, Unstored
from samverk.words import _

ADDRESS: dict[PageKind, str] = {
    "table": "b",
    "room": "d",
    "projector": "storskjerm",
    "remote": "styr",
}


class Door(msgspec.Struct, frozen=True):
    """What a code opens: a page, and the table's number (0 where it is no table's)."""

    page: PageKind
    number: int
    code: str


class Desk:
    """One workshop's data for all pages; everything here happens in the loop."""

    def __init__(self) -> None:
        self.seen: Seen | None = None
        self.wanted: Path | None = None
        self.codes = Codes(tables={})
        self.feeds = Feeds(self)
        self.limits = Limits()
        self.base = ""
        self.outside = ""
        self._scribe: Scribe | None = None
        self._doors: list[tuple[bytes, Door]] = []

    @property
    def path(self) -> Path | None:
        """The workshop's file, while it is open."""
        return self._scribe.path if self._scribe else None

    @property
    def store(self) -> Store:
        """The open store; `Sorry` where there is none."""
        if self._scribe is None or self._scribe.store is None:
            raise Unstored(_("Datafila finnes ikke lenger, eller mappa kan ikke åpnes."))
        return self._scribe.store

    async def keep_up(self, folder: Path | None) -> bool:
        """Open the workshop in that folder, if there is one, and let go of any other.

        Returns whether one was opened now.
        """
        wanted = folder / FILE if folder is not None and (folder / FILE).exists() else None
        self.wanted = wanted
        if wanted == self.path and (self._scribe is None or self._scribe.is_alive):
            return False
        self.close()
        if wanted is None:
            return False
        self._scribe = Scribe(wanted, self._see)
        try:
            await self._scribe.opened
        except Exception:
            self.close()
        return self.path is not None

    def close(self) -> None:
        """Let go of the workshop."""
        if self._scribe is not None:
            self._scribe.stop()
            self._scribe = None
        self.seen = None
        self._let_in(Codes(tables={}))

    async def write(self, do: Deed | Alone) -> Any:
        """Do a deed and return its answer, once it is safe on disk."""
        if self._scribe is None:
            raise Unstored(_("Datafila finnes ikke lenger, eller mappa kan ikke åpnes."))
        return await self._scribe.write(do)

    async def learn_codes(self) -> None:
        """Let in by the codes that stand in the file now, and by no other; `Sorry` if unread."""
        if self._scribe is not None:
            await self._scribe.learn_codes()

    def door(self, code: str) -> Door | None:
        """What a code opens. Takes the same time for every code."""
        given = code.encode("utf-8", "replace")
        found = None
        for kept, door in self._doors:
            if hmac.compare_digest(given, kept):
                found = door
        return found

    def _see(self, seen: Seen, codes: Codes) -> None:
        before, self.seen = self.seen, seen
        if before is None or before.state.about.language != seen.state.about.language:
            words.use(seen.state.about.language)
        if codes != self.codes:
            self._let_in(codes)
        self.feeds.tell(before, seen)

    def _let_in(self, codes: Codes) -> None:
        self.codes = codes
        self._doors = [
            (code.encode("ascii"), Door(page, number, code)) for page, number, code in codes.every()
        ]
        self.feeds.keep({door for _code, door in self._doors})

    @property
    def state(self) -> State:
        """The newest state."""
        return self.seen.state if self.seen else State()

    def url(self, page: PageKind, number: int = 0, base: str = "") -> str:
        """The address of a page; "" where it has no code."""
        code = self.codes.tables.get(number, "") if page == "table" else getattr(self.codes, page)
        return f"{base or self.outside or self.base}/{ADDRESS[page]}/{code}" if code else ""

    def move(self, base: str) -> None:
        """Phones find the pages at another address from now on; "" is this machine's own."""
        self.outside = base
        self.feeds.refresh()

    def urls(self, base: str = "") -> dict[str, Any]:
        """The addresses of all pages; nothing before there are codes."""
        if not self.codes.room:
            return {}
        return {
            "projector_url": self.url("projector", base=base),
            "participant_url": self.url("room", base=base),
            "remote_url": self.url("remote", base=base),
            "tables": [
                {"group": str(n), "code": code, "url": self.url("table", n, base)}
                for n, code in sorted(self.codes.tables.items())
            ],
        }

    def connected(self) -> dict[str, Any]:
        """How many are there now, by page."""
        there = Counter(self.feeds.there())
        tables = {str(d.number): n for d, n in there.items() if d.page == "table"}
        others = {
            page: sum(n for d, n in there.items() if d.page == page)
            for page in ("room", "projector", "remote")
        }
        return {"tables": tables, **others}
