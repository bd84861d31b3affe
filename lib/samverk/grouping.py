"""Rules on groups and seats: how large the groups are, and what is missing."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import NamedTuple

from samverk import seating
from samverk.model import (
    GROUP_ROLES,
    AgendaItem,
    Group,
    GroupRole,
    Participant,
    State,
)
from samverk.words import _, listed, n_

MANY = 3
"""So many of a kind are named one by one; more are counted."""


class Lack(NamedTuple):
    """What is missing, as a sentence, and the place where it is mended."""

    text: str
    target: str = ""


def number_of_groups(state: State) -> int:
    """How many groups the wish gives for those who are expected.

    Where a size is wished and fewer tables seat everybody, there are as many groups as tables,
    and no more than the fewest at each table allow.
    """
    people = len(state.present)
    wish = state.grouping
    if wish.by == "number":
        return max(1, min(wish.number, people or 1))
    number = -(-people // max(wish.size, 1))
    rooms = state.venue.rooms if state.venue else ()
    if sum(room.tables * room.seats for room in rooms) >= people:
        number = min(number, sum(room.tables for room in rooms) or number)
    while number > 1 and sum(leasts(state, number)) > people:
        number -= 1
    return max(1, min(number, people or 1))


def caps(state: State, number: int) -> list[int | None]:
    """The seats at the tables 1 to `number`; None where the venue has no such table."""
    rooms = state.venue.rooms if state.venue else ()
    seats: list[int | None] = [room.seats for room in rooms for _table in range(room.tables)]
    return (seats + [None] * number)[:number]


def leasts(state: State, number: int) -> list[int]:
    """The fewest people that the tables 1 to `number` should have.

    None is heeded where there are more groups than tables, which would leave the rest too few.
    """
    rooms = state.venue.rooms if state.venue else ()
    seats = [min(room.least, room.seats) for room in rooms for _table in range(room.tables)]
    return seats[:number] if len(seats) >= number else [0] * number


def sizes(people: int, caps: Sequence[int | None], leasts: Sequence[int] = ()) -> list[int]:
    """The evenest sizes of groups that the seats allow; where they do not, the evenest.

    `leasts` are heeded where there are people enough for all of them.
    Source: water-filling, one person at a time to the smallest group that has a seat.
    """
    filled = list(leasts) if leasts and sum(leasts) <= people else [0] * len(caps)
    for _person in range(people - sum(filled)):
        free = [g for g, cap in enumerate(caps) if cap is None or filled[g] < cap]
        smallest = min(free or range(len(caps)), key=lambda g: (filled[g], g))
        filled[smallest] += 1
    return filled


def spans(
    people: int, caps: Sequence[int | None], leasts: Sequence[int] = ()
) -> list[tuple[int, int]]:
    """The least and most of each group that keep the groups as even as the seats allow."""
    even = sizes(people, caps, leasts)
    heeded = list(leasts) if leasts and sum(leasts) <= people else [0] * len(caps)
    full = [cap is not None and size >= cap for size, cap in zip(even, caps, strict=True)]
    free = [
        size
        for size, at_cap, least in zip(even, full, heeded, strict=True)
        if not at_cap and size > least
    ] or [size for size, at_cap in zip(even, full, strict=True) if not at_cap]
    low, high = min(free or even), max(free or even)
    found = []
    for size, cap, at_cap, least in zip(even, caps, full, heeded, strict=True):
        if at_cap:
            found.append((max(min(low, size), least), size))
        elif size <= least:
            found.append((size, max(size, high)))
        else:
            found.append((max(low, least), high if cap is None else min(high, cap)))
    return found


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


def tables_problem(state: State) -> str | None:
    """The sentence that says that there are too few tables for the groups, where there are."""
    if state.venue is None or not state.venue.rooms:
        return None
    tables = sum(room.tables for room in state.venue.rooms)
    wanted = max((g.number for g in state.groups), default=0) or number_of_groups(state)
    if tables >= wanted or not state.present:
        return None
    return n_(
        "Det er {groups} grupper, men bare {n} bord på {venue}.",
        "Det er {groups} grupper, men bare {n} bord på {venue}.",
        tables,
    ).format(groups=wanted, n=tables, venue=state.venue.name or _("stedet"))


def rows(state: State, round: int) -> tuple[AgendaItem, ...]:
    """The programme's rows that use the groups of a round."""
    return tuple(
        item
        for item in state.agenda
        if item.round == round and (not item.dropped or item.started is not None)
    )


def group_rows(state: State) -> tuple[AgendaItem, ...]:
    """The programme's rows where people sit in groups."""
    return tuple(i for i in state.agenda if not i.dropped and (i.form == "groups" or i.round))


def rounds_over(state: State) -> int:
    """How many rounds have been held: all rows of the programme that use them have ended."""
    over = 0
    for groups in rounds(state):
        used = rows(state, groups[0].round)
        if not used or any(item.ended is None for item in used):
            break
        over += 1
    return over


def ahead(state: State) -> list[list[Group]]:
    """The groups of the rounds that are on or still to come."""
    return rounds(state)[rounds_over(state) :]


def unplaced(state: State, round: int = 0) -> tuple[Participant, ...]:
    """Those who are expected, but in no group of the round, or (0) of the next that is held."""
    groups = ahead(state)[:1] if not round else [[g for g in state.groups if g.round == round]]
    if state.groups and not groups:
        return ()
    placed = {member for of in groups for group in of for member in group.members}
    return tuple(p for p in state.present if p.id not in placed)


def away(state: State) -> tuple[Participant, ...]:
    """Those who have not come, but are in a group of a round that is not over."""
    placed = {member for groups in ahead(state) for group in groups for member in group.members}
    return tuple(p for p in state.participants if p.attendance == "absent" and p.id in placed)


def filled_roles(
    roles: Mapping[GroupRole, str],
    members: Sequence[Participant],
    held: Mapping[str, int] | None = None,
    near: Collection[tuple[str, GroupRole]] = (),
) -> dict[GroupRole, str]:
    """The roles of those who are still members; the others' go to the willing.

    First to those without a role in the group, then to those who did not have it in the round
    before or after (`near`), then to those who have held fewest (`held`). A role that nobody had
    is given only to those who have none.
    """
    there = {p.id for p in members}
    willing = [p.id for p in members if not p.no_role]
    kept = {role: who for role, who in roles.items() if who in there}
    for role in (*roles, *(role for role in GROUP_ROLES if role not in roles)):
        has = Counter(kept.values())
        able = [who for who in willing if role in roles or not has[who]]
        if role not in kept and able:
            marks = {w: (has[w], (w, role) in near, (held or {}).get(w, 0)) for w in able}
            kept[role] = min(able, key=marks.__getitem__)
    return {role: kept[role] for role in GROUP_ROLES if role in kept}


def lacks(state: State) -> Iterator[Lack]:
    """What is still missing in *Grupper*, and where it is mended."""
    for problem in (seats_problem(state), tables_problem(state)):
        if problem is not None:
            yield Lack(problem, "rooms")
    if not state.groups:
        if state.participants:
            yield Lack(_("Deltakerne er ikke delt inn ennå."), "divide")
        return
    yield from _people_lacks(state)
    for rule in seating.rules(state):
        if not seating.holds(rule, state.groups):
            yield Lack(
                _("{rule}, men det holder ikke nå.").format(rule=rule.text),
                f"person-{rule.people[0]}",
            )
    yield from _round_lacks(state)
    bare = [g for g in state.groups if g.members and "secretary" not in g.roles]
    if len(bare) > MANY:
        yield Lack(_("{n} grupper mangler sekretær.").format(n=len(bare)), f"group-{bare[0].id}")
    else:
        for group in bare:
            yield Lack(
                _("Gruppe {n} mangler sekretær.").format(n=group.number), f"group-{group.id}"
            )
    yield from _full_tables(state)


def problems(state: State) -> Iterator[str]:
    """What is still missing in *Grupper*, as sentences."""
    return (lack.text for lack in lacks(state))


def _people_lacks(state: State) -> Iterator[Lack]:
    if left := unplaced(state):
        yield Lack(
            n_(
                "{n} deltaker er uten gruppe: {names}.",
                "{n} deltakere er uten gruppe: {names}.",
                len(left),
            ).format(n=len(left), names=_few([p.name for p in left])),
            f"person-{left[0].id}",
        )
    if gone := away(state):
        yield Lack(
            n_(
                "{n} som ikke har møtt, står i en gruppe: {names}.",
                "{n} som ikke har møtt, står i grupper: {names}.",
                len(gone),
            ).format(n=len(gone), names=_few([p.name for p in gone])),
            "repair",
        )


def _round_lacks(state: State) -> Iterator[Lack]:
    idle = [g[0].round for g in rounds(state) if not rows(state, g[0].round)]
    if idle and len(rounds(state)) > 1 and group_rows(state):
        yield Lack(
            n_(
                "Runde {which} brukes ikke av noe programpunkt.",
                "Rundene {which} brukes ikke av noe programpunkt.",
                len(idle),
            ).format(which=listed(str(n) for n in idle)),
            "rows",
        )


def _full_tables(state: State) -> Iterator[Lack]:
    number = max(g.number for g in state.groups)
    seats, fewest = caps(state, number), leasts(state, number)
    full = [g for g in state.groups if (cap := seats[g.number - 1]) and len(g.members) > cap]
    bare = [g for g in state.groups if len(g.members) < fewest[g.number - 1]]
    if len(full) > MANY:
        yield Lack(
            _("{n} grupper er større enn bordene de sitter ved.").format(n=len(full)),
            f"group-{full[0].id}",
        )
    if len(bare) > MANY:
        yield Lack(
            _("{n} grupper er mindre enn bordene deres skal ha.").format(n=len(bare)),
            f"group-{bare[0].id}",
        )
    for group in full if len(full) <= MANY else ():
        cap = seats[group.number - 1] or 0
        yield Lack(
            n_(
                "Gruppe {n} har {people} deltakere, men bordet har {seats} plass.",
                "Gruppe {n} har {people} deltakere, men bordet har {seats} plasser.",
                cap,
            ).format(n=group.number, people=len(group.members), seats=cap),
            f"group-{group.id}",
        )
    for group in bare if len(bare) <= MANY else ():
        people = len(group.members)
        yield Lack(
            n_(
                "Gruppe {n} har {people} deltaker, men bordet skal ha minst {least}.",
                "Gruppe {n} har {people} deltakere, men bordet skal ha minst {least}.",
                people,
            ).format(n=group.number, people=people, least=fewest[group.number - 1]),
            f"group-{group.id}",
        )


def _few(names: Sequence[str]) -> str:
    if len(names) <= MANY:
        return listed(names)
    rest = len(names) - MANY
    more = n_("{n} til", "{n} til", rest).format(n=rest)
    return listed([*names[:MANY], more])
