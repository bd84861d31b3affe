"""Mending a division on the day: people stay away, people come late, as few as can be move."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Any

import numpy as np

from samverk.groups.bound import bounds
from samverk.groups.conflict import check_seats
from samverk.groups.cost import base, spread_cost, terms, total
from samverk.groups.dice import Dice
from samverk.groups.division import Division, first_place, paired
from samverk.groups.request import (
    Groups,
    Id,
    Ints,
    Person,
    Request,
    Rules,
    after,
    read_people,
    request,
)
from samverk.groups.rounds import best_round
from samverk.groups.watch import Progress, Watch, points
from samverk.model import Sorry
from samverk.words import _

STEPS = 700


def repair(
    division: Division,
    people: Any,
    *,
    absent: Iterable[Id] = (),
    late: Iterable[Id] = (),
    sizes: Iterable[Any] | None = None,
    from_round: int = 0,
    progress: Progress | None = None,
) -> Division:
    """The division mended for `people` without the `absent` and with the `late`.

    `people` holds everybody who is there, the late ones included, and may hold the absent. Rules,
    weights and history are those of `division`; rounds before `from_round` stay as they are.
    `sizes=None` is the evenest spread over the same number of groups. The fewest people move over
    all rounds, then the cost is the lowest found; `moved` says who. Cost and bound count the
    rounds that are held already as they were. Raises `Impossible` like `divide`.
    """
    if not 0 <= from_round <= len(division.rounds):
        raise Sorry(_("Det er bare {n} runder.").format(n=len(division.rounds)))
    given = read_people(people, division.rules.mix)
    gone = set(absent)
    there = _there(division, given, gone, set(late))
    held, ahead = division.rounds[:from_round], division.rounds[from_round:]
    if not ahead:
        return replace(division, moved=())
    everybody = _joined(division.people, given)
    past = request(everybody, division.sizes, max(1, len(held)), division.rules)
    past_rounds = past.numbers(held)
    groups = len(division.sizes)
    asked = request(
        there,
        _even(len(there), groups) if sizes is None else sizes,
        len(ahead),
        _with_history(division.rules, held),
    )
    check_seats(asked)
    homes = [_within(of, asked) for of in asked.numbers(ahead)]
    counted = bounds(asked)
    rounds = _mended(asked, homes, division.seed, total(asked, counted), progress)
    found = terms(asked, rounds)
    gone_by = terms(past, past_rounds)
    cost = total(past, gone_by) + total(asked, found)
    floor = total(past, gone_by) + total(asked, counted)
    moved = _moved(homes, rounds)
    return Division(
        rounds=[*held, *asked.ids(rounds)],
        cost=points(cost),
        bound=points(floor),
        proven=cost == floor,
        terms=paired(
            {name: gone_by[name] + value for name, value in found.items()},
            {name: gone_by[name] + value for name, value in counted.items()},
        ),
        rules=division.rules,
        sizes=tuple(zip(asked.least.tolist(), asked.most.tolist(), strict=True)),
        people=everybody,
        seed=division.seed,
        moved=tuple(asked.people[i].id for i in np.flatnonzero(moved)),
    )


def _there(
    division: Division, given: Sequence[Person], gone: set[Id], late: set[Id]
) -> tuple[Person, ...]:
    seated = {person for groups in division.rounds for group in groups for person in group}
    return tuple(
        person
        for person in given
        if person.id not in gone or (person.id in late and person.id not in seated)
    )


def _joined(before: Sequence[Person], now: Sequence[Person]) -> tuple[Person, ...]:
    known = {person.id: person for person in before}
    known.update({person.id: person for person in now})
    return tuple(known.values())


def _with_history(rules: Rules, held: Sequence[Groups]) -> Rules:
    return replace(
        rules, met=(*rules.met, *(tuple(tuple(group) for group in groups) for groups in held))
    )


def _even(count: int, groups: int) -> list[tuple[int, int]]:
    if not groups:
        return []
    low, over = divmod(count, groups)
    return [(low, low + (over > 0))] * groups


def _within(of: Ints, asked: Request) -> Ints:
    return np.where(of < asked.groups, of, -1)


def _moved(homes: Sequence[Ints], rounds: Sequence[Ints]) -> np.ndarray[Any, np.dtype[np.bool_]]:
    moved = np.zeros(len(homes[0]), dtype=bool)
    for home, of in zip(homes, rounds, strict=True):
        moved |= (home >= 0) & (home != of)
    return moved


def _mended(
    asked: Request, homes: Sequence[Ints], seed: int, lowest: int, progress: Progress | None
) -> list[Ints]:
    rounds = [first_place(asked, home) for home in homes]
    watch = Watch(progress, spread_cost(asked, rounds), lowest)
    watch.stop(0.0, now=True)
    dice = Dice(seed)
    moves = sum(_moves(home, of) for home, of in zip(homes, rounds, strict=True))
    if moves or any((home < 0).any() for home in homes):
        passes = 1 if len(rounds) == 1 else 2
        for turn in range(passes * len(rounds)):
            watch.stage(turn / (passes * len(rounds)), (turn + 1) / (passes * len(rounds)))
            r = turn % len(rounds)
            rounds[r] = _cheaper(asked, homes[r], rounds, r, dice, watch)
            watch.best(spread_cost(asked, rounds))
            if watch.stopped:
                break
    watch.stage(0.0, 1.0)
    watch.stop(1.0, now=True)
    return rounds


def _cheaper(
    asked: Request, home: Ints, rounds: Sequence[Ints], r: int, dice: Dice, watch: Watch
) -> Ints:
    """Round r at no more moves and no more cost, the others being as they are."""
    start = rounds[r]
    one = after(asked, [of for k, of in enumerate(rounds) if k != r])
    pair = base(one)
    fence = 1 + int(np.abs(pair).sum(axis=1).max(initial=0)) * 2
    pull = np.zeros((asked.n, asked.groups), dtype=np.int64)
    seated = np.flatnonzero(home >= 0)
    pull[seated] = fence
    pull[seated, home[seated]] = 0
    found = best_round(
        one,
        start,
        steps=STEPS,
        dice=dice,
        goal=-(1 << 60),
        watch=watch,
        pull=pull,
        slack=fence,
        scatter=False,
    )
    better = (_moves(home, found), _price(pair, found)) < (_moves(home, start), _price(pair, start))
    return found if better else start


def _moves(home: Ints, of: Ints) -> int:
    return int(((home >= 0) & (home != of)).sum())


def _price(pair: Ints, of: Ints) -> int:
    return int(pair[of[:, None] == of].sum()) // 2
