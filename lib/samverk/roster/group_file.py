"""The file that a group fills in when there is no network: a row for each sentence."""

from __future__ import annotations

import datetime as dt
import hashlib
import re

from samverk.model import HORIZONS, Horizon
from samverk.roster.files import read_book
from samverk.roster.table import Book, RosterError, Row
from samverk.roster.table_file import SavedNote, TableFile, read_table_file
from samverk.words import LANGUAGES, N_, _, catalogue, n_

HEADINGS = {
    "horizon": N_("Horisont"),
    "text": "Innspill",
    "owner": N_("Ansvarlig"),
    "first_step": N_("Første steg"),
    "due": N_("Frist"),
    "partners": N_("Samarbeidspartnere"),
}
"""The columns of the file, in order; "Innspill" is said by `heading`."""
WORDS: dict[Horizon, str] = {
    "now": N_("Strakstiltak"),
    "stretch": N_("Strekkmål"),
    "dream": N_("Drøm"),
}
MARK = "samverk-gruppefil"
"""In the first cell of the hidden sheet; the table's number stands beside it."""

_DATE = re.compile(r"(\d{1,2})\.\s?(\d{1,2})\.\s?(\d{4})")


def heading(key: str) -> str:
    """The heading of a column in the language that is spoken now."""
    return n_("Innspill", "Innspill", 1) if key == "text" else _(HEADINGS[key])


def read_filled(content: bytes) -> TableFile:
    """What a group has filled in, or what a table's page has saved. Raises `RosterError`."""
    return read_group_file(content) if content[:2] == b"PK" else read_table_file(content)


def read_group_file(content: bytes) -> TableFile:
    """The sentences of a group, under ids made of what they say.

    So the same file gives the same notes however often it is read, and a row that is moved is no
    new one. Raises `RosterError` where it is no such file.
    """
    book = read_book(content)
    table = _table(book)
    found: dict[str, SavedNote] = {}
    for sheet in book.sheets:
        if sheet.hidden or (at := _heading_row(sheet.rows)) is None:
            continue
        columns, rows = at
        for row in rows:
            note = _note(row, columns, table)
            if note is not None:
                found.setdefault(note.id, note)
    return TableFile(samverk="innspill", version=1, table=table, notes=tuple(found.values()))


def _table(book: Book) -> int:
    for sheet in book.sheets:
        for row in sheet.rows:
            if row.cells[:1] == (MARK,) and len(row.cells) > 1 and row.cells[1].isdecimal():
                return int(row.cells[1])
    raise RosterError(
        _("Fila sier ikke hvilken gruppe den er fra. Bruk fila som ble laget for gruppa.")
    )


def _heading_row(rows: list[Row]) -> tuple[dict[str, int], list[Row]] | None:
    known = _known_headings()
    for at, row in enumerate(rows):
        columns = {
            known[cell.casefold()]: place
            for place, cell in enumerate(row.cells)
            if cell.casefold() in known
        }
        if {"horizon", "text"} <= columns.keys():
            return columns, rows[at + 1 :]
    return None


def _known_headings() -> dict[str, str]:
    found: dict[str, str] = {}
    for language in LANGUAGES:
        spoken = catalogue(language)
        for key, text in HEADINGS.items():
            said = {spoken.gettext(text)}
            if key == "text":
                said = {spoken.ngettext(text, text, n) for n in (1, 2)}
            found |= {each.casefold(): key for each in said}
    return found


def _horizon(text: str) -> Horizon:
    for language in LANGUAGES:
        for horizon in HORIZONS:
            if catalogue(language).gettext(WORDS[horizon]).casefold() == text.casefold():
                return horizon
    return "now"


def _note(row: Row, columns: dict[str, int], table: int) -> SavedNote | None:
    given = {
        key: row.cells[place] if place < len(row.cells) else "" for key, place in columns.items()
    }
    text, horizon = given["text"], _horizon(given["horizon"])
    if not text:
        return None
    said = f"{table}\n{horizon}\n{text}".encode()
    return SavedNote(
        id=f"fil-{hashlib.sha256(said).hexdigest()[:24]}",
        text=text,
        horizon=horizon,
        owner=given.get("owner", ""),
        first_step=given.get("first_step", ""),
        due=_date(given.get("due", "")),
        partners=tuple(p for part in given.get("partners", "").split(",") if (p := part.strip())),
    )


def _date(text: str) -> dt.date | None:
    try:
        if found := _DATE.search(text):
            day, month, year = map(int, found.groups())
            return dt.date(year, month, day)
        return dt.date.fromisoformat(text[:10])
    except ValueError:
        return None
