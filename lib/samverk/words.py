"""The words of the interface: gettext catalogues, one language at a time.

The text in the code is the bokmål text; catalogues for nynorsk and English lie in `locale/`.
"""

from __future__ import annotations

import datetime as dt
import gettext
from collections.abc import Iterable
from pathlib import Path
from typing import Literal, get_args

Language = Literal["nb", "nn", "en"]

LOCALE = Path(__file__).parent / "locale"
LANGUAGES: tuple[Language, ...] = get_args(Language)
NAMES: dict[Language, str] = {"nb": "bokmål", "nn": "nynorsk", "en": "English"}

_catalogues: dict[str, gettext.NullTranslations] = {}
_language: Language = "nb"


def use(language: Language) -> None:
    """Speak `language` in this process from now on."""
    global _language
    _language = language


def language() -> Language:
    """The language that is spoken now."""
    return _language


def catalogue(language: Language) -> gettext.NullTranslations:
    """The catalogue of `language`; bokmål needs none."""
    if language not in _catalogues:
        _catalogues[language] = (
            gettext.NullTranslations()
            if language == "nb"
            else gettext.translation("samverk", LOCALE, languages=[language], fallback=True)
        )
    return _catalogues[language]


def _(text: str) -> str:
    """`text` in the language that is spoken now."""
    return catalogue(_language).gettext(text)


def n_(one: str, many: str, n: int) -> str:
    """The form of the text that fits `n`, in the language that is spoken now."""
    return catalogue(_language).ngettext(one, many, n)


def N_(text: str) -> str:  # noqa: N802 - the name gettext's tools know
    """`text` itself, marked for the catalogues and translated where it is shown."""
    return text


def listed(items: Iterable[str]) -> str:
    """The items as a phrase: "a, b og c"."""
    parts = list(items)
    if len(parts) < 2:
        return "".join(parts)
    return _("{first} og {last}").format(first=", ".join(parts[:-1]), last=parts[-1])


def decimal(number: str) -> str:
    """A number with the comma or the point of the language that is spoken."""
    return number if _language == "en" else number.replace(".", ",")


def clock(minutes: int) -> str:
    """A time of day in minutes after midnight as "09.00"."""
    return f"{minutes // 60 % 24:02d}.{minutes % 60:02d}"


def long_date(date: dt.date) -> str:
    """A date as "torsdag 4. februar 2027"."""
    weekdays = [
        _("mandag"),
        _("tirsdag"),
        _("onsdag"),
        _("torsdag"),
        _("fredag"),
        _("lørdag"),
        _("søndag"),
    ]
    months = [
        _("januar"),
        _("februar"),
        _("mars"),
        _("april"),
        _("mai"),
        _("juni"),
        _("juli"),
        _("august"),
        _("september"),
        _("oktober"),
        _("november"),
        _("desember"),
    ]
    return _("{weekday} {day}. {month} {year}").format(
        weekday=weekdays[date.weekday()],
        day=date.day,
        month=months[date.month - 1],
        year=date.year,
    )


def short_date(date: dt.date) -> str:
    """A date as "04.02.2027"."""
    return date.strftime("%d.%m.%Y")
