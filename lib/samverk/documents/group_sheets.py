"""A sheet for each group to write on when there is no network."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from samverk import qr
from samverk.documents import room, typeset
from samverk.documents.names import spoken
from samverk.library import folder
from samverk.model import State
from samverk.words import _

TEMPLATE = Path("gruppeark", "gruppeark.typ")


def group_sheets(state: State, path: Path, addresses: Mapping[int, str] | None = None) -> list[str]:
    """Write the sheets as PDF to `path`; `addresses` are those of the tables' pages.

    Returns sentences on what was not as wished. Raises `Sorry` where it can't be written.
    """
    with spoken(state.about.language):
        data = room.told(state)
        data["ord"] |= {
            "gruppeark": _("Gruppeark"),
            "skriv_ogsa": _("Bordet kan også skrive på telefon eller PC:"),
            "ikke_enkeltpersoner": _("Ikke skriv om enkeltpersoner."),
        }
    data["adresser"] = {
        str(number): {
            "adresse": url.removeprefix("http://"),
            "kode": qr.code(url).svg(url),
        }
        for number, url in (addresses or {}).items()
    }
    return typeset.pdf(folder() / TEMPLATE, data, path, date=state.about.date)
