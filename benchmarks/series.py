"""Deletion of a large workshop, what a backup costs those who write, and a long series.

    python benchmarks/series.py [--people 500] [--notes 5000] [--writes 600] [--workshops 10]
        [--only deletion|backup|chain]

Deletion: the time of `samverk forget`'s deed, and a search of our own through every byte below
the data folder. Backup: a writer's 99th percentile with copies far more often than in use, beside
the same run without. The series: ten workshops of 300 people, a fifth of them new each time, in
two rounds of groups of six; carrying over, opening the eleventh beside the second, and the
pictures of *Relasjoner* from a fresh panel, with how much they send to the page.
"""

from __future__ import annotations

import argparse
import datetime as dt
import json
import random
import statistics
import sys
import tempfile
import threading
import time
from collections.abc import Callable
from pathlib import Path

CHECKOUT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(CHECKOUT / "lib"), str(CHECKOUT / "tests")]

import needles  # noqa: E402 - they lie among the tests
import planting  # noqa: E402
from samverk.actions import forgetting  # noqa: E402
from samverk.model import (  # noqa: E402
    Group,
    Measure,
    Note,
    Participant,
    Project,
    change,
    new_id,
)
from samverk.store import Store  # noqa: E402
from samverk.store.backup import EVERY, take  # noqa: E402
from samverk.workshop import Workshop  # noqa: E402


def deletion(people: int, notes: int) -> None:
    """Measure the deed, and look for what it left."""
    with tempfile.TemporaryDirectory() as place:
        workshop = Workshop(Path(place, "verksted.ipynb"), Path(place, "workshops"))
        workshop.begin()
        come = planting.fill(workshop, people, notes)
        planting.clutter(workshop, come)
        before = needles.found_below(workshop.notebook.parent)
        store = workshop.opened
        began, worked = time.perf_counter(), time.process_time()
        plan = forgetting.everything(store)
        done = forgetting.forget(
            store, workshop.notebook, plan, workshop.keys(), dt.date.today(), workshop.data
        )
        took, worked = time.perf_counter() - began, time.process_time() - worked
        after = needles.found_below(workshop.notebook.parent)
        workshop.close()
    print(
        f"deletion of {people} people and {notes} notes: {took:.2f} s, "
        f"{worked:.2f} s of it work (goal 3 s)"
    )
    planted = set().union(*before.values())
    print(
        f"a search in {len(needles.FORMS)} forms finds {len(planted)} planted words in "
        f"{len(before)} files before, {len(set().union(*after.values()))} after (goal 0); "
        f"left: {len(done.left)}"
    )


OFTEN = 1.0
"""Seconds between copies: so often that about a hundredth of the writes meet one."""


def writers(count: int, every: float | None) -> list[float]:
    """Milliseconds of each of `count` writes, with a copy every so many seconds if any."""
    took = []
    with tempfile.TemporaryDirectory() as place:
        workshop = Workshop(Path(place, "verksted.ipynb"), Path(place, "workshops"))
        workshop.begin()
        planting.fill(workshop, 300, 3000)
        take(workshop.opened)
        for copy in (workshop.folder / "backups").iterdir():
            copy.unlink()
        own = Store(workshop.opened.path, "backup")
        stop = threading.Event()

        def copying() -> None:
            while every is not None and not stop.wait(every):
                own.refresh()
                take(own)

        thread = threading.Thread(target=copying)
        thread.start()
        for n in range(count):
            began = time.perf_counter()
            with workshop.opened.change("notes.add") as draft:
                draft.put(Note(id=new_id(), rank=float(n), text=f"Innspill {n}"))
            took.append((time.perf_counter() - began) * 1000)
            time.sleep(0.005)
        stop.set()
        thread.join()
        copied = len(list((workshop.folder / "backups").iterdir()))
        own.close()
        workshop.close()
    print(f"  {count} writes, {copied} copies")
    return took


def backup(count: int) -> None:
    """A writer's 99th percentile with copies and without, by turns; the median of the turns."""
    turns = []
    for _turn in range(5):
        runs = (writers(count, None), writers(count, OFTEN))
        turns.append([statistics.quantiles(each, n=100)[98] for each in runs])
    without, with_copies = (statistics.median(each) for each in zip(*turns, strict=True))
    print(
        f"a writer's p99: {without:.1f} ms alone, {with_copies:.1f} ms with a copy every "
        f"{OFTEN} s ({EVERY / OFTEN:.0f} times as often as in use); "
        f"{with_copies - without:+.1f} ms (goal at most +5 ms)"
    )


def held(workshop: Workshop, roster: list[Participant], draw: random.Random) -> None:
    """A day with those people: two rounds, perspectives, answers, measures and a project wall."""
    draw.shuffle(roster)
    count = len(roster) // 6
    groups = []
    for turn in (1, 2):
        seats = [person.id for person in draw.sample(roster, len(roster))]
        groups += [
            Group(id=f"{turn}-{g + 1}", round=turn, number=g + 1, members=tuple(seats[g::count]))
            for g in range(count)
        ]
    number = workshop.state.series.number
    with workshop.opened.change("participants.take") as draft:
        about = draft.state.about
        date = about.date or dt.date(2026, 1, 8)
        draft.put(change(about, theme=f"Tema {number}", date=date), *roster, *groups)
        for n in range(15):
            draft.put(Measure(id=new_id(), rank=100.0 + n, text=f"Tiltak {n}", owner="Nav"))
        for n in range(6):
            interested = tuple(f"{p.name}, {p.organisation}" for p in roster[n * 3 : n * 3 + 3])
            card = Project(id=new_id(), rank=float(n), name=f"Kort {n}", works_on=f"Sak {n}")
            draft.put(change(card, organisation="Nav", interested=interested))
        closing = draft.state.closing
        draft.put(change(closing, pulse_hands=(1, 9, 40, 90, 60), evaluation_hands=(0, 9, 9, 9, 9)))


def chain(workshops: int, people: int) -> None:
    """A long series: carry-over, opening and the pictures."""
    import resource

    from samverk import ui
    from samverk.ui import steps

    draw = random.Random(1)
    made = 0

    def newcomer() -> Participant:
        nonlocal made
        made += 1
        return Participant(
            id=new_id(),
            name=f"{needles.planted(made, 'For')} {needles.planted(made, 'Etter')}",
            organisation=f"Organisasjon {draw.randrange(24)}",
            field=f"Fag {made % 9}",
            email=f"{needles.planted(made, 'post')}@kommune.example",
            attendance="present",
        )

    def timed(work: Callable[[], object]) -> tuple[float, float]:
        began, worked = time.perf_counter(), time.process_time()
        work()
        return time.perf_counter() - began, time.process_time() - worked

    with tempfile.TemporaryDirectory() as place:
        data = Path(place, "workshops")
        book = json.dumps({"cells": [], "metadata": {}, "nbformat": 4, "nbformat_minor": 5})
        people_now = [newcomer() for _n in range(people)]
        carried, opened, fresh, drawn = {}, {}, {}, {}
        before = ""
        for number in range(1, workshops + 2):
            notebook = Path(place, f"verksted-{number:02}.ipynb")
            notebook.write_text(book, encoding="utf-8")
            workshop = Workshop(notebook, data)
            if before:
                folder = before
                carried[number] = timed(lambda: workshop.follow(folder))  # noqa: B023
            else:
                workshop.begin()
            before = workshop.folder.name
            roster = [change(p, id=new_id()) for p in people_now]
            held(workshop, roster, draw)
            workshop.close()
            if number in (2, workshops + 1):
                tries = []
                for _try in range(9):
                    again: list[Workshop] = []
                    tries.append(timed(lambda: again.append(Workshop(notebook, data))))  # noqa: B023
                    again[0].close()
                opened[number] = tuple(statistics.median(each) for each in zip(*tries, strict=True))
                fresh[number] = first_cell(notebook, data)
                panel_of = Workshop(notebook, data)
                panel = ui.relations(panel_of)
                drawn[number] = (*timed(lambda: panel.view(panel_of.state)), panel, panel_of)  # noqa: B023
            people_now = people_now[people // 5 :] + [newcomer() for _n in range(people // 5)]
        last = workshops + 1
        for what, found, goal in (("carry-over to", carried, 2.0), ("pictures of", drawn, 1.0)):
            for number in (2, last):
                took, worked = found[number][:2]
                print(
                    f"{what} workshop {number}, {people} people: {took:.2f} s, "
                    f"{worked:.2f} s of it work (goal {goal:.0f} s)"
                )
        for what, found in (("the file of", opened), ("the first cell of", fresh)):
            ratio = found[last][1] / found[2][1]
            print(
                f"opening {what} workshop {last}: {1000 * found[last][0]:.0f} ms "
                f"({1000 * found[last][1]:.0f} ms work), workshop 2: {1000 * found[2][0]:.0f} ms "
                f"({1000 * found[2][1]:.0f} ms work); {ratio:.2f} times the work (goal 1.5)"
            )
        panel, workshop = drawn[last][2:]
        sent = len(json.dumps(panel.view(workshop.state), ensure_ascii=False).encode())
        kept = sum(len(g) for m in workshop.state.meetings for g in m.groups)
        file = workshop.opened.path.stat().st_size
        print(
            f"Relasjoner sends {sent / 1024:.0f} KiB to the page; {kept} seats of "
            f"{len(workshop.state.meetings)} divisions, {file / 2**20:.1f} MiB file, "
            f"{resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MiB at most in memory"
        )
        for number in (2, last):
            watchers = steps._watchers[drawn[number][3]]
            if watchers.watch is not None:
                watchers.watch.stop()
            drawn[number][3].close()


def first_cell(notebook: Path, data: Path) -> tuple[float, float]:
    """Seconds, and seconds of work, of a fresh process that opens it and draws its frame."""
    import resource
    import subprocess

    code = (
        "import sys; from pathlib import Path; from samverk import ui; "
        "workshop = ui.Workshop(Path(sys.argv[1]), Path(sys.argv[2])); "
        "panel = ui.start(workshop); panel.view(workshop.state)"
    )
    call = [sys.executable, "-c", code, str(notebook), str(data)]
    tries = []
    for _try in range(5):
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        began = time.perf_counter()
        subprocess.run(call, check=True, env={"PYTHONPATH": str(CHECKOUT / "lib")})
        took = time.perf_counter() - began
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        work = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
        tries.append((took, work))
    return statistics.median(t for t, _w in tries), statistics.median(w for _t, w in tries)


def main() -> None:
    """Measure."""
    given = argparse.ArgumentParser(description=__doc__)
    given.add_argument("--people", type=int, default=500)
    given.add_argument("--notes", type=int, default=5000)
    given.add_argument("--writes", type=int, default=600)
    given.add_argument("--workshops", type=int, default=10)
    given.add_argument("--only", choices=("deletion", "backup", "chain"))
    chosen = given.parse_args()
    if chosen.only in (None, "deletion"):
        deletion(chosen.people, chosen.notes)
    if chosen.only in (None, "backup"):
        backup(chosen.writes)
    if chosen.only in (None, "chain"):
        chain(chosen.workshops, 300)


if __name__ == "__main__":
    main()
