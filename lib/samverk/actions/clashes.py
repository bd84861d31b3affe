"""What can be let go when no division can follow every rule."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence

import msgspec

from samverk import grouping, seating
from samverk.actions.division import search
from samverk.model import Sorry, State, change
from samverk.words import _

PATIENCE = 4.0
"""Seconds spent on finding ways out; what is not tried by then is not proposed."""
NEAR = 3
"""So many groups more or fewer are tried."""


class WayOut(msgspec.Struct, frozen=True, kw_only=True):
    """One thing to let go: a rule, a lock, or the number of groups; and the words for it."""

    text: str
    rule: seating.Rule | None = None
    lock: seating.Lock | None = None
    number: int = 0


def eased(state: State, way: WayOut) -> State:
    """The workshop with that let go."""
    wish = state.grouping
    if way.rule is not None:
        wish = seating.without(wish, way.rule)
    if way.number:
        wish = change(wish, by="number", number=way.number)
    groups = state.groups
    if way.lock is not None:
        freed = (way.lock.round, way.lock.person)
        groups = tuple(
            change(g, locked=tuple(m for m in g.locked if (g.round, m) != freed)) for g in groups
        )
    return msgspec.structs.replace(state, grouping=wish, groups=groups)


def ways_out(
    state: State, conflict: Sequence[str], holds: Callable[[State], bool] | None = None
) -> list[WayOut]:
    """Each thing that is enough to let go, of what `conflict` names (as `Impossible` does).

    `holds` says whether what was asked for can be had; as a division where it is left out.
    """
    known = [
        *(
            WayOut(text=_("Fjern regelen «{rule}».").format(rule=rule.text), rule=rule)
            for rule, plain in zip(
                seating.rules(state, state.present), _plainly(state), strict=True
            )
            if any(words.startswith(plain) for words in conflict)
        ),
        *(
            WayOut(text=_("Lås opp plassen: {lock}.").format(lock=lock.text), lock=lock)
            for lock in seating.locks(state)
            if any(words.startswith(_lock_plainly(state, lock)) for words in conflict)
        ),
    ]
    number = grouping.number_of_groups(state)
    if holds is None:
        known += [
            WayOut(text=_("Lag {n} grupper i stedet for {now}.").format(n=n, now=number), number=n)
            for by in range(1, NEAR + 1)
            for n in (number - by, number + by)
            if 2 <= n <= len(state.present)
        ]
    enough = holds or _can_be_divided
    end = time.monotonic() + PATIENCE
    found: list[WayOut] = []
    for way in known:
        if time.monotonic() > end or (way.number and any(w.number for w in found)):
            break
        if enough(eased(state, way)):
            found.append(way)
    return found


def _plainly(state: State) -> list[str]:
    """The rules as a search writes them: by name alone."""
    bare = msgspec.structs.replace(
        state,
        participants=tuple(msgspec.structs.replace(p, organisation="") for p in state.participants),
    )
    return [rule.text for rule in seating.rules(bare, bare.present)]


def _lock_plainly(state: State, lock: seating.Lock) -> str:
    name = next((p.name for p in state.participants if p.id == lock.person), "")
    return _("{name} skal sitte i gruppe {n}").format(name=name, n=lock.group)


def _can_be_divided(state: State) -> bool:
    try:
        search(state, effort=0.01, progress=lambda *_told: True)
    except Sorry:
        return False
    return True
