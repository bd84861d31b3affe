"""Looking for the cheapest round: parallel tempering over swaps, many walkers at a time.

Each walker holds a division and, for every person and group, what the person would cost there.
In a step every walker picks one person and weighs all who that person may change places with (and
the groups to move to, where sizes have slack) by Boltzmann's law at the walker's temperature.
Walkers at neighbouring temperatures trade places now and then (Geyer 1991; Hukushima and Nemoto
1996), so that the search needs no end to be known in advance and may be stopped at any time.
"""

from __future__ import annotations

from collections.abc import Callable

from samverk.groups.crowd import Crowd
from samverk.groups.dice import Dice
from samverk.groups.ground import Ground
from samverk.groups.ladder import TURN
from samverk.groups.request import Ints

WALKERS = 16


def search(
    ground: Ground,
    start: Ints,
    *,
    steps: int,
    dice: Dice,
    goal: int,
    stop: Callable[[float, int], bool],
    scatter: bool = True,
    walkers: int = WALKERS,
) -> tuple[Ints, int]:
    """The best round found from `start`, which is permitted, and its cost.

    Ends after `steps`, at a cost of `goal` or less, or when `stop(done, best cost)` says so.
    `scatter` lets the walkers begin in different places.
    """
    cost = ground.cost(start)
    settled = len(start) < 2 or len(ground.least) < 2 or (ground.pin >= 0).all()
    if cost <= goal or settled or steps < 1:
        return start, cost
    crowd = Crowd(ground, start, dice, walkers if scatter else min(walkers, 8), scatter)
    crowd.best, crowd.best_seat = cost // crowd.unit, start
    for step in range(steps):
        if step % TURN == 0:
            if step == TURN * (1 + len(start) // TURN):
                crowd.warm()
            crowd.trade()
            if stop(step / steps, crowd.best * crowd.unit):
                break
        crowd.step(step % TURN)
        if crowd.best * crowd.unit <= goal:
            break
    return crowd.best_seat, ground.cost(crowd.best_seat)
