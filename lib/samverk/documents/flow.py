"""Text broken into lines, and pieces of known height put on pages."""

from __future__ import annotations

from collections.abc import Sequence

from samverk.documents.faces import Face


def wrap(text: str, face: Face, size: float, width: float) -> list[str]:
    """`text` in lines that are at most `width` wide; always one at least.

    A word that is wider than a line is broken between letters.
    """
    found: list[str] = []
    for paragraph in text.split("\n"):
        found += _wrap(paragraph, face, size, width)
    return found


def _wrap(text: str, face: Face, size: float, width: float) -> list[str]:
    room = width / size
    space = face.width(" ", 1.0)
    found: list[str] = []
    line: list[str] = []
    used = 0.0
    for word in text.split():
        wide = face.width(word, 1.0)
        if line and used + space + wide > room:
            found.append(" ".join(line))
            line, used = [], 0.0
        if wide > room:
            *broken, word = _broken(word, face, room)
            found += broken
            wide = face.width(word, 1.0)
        used += wide + (space if line else 0.0)
        line.append(word)
    return [*found, " ".join(line)]


def split(text: str, face: Face, size: float, width: float, most: int) -> list[str]:
    """`text` in pieces of at most `most` lines; no letter is lost or added."""
    laid = wrap(text, face, size, width)
    pieces = []
    while len(laid) > most:
        letters = sum(len(line.replace(" ", "")) for line in laid[:most])
        at = 0
        while letters:
            letters -= not text[at].isspace()
            at += 1
        pieces.append(text[:at].strip())
        text = text[at:].strip()
        laid = laid[most:]
    return [*pieces, text]


def _broken(word: str, face: Face, room: float) -> list[str]:
    pieces, piece, used = [], "", 0.0
    for letter in word:
        wide = face.width(letter, 1.0)
        if piece and used + wide > room:
            pieces.append(piece)
            piece, used = "", 0.0
        piece += letter
        used += wide
    return [*pieces, piece]


def pages(heights: Sequence[float], room: float, kept: Sequence[bool] = ()) -> list[range]:
    """Indices for each page, at most `room` high where one piece alone is not higher.

    As few pages as possible, as evenly filled as possible. A `kept` piece never stands last on
    a page that another follows.
    """
    kept = kept or [False] * len(heights)
    best = _greedy(heights, room, kept)
    low, high = 0.0, room
    for _ in range(10):
        middle = (low + high) / 2
        tried = _greedy(heights, middle, kept)
        fits = all(sum(heights[i] for i in page) <= room for page in tried)
        if len(tried) == len(best) and fits:
            best, high = tried, middle
        else:
            low = middle
    return best


def _greedy(heights: Sequence[float], room: float, kept: Sequence[bool]) -> list[range]:
    found: list[range] = []
    start, used = 0, 0.0
    for index, height in enumerate(heights):
        if index > start and used + height > room:
            end = index
            while end - 1 > start and kept[end - 1]:
                end -= 1
            found.append(range(start, end))
            used = sum(heights[end:index])
            start = end
        used += height
    if start < len(heights):
        found.append(range(start, len(heights)))
    return found
