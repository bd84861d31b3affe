"""What a list says of itself: sums, when it was printed, rooms that were invited."""

from __future__ import annotations

import re

_WHAT = (
    r"(?:deltakere|deltakarar|deltagere|påmeldte|påmelde|personer|personar|svar|antall|antal|stk"
    r"|participants|attendees|people|registered|number|i alt|rader)"
)
_TOTAL = (
    r"(?:sum|summen|totalt?|total sum|i alt|antall|antal|til ?sammen|til saman|delsum|subtotal"
    r"|grand total|count|gjennomsnitt|snitt|average)"
)
_SUM = re.compile(
    rf"{_TOTAL}(?:\s+{_WHAT})*(?:\s*[:=]?\s*\d[\d\s.,]*(?:\s+{_WHAT})*)?\s*[:=]?", re.IGNORECASE
)
_SUM_OF = re.compile(
    rf"{_TOTAL}(?:\s+{_WHAT})?(?:\s+(?:for|fra|frå|from|of|in|på))?\s+", re.IGNORECASE
)
_NOTE = re.compile(
    r"(?:merk|nb|obs|note|kilde|kjelde|source|oppdatert|sist (?:oppdatert|endret|endra)"
    r"|last updated|utskrift|skrevet ut|skriven ut|printed|eksportert|exported|generert|generated"
    r"|frist|påmeldingsfrist|deadline)\s*[:!(]|(?:sist oppdatert|last updated|påmeldingsfrist"
    r"|skrevet ut|exported|generated)\s+\S*\d",
    re.IGNORECASE,
)
_ROOM = re.compile(r"(?:ressurs|resource) ?\(.{1,80}", re.IGNORECASE)


def is_sum(text: str) -> bool:
    """Whether a text is a word for a sum, with or without the sum."""
    return bool(_SUM.fullmatch(text))


def summed(text: str) -> str:
    """What "Sum Bodø kommune" is the sum of; empty where a text does not begin as a sum."""
    found = _SUM_OF.match(text)
    return re.sub(r"\s\d{1,9}$", "", text[found.end() :]) if found else ""


def is_note(text: str) -> bool:
    """Whether a text that stands alone above or below a list is about the list."""
    return bool(_NOTE.match(text))


def is_room(text: str) -> bool:
    """Whether Outlook says that what was invited is a room or a thing."""
    return bool(_ROOM.fullmatch(text))
