"""The report as a Word document, for case systems: headings, lists and tables, no pictures."""

from __future__ import annotations

import datetime as dt
import io
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from samverk.documents import files
from samverk.documents.clean import one_line, plain
from samverk.documents.deck import LOCALES
from samverk.documents.names import spoken
from samverk.documents.parts import (
    Chart,
    Cover,
    Grid,
    Item,
    Part,
    Plot,
    Prose,
    ReportExtra,
    Statement,
)
from samverk.documents.report import report
from samverk.model import State
from samverk.words import _

_INK = "15252E"
_TINT = "E1EDF0"
_STILL = dt.datetime(2000, 1, 1)
_STYLES = {"bullet": "List Bullet", "under": "List Continue"}
_WIDTH = 17.0
"""How wide the text is, in cm: A4 with 2 cm at each side."""


def report_docx(state: State, path: Path, *, extra: ReportExtra | None = None) -> list[str]:
    """Write the document to `path`; see `samverk.documents.report_docx`."""
    import docx

    with spoken(state.about.language):
        document = docx.Document()
        _dress(document, LOCALES[state.about.language])
        for part in report(state, extra):
            _write(document, part)
        _describe(document, state)
    written = io.BytesIO()
    document.save(written)
    files.write(path, files.timeless(written.getvalue()))
    return []


def _dress(document: Any, locale: str) -> None:
    from docx.oxml.ns import qn
    from docx.shared import Cm, Pt, RGBColor

    section = document.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin = section.right_margin = Cm(2)
    section.top_margin = section.bottom_margin = Cm(2)
    sizes = {"Normal": 11, "Title": 26, "Subtitle": 14, "Heading 1": 16, "Heading 2": 12}
    for name, size in sizes.items():
        style = document.styles[name]
        style.font.name, style.font.size = "Arial", Pt(size)
        style.font.color.rgb = RGBColor.from_string(_INK)
        fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
        for kind in ("ascii", "hAnsi", "cs", "eastAsia"):
            fonts.set(qn(f"w:{kind}"), "Arial")
        for kind in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
            fonts.attrib.pop(qn(f"w:{kind}"), None)
    document.styles["Subtitle"].font.italic = False
    document.styles["Normal"].paragraph_format.space_after = Pt(6)
    for properties in document.styles.element.iter(qn("w:lang")):
        for kind in ("val", "eastAsia"):
            properties.set(qn(f"w:{kind}"), locale)
    _number_pages(section.footer.paragraphs[0])


def _number_pages(paragraph: Any) -> None:
    from docx.enum.text import WD_ALIGN_PARAGRAPH
    from docx.oxml import parse_xml
    from docx.oxml.ns import nsdecls

    paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT
    paragraph._p.append(
        parse_xml(
            f'<w:fldSimple {nsdecls("w")} w:instr=" PAGE "><w:r><w:t>1</w:t></w:r></w:fldSimple>'
        )
    )


def _describe(document: Any, state: State) -> None:
    date = state.about.date
    properties = document.core_properties
    properties.title = (one_line(state.about.title) or _("Samhandlingsverksted"))[:255]
    properties.author = properties.last_modified_by = "Samverk"
    properties.subject = properties.keywords = properties.comments = ""
    properties.language = LOCALES[state.about.language]
    properties.revision = 1
    moment = dt.datetime(date.year, date.month, date.day) if date else _STILL
    properties.created = properties.modified = moment


def _write(document: Any, part: Part) -> None:
    if isinstance(part, Cover):
        document.add_paragraph(plain(part.title), style="Title")
        for item in part.items:
            document.add_paragraph(
                plain(item.text), style="Subtitle" if item.look == "heading" else None
            )
    elif isinstance(part, Prose):
        document.add_heading(plain(part.title), 1)
        if part.aside:
            _paragraphs(document, part.aside)
        _paragraphs(document, part.items)
    elif isinstance(part, Statement):
        document.add_heading(plain(part.title), 1)
        for line in plain(part.text).split("\n"):
            document.add_paragraph(line)
    elif isinstance(part, Grid):
        document.add_heading(plain(part.title), 1)
        _table(document, part)
    elif isinstance(part, Chart):
        document.add_heading(plain(part.title), 1)
        document.add_paragraph(plain(part.lead))
        _table(document, part.grid)
    else:
        assert isinstance(part, Plot)  # its figures stand in the table that follows


def _paragraphs(document: Any, items: Sequence[Item]) -> None:
    for item in items:
        if item.look == "heading":
            document.add_heading(plain(item.text), 2)
        else:
            document.add_paragraph(plain(item.text), style=_STYLES.get(item.look))


def _table(document: Any, part: Grid) -> None:
    from docx.oxml import parse_xml
    from docx.oxml.ns import nsdecls, qn
    from docx.shared import Cm

    table = document.add_table(rows=1, cols=len(part.columns))
    table.style = "Table Grid"
    table.autofit = False
    about = table._tbl.tblPr
    for tag, text in (("tblCaption", part.title), ("tblDescription", part.about)):
        described = parse_xml(f"<w:{tag} {nsdecls('w')}/>")
        described.set(qn("w:val"), plain(text))
        about.append(described)
    widths = _widths(part)
    for column, width in zip(table.columns, widths, strict=True):
        column.width = Cm(width)
    first = table.rows[0]
    first._tr.get_or_add_trPr().append(parse_xml(f"<w:tblHeader {nsdecls('w')}/>"))
    rows = [tuple(column.name for column in part.columns), *part.rows]
    for number, told in enumerate(rows):
        row = table.add_row() if number else first
        if number:
            row._tr.get_or_add_trPr().append(parse_xml(f"<w:cantSplit {nsdecls('w')}/>"))
        for index, (cell, text) in enumerate(zip(row.cells, told, strict=True)):
            cell.width = Cm(widths[index])
            _cell(cell, text, heading=not number, right=part.columns[index].right)
    document.add_paragraph()


def _cell(cell: Any, text: str, *, heading: bool, right: bool) -> None:
    from docx.enum.text import WD_ALIGN_PARAGRAPH
    from docx.oxml import parse_xml
    from docx.oxml.ns import nsdecls
    from docx.shared import Pt

    for number, line in enumerate(plain(text).split("\n")):
        paragraph = cell.add_paragraph() if number else cell.paragraphs[0]
        paragraph.paragraph_format.space_after = Pt(2)
        if right:
            paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT
        run = paragraph.add_run(line)
        run.font.size = Pt(9.5)
        run.bold = True if heading else None
    if heading:
        shade = f'<w:shd {nsdecls("w")} w:val="clear" w:color="auto" w:fill="{_TINT}"/>'
        cell._tc.get_or_add_tcPr().append(parse_xml(shade))


def _widths(part: Grid) -> list[float]:
    """The columns' widths in cm."""
    asked = [c.share * 1.6 if c.share else max(1.2, 0.22 * c.letters + 0.5) for c in part.columns]
    fixed = sum(w for w, c in zip(asked, part.columns, strict=True) if not c.share)
    shared = sum(w for w, c in zip(asked, part.columns, strict=True) if c.share)
    scale = (_WIDTH - fixed) / shared if shared else 1.0
    return [w * scale if c.share else w for w, c in zip(asked, part.columns, strict=True)]
