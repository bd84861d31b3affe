"""Mending the division on the day: first shown, then taken."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

import msgspec

from samverk import grouping
from samverk.actions.asking import asked_of, ids_of, pinned
from samverk.actions.division import Met, Progress, keep_figures
from samverk.actions.roles import NO_DUTIES
from samverk.model import Group, GroupRole, Sorry, State, change
from samverk.series import Duties
from samverk.store import Store
from samverk.words import _

if TYPE_CHECKING:
    from samverk.groups import Division


class Step(msgspec.Struct, frozen=True, kw_only=True):
    """Somebody's group in a round, before and after; 0 is none."""

    person: str
    round: int
    before: int
    after: int


class Taken(msgspec.Struct, frozen=True, kw_only=True):
    """A role that somebody else takes over in a group of a round."""

    person: str
    role: GroupRole
    round: int
    group: int


class Mended:
    """A mended division that is not kept yet.

    `out` are those who did not come, `seated` those who get a place and `moved` those who were
    there and change groups, a step for each round; `roles` are the roles that are taken over.
    """

    def __init__(self, state: State, division: Division, groups: Sequence[Group]) -> None:
        self.base = base(state)
        self.division = division
        self.groups = tuple(groups)
        self.before = {g.id: g for g in state.groups}
        changed = {g.round for g in groups}
        then = _places(g for g in state.groups if g.round in changed)
        now = _places(groups)
        steps = [
            Step(person=who, round=n, before=then.get((who, n), 0), after=now.get((who, n), 0))
            for who, n in sorted({*then, *now}, key=lambda place: place[1])
        ]
        self.out = [s for s in steps if not s.after]
        self.seated = [s for s in steps if not s.before]
        self.moved = [s for s in steps if s.before and s.after and s.before != s.after]
        self.roles = [
            Taken(person=who, role=role, round=g.round, group=g.number)
            for g in groups
            for role, who in g.roles.items()
            if self.before[g.id].roles.get(role) != who
        ]

    @property
    def people_moved(self) -> int:
        """How many who were there change groups."""
        return len({step.person for step in self.moved})

    def fits(self, state: State) -> bool:
        """Whether nothing that it was made from has changed."""
        return self.base == base(state)


def base(state: State) -> object:
    """What a repair is made from."""
    wish = state.grouping
    return (
        tuple(p.id for p in state.present),
        tuple((g.id, g.members, tuple(g.roles.items())) for g in state.groups),
        (wish.apart, wish.together, tuple(wish.pinned.items())),
        grouping.rounds_over(state),
    )


def mended(
    state: State,
    met: Met = (),
    *,
    duties: Duties = NO_DUTIES,
    progress: Progress | None = None,
) -> Mended:
    """The division without those who did not come and with those who came: the fewest moves.

    Rounds that are over stay as they are, and roles are filled again. Raises
    `samverk.groups.Impossible` where the rules leave no way.
    """
    from samverk.groups import repair as search

    rounds = grouping.rounds(state)
    first = grouping.rounds_over(state)
    gone, late = grouping.away(state), grouping.unplaced(state)
    if not rounds:
        raise Sorry(_("Del deltakerne inn i grupper først."))
    if first >= len(rounds):
        raise Sorry(_("Alle rundene er over. Det er ikke noe å reparere."))
    if not gone and not late:
        raise Sorry(_("Alle som er ventet, har en gruppe. Det er ikke noe å reparere."))
    number = len(rounds[0])
    found = search(
        _sound(state, rounds, met),
        list(state.present),
        absent=[p.id for p in gone],
        late=[p.id for p in late],
        sizes=grouping.spans(
            len(state.present), grouping.caps(state, number), grouping.leasts(state, number)
        ),
        from_round=first,
        progress=progress,
    )
    return Mended(state, found, _filled(state, rounds, first, found, duties))


def _filled(
    state: State,
    rounds: Sequence[Sequence[Group]],
    first: int,
    found: Division,
    duties: Duties,
) -> list[Group]:
    """The groups of the rounds from `first` on as they were found, with their roles filled."""
    there = {p.id: p for p in state.participants}
    held = Counter(
        who
        for groups in [*duties.roles, *([g.roles for g in of] for of in rounds)]
        for roles in groups
        for who in roles.values()
    )
    made: list[Group] = []
    for n in range(first, len(rounds)):
        earlier = [g for g in made if g.round == rounds[n][0].round - 1]
        beside = [*(earlier or (rounds[n - 1] if n else [])), *_following(rounds, n)]
        near = {(who, role) for g in beside for role, who in g.roles.items()}
        for group, ids in zip(rounds[n], found.rounds[n], strict=True):
            members = [there[str(m)] for m in ids if str(m) in there]
            roles = grouping.filled_roles(group.roles, members, held, near)
            held.update(who for role, who in roles.items() if group.roles.get(role) != who)
            seated = tuple(p.id for p in members)
            made.append(
                change(
                    group,
                    members=seated,
                    roles=roles,
                    locked=tuple(m for m in group.locked if m in seated),
                )
            )
    return made


def _following(rounds: Sequence[Sequence[Group]], n: int) -> Sequence[Group]:
    return rounds[n + 1] if n + 1 < len(rounds) else ()


def take(store: Store, mend: Mended) -> int:
    """Keep a mended division; returns how many who were there had to change groups."""
    with store.change("groups.repair") as draft:
        if not mend.fits(draft.state):
            raise Sorry(_("Deltakerne eller gruppene er endret siden. Lag et nytt forslag."))
        draft.put(*mend.groups)
        keep_figures(draft, mend.division)
    return mend.people_moved


def repair(
    store: Store,
    met: Met = (),
    *,
    duties: Duties = NO_DUTIES,
    progress: Progress | None = None,
) -> int:
    """Mend the division at once; returns how many who were there had to change groups."""
    return take(store, mended(store.state, met, duties=duties, progress=progress))


def _places(groups: Iterable[Group]) -> dict[tuple[str, int], int]:
    return {(m, g.round): g.number for g in groups for m in g.members}


def _sound(state: State, rounds: Sequence[Sequence[Group]], met: Met) -> Division:
    """The division in use with every rule, as a repair carries them on."""
    from samverk.groups import score

    seated = {m for groups in rounds for group in groups for m in group.members}
    known = seated | {p.id for p in state.present}
    pins = [pinned(state, known, len(groups), groups[0].round) for groups in rounds]
    return score(
        ids_of(rounds),
        [p for p in state.participants if p.id in known],
        [(0, len(known))] * len(rounds[0]),
        met=met,
        pinned={
            who: group
            for who, group in pins[0].items()
            if all(pin.get(who) == group for pin in pins)
        },
        seed=state.grouping.seed,
        **asked_of(state.grouping, known),
    )
