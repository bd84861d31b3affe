"""How long the rows took at the workshop before, and a programme that gives them that time."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from samverk.agenda.plan import Slot, slots
from samverk.model import AgendaItem, Day
from samverk.words import _, n_

STEP = 5
"""Minutes in a step of a printed programme; a row that took another time within it took its own."""
MOST_TOLD = 3


def differing(items: Sequence[AgendaItem]) -> list[AgendaItem]:
    """The rows that took clearly more or less time than they have now, the furthest off first."""
    off = [
        item
        for item in items
        if item.took is not None
        and not item.dropped
        and item.locked_at is None
        and abs(item.took - item.minutes) >= STEP
    ]
    return sorted(off, key=lambda item: -abs((item.took or 0) - item.minutes))


def as_it_went(items: Sequence[AgendaItem], day: Day) -> dict[str, int]:
    """New durations by id, in the proportions of the time that the rows took.

    Locked rows and their durations stay, and so does the end of the day: the rows between two
    times that are held share what lies between them. Only rows that change are in it.
    """
    found: dict[str, int] = {}
    for rows, room in _stretches(slots(items, day), day):
        # Rows that left a gap or ran over are another matter than how long each of them takes.
        if room <= 0 or not any(item.took for item in rows):
            continue
        shares = _shared([item.took or item.minutes for item in rows], room)
        found |= {
            item.id: minutes
            for item, minutes in zip(rows, shares, strict=True)
            if minutes != item.minutes
        }
    return found


def _stretches(times: Sequence[Slot], day: Day) -> Iterator[tuple[list[AgendaItem], int]]:
    """The rows that may change between two held times, and the minutes that they have there."""
    rows: list[AgendaItem] = []
    free = day.start
    for slot in times:
        if slot.item.locked_at is None:
            rows.append(slot.item)
            continue
        yield rows, slot.item.locked_at - free
        rows, free = [], slot.end
    yield rows, day.end - free


def _shared(wishes: Sequence[int], room: int) -> list[int]:
    """The room shared by the wishes, in whole steps where it has that many; the sum is the room."""
    step = STEP if room >= STEP * len(wishes) else 1
    parts = room // step
    if parts < len(wishes):
        return [room // len(wishes) + (n < room % len(wishes)) for n in range(len(wishes))]
    got = [1] * len(wishes)
    for _part in range(parts - len(wishes)):
        # Webster's method of shares.
        most = max(range(len(wishes)), key=lambda n: wishes[n] / (2 * got[n] + 1))
        got[most] += 1
    shares = [n * step for n in got]
    shares[max(range(len(shares)), key=shares.__getitem__)] += room - sum(shares)
    return shares


def told(items: Sequence[AgendaItem], day: Day) -> str:
    """A sentence on how it went last time; "" where the programme has those times already."""
    off = differing(items)
    if not off or not as_it_went(items, day):
        return ""
    each = [
        _("«{title}» varte {took} minutter, ikke {minutes}").format(
            title=item.title, took=item.took, minutes=item.minutes
        )
        for item in off[:MOST_TOLD]
    ]
    rest = len(off) - len(each)
    if rest:
        each.append(n_("{n} punkt til", "{n} punkter til", rest).format(n=rest))
    return _("Sist gikk det annerledes: {what}.").format(what="; ".join(each))
