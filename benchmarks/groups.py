"""How good and how quick divisions are, beside what a careful person does by hand.

    python benchmarks/groups.py [--runs N] [--rivals PYTHON] [--long] [--cpu] [CASE …]

CASE is a part of a case's name; all of them where none is named. Each goal is a cost and a time:
the search goes on until the cost is reached or the time is out, and the table shows the cost, and
the wall-clock and processor seconds until it came; of several runs the median. `--long` adds the
goals of a minute and the proof; `--cpu` lets the goals count processor seconds, for a machine that
does other work too. PYTHON is an interpreter that has the tools of `rivals.py`; they
are asked where there is one round, and get 10 s (what can't be stopped, a minute). Random and dealt
(shuffled, sorted by organisation, dealt round) are means.
"""

import argparse
import json
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Callable, Iterable
from pathlib import Path
from random import Random
from statistics import mean, median
from time import perf_counter, process_time
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "lib"))

from samverk.groups import Division, assign_roles, divide, repair, score  # noqa: E402

CASES = ROOT / "tests" / "cases" / "groups"
TOOLS = (
    "team-formation",
    "team-former",
    "anti-clustering exchange",
    "anti-clustering annealing",
)
HEAD = ("case", "goal", "cost", "bound", "best known", "wall s", "cpu s", "random", "dealt", *TOOLS)
FOREVER = 10_000.0
HARD = {
    "split-024-met6": [(377, 0.2)],
    "split-060-met6": [(105, 10), (104, 60)],
    "day-024-rounds3-met0": [(444, 1)],
    "day-060-rounds4-met0": [(408, 10)],
    "day-060-rounds4-met3": [(463, 10), (450, 60)],
}
"""The goals that are not simply the best known cost in half a second (one round) or one second."""
A_MINUTE = 60


def goals(name: str, whole: dict[str, Any]) -> list[tuple[float, float]]:
    usual = 0.5 if name.startswith("split") else 1.0
    return [(float(c), float(s)) for c, s in HARD.get(name, [(whole["best_known"], usual)])]


def case(name: str) -> dict[str, Any]:
    whole: dict[str, Any] = json.loads((CASES / f"{name}.json").read_text(encoding="utf-8"))
    return whole


def asked(whole: dict[str, Any]) -> dict[str, Any]:
    return {key: whole[key] for key in ("people", "sizes", "rounds", "met", "mix") if key in whole}


def timed(
    whole: dict[str, Any], goal: float, seconds: float, clock: Callable[[], float]
) -> tuple[Division, float, float]:
    """The division at the goal or when the time is out, with its wall-clock and processor time."""
    wall, cpu, started = perf_counter(), process_time(), clock()

    def enough(_done: float, best: float, _bound: float) -> bool:
        return best <= goal or clock() - started > seconds

    division = divide(**asked(whole), effort=FOREVER, progress=enough)
    return division, perf_counter() - wall, process_time() - cpu


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


def rival(tool: str, whole: dict[str, Any], python: str) -> str:
    if whole.get("rounds", 1) > 1 or "mix" in whole:
        return "–"
    started = perf_counter()
    try:
        with tempfile.TemporaryDirectory() as folder:
            told = subprocess.run(
                [python, str(ROOT / "benchmarks" / "rivals.py"), tool, "10"],
                input=json.dumps(asked(whole)),
                capture_output=True,
                encoding="utf-8",
                timeout=60,
                cwd=folder,
            )
    except subprocess.TimeoutExpired:
        return "none in 60 s"
    took = perf_counter() - started
    if told.returncode:
        return "not to be had: " + told.stderr.strip().splitlines()[-1][:60]
    groups = json.loads(told.stdout.splitlines()[-1])
    if groups is None:
        return "none in 10 s"
    if sorted(map(len, groups)) != sorted(whole["sizes"]):
        return "other sizes"
    cost = score([groups], whole["people"], met=whole.get("met", ())).cost
    return f"{cost:g}, {took:.1f} s"


def rows(name: str, options: argparse.Namespace) -> Iterable[list[str]]:
    whole = case(name)
    few = 3 if whole["people"][200:] else 20
    alike = [
        f"{mean(by_hand(whole, Random(k), dealt=dealt) for k in range(few)):.1f}"
        for dealt in (False, True)
    ]
    for tool in TOOLS:
        alike.append(rival(tool, whole, options.rivals) if options.rivals else "not asked")
    for goal, seconds in goals(name, whole):
        if seconds >= A_MINUTE and not options.long:
            continue
        clock = process_time if options.cpu else perf_counter
        runs = [timed(whole, goal, seconds, clock) for _ in range(options.runs)]
        division = sorted(runs, key=lambda run: run[0].cost)[len(runs) // 2][0]
        took = median(run[2] if options.cpu else run[1] for run in runs)
        met = division.cost <= goal and took <= seconds + 0.1
        yield [
            name,
            f"{goal:g} in {seconds:g} s" + ("" if met else " NOT MET"),
            f"{division.cost:g}" + (" proven" if division.proven else ""),
            f"{division.bound:g}",
            f"{whole['best_known']:g}",
            f"{median(run[1] for run in runs):.2f}",
            f"{median(run[2] for run in runs):.2f}",
            *alike,
        ]


def proof(name: str) -> str:
    started, cpu = perf_counter(), process_time()
    division = divide(**asked(case(name)), prove=True)
    word = "proven" if division.proven else f"bound {division.bound:g}"
    return (
        f"proof {name}: {division.cost:g} {word}, {perf_counter() - started:.1f} s, "
        f"{process_time() - cpu:.1f} s of processor (goal 20 s)"
    )


def fewest_moves(division: Division, absent: list[str], late: int) -> int:
    there = sum(map(len, division.rounds[0])) - len(absent) + late
    low, over = divmod(there, len(division.rounds[0]))
    gone = set(absent)
    left = sorted((len(set(group) - gone) for group in division.rounds[0]), reverse=True)
    return sum(max(0, had - low - (k < over)) for k, had in enumerate(left))


def repairs(runs: int) -> str:
    seconds, more = [], 0
    for run in range(runs):
        chance = Random(run)
        n = chance.choice([12, 24, 60, 120, 250, 500])
        people = [
            {"id": f"p{k}", "organisation": chance.randrange(9), "field": chance.randrange(5)}
            for k in range(n)
        ]
        groups = -(-n // 6)
        sizes = [n // groups + (g < n % groups) for g in range(groups)]
        division = divide(people, sizes, effort=0.02)
        late = [{**people[k], "id": f"late {k}"} for k in range(n // 20)]
        absent = chance.sample([p["id"] for p in people], n * 15 // 100)
        cpu = process_time()
        mended = repair(division, people + late, absent=absent, late=[p["id"] for p in late])
        seconds.append(process_time() - cpu)
        more += len(mended.moved) > fewest_moves(division, absent, len(late))
    return (
        f"repair: {runs} cases of 12 to 500 people, 15 % away, 5 % late: more moves than "
        f"counting allows in {more}, median {median(seconds):.2f} s, slowest {max(seconds):.2f} s "
        "of processor (goal 0.3 s)"
    )


def roles(n: int, workshops: int) -> str:
    """Roles for one workshop after the other, and for all of them at once.

    One after the other, a spread of 1 after the last would ask that exactly as many are behind in
    each of its groups as it has roles, and the groups are not known while roles are given before;
    tests/groups/test_roles.py checks that no choice in a workshop is evener, given those before.
    """
    groups = -(-n // 6)
    days = []
    for workshop in range(workshops):
        ids = [f"p{k}" for k in range(n)]
        Random(workshop).shuffle(ids)
        days.append([ids[g::groups] for g in range(groups)])
    told = []
    for whole in (False, True):
        series: list[Any] = []
        cpu = process_time()
        for part in [days] if whole else [[day] for day in days]:
            series += assign_roles(part, before=series)
        took = process_time() - cpu
        held = Counter(who for cast in series for group in cast for who in group.values())
        spread = max(held.values()) - min(held[f"p{k}"] for k in range(n))
        how = "all at once" if whole else "one after the other"
        told.append(f"{how}: spread {spread}, {took:.2f} s of processor in all")
    return f"roles: {n} people, {workshops} workshops (goal spread 1, 0.2 s); " + "; ".join(told)


def show(rows: Iterable[list[str]]) -> None:
    print("| " + " | ".join(HEAD) + " |")
    print("|" + " --- |" * len(HEAD))
    for cells in rows:
        print("| " + " | ".join(cells) + " |", flush=True)


def main() -> None:
    parser = argparse.ArgumentParser(description="How good and how quick divisions are.")
    parser.add_argument("cases", nargs="*", metavar="CASE")
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--rivals", metavar="PYTHON", default="")
    parser.add_argument("--long", action="store_true")
    parser.add_argument("--cpu", action="store_true")
    options = parser.parse_args()
    names = [
        path.stem
        for path in sorted(CASES.glob("*.json"))
        if not options.cases or any(part in path.stem for part in options.cases)
    ]
    show(row for name in names for row in rows(name, options))
    if not options.cases:
        print()
        if options.long:
            print(proof("split-024-met6"))
        print(repairs(1000 if options.long else 50))
        print(roles(500, 6))
        print("\nThe grid of new people: benchmarks/golfers.py")


if __name__ == "__main__":
    main()
