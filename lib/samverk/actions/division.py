"""Searching for a division, judging the one in use, and mending it on the day."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Sequence
from typing import TYPE_CHECKING, Any

from samverk import grouping
from samverk.actions.participants import unjudged
from samverk.actions.tables import make_tables
from samverk.model import Group, Grouping, Sorry, State, change
from samverk.store import Draft, Store
from samverk.words import _

if TYPE_CHECKING:
    from samverk.groups import Division

Met = Sequence[Sequence[Sequence[str]]]
Progress = Callable[[float, float, float], bool]


def divide(
    store: Store, met: Met = (), *, effort: float = 1.0, progress: Progress | None = None
) -> None:
    """Divide those who are expected into groups and keep the division.

    Locked members stay in their groups. `met` are earlier divisions, and `progress` is called,
    as in `samverk.groups.divide`. Roles are given and tables are made. Raises
    `samverk.groups.Impossible` where the rules clash.
    """
    from samverk.groups import assign_roles

    state = store.state
    if not state.present:
        raise Sorry(_("Det er ingen deltakere å dele inn. Les inn deltakerlista først."))
    number = grouping.number_of_groups(state)
    division = _divided(state, number, met, effort, progress)
    willing = {p.id for p in state.present if not p.no_role} or {p.id for p in state.present}
    roles = assign_roles(division.rounds, willing=willing)
    with store.change("groups.divide") as draft:
        there = {p.id for p in draft.state.participants}
        locked = {(g.round, m) for g in draft.state.groups for m in g.locked}
        draft.clear(Group)
        for n, groups in enumerate(division.rounds, 1):
            for g, members in enumerate(groups, 1):
                draft.put(
                    Group(
                        id=f"{n}-{g}",
                        round=n,
                        number=g,
                        members=tuple(m for m in members if m in there),
                        roles={r: m for r, m in roles[n - 1][g - 1].items() if m in there},
                        locked=tuple(m for m in members if (n, m) in locked and m in there),
                    )
                )
        _keep(draft, division)
        make_tables(draft, number)


def _divided(
    state: State, number: int, met: Met, effort: float, progress: Progress | None
) -> Division:
    """The division that the wishes of `state` ask for.

    A lock holds in one round, while the search holds it in all; so where there are both locks
    and rounds, each round is searched by itself with those before it among the earlier ones.
    """
    from samverk.groups import divide as search

    wish = state.grouping
    people = list(state.present)
    known = {p.id for p in people}
    sizes = grouping.sizes(
        len(people), grouping.caps(state, number), grouping.leasts(state, number)
    )
    asked: dict[str, Any] = _asked(wish, known) | {"seed": wish.seed, "effort": effort}
    pins = [_pinned(state, known, number, n) for n in range(1, wish.rounds + 1)]
    if wish.rounds == 1 or not any(pins):
        return search(
            people, sizes, rounds=wish.rounds, met=met, pinned=pins[0], progress=progress, **asked
        )
    done: list[list[list[str]]] = []
    for n, pinned in enumerate(pins):
        part = None if progress is None else _part(progress, n, wish.rounds)
        found = search(people, sizes, met=[*met, *done], pinned=pinned, progress=part, **asked)
        done += [[[str(m) for m in group] for group in groups] for groups in found.rounds]
    from samverk.groups import score

    asked.pop("effort")
    return score(done, people, sizes, met=met, **asked)


def _part(progress: Progress, n: int, of: int) -> Progress:
    return lambda done, best, bound: progress((n + done) / of, best, bound)


def _asked(wish: Grouping, known: Iterable[str]) -> dict[str, Any]:
    there = set(known)
    return {
        "mix": {"organisation": wish.mix_organisation, "field": wish.mix_field},
        "met_weight": wish.avoid_met,
        "apart": _rules(wish.apart, there),
        "together": _rules(wish.together, there),
    }


def _rules(rules: Iterable[Sequence[str]], known: set[str]) -> list[list[str]]:
    there = [[person for person in rule if person in known] for rule in rules]
    return [rule for rule in there if len(rule) > 1]


def _pinned(state: State, known: set[str], number: int, round: int) -> dict[Hashable, int]:
    return {
        person: group.number - 1
        for group in state.groups
        if group.round == round and group.number <= number
        for person in group.locked
        if person in known
    }


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
        _keep(draft, division)


def judged(state: State, met: Met) -> Division | None:
    """The division in use with its cost; None where a round lacks people that another has.

    Rules that it breaks are left out, so that the bound holds for it.
    """
    from samverk.groups import score

    rounds = grouping.rounds(state)
    held = [{m for g in groups for m in g.members} for groups in rounds]
    if not rounds or any(h != held[0] for h in held):
        return None
    if any(len(groups) != len(rounds[0]) for groups in rounds):
        return None
    kept, wish = state.groups, state.grouping
    sizes = [[len(groups[g].members) for groups in rounds] for g in range(len(rounds[0]))]
    held_rules = change(
        wish,
        apart=tuple(rule for rule in wish.apart if grouping.holds("apart", rule, kept)),
        together=tuple(rule for rule in wish.together if grouping.holds("together", rule, kept)),
    )
    return score(
        _ids(rounds),
        [p for p in state.participants if p.id in held[0]],
        [(min(of), max(of)) for of in sizes],
        met=met,
        pinned=_pinned(state, held[0], len(rounds[0]), 1) if len(rounds) == 1 else None,
        seed=wish.seed,
        **_asked(held_rules, held[0]),
    )


def _ids(rounds: Sequence[Sequence[Group]]) -> list[list[list[str]]]:
    return [[list(group.members) for group in groups] for groups in rounds]


def _keep(draft: Draft, division: Division) -> None:
    draft.put(
        change(
            draft.state.grouping,
            cost=float(division.cost),
            bound=float(division.bound),
            proven=division.proven,
            terms={name: (float(a), float(b)) for name, (a, b) in division.terms.items()},
        )
    )


def repair(store: Store, met: Met = (), *, progress: Progress | None = None) -> int:
    """Take out those who did not come and seat those who came, with the fewest moves.

    Rounds that are over stay as they are. Returns how many others had to change groups. Raises
    `samverk.groups.Impossible` where the rules leave no way.
    """
    from samverk.groups import repair as search

    state = store.state
    rounds = grouping.rounds(state)
    first = grouping.rounds_over(state)
    gone, late = grouping.away(state), grouping.unplaced(state)
    if not rounds:
        raise Sorry(_("Del deltakerne inn i grupper først."))
    if first >= len(rounds):
        raise Sorry(_("Alle rundene er over. Det er ikke noe å reparere."))
    if not gone and not late:
        raise Sorry(_("Alle som er ventet, har en gruppe. Det er ikke noe å reparere."))
    found = search(
        _sound(state, rounds, met),
        list(state.present),
        absent=[p.id for p in gone],
        late=[p.id for p in late],
        sizes=grouping.spans(len(state.present), grouping.caps(state, len(rounds[0]))),
        from_round=first,
        progress=progress,
    )
    with store.change("groups.repair") as draft:
        there = {p.id: p for p in draft.state.participants}
        for n, groups in enumerate(found.rounds, 1):
            for g, ids in enumerate(groups, 1):
                if n <= first:
                    continue
                group = draft.get(Group, f"{n}-{g}")
                members = [there[str(m)] for m in ids if m in there]
                seated = tuple(p.id for p in members)
                draft.put(
                    change(
                        group,
                        members=seated,
                        roles=grouping.filled_roles(group.roles, members),
                        locked=tuple(m for m in group.locked if m in seated),
                    )
                )
        _keep(draft, found)
    return len(found.moved)


def _sound(state: State, rounds: Sequence[Sequence[Group]], met: Met) -> Division:
    """The division in use with every rule, as a repair carries them on."""
    from samverk.groups import score

    seated = {m for groups in rounds for group in groups for m in group.members}
    known = seated | {p.id for p in state.present}
    pins = [_pinned(state, known, len(groups), groups[0].round) for groups in rounds]
    return score(
        _ids(rounds),
        [p for p in state.participants if p.id in known],
        [(0, len(known))] * len(rounds[0]),
        met=met,
        pinned={
            who: group
            for who, group in pins[0].items()
            if all(pin.get(who) == group for pin in pins)
        },
        seed=state.grouping.seed,
        **_asked(state.grouping, known),
    )
