"""The file that an owner fills in between workshops: what has become of each measure."""

from __future__ import annotations

import unicodedata

import msgspec

from samverk.model import STATUSES, Status
from samverk.roster.files import read_book
from samverk.roster.table import Book, RosterError, Row
from samverk.words import LANGUAGES, N_, _, catalogue

MARK = "samverk-status"
"""In the first cell of the hidden sheet; below it stand row, id and status when it was made."""

WORDS: dict[Status, str] = {
    "new": N_("Ny"),
    "in_progress": N_("Under arbeid"),
    "done": N_("Ferdig"),
    "stopped": N_("Stoppet"),
}


class Said(msgspec.Struct, frozen=True, kw_only=True):
    """What an owner says of a measure; `was` is the status that the file was made with."""

    id: str
    row: int
    was: Status
    status: Status
    comment: str


class StatusFile(msgspec.Struct, frozen=True, kw_only=True):
    """What an owner has filled in, and rows whose status is no word that we know."""

    said: tuple[Said, ...]
    problems: tuple[str, ...]


def read_status_file(content: bytes) -> StatusFile:
    """What has become of the measures in a status file. Raises `RosterError` for other files."""
    book = read_book(content)
    marks = _marks(book)
    said: list[Said] = []
    problems: list[str] = []
    rows = next((sheet.rows for sheet in book.sheets if not sheet.hidden), [])
    for row in rows:
        if row.number not in marks:
            continue
        id, was = marks[row.number]
        written = _cell(row, 3)
        status = _status(written) if written else was
        if status is None:
            problems.append(
                _("Rad {row}: «{text}» er ingen status. Velg {words}.").format(
                    row=row.number,
                    text=written,
                    words=", ".join(_(WORDS[each]).lower() for each in STATUSES),
                )
            )
            continue
        said.append(Said(id=id, row=row.number, was=was, status=status, comment=_cell(row, 4)))
    return StatusFile(said=tuple(said), problems=tuple(problems))


def _marks(book: Book) -> dict[int, tuple[str, Status]]:
    for sheet in book.sheets:
        if not sheet.rows or sheet.rows[0].cells[:1] != (MARK,):
            continue
        return {
            int(row.cells[0]): (row.cells[1], was)
            for row in sheet.rows[1:]
            if len(row.cells) > 2
            and row.cells[0].isdecimal()
            and (was := next((s for s in STATUSES if s == row.cells[2]), None)) is not None
        }
    raise RosterError(_("Dette er ikke et statusskjema fra Samverk. Velg fila som heter status."))


def _cell(row: Row, place: int) -> str:
    return row.cells[place].strip() if place < len(row.cells) else ""


def _status(text: str) -> Status | None:
    folded = _folded(text)
    for status in STATUSES:
        for language in LANGUAGES:
            if folded == _folded(catalogue(language).gettext(WORDS[status])):
                return status
    return None


def _folded(text: str) -> str:
    return " ".join(unicodedata.normalize("NFC", text).casefold().split())
