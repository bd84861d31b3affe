"""The XML of text, tables and placeholders on a slide. Sizes and places are in points."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from xml.sax.saxutils import escape, quoteattr

from samverk.documents.clean import plain
from samverk.documents.page import EMU, Box

NAMESPACES = (
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
)
TABLE_STYLE = "{7A1C3F52-6E0B-4C11-9C55-2B7D0E5A4F01}"
CELL = (6.0, 5.0)
"""The margins of a table's cell, at its sides and at its top and bottom."""


def emu(points: float) -> int:
    return round(points * EMU)


def paragraph(
    text: str,
    *,
    size: float,
    language: str,
    bold: bool | None = None,
    hanging: float = 0.0,
    bullet: str = "",
    bullet_colour: str = "",
    before: float = 0.0,
    right: bool = False,
    plain: str = "",
) -> str:
    """A paragraph that says for itself how it looks, whatever the template's levels say."""
    mark = "<a:buNone/>"
    if bullet:
        colour = f'<a:buClr><a:srgbClr val="{bullet_colour}"/></a:buClr>' if bullet_colour else ""
        mark = f'{colour}<a:buFont typeface="Arial"/><a:buChar char="{bullet}"/>'
    weight = plain if bold is None else f' b="{int(bold)}"{plain}'
    return (
        f'<a:p><a:pPr marL="{emu(hanging)}" indent="{-emu(hanging) if bullet else 0}" '
        f'algn="{"r" if right else "l"}" rtl="0"><a:lnSpc><a:spcPct val="100000"/></a:lnSpc>'
        f'<a:spcBef><a:spcPts val="{round(before * 100)}"/></a:spcBef>'
        f'<a:spcAft><a:spcPts val="0"/></a:spcAft>{mark}</a:pPr>{run(text, size, language, weight)}'
        "</a:p>"
    )


def run(text: str, size: float, language: str, more: str = "") -> str:
    return (
        f'<a:r><a:rPr lang="{language}" sz="{round(size * 100)}"{more} dirty="0"/>'
        f"<a:t>{escape(plain(text))}</a:t></a:r>"
    )


def frame(box: Box, tag: str = "a:xfrm") -> str:
    return (
        f'<{tag}><a:off x="{emu(box.left)}" y="{emu(box.top)}"/>'
        f'<a:ext cx="{emu(box.width)}" cy="{emu(box.height)}"/></{tag}>'
    )


def body(
    paragraphs: Iterable[str],
    margins: tuple[float, float, float, float],
    anchor: str,
    tag: str = "p:txBody",
    style: str = "",
) -> str:
    """A text body that neither shrinks its text nor grows its shape; `style` is of level one."""
    left, top, right, bottom = (emu(side) for side in margins)
    fixed = f' anchor="{anchor}"' if anchor else ""
    return (
        f'<{tag}><a:bodyPr rot="0" vert="horz" wrap="square" lIns="{left}" tIns="{top}" '
        f'rIns="{right}" bIns="{bottom}" numCol="1"{fixed}><a:noAutofit/></a:bodyPr>'
        f"<a:lstStyle>{style}</a:lstStyle>{''.join(paragraphs)}</{tag}>"
    )


def shape(
    number: int, name: str, text: str, *, box: Box | None = None, ph: str = "", alt: str = ""
) -> str:
    """A placeholder where `ph` names one, else a text box."""
    lock = '<p:cNvSpPr><a:spLocks noGrp="1"/></p:cNvSpPr>' if ph else '<p:cNvSpPr txBox="1"/>'
    drawn = "" if ph else '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom><a:noFill/>'
    described = f" descr={quoteattr(alt)}" if alt else ""
    return (
        f'<p:sp {NAMESPACES}><p:nvSpPr><p:cNvPr id="{number}" name={quoteattr(name)}{described}/>'
        f"{lock}<p:nvPr>{ph}</p:nvPr></p:nvSpPr>"
        f"<p:spPr>{frame(box) if box else ''}{drawn}</p:spPr>{text}</p:sp>"
    )


def table(
    number: int,
    name: str,
    alt: str,
    box: Box,
    widths: Sequence[float],
    rows: Sequence[tuple[float, Sequence[str]]],
) -> str:
    """A native table; `rows` are heights with the cells' paragraphs, the headings first."""
    side, above = emu(CELL[0]), emu(CELL[1])
    columns = "".join(f'<a:gridCol w="{emu(width)}"/>' for width in widths)
    margins = f'<a:tcPr marL="{side}" marR="{side}" marT="{above}" marB="{above}"/>'
    written = "".join(
        f'<a:tr h="{emu(height)}">'
        + "".join(
            f"<a:tc><a:txBody><a:bodyPr/><a:lstStyle/>{cell}</a:txBody>{margins}</a:tc>"
            for cell in cells
        )
        + "</a:tr>"
        for height, cells in rows
    )
    return (
        f"<p:graphicFrame {NAMESPACES}><p:nvGraphicFramePr>"
        f'<p:cNvPr id="{number}" name={quoteattr(name)} descr={quoteattr(alt)}/>'
        '<p:cNvGraphicFramePr><a:graphicFrameLocks noGrp="1"/></p:cNvGraphicFramePr><p:nvPr/>'
        f"</p:nvGraphicFramePr>{frame(box, 'p:xfrm')}"
        '<a:graphic><a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/table">'
        f'<a:tbl><a:tblPr firstRow="1"><a:tableStyleId>{TABLE_STYLE}</a:tableStyleId></a:tblPr>'
        f"<a:tblGrid>{columns}</a:tblGrid>{written}</a:tbl></a:graphicData></a:graphic>"
        "</p:graphicFrame>"
    )


def _line(side: str, width: float, colour: str) -> str:
    return (
        f'<a:{side}><a:ln w="{emu(width)}" cmpd="sng"><a:solidFill>{colour}</a:solidFill></a:ln>'
        f"</a:{side}>"
    )


def inked(ink: str, plain: str = "") -> str:
    """A style of level one in that colour."""
    return f"<a:lvl1pPr><a:defRPr{plain}><a:solidFill>{ink}</a:solidFill></a:defRPr></a:lvl1pPr>"


def table_style(ink: str, light: bool) -> str:
    """A table style of lines alone: ink under the headings, a hairline under each row."""
    pale = _paler(ink, light)
    none = "".join(
        f"<a:{side}><a:ln><a:noFill/></a:ln></a:{side}>" for side in ("left", "right", "top")
    )
    text = f'<a:fontRef idx="minor"><a:prstClr val="black"/></a:fontRef>{ink}'
    return (
        f'<a:tblStyle {NAMESPACES} styleId="{TABLE_STYLE}" styleName="Samverk">'
        f"<a:wholeTbl><a:tcTxStyle>{text}</a:tcTxStyle>"
        f"<a:tcStyle><a:tcBdr>{none}{_line('bottom', 0.75, pale)}{_line('insideH', 0.75, pale)}"
        "<a:insideV><a:ln><a:noFill/></a:ln></a:insideV></a:tcBdr>"
        "<a:fill><a:noFill/></a:fill></a:tcStyle></a:wholeTbl>"
        f'<a:firstRow><a:tcTxStyle b="on">{text}</a:tcTxStyle>'
        f"<a:tcStyle><a:tcBdr>{_line('bottom', 1.5, ink)}</a:tcBdr>"
        "<a:fill><a:noFill/></a:fill></a:tcStyle></a:firstRow></a:tblStyle>"
    )


def _paler(ink: str, light: bool) -> str:
    """The colour let through by the ground: a share of it on dark, a tint of it on light."""
    if not ink.endswith("/>"):
        return ink
    tag = ink[1:].split(maxsplit=1)[0]
    more = (
        '<a:alpha val="45000"/>'
        if light
        else '<a:satMod val="30000"/><a:lumMod val="25000"/><a:lumOff val="75000"/>'
    )
    return f"{ink[:-2]}>{more}</{tag}>"
