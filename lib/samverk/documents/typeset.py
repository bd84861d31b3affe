"""PDF by Typst: a template that people can edit, and data that is never markup."""

from __future__ import annotations

import datetime as dt
import json
import re
import unicodedata
from pathlib import Path
from typing import Any

from samverk.documents import files
from samverk.library import folder
from samverk.library.files import CHECKOUT
from samverk.model import Sorry
from samverk.words import _

FONTS = "skrifter"
_STILL = dt.datetime(2000, 1, 1, tzinfo=dt.UTC)
_MISSING = re.compile(r'(?:text|codepoint) `"(.+)"`')
_ESCAPE = re.compile(r"\\u\{([0-9a-f]+)\}")
_PLACE = re.compile(r"([\w.-]+\.typ):(\d+)")
_JOINS = re.compile("[\u200c\u200d\ufe00-\ufe0f\u20e3\U0001f3fb-\U0001f3ff\U000e0000-\U000e01ef]")
_ATTEMPTS = 60
_PATIENCE = 3
"""After so many attempts all signs near one that is lacking are taken to be lacking too."""
_COMMON = 0x2C00
"""Below it lie the letters of Europe, which our own typeface or Typst's has most of."""


def pdf(
    template: Path,
    data: dict[str, Any],
    path: Path,
    *,
    date: dt.date | None = None,
    archive: bool = False,
    inputs: dict[str, str] | None = None,
) -> list[str]:
    """Write what the template makes of `data` to `path`; the same of both gives the same file.

    For the archive it follows PDF/A-2a (ISO 19005-2) and PDF/UA-1 (ISO 14289-1). There every
    character must be shown: one that no typeface on this machine has is written as its number.
    Returns sentences on that. Raises `Sorry` where the template has an error or the file cannot
    be written.
    """
    import typst

    if not template.is_file():
        raise Sorry(_("Fant ikke malen {name}.").format(name=template.name))
    moment = dt.datetime(date.year, date.month, date.day, tzinfo=dt.UTC) if date else _STILL
    text = json.dumps(data, ensure_ascii=False)
    rare = any(ord(letter) >= _COMMON for letter in text)
    numbered: list[str] = []
    for attempt in range(_ATTEMPTS):
        try:
            made = typst.compile(
                template,
                root=folder(),
                font_paths=_fonts(),
                ignore_system_fonts=not rare,
                format="pdf",
                sys_inputs={"data": text, **(inputs or {})},
                pdf_standards=["a-2a", "ua-1"] if archive else [],
                timestamp=moment,
            )
            break
        except typst.TypstError as error:
            found = _MISSING.search(error.message)
            if found is None:
                raise _wrong(template, error) from error
            lacking = _ESCAPE.sub(lambda m: chr(int(m[1], 16)), found[1])
            if not rare:
                rare = True
                continue
            letters = [
                each for each in dict.fromkeys(lacking) if each in text and not each.isascii()
            ]
            if letters and attempt > _PATIENCE:
                near = set(map(_alphabet, letters))
                letters = [each for each in dict.fromkeys(text) if _alphabet(each) in near]
            # What joins two signs into one counts with the sign before it, here a number.
            letters = letters or [each for each in dict.fromkeys(text) if _JOINS.match(each)]
            if not letters:
                raise _wrong(template, error) from error
            signs = {ord(letter): _number(letter) for letter in letters}
            text = text.translate(signs)
            numbered += signs.values()
    else:
        raise Sorry(_("Teksten har for mange tegn som ingen skrift på maskinen kan vise."))
    files.write(path, made)
    return _told(numbered)


def _alphabet(letter: str) -> tuple[bool, int]:
    """Roughly which writing a sign is of."""
    rare = ord(letter) >= _COMMON
    return rare, ord(letter) // (0x4000 if rare else 0x80)


def _number(letter: str) -> str:
    """What stands for a character that cannot be shown; nothing where it is never seen."""
    seen = unicodedata.category(letter) not in {"Cf", "Cc", "Zs", "Zl", "Zp"}
    return f"[U+{ord(letter):04X}]" if seen else ""


def _told(numbered: list[str]) -> list[str]:
    shown = [each for each in numbered if each]
    if not shown:
        return []
    return [
        _("Noen tegn finnes ikke i noen skrift på maskinen og står som nummer: {signs}.").format(
            signs=", ".join(shown)
        )
    ]


def _fonts() -> list[Path]:
    places = dict.fromkeys((folder() / FONTS, CHECKOUT / "templates" / FONTS))
    return [place for place in places if place.is_dir()]


def _wrong(template: Path, error: Any) -> Sorry:
    place = _PLACE.search(error.diagnostic or "")
    where = _("{file}, linje {line}").format(file=place[1], line=place[2]) if place else ""
    return Sorry(
        _("Malen {file} har en feil: {reason}").format(
            file=where or template.name, reason=error.message
        )
    )
