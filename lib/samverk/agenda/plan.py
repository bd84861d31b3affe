"""The clock times that follow from the rows, and what does not add up."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Literal

import msgspec

from samverk.model import AgendaItem, Day, State
from samverk.words import _, clock, n_


class Slot(msgspec.Struct, frozen=True):
    """When a row is on, in minutes after midnight.

    `gap` is the minutes without content before it; below 0, by how much the rows before it
    run into it.
    """

    item: AgendaItem
    start: int
    end: int
    gap: int = 0


class Problem(msgspec.Struct, frozen=True, kw_only=True):
    """What does not add up or is missing, as a sentence. `item` is a row's id, or ""."""

    text: str
    about: Literal["rows", "time", "owner", "minutes"]
    item: str = ""


def slots(items: Iterable[AgendaItem], day: Day) -> tuple[Slot, ...]:
    """The times of the rows, in order; a dropped row has none.

    A row begins when the one before it ends, or at the time it is locked to.
    """
    found: list[Slot] = []
    free = day.start
    for item in items:
        if item.dropped:
            continue
        start = free if item.locked_at is None else item.locked_at
        found.append(Slot(item, start, start + item.minutes, start - free))
        free = start + item.minutes
    return tuple(found)


def needs_owner(item: AgendaItem) -> bool:
    """Whether somebody must be named as responsible for the row."""
    return item.form != "break" and not item.dropped


def problems(state: State) -> Iterator[Problem]:
    """Everything about the programme that the organiser should mend, in the order of the day."""
    times = slots(state.agenda, state.day)
    if not times:
        yield Problem(
            text=_("Hent et ferdig program, eller legg til et programpunkt."),
            about="rows",
        )
        return
    yield from _clashes(times, state.day)
    yield from _end(times, state.day)
    for slot in times:
        if slot.item.minutes <= 0:
            yield Problem(
                text=_("«{title}» har ingen varighet.").format(title=slot.item.title),
                about="minutes",
                item=slot.item.id,
            )
    for slot in times:
        if needs_owner(slot.item) and not slot.item.owner.strip():
            yield Problem(
                text=_("Det mangler ansvarlig for «{title}».").format(title=slot.item.title),
                about="owner",
                item=slot.item.id,
            )


def summary(state: State) -> str:
    """The sentence on whether the programme adds up to the start and end of the day."""
    times = slots(state.agenda, state.day)
    if not times:
        return _("Programmet er tomt.")
    end = max(slot.end for slot in times)
    late = end - state.day.end
    if late > 0:
        return n_(
            "Programmet slutter kl. {end}, {n} minutt for sent.",
            "Programmet slutter kl. {end}, {n} minutter for sent.",
            late,
        ).format(end=clock(end), n=late)
    if late < 0:
        return n_(
            "Programmet slutter kl. {end}, {n} minutt før tiden.",
            "Programmet slutter kl. {end}, {n} minutter før tiden.",
            -late,
        ).format(end=clock(end), n=-late)
    if any(slot.gap for slot in times):
        return _("Programmet slutter kl. {end}, men tidene går ikke opp.").format(end=clock(end))
    return _("Programmet går opp fra {start} til {end}.").format(
        start=clock(state.day.start), end=clock(end)
    )


def _clashes(times: tuple[Slot, ...], day: Day) -> Iterator[Problem]:
    before: Slot | None = None
    for slot in times:
        if slot.gap:
            yield Problem(text=_clash(before, slot, day), about="time", item=slot.item.id)
        before = slot


def _clash(before: Slot | None, slot: Slot, day: Day) -> str:
    minutes, title, at = abs(slot.gap), slot.item.title, clock(slot.start)
    if slot.gap > 0:
        return n_(
            "Det er {n} minutt uten innhold før «{title}» kl. {at}.",
            "Det er {n} minutter uten innhold før «{title}» kl. {at}.",
            minutes,
        ).format(n=minutes, title=title, at=at)
    if before is None:
        return _("«{title}» er låst til kl. {at}, men dagen begynner først kl. {start}.").format(
            title=title, at=at, start=clock(day.start)
        )
    if before.item.locked_at is not None:
        return _(
            "«{first}» og «{second}» er låst til tider som kolliderer: "
            "«{first}» slutter kl. {end}, og «{second}» begynner kl. {at}."
        ).format(first=before.item.title, second=title, end=clock(before.end), at=at)
    return n_(
        "«{title}» er låst til kl. {at}, men programmet før varer {n} minutt for lenge.",
        "«{title}» er låst til kl. {at}, men programmet før varer {n} minutter for lenge.",
        minutes,
    ).format(title=title, at=at, n=minutes)


def _end(times: tuple[Slot, ...], day: Day) -> Iterator[Problem]:
    end = max(slot.end for slot in times)
    late = end - day.end
    if late > 0:
        text = n_(
            "Programmet slutter {n} minutt etter at dagen er slutt kl. {end}.",
            "Programmet slutter {n} minutter etter at dagen er slutt kl. {end}.",
            late,
        )
    elif late < 0:
        text = n_(
            "Det er {n} minutt uten innhold før dagen slutter kl. {end}.",
            "Det er {n} minutter uten innhold før dagen slutter kl. {end}.",
            -late,
        )
    else:
        return
    yield Problem(text=text.format(n=abs(late), end=clock(day.end)), about="time")
