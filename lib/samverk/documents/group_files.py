"""A spreadsheet for each group to fill in when there is no network."""

from __future__ import annotations

import datetime as dt
import io
import zipfile
from typing import Any

from samverk.documents import files
from samverk.documents.clean import one_line
from samverk.documents.names import spoken
from samverk.model import HORIZONS, State
from samverk.words import _, n_

ROWS = {"now": 10, "stretch": 8, "dream": 8}
"""Rows that stand ready for each horizon; more can be added below."""
MORE = 40
_WIDTHS = {"horizon": 16, "text": 70, "owner": 24, "first_step": 40, "due": 14, "partners": 30}
_INK, _TINT, _LINE = "FF15252E", "FFE1EDF0", "FFDCD7CC"
_STILL = dt.datetime(2000, 1, 1)


def columns() -> dict[str, str]:
    """The headings of the columns, in order."""
    return {
        "horizon": _("Horisont"),
        "text": n_("Innspill", "Innspill", 1),
        "owner": _("Ansvarlig"),
        "first_step": _("Første steg"),
        "due": _("Frist"),
        "partners": _("Samarbeidspartnere"),
    }


def words() -> dict[str, str]:
    """The horizons in words."""
    return {"now": _("Strakstiltak"), "stretch": _("Strekkmål"), "dream": _("Drøm")}


def group_file(state: State, number: int) -> bytes:
    """The workbook of the group at table `number`; read back by `roster.group_file`."""
    from openpyxl import Workbook

    with spoken(state.about.language):
        book = Workbook()
        _sheet(book.active, state, number)
        mark = book.create_sheet("samverk")
        mark.sheet_state = "hidden"
        mark["A1"], mark["B1"] = "samverk-gruppefil", number
        book.properties.creator = book.properties.lastModifiedBy = "Samverk"
        book.properties.created = book.properties.modified = _STILL
    written = io.BytesIO()
    book.save(written)
    return files.timeless(written.getvalue())


def _sheet(sheet: Any, state: State, number: int) -> None:
    from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
    from openpyxl.utils import get_column_letter
    from openpyxl.worksheet.datavalidation import DataValidation

    titles, said = columns(), words()
    sheet.title = titles["text"]
    sheet["A1"] = one_line(_("Gruppe {n}, bord {n}").format(n=number))
    sheet["A1"].font = Font(name="Arial", size=18, bold=True, color=_INK)
    sheet["A2"] = one_line(state.about.theme or state.about.title)
    sheet["A2"].font = Font(name="Arial", size=12, color=_INK)
    sheet["A3"] = _("Én setning i hver rad er nok. Ikke skriv om enkeltpersoner.")
    sheet["A3"].font = Font(name="Arial", size=11, color=_INK)
    line = Side(style="thin", color=_LINE)
    for place, (key, title) in enumerate(titles.items(), start=1):
        sheet.column_dimensions[get_column_letter(place)].width = _WIDTHS[key]
        cell = sheet.cell(5, place, title)
        cell.font = Font(name="Arial", size=11, bold=True, color=_INK)
        cell.fill = PatternFill("solid", fgColor=_TINT)
    ready = [said[horizon] for horizon in HORIZONS for _n in range(ROWS[horizon])]
    last = 5 + len(ready) + MORE
    for row in range(6, last + 1):
        sheet.row_dimensions[row].height = 30
        for place in range(1, len(titles) + 1):
            cell = sheet.cell(row, place)
            cell.font = Font(name="Arial", size=11, color=_INK)
            cell.alignment = Alignment(wrap_text=True, vertical="top")
            cell.border = Border(bottom=line)
        sheet.cell(row, 5).number_format = "dd.mm.yyyy"
        if row - 6 < len(ready):
            sheet.cell(row, 1, ready[row - 6])
    choices = DataValidation(type="list", formula1=f'"{",".join(said.values())}"', allow_blank=True)
    sheet.add_data_validation(choices)
    choices.add(f"A6:A{last}")
    sheet.freeze_panes = "A6"
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.paperSize = 9
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True


def group_files(state: State) -> tuple[str, bytes]:
    """All groups' workbooks in one archive, with its name."""
    numbers = sorted({t.number for t in state.tables} | {g.number for g in state.groups})
    packed = io.BytesIO()
    with spoken(state.about.language):
        name = _("gruppefiler.zip")
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for number in numbers:
            with spoken(state.about.language):
                each = _("gruppe-{n}.xlsx").format(n=number)
            archive.writestr(each, group_file(state, number))
    return name, files.timeless(packed.getvalue())
