"""What the room sees and is asked for: messages, the projector, and what is open."""

from __future__ import annotations

from typing import ClassVar, Literal

import msgspec

from samverk.model.record import Record

Asked = Literal["dots", "pulse", "evaluation", "questions", "wall"]
"""What participants can be asked for on their phones."""


View = Literal[
    "",
    "start",
    "now",
    "groups",
    "delivered",
    "questions",
    "group",
    "votes",
    "pulse",
    "evaluation",
    "principles",
    "join",
    "relations",
    "trend",
    "end",
]
"""What the projector can show; "" follows the programme."""


class Stage(Record, frozen=True, kw_only=True, omit_defaults=True):
    """What the room sees and is asked for; the only one has the id "stage".

    `message` goes to the tables and the phones, `notice` to the projector. `group` is the group
    whose page is shown, `due` and `stopped` its timer, as those of a day. `each` is how many dots
    everybody has. `asked` is what the facilitator has asked for besides the programme, `closed`
    what takes no more answers, `told` whose result is shown, and `rounds` how often a voting
    has begun anew.
    """

    kind: ClassVar[str] = "stage"
    id: str = "stage"
    message: str = ""
    sent: float | None = None
    notice: str = ""
    black: bool = False
    shows: View = ""
    card: int = 0
    group: int = 0
    due: float | None = None
    stopped: float | None = None
    each: int = 3
    asked: tuple[Asked, ...] = ()
    closed: tuple[Asked, ...] = ()
    told: tuple[Asked, ...] = ()
    rounds: dict[Asked, int] = msgspec.field(default_factory=dict)
