"""The poster: as PowerPoint that can be edited, and as PDF, on A3 and A4."""

from __future__ import annotations

import io
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Literal

import msgspec

from samverk import invitation
from samverk.documents import files, room
from samverk.documents.clean import one_line, plain
from samverk.documents.deck import LOCALES
from samverk.documents.faces import Face, face
from samverk.documents.flow import wrap
from samverk.documents.names import spoken
from samverk.documents.typeset import pdf
from samverk.library import folder
from samverk.model import State
from samverk.words import _, clock, long_date

Paper = Literal["a3", "a4"]

WIDTH, HEIGHT, EDGE = 842.0, 1191.0, 68.0
"""An A3 sheet upright and its margin, in points; A4 is the same at 1/√2."""

_CODE = 221.0
_FOOT = 265.0
_EMU = 12700
_PROPERTY = 255
"""As many letters as a property of a file can have."""

_STYLE = "{http://schemas.openxmlformats.org/presentationml/2006/main}"
_FACE = "Arial"
_INK, _SECOND, _SEA = "15252E", "4A5962", "0B5266"
_THEME = ((45, 108), (90, 82), (10**9, 62))
"""The type size of the theme by the most letters that it has."""

_SHRINK = [1.15 - 0.04 * step for step in range(25)]


class Line(msgspec.Struct, frozen=True, kw_only=True):
    """A paragraph of the poster: its type size in points on A3, and the space above it."""

    text: str
    size: float
    above: float = 0.0
    bold: bool = False
    colour: str = _INK


def poster_pdf(state: State, path: Path, *, paper: Paper = "a3") -> list[str]:
    """Write the poster as PDF to `path`; returns sentences on what was not as wished.

    Raises `Sorry` before the theme is set.
    """
    invitation.ready(state)
    with spoken(state.about.language):
        about = state.about
        data = room.told(state) | {
            "dag": long_date(about.date) if about.date else "",
            "klokka": _times(state),
            "qr": code_svg(invitation.link(state)),
        }
        data["ord"] |= {"plakat": _("Plakat"), "hvem": _("For")}
        said = pdf(
            folder() / "poster" / "plakat.typ",
            data,
            path,
            date=about.date,
            inputs={"papir": paper},
        )
        return said + lacking(state)


def poster_pptx(state: State, path: Path, *, paper: Paper = "a3") -> list[str]:
    """Write the poster as PowerPoint to `path`; returns sentences on what was not as wished.

    Raises `Sorry` before the theme is set.
    """
    invitation.ready(state)
    with spoken(state.about.language):
        _write(state, path, 1.0 if paper == "a3" else 2**-0.5)
        return lacking(state)


def lacking(state: State) -> list[str]:
    """Sentences on what a poster should show and this does not."""
    wanted = {"date", "venue", "organising_unit", "why"}
    said = [lack.text for lack in invitation.lacks(state) if lack.field in wanted]
    if not invitation.link(state):
        said.append(_("Adressen for påmelding mangler, så plakaten har ingen QR-kode."))
    return said


def code_svg(text: str) -> str:
    """The QR code of an address as SVG, "" where there is none."""
    if not text:
        return ""
    written = io.BytesIO()
    _code(text).save(written, kind="svg", border=4, dark=f"#{_INK}", light="#ffffff", scale=8)
    return written.getvalue().decode("utf-8")


def code_png(text: str) -> bytes:
    """The QR code of an address as PNG, with whole pixels a module."""
    written = io.BytesIO()
    _code(text).save(written, kind="png", border=4, dark=f"#{_INK}", light="#ffffff", scale=20)
    return written.getvalue()


def _code(text: str) -> Any:
    import segno

    return segno.make(text, micro=False, error="m")


def _times(state: State) -> str:
    return _("kl. {start}–{end}").format(start=clock(state.day.start), end=clock(state.day.end))


def _lines(state: State) -> Iterator[Line]:
    about = state.about
    unit, theme = one_line(about.organising_unit), one_line(about.theme)
    yield Line(text=unit, size=24, bold=True, colour=_SEA)
    size = next(size for most, size in _THEME if len(theme) <= most)
    yield Line(text=theme, size=size, above=40, bold=True)
    yield Line(text=one_line(invitation.title(state)), size=40, above=28)
    if about.date:
        yield Line(text=long_date(about.date), size=48, above=50, bold=True)
        yield Line(text=_times(state), size=37, above=10)
    yield Line(text=one_line(invitation.place(state)), size=31, above=14)
    yield Line(text=plain(about.why).strip(), size=27, above=44)
    if about.audience.strip():
        audience = _("For: {audience}").format(audience=one_line(about.audience))
        yield Line(text=audience, size=24, above=22, colour=_SECOND)
    yield Line(text=one_line(invitation.food(state)), size=30, above=24, bold=True, colour=_SEA)


def _fitted(lines: list[Line], width: float, room_: float) -> list[tuple[Line, float, float]]:
    """The lines with their sizes and heights, as large as there is room for."""
    for grade in _SHRINK:
        laid = [(line, line.size * grade, _height(line, grade, width)) for line in lines]
        words = max((_longest(line, grade) for line in lines), default=0.0)
        if sum(height for _line, _size, height in laid) <= room_ and words <= width:
            break
    return laid


def _typeface(line: Line) -> Face:
    return face(_FACE, bold=line.bold)


def _height(line: Line, grade: float, width: float) -> float:
    rows = wrap(line.text, _typeface(line), line.size * grade, width)
    return (len(rows) * line.size * 1.2 + line.above) * grade


def _longest(line: Line, grade: float) -> float:
    widths = (_typeface(line).width(word, line.size * grade) for word in line.text.split())
    return max(widths, default=0.0)


def _write(state: State, path: Path, scale: float) -> None:
    import datetime as dt

    from pptx import Presentation
    from pptx.util import Emu

    made = Presentation()
    made.slide_width, made.slide_height = (Emu(_emu(n, scale)) for n in (WIDTH, HEIGHT))
    slide = made.slides.add_slide(made.slide_layouts[5])
    title = slide.shapes.title
    name = ": ".join([_("Plakat"), one_line(state.about.theme)])
    width = WIDTH - 2 * EDGE
    laid = _fitted(
        [line for line in _lines(state) if line.text], width, HEIGHT - 2 * EDGE - _FOOT - 20
    )
    top = EDGE
    for line, size, height in laid:
        is_theme = line.text == one_line(state.about.theme) and title.text_frame.text == ""
        shape = title if is_theme else slide.shapes.add_textbox(0, 0, 0, 0)
        space = line.above * size / line.size
        _place(shape, EDGE, top + space, width, height - space, scale)
        _say(shape.text_frame, [line], [size * scale], state.about.language)
        top += height
    _foot(slide, state, scale)
    properties = made.core_properties
    date = state.about.date or dt.date(2000, 1, 1)
    properties.title = name[:_PROPERTY]
    properties.author = one_line(state.about.organising_unit)[:_PROPERTY] or "Samverk"
    properties.last_modified_by, properties.language = "Samverk", LOCALES[state.about.language]
    properties.created = properties.modified = dt.datetime(date.year, date.month, date.day)
    written = io.BytesIO()
    made.save(written)
    files.write(path, files.timeless(written.getvalue()))


def _foot(slide: Any, state: State, scale: float) -> None:
    """The rule, the QR code, and the same address in words."""
    from pptx.util import Emu, Pt

    top = HEIGHT - EDGE - _FOOT
    rule = slide.shapes.add_connector(
        1, *(Emu(_emu(n, scale)) for n in (EDGE, top, WIDTH - EDGE, top))
    )
    rule.line.color.rgb, rule.line.width = _rgb(_SEA), Pt(3 * scale)
    rule.name = _("Strek")
    rule._element.remove(rule._element.find(f"{_STYLE}style"))
    link = invitation.link(state)
    if not link:
        return
    side = [Emu(_emu(n, scale)) for n in (EDGE, top + 22, _CODE, _CODE)]
    picture = slide.shapes.add_picture(io.BytesIO(code_png(link)), *side)
    picture.name = _("QR-kode")
    picture._element.nvPicPr.cNvPr.set("descr", invitation.address(state))
    box = slide.shapes.add_textbox(0, 0, 0, 0)
    left = EDGE + _CODE + 24
    _place(box, left, top + 22, WIDTH - EDGE - left, _CODE, scale)
    box.text_frame.vertical_anchor = 3
    lines = [
        Line(text=_("Meld deg på"), size=34, bold=True),
        Line(text=invitation.address(state), size=21, above=10),
    ]
    if deadline := state.about.signup_deadline:
        text = _("Påmeldingsfrist: {date}").format(date=long_date(deadline))
        lines.append(Line(text=text, size=21, above=10, colour=_SECOND))
    _say(box.text_frame, lines, [line.size * scale for line in lines], state.about.language)


def _emu(points: float, scale: float) -> int:
    return round(points * scale * _EMU)


def _place(shape: Any, left: float, top: float, width: float, height: float, scale: float) -> None:
    shape.left, shape.top, shape.width, shape.height = (
        _emu(n, scale) for n in (left, top, width, height)
    )


def _say(frame: Any, lines: list[Line], sizes: list[float], language: str) -> None:
    from pptx.enum.text import MSO_ANCHOR, MSO_AUTO_SIZE, PP_ALIGN
    from pptx.util import Pt

    frame.word_wrap, frame.auto_size = True, MSO_AUTO_SIZE.NONE
    frame.margin_left = frame.margin_right = frame.margin_top = frame.margin_bottom = 0
    frame.vertical_anchor = frame.vertical_anchor or MSO_ANCHOR.TOP
    paragraphs = [
        (line, size, text, 0.0 if more else line.above * size / line.size)
        for line, size in zip(lines, sizes, strict=True)
        for more, text in enumerate(line.text.split("\n"))
    ]
    for number, (line, size, text, above) in enumerate(paragraphs):
        paragraph = frame.paragraphs[0] if number == 0 else frame.add_paragraph()
        paragraph.alignment = PP_ALIGN.LEFT
        paragraph.space_before = Pt(above if number else 0)
        run = paragraph.add_run()
        run.text, run.font.size, run.font.bold = text, Pt(round(size, 1)), line.bold
        run.font.name, run.font.color.rgb = _FACE, _rgb(line.colour)
        run._r.get_or_add_rPr().set("lang", LOCALES[language])


def _rgb(colour: str) -> Any:
    from pptx.dml import color

    made: Any = color.RGBColor
    return made(*bytes.fromhex(colour))
