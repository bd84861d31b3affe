"""Lists of recipients from mail programs: "Nordmann, Kari <kari@x.no>; Ola Hansen <ola@x.no>"."""

from __future__ import annotations

import re

from samverk.roster.delimited import SAMPLE
from samverk.roster.headings import heading_row, meaning
from samverk.roster.names import ADDRESS, looks_like_person, turned
from samverk.roster.table import Book, Row, clean
from samverk.words import _

LONGEST_LINE = 200_000

_ADDRESS = rf"(?:mailto:)?{ADDRESS}"
_ENTRY = re.compile(rf"([^<>]{{0,300}}?)[<(\[]\s*({_ADDRESS})\s*[>)\]]\s*[,;]?")
_BARE = re.compile(rf"\s*({_ADDRESS})\s*(?:[,;]|\s|$)\s*(?![<(\[])")
_BETWEEN = re.compile(r"[;\n\r]+")
_PREFIX = re.compile(
    r"^\s*(?:til|to|kopi|kopi til|cc|bcc|blindkopi|fra|from)\s*:\s*", re.IGNORECASE
)
_ORGANISATION = re.compile(r"(.+?)(?:\s*\(([^()]+)\)|\s+[-–—]\s+(.+))$")
_MARK = re.compile(r"^\s*(?:\d{1,4}[.)]|[-–—•*·▪◦‣])\s+")


def is_list(text: str) -> bool:
    """Whether a text is recipients, or names as "Nordmann, Kari", rather than a table."""
    sample = text[:SAMPLE]
    if "\t" in sample:
        return False
    lines = [line.strip() for line in sample.splitlines() if line.strip()]
    if not lines or any(_headed(lines[0], mark) for mark in ";,|"):
        return False
    pieces = _pieces(sample)
    addressed = sum(bool(_ENTRY.search(piece) or _BARE.fullmatch(piece)) for piece in pieces)
    if addressed * 2 >= len(pieces):
        return True
    names = [turned(piece) for piece in pieces if not meaning(piece)]
    if len(lines) == 1 and _names_in_a_line(lines[0]):
        return True
    if sum(map(_named_with_more, pieces)) * 2 > len(pieces) and not any(";" in x for x in lines):
        return True
    in_a_line = len(lines) == 1 and len(pieces) > 1
    last_first = sum(bool(re.fullmatch(r"[^\s,]+, ?[^,]+", piece)) for piece in pieces)
    if not in_a_line and (last_first * 2 <= len(pieces) or any(";" in line for line in lines)):
        return False
    return bool(names) and sum(map(looks_like_person, names)) * 2 > len(names)


def read(text: str) -> Book:
    """A table of names, addresses and organisations.

    A row has the number of its line, in a text of one line that of the recipient.
    """
    book = Book()
    book.sheet()
    book.add(0, {0: _("Navn"), 1: _("E-post"), 2: _("Organisasjon")})
    lines = text.strip("\ufeff").splitlines()
    one = sum(map(bool, map(str.strip, lines))) == 1
    number = 0
    for line, content in enumerate(lines, start=1):
        for piece in _pieces(content):
            rest = _MARK.sub("", _PREFIX.sub("", piece))
            if meaning(rest) and "@" not in rest:
                number += 1
                continue
            several = rest.split(",") if one and _names_in_a_line(rest) else [rest]
            for name, address in (pair for part in several for pair in _entries(part)):
                number += 1
                found = _ORGANISATION.match(name)
                person = found[1] if found else name if name != address else ""
                organisation = (found[2] or found[3]) if found else ""
                cells = {0: person, 1: address, 2: organisation}
                book.add(number if one else line, cells)
    return book


def _names_in_a_line(line: str) -> bool:
    """Whether a line is names alone; two may also be a name and an organisation."""
    if len(line) > LONGEST_LINE:
        return False
    names = [name.strip() for name in line.split(",")]
    return len(names) > 2 and all(" " in name and looks_like_person(name) for name in names)


def _named_with_more(piece: str) -> bool:
    """Whether a line is a name with a number before it, or an organisation after it."""
    rest = _MARK.sub("", piece)
    found = _ORGANISATION.match(rest)
    whole = turned(found[1] if found else rest)
    return (rest != piece or found is not None) and looks_like_person(whole)


def _pieces(text: str) -> list[str]:
    return [piece.strip() for piece in _BETWEEN.split(text) if piece.strip(" ,\t")]


def _entries(piece: str) -> list[tuple[str, str]]:
    found: list[tuple[str, str]] = []
    at = 0
    while at < len(piece):
        if bare := _BARE.match(piece, at):
            found.append(("", bare[1]))
            at = bare.end()
        elif entry := _ENTRY.match(piece, at):
            found.append((_unquoted(entry[1]), entry[2]))
            at = entry.end()
        else:
            found.append((_unquoted(piece[at:]), ""))
            break
    return [pair for pair in found if any(pair)]


def _unquoted(name: str) -> str:
    return clean(name).strip("\"' ,;")


def _headed(line: str, mark: str) -> bool:
    cells = tuple(map(clean, line.split(mark)))
    return len(cells) > 1 and heading_row([Row(1, cells)])[1] > 3
