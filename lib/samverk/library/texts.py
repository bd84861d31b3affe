"""Texts to send out and the plan of when, from `templates/`."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterator
from typing import Literal

import msgspec

from samverk.countdown import Step
from samverk.library.files import Document, Entry, Found, gather
from samverk.words import Language, _

Since = Literal["workshop", "deadline"]

BLANKS = (
    "tema", "tittel", "arrangør", "hvorfor", "formål", "hvem", "når", "dato", "tid", "sted",
    "tilgjengelighet", "påmelding", "frist", "mat", "kontakt", "program", "antall", "matbehov",
    "måltider",
)  # fmt: skip
"""What a text can leave to be filled in, in braces."""

BLANK = re.compile(r"\{([^{}\n]*)\}")
_SINCE: dict[str, Since] = {"verkstedet": "workshop", "fristen": "deadline"}


class Letter(msgspec.Struct, frozen=True, kw_only=True):
    """A text to send out, with blanks to fill in; `name` is the file's, without language."""

    name: str
    title: str
    place: int
    subject: str
    lines: tuple[str, ...]


def letters(language: Language = "nb") -> Found[Letter]:
    """The texts in their order, and a sentence on each file with an error."""
    found = gather("invitation", language, _letter)
    return Found(tuple(sorted(found.items, key=lambda each: each.place)), found.problems)


def countdown(language: Language = "nb") -> Found[Step]:
    """The steps of the plan, and a sentence on each file with an error."""
    return gather("countdown", language, _steps)


def _letter(name: str, file: Document) -> Iterator[Letter]:
    top = file.top
    top.only("tittel", "plass", "emne", "tekst")
    title = top.text("tittel", required=True)
    top.text("tekst", required=True)
    for key in ("emne", "tekst"):
        _known_blanks(top, key)
    yield Letter(
        name=name,
        title=title,
        place=top.whole("plass", 99),
        subject=top.text("emne"),
        lines=tuple(line.rstrip() for line in top.values["tekst"].strip().split("\n")),
    )


def _known_blanks(entry: Entry, key: str) -> None:
    for blank in BLANK.findall(entry.values.get(key, "")):
        if blank not in BLANKS:
            near = difflib.get_close_matches(blank, BLANKS, 1)
            entry.wrong(
                key,
                _("«{{{blank}}}» er ukjent. Mente du «{{{known}}}»?").format(
                    blank=blank, known=near[0]
                )
                if near
                else _("«{{{blank}}}» er ukjent. Se øverst i filen hva som kan stå der.").format(
                    blank=blank
                ),
            )


def _steps(name: str, file: Document) -> Iterator[Step]:
    file.top.only("rad")
    for number, entry in enumerate(file.entries("rad"), 1):
        entry.only("tittel", "dager", "fra", "tekst")
        yield Step(
            name=f"{name}-{number}",
            title=entry.text("tittel", required=True),
            days=entry.whole("dager", 0),
            since=entry.choice("fra", _SINCE, "verkstedet"),
            text=entry.text("tekst"),
        )
