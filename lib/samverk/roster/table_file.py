"""The file that a table's page saves when the network is gone for good."""

from __future__ import annotations

import datetime as dt
from typing import Literal

import msgspec

from samverk.model import Horizon, NoteKind
from samverk.roster.table import RosterError
from samverk.words import _

MOST_BYTES = 20 * 1024 * 1024


class Changes(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """What was changed on the device and never sent; what is unset was not changed."""

    text: str | msgspec.UnsetType = msgspec.UNSET
    horizon: Horizon | msgspec.UnsetType = msgspec.UNSET
    field: str | msgspec.UnsetType = msgspec.UNSET
    owner: str | msgspec.UnsetType = msgspec.UNSET
    first_step: str | msgspec.UnsetType = msgspec.UNSET
    due: dt.date | msgspec.UnsetType | None = msgspec.UNSET
    partners: tuple[str, ...] | msgspec.UnsetType = msgspec.UNSET
    withdrawn: bool | msgspec.UnsetType = msgspec.UNSET


class SavedNote(msgspec.Struct, frozen=True, kw_only=True):
    """A note as the device shows it. `changes` were made from revision `base`."""

    id: str
    text: str
    what: NoteKind = "horizon"
    horizon: Horizon | None = None
    field: str = ""
    item: str = ""
    owner: str = ""
    first_step: str = ""
    due: dt.date | None = None
    partners: tuple[str, ...] = ()
    twin: str = ""
    withdrawn: bool = False
    base: int | None = None
    changes: Changes | None = None


class TableFile(msgspec.Struct, frozen=True, kw_only=True):
    """All that a device knows of its table; `title` is the workshop's."""

    samverk: Literal["innspill"]
    version: Literal[1]
    table: int
    title: str = ""
    notes: tuple[SavedNote, ...] = ()


def read_table_file(content: bytes) -> TableFile:
    """The notes that a table's page saved. Raises `RosterError` where it is no such file."""
    if len(content) > MOST_BYTES:
        raise RosterError(_("Fila er for stor til å være fra et bord."))
    try:
        found = msgspec.json.decode(content.removeprefix(b"\xef\xbb\xbf"), type=TableFile)
    except (msgspec.DecodeError, UnicodeDecodeError):
        raise RosterError(
            _("Dette er ikke en fil som bordsiden har lagret. Velg fila som heter innspill-bord.")
        ) from None
    if found.table < 1:
        raise RosterError(_("Fila sier ikke hvilket bord den er fra."))
    return found
