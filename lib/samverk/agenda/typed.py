"""Clock times and durations as people type them."""

from __future__ import annotations

import re

from samverk.model import Sorry
from samverk.words import _

DAY = 24 * 60

_CLOCK = re.compile(r"(?:kl\.?\s*)?([0-9]{1,2})(?:\s*[.:,]\s*([0-9]{2})|([0-9]{2}))?")
_HOURS = r"(?:t|time|timer|h|hour|hours)\.?"
_MINUTES = r"(?:m|min|minutt|minutter|minutes)\.?"
_DURATION = (
    re.compile(rf"(?P<m>[0-9]{{1,4}})\s*(?:{_MINUTES})?"),
    re.compile(rf"(?P<h>[0-9]{{1,2}}(?:[.,][0-9]{{1,2}})?)\s*{_HOURS}"),
    re.compile(
        rf"(?P<h>[0-9]{{1,2}})\s*{_HOURS}\s*(?:og\s*)?(?P<m>[0-9]{{1,2}})\s*(?:{_MINUTES})?"
    ),
    re.compile(r"(?P<h>[0-9]{1,2})\s*[.:]\s*(?P<m>[0-9]{2})"),
)


def parse_clock(text: str) -> int:
    """The time of day that is meant by "930", "9.30", "9:30", "9" or "kl. 9.30".

    In minutes after midnight. Raises `Sorry` where it is none.
    """
    found = _CLOCK.fullmatch(text.strip().casefold())
    hour, minute = (int(found[1]), int(found[2] or found[3] or 0)) if found else (24, 0)
    if hour > 23 or minute > 59:
        raise Sorry(_("Skriv klokkeslettet som 9.30, 0930 eller 9:30."))
    return hour * 60 + minute


def parse_minutes(text: str) -> int:
    """The minutes that are meant by "90", "90 min", "1 t 30", "1:30" or "1,5 t".

    At most a day. Raises `Sorry` where it is no duration.
    """
    typed = text.strip().casefold()
    for pattern in _DURATION:
        if found := pattern.fullmatch(typed):
            parts = found.groupdict()
            hours, minutes = parts.get("h"), int(parts.get("m") or 0)
            total = minutes + round(float((hours or "0").replace(",", ".")) * 60)
            if total <= DAY and (minutes < 60 or hours is None):
                return total
    raise Sorry(_("Skriv varigheten i minutter, som 90, eller som 1 t 30."))
