"""From a table to people, and to the rows that could not be used."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from samverk.model import Attendance, Participant, RosterProblem, new_id
from samverk.roster.columns import DECLINED, WAITING
from samverk.roster.headings import Field, meaning, normal
from samverk.roster.names import (
    address,
    addresses,
    family_first,
    in_parentheses,
    is_name,
    mentions,
    parted,
    turned,
    with_address,
)
from samverk.roster.remarks import is_note, is_room, is_sum
from samverk.roster.sections import Section, level_of, sections, sums_up
from samverk.roster.table import RosterError, Row, Table
from samverk.words import _

_NUMBER = re.compile(r"[-+]?\d[\d\s.,]*%?")
_NOTHING = re.compile(r"[-–—.\s]*|usann|false|nei|☐", re.IGNORECASE)


@dataclass
class Roster:
    """People, the rows that could not be used, and the heading that each field was taken from.

    `doubts` are those of the problems whose people were taken in all the same; `sections` the
    headings within the list that say where the people below belong, `headed` their rows;
    `passed` the rows that are about the list, as a sum is, with what stands in them.
    """

    people: list[Participant] = field(default_factory=list)
    problems: list[RosterProblem] = field(default_factory=list)
    columns: dict[str, str] = field(default_factory=dict)
    doubts: list[RosterProblem] = field(default_factory=list)
    sections: list[str] = field(default_factory=list)
    headed: set[int] = field(default_factory=set)
    passed: list[tuple[int, str]] = field(default_factory=list)


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
    return _Taking(table, columns).roster


class _Taking:
    """One reading of a table, row by row."""

    def __init__(self, table: Table, columns: Mapping[Field, int]) -> None:
        self.columns = columns
        self.roster = Roster(columns=_headings(table, columns))
        self.headings = table.rows[table.heading].cells if table.heading is not None else ()
        named = _cell(self.headings, columns.get("name"))
        self.turn = not _given_name_first(named)
        rows = table.body
        self.comma = not ("," in named or "/" in named) and not any(
            family_first(_cell(row.cells, columns.get("name"))) for row in rows
        )
        self.by_email: dict[str, int] = {}
        self.by_name: dict[tuple[str, str], tuple[int, str]] = {}
        self.within: dict[str, str] = {}
        self.declined = False
        last = max((i for i, row in enumerate(rows) if self._name(row)), default=-1)
        found = sections(rows, columns, lambda row: self._holds_person(row, below=False))
        for i, row in enumerate(rows):
            if section := found.get(row.number):
                self._section(row, section)
            elif self._holds_person(row, below=i > last):
                self._row(row)
            elif text := " ".join(filter(None, row.cells)):
                self.roster.passed.append((row.number, text[:60]))

    def _section(self, row: Row, section: Section) -> None:
        if section.followed and section.level == "organisation":
            self.within.clear()
        if section.followed and section.level != "label" and section.level not in self.columns:
            self.within[section.level] = section.text
            self.roster.sections.append(section.text)
            self.roster.headed.add(row.number)
        elif section.followed and (said := self._list_of_its_own(section.text)):
            self.within.clear()
            self.roster.headed.add(row.number)
            self._problem(row, said, doubt=True)
        elif not row.is_title:
            self._problem(row, _alone().format(text=section.text[:60]))

    def _list_of_its_own(self, heading: str) -> str:
        """What is told of people who wait or have said no: where they work is not told above."""
        self.declined = heading.casefold() in DECLINED
        if self.declined:
            said = _("Navnene under «{text}» blir tatt inn som ikke møtt.")
        elif heading.casefold() in WAITING:
            said = _("Navnene under «{text}» blir også tatt inn. Fjern dem som ikke kommer.")
        else:
            return ""
        return said.format(text=heading[:60])

    def _row(self, row: Row) -> None:
        name = self._name(row)
        if any(map(is_room, row.cells)):
            said = _("«{text}» er et rom eller en ting, ikke en person.")
            self._problem(row, said.format(text=name[:60]))
            return
        if not name or not is_name(name) or _is_heading(name):
            self._problem(row, _no_name(row, self.columns, name))
            return
        for lost in row.uncalculated & set(self.columns.values()):
            said = _("Svaret på formelen i kolonnen «{column}» mangler for {name}.")
            heading = _cell(self.headings, lost)
            self._problem(row, said.format(column=heading, name=name[:60]), doubt=True)
        text = _cell(row.cells, self.columns.get("email"))
        text = text or with_address(_cell(row.cells, self.columns.get("name")))[1]
        email = address(text)
        names = [] if "first_name" in self.columns else self._several(row, email)
        if not names:
            self._take(row, name, email)
            return
        said = _("«{text}» er lest som {n} personer. Rett lista om det er galt.")
        whole = _cell(row.cells, self.columns.get("name"))
        self._problem(row, said.format(text=whole[:60], n=len(names)), doubt=True)
        mails = _shared(addresses(text), names) or [email, *[""] * (len(names) - 1)]
        for one, mail in zip(names, mails, strict=True):
            self._take(row, one, mail)

    def _take(self, row: Row, name: str, email: str) -> None:
        person = self._person(row, name, email)
        organisation = person.organisation
        known = self.by_email.get(email.casefold()) if "@" in email else None
        if known is not None:
            message = _("{name} har samme e-postadresse som rad {row}.")
            self._problem(row, message.format(name=name, row=known))
            return
        key = (name.casefold(), organisation.casefold())
        twin = self.by_name.get(key)
        if twin and (organisation or not email or not twin[1] or twin[1] == email):
            message = _("{name} står også på rad {row}.")
            if organisation:
                message = _("{name} fra {organisation} står også på rad {row}.")
            self._problem(row, message.format(name=name, organisation=organisation, row=twin[0]))
            return
        self.by_email[email.casefold()] = row.number
        self.by_name[key] = (row.number, email)
        self.roster.people.append(person)

    def _problem(self, row: Row, message: str, *, doubt: bool = False) -> None:
        problem = RosterProblem(row=row.number, message=message)
        self.roster.problems.append(problem)
        if doubt:
            self.roster.doubts.append(problem)

    def _several(self, row: Row, email: str) -> list[str]:
        whole = _cell(row.cells, self.columns.get("name"))
        if "last_name" in self.columns:
            return []
        return parted(whole, comma=self.comma, email=email)

    def _person(self, row: Row, name: str, email: str) -> Participant:
        def text(of: Field) -> str:
            return _cell(row.cells, self.columns.get(of))

        declined = self.declined or text("attendance").casefold() in DECLINED
        attendance: Attendance = "absent" if declined else "expected"
        return Participant(
            id=new_id(),
            name=name,
            organisation=text("organisation")
            or self._beside(row)
            or self.within.get("organisation", ""),
            unit=text("unit") or self.within.get("unit", ""),
            field=text("field"),
            role=text("role"),
            email=email,
            dietary=text("dietary"),
            attendance=attendance,
        )

    def _beside(self, row: Row) -> str:
        """The organisation in "Kari Nordmann (NAV)"."""
        whole, inside = in_parentheses(with_address(_cell(row.cells, self.columns.get("name")))[0])
        return inside if whole and level_of(inside) == "organisation" else ""

    def _name(self, row: Row) -> str:
        whole = with_address(_cell(row.cells, self.columns.get("name")))[0]
        bare, inside = in_parentheses(whole)
        if inside and is_name(bare):
            left = "" if self._beside(row) else f" ({inside})"
            return self._whole(row, bare) + left
        return self._whole(row, whole)

    def _whole(self, row: Row, whole: str) -> str:
        first = _cell(row.cells, self.columns.get("first_name"))
        last = _cell(row.cells, self.columns.get("last_name"))
        if whole and "first_name" not in self.columns and last.casefold() not in whole.casefold():
            first, whole = whole, ""
        if not whole:
            return f"{first} {last}".strip()
        return turned(whole) if self.turn else whole.replace(",", " ").replace("  ", " ")

    def _holds_person(self, row: Row, *, below: bool) -> bool:
        """Whether a row was meant for a person: not blank, a title, a sum or the headings again."""
        if row.is_title:
            return False
        filled = {i: text for i, text in enumerate(row.cells) if text}
        used = {i for i in filled if i in self.columns.values()}
        again = (_cell(self.headings, i) == filled[i] for i in used)
        if len(used) > 1 and all(again):
            return False
        words = [text for text in filled.values() if not _NUMBER.fullmatch(text)]
        if words and all(is_sum(text) or sums_up(text) for text in words):
            return False
        if len(filled) == 1 and words and is_note(words[0]):
            return False
        if _lacks_name(row, self.columns):
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
    if addresses(name):
        return _("Raden med {email} mangler navn.").format(email=name[:60])
    if name:
        return _("«{text}» ser ikke ut som et navn.").format(text=name[:60])
    if email := address(_cell(row.cells, columns.get("email"))):
        return _("Raden med {email} mangler navn.").format(email=email[:60])
    said = [text for text in row.cells if text]
    if len(said) == 1 and not any(_cell(row.cells, at) for at in columns.values()):
        return _alone().format(text=said[0][:60])
    return _("Raden mangler navn.")


def _alone() -> str:
    return _("«{text}» står alene på raden og ser ikke ut som en person.")


def _is_heading(name: str) -> bool:
    meant = meaning(name)
    return meant is not None and meant[1] == 3


def _given_name_first(heading: str) -> bool:
    return bool(re.match(r"(?:fornavn|førenamn|fornamn|first name|given name)", normal(heading)))


def _shared(mails: list[str], names: list[str]) -> list[str]:
    """An address for each name: as many as there are in their order, or one of whom it names."""
    if len(mails) == len(names):
        return mails
    if len(mails) == 1:
        meant = [mentions(mails[0], name) for name in names]
        if meant.count(True) == 1:
            return [mails[0] if own else "" for own in meant]
    return []


def _headings(table: Table, columns: Mapping[Field, int]) -> dict[str, str]:
    named = {str(f): table.headings[i] for f, i in columns.items() if i < table.width}
    parts = [named.pop(f) for f in ("first_name", "last_name") if f in named]
    if "name" not in named and parts:
        named = {"name": " + ".join(parts)} | named
    return named


def _cell(cells: tuple[str, ...], index: int | None) -> str:
    return cells[index] if index is not None and 0 <= index < len(cells) else ""
