"""How good and how quick divisions are, beside what a careful person does by hand.

    python benchmarks/groups.py [--runs N] [--seconds S] [--effort E] [--prove] [CASE …]

CASE is a part of a case's name; all of them where none is named. With `--seconds` each run is
stopped after S seconds and looks on until then unless the bound is reached.
"""

import argparse
import json
import sys
from collections.abc import Iterable
from pathlib import Path
from random import Random
from statistics import mean, median
from time import perf_counter
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "lib"))

from samverk.groups import Division, divide, repair, score  # noqa: E402

CASES = ROOT / "tests" / "cases" / "groups"
HEAD = ("case", "cost", "bound", "best known", "seconds", "random", "dealt")
FOREVER = 10_000.0


def case(name: str) -> dict[str, Any]:
    whole: dict[str, Any] = json.loads((CASES / f"{name}.json").read_text(encoding="utf-8"))
    return whole


def asked(whole: dict[str, Any]) -> dict[str, Any]:
    return {key: whole[key] for key in ("people", "sizes", "rounds", "met", "mix") if key in whole}


def timed(whole: dict[str, Any], options: argparse.Namespace) -> tuple[Division, float]:
    started = perf_counter()

    def late(_done: float, _best: float, _bound: float) -> bool:
        return bool(perf_counter() - started > options.seconds)

    division = divide(
        **asked(whole),
        effort=FOREVER if options.seconds else options.effort,
        progress=late if options.seconds else None,
        prove=options.prove,
    )
    return division, perf_counter() - started


def by_hand(whole: dict[str, Any], chance: Random, *, dealt: bool) -> float:
    """The cost of shuffling and, where `dealt`, sorting by organisation, and dealing round."""
    people, sizes = list(whole["people"]), list(whole["sizes"])
    rounds = []
    for _ in range(whole.get("rounds", 1)):
        chance.shuffle(people)
        if dealt:
            people.sort(key=lambda person: person.get("organisation", ""))
        groups: list[list[str]] = [[] for _ in sizes]
        turn = 0
        for person in people:
            while len(groups[turn % len(sizes)]) >= sizes[turn % len(sizes)]:
                turn += 1
            groups[turn % len(sizes)].append(person["id"])
            turn += 1
        rounds.append(groups)
    rules = {key: whole[key] for key in ("met", "mix") if key in whole}
    return score(rounds, whole["people"], **rules).cost


def row(name: str, options: argparse.Namespace) -> list[str]:
    whole = case(name)
    runs = [timed(whole, options) for _ in range(options.runs)]
    division = runs[0][0]
    few = 3 if whole["people"][200:] else 20
    return [
        name,
        f"{division.cost:g}" + (" proven" if division.proven else ""),
        f"{division.bound:g}",
        f"{whole.get('best_known', 0):g}",
        f"{median(seconds for _, seconds in runs):.2f}",
        f"{mean(by_hand(whole, Random(k), dealt=False) for k in range(few)):.1f}",
        f"{mean(by_hand(whole, Random(k), dealt=True) for k in range(few)):.1f}",
    ]


def repairs(name: str, options: argparse.Namespace) -> str:
    whole = case(name)
    people = whole["people"]
    division = divide(**asked(whole))
    late = [{**people[k], "id": f"late {k}"} for k in range(len(people) // 20)]
    seconds, moves = [], []
    for run in range(options.runs):
        absent = Random(run).sample([p["id"] for p in people], len(people) * 15 // 100)
        started = perf_counter()
        mended = repair(division, people + late, absent=absent, late=[p["id"] for p in late])
        seconds.append(perf_counter() - started)
        moves.append(len(mended.moved))
    return f"repair {name}: {mean(moves):.1f} moves, {median(seconds):.2f} s"


def show(rows: Iterable[list[str]]) -> None:
    print("| " + " | ".join(HEAD) + " |")
    print("|" + " --- |" * len(HEAD))
    for cells in rows:
        print("| " + " | ".join(cells) + " |", flush=True)


def main() -> None:
    parser = argparse.ArgumentParser(description="How good and how quick divisions are.")
    parser.add_argument("cases", nargs="*", metavar="CASE")
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--seconds", type=float, default=0.0)
    parser.add_argument("--effort", type=float, default=1.0)
    parser.add_argument("--prove", action="store_true")
    options = parser.parse_args()
    names = [
        path.stem
        for path in sorted(CASES.glob("*.json"))
        if not options.cases or any(part in path.stem for part in options.cases)
    ]
    show(row(name, options) for name in names)
    if not options.cases:
        print(repairs("split-060-met3", options))
        print(repairs("split-500-met3", options))


if __name__ == "__main__":
    main()
