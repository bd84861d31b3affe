"""How long documents take, against python-pptx writing the same slides with no layout at all.

Run it from the checkout: `python benchmarks/documents.py`. Seconds are of the processor, so that
a busy machine says the same; memory is the most that a process of its own held, where the system
tells.
"""

from __future__ import annotations

import functools
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any, cast

from pptx import Presentation
from pptx.util import Pt

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT / "lib"), str(ROOT / "tests" / "documents")]

from states import rich  # noqa: E402 - it lies among the tests

from samverk.documents import (  # noqa: E402 - as above
    director_pptx,
    report_docx,
    report_pdf,
    report_pptx,
    report_txt,
    report_xlsx,
)

Slides = list[tuple[str, list[list[str]], list[list[list[str]]], str]]
"""For each slide its title, its texts by line, its tables by cell and its notes."""


def contents(deck: Any) -> Slides:
    found = []
    for slide in deck.slides:
        title = slide.shapes.title.text_frame.text
        texts = [
            [p.text for p in shape.text_frame.paragraphs]
            for shape in slide.shapes
            if shape.has_text_frame and shape != slide.shapes.title
        ]
        tables = [
            [[cell.text for cell in row.cells] for row in shape.table.rows]
            for shape in slide.shapes
            if shape.has_table
        ]
        notes = slide.notes_slide.notes_text_frame.text if slide.has_notes_slide else ""
        found.append((title, texts, tables, notes))
    return found


def write_bare(slides: Slides, deck: Any) -> None:
    layout = deck.slide_layouts[5]
    for title, texts, tables, notes in slides:
        slide = deck.slides.add_slide(layout)
        slide.shapes.title.text = title
        for lines in texts:
            frame = slide.shapes.add_textbox(Pt(50), Pt(100), Pt(600), Pt(300)).text_frame
            for number, line in enumerate(lines):
                paragraph = frame.add_paragraph() if number else frame.paragraphs[0]
                run = paragraph.add_run()
                run.text, run.font.size = line, Pt(18)
        for rows in tables:
            table = slide.shapes.add_table(
                len(rows), len(rows[0]), Pt(50), Pt(100), Pt(600), Pt(300)
            ).table
            for row, cells in zip(table.rows, rows, strict=True):
                for cell, text in zip(row.cells, cells, strict=True):
                    run = cell.text_frame.paragraphs[0].add_run()
                    run.text, run.font.size = text, Pt(14)
        if notes:
            slide.notes_slide.notes_text_frame.text = notes


def seconds(deed: Callable[[], object], times: int = 5) -> float:
    """The median of the processor's seconds that `deed` takes."""
    taken = []
    for _time in range(times):
        start = time.process_time()
        deed()
        taken.append(time.process_time() - start)
    return statistics.median(taken)


def alone(kind: str, measures: int, groups: int, notes: int) -> tuple[float, float, float]:
    """Seconds of the processor and of the clock, and megabytes, of a process for one document.

    What makes PDF remembers what it has laid out, so that only the first in a process counts.
    """
    asked = [sys.executable, __file__, kind, str(measures), str(groups), str(notes)]
    done = subprocess.run(asked, check=True, capture_output=True, encoding="utf-8")
    cpu, wall, held = map(float, done.stdout.split())
    return cpu, wall, held


def large(kind: str, measures: int, groups: int, notes: int) -> None:
    state = rich(measures=measures, groups=groups, notes=notes)
    make = cast(Any, {"pptx": report_pptx, "pdf": report_pdf}[kind])
    with tempfile.TemporaryDirectory() as folder:
        start = time.perf_counter()
        taken = seconds(lambda: make(state, Path(folder, kind)), times=1)
        print(taken, time.perf_counter() - start, _megabytes())


def _megabytes() -> float:
    status = Path("/proc/self/status")
    if not status.exists():
        return float("nan")
    told = dict(line.split(":", 1) for line in status.read_text(encoding="ascii").splitlines())
    return int(told["VmHWM"].split()[0]) / 1024


def rehearsed(folder: Path) -> float:
    """Seconds of a rehearsed day with 300 people, 1,500 notes and all its documents."""
    from samverk.rehearsal import rehearse

    start = time.process_time()
    rehearse(folder / "out", notebook=folder / "w.ipynb", people=300, notes=1500)
    return time.process_time() - start


def main() -> None:
    state = rich(measures=60)
    with tempfile.TemporaryDirectory() as folder:
        report, plain, other = (Path(folder, name) for name in ("r.pptx", "b.pptx", "other"))
        report_pptx(state, report)
        slides = contents(Presentation(str(report)))

        def again() -> None:
            deck = Presentation()
            write_bare(slides, deck)
            deck.save(str(plain))

        ours, theirs = seconds(lambda: report_pptx(state, report)), seconds(again)
        print(f"60 measures, {len(slides)} slides: {ours:.2f} s")
        print(f"bare python-pptx, the same slides: {theirs:.2f} s, ratio {ours / theirs:.2f}")
        for name, make in (
            ("one page for the director", director_pptx),
            ("Word", report_docx),
            ("spreadsheet", report_xlsx),
            ("text for e-mail", report_txt),
        ):
            deed = functools.partial(cast(Any, make), state, other)
            print(f"{name}: {seconds(deed, times=3):.2f} s")
        for measures, groups in ((125, 12), (250, 25), (500, 50)):
            taken, _wall, held = alone("pptx", measures, groups, 40)
            print(f"{measures} measures, {groups * 40} notes: {taken:.2f} s, {held:.0f} MB")
        for measures, groups in ((60, 6), (500, 50)):
            runs = [alone("pdf", measures, groups, 40) for _run in range(5)]
            cpu, wall, held = (statistics.median(column) for column in zip(*runs, strict=True))
            print(
                f"PDF for the archive, {measures} measures, {groups * 40} notes: {cpu:.2f} s, "
                f"{wall:.2f} s by the clock, {held:.0f} MB"
            )
        print(f"rehearsal, 300 people and 1,500 notes: {rehearsed(Path(folder)):.2f} s")


if __name__ == "__main__":
    if len(sys.argv) > 1:
        large(sys.argv[1], *map(int, sys.argv[2:]))
    else:
        main()
