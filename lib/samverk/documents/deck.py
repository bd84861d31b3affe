"""A PowerPoint file in the making: slides of a template's layouts, filled and saved."""

from __future__ import annotations

import datetime as dt
import io
from pathlib import Path
from typing import Any

from samverk.documents import files, shapes
from samverk.documents.clean import one_line
from samverk.documents.flow import wrap
from samverk.documents.layouts import Layout, Slot
from samverk.documents.page import EMU, Box
from samverk.documents.shapes import inked, table_style
from samverk.documents.template import Kind, Template, usable
from samverk.words import _

LEAST = 14.0
"""The smallest type, in points at 19.05 cm of slide height."""

LOCALES = {"nb": "nb-NO", "nn": "nn-NO", "en": "en-GB"}
_STILL = dt.datetime(2000, 1, 1)
_EMPTY_STYLES = (
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<a:tblStyleLst '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'def="{5C22544A-7EE6-4342-B048-85BDC9FD1C3A}"/>'
)


class Deck:
    """Slides in a template. Sentences on what could not be done as wished are in `warnings`."""

    def __init__(self, template: Template, language: str, footer: str) -> None:
        self.template = template
        self.language = LOCALES[language]
        self.footer = footer
        self.warnings: list[str] = list(template.said)
        self.least = LEAST * template.scale
        self._styled = False
        _name_parts_once(template.presentation.part.package)

    def slide(self, kind: Kind, title: str, notes: str = "") -> Slide:
        """A new slide of that kind with its title, its placeholders gone until they are filled."""
        layout = self.template.chosen[kind]
        new = self.template.presentation.slides.add_slide(layout.part)
        tree = new.shapes._spTree
        for placeholder in list(new.placeholders):
            tree.remove(placeholder.element)
        slide = Slide(self, kind, layout, new)
        slide.head(title)
        if notes:
            slide.speak(notes)
        return slide

    def save(self, path: Path, title: str, date: dt.date | None) -> None:
        """Write the file, whole or not at all."""
        presentation = self.template.presentation
        properties = presentation.core_properties
        moment = dt.datetime(date.year, date.month, date.day) if date else _STILL
        properties.title = title
        properties.author = properties.last_modified_by = "Samverk"
        properties.subject = properties.keywords = properties.comments = ""
        properties.category = properties.content_status = ""
        properties.language = self.language
        properties.created = properties.modified = moment
        properties.revision = 1
        written = io.BytesIO()
        presentation.save(written)
        files.write(path, files.timeless(written.getvalue()))

    def table_style(self) -> None:
        """Make the report's table style known to the file."""
        if self._styled:
            return
        self._styled = True
        from pptx.opc.package import Part
        from pptx.opc.packuri import PackURI

        main = self.template.presentation.part
        for relation in main.rels.values():
            if relation.reltype.endswith("/tableStyles"):
                part = relation.target_part
                break
        else:
            part = Part(
                PackURI("/ppt/tableStyles.xml"),
                "application/vnd.openxmlformats-officedocument.presentationml.tableStyles+xml",
                main.package,
                _EMPTY_STYLES.encode(),
            )
            main.relate_to(
                part,
                "http://schemas.openxmlformats.org/officeDocument/2006/relationships/tableStyles",
            )
        layout = self.template.chosen["table"]
        part._blob = _with_style(part.blob, table_style(layout.ink, layout.light))


def _with_style(blob: bytes, added: str) -> bytes:
    from pptx.opc.oxml import serialize_part_xml
    from pptx.oxml import parse_xml

    styles: Any = parse_xml(blob)
    style: Any = parse_xml(added)
    for old in list(styles):
        if old.get("styleId") == style.get("styleId"):
            styles.remove(old)
    styles.append(style)
    return serialize_part_xml(styles)


def _name_parts_once(package: Any) -> None:
    """Let new parts be named without a walk through the whole file for each of them."""
    from pptx.opc.packuri import PackURI

    taken = {str(part.partname) for part in package.iter_parts()}
    last: dict[str, int] = {}

    def next_partname(pattern: str) -> PackURI:
        number = last.get(pattern, 0) + 1
        while pattern % number in taken:
            number += 1
        last[pattern] = number
        return PackURI(pattern % number)

    package.next_partname = next_partname


class Slide:
    """A slide in the making; what is added stands in reading order."""

    def __init__(self, deck: Deck, kind: Kind, layout: Layout, slide: Any) -> None:
        self.deck = deck
        self.kind: Kind = kind
        self.layout = layout
        self.slide = slide
        self._number = 1

    @property
    def area(self) -> Box:
        """Where the slide's own matter goes."""
        return self.deck.template.room(self.kind)

    def head(self, title: str) -> None:
        """Put the title in its placeholder, as large as the layout has it where it fits.

        Where the layout has no room for it, it stands above the slide's matter.
        """
        slot = self.layout.title
        deck = self.deck
        if slot is None:
            text = shapes.paragraph(title, size=deck.least * 1.4, language=deck.language, bold=True)
            self.text_box(_("Tittel"), [text], deck.template.title_box(self.kind))
            return
        box, size = title_place(deck, self.kind, slot, title)
        text = f"<a:p>{shapes.run(title, size, deck.language)}</a:p>"
        self._add(
            shapes.shape(
                self._next(),
                _("Tittel"),
                shapes.body([text], slot.margins, "b" if box else "", style=slot.reset),
                box=box,
                ph=f'<p:ph type="{slot.kind}"{_index(slot)}/>',
            )
        )

    def text(self, slot: Slot | None, paragraphs: list[str], box: Box | None = None) -> None:
        """Put paragraphs in a placeholder, moved to `box` where that is given."""
        if slot is None:
            self.text_box(_("Innhold"), paragraphs, box or self.area)
            return
        margins = (0.0, 0.0, 0.0, 0.0) if box else slot.margins
        kind = "" if slot.kind == "obj" else f' type="{slot.kind}"'
        self._add(
            shapes.shape(
                self._next(),
                _("Innhold"),
                shapes.body(paragraphs, margins, "t", style=slot.reset),
                box=box,
                ph=f"<p:ph{kind}{_index(slot)}/>",
            )
        )

    def text_box(self, name: str, paragraphs: list[str], box: Box) -> None:
        """Put paragraphs in a box of their own, in the colour of the layout's text."""
        margins = (0.0, 0.0, 0.0, 0.0)
        text = shapes.body(paragraphs, margins, "t", style=inked(self.layout.ink))
        self._add(shapes.shape(self._next(), name, text, box=box))

    def table(
        self,
        alt: str,
        box: Box,
        widths: list[float],
        rows: list[tuple[float, list[str]]],
    ) -> None:
        self.deck.table_style()
        self._add(shapes.table(self._next(), _("Tabell"), alt, box, widths, rows))

    def chart(self, kind: Any, data: Any, alt: str, box: Box) -> Any:
        """A native chart of python-pptx, to be dressed by the caller."""
        sides = (round(side * EMU) for side in (box.left, box.top, box.width, box.height))
        added = self.slide.shapes.add_chart(kind, *sides, data)
        added.name = _("Diagram")
        added._element.nvGraphicFramePr.cNvPr.set("descr", alt)
        added._element.nvGraphicFramePr.cNvPr.set("id", str(self._next()))
        return added.chart

    def speak(self, notes: str) -> None:
        """Put `notes` among the speaker's notes."""
        page = self.slide.notes_slide
        frame = page.notes_text_frame
        if frame is None:
            page.shapes._spTree.append(_notes_body())
            frame = page.notes_text_frame
        frame.text = notes
        for paragraph in frame.paragraphs:
            for run in paragraph.runs:
                run._r.get_or_add_rPr().set("lang", self.deck.language)

    def foot(self) -> None:
        """Add the footer and the slide number, last in the reading order."""
        language = self.deck.language
        for slot in self.layout.footers:
            if slot.kind == "ftr":
                size = min(slot.size, self.deck.least)
                fits = len(wrap(self.deck.footer, slot.face, size, slot.box.width - 8)) == 1
                if not self.deck.footer or not fits:
                    continue
                rich = f'<a:r><a:rPr lang="{language}" dirty="0"/><a:t>{_escaped(self)}</a:t></a:r>'
                name = _("Bunntekst")
            else:
                rich = (
                    '<a:fld id="{B6F15528-21DE-4FAA-801E-634DDDAF4B2B}" type="slidenum">'
                    f'<a:rPr lang="{language}"/><a:t>{len(self.deck.template.presentation.slides)}'
                    "</a:t></a:fld>"
                )
                name = _("Lysbildenummer")
            self._add(
                shapes.shape(
                    self._next(),
                    name,
                    f"<p:txBody><a:bodyPr/><a:lstStyle/><a:p>{rich}</a:p></p:txBody>",
                    ph=f'<p:ph type="{slot.kind}" sz="quarter"{_index(slot)}/>',
                )
            )

    def _add(self, xml: str) -> None:
        from pptx.oxml import parse_xml

        self.slide.shapes._spTree.append(parse_xml(xml))

    def _next(self) -> int:
        self._number += 1
        return self._number


def _escaped(slide: Slide) -> str:
    from xml.sax.saxutils import escape

    return escape(one_line(slide.deck.footer))


def _index(slot: Slot) -> str:
    return f' idx="{slot.index}"' if slot.index else ""


def _notes_body() -> Any:
    from pptx.oxml import parse_xml

    text = "<p:txBody><a:bodyPr/><a:lstStyle/><a:p/></p:txBody>"
    place = Box(60, 400, 420, 300)
    return parse_xml(shapes.shape(9, _("Notat"), text, box=place, ph='<p:ph type="body" idx="1"/>'))


def title_place(deck: Deck, kind: Kind, slot: Slot, title: str) -> tuple[Box | None, float]:
    """Where the title goes, None for the layout's own place, and in which size."""
    size = max(slot.size, deck.least)
    box = slot.box.inset(slot.margins)
    if usable(slot, deck.template.scale):
        while size > deck.least and not title_fits(slot, box, title, size):
            size = max(deck.least, size - 2)
        if title_fits(slot, box, title, size):
            return None, size
    wider = deck.template.title_box(kind)
    inner = wider.inset(slot.margins)
    size = min(max(slot.size, deck.least), deck.least * 1.7)
    while size > deck.least and not title_fits(slot, inner, title, size):
        size = max(deck.least, size - 2)
    if title_fits(slot, inner, title, size) or not usable(slot, deck.template.scale):
        return wider, size
    return None, deck.least


def title_fits(slot: Slot, box: Box, title: str, size: float) -> bool:
    """Whether the title has room in `box` at that size."""
    shown = title.upper() if slot.capitals else title
    face = slot.face
    return len(wrap(shown, face, size, box.width)) * size * face.line <= box.height + 1
