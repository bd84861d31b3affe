"""Everybody meets new people: repeated meetings over a grid of people, group sizes and rounds.

    python benchmarks/golfers.py [--seconds S] [--full]

Beside `divide` stands the kind of search that Good Enough Golfers made popular, written anew: round
by round, up to a hundred of the best rounds so far, of which each is tried with every swap of
somebody out of its most expensive group, and some random rounds; 30 generations a round. Here it
starts over until the time is out and keeps its best day. Both get the same processor time.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from time import process_time
from typing import Any

import numpy as np
from numpy.typing import NDArray

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "lib"))

from samverk.groups import divide  # noqa: E402

Ints = NDArray[np.int64]

GENERATIONS, TOP, RANDOM, FIRST = 30, 100, 2, 5
FOREVER = 10_000.0
HEAD = ("people", "size", "rounds", "bound", "ours", "seconds", "golfers' kind")


class Golfers:
    """A day of rounds by that search; `met` is how often each pair met."""

    def __init__(self, sizes: list[int], rounds: int, seed: int, until: float) -> None:
        self.of = np.repeat(np.arange(len(sizes)), sizes)
        self.n, self.groups, self.rounds = len(self.of), len(sizes), rounds
        self.chance = np.random.default_rng(seed)
        self.until = until

    def repeats(self) -> int | None:
        """How many times somebody meets somebody again; None where the time ran out."""
        met = np.zeros((self.n, self.n), dtype=np.int64)
        for _ in range(self.rounds):
            best = self._round(met**2)
            if best is None:
                return None
            same = best[:, None] == best
            np.fill_diagonal(same, False)
            met += same
        return int((met * (met - 1) // 2).sum()) // 2

    def _round(self, weight: Ints) -> Ints | None:
        top = [self._random() for _ in range(FIRST)]
        for _ in range(GENERATIONS):
            seen: list[tuple[int, Ints]] = []
            for of in top:
                seen += self._mutations(of, weight)
                if process_time() > self.until:
                    return None
            lowest = min(cost for cost, _ in seen)
            best = [of for cost, of in seen if cost == lowest]
            self.chance.shuffle(best)  # type: ignore[arg-type]
            top = best[:TOP]
            if not lowest:
                break
        return top[0]

    def _mutations(self, of: Ints, weight: Ints) -> list[tuple[int, Ints]]:
        inside = of[:, None] == np.arange(self.groups)
        toward = weight @ inside
        own = toward[np.arange(self.n), of]
        here = int(own.sum()) // 2
        worst = int(np.bincount(of, own, self.groups).argmax())
        mine, others = np.flatnonzero(of == worst), np.flatnonzero(of != worst)
        change = toward[mine][:, of[others]] - own[mine][:, None]
        change = change + (toward[others, worst] - own[others]) - 2 * weight[np.ix_(mine, others)]
        found = [(here, of)]
        lowest = change.min()
        for i, j in np.argwhere(change == lowest)[:TOP]:
            new = of.copy()
            new[mine[i]], new[others[j]] = of[others[j]], worst
            found.append((here + int(lowest), new))
        for _ in range(RANDOM):
            new = self._random()
            found.append((int(weight[new[:, None] == new].sum()) // 2, new))
        return found

    def _random(self) -> Ints:
        return np.asarray(self.of[self.chance.permutation(self.n)])


def golfers(sizes: list[int], rounds: int, seconds: float) -> int | None:
    until = process_time() + seconds
    best: int | None = None
    seed = 0
    while process_time() < until and best != 0:
        found = Golfers(sizes, rounds, seed, until).repeats()
        if found is not None:
            best = found if best is None else min(best, found)
        seed += 1
    return best


def ours(sizes: list[int], rounds: int, seconds: float) -> tuple[int, int, float]:
    started = process_time()

    def late(_done: float, _best: float, _bound: float) -> bool:
        return process_time() - started > seconds

    people: list[dict[str, Any]] = [{"id": k} for k in range(sum(sizes))]
    division = divide(people, sizes, rounds=rounds, mix={}, effort=FOREVER, progress=late)
    repeats, bound = division.terms["met"]
    return int(repeats), int(bound), process_time() - started


def show(seconds: float, *, full: bool) -> tuple[int, int]:
    """Print the grid; how many cells there are, and in how many we leave more than half of what
    the other leaves above the bound."""
    print("| " + " | ".join(HEAD) + " |")
    print("|" + " --- |" * len(HEAD))
    cells = worse = 0
    for n in (
        (10, 14, 20, 27, 33, 48, 60, 90, 150, 300, 500) if full else (10, 20, 33, 60, 150, 500)
    ):
        for size in range(3, 9) if full else (3, 5, 8):
            for rounds in (2, 3, 4, 5, 6, 8) if full else (3, 5, 8):
                groups = -(-n // size)
                sizes = [n // groups + (g < n % groups) for g in range(groups)]
                found, bound, took = ours(sizes, rounds, seconds)
                other = golfers(sizes, rounds, seconds)
                cells += 1
                lost = other is not None and 2 * (found - bound) > other - bound
                worse += lost
                told = "none in time" if other is None else str(other)
                row = (n, size, rounds, bound, found, f"{took:.2f}", told + " (!)" * lost)
                print("| " + " | ".join(map(str, row)) + " |", flush=True)
    print(f"\n{cells} cells; more than half of the other's surplus in {worse}.")
    return cells, worse


def main() -> None:
    parser = argparse.ArgumentParser(description="Repeated meetings over a grid.")
    parser.add_argument("--seconds", type=float, default=1.0)
    parser.add_argument("--full", action="store_true")
    options = parser.parse_args()
    show(options.seconds, full=options.full)


if __name__ == "__main__":
    main()
