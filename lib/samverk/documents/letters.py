"""The texts that are sent out, filled in with what the workshop is."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

import msgspec

from samverk import agenda, invitation, library
from samverk.documents import files
from samverk.documents.clean import one_line, plain
from samverk.documents.names import spoken
from samverk.library import BLANK, Letter
from samverk.model import State
from samverk.words import _, clock, long_date, n_

CATERING = frozenset({"antall", "matbehov", "måltider"})
"""Blanks that only the organiser's caterer needs."""

Needs = Sequence[tuple[str, int]]


class Text(msgspec.Struct, frozen=True, kw_only=True):
    """A text that is ready to be sent. `counts` says whether it tells what people eat."""

    name: str
    title: str
    subject: str
    text: str
    counts: bool = False


def letters(state: State, needs: Needs = ()) -> list[Text]:
    """The texts of `templates/invitation/`, filled in; `needs` are counts by dietary need.

    A line with a blank that there is nothing for is left out. Raises `Sorry` before the theme
    is set.
    """
    invitation.ready(state)
    with spoken(state.about.language):
        blanks = _blanks(state, needs)
        return [_filled(each, blanks) for each in library.letters(state.about.language).items]


def letters_txt(state: State, path: Path) -> list[str]:
    """Write the texts to `path`, one after the other, without that on what people eat.

    Returns sentences on what an invitation should hold and this does not. Raises `Sorry` before
    the theme is set.
    """
    told = [
        f"{each.title.upper()}\n\n{each.subject}\n\n{each.text}\n"
        for each in letters(state)
        if not each.counts
    ]
    files.write(path, ("\n" + "_" * 60 + "\n\n").join(told).encode("utf-8-sig"))
    with spoken(state.about.language):
        return [lack.text for lack in invitation.lacks(state)]


def _filled(letter: Letter, blanks: dict[str, str]) -> Text:
    wanted = {blank for line in letter.lines for blank in BLANK.findall(line)}
    return Text(
        name=letter.name,
        title=letter.title,
        subject=one_line(_put(letter.subject, blanks)),
        text="\n".join(_tight(_lines(letter, blanks))),
        counts=not wanted.isdisjoint(CATERING),
    )


def _lines(letter: Letter, blanks: dict[str, str]) -> Iterator[str]:
    for line in letter.lines:
        if all(blanks[blank] for blank in BLANK.findall(line)):
            yield _put(line, blanks)


def _put(text: str, blanks: dict[str, str]) -> str:
    return BLANK.sub(lambda blank: blanks[blank[1]], text)


def _tight(lines: Iterator[str]) -> Iterator[str]:
    """The lines without two empty ones in a row, and with none at the ends."""
    found = "\n".join(lines).strip("\n")
    while "\n\n\n" in found:
        found = found.replace("\n\n\n", "\n\n")
    yield from found.split("\n")


def _blanks(state: State, needs: Needs) -> dict[str, str]:
    about, venue = state.about, state.venue
    people = len(state.present)
    times = _("{start}–{end}").format(start=clock(state.day.start), end=clock(state.day.end))
    return {
        key: plain(value).strip()
        for key, value in {
            "tema": about.theme,
            "tittel": invitation.title(state),
            "arrangør": about.organising_unit,
            "hvorfor": about.why,
            "formål": about.purpose,
            "hvem": about.audience,
            "når": invitation.when(state),
            "dato": long_date(about.date) if about.date else "",
            "tid": times if about.date else "",
            "sted": invitation.place(state),
            "tilgjengelighet": venue.accessibility if venue else "",
            "påmelding": invitation.address(state),
            "frist": long_date(about.signup_deadline) if about.signup_deadline else "",
            "mat": invitation.food(state),
            "kontakt": state.invitation.contact,
            "program": _programme(state),
            "antall": n_("{n} person", "{n} personer", people).format(n=people) if people else "",
            "matbehov": "\n".join(f"{count} {need}" for need, count in needs)
            or (_("Ingen har meldt om matbehov.") if people else ""),
            "måltider": _meals(state),
        }.items()
    }


def _programme(state: State) -> str:
    return "\n".join(
        f"{clock(slot.start)} {one_line(slot.item.title)}"
        for slot in agenda.slots(state.agenda, state.day)
    )


def _meals(state: State) -> str:
    return "\n".join(
        f"{clock(slot.start)} {one_line(slot.item.title)}"
        for slot in agenda.slots(state.agenda, state.day)
        if slot.item.form == "break"
    )
