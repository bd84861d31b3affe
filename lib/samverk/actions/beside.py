"""A second division beside the one in use: made with other wishes, compared, chosen or dropped."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from samverk.actions.division import Met, Progress, keep_groups, search
from samverk.actions.participants import unjudged
from samverk.actions.roles import NO_DUTIES
from samverk.model import Alternative, Group, Grouping, Sorry, State, change
from samverk.series import Duties
from samverk.store import Store
from samverk.words import _

TURNS = 5
"""So many seeds are tried before the same division again is taken to be the only good one."""
WEIGHTS = ("mix_organisation", "mix_field", "avoid_met")
FIGURES = ("cost", "bound", "proven", "terms")
MADE_WITH = ("by", "number", "size", "rounds", "seed", *WEIGHTS, *FIGURES)
"""What a division brings along of the wishes: rules and the order of presenting stay."""


def make(
    store: Store,
    met: Met = (),
    *,
    duties: Duties = NO_DUTIES,
    weights: dict[str, int] | None = None,
    progress: Progress | None = None,
) -> None:
    """Make another division, with another seed and perhaps other weights, and keep it beside.

    Where the same one is found again, other seeds are tried.
    """
    state = store.refresh()
    if not state.groups:
        raise Sorry(_("Del deltakerne inn i grupper først."))
    seed = max(state.grouping.seed, state.alternative.grouping.seed) + 1
    now = {(g.round, frozenset(g.members)) for g in state.groups}
    for turn in range(TURNS):
        wish = change(state.grouping, seed=seed + turn, **(weights or {}))
        other = msgspec.structs.replace(state, grouping=wish)
        found = search(other, met, duties=duties, progress=progress)
        if {(g.round, frozenset(g.members)) for g in found.groups} != now:
            break
    division = found.division
    wish = change(
        wish,
        cost=float(division.cost),
        bound=float(division.bound),
        proven=division.proven,
        terms={name: (float(a), float(b)) for name, (a, b) in division.terms.items()},
    )
    with store.change("groups.make_other") as draft:
        groups = aligned(draft.state, found.groups)
        draft.put(Alternative(groups=groups, grouping=wish))


def aligned(state: State, found: Sequence[Group]) -> tuple[Group, ...]:
    """The same division with numbers that let most people stay at their table.

    Only groups of one size change numbers, and none with somebody who is to sit in that very
    group. Source: the largest overlap first.
    """
    fixed = set(state.grouping.pinned)
    made: list[Group] = []
    for round in sorted({g.round for g in found}):
        groups = [g for g in found if g.round == round]
        now = {g.number: set(g.members) for g in state.groups if g.round == round}
        locked = {m for g in state.groups if g.round == round for m in g.locked}
        held = [g for g in groups if (fixed | locked) & set(g.members)]
        free = [g for g in groups if g not in held]
        places = [(g.number, len(g.members)) for g in free]
        ranked = sorted(
            (
                (-len(now.get(number, set()) & set(g.members)), g.number, number)
                for g in free
                for number, size in places
                if size == len(g.members)
            ),
        )
        to: dict[int, int] = {}
        for _overlap, was, number in ranked:
            if was not in to and number not in to.values():
                to[was] = number
        if _staying(to, free, now) < _staying({g.number: g.number for g in free}, free, now):
            to = {g.number: g.number for g in free}
        made += held
        made += [change(g, number=to[g.number], id=f"{round}-{to[g.number]}") for g in free]
    return tuple(sorted(made, key=lambda g: (g.round, g.number)))


def _staying(to: dict[int, int], groups: Sequence[Group], now: dict[int, set[str]]) -> int:
    return sum(len(now.get(to[g.number], set()) & set(g.members)) for g in groups)


def use_other(store: Store) -> None:
    """Let the division beside be the one in use, and the one in use lie beside."""
    with store.change("groups.use_other") as draft:
        state = draft.state
        other = _other(state)
        draft.put(Alternative(groups=state.groups, grouping=state.grouping))
        draft.put(_with(state.grouping, other.grouping))
        locked = {(g.round, m) for g in state.groups for m in g.locked}
        keep_groups(draft, other.groups, locked)
        seated = {m for g in draft.state.groups if g.round == 1 for m in g.members}
        if seated != {p.id for p in draft.state.present}:
            unjudged(draft)


def drop_other(store: Store) -> None:
    """Keep no division beside the one in use."""
    with store.change("groups.drop_other") as draft:
        _other(draft.state)
        draft.put(Alternative())


def moves(state: State) -> list[tuple[str, int, int, int]]:
    """Who of the expected sits elsewhere in the division beside: id, round, group now and there."""
    now = {(m, g.round): g.number for g in state.groups for m in g.members}
    there = {(m, g.round): g.number for g in state.alternative.groups for m in g.members}
    known = {p.id for p in state.present}
    return [
        (who, round, now.get((who, round), 0), there.get((who, round), 0))
        for who, round in sorted({*now, *there}, key=lambda place: (place[1], place[0]))
        if who in known and now.get((who, round), 0) != there.get((who, round), 0)
    ]


def beside(state: State) -> State:
    """The workshop as it would be with the division beside in use."""
    there = {p.id for p in state.participants}
    groups = tuple(
        change(g, members=tuple(m for m in g.members if m in there))
        for g in state.alternative.groups
    )
    return msgspec.structs.replace(
        state, groups=groups, grouping=_with(state.grouping, state.alternative.grouping)
    )


def _other(state: State) -> Alternative:
    if not state.alternative.groups:
        raise Sorry(_("Det er ingen annen inndeling å velge."))
    return state.alternative


def _with(wish: Grouping, other: Grouping) -> Grouping:
    return change(wish, **{field: getattr(other, field) for field in MADE_WITH})
