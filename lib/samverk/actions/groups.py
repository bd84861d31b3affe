"""Deeds on the division: divide and keep, move, swap, lock, roles, repair."""

from __future__ import annotations

import secrets
from collections.abc import Callable, Sequence

from samverk import grouping
from samverk.actions.about import place_tables
from samverk.actions.fields import changed
from samverk.actions.participants import without
from samverk.model import Group, Grouping, GroupRole, Participant, Sorry, State, Table, change
from samverk.store import Draft, Store
from samverk.words import _

FIELDS = frozenset(Grouping.__struct_fields__) - {"id", "cost", "bound", "proven", "terms"}
LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"
"""Letters and digits without those that are taken for each other."""

Met = Sequence[Sequence[Sequence[str]]]
Progress = Callable[[float, float, float], bool]


def code(length: int = 8) -> str:
    """A random code that is easy to type."""
    return "".join(secrets.choice(LETTERS) for _letter in range(length))


def wish(store: Store, field: str, value: object) -> None:
    """Change one of the wishes for the division."""
    if field in ("number", "size", "rounds") and (not isinstance(value, int) or value < 1):
        raise Sorry(_("Skriv et helt tall som er minst 1."))
    with store.change("groups.set") as draft:
        draft.put(changed(draft.state.grouping, field, value, FIELDS))


def add_rule(store: Store, rule: str, people: Sequence[str]) -> None:
    """Let people sit "apart" or "together"."""
    if rule not in ("apart", "together"):
        raise Sorry(_("Dette feltet kan ikke endres her."))
    if len({*people}) < 2:
        raise Sorry(_("Velg minst to deltakere."))
    with store.change("groups.add_rule") as draft:
        for person in people:
            draft.get(Participant, person)
        rules = (*getattr(draft.state.grouping, rule), tuple(dict.fromkeys(people)))
        draft.put(change(draft.state.grouping, **{rule: rules}))


def remove_rule(store: Store, rule: str, people: Sequence[str]) -> None:
    """Take away a rule on who sits apart or together."""
    with store.change("groups.remove_rule") as draft:
        rules = tuple(r for r in getattr(draft.state.grouping, rule) if r != tuple(people))
        draft.put(change(draft.state.grouping, **{rule: rules}))


def divide(
    store: Store, met: Met = (), *, effort: float = 1.0, progress: Progress | None = None
) -> None:
    """Divide those who are expected into groups and keep the division.

    Locked members stay in their groups. `met` are earlier divisions, and `progress` is called,
    as in `samverk.groups.divide`. Roles are given and tables are made.
    """
    from samverk.groups import assign_roles
    from samverk.groups import divide as search

    state = store.state
    if not state.present:
        raise Sorry(_("Det er ingen deltakere å dele inn. Les inn deltakerlista først."))
    number = grouping.number_of_groups(state)
    sizes = grouping.sizes(len(state.present), grouping.caps(state, number))
    wish = state.grouping
    known = {p.id for p in state.present}
    division = search(
        list(state.present),
        sizes,
        rounds=wish.rounds,
        mix={"organisation": wish.mix_organisation, "field": wish.mix_field},
        met=met,
        met_weight=wish.avoid_met,
        apart=[r for r in _rule(wish.apart, known) if len(r) > 1],
        together=[r for r in _rule(wish.together, known) if len(r) > 1],
        pinned=_pinned(state, known, number),
        seed=wish.seed,
        effort=effort,
        progress=progress,
    )
    willing = {p.id for p in state.present if not p.no_role} or known
    roles = assign_roles(division.rounds, willing=willing)
    with store.change("groups.divide") as draft:
        locked = {m for g in draft.state.groups for m in g.locked}
        draft.clear(Group)
        for n, groups in enumerate(division.rounds):
            draft.put(
                *(
                    Group(
                        id=f"{n + 1}-{g + 1}",
                        round=n + 1,
                        number=g + 1,
                        members=tuple(members),
                        roles=roles[n][g],
                        locked=tuple(m for m in members if m in locked),
                    )
                    for g, members in enumerate(groups)
                )
            )
        draft.put(
            change(
                draft.state.grouping,
                cost=float(division.cost),
                bound=float(division.bound),
                proven=division.proven,
                terms={name: (float(a), float(b)) for name, (a, b) in division.terms.items()},
            )
        )
        make_tables(draft, number)


def _rule(rules: Sequence[Sequence[str]], known: frozenset[str] | set[str]) -> list[list[str]]:
    return [[person for person in rule if person in known] for rule in rules]


def _pinned(state: State, known: set[str], number: int) -> dict[str, int]:
    return {
        person: group.number - 1
        for group in state.groups
        for person in group.locked
        if person in known and group.number <= number
    }


def make_tables(draft: Draft, number: int) -> None:
    """Let there be tables 1 to `number`, each with a code that it keeps."""
    there = {table.number for table in draft.state.tables}
    draft.put(
        *(Table(id=str(n), number=n, code=code()) for n in range(1, number + 1) if n not in there)
    )
    draft.remove(*(table for table in draft.state.tables if table.number > number))
    place_tables(draft)


def move(store: Store, participant: str, group: int, round: int = 1) -> None:
    """Move a person to another group of a round; a role follows nobody out of a group."""
    with store.change("groups.move") as draft:
        target = draft.get(Group, f"{round}-{group}")
        draft.get(Participant, participant)
        old = grouping.group_of(draft.state, participant, round)
        if old is not None and old.number == group:
            return
        if old is not None:
            draft.put(without(old, participant))
        draft.put(change(target, members=(*target.members, participant)))
        _judged_by_hand(draft)


def swap(store: Store, a: str, b: str, round: int = 1) -> None:
    """Let two people change places; each takes over the other's role."""
    with store.change("groups.swap") as draft:
        first = grouping.group_of(draft.state, a, round)
        second = grouping.group_of(draft.state, b, round)
        if first is None or second is None:
            raise Sorry(_("Begge må være i en gruppe for å kunne bytte plass."))
        places = {a: b, b: a}
        for group in {first.id: first, second.id: second}.values():
            draft.put(
                change(
                    group,
                    members=tuple(places.get(m, m) for m in group.members),
                    roles={role: places.get(who, who) for role, who in group.roles.items()},
                    locked=tuple(m for m in group.locked if m not in places),
                )
            )
        _judged_by_hand(draft)


def lock(store: Store, participant: str, *, locked: bool = True, round: int = 1) -> None:
    """Let a person stay in the group when the rest is divided again, or not any more."""
    with store.change("groups.lock") as draft:
        group = grouping.group_of(draft.state, participant, round)
        if group is None:
            raise Sorry(_("Deltakeren er ikke i noen gruppe."))
        rest = tuple(m for m in group.locked if m != participant)
        draft.put(change(group, locked=(*rest, participant) if locked else rest))


def set_role(store: Store, participant: str, role: GroupRole | None, round: int = 1) -> None:
    """Give a person a role in the group, or none; whoever had it has it no more."""
    with store.change("groups.set_role") as draft:
        group = grouping.group_of(draft.state, participant, round)
        if group is None:
            raise Sorry(_("Deltakeren er ikke i noen gruppe."))
        roles = {r: who for r, who in group.roles.items() if who != participant}
        draft.put(change(group, roles=roles | ({role: participant} if role else {})))


def _judged_by_hand(draft: Draft) -> None:
    draft.put(change(draft.state.grouping, cost=None, bound=None, proven=False, terms={}))
