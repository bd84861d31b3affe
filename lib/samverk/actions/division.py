"""Searching for a division, and judging the one in use."""

from __future__ import annotations

import dataclasses
import random
from collections.abc import Callable, Collection, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

import msgspec

from samverk import grouping, seating
from samverk.actions.asking import asked_of, ids_of, pinned
from samverk.actions.participants import unjudged
from samverk.actions.roles import NO_DUTIES, dealt
from samverk.actions.tables import make_tables
from samverk.model import Group, Sorry, State, change
from samverk.series import Duties
from samverk.store import Draft, Store
from samverk.words import _

if TYPE_CHECKING:
    from samverk.groups import Division

Met = Sequence[Sequence[Sequence[str]]]
Progress = Callable[[float, float, float], bool]


class Found(NamedTuple):
    """A division that was found: its groups with their roles, and how good it is."""

    groups: tuple[Group, ...]
    division: Division


def divide(
    store: Store,
    met: Met = (),
    *,
    duties: Duties = NO_DUTIES,
    effort: float = 1.0,
    progress: Progress | None = None,
    eased: Callable[[State], State] = lambda state: state,
    only_better: bool = False,
    prove: bool = False,
) -> bool:
    """Divide those who are expected into groups and keep the division; returns whether it was kept.

    Locked members stay in their groups. `met` are earlier divisions, and `progress` is called,
    as in `samverk.groups.divide`. `eased` lets go of a rule, for good. With `only_better` the
    division in use stays where none better is found, and is known to be the best where that was
    proven. Roles are given and tables are made. Raises `samverk.groups.Impossible` where the rules
    clash.
    """
    before = store.refresh()
    now = judged(before, met) if only_better else None
    found = search(eased(before), met, duties=duties, effort=effort, progress=progress, prove=prove)
    if now is not None and found.division.cost >= now.cost:
        _raise_bound(store, before, now, found.division.bound)
        return False
    with store.change("groups.divide") as draft:
        state = eased(draft.state)
        if state.grouping != draft.state.grouping:
            draft.put(state.grouping)
        locked = {(g.round, m) for g in state.groups for m in g.locked}
        keep_groups(draft, found.groups, locked)
        keep_figures(draft, found.division)
    return True


def _raise_bound(store: Store, before: State, now: Division, bound: float) -> None:
    """Keep that no division can cost less than `bound`, where nothing has changed since."""
    with store.change("groups.judge") as draft:
        if draft.state.groups == before.groups and now.bound < bound <= now.cost:
            keep_figures(draft, dataclasses.replace(now, bound=bound, proven=bound == now.cost))


def keep_groups(draft: Draft, groups: Sequence[Group], locked: Collection[tuple[int, str]]) -> None:
    """Let these be the groups, without those who have left the roster, each with its table."""
    there = {p.id for p in draft.state.participants}
    draft.clear(Group)
    for group in groups:
        members = tuple(m for m in group.members if m in there)
        draft.put(
            change(
                group,
                members=members,
                roles={role: who for role, who in group.roles.items() if who in members},
                locked=tuple(m for m in members if (group.round, m) in locked),
            )
        )
    make_tables(draft, max(group.number for group in groups))


def search(
    state: State,
    met: Met = (),
    *,
    duties: Duties = NO_DUTIES,
    effort: float = 1.0,
    progress: Progress | None = None,
    prove: bool = False,
) -> Found:
    """The division that the wishes of `state` ask for, with roles, not kept.

    Rounds that are over stay as they were, and count among the earlier ones.
    """
    if not state.present:
        raise Sorry(_("Det er ingen deltakere å dele inn. Les inn deltakerlista først."))
    over = grouping.rounds(state)[: grouping.rounds_over(state)]
    if len(over) >= state.grouping.rounds:
        raise Sorry(
            _("Alle rundene er over. Velg flere runder under Endre regler for å lage nye grupper.")
        )
    number = grouping.number_of_groups(state)
    known = Duties([*duties.roles, *([g.roles for g in of] for of in over)], duties.attended)
    division = _divided(
        _after(state, len(over)), number, [*met, *ids_of(over)], effort, progress, prove
    )
    place = {p.id: n for n, p in enumerate(state.participants)}
    rounds = [[sorted(map(str, g), key=place.__getitem__) for g in of] for of in division.rounds]
    roles = dealt(state, rounds, known)
    groups = tuple(
        Group(
            id=f"{n}-{g}",
            round=n,
            number=g,
            members=tuple(members),
            roles=has,
        )
        for n, (made, held) in enumerate(zip(rounds, roles, strict=True), len(over) + 1)
        for g, (members, has) in enumerate(zip(made, held, strict=True), 1)
    )
    if over:
        groups = (*(g for of in over for g in of), *groups)
        division = judged(msgspec.structs.replace(state, groups=groups), met) or division
    return Found(groups, division)


def _after(state: State, over: int) -> State:
    """The workshop from the round after those that are over, as if the day began there."""
    if not over:
        return state
    return msgspec.structs.replace(
        state,
        grouping=change(state.grouping, rounds=state.grouping.rounds - over),
        groups=tuple(change(g, round=g.round - over) for g in state.groups if g.round > over),
    )


def _divided(
    state: State, number: int, met: Met, effort: float, progress: Progress | None, prove: bool
) -> Division:
    """The division that the wishes of `state` ask for.

    A lock holds in one round, while the search holds it in all; so where there are both locks
    and rounds, each round is searched by itself with those before it among the earlier ones.
    """
    from samverk.groups import divide, score

    wish = state.grouping
    people = list(state.present)
    if wish.seed:
        # A start that is the best already is the same for every seed, but not for every order.
        random.Random(wish.seed).shuffle(people)
    known = {p.id for p in people}
    sizes = grouping.sizes(
        len(people), grouping.caps(state, number), grouping.leasts(state, number)
    )
    asked: dict[str, Any] = asked_of(wish, known) | {"seed": wish.seed, "effort": effort}
    pins = [pinned(state, known, number, n) for n in range(1, wish.rounds + 1)]
    if all(pin == pins[0] for pin in pins):
        return divide(
            people,
            sizes,
            rounds=wish.rounds,
            met=met,
            pinned=pins[0],
            progress=progress,
            prove=prove,
            **asked,
        )
    done: list[list[list[str]]] = []
    for n, pin in enumerate(pins):
        part = None if progress is None else _part(progress, n, wish.rounds)
        found = divide(people, sizes, met=[*met, *done], pinned=pin, progress=part, **asked)
        done += [[[str(m) for m in group] for group in groups] for groups in found.rounds]
    asked.pop("effort")
    return score(done, people, sizes, met=met, **asked)


def _part(progress: Progress, n: int, of: int) -> Progress:
    return lambda done, best, bound: progress((n + done) / of, best, bound)


def judge(store: Store, met: Met = ()) -> None:
    """Find out anew how good the division is that is in use."""
    with store.change("groups.judge") as draft:
        judge_draft(draft, met)


def judge_draft(draft: Draft, met: Met | None) -> None:
    """Let the draft know how good its division is; nothing is known where `met` is None."""
    division = None if met is None else judged(draft.state, met)
    if division is None:
        unjudged(draft)
    else:
        keep_figures(draft, division)


def judged(state: State, met: Met) -> Division | None:
    """The division in use with its cost; None where a round lacks people that another has.

    Rounds that are over may have had others, and are counted as they were. Rules that it breaks
    are left out, so that the bound holds for it.
    """
    rounds = grouping.rounds(state)
    seated = [{m for g in groups for m in g.members} for groups in rounds]
    over = 0 if all(of == seated[0] for of in seated) else grouping.rounds_over(state)
    ahead = rounds[over:]
    if not ahead or any(of != seated[over] for of in seated[over:]):
        return None
    if any(len(groups) != len(ahead[0]) for groups in ahead):
        return None
    parts = [_scored(state, rounds[n : n + 1], [*met, *ids_of(rounds[:n])]) for n in range(over)]
    rest = _scored(state, ahead, [*met, *ids_of(rounds[:over])])
    gone = sum(part.cost for part in parts)
    return dataclasses.replace(
        rest,
        rounds=ids_of(rounds),
        cost=rest.cost + gone,
        bound=rest.bound + gone,
        terms={
            name: (found + before, least + before)
            for name, (found, least) in rest.terms.items()
            for before in [sum(part.terms[name][0] for part in parts)]
        },
    )


def _scored(state: State, rounds: Sequence[Sequence[Group]], met: Met) -> Division:
    from samverk.groups import score

    there = {m for g in rounds[0] for m in g.members}
    sizes = [[len(groups[g].members) for groups in rounds] for g in range(len(rounds[0]))]
    wish = state.grouping
    for rule in seating.rules(state):
        if not seating.holds(rule, [g for groups in rounds for g in groups]):
            wish = seating.without(wish, rule)
    kept = msgspec.structs.replace(state, grouping=wish)
    pins = [pinned(kept, there, len(groups), groups[0].round) for groups in rounds]
    return score(
        ids_of(rounds),
        [p for p in state.participants if p.id in there],
        [(min(of), max(of)) for of in sizes],
        met=met,
        pinned=pins[0] if all(pin == pins[0] for pin in pins) else None,
        seed=wish.seed,
        **asked_of(wish, there),
    )


def keep_figures(draft: Draft, division: Division) -> None:
    """Keep how good the division in use is."""
    draft.put(
        change(
            draft.state.grouping,
            cost=float(division.cost),
            bound=float(division.bound),
            proven=division.proven,
            terms={name: (float(a), float(b)) for name, (a, b) in division.terms.items()},
        )
    )
