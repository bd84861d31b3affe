"""The rounds of a day: one after the other, each heeding those before, and then all of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from samverk.groups import closed
from samverk.groups.bound import bound, bounds
from samverk.groups.cost import base, spread_cost, terms
from samverk.groups.dice import Dice
from samverk.groups.ground import ground, seats_of_blocks
from samverk.groups.joint import better as better_together
from samverk.groups.request import Ints, Request, after
from samverk.groups.search import WALKERS, search
from samverk.groups.swaps import serves
from samverk.groups.watch import Watch

STEPS, STEPS_EACH = 3500, 10
"""Steps of the search for one round at effort 1: so many, and so many for each person."""
SHARE = 0.3
"""The part of those steps that each of several rounds gets before all are bettered together."""
JOINT, LEAST = 2000, 2
"""Steps of the search for all rounds together, for each round, and for how many at least."""
DEEP = 0.125
"""So many meetings again for each person are many."""
LOOSE = 0.6
"""The part of the steps that is taken where group sizes may change underway, which takes longer."""
MANY = 200
HURRY = 300
"""Steps where the search was stopped and the round must still be dealt."""


@dataclass
class Day:
    """The best rounds so far, and what they cost in millionths."""

    rounds: list[Ints]
    cost: int


def plan(
    request: Request, start: Ints, *, seed: int, effort: float, lowest: int, watch: Watch
) -> Day:
    """Rounds from `start`, a permitted round, improved until they cost `lowest` or effort ends."""
    dice = Dice(seed)
    # More effort goes to all rounds together, which may be stopped at any time.
    together = request.rounds > 1 or serves(request)
    alone = min(effort, 1.0) if together else effort
    steps = max(1, round(alone * (STEPS + STEPS_EACH * request.n)))
    rounds = [start] * request.rounds
    day = Day(rounds, spread_cost(request, rounds))
    watch.best(day.cost)
    dealt = closed.begun(request)
    share = SHARE if together else 1.0
    for number in range(len(dealt), request.rounds):
        watch.stage(share * number / request.rounds, share * (number + 1) / request.rounds)
        asked = after(request, dealt)
        dealt.append(
            best_round(
                asked,
                start,
                steps=max(1, round(steps * share)),
                dice=dice,
                goal=bound(asked),
                watch=watch,
                whole=request.rounds == 1,
            )
        )
        rounds = dealt + [dealt[-1]] * (request.rounds - number - 1)
        cost = spread_cost(request, rounds)
        if cost <= day.cost:
            day = Day(rounds, cost)
            watch.best(cost)
    if day.cost > lowest and not watch.stopped and _deep(request, day.rounds):
        watch.stage(share, 1.0)
        of = best_round(
            request,
            day.rounds[0],
            steps=max(1, round(effort * (STEPS + STEPS_EACH * request.n))),
            dice=dice,
            goal=lowest,
            watch=watch,
            whole=True,
        )
        cost = spread_cost(request, [of])
        day = Day([of], cost) if cost < day.cost else day
    elif together and day.cost > lowest and not watch.stopped:
        watch.stage(share, 1.0)

        def stop(done: float, best: int) -> bool:
            watch.best(best)
            return watch.stop(done)

        joint = max(1, round(effort * max(request.rounds, LEAST) * JOINT))
        better, cost = better_together(
            request, day.rounds, day.cost, steps=joint, dice=dice, goal=lowest, stop=stop
        )
        day = Day(better, cost)
    return day


def _deep(request: Request, rounds: Sequence[Ints]) -> bool:
    """Whether one round has so many meetings again that swaps of the whole round get stuck."""
    if request.rounds > 1 or not serves(request):
        return False
    again = terms(request, rounds)["met"] - bounds(request)["met"]
    return again > request.n * DEEP


def best_round(
    asked: Request,
    start: Ints,
    *,
    steps: int,
    dice: Dice,
    goal: int,
    watch: Watch,
    whole: bool = False,
    pull: Ints | None = None,
    slack: int = 0,
    scatter: bool = True,
) -> Ints:
    """The cheapest round found that `asked`, a request for one round, permits.

    `whole` tells that the cost of the round is the cost of the division.
    """
    pair = base(asked)
    here, block = ground(asked, pair, pull, slack)
    inner = int(pair[(block[:, None] == block)].sum()) // 2

    def stop(done: float, best: int) -> bool:
        if whole:
            watch.best(best + inner)
        return watch.stop(done)

    if here.loose:
        steps = max(1, round(LOOSE * steps))
    seat, _ = search(
        here,
        seats_of_blocks(block, start),
        steps=min(steps, HURRY) if watch.stopped else steps,
        dice=dice,
        goal=goal - inner,
        stop=(lambda _done, _best: False) if watch.stopped else stop,
        scatter=scatter,
        walkers=_walkers(asked),
    )
    return np.asarray(seat[block])


def _walkers(asked: Request) -> int:
    """Where each pair has a cost of its own, fewer walkers go further in the same time."""
    if asked.pair is None:
        return WALKERS
    return WALKERS // 2 if asked.n <= MANY else WALKERS // 4
