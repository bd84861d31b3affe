"""What people answer on food, counted so that nothing says who."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable

_BETWEEN = re.compile(r"\s*(?:[,;/+&\n]|\bog\b)\s*")
_NOTHING = re.compile(
    r"(?:nei|nei takk|ingen|ikke noe|ikkje noko|ingenting|none|nothing|no|n/?a|[-–—])?[.!]?",
    re.IGNORECASE,
)


def count(answers: Iterable[str]) -> list[tuple[str, int]]:
    """How many have each need, most first, in small letters."""
    needs = Counter(
        part.casefold()
        for answer in answers
        if not _NOTHING.fullmatch(answer.strip())
        for part in _BETWEEN.split(answer.strip())
        if not _NOTHING.fullmatch(part)
    )
    return sorted(needs.items(), key=lambda need: (-need[1], need[0]))
