"""What goes to those who owe something: a form, reminders in a calendar, and one page for all."""

from __future__ import annotations

import datetime as dt
import io
import zipfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from samverk import follow_up
from samverk.documents import files, names, typeset
from samverk.documents.clean import one_line, plain
from samverk.documents.names import spoken
from samverk.follow_up import Owed
from samverk.library import folder
from samverk.model import State
from samverk.words import _, long_date, n_, short_date

_INK, _TINT, _LINE = "FF15252E", "FFE1EDF0", "FFDCD7CC"
_STILL = dt.datetime(2000, 1, 1)
_WIDTHS = (56, 14, 36, 18, 56)
TEMPLATE = Path("status", "status.typ")
MARK = "samverk-status"
"""In the first cell of the hidden sheet, as `roster.status_file` looks for it."""

FIRST = 6
"""The row of the first measure."""

ROOM = 42.0
"""Lines that one page has for measures."""

HEADED = 2.0
"""Lines of the heading over what is done."""

MOST_DONE = 6


def owned(state: State, owner: str, today: dt.date) -> list[Owed]:
    """What one owner owes."""
    mine = dict(follow_up.by_owner(follow_up.owed(state, today)))
    return mine.get(owner, [])


def status_file(state: State, owner: str, mine: Sequence[Owed]) -> bytes:
    """The workbook of one owner; read back by `roster.status_file`."""
    from openpyxl import Workbook

    with spoken(state.about.language):
        book = Workbook()
        _sheet(book.active, state, owner, mine)
        mark = book.create_sheet("samverk")
        mark.sheet_state = "hidden"
        mark.append([MARK])
        for row, each in enumerate(mine, FIRST):
            mark.append([row, each.id, each.status])
        book.properties.creator = book.properties.lastModifiedBy = "Samverk"
        book.properties.created = book.properties.modified = _STILL
    written = io.BytesIO()
    book.save(written)
    return files.timeless(written.getvalue())


def _sheet(sheet: Any, state: State, owner: str, mine: Sequence[Owed]) -> None:
    from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
    from openpyxl.utils import get_column_letter
    from openpyxl.worksheet.datavalidation import DataValidation

    said = follow_up.words()
    sheet.title = _("Status")
    sheet["A1"] = one_line(owner) or _("Uten ansvarlig")
    sheet["A1"].font = Font(name="Arial", size=18, bold=True, color=_INK)
    sheet["A2"] = one_line(state.about.theme or state.about.title)
    sheet["A2"].font = Font(name="Arial", size=12, color=_INK)
    sheet["A3"] = _("Velg status og skriv gjerne en setning. Send fila tilbake.")
    sheet["A3"].font = Font(name="Arial", size=11, color=_INK)
    titles = [
        _("Tiltak"),
        _("Frist"),
        _("Første steg"),
        _("Status"),
        _("Hvordan har det gått?"),
    ]
    for place, title in enumerate(titles, 1):
        sheet.column_dimensions[get_column_letter(place)].width = _WIDTHS[place - 1]
        cell = sheet.cell(FIRST - 1, place, title)
        cell.font = Font(name="Arial", size=11, bold=True, color=_INK)
        cell.fill = PatternFill("solid", fgColor=_TINT)
    line = Border(bottom=Side(style="thin", color=_LINE))
    for row, each in enumerate(mine, FIRST):
        values = [plain(each.text), each.due, plain(each.first_step), said[each.status], ""]
        for place, value in enumerate(values, 1):
            cell = sheet.cell(row, place, value)
            if isinstance(value, str):
                cell.data_type = "s"
            cell.font = Font(name="Arial", size=11, color=_INK)
            cell.alignment = Alignment(wrap_text=True, vertical="top")
            cell.border = line
        longest = max(_lines(each.text, 50), _lines(each.first_step, 32), 2)
        sheet.row_dimensions[row].height = 15 * longest
        sheet.cell(row, 2).number_format = "dd.mm.yyyy"
        for place in (4, 5):
            sheet.cell(row, place).fill = PatternFill("solid", fgColor=_TINT)
    last = max(FIRST, FIRST + len(mine) - 1)
    choices = DataValidation(type="list", formula1=f'"{",".join(said.values())}"')
    sheet.add_data_validation(choices)
    choices.add(f"D{FIRST}:D{last}")
    sheet.freeze_panes = f"A{FIRST}"
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.paperSize = 9
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True


def reminders_ics(state: State, mine: Sequence[Owed], now: dt.datetime) -> bytes:
    """Each due date as an all-day event, with a word a week before; those without one are left out.

    The same measure keeps its UID, and a later file replaces an earlier one's.
    """
    from icalendar import Alarm, Calendar, Event

    with spoken(state.about.language):
        made = Calendar()
        made.add("prodid", "-//Samverk//Samhandlingsverksted//NO")
        made.add("version", "2.0")
        made.add("method", "PUBLISH")
        for each in mine:
            if each.due is None:
                continue
            event = Event()
            event.add("uid", f"tiltak-{each.id}@samverk.invalid")
            event.add("sequence", state.revision)
            event.add("dtstamp", now)
            event.add("dtstart", each.due)
            event.add("dtend", each.due + dt.timedelta(days=1))
            event.add("summary", _("Frist: {text}").format(text=one_line(each.text)))
            event.add("description", plain(_about(state, each)))
            event.add("transp", "TRANSPARENT")
            alarm = Alarm()
            alarm.add("action", "DISPLAY")
            alarm.add("description", _("Frist om en uke"))
            alarm.add("trigger", dt.timedelta(days=-7))
            event.add_component(alarm)
            made.add_component(event)
        content: bytes = made.to_ical()
        return content


def _about(state: State, each: Owed) -> str:
    parts = [
        each.text,
        _("Ansvarlig: {owner}").format(owner=each.owner) if each.owner else "",
        _("Første steg: {text}").format(text=each.first_step) if each.first_step else "",
        _("Fra samhandlingsverkstedet «{title}».").format(
            title=each.source or state.about.title or state.about.theme
        ),
    ]
    return "\n".join(part for part in parts if part)


def reminders_zip(state: State, today: dt.date, now: dt.datetime) -> bytes:
    """A folder for each owner, with the e-mail's text, the calendar file and the form."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        used: set[str] = set()
        for owner, mine in follow_up.by_owner(follow_up.owed(state, today)):
            if not owner:
                continue
            place = named(owner, used)
            with spoken(state.about.language):
                subject, text = follow_up.reminder(state, owner, mine)
                letter, form, dates = _("e-post"), _("status"), _("frister")
                written = f"{subject}\r\n\r\n{text}".encode("utf-8-sig")
                archive.writestr(f"{place}/{letter}.txt", written)
                archive.writestr(f"{place}/{form}.xlsx", status_file(state, owner, mine))
                if any(each.due for each in mine):
                    archive.writestr(f"{place}/{dates}.ics", reminders_ics(state, mine, now))
    return files.timeless(packed.getvalue())


def named(owner: str, used: set[str]) -> str:
    """A name that any disk takes, and that no other owner has."""
    stem = names.file_of(State(), owner[:60], "") or _("ansvarlig")
    name, n = stem, 2
    while name.casefold() in used:
        name, n = f"{stem} {n}", n + 1
    used.add(name.casefold())
    return name


def status_pdf(state: State, path: Path, today: dt.date) -> list[str]:
    """One page on how the measures stand, for the director. Returns as `typeset.pdf`."""
    with spoken(state.about.language):
        there = follow_up.everything(state, today)
        counted = follow_up.counts(state, today)
        said = follow_up.words()
        still = [each for each in there if each.status in follow_up.OPEN]
        ready = [one_line(each.text) for each in there if each.status == "done"][:MOST_DONE]
        below = sum(_lines(text, 85) for text in ready) + (HEADED if ready else 0)
        shown = _fitting(still, ROOM - below)
        rest = len(still) - len(shown)
        data = {
            "ord": {
                "tittel": _("Status for tiltakene"),
                "tiltak": _("Tiltak"),
                "ansvarlig": _("Ansvarlig"),
                "frist": _("Frist"),
                "status": _("Status"),
                "ferdig": _("Ferdig"),
                "flere": n_("og {n} til", "og {n} til", rest).format(n=rest),
            },
            "tema": one_line(state.about.theme or state.about.title),
            "arrangor": one_line(state.about.organising_unit),
            "sprak": state.about.language,
            "enhet": one_line(state.about.organising_unit),
            "dato": long_date(today),
            "setning": follow_up.summary(state, today),
            "tall": [[said[status], n] for status, n in counted.items()],
            "rader": [
                {
                    "tekst": one_line(each.text),
                    "sagt": one_line(each.said),
                    "ansvarlig": one_line(each.owner) or "–",
                    "frist": short_date(each.due) if each.due else "–",
                    "over": n_("{n} dag over", "{n} dager over", each.late).format(n=each.late)
                    if each.late
                    else "",
                    "status": said[each.status],
                }
                for each in shown
            ],
            "rest": rest,
            "ferdige": ready,
        }
    return typeset.pdf(folder() / TEMPLATE, data, path, date=today)


def _fitting(open_ones: Sequence[Owed], room: float) -> list[Owed]:
    """As many of them as a page has lines for."""
    found: list[Owed] = []
    for each in open_ones:
        room -= 1.1 + max(
            _lines(each.text, 42) + 0.8 * _lines(each.said, 50),
            _lines(each.owner, 18),
            2 if each.late else 1,
        )
        if room < 0:
            break
        found.append(each)
    return found


def _lines(text: str, width: int) -> int:
    return -(-len(text) // width)
