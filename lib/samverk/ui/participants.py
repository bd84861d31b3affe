"""*Deltakere*: the roster, how it is read, who has come, and how wide the circle is."""

from __future__ import annotations

from collections.abc import Iterable
from typing import ClassVar

from samverk import people, roster
from samverk.actions import participants as deeds
from samverk.model import Participant, Sorry, State
from samverk.roster import Field, Roster, RosterError, Table, needs
from samverk.ui.panel import Deed, Panel, Reply
from samverk.ui.recognising import Recognising
from samverk.ui.steps import Problem, stands
from samverk.words import _, n_
from samverk.workshop import Workshop

PRIVATE = ("email", "dietary")
SAMPLES = 3
LARGE = 300_000
"""Bytes; larger files are read in the background."""


def fields() -> dict[Field, str]:
    """What a column can hold, in words."""
    return {
        "name": _("Navn"),
        "first_name": _("Fornavn"),
        "last_name": _("Etternavn"),
        "organisation": _("Organisasjon"),
        "unit": _("Enhet"),
        "field": _("Fagfelt"),
        "role": _("Rolle"),
        "email": _("E-post"),
        "dietary": _("Matbehov"),
        "attendance": _("Svar på invitasjonen"),
    }


@stands("participants")
def standing(state: State) -> tuple[str, Iterable[Problem]]:
    """How the roster stands."""
    return people.summary(state), [Problem(lack.text, lack.target) for lack in people.lacks(state)]


class Preview:
    """A list that has been read but not taken in, with what is taken from which column."""

    def __init__(self, table: Table, columns: dict[Field, int] | None = None) -> None:
        self.table = table
        self.columns = roster.guess_columns(table) if columns is None else columns
        self.taken = Roster()
        self.wrong = ""
        if not self.columns.keys() & {"name", "first_name", "last_name"}:
            self.wrong = _("Velg en kolonne med navn på deltakerne.")
            return
        try:
            self.taken = roster.take(table, self.columns)
        except RosterError as error:
            self.wrong = str(error)

    def view(self, new: int) -> dict[str, object]:
        """The preview as JSON; `new` of the people are not on the roster yet."""
        doubted = {p.row for p in self.taken.doubts}
        aside = {p.row for p in self.taken.problems} - doubted
        aside |= self.taken.headed | {row for row, _text in self.taken.passed}
        body = [row for row in self.table.body if row.number not in aside]
        samples = [
            list(dict.fromkeys(row.cells[i] for row in body if i < len(row.cells) and row.cells[i]))
            for i in range(self.table.width)
        ]
        return {
            "name": self.table.filename,
            "sheet": self.table.sheet,
            "sheets": list(self.table.sheets),
            "headings": list(self.table.headings),
            "samples": [values[:SAMPLES] for values in samples],
            "columns": [[f, title, self.columns.get(f, -1)] for f, title in fields().items()],
            "people": len(self.taken.people),
            "new": new,
            "declined": sum(p.attendance == "absent" for p in self.taken.people),
            "wrong": self.wrong,
            "sections": self.taken.sections,
            "passed": [[row, text] for row, text in self.taken.passed],
            "problems": [
                [p.row, p.message] for p in self.taken.problems if p not in self.taken.doubts
            ],
            "doubts": [[p.row, p.message] for p in self.taken.doubts],
        }


class ParticipantsPanel(Panel):
    """The roster."""

    step = "participants"
    module = "participants.js"
    deeds: ClassVar[dict[str, Deed]] = {
        "add": deeds.add,
        "remove": deeds.remove,
        "remove_all": deeds.remove_all,
        "merge": deeds.rename_organisation,
        "different": deeds.different,
        "one": deeds.one,
        "expect": deeds.expect,
        "check_in": deeds.check_in,
        "check_in_rest": deeds.check_in_rest,
    }
    organisers_only = frozenset(
        {"read", "paste", "sheet", "column", "forget", "take", "details", "remove_all", "recognise"}
    )
    preview: Preview | None = None
    source: bytes | None = None
    unread: str = ""
    """Why the last list could not be read in the background."""

    def __init__(self, workshop: Workshop) -> None:
        self.recognising = Recognising(workshop)
        super().__init__(workshop)

    def view(self, state: State) -> dict[str, object]:
        """The people without e-mail and needs, the counts, the cross-section, the preview."""
        return {
            "rows": [self._row(p) for p in state.participants],
            "attendances": list(people.attendances().items()),
            "counts": people.counts(state),
            "dietary": [list(need) for need in needs.count(p.dietary for p in state.present)],
            "hint": people.hint(state),
            "sections": [
                {
                    "title": title,
                    "rows": [
                        [name or _("Ikke oppgitt"), n]
                        for name, n in people.cross_section(state, attribute)
                    ],
                }
                for attribute, title in (
                    ("organisation", _("Organisasjon")),
                    ("unit", _("Enhet")),
                    ("field", _("Fagfelt")),
                )
            ],
            "expected": list(state.about.expected_units),
            "missing": people.missing_units(state, state.about.expected_units),
            "alike": [
                list(names)
                for names in roster.suggest_same(
                    p.organisation for p in state.participants if p.organisation
                )
                if not any(set(names) <= set(known) for known in state.about.different)
            ],
            "twins": [
                pair
                for pair in self.recognising.view(state)
                if not (pair["earlier"] and self.workshop.role == "external")
            ],
            "unread": self.unread,
            "preview": None if self.preview is None else self._preview(self.preview),
        }

    def _row(self, person: Participant) -> dict[str, object]:
        return {
            "id": person.id,
            "name": person.name,
            "organisation": person.organisation,
            "unit": person.unit,
            "field": person.field,
            "role": person.role,
            "attendance": person.attendance,
            "no_role": person.no_role,
        }

    def _preview(self, preview: Preview) -> dict[str, object]:
        return preview.view(deeds.new(self.workshop.opened, preview.taken.people))

    def on_set(self, participant: str, field: str, value: object) -> Reply:
        """Change one field of a person."""
        if field in PRIVATE and self.workshop.role == "external":
            raise Sorry(_("Dette gjør arrangøren."))
        deeds.set(self.workshop.opened, participant, field, value)
        return Reply()

    def on_recognise(self, participant: str, earlier: str) -> Reply:
        """Somebody here is one who was in the workshop before this one, under another spelling."""
        deeds.recognise(self.workshop.opened, participant, self.recognising.keys(earlier))
        return Reply()

    def on_details(self, participant: str) -> Reply:
        """What is kept of a person and shown nowhere else."""
        person = self.workshop.state.get(Participant, participant)
        return Reply(value={field: getattr(person, field) for field in PRIVATE})

    def on_read(self, content: bytes, name: str) -> Reply:
        """Read a list without taking it in."""
        self.source, self.unread = content, ""
        if len(content) > LARGE:
            self.in_background(
                _("Leser {name} …").format(name=name), lambda _progress: self._read_long(name)
            )
        else:
            self._read(name)
        return Reply()

    def _read(self, name: str, sheet: str = "") -> None:
        self.preview = Preview(roster.read_table(self.source or b"", name, sheet))

    def _read_long(self, name: str) -> None:
        try:
            self._read(name)
        except Sorry as error:
            self.unread = str(error)

    def on_paste(self, text: str) -> Reply:
        """Read a pasted list without taking it in."""
        if not text.strip():
            raise Sorry(_("Feltet er tomt. Lim inn lista først."))
        self.source = None
        self.preview = Preview(roster.read_pasted(text))
        return Reply()

    def on_sheet(self, sheet: str) -> Reply:
        """Read another sheet of the same file."""
        if self.preview is not None and self.source is not None:
            self._read(self.preview.table.filename, sheet)
        return Reply()

    def on_column(self, field: str, column: int) -> Reply:
        """Take a field from another column, or from none (-1)."""
        if self.preview is not None:
            kept = {f: at for f, at in self.preview.columns.items() if f != field}
            chosen = {f: column for f in fields() if f == field and column >= 0}
            self.preview = Preview(self.preview.table, kept | chosen)
        return Reply()

    def on_forget(self) -> Reply:
        """Put the list away again."""
        self.preview = self.source = None
        return Reply()

    def on_take(self) -> Reply:
        """Take the people of the list in."""
        if self.preview is None:
            raise Sorry(_("Les inn en liste først."))
        if not self.preview.taken.people:
            raise Sorry(self.preview.wrong or _("Lista har ingen deltakere som kan tas inn."))
        added, known = deeds.take(self.workshop.opened, self.preview.taken.people)
        self.preview = self.source = None
        said = [
            n_("{n} deltaker er tatt inn.", "{n} deltakere er tatt inn.", added).format(n=added)
        ]
        if known:
            said.append(
                n_(
                    "{n} sto på lista fra før og er oppdatert.",
                    "{n} sto på lista fra før og er oppdatert.",
                    known,
                ).format(n=known)
            )
        return Reply(said=" ".join(said))
