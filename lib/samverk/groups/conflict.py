"""A request that can't be met, and the smallest set of rules that clash.

The smallest set is a smallest hitting set of the sets of rules of which one must go (Ignatiev,
Previti, Liffiton and Marques-Silva 2015, "Smallest MUS extraction with minimal hitting set
dualization").
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import combinations

import numpy as np

from samverk.groups.place import place
from samverk.groups.request import Ints, Request
from samverk.model import Sorry
from samverk.words import _, listed

TRIES = 3000
"""Blocks placed before a set of rules is taken to be fine."""
ASKED = 200
"""Sets of rules that are tried before the smallest clash found so far is told."""


class Impossible(Sorry):
    """No division meets every rule. `conflict` lists the fewest rules that clash, in words."""

    def __init__(self, conflict: Sequence[str]) -> None:
        self.conflict = list(conflict)
        super().__init__(
            _("Ingen inndeling kan følge disse reglene samtidig: {rules}").format(
                rules=" ".join(self.conflict)
            )
        )


@dataclass(frozen=True)
class _Rule:
    kind: str
    number: int
    words: str


def check_seats(request: Request) -> None:
    """Raise `Impossible` where there are too few or too many seats."""
    n, least, most = request.n, int(request.least.sum()), int(request.most.sum())
    if most < n:
        raise Impossible(
            [
                _("Det er {n} deltakere, men gruppene har bare plass til {seats}.").format(
                    n=n, seats=most
                )
            ]
        )
    if least > n:
        raise Impossible(
            [
                _(
                    "Gruppene skal ha minst {seats} deltakere til sammen, men det er bare {n}."
                ).format(n=n, seats=least)
            ]
        )


def clash(request: Request) -> Impossible:
    """What to raise for a request that `place` found no way to meet."""
    rules = _rules(request)
    alone = [rule for rule in rules if not _holds(request, [rule])]
    if alone:
        return Impossible([alone[0].words])
    smallest = _smallest(request, rules)
    return Impossible([rule.words for rule in smallest])


def _smallest(request: Request, rules: list[_Rule]) -> list[_Rule]:
    core = _thinned(request, rules)
    must_go: list[frozenset[int]] = []
    asked = 0
    while asked < ASKED:
        hit = _hitting_set(must_go, len(rules), len(core))
        if hit is None or len(hit) >= len(core):
            return core
        asked += 1
        if not _holds(request, [rules[k] for k in hit]):
            return [rules[k] for k in hit]
        fine = set(hit)
        for k in range(len(rules)):
            if k not in fine and asked < ASKED:
                asked += 1
                if _holds(request, [rules[j] for j in sorted(fine | {k})]):
                    fine.add(k)
        must_go.append(frozenset(range(len(rules))) - fine)
    return core


def _thinned(request: Request, rules: list[_Rule]) -> list[_Rule]:
    """A clash from which no rule can be taken away, not always the smallest."""
    core = list(rules)
    step = max(1, len(core) // 2)
    while True:
        k = 0
        while k < len(core):
            without = core[:k] + core[k + step :]
            if _holds(request, without):
                k += step
            else:
                core = without
        if step == 1:
            return core
        step = max(1, step // 2)


def _hitting_set(sets: list[frozenset[int]], count: int, limit: int) -> tuple[int, ...] | None:
    """A smallest set of fewer than `limit` rules that meets each of `sets`."""
    useful = sorted(set().union(*sets)) if sets else list(range(count))[:1]
    for size in range(0 if not sets else 1, limit):
        if size > 3 and len(useful) > 24:
            return None
        for chosen in combinations(useful, size):
            if all(group.intersection(chosen) for group in sets):
                return chosen
    return None


def _holds(request: Request, rules: Sequence[_Rule]) -> bool:
    kept = {(rule.kind, rule.number) for rule in rules}
    sizes = _kinds_of_size(request)
    bound = np.array([("size", sizes.index(size)) in kept for size in _sizes(request)], dtype=bool)
    pin = request.pin.copy()
    for person in np.flatnonzero(pin != -1):
        if ("pin", int(person)) not in kept:
            pin[person] = -1
    eased = replace(
        request,
        least=np.where(bound, request.least, 0),
        most=np.where(bound, request.most, request.n),
        apart=tuple(m for k, m in enumerate(request.apart) if ("apart", k) in kept),
        together=tuple(m for k, m in enumerate(request.together) if ("together", k) in kept),
        pin=pin,
    )
    try:
        return place(eased, tries=TRIES) is not None
    except TimeoutError:
        return True


def _sizes(request: Request) -> list[tuple[int, int]]:
    return list(zip(request.least.tolist(), request.most.tolist(), strict=True))


def _kinds_of_size(request: Request) -> list[tuple[int, int]]:
    return list(dict.fromkeys(_sizes(request)))


def _rules(request: Request) -> list[_Rule]:
    def names(members: Ints) -> str:
        return listed(request.people[i].name for i in members.tolist())

    rules = []
    for k, members in enumerate(request.apart):
        if len(members) > request.groups:
            text = _("{names} skal ikke sitte sammen, men det er bare {groups} grupper.")
        else:
            text = _("{names} skal ikke sitte sammen.")
        rules.append(_Rule("apart", k, text.format(names=names(members), groups=request.groups)))
    for k, members in enumerate(request.together):
        text = _("{names} skal sitte sammen.")
        rules.append(_Rule("together", k, text.format(names=names(members))))
    for person in np.flatnonzero(request.pin != -1).tolist():
        group = int(request.pin[person]) + 1
        if 0 < group <= request.groups:
            text = _("{name} skal sitte i gruppe {group}.")
        else:
            text = _("{name} skal sitte i gruppe {group}, men det er bare {groups} grupper.")
        rules.append(
            _Rule(
                "pin",
                person,
                text.format(name=request.people[person].name, group=group, groups=request.groups),
            )
        )
    for k, size in enumerate(_kinds_of_size(request)):
        rules.append(_Rule("size", k, _size_in_words(request, size)))
    return rules


def _size_in_words(request: Request, size: tuple[int, int]) -> str:
    least, most = size
    numbers = [g + 1 for g, other in enumerate(_sizes(request)) if other == size]
    if len(numbers) == request.groups:
        if least == most:
            return _("Hver gruppe skal ha {least} deltakere.").format(least=least)
        return _("Hver gruppe skal ha fra {least} til {most} deltakere.").format(
            least=least, most=most
        )
    which = listed(str(number) for number in numbers)
    if least == most:
        return _("Gruppe {which} skal ha {least} deltakere.").format(which=which, least=least)
    return _("Gruppe {which} skal ha fra {least} til {most} deltakere.").format(
        which=which, least=least, most=most
    )
