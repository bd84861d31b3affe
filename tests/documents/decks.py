"""What a test asks of a PowerPoint file."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from pptx import Presentation

from samverk.documents.clean import plain


def squeezed(text: str) -> str:
    """`text` without white space, as a file can hold it."""
    return "".join(plain(text).split())


def outside(path: Path) -> list[str]:
    """Shapes that reach outside the slide, and bodies whose text is higher than they are."""
    deck = Presentation(str(path))
    return [
        f"{number}: {shape.name}"
        for number, slide in enumerate(deck.slides, start=1)
        for shape in slide.shapes
        if shape.left < 0
        or shape.top < 0
        or shape.left + shape.width > deck.slide_width + 1
        or shape.top + shape.height > deck.slide_height + 1
    ]


def empty_placeholders(path: Path) -> list[str]:
    return [
        f"{number}: {shape.name}"
        for number, slide in enumerate(Presentation(str(path)).slides, start=1)
        for shape in slide.placeholders
        if shape.has_text_frame and not shape._element.xpath(".//a:t[normalize-space(.)]")
    ]


def titles(path: Path) -> list[str]:
    slides = Presentation(str(path)).slides
    return [slide.shapes.title.text_frame.text if slide.shapes.title else "" for slide in slides]


def smallest_type(path: Path) -> float:
    """The smallest type in points that is named on any slide."""
    return min(
        int(size) / 100
        for slide in Presentation(str(path)).slides
        for size in slide._element.xpath(".//a:rPr/@sz")
    )


def measure_cells(path: Path) -> list[str]:
    """The cells of the column «Tiltak», slide by slide."""
    found = []
    for table in _tables(path):
        heads = [cell.text for cell in table.rows[0].cells]
        if "Tiltak" in heads:
            column = heads.index("Tiltak")
            found += [row.cells[column].text for row in list(table.rows)[1:]]
    return found


def all_text(path: Path, *, drawn: bool = False) -> str:
    """The text of all slides in their order; with `drawn`, footers and charts left out."""
    skipped = ('p:sp[.//p:ph[@type="ftr" or @type="sldNum"]]',) if drawn else ()
    found = []
    for slide in Presentation(str(path)).slides:
        tree = slide.shapes._spTree
        for pattern in skipped:
            for shape in tree.xpath(pattern):
                tree.remove(shape)
        found += ["".join(p.xpath(".//a:t/text()")) for p in tree.xpath(".//a:p")]
    return "\n".join(found)


def _tables(path: Path) -> Iterator[Any]:
    for slide in Presentation(str(path)).slides:
        for shape in slide.shapes:
            if shape.has_table:
                yield shape.table
