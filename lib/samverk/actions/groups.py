"""Deeds on the division: wishes and rules, move, swap, lock and roles by hand.

Where `met` is given (earlier divisions, as in `samverk.groups.divide`), what was done by hand is
judged at once.
"""

from __future__ import annotations

from collections.abc import Sequence

from samverk import grouping, seating
from samverk.actions.division import Met, Progress, divide, judge, judge_draft
from samverk.actions.fields import changed
from samverk.actions.mending import repair
from samverk.actions.participants import without
from samverk.actions.roles import deal_roles
from samverk.actions.tables import make_tables
from samverk.model import AgendaItem, Grouping, GroupRole, Participant, Sorry, change
from samverk.store import Store
from samverk.words import _

__all__ = [
    "Met",
    "Progress",
    "add_rule",
    "deal_roles",
    "divide",
    "judge",
    "lock",
    "make_tables",
    "move",
    "remove_rule",
    "repair",
    "set_role",
    "set_round",
    "spread_rounds",
    "swap",
    "unlock_all",
    "wish",
    "write_rule",
]

FOUND = {"cost", "bound", "proven", "terms"}
FIELDS = frozenset(Grouping.__struct_fields__) - {"id", "presenting", "pinned"} - FOUND
MOST = {"number": 500, "size": 200, "rounds": 8}


def wish(store: Store, field: str, value: object) -> None:
    """Change one of the wishes for the division."""
    if field in MOST and not (isinstance(value, int) and 1 <= value <= MOST[field]):
        raise Sorry(_("Skriv et helt tall fra 1 til {most}.").format(most=MOST[field]))
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
        draft.put(change(draft.state.grouping, **{rule: tuple(dict.fromkeys(rules))}))


def write_rule(store: Store, text: str, rule: str = "", people: Sequence[str] = ()) -> None:
    """Let what a sentence says hold, in place of the rule on those people where one is named."""
    with store.change("groups.write_rule") as draft:
        read = seating.read(draft.state, text)
        wish = draft.state.grouping
        if rule:
            wish = seating.without(wish, _rule(rule, people))
        draft.put(seating.with_rule(wish, read))


def remove_rule(store: Store, rule: str, people: Sequence[str]) -> None:
    """Take away a rule on who sits apart, together or in which group."""
    with store.change("groups.remove_rule") as draft:
        draft.put(seating.without(draft.state.grouping, _rule(rule, people)))


def _rule(kind: str, people: Sequence[str]) -> seating.Rule:
    known = next((each for each in seating.TEXTS if each == kind), None)
    if known is None:
        raise Sorry(_("Dette feltet kan ikke endres her."))
    return seating.Rule(known, tuple(people), "")


def set_round(store: Store, item: str, round: int) -> None:
    """Let a row of the programme use the groups of a round."""
    with store.change("groups.set_round") as draft:
        if not 1 <= round <= MOST["rounds"]:
            raise Sorry(_("Skriv et helt tall fra 1 til {most}.").format(most=MOST["rounds"]))
        draft.put(change(draft.get(AgendaItem, item), round=round))


def spread_rounds(store: Store) -> None:
    """Let the rows of the programme use the rounds one after another, the last ones the last."""
    with store.change("groups.spread_rounds") as draft:
        rows = grouping.group_rows(draft.state)
        last = draft.state.grouping.rounds
        draft.put(*(change(row, round=min(n, last)) for n, row in enumerate(rows, 1)))


def move(
    store: Store, participant: str, group: int, round: int = 1, met: Met | None = None
) -> None:
    """Move a person to another group of a round; a lock follows along, a role does not."""
    with store.change("groups.move") as draft:
        draft.get(Participant, participant)
        target = next(
            (g for g in draft.state.groups if g.round == round and g.number == group), None
        )
        if target is None:
            raise Sorry(_("Det finnes ingen gruppe {n}.").format(n=group))
        old = grouping.group_of(draft.state, participant, round)
        if old is not None and old.number == group:
            return
        if old is not None:
            draft.put(without(old, participant))
        held = old is not None and participant in old.locked
        draft.put(
            change(
                target,
                members=(*target.members, participant),
                locked=(*target.locked, participant) if held else target.locked,
            )
        )
        judge_draft(draft, met)


def swap(store: Store, a: str, b: str, round: int = 1, met: Met | None = None) -> None:
    """Let two people change places; each takes over the other's role."""
    with store.change("groups.swap") as draft:
        first = grouping.group_of(draft.state, a, round)
        second = grouping.group_of(draft.state, b, round)
        if first is None or second is None:
            raise Sorry(_("Begge må være i en gruppe for å kunne bytte plass."))
        if first.id == second.id:
            raise Sorry(_("De er i samme gruppe. Velg en fra en annen gruppe."))
        places = {a: b, b: a}
        held = {m for group in (first, second) for m in group.locked}
        for group in (first, second):
            draft.put(
                change(
                    group,
                    members=tuple(places.get(m, m) for m in group.members),
                    roles={role: places.get(who, who) for role, who in group.roles.items()},
                    locked=tuple(who for m in group.members if (who := places.get(m, m)) in held),
                )
            )
        judge_draft(draft, met)


def lock(store: Store, participant: str, *, locked: bool = True, round: int = 1) -> None:
    """Let a person stay in the group when the rest is divided again, or not any more."""
    with store.change("groups.lock") as draft:
        group = grouping.group_of(draft.state, participant, round)
        if group is None:
            raise Sorry(_("Deltakeren er ikke i noen gruppe."))
        rest = tuple(m for m in group.locked if m != participant)
        draft.put(change(group, locked=(*rest, participant) if locked else rest))


def unlock_all(store: Store) -> None:
    """Let nobody be locked any more."""
    with store.change("groups.unlock_all") as draft:
        draft.put(*(change(group, locked=()) for group in draft.state.groups if group.locked))


def set_role(store: Store, participant: str, role: GroupRole | None, round: int = 1) -> None:
    """Give a person a role in the group, or take all away.

    Whoever had the role gets those that the person had. A role that nobody had is added.
    """
    with store.change("groups.set_role") as draft:
        group = grouping.group_of(draft.state, participant, round)
        if group is None:
            raise Sorry(_("Deltakeren er ikke i noen gruppe."))
        roles = dict(group.roles)
        if role is None:
            roles = {r: who for r, who in roles.items() if who != participant}
        elif (before := roles.get(role)) != participant:
            if before is not None:
                roles = {r: before if who == participant else who for r, who in roles.items()}
            roles[role] = participant
        draft.put(change(group, roles=roles))
