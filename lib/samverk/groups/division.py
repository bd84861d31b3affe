"""A division of people into groups: what it costs, and how far that is from the best possible."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from samverk.groups import closed
from samverk.groups.bound import bounds
from samverk.groups.conflict import check_seats, clash
from samverk.groups.cost import spread_cost, terms, total
from samverk.groups.place import place
from samverk.groups.request import (
    Groups,
    Id,
    Ints,
    Person,
    Request,
    Rules,
    read_people,
    request,
)
from samverk.groups.rounds import Day, plan
from samverk.groups.watch import Progress, Watch, points
from samverk.model import Sorry
from samverk.words import _

MIX: Mapping[str, float] = {"organisation": 5, "field": 1}


@dataclass(frozen=True)
class Division:
    """Rounds → groups → ids, with cost, lower bound and, term by term, (count, its bound).

    `terms` counts pairs that share an attribute's value, repeated meetings ("met") and, where pair
    costs were given, their sum in points ("pair_cost"), summed over the rounds. `moved` is whom a
    repair moved.
    """

    rounds: list[Groups]
    cost: float
    bound: float
    proven: bool
    terms: dict[str, tuple[float, float]]
    rules: Rules
    sizes: tuple[tuple[int, int], ...]
    people: tuple[Person, ...]
    seed: int = 0
    moved: tuple[Id, ...] = ()


def divide(
    people: Any,
    sizes: Iterable[Any],
    rounds: int = 1,
    mix: Mapping[str, float] = MIX,
    met: Iterable[Iterable[Iterable[Id]]] = (),
    met_weight: float = 10,
    apart: Iterable[Iterable[Id]] = (),
    together: Iterable[Iterable[Id]] = (),
    pinned: Mapping[Id, int] | None = None,
    pair_cost: Any = None,
    seed: int = 0,
    effort: float = 1.0,
    progress: Progress | None = None,
    prove: bool = False,
) -> Division:
    """The best division found of `people` into groups of these `sizes`.

    `people` is a data frame or a list of participants (or mappings) with an `id`; a size is a
    number or a pair (least, most). Each pair in a group costs `mix` points per attribute they
    share, `met_weight` per earlier meeting, and `pair_cost` (n, n); lower is better. `apart`,
    `together` and `pinned` (group numbers from 0) hold in every round. `progress` gets (done 0–1,
    best cost, bound) and returns True to stop. `prove` asks the solver of the extra `proof`.

    Raises `Impossible` where the rules clash, `Sorry` where an argument makes no sense.
    """
    read = read_people(people, mix)
    rules = Rules.of(
        read,
        mix=mix,
        met=met,
        met_weight=met_weight,
        apart=apart,
        together=together,
        pinned=pinned,
        pair_cost=pair_cost,
    )
    asked = request(read, sizes, rounds, rules)
    check_seats(asked)
    start = first_place(asked)
    counted = bounds(asked)
    lowest = total(asked, counted)
    watch = Watch(progress, spread_cost(asked, [start] * rounds), lowest)
    watch.stop(0.0, now=True)
    known = closed.rounds(asked)
    if known is not None:
        day = Day(known, spread_cost(asked, known))
    else:
        day = plan(asked, start, seed=seed, effort=effort, lowest=lowest, watch=watch)
    proven_bound = lowest
    if prove and day.cost > lowest and not watch.stopped:
        from samverk.groups.proof import prove as improve

        day, proven_bound = improve(asked, day, lowest, effort=effort, watch=watch)
    watch.best(day.cost)
    watch.stage(0.0, 1.0)
    watch.stop(1.0, now=True)
    return judged(asked, day.rounds, rules, counted, lowest=proven_bound, seed=seed)


def score(
    rounds: Sequence[Iterable[Iterable[Id]]],
    people: Any,
    sizes: Iterable[Any] | None = None,
    mix: Mapping[str, float] = MIX,
    met: Iterable[Iterable[Iterable[Id]]] = (),
    met_weight: float = 10,
    apart: Iterable[Iterable[Id]] = (),
    together: Iterable[Iterable[Id]] = (),
    pinned: Mapping[Id, int] | None = None,
    pair_cost: Any = None,
    seed: int = 0,
) -> Division:
    """The division that somebody made by hand or kept, judged as `divide` judges its own.

    `sizes` is taken from the first round where it is left out. Rules are carried, not checked.
    """
    read = read_people(people, mix)
    rules = Rules.of(
        read,
        mix=mix,
        met=met,
        met_weight=met_weight,
        apart=apart,
        together=together,
        pinned=pinned,
        pair_cost=pair_cost,
    )
    kept = [[list(group) for group in groups] for groups in rounds]
    if not kept:
        raise Sorry(_("Det må være minst én runde."))
    asked = request(
        read, [len(group) for group in kept[0]] if sizes is None else sizes, len(kept), rules
    )
    return judged(asked, asked.numbers(kept), rules, bounds(asked), seed=seed)


def first_place(asked: Request, home: Ints | None = None) -> Ints:
    """A permitted round; `Impossible` where there is none."""
    try:
        start = place(asked, home)
    except TimeoutError:
        start = None
    if start is None:
        raise clash(asked)
    return start


def judged(
    asked: Request,
    rounds: Sequence[Ints],
    rules: Rules,
    counted: dict[str, int],
    *,
    lowest: int | None = None,
    seed: int = 0,
) -> Division:
    """The division of these rounds. `counted` is what `bounds` found, `lowest` a better bound."""
    found = terms(asked, rounds)
    cost = total(asked, found)
    floor = total(asked, counted) if lowest is None else lowest
    return Division(
        rounds=asked.ids(rounds),
        cost=points(cost),
        bound=points(floor),
        proven=cost == floor,
        terms=paired(found, counted),
        rules=rules,
        sizes=tuple(zip(asked.least.tolist(), asked.most.tolist(), strict=True)),
        people=asked.people,
        seed=seed,
    )


def paired(found: dict[str, int], counted: dict[str, int]) -> dict[str, tuple[float, float]]:
    """What was counted beside its bound, pair costs in points."""
    return {
        name: (points(value), points(counted[name]))
        if name == "pair_cost"
        else (value, counted[name])
        for name, value in found.items()
    }
