"""From a table to people, and to the rows that could not be used."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from samverk.model import Attendance, Participant, RosterProblem, new_id
from samverk.roster.columns import DECLINED
from samverk.roster.headings import Field, meaning, normal
from samverk.roster.table import RosterError, Row, Table
from samverk.words import _

LONGEST_NAME = 120
NOBODY = frozenset({"anonymous", "anonym", "anonymt"})

ADDRESS = r"[^\s<>\"(),;:\[\]@]{1,64}@[^\s<>\"(),;:\[\]@]{1,255}"
LONGEST_ADDRESS = 500
_ADDRESS = re.compile(ADDRESS)
_WHAT = (
    r"(?:deltakere|deltakarar|deltagere|påmeldte|påmelde|personer|personar|svar|antall|antal|stk"
    r"|participants|attendees|people|registered|number|i alt|rader)"
)
_SUM = re.compile(
    rf"(?:sum|summen|totalt?|total sum|i alt|antall|antal|til ?sammen|til saman|delsum|subtotal"
    rf"|grand total|count|gjennomsnitt|snitt|average)(?:\s+{_WHAT})*"
    rf"(?:\s*[:=]?\s*\d[\d\s.,]*(?:\s+{_WHAT})*)?\s*[:=]?",
    re.IGNORECASE,
)
_NOTE = re.compile(
    r"(?:merk|nb|obs|note|kilde|kjelde|source|oppdatert|sist (?:oppdatert|endret|endra)"
    r"|last updated|utskrift|skrevet ut|skriven ut|printed|eksportert|exported|generert|generated"
    r"|frist|påmeldingsfrist|deadline)\s*[:!(]|(?:sist oppdatert|last updated|påmeldingsfrist"
    r"|skrevet ut|exported|generated)\s+\S*\d",
    re.IGNORECASE,
)
"""What stands alone above or below a list and is about the list."""
_NUMBER = re.compile(r"[-+]?\d[\d\s.,]*%?")
_NOTHING = re.compile(r"[-–—.\s]*|usann|false|nei|☐", re.IGNORECASE)


@dataclass
class Roster:
    """People, the rows that could not be used, and the heading that each field was taken from."""

    people: list[Participant] = field(default_factory=list)
    problems: list[RosterProblem] = field(default_factory=list)
    columns: dict[str, str] = field(default_factory=dict)


def take(table: Table, columns: Mapping[Field, int]) -> Roster:
    """The people of `table`, where `columns` says which column (from 0) holds what.

    Raises `RosterError` where no column holds names.
    """
    if not columns.keys() & {"name", "first_name", "last_name"}:
        raise RosterError(
            _(
                "Finner ingen kolonne med navn på deltakerne. "
                "Skriv «Navn» øverst i kolonnen med navn og prøv igjen."
            )
        )
    roster = Roster(columns=_headings(table, columns))
    headings = table.rows[table.heading].cells if table.heading is not None else ()
    turn = not _given_name_first(_cell(headings, columns.get("name")))
    by_email: dict[str, int] = {}
    by_name: dict[tuple[str, str], tuple[int, str]] = {}
    rows = table.body
    last = max((i for i, row in enumerate(rows) if _name(row, columns, turn)), default=-1)
    for i, row in enumerate(rows):
        if not _holds_person(row, headings, columns, below=i > last):
            continue
        name = _name(row, columns, turn)
        if not name or not is_name(name) or _is_heading(name):
            roster.problems.append(
                RosterProblem(row=row.number, message=_no_name(row, columns, name))
            )
            continue
        texts = {f: _cell(row.cells, columns.get(f)) for f in ("organisation", "email")}
        email, organisation = address(texts["email"]), texts["organisation"]
        known = by_email.get(email.casefold()) if "@" in email else None
        if known is not None:
            message = _("{name} har samme e-postadresse som rad {row}.")
            roster.problems.append(
                RosterProblem(row=row.number, message=message.format(name=name, row=known))
            )
            continue
        key = (name.casefold(), organisation.casefold())
        twin = by_name.get(key)
        if twin and (organisation or not email or not twin[1] or twin[1] == email):
            message = _("{name} står også på rad {row}.")
            if organisation:
                message = _("{name} fra {organisation} står også på rad {row}.")
            said = message.format(name=name, organisation=organisation, row=twin[0])
            roster.problems.append(RosterProblem(row=row.number, message=said))
            continue
        by_email[email.casefold()] = row.number
        by_name[key] = (row.number, email)
        roster.people.append(_person(row, columns, name, email))
    return roster


def is_name(text: str) -> bool:
    """Whether a text can stand on a name tag."""
    return (
        len(text) <= LONGEST_NAME
        and any(map(str.isalpha, text))
        and "@" not in text
        and not text.startswith("=")
        and text.casefold() not in NOBODY
    )


def turned(name: str) -> str:
    """ "Nordmann, Kari" as "Kari Nordmann"; any other name as it is."""
    last, comma, first = name.partition(",")
    if not comma or "," in first or not (is_name(last) and is_name(first)):
        return name.strip(" ,;")
    return f"{first.strip()} {last.strip()}"


def address(text: str) -> str:
    """An e-mail address without what mail programs put around it."""
    if len(text) > LONGEST_ADDRESS:
        return text
    found = _ADDRESS.search(re.sub(r"\b(?:mailto|smtp):", "", text, flags=re.IGNORECASE))
    if found is None:
        return "" if text.casefold() in NOBODY else text
    return found.group().partition("?")[0].strip("'.")


def _person(row: Row, columns: Mapping[Field, int], name: str, email: str) -> Participant:
    def text(of: Field) -> str:
        return _cell(row.cells, columns.get(of))

    declined = text("attendance").casefold() in DECLINED
    attendance: Attendance = "absent" if declined else "expected"
    return Participant(
        id=new_id(),
        name=name,
        organisation=text("organisation"),
        unit=text("unit"),
        field=text("field"),
        role=text("role"),
        email=email,
        dietary=text("dietary"),
        attendance=attendance,
    )


def _name(row: Row, columns: Mapping[Field, int], turn: bool) -> str:
    whole = _cell(row.cells, columns.get("name"))
    first = _cell(row.cells, columns.get("first_name"))
    last = _cell(row.cells, columns.get("last_name"))
    if whole and "first_name" not in columns and last.casefold() not in whole.casefold():
        first, whole = whole, ""
    if not whole:
        return f"{first} {last}".strip()
    return turned(whole) if turn else whole.replace(",", " ").replace("  ", " ")


def _holds_person(
    row: Row, headings: tuple[str, ...], columns: Mapping[Field, int], below: bool
) -> bool:
    """Whether a row was meant for a person: not blank, a title, a sum or the headings again."""
    if row.is_title:
        return False
    filled = {i: text for i, text in enumerate(row.cells) if text}
    used = {i for i in filled if i in columns.values()}
    if used and all(_cell(headings, i) == filled[i] for i in used) and len(used) > 1:
        return False
    words = [text for text in filled.values() if not _NUMBER.fullmatch(text)]
    if words and all(map(_SUM.fullmatch, words)):
        return False
    if len(filled) == 1 and _NOTE.match(words[0] if words else ""):
        return False
    if _lacks_name(row, columns):
        return True
    if any(not _NOTHING.fullmatch(text) for text in words):
        return True
    only_marks = all(map(_NOTHING.fullmatch, filled.values()))
    return bool(used) and not below and not only_marks


def _lacks_name(row: Row, columns: Mapping[Field, int]) -> bool:
    """Whether a name is a formula without an answer."""
    named = {columns[f] for f in ("name", "first_name", "last_name") if f in columns}
    return bool(named & row.uncalculated)


def _no_name(row: Row, columns: Mapping[Field, int], name: str) -> str:
    if _lacks_name(row, columns):
        return _(
            "Svaret på en formel mangler. Åpne fila i Excel, lagre den og les den inn på nytt."
        )
    if name:
        return _("«{text}» ser ikke ut som et navn.").format(text=name[:60])
    if email := address(_cell(row.cells, columns.get("email"))):
        return _("Raden med {email} mangler navn.").format(email=email[:60])
    return _("Raden mangler navn.")


def _is_heading(name: str) -> bool:
    meant = meaning(name)
    return meant is not None and meant[1] == 3


def _given_name_first(heading: str) -> bool:
    return bool(re.match(r"(?:fornavn|førenamn|fornamn|first name|given name)", normal(heading)))


def _headings(table: Table, columns: Mapping[Field, int]) -> dict[str, str]:
    named = {str(f): table.headings[i] for f, i in columns.items() if i < table.width}
    parts = [named.pop(f) for f in ("first_name", "last_name") if f in named]
    if "name" not in named and parts:
        named = {"name": " + ".join(parts)} | named
    return named


def _cell(cells: tuple[str, ...], index: int | None) -> str:
    return cells[index] if index is not None and 0 <= index < len(cells) else ""
