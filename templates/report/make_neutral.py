"""Makes `noytral.pptx`, the report's neutral template. Run it after changing what is below."""

from __future__ import annotations

import datetime as dt
import re
import sys
from pathlib import Path

from pptx import Presentation
from pptx.oxml import parse_xml
from pptx.util import Pt

WIDTH, HEIGHT, EDGE = 960, 540, 48
COLOURS = {
    "dk1": "15252E",
    "lt1": "FFFFFF",
    "dk2": "4A5962",
    "lt2": "F6F4EF",
    "accent1": "0B5266",
    "accent2": "B8690B",
    "accent3": "7B5EA7",
    "accent4": "27633A",
    "accent5": "A02A1E",
    "accent6": "757C80",
    "hlink": "0B5266",
    "folHlink": "7B5EA7",
}
LINE = "DCD7CC"
NAMESPACES = (
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
)

TITLE = (EDGE, 30, WIDTH - 2 * EDGE, 60)
BODY = (EDGE, 104, WIDTH - 2 * EDGE, 372)
FOOTER = (EDGE, 496, 640, 24)
NUMBER = (WIDTH - EDGE - 120, 496, 120, 24)
COVER_TITLE = (EDGE, 84, WIDTH - 2 * EDGE, 144)
COVER_BODY = (EDGE, 252, WIDTH - 2 * EDGE, 240)


def frame(box: tuple[int, int, int, int]) -> str:
    left, top, width, height = (int(Pt(side)) for side in box)
    return f'<a:xfrm><a:off x="{left}" y="{top}"/><a:ext cx="{width}" cy="{height}"/></a:xfrm>'


def placeholder(
    number: int,
    name: str,
    kind: str,
    box: tuple[int, int, int, int],
    text: str,
    *,
    anchor: str = "t",
    style: str = "",
) -> str:
    return (
        f'<p:sp><p:nvSpPr><p:cNvPr id="{number}" name="{name}"/>'
        f'<p:cNvSpPr><a:spLocks noGrp="1"/></p:cNvSpPr><p:nvPr><p:ph {kind}/></p:nvPr></p:nvSpPr>'
        f'<p:spPr>{frame(box)}<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></p:spPr>'
        f'<p:txBody><a:bodyPr vert="horz" lIns="0" tIns="0" rIns="0" bIns="0" rtlCol="0" '
        f'anchor="{anchor}"><a:noAutofit/></a:bodyPr><a:lstStyle>{style}</a:lstStyle>'
        f"{text}</p:txBody></p:sp>"
    )


def words(text: str) -> str:
    return f'<a:p><a:r><a:rPr lang="nb-NO"/><a:t>{text}</a:t></a:r></a:p>'


def bar(number: int, box: tuple[int, int, int, int], colour: str) -> str:
    return (
        f'<p:sp><p:nvSpPr><p:cNvPr id="{number}" name="Strek">'
        '<a:extLst><a:ext uri="{C183D7F6-B498-43B3-948B-1728B52AA6E4}">'
        '<adec:decorative xmlns:adec="http://schemas.microsoft.com/office/drawing/2017/decorative" '
        'val="1"/></a:ext></a:extLst></p:cNvPr><p:cNvSpPr/><p:nvPr userDrawn="1"/></p:nvSpPr>'
        f'<p:spPr>{frame(box)}<a:prstGeom prst="rect"><a:avLst/></a:prstGeom>'
        f"<a:solidFill>{colour}</a:solidFill><a:ln><a:noFill/></a:ln></p:spPr></p:sp>"
    )


def scheme(name: str) -> str:
    return f'<a:schemeClr val="{name}"/>'


def level(number: int, size: int, colour: str, *, bold: bool = False, bullet: bool = False) -> str:
    left = 20 * number if bullet else 0
    mark = '<a:buFont typeface="Arial"/><a:buChar char="•"/>' if bullet else "<a:buNone/>"
    hanging = -20 if bullet else 0
    return (
        f'<a:lvl{number}pPr marL="{int(Pt(left))}" indent="{int(Pt(hanging))}" algn="l" '
        f'defTabSz="914400" rtl="0" eaLnBrk="1" latinLnBrk="0" hangingPunct="1">'
        f'<a:lnSpc><a:spcPct val="100000"/></a:lnSpc>'
        f'<a:spcBef><a:spcPts val="{600 if bullet else 0}"/></a:spcBef>{mark}'
        f'<a:defRPr sz="{size * 100}" b="{int(bold)}" kern="1200">'
        f"<a:solidFill>{scheme(colour)}</a:solidFill>"
        '<a:latin typeface="+mn-lt"/><a:ea typeface="+mn-ea"/><a:cs typeface="+mn-cs"/>'
        f"</a:defRPr></a:lvl{number}pPr>"
    )


def tree(shapes: str) -> str:
    return (
        f'<p:spTree {NAMESPACES}><p:nvGrpSpPr><p:cNvPr id="1" name=""/><p:cNvGrpSpPr/><p:nvPr/>'
        '</p:nvGrpSpPr><p:grpSpPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="0" cy="0"/>'
        '<a:chOff x="0" y="0"/><a:chExt cx="0" cy="0"/></a:xfrm></p:grpSpPr>'
        f"{shapes}</p:spTree>"
    )


def background(colour: str) -> str:
    return (
        f"<p:bg {NAMESPACES}><p:bgPr><a:solidFill>{scheme(colour)}</a:solidFill>"
        "<a:effectLst/></p:bgPr></p:bg>"
    )


BODY_TEXT = (
    '<a:p><a:pPr lvl="0"/><a:r><a:rPr lang="nb-NO"/><a:t>Tekst</a:t></a:r></a:p>'
    '<a:p><a:pPr lvl="1"/><a:r><a:rPr lang="nb-NO"/><a:t>Andre nivå</a:t></a:r></a:p>'
    '<a:p><a:pPr lvl="2"/><a:r><a:rPr lang="nb-NO"/><a:t>Tredje nivå</a:t></a:r></a:p>'
)
NUMBER_TEXT = (
    '<a:p><a:fld id="{B6F15528-21DE-4FAA-801E-634DDDAF4B2B}" type="slidenum">'
    '<a:rPr lang="nb-NO"/><a:t>‹#›</a:t></a:fld></a:p>'
)
SMALL = level(1, 14, "tx2")


def foot(numbers: tuple[int, int]) -> str:
    return placeholder(
        numbers[0],
        "Bunntekst",
        'type="ftr" sz="quarter" idx="11"',
        FOOTER,
        words("Bunntekst"),
        style=SMALL,
    ) + placeholder(
        numbers[1],
        "Lysbildenummer",
        'type="sldNum" sz="quarter" idx="12"',
        NUMBER,
        NUMBER_TEXT,
        style=SMALL.replace('algn="l"', 'algn="r"'),
    )


def rule(number: int) -> str:
    return bar(number, (EDGE, 486, WIDTH - 2 * EDGE, 1), f'<a:srgbClr val="{LINE}"/>')


def marker(number: int) -> str:
    return bar(number, (0, 34, 8, 36), scheme("accent1"))


def title(name: str = "Tittel", kind: str = 'type="title"') -> str:
    return placeholder(2, name, kind, TITLE, words("Tittel"))


def master() -> str:
    return tree(
        rule(8)
        + marker(9)
        + title()
        + placeholder(3, "Innhold", 'type="body" idx="1"', BODY, BODY_TEXT)
        + foot((5, 6))
    )


def cover(main: str, below: str, kinds: tuple[str, str]) -> str:
    white = level(1, 40, "bg1", bold=True)
    pale = level(1, 20, "bg1")
    return tree(
        placeholder(2, "Tittel", kinds[0], COVER_TITLE, words(main), anchor="b", style=white)
        + bar(4, (EDGE, 239, 64, 4), scheme("bg1"))
        + placeholder(3, below, kinds[1], COVER_BODY, words(below), style=pale)
    )


LAYOUTS = {
    "Forside": (
        "title",
        cover("Tittel", "Undertittel", ('type="ctrTitle"', 'type="subTitle" idx="1"')),
    ),
    "Delside": ("secHead", cover("Tittel", "Tekst", ('type="title"', 'type="body" idx="1"'))),
    "Tittel og innhold": (
        "obj",
        tree(title() + placeholder(3, "Innhold", 'idx="1"', BODY, BODY_TEXT) + foot((5, 6))),
    ),
    "Bare tittel": ("titleOnly", tree(title() + foot((5, 6)))),
}


def theme(blob: bytes) -> bytes:
    text = blob.decode("utf-8")
    for name, value in COLOURS.items():
        text = re.sub(
            rf"<a:{name}>.*?</a:{name}>",
            f'<a:{name}><a:srgbClr val="{value}"/></a:{name}>',
            text,
            flags=re.DOTALL,
        )
    text = re.sub(r'<a:latin typeface="[^"]*"/>', '<a:latin typeface="Arial"/>', text)
    return re.sub(
        r'(<a:(theme|clrScheme|fontScheme)\b[^>]*?name=")[^"]*', r"\1Samverk", text
    ).encode()


def make(path: Path) -> None:
    prs = Presentation()
    prs.slide_width, prs.slide_height = Pt(WIDTH), Pt(HEIGHT)
    for layout in list(prs.slide_layouts)[len(LAYOUTS) :]:
        prs.slide_layouts.remove(layout)
    slide_master = prs.slide_master
    common = slide_master.element.cSld
    common.replace(common.spTree, parse_xml(master()))
    for old in common.findall(common.tag.replace("cSld", "bg")):
        common.remove(old)
    common.insert(0, parse_xml(background("bg1")))
    styles = slide_master.element.find(common.tag.replace("cSld", "txStyles"))
    slide_master.element.replace(
        styles,
        parse_xml(
            f"<p:txStyles {NAMESPACES}>"
            f"<p:titleStyle>{level(1, 28, 'tx1', bold=True).replace('+mn-', '+mj-')}</p:titleStyle>"
            "<p:bodyStyle>"
            + "".join(
                level(number, size, "tx1", bullet=True)
                for number, size in ((1, 20), (2, 18), (3, 16), (4, 16), (5, 16))
            )
            + f"</p:bodyStyle><p:otherStyle>{level(1, 18, 'tx1')}</p:otherStyle></p:txStyles>"
        ),
    )
    for layout, (name, (kind, shapes)) in zip(prs.slide_layouts, LAYOUTS.items(), strict=True):
        layout.element.set("type", kind)
        layout.element.cSld.set("name", name)
        layout.element.cSld.replace(layout.element.cSld.spTree, parse_xml(shapes))
        if kind in {"title", "secHead"}:
            layout.element.cSld.insert(0, parse_xml(background("accent1")))
            layout.element.set("showMasterSp", "0")
    for relation in slide_master.part.rels.values():
        if relation.reltype.endswith("/theme"):
            relation.target_part._blob = theme(relation.target_part.blob)
    properties = prs.core_properties
    properties.title, properties.author = "Nøytral mal for rapporten", "Samverk"
    properties.last_modified_by, properties.language = "Samverk", "nb-NO"
    properties.created = properties.modified = dt.datetime(2027, 1, 1)
    for rel_id, relation in list(prs.part.package._rels.items()):
        if relation.reltype.endswith("/thumbnail"):
            prs.part.package._rels.pop(rel_id)
    prs.save(str(path))


if __name__ == "__main__":
    make(Path(sys.argv[1]) if sys.argv[1:] else Path(__file__).with_name("noytral.pptx"))
