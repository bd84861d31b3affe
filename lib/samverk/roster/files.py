"""Opening a file for what it is, whatever it calls itself."""

from __future__ import annotations

import re
from pathlib import Path

from samverk.roster import compound, delimited, ods, recipients, webpage, xls, xlsx
from samverk.roster.beside import stacked
from samverk.roster.columns import guess_columns
from samverk.roster.headings import heading_row
from samverk.roster.packages import Package, broken, foreign
from samverk.roster.people import Roster, take
from samverk.roster.table import MOST_BYTES, Book, RosterError, Table, merged
from samverk.words import N_, _

CLEAR = 6
"""Headings as good as this are clearly those of a list; then the longest list counts."""

FOREIGN = (
    (b"%PDF", N_("en PDF-fil")),
    (b"{\\rtf", N_("et tekstdokument")),
    (b"\x89PNG", N_("et bilde")),
    (b"\xff\xd8\xff", N_("et bilde")),
    (b"GIF8", N_("et bilde")),
    (b"MZ", N_("et program")),
    (b"\x1f\x8b", N_("en pakket fil")),
    (b"7z\xbc\xaf", N_("en pakket fil")),
    (b"Rar!", N_("en pakket fil")),
)
ENDINGS = frozenset(".xlsx .xlsm .xltx .xls .ods .csv .tsv .tab .txt .htm .html .eml".split())
"""What sign-up forms, spreadsheets and mail programs call such files."""
_MARKUP = re.compile(r"\s*(?:<\?xml|<!doctype html|<html|<table|<meta|<head|<body)", re.IGNORECASE)


def read_roster(path: str | Path) -> Roster:
    """The people of a sign-up list: .xlsx .xls .ods .csv .tsv .txt.

    Rows that can't be used stand in `problems` with their row number. Raises `RosterError`, one
    sentence for the user, where the file can't be read or holds no names.
    """
    table = read_table(path)
    roster = take(table, guess_columns(table))
    if not roster.people:
        raise RosterError(
            _("Finner ingen navn i lista. Kontroller at kolonnen med navn er fylt ut.")
        )
    return roster


def read_table(file: str | Path | bytes, filename: str = "", sheet: str = "") -> Table:
    """The table that looks most like a roster in a file (a path, or its content).

    `sheet` chooses one of several sheets by name. Raises `RosterError` where the file can't be
    read or is blank.
    """
    name = filename or ("" if isinstance(file, bytes) else Path(file).name)
    data = file if isinstance(file, bytes) else _content(Path(file))
    if Path(name).suffix.lower() not in ENDINGS | {""} and _is_text(data):
        raise RosterError(
            _(
                "«{name}» er ikke en deltakerliste. Velg en fil fra Excel, en .csv eller en .txt."
            ).format(name=name)
        )
    return chosen(read_book(data), sheet)._replace(filename=name)


def read_book(data: bytes) -> Book:
    """All sheets of a file. Raises `RosterError` where it can't be read."""
    if len(data) > MOST_BYTES:
        raise _too_big()
    try:
        return _book(data)
    except RosterError:
        raise
    except Exception as error:
        # Whatever a damaged file makes a reader do, the user gets a sentence.
        raise broken() from error


def _is_text(data: bytes) -> bool:
    return b"\x00" not in data[:1000] and not data.startswith((b"PK", *(m for m, _n in FOREIGN)))


def read_pasted(text: str) -> Table:
    """The table in a pasted text: cells from a spreadsheet, recipients, or a name a line."""
    return chosen(_text(text))


def chosen(book: Book, name: str = "") -> Table:
    """The sheet of that name as a table, else the one with the best headings and most rows."""
    found: list[tuple[tuple[bool, bool, int, int], Table]] = []
    sheets = [sheet for sheet in book.sheets if sheet.rows]
    names = tuple(sheet.name for sheet in sheets if sheet.name)
    for sheet in sheets:
        rows = merged(sheet)
        heading, score = heading_row(rows)
        table = Table(stacked(rows, heading), heading, sheet.name, names)
        if sheet.name == name != "":
            return table
        headed = heading is not None and len(table.body) > 0
        rank = (headed, not sheet.hidden, min(score, CLEAR) if headed else 0, len(table.body))
        found.append((rank, table))
    if not found:
        raise RosterError(_("Fila er tom. Lagre eller eksporter lista på nytt og prøv igjen."))
    return max(found, key=lambda pair: pair[0])[1]


def _content(path: Path) -> bytes:
    try:
        if path.stat().st_size > MOST_BYTES:
            raise _too_big()
        return path.read_bytes()
    except FileNotFoundError as error:
        message = _("Finner ikke fila {name}. Kontroller navnet og prøv igjen.")
        raise RosterError(message.format(name=path.name)) from error
    except OSError as error:
        message = _("Får ikke åpnet {name}. Lukk fila i andre programmer og prøv igjen.")
        raise RosterError(message.format(name=path.name)) from error


def _book(data: bytes) -> Book:
    if data.startswith(b"PK"):
        return _package(data)
    if data.startswith(compound.MAGIC):
        return xls.read(data)
    for start, what in FOREIGN:
        if data.startswith(start):
            raise foreign(_(what))
    text = delimited.decode(data)
    if not delimited.is_text(text):
        raise foreign(_("en annen type fil"))
    if _MARKUP.match(text[:2000]):
        return webpage.read(webpage.decode(data, text))
    return _text(text)


def _text(text: str) -> Book:
    return recipients.read(text) if recipients.is_list(text) else delimited.read(text)


def _package(data: bytes) -> Book:
    package = Package(data)
    names = package.names()
    if "content.xml" in package:
        return ods.read(package)
    if any(name.startswith("word/") for name in names):
        raise foreign(_("et Word-dokument"))
    if any(name.startswith("ppt/") for name in names):
        raise foreign(_("en presentasjon"))
    if any(name.endswith(".iwa") for name in names) or "xl/workbook.bin" in package:
        raise foreign(_("en annen type regneark"))
    if "_rels/.rels" not in package:
        raise foreign(_("en pakket fil"))
    return xlsx.read(package)


def _too_big() -> RosterError:
    return RosterError(
        _("Fila er større enn 50 MB. Kopier bare deltakerne til en ny fil og prøv igjen.")
    )
