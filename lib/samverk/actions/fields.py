"""Changing one field of a record, with what the user gave checked and tidied."""

from __future__ import annotations

import datetime as dt
import unicodedata

import msgspec

from samverk.model import R, Sorry, change
from samverk.words import _

LONGEST = 8000
"""Characters in one text; longer texts are refused, never cut."""

MOST = 9999
"""Hands that can be raised: more of them are a slip of the keyboard."""

_TURNS = frozenset("\u202a\u202b\u202c\u202d\u202e")

YEARS = range(2000, 2200)
"""Years that a date can have: 0027 is a slip of the keyboard."""


def tidy(text: str) -> str:
    """The text in NFC without control characters and outer white space.

    Marks that turn the direction of what follows are taken out too: letters know theirs.

    Raises `Sorry` where it is too long to be a note.
    """
    text = unicodedata.normalize("NFC", text).replace("\r\n", "\n")
    if not text.isprintable():
        text = "".join(c for c in text if c in "\n\t" or not _controls(c))
    text = text.strip()
    if len(text) > LONGEST:
        raise Sorry(
            _("Teksten er på {n} tegn. Del den i flere, med høyst {most} tegn i hver.").format(
                n=len(text), most=LONGEST
            )
        )
    return text


def _controls(character: str) -> bool:
    return unicodedata.category(character) in ("Cc", "Cs") or character in _TURNS


def required(text: str) -> str:
    """The tidied text; `Sorry` where nothing is left of it."""
    text = tidy(text)
    if not text:
        raise Sorry(_("Skriv noe først."))
    return text


def _tidy_all(value: object) -> object:
    if isinstance(value, str):
        return tidy(value)
    if isinstance(value, (list, tuple)):
        return [_tidy_all(part) for part in value]
    if isinstance(value, dict):
        return {tidy(str(key)): _tidy_all(part) for key, part in value.items()}
    return value


def changed(record: R, field: str, value: object, allowed: frozenset[str]) -> R:
    """`record` with one of the `allowed` fields changed. An empty text clears a date.

    Raises `Sorry` where the value does not fit the field.
    """
    if field not in allowed:
        raise Sorry(_("Dette feltet kan ikke endres her."))
    value = _tidy_all(value)
    if value == "" and _may_be_none(record, field):
        value = None
    try:
        made = change(record, **{field: value})
        _whole(getattr(made, field))
        return made
    except msgspec.ValidationError as error:
        raise Sorry(_("«{value}» kan ikke brukes her.").format(value=value)) from error


def hands(value: object) -> int:
    """How many hands were raised, none where nothing is written; `Sorry` for what is no count."""
    if value is None:
        return 0
    if not isinstance(value, int) or not 0 <= value <= MOST:
        raise Sorry(_("Skriv et helt tall fra 0 til {most}.").format(most=MOST))
    return value


def _whole(value: object) -> None:
    if isinstance(value, dt.date) and value.year not in YEARS:
        raise Sorry(_("Skriv året med fire sifre, for eksempel 2027."))


def _may_be_none(record: msgspec.Struct, field: str) -> bool:
    return any(f.name == field and f.default is None for f in msgspec.structs.fields(record))
