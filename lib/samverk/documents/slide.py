"""A slide in the making: its title, text, tables, charts, notes and footer."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Protocol

from samverk.documents import shapes
from samverk.documents.clean import one_line
from samverk.documents.faces import Face, face
from samverk.documents.flow import wrap
from samverk.documents.kinds import Kind
from samverk.documents.layouts import Layout, Slot
from samverk.documents.page import EMU, Box
from samverk.documents.shapes import inked
from samverk.words import _

if TYPE_CHECKING:
    from samverk.documents.template import Template


class Book(Protocol):
    """What a slide asks of the deck that it stands in; `least` is its smallest type, in points."""

    template: Template
    language: str
    footer: str
    least: float

    def table_style(self) -> None:
        """Make the report's table style known to the file."""


class Slide:
    """A slide in the making; what is added stands in reading order.

    `headed` is where its title stands.
    """

    def __init__(self, deck: Book, kind: Kind, layout: Layout, slide: Any) -> None:
        self.deck = deck
        self.kind: Kind = kind
        self.layout = layout
        self.slide = slide
        self.headed = Box(0, 0, 0, 0)
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
            box = deck.template.title_box(self.kind)
            bold = face(deck.template.typeface, bold=True)
            size = _fitting(bold, box, title, deck.least * 1.8, deck.least)
            text = shapes.paragraph(title, size=size, language=deck.language, bold=True)
            self.text_box(_("Tittel"), [text], box, "b")
            self.headed = box
            return
        place, size = title_place(deck, self.kind, slot, title)
        self.headed = place or slot.box
        text = f"<a:p>{shapes.run(title, size, deck.language)}</a:p>"
        self._add(
            shapes.shape(
                self._next(),
                _("Tittel"),
                shapes.body([text], slot.margins, "b" if place else "", style=slot.reset),
                box=place,
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

    def text_box(self, name: str, paragraphs: list[str], box: Box, anchor: str = "t") -> None:
        """Put paragraphs in a box of their own, in the colour of the layout's text."""
        margins = (0.0, 0.0, 0.0, 0.0)
        text = shapes.body(
            paragraphs,
            margins,
            anchor,
            style=inked(self.layout.ink, self.deck.template.plain),
        )
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
                sized = f' sz="{round(size * 100)}"' if size < slot.size else ""
                rich = (
                    f'<a:r><a:rPr lang="{language}"{sized} dirty="0"/>'
                    f"<a:t>{_escaped(self)}</a:t></a:r>"
                )
                name = _("Bunntekst")
            else:
                high = slot.box.height / slot.face.line
                sized = f' sz="{int(high) * 100}"' if 1 <= high < slot.size else ""
                rich = (
                    '<a:fld id="{B6F15528-21DE-4FAA-801E-634DDDAF4B2B}" type="slidenum">'
                    f'<a:rPr lang="{language}"{sized}/>'
                    f"<a:t>{len(self.deck.template.presentation.slides)}</a:t></a:fld>"
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


def title_place(deck: Book, kind: Kind, slot: Slot, title: str) -> tuple[Box | None, float]:
    """Where the title goes, None for the layout's own place, and in which size."""
    face, box = slot.face, slot.box.inset(slot.margins)
    shown = title.upper() if slot.capitals else title
    stays = deck.template.title_stays(kind)
    size = _fitting(face, box, shown, max(slot.size, deck.least), deck.least)
    if stays and fits(face, box, shown, size):
        return None, size
    wider = deck.template.title_box(kind)
    inner = wider.inset(slot.margins)
    most = min(max(slot.size, deck.least), deck.least * 1.7)
    size = _fitting(face, inner, shown, most, deck.least)
    return (wider, size) if fits(face, inner, shown, size) or not stays else (None, deck.least)


def _fitting(face: Face, box: Box, text: str, most: float, least: float) -> float:
    """The largest size from `most` down to `least` at which the text has room, else `least`.

    No word is broken where a smaller size spares it.
    """
    longest = max((face.width(word, 1.0) for word in text.split()), default=0.0)
    unbroken = float(int(box.width / longest)) if longest else most
    size = min(most, max(unbroken, least)) if unbroken >= least else most
    while size > least and not fits(face, box, text, size):
        size = max(least, size - 2)
    return size


def fits(face: Face, box: Box, text: str, size: float) -> bool:
    """Whether the text has room in `box` at that size."""
    return len(wrap(text, face, size, box.width)) * size * face.line <= box.height + 1
