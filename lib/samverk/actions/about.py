"""Deeds on what the workshop is and where it is held."""

from __future__ import annotations

from collections.abc import Iterable

from samverk.actions.fields import changed
from samverk.model import About, Room, Venue, change, new_id
from samverk.store import Draft, Store
from samverk.words import _

FIELDS = frozenset(About.__struct_fields__) - {"id", "is_sample", "venue", "programme", "different"}
VENUE_FIELDS = frozenset(Venue.__struct_fields__) - {"id"}


def set(store: Store, field: str, value: object) -> None:
    """Change one field of the workshop."""
    with store.change("about.set") as draft:
        draft.put(changed(draft.state.about, field, value, FIELDS))


def add_venue(store: Store, name: str = "") -> str:
    """Make a venue with one room and choose it; returns its id."""
    with store.change("about.add_venue") as draft:
        venue = Venue(id=new_id(), name=name.strip(), rooms=(Room(name=_("Salen"), tables=6),))
        draft.put(venue, change(draft.state.about, venue=venue.id))
        place_tables(draft)
    return venue.id


def choose_venue(store: Store, venue: str) -> None:
    """Hold the workshop at a venue that is kept."""
    with store.change("about.choose_venue") as draft:
        draft.get(Venue, venue)
        draft.put(change(draft.state.about, venue=venue))
        place_tables(draft)


def keep_venue(store: Store, venue: Venue) -> None:
    """Take over a venue that is kept in another workshop, and choose it."""
    with store.change("about.keep_venue") as draft:
        draft.put(venue, change(draft.state.about, venue=venue.id))
        place_tables(draft)


def set_venue(store: Store, venue: str, field: str, value: object) -> None:
    """Change one field of a venue; its rooms are given whole."""
    with store.change("about.set_venue") as draft:
        draft.put(changed(draft.get(Venue, venue), field, value, VENUE_FIELDS))
        place_tables(draft)


def remove_venue(store: Store, venue: str) -> None:
    """Keep a venue no more."""
    with store.change("about.remove_venue") as draft:
        draft.remove(draft.get(Venue, venue))
        if draft.state.about.venue == venue:
            draft.put(change(draft.state.about, venue=""))


def seats(rooms: Iterable[Room]) -> int:
    """How many people the tables of these rooms seat."""
    return sum(room.tables * room.seats for room in rooms)


def place_tables(draft: Draft) -> None:
    """Give every table its room and seats, room by room as the chosen venue has them."""
    venue = draft.state.venue
    places = [
        (room.name, room.seats)
        for room in (venue.rooms if venue else ())
        for _n in range(room.tables)
    ]
    for table in draft.state.tables:
        room, seats = places[table.number - 1] if table.number <= len(places) else ("", 8)
        draft.put(change(table, room=room, seats=seats))
