"""The spreadsheet with everything: real dates, and nothing that Excel would calculate."""

from __future__ import annotations

import datetime as dt
import io
import zipfile
from collections.abc import Iterator
from itertools import zip_longest
from pathlib import Path
from typing import Any

from samverk.documents import files
from samverk.documents.clean import one_line, plain
from samverk.documents.deck import LOCALES
from samverk.documents.faces import face
from samverk.documents.flow import wrap
from samverk.documents.names import spoken
from samverk.documents.parts import ReportExtra
from samverk.documents.table import Table, Value, Width
from samverk.documents.tables import tables
from samverk.model import State
from samverk.words import _

_WIDTHS: dict[Width, float] = {"number": 9, "short": 14, "name": 28, "text": 60}
_LONGEST = 32_767
_A4 = 9
_FORMULA = ("=", "+", "-", "@")
_SIZE, _LINE, _LETTER, _HIGHEST = 11.0, 14.5, 5.5, 409.0
_FACE = face("Arial")
_INK, _TINT = "FF15252E", "FFE1EDF0"
_STILL = dt.datetime(2000, 1, 1)


def report_xlsx(state: State, path: Path, *, extra: ReportExtra | None = None) -> list[str]:
    """Write the spreadsheet to `path`; see `samverk.documents.report_xlsx`."""
    from openpyxl import Workbook
    from openpyxl.writer.excel import ExcelWriter

    warnings: list[str] = []
    with spoken(state.about.language):
        book = Workbook(write_only=True)
        dress = _Dress()
        for table in tables(state, extra):
            _fill(book.create_sheet(_sheet_name(table.name)), table, dress, warnings)
        _describe(book, state)
    written = io.BytesIO()
    with _Archive(written, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.properties = book.properties
        ExcelWriter(book, archive).write_data()
    files.write(path, files.timeless(written.getvalue()))
    return warnings


class _Archive(zipfile.ZipFile):
    """Keeps the date of the properties, which the writer sets to the moment of writing."""

    properties: Any = None

    def writestr(  # type: ignore[override]
        self, name: Any, data: Any, *more: Any, **named: Any
    ) -> None:
        if name == "docProps/core.xml":
            from openpyxl.xml.functions import tostring

            self.properties.modified = self.properties.created
            data = tostring(self.properties.to_tree())
        super().writestr(name, data, *more, **named)


def _describe(book: Any, state: State) -> None:
    date = state.about.date
    properties = book.properties
    properties.title = one_line(state.about.title) or _("Samhandlingsverksted")
    properties.creator = properties.lastModifiedBy = "Samverk"
    properties.language = LOCALES[state.about.language]
    properties.created = dt.datetime(date.year, date.month, date.day) if date else _STILL


def _fill(sheet: Any, table: Table, dress: _Dress, warnings: list[str]) -> None:
    from openpyxl.utils import get_column_letter

    for number, (_name, width) in enumerate(table.columns, start=1):
        sheet.column_dimensions[get_column_letter(number)].width = _WIDTHS[width]
    last = get_column_letter(len(table.columns))
    sheet.freeze_panes = "A2"
    sheet.print_title_rows = "1:1"
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.paperSize = _A4
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr = dress.fit_to_width
    rows = [row for each in table.rows for row in _whole(each)]
    if len(rows) > len(table.rows):
        warnings.append(
            _(
                "Regnearket tar ikke så lange tekster i én celle. De går over flere rader i {name}."
            ).format(name=table.name)
        )
    if rows:
        sheet.auto_filter.ref = f"A1:{last}{len(rows) + 1}"
    sheet.append([dress.heading(sheet, name) for name, _width in table.columns])
    widths = [_WIDTHS[width] * _LETTER for _name, width in table.columns]
    for number, row in enumerate(rows, start=2):
        laid = max(
            len(wrap(plain(value), _FACE, _SIZE, width)) if isinstance(value, str) else 1
            for value, width in zip(row, widths, strict=True)
        )
        if laid > 1:
            sheet.row_dimensions[number].height = min(_HIGHEST, laid * _LINE + 2)
        sheet.append([dress.cell(sheet, value) for value in row])


def _whole(row: tuple[Value, ...]) -> Iterator[tuple[Value, ...]]:
    if not any(isinstance(value, str) and len(value) > _LONGEST for value in row):
        yield row
        return
    pieces = [
        [value[i : i + _LONGEST] for i in range(0, max(1, len(value)), _LONGEST)]
        if isinstance(value, str)
        else [value]
        for value in row
    ]
    yield from zip_longest(*pieces)


def _sheet_name(name: str) -> str:
    return "".join(letter for letter in name if letter not in r"[]:*?/\'")[:31]


class _Dress:
    """How cells look. Made once, since every style object that is made anew is written anew."""

    def __init__(self) -> None:
        from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
        from openpyxl.worksheet.properties import PageSetupProperties

        self.fit_to_width = PageSetupProperties(fitToPage=True)
        self._bold = Font(name="Arial", size=11, bold=True, color=_INK)
        self._plain = Font(name="Arial", size=11, color=_INK)
        self._tint = PatternFill("solid", start_color=_TINT)
        self._under = Border(bottom=Side(style="medium", color=_INK))
        self._wrapped = Alignment(vertical="top", wrap_text=True)
        self._left = Alignment(vertical="top", wrap_text=True, horizontal="left")
        self._formats: dict[type, str] = {
            dt.datetime: "dd.mm.yyyy hh:mm",
            dt.date: "dd.mm.yyyy",
            dt.time: "hh:mm",
            float: "0.##",
        }
        self._styles: dict[Any, Any] = {}

    def heading(self, sheet: Any, name: str) -> Any:
        cell = self._text(sheet, name)
        cell.font, cell.fill, cell.border = self._bold, self._tint, self._under
        cell.alignment = self._wrapped
        return cell

    def cell(self, sheet: Any, value: Value) -> Any:
        from openpyxl.cell import WriteOnlyCell

        if value is None or value == "":
            return None
        cell = (
            self._text(sheet, plain(value))
            if isinstance(value, str)
            else WriteOnlyCell(sheet, value)
        )
        quoted = isinstance(value, str) and value.lstrip().startswith(_FORMULA)
        key = type(value), quoted
        if key not in self._styles:
            cell.font, cell.alignment = self._plain, self._wrapped
            if isinstance(value, dt.date | dt.time):
                cell.alignment = self._left
            if type(value) in self._formats:
                cell.number_format = self._formats[type(value)]
            if quoted:
                cell.quotePrefix = True
            self._styles[key] = cell._style
        cell._style = self._styles[key]
        return cell

    def _text(self, sheet: Any, text: str) -> Any:
        from openpyxl.cell import WriteOnlyCell

        cell = WriteOnlyCell(sheet, "")
        cell._value, cell.data_type = text, "s"
        return cell
