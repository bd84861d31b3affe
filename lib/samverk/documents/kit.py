"""The invitation kit and the matter for the room: every kind of document, and how it is made.

What can be printed has a kind of its own for each template, "print/" and the template's name.
"""

from __future__ import annotations

import functools
import io
import tempfile
import zipfile
from collections.abc import Callable, Mapping
from pathlib import Path

from samverk import library
from samverk.documents import names
from samverk.documents.names import spoken
from samverk.model import Sorry, State
from samverk.words import N_, _

Maker = Callable[[State, Path], list[str]]

PRINT = "print/"

NAMES: dict[str, tuple[str, str]] = {
    "invitation_ics": (N_("Kalender"), ".ics"),
    "invitation_txt": (N_("Tekster"), ".txt"),
    "poster_pdf": (N_("Plakat A3"), ".pdf"),
    "poster_pptx": (N_("Plakat A3"), ".pptx"),
    "poster_a4_pdf": (N_("Plakat A4"), ".pdf"),
    "poster_a4_pptx": (N_("Plakat A4"), ".pptx"),
    "invitation_zip": (N_("Innkalling"), ".zip"),
    "print_zip": (N_("Til utskrift"), ".zip"),
}
"""For each kind of document: what it is, in bokmål, and the ending of its file's name."""

POSTERS = ("poster_pdf", "poster_pptx", "poster_a4_pdf", "poster_a4_pptx")


def filename(state: State, kind: str) -> str:
    """A file's name for that kind: what it is, the theme and the date; safe on any system."""
    if kind.startswith(PRINT):
        return names.file_of(state, _print(state, kind).title, ".pdf")
    if kind not in NAMES:
        raise Sorry(_("Dette kan ikke gjøres her."))
    name, ending = NAMES[kind]
    return names.file_of(state, _(name), ending)


def make(kind: str, state: State, path: Path) -> list[str]:
    """Make a document of that kind and return sentences on what was not as wished.

    Raises `Sorry` where there is none: nothing is made before the theme is set.
    """
    if kind.endswith("_zip"):
        return _archive(kind, state, path)
    return _maker(state, kind)(state, path)


def contents(state: State, kind: str) -> tuple[str, ...]:
    """The kinds of document in a zip of that kind."""
    if kind == "print_zip":
        return tuple(PRINT + each.name for each in library.prints(state.about.language))
    dated = ("invitation_ics",) if state.about.date and state.calendar.uid else ()
    return (*dated, "invitation_txt", *POSTERS)


def _maker(state: State, kind: str) -> Maker:
    from samverk.documents.calendar import invitation_ics
    from samverk.documents.letters import letters_txt
    from samverk.documents.poster import poster_pdf, poster_pptx

    makers: Mapping[str, Maker] = {
        "invitation_ics": invitation_ics,
        "invitation_txt": letters_txt,
        "poster_pdf": poster_pdf,
        "poster_pptx": poster_pptx,
        "poster_a4_pdf": functools.partial(poster_pdf, paper="a4"),
        "poster_a4_pptx": functools.partial(poster_pptx, paper="a4"),
    }
    if kind.startswith(PRINT):
        return functools.partial(_printed, _print(state, kind))
    return makers[kind]


def _print(state: State, kind: str) -> library.Print:
    wanted = kind.removeprefix(PRINT)
    found = next((p for p in library.prints(state.about.language) if p.name == wanted), None)
    if found is None:
        raise Sorry(_("Det finnes ikke noe å skrive ut som heter «{name}».").format(name=wanted))
    return found


def _printed(template: library.Print, state: State, path: Path) -> list[str]:
    from samverk import invitation
    from samverk.documents import room
    from samverk.documents.typeset import pdf

    invitation.ready(state)
    with spoken(state.about.language):
        said = pdf(template.path, room.told(state), path, date=state.about.date)
        return said + list(room.lacks(state))


def _archive(kind: str, state: State, path: Path) -> list[str]:
    from samverk.documents import files

    said: dict[str, None] = {}
    written = io.BytesIO()
    with (
        tempfile.TemporaryDirectory(prefix="samverk-") as scratch,
        zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as packed,
    ):
        for each in contents(state, kind):
            made = Path(scratch) / filename(state, each)
            said |= dict.fromkeys(make(each, state, made))
            packed.write(made, made.name)
    files.write(path, files.timeless(written.getvalue()))
    return list(said)
