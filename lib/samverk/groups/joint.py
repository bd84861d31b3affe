"""Bettering one round or all rounds of a day together, by parallel tempering from rounds dealt."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from samverk.groups.dice import Dice
from samverk.groups.ladder import TURN
from samverk.groups.pairs import WALKERS, Pairs
from samverk.groups.request import Ints, Request
from samverk.groups.swaps import Swaps, serves


def better(
    request: Request,
    rounds: Sequence[Ints],
    cost: int,
    *,
    steps: int,
    dice: Dice,
    goal: int,
    stop: Callable[[float, int], bool],
    walkers: int = WALKERS,
) -> tuple[list[Ints], int]:
    """Rounds at least as cheap as these, which cost `cost`, and what they cost in millionths."""
    if request.groups < 2 or request.n < 2:
        return list(rounds), cost
    crowd: Swaps | Pairs
    if serves(request):
        crowd = Swaps(request, rounds, cost, dice, walkers)
    else:
        crowd = Pairs(request, rounds, cost, dice, walkers)
        if not crowd.movable and not crowd.blocks:
            return list(rounds), cost
    for step in range(steps):
        if step % TURN == 0:
            crowd.turn()
            if stop(step / steps, crowd.best * crowd.unit):
                break
        crowd.step(step % TURN)
        if crowd.best * crowd.unit <= goal:
            break
    return crowd.found(), crowd.best * crowd.unit
