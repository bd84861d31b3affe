"""What a call of the interface is, what it is given, and which status a refusal has."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Any, Literal

from msgspec import Struct

from samverk.actions.ballots import Closed
from samverk.actions.table_notes import Another, Elsewhere, Missing
from samverk.live.desk import Desk, Door
from samverk.model import Sorry
from samverk.store import Deed, Draft, PageKind, Seen, Unstored
from samverk.words import _

Method = Literal["GET", "POST", "PUT", "DELETE"]
Answer = tuple[int, Struct]
Do = Callable[["Asked"], Awaitable[Answer]]


class Asked(Struct, frozen=True):
    """A request that may go on: whose, for what, with what."""

    desk: Desk
    door: Door
    id: str = ""
    body: Any = None

    @property
    def seen(self) -> Seen:
        """The newest state; `Sorry` where there is none."""
        if self.desk.seen is None:
            raise Unstored(_("Datafila finnes ikke lenger, eller mappa kan ikke åpnes."))
        return self.desk.seen

    @property
    def actor(self) -> str:
        """Who has done it, in the history."""
        number = self.door.number
        return f"table:{number}" if number else self.door.page

    async def write(self, name: str, do: Callable[[Draft], Any]) -> Any:
        """Do a deed that shares its commit."""
        return await self.desk.write(Deed(self.actor, name, do))


class Call(Struct, frozen=True):
    """One call. `path` is what follows the code; `id` there is an id in the address."""

    name: str
    method: Method
    page: PageKind
    path: str
    summary: str
    do: Do
    answers: dict[int, type[Struct]]
    body: type[Struct] | None = None
    refusals: tuple[int, ...] = ()

    @property
    def address(self) -> str:
        """The address as OpenAPI writes it."""
        return f"/api/{ROOMS[self.page]}/{{code}}{self.path}"


ROOMS: dict[PageKind, str] = {
    "table": "tables",
    "room": "room",
    "projector": "projector",
    "remote": "remote",
}

STATUS: list[tuple[type[Exception], int]] = [
    (Unstored, 503),
    (Closed, 409),
    (Elsewhere, 409),
    (Another, 403),
    (Missing, 404),
]


def status(error: Sorry) -> int:
    """The status of a refusal."""
    return next((code for kind, code in STATUS if isinstance(error, kind)), 422)
