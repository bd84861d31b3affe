"""Deeds on the programme."""

from __future__ import annotations

from collections.abc import Sequence

from samverk.actions.fields import changed, required
from samverk.agenda import as_it_went, slots
from samverk.model import AgendaItem, Day, Sorry, change, last_rank, new_id, rank_between
from samverk.store import Store
from samverk.words import _, clock

FIELDS = frozenset(AgendaItem.__struct_fields__) - {"id", "rank", "took", "started", "ended"}
MOST_MINUTES = 600


def use(store: Store, items: Sequence[AgendaItem], *, start: int, end: int, name: str = "") -> None:
    """Replace the programme with these rows, from `start` to `end` (minutes after midnight)."""
    with store.change("agenda.use") as draft:
        if any(item.started is not None for item in draft.state.agenda):
            raise Sorry(_("Dagen er i gang. Endre radene i stedet for å bytte program."))
        draft.clear(AgendaItem)
        draft.put(
            *(change(item, id=new_id(), rank=float(n)) for n, item in enumerate(items, 1)),
            change(draft.state.day, start=start, end=end),
            change(draft.state.about, programme=name),
        )


def add(store: Store, after: str = "", title: str = "", minutes: int = 15) -> str:
    """Add a row after another, or last; returns its id."""
    with store.change("agenda.add") as draft:
        rows = draft.state.agenda
        place = next((n for n, row in enumerate(rows) if row.id == after), len(rows) - 1)
        item = AgendaItem(
            id=new_id(),
            rank=_between(rows, place + 1),
            title=title.strip() or _("Nytt programpunkt"),
            minutes=checked_minutes(minutes),
        )
        draft.put(item)
    return item.id


def set(store: Store, item: str, field: str, value: object) -> None:
    """Change one field of a row."""
    if field == "minutes" and isinstance(value, int):
        checked_minutes(value)
    if field == "title":
        value = required(str(value))
    with store.change("agenda.set") as draft:
        draft.put(changed(draft.get(AgendaItem, item), field, value, FIELDS))


def move(store: Store, item: str, to: int) -> None:
    """Move a row to another place (from 0)."""
    with store.change("agenda.move") as draft:
        row = draft.get(AgendaItem, item)
        rest = tuple(r for r in draft.state.agenda if r.id != item)
        place = min(max(to, 0), len(rest))
        draft.put(change(row, rank=_between(rest, place)))


def remove(store: Store, item: str) -> None:
    """Remove a row."""
    with store.change("agenda.remove") as draft:
        row = draft.get(AgendaItem, item)
        if draft.state.day.item == item:
            raise Sorry(_("«{title}» er i gang. Start neste punkt først.").format(title=row.title))
        draft.remove(row)


def lock(store: Store, item: str, at: int | None) -> None:
    """Lock a row to a time of day, or let it go."""
    if at is not None and not 0 <= at < 24 * 60:
        raise Sorry(_("{at} er ikke et klokkeslett.").format(at=clock(at)))
    with store.change("agenda.lock") as draft:
        draft.put(change(draft.get(AgendaItem, item), locked_at=at))


def start_at(store: Store, item: str, at: int) -> None:
    """Let a row begin at a time of day: the row before it gets longer or shorter.

    The first row begins with the day, and a locked row is locked to the new time.
    """
    with store.change("agenda.start_at") as draft:
        times = slots(draft.state.agenda, draft.state.day)
        place = next((n for n, slot in enumerate(times) if slot.item.id == item), None)
        if place is None:
            raise Sorry(_("Programpunktet utgår. Ta det med igjen først."))
        row = times[place].item
        if row.locked_at is not None:
            draft.put(change(row, locked_at=at))
        elif place == 0:
            if at >= draft.state.day.end:
                raise Sorry(_("Dagen må slutte etter at den har begynt."))
            draft.put(change(draft.state.day, start=at))
        else:
            before = times[place - 1]
            if at < before.start:
                raise Sorry(
                    _("«{title}» begynner kl. {at}. Velg et senere klokkeslett.").format(
                        title=before.item.title, at=clock(before.start)
                    )
                )
            draft.put(change(before.item, minutes=checked_minutes(at - before.start)))


def set_day(store: Store, start: int, end: int) -> None:
    """Set when the day starts and ends (minutes after midnight)."""
    if not 0 <= start < end < 24 * 60:
        raise Sorry(_("Dagen må slutte etter at den har begynt."))
    with store.change("agenda.set_day") as draft:
        draft.put(change(draft.state.get(Day, "day"), start=start, end=end))


def take_last(store: Store) -> None:
    """Give the rows the time that they took at the workshop before, within what is held."""
    with store.change("agenda.take_last") as draft:
        minutes = as_it_went(draft.state.agenda, draft.state.day)
        draft.put(
            *(
                change(item, minutes=minutes.get(item.id, item.minutes), took=None)
                for item in draft.state.agenda
            )
        )


def leave_last(store: Store) -> None:
    """Keep the programme as it is, whatever the rows took at the workshop before."""
    with store.change("agenda.leave_last") as draft:
        draft.put(*(change(item, took=None) for item in draft.state.agenda))


def checked_minutes(minutes: int) -> int:
    """The minutes; `Sorry` where no row can last that long."""
    if not 0 <= minutes <= MOST_MINUTES:
        raise Sorry(
            _("Et programpunkt kan vare fra 0 til {most} minutter.").format(most=MOST_MINUTES)
        )
    return minutes


def _between(rows: Sequence[AgendaItem], place: int) -> float:
    before = rows[place - 1].rank if place > 0 and rows else None
    after = rows[place].rank if place < len(rows) else None
    return rank_between(before, after) if rows else last_rank(())
