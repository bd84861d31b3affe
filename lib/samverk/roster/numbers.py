"""Numbers, dates and truth values of a spreadsheet as its reader sees them."""

from __future__ import annotations

import datetime as dt
import re
from functools import lru_cache
from itertools import chain

from samverk.words import _

EPOCH = dt.datetime(1899, 12, 30)
EPOCH_1904 = dt.datetime(1904, 1, 1)
DATES = frozenset(chain(range(14, 23), range(27, 37), range(45, 48), range(50, 59)))
"""The numbers of the built-in formats for dates and times."""
LONGEST_FORMAT = 255
"""As Excel has it."""
BUILT_IN = {1: "0", 2: "0.00", 3: "#,##0", 4: "#,##0.00", 9: "0%", 10: "0.00%"}

_LITERAL = re.compile(r'"[^"]*"|\\.|_.|\*.|\[[^\]]*\]')
_PLAIN = re.compile(r"([#0,]*?)(0*)(?:\.(0+))?(%?)$")


@lru_cache(maxsize=1024)
def is_date(pattern: str) -> bool:
    """Whether a number format shows dates or times."""
    bare = _LITERAL.sub("", pattern.split(";")[0]).lower()
    return bare != "general" and any(c in bare for c in "dmyhs")


def format_of(number: int, own: str | None) -> str:
    """The format of that number, a workbook's own or a built-in; "date" for all of dates."""
    if own is not None and len(own) > LONGEST_FORMAT:
        return "General"
    if own is None:
        return "date" if number in DATES else BUILT_IN.get(number, "General")
    return "date" if is_date(own) else own


def number_or_date_text(number: float, pattern: str, from_1904: bool = False) -> str:
    """A cell's number in a format of `format_of`."""
    if pattern == "date" and 0 <= number < 2_958_466:
        return serial_text(number, from_1904)
    return number_text(number, "General" if pattern == "date" else pattern)


def date_text(moment: dt.datetime) -> str:
    """A date, with the time of day where there is one."""
    if moment.time() == dt.time():
        return moment.strftime("%d.%m.%Y")
    return moment.strftime("%d.%m.%Y %H:%M")


def serial_text(serial: float, from_1904: bool = False) -> str:
    """A spreadsheet's day number as a date, a date and a time, or a time."""
    moment = (EPOCH_1904 if from_1904 else EPOCH) + dt.timedelta(days=serial)
    moment = (moment + dt.timedelta(milliseconds=500)).replace(microsecond=0)
    return moment.strftime("%H:%M") if 0 <= serial < 1 else date_text(moment)


def number_text(number: float, pattern: str = "General") -> str:
    """A number in a number format; in one too fanciful to follow, as `General` shows it."""
    found = _PLAIN.match(_LITERAL.sub("", pattern.split(";")[0]).strip())
    if pattern == "General" or found is None or not found.group():
        return _general(number)
    lead, zeros, decimals, percent = found.groups()
    text = f"{abs(number) * (100 if percent else 1):.{len(decimals or '')}f}"
    whole, _dot, part = text.partition(".")
    whole = whole.zfill(len(zeros))
    if "," in lead:
        whole = f"{int(whole):,}".replace(",", " ")
    sign = "-" if number < 0 and float(text) else ""
    return sign + whole + ("," + part if part else "") + (" %" if percent else "")


def truth_text(truth: bool) -> str:
    """A truth value as a spreadsheet shows it."""
    return _("SANN") if truth else _("USANN")


def _general(number: float) -> str:
    if number == int(number) and abs(number) < 1e15:
        return str(int(number))
    return f"{number:.10g}".replace(".", ",")
