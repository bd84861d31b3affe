"""What stands on the pages of a PDF, as poppler reads it."""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path

import pytest
from PIL import Image


def _poppler(name: str, *arguments: str | Path) -> str:
    program = shutil.which(name)
    if program is None:
        pytest.skip(f"{name} (poppler) is missing")
    done = subprocess.run(
        [program, *map(str, arguments)],
        capture_output=True,
        encoding="utf-8",
        check=True,
    )
    return done.stdout


def text(path: Path) -> str:
    """All that can be read, in one line."""
    return " ".join(_poppler("pdftotext", path, "-").split())


def bare(said: str) -> str:
    """A text without white space and hyphens, which pages put in and take out."""
    return re.sub(r"[\s\u00ad\u200b\u2010-]+", "", said)


def pages(path: Path) -> int:
    """How many pages there are."""
    found = re.search(r"Pages:\s+(\d+)", _poppler("pdfinfo", path))
    assert found is not None
    return int(found[1])


def picture(path: Path, page: int, folder: Path, dpi: int = 80) -> Image.Image:
    """A page as a picture."""
    stem = folder / f"side-{page}"
    _poppler("pdftoppm", "-r", str(dpi), "-f", str(page), "-l", str(page), "-png", path, stem)
    (made,) = folder.glob(f"side-{page}-*.png")
    with Image.open(made) as opened:
        opened.load()
        return opened


def boxes(path: Path) -> list[tuple[int, float, float, float, float, str]]:
    """Every word with its page and its edges from the page's left and top, in points."""
    found = []
    page = 0
    for line in _poppler("pdftotext", "-bbox", path, "-").splitlines():
        page += "<page " in line
        if match := re.search(
            r'xMin="([\d.-]+)" yMin="([\d.-]+)" xMax="([\d.-]+)" yMax="([\d.-]+)">(.*)</word>', line
        ):
            found.append((page, *(float(match[n]) for n in range(1, 5)), match[5]))
    return found
