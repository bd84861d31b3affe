"""What LibreOffice shows of a document, word by word."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import tempfile
from itertools import combinations
from pathlib import Path
from typing import NamedTuple

import pytest

from documents.decks import all_text

slow = pytest.mark.skipif(
    not os.environ.get("SAMVERK_ALL")
    or shutil.which("soffice") is None
    or shutil.which("pdftotext") is None,
    reason="rendering is slow: SAMVERK_ALL=1, with LibreOffice and pdftotext at hand",
)
_WORD = re.compile(
    r'<word xMin="([\d.-]+)" yMin="([\d.-]+)" xMax="([\d.-]+)" yMax="([\d.-]+)">(.*?)</word>'
)
_PAGE = re.compile(r'<page width="([\d.]+)" height="([\d.]+)">(.*?)</page>', re.DOTALL)


class Word(NamedTuple):
    left: float
    top: float
    right: float
    bottom: float
    text: str


class Page(NamedTuple):
    """A page as it is shown: its size in points, and its words."""

    width: float
    height: float
    words: tuple[Word, ...]

    def outside(self) -> list[str]:
        """Words that reach outside the page by more than a hair."""
        return [
            w.text
            for w in self.words
            if w.left < -1 or w.top < -1 or w.right > self.width + 1 or w.bottom > self.height + 1
        ]

    def overlaps(self) -> list[tuple[str, str]]:
        """Pairs of words of which one covers more than a third of the other, charts left out."""
        words = [w for w in self.words if not w.text.replace(",", "").isdigit()]
        found = []
        for one, other in combinations(words, 2):
            across = min(one.right, other.right) - max(one.left, other.left)
            down = min(one.bottom, other.bottom) - max(one.top, other.top)
            if across > 0 and down > 0:
                least = min((w.right - w.left) * (w.bottom - w.top) for w in (one, other))
                if across * down > least / 3:
                    found.append((one.text, other.text))
        return found


def pdf(document: Path) -> Path:
    """The document as PDF, beside itself."""
    with tempfile.TemporaryDirectory() as profile:
        subprocess.run(
            [
                "soffice",
                f"-env:UserInstallation={Path(profile).as_uri()}",
                "--headless",
                "--convert-to",
                "pdf",
                "--outdir",
                str(document.parent),
                str(document),
            ],
            check=True,
            capture_output=True,
            timeout=240,
        )
    return document.with_suffix(".pdf")


def pages(document: Path) -> list[Page]:
    """What each page of the document shows."""
    shown = subprocess.run(
        ["pdftotext", "-bbox", "-enc", "UTF-8", str(pdf(document)), "-"],
        check=True,
        capture_output=True,
    ).stdout.decode("utf-8")
    return [
        Page(
            float(width),
            float(height),
            tuple(Word(*map(float, found[:4]), found[4]) for found in _WORD.findall(body)),
        )
        for width, height, body in _PAGE.findall(shown)
    ]


def missing(report: Path, shown: list[Page]) -> set[str]:
    """Words of the slides that no page shows; one that is broken over two lines is shown."""
    words = set(re.findall(r"\w{3,}", all_text(report, drawn=True).casefold()))
    text = "".join(word.text for page in shown for word in page.words).casefold()
    return {word for word in words if word not in text}
