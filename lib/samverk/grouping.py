"""Rules on groups and seats: how large the groups are, and what is missing."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from samverk.model import Group, Participant, State
from samverk.words import _, listed, n_


def number_of_groups(state: State) -> int:
    """How many groups the wish gives for those who are expected."""
    people = len(state.present)
    wish = state.grouping
    number = wish.number if wish.by == "number" else -(-people // max(wish.size, 1))
    return max(1, min(number, people or 1))


def caps(state: State, number: int) -> list[int | None]:
    """The seats at the tables 1 to `number`; None where the venue has no such table."""
    rooms = state.venue.rooms if state.venue else ()
    seats: list[int | None] = [room.seats for room in rooms for _table in range(room.tables)]
    return (seats + [None] * number)[:number]


def sizes(people: int, caps: Sequence[int | None]) -> list[int]:
    """The evenest sizes of groups that the seats allow; where they do not, the evenest.

    Source: water-filling, one person at a time to the smallest group that has a seat.
    """
    filled = [0] * len(caps)
    for _person in range(people):
        free = [g for g, cap in enumerate(caps) if cap is None or filled[g] < cap]
        smallest = min(free or range(len(caps)), key=lambda g: (filled[g], g))
        filled[smallest] += 1
    return filled


def rounds(state: State) -> list[list[Group]]:
    """The groups of each round, in order."""
    numbers = sorted({group.round for group in state.groups})
    return [[g for g in state.groups if g.round == n] for n in numbers]


def group_of(state: State, participant: str, round: int = 1) -> Group | None:
    """The group that a person is in."""
    return next((g for g in state.groups if g.round == round and participant in g.members), None)


def seats_problem(state: State) -> str | None:
    """The sentence that says that there are too few seats, where there are."""
    if state.venue is None or not state.venue.rooms:
        return None
    seats = sum(room.tables * room.seats for room in state.venue.rooms)
    people = len(state.present)
    if seats >= people:
        return None
    return n_(
        "Det er {people} deltakere, men bare {seats} plass på {venue}.",
        "Det er {people} deltakere, men bare {seats} plasser på {venue}.",
        seats,
    ).format(people=people, seats=seats, venue=state.venue.name or _("stedet"))


def unplaced(state: State) -> tuple[Participant, ...]:
    """Those who are expected, but in no group of the first round."""
    placed = {member for group in state.groups if group.round == 1 for member in group.members}
    return tuple(p for p in state.present if p.id not in placed)


def problems(state: State) -> Iterator[str]:
    """What is still missing in *Grupper*."""
    if (seats := seats_problem(state)) is not None:
        yield seats
    if not state.groups:
        if state.participants:
            yield _("Deltakerne er ikke delt inn ennå.")
        return
    left = unplaced(state)
    if left:
        yield n_(
            "{n} deltaker er uten gruppe: {names}.",
            "{n} deltakere er uten gruppe: {names}.",
            len(left),
        ).format(n=len(left), names=listed([p.name for p in left[:3]] + ["…"] * (len(left) > 3)))
    absent = {p.id for p in state.participants if p.attendance == "absent"}
    away = [m for g in state.groups if g.round == 1 for m in g.members if m in absent]
    if away:
        yield n_(
            "{n} som ikke har møtt, står i en gruppe.",
            "{n} som ikke har møtt, står i grupper.",
            len(away),
        ).format(n=len(away))
    for group in state.groups:
        if group.members and "secretary" not in group.roles:
            yield _("Gruppe {n} mangler sekretær.").format(n=group.number)
    for table, cap in zip(rounds(state)[0], caps(state, len(rounds(state)[0])), strict=True):
        if cap is not None and len(table.members) > cap:
            yield _("Gruppe {n} har {people} deltakere, men bordet har {seats} plasser.").format(
                n=table.number, people=len(table.members), seats=cap
            )


def cross_section(state: State, attribute: str) -> list[tuple[str, int]]:
    """How many people have each value of "organisation", "unit" or "field"; largest first."""
    counts = Counter(str(getattr(p, attribute)) for p in state.participants)
    return sorted(counts.items(), key=lambda item: (not item[0], -item[1], item[0].casefold()))


def colours(state: State) -> dict[str, int]:
    """A number from 0 for every organisation, in order of size: its colour."""
    names = [name for name, _n in cross_section(state, "organisation") if name]
    return {name: n for n, name in enumerate(names)}


def missing_units(state: State, expected: Sequence[str]) -> list[str]:
    """The units (or organisations) that were expected and have nobody on the roster."""
    there = {p.unit.casefold() for p in state.participants} | {
        p.organisation.casefold() for p in state.participants
    }
    return [unit for unit in expected if unit.strip() and unit.casefold() not in there]
