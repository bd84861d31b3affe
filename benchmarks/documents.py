"""How long the report takes, against python-pptx writing the same slides with no layout at all.

Run it from the checkout: `python benchmarks/documents.py`.
"""

from __future__ import annotations

import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from pptx import Presentation
from pptx.util import Pt

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT / "lib"), str(ROOT / "tests" / "documents")]

from states import rich  # noqa: E402 - it lies among the tests

from samverk.documents import report_pptx, report_xlsx  # noqa: E402 - as above

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


def seconds(deed: Callable[[], object], times: int = 7) -> float:
    taken = []
    for _time in range(times):
        start = time.perf_counter()
        deed()
        taken.append(time.perf_counter() - start)
    return statistics.median(taken)


def main() -> None:
    state = rich(measures=60)
    with tempfile.TemporaryDirectory() as folder:
        report, plain, sheet = (Path(folder, name) for name in ("r.pptx", "b.pptx", "r.xlsx"))
        report_pptx(state, report)
        slides = contents(Presentation(str(report)))

        def again() -> None:
            deck = Presentation()
            write_bare(slides, deck)
            deck.save(str(plain))

        ours, theirs = seconds(lambda: report_pptx(state, report)), seconds(again)
        table = seconds(lambda: report_xlsx(state, sheet))
        large = rich(measures=500, groups=50, notes=40)
        most = seconds(lambda: report_pptx(large, report), times=1)
    print(f"report of 60 measures, {len(slides)} slides: {ours:.3f} s")
    print(f"bare python-pptx, the same slides:    {theirs:.3f} s, ratio {ours / theirs:.2f}")
    print(f"spreadsheet of the same:              {table:.3f} s")
    print(f"report of 500 measures, 2000 notes:   {most:.2f} s")


if __name__ == "__main__":
    main()
