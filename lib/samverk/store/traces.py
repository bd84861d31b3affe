"""Looking for texts in the bytes of files, packed ones too."""

from __future__ import annotations

import bisect
from collections import defaultdict
from collections.abc import Iterable, Mapping
from functools import cached_property
from pathlib import Path

from samverk.store.layers import WORD, folded, is_database, opaque, unpacked, views

MOST = 300_000_000
"""Bytes of a file that are looked through."""

DEEPEST = 3
"""Packed files within packed files."""


class Traces:
    """The texts that must not be found."""

    def __init__(self, texts: Iterable[str]) -> None:
        self._texts: dict[str, tuple[str, ...]] = {}
        for text in texts:
            plain = folded(text).strip()
            if words := tuple(WORD.findall(plain)):
                self._texts[plain] = words

    def __bool__(self) -> bool:
        return bool(self._texts)

    def within(self, path: Path) -> set[str]:
        """Those that a file holds, in any common encoding; raises `OSError`."""
        return self.inside(path.read_bytes()) if path.stat().st_size <= MOST else set()

    def inside(self, data: bytes, depth: int = 0) -> set[str]:
        """Those that `data` holds, or what is packed in it.

        A name counts where its words stand beside each other in any order, as in a list with a
        column for each; in a database, where we have written ourselves, as it is written alone.
        """
        found: set[str] = set()
        apart = not is_database(data)
        for view in views(data):
            page = _Page(view)
            for text, words in self._texts.items():
                if text in found or not page.words.issuperset(words):
                    continue
                if text in view or (apart and "@" not in text and page.beside(words)):
                    found.add(text)
        if depth < DEEPEST:
            for member in unpacked(data, MOST):
                found |= self.inside(member, depth + 1)
        return found


def unsearchable(path: Path) -> bool:
    """Whether a file may hold what `Traces` cannot see: pictures, PDF, what is locked or huge."""
    return path.stat().st_size > MOST or opaque(path.read_bytes())


class _Page:
    """A text by its words."""

    def __init__(self, text: str) -> None:
        self._sequence = WORD.findall(text)
        self.words = set(self._sequence)

    @cached_property
    def _places(self) -> Mapping[str, list[int]]:
        places = defaultdict(list)
        for n, word in enumerate(self._sequence):
            places[word].append(n)
        return places

    def beside(self, words: tuple[str, ...]) -> bool:
        """Whether several words stand with at most one other among them."""
        if len(words) < 2:
            return False
        places = [self._places[word] for word in words]
        return any(
            all(_within(each, n, len(words)) for each in places) for n in min(places, key=len)
        )


def _within(places: list[int], n: int, most: int) -> bool:
    at = bisect.bisect_left(places, n - most)
    return at < len(places) and places[at] <= n + most
