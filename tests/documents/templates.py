"""Templates of many kinds, as departments have them: each made from python-pptx's own."""

from __future__ import annotations

import copy
import io
import struct
import zipfile
import zlib
from collections.abc import Callable
from pathlib import Path
from typing import Any

from pptx import Presentation
from pptx.dml.color import RGBColor
from pptx.opc.package import Part
from pptx.opc.packuri import PackURI
from pptx.oxml import parse_xml
from pptx.oxml.ns import qn
from pptx.util import Pt

A = 'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'
P = 'xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main"'
R = 'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
_A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_SIGNED = "http://schemas.openxmlformats.org/package/2006/relationships/digital-signature/origin"
_VIEWS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/viewProps"

SECRET = "HEMMELIG GAMMELT"


def of_size(width: float, height: float) -> Any:
    """The stock template on a page of that size in points, everything in proportion."""
    deck = Presentation()
    across, down = width / 720, height / 540
    deck.slide_width, deck.slide_height = Pt(width), Pt(height)
    for part in (deck.slide_master, *deck.slide_layouts):
        for shape in part.placeholders:
            if shape._element.xpath("./p:spPr/a:xfrm"):
                shape.left, shape.width = int(shape.left * across), int(shape.width * across)
                shape.top, shape.height = int(shape.top * down), int(shape.height * down)
    return deck


def standard() -> Any:
    return of_size(720, 540)


def wide() -> Any:
    return of_size(960, 540)


def a4() -> Any:
    return of_size(780, 540)


def portrait() -> Any:
    return of_size(540, 780)


def very_small() -> Any:
    return of_size(400, 225)


def very_large() -> Any:
    return of_size(2400, 1350)


def one_layout() -> Any:
    deck = wide()
    _keep(deck, ["Title and Content"])
    return deck


def only_a_blank_layout() -> Any:
    deck = wide()
    _keep(deck, ["Blank"])
    return deck


def only_a_cover() -> Any:
    deck = wide()
    _keep(deck, ["Title Slide"])
    return deck


def no_body() -> Any:
    deck = wide()
    _keep(deck, ["Title Only", "Blank"])
    return deck


def only_pictures() -> Any:
    """Below the titles there are places for pictures alone."""
    deck = wide()
    for layout in deck.slide_layouts:
        for shape in layout.placeholders:
            ph = shape._element.xpath(".//p:ph")[0]
            if ph.get("type", "obj") in {"obj", "body", "subTitle"}:
                ph.set("type", "pic")
    return deck


def no_title() -> Any:
    deck = wide()
    _keep(deck, ["Title and Content"])
    for holder in (deck.slide_layouts[0], deck.slide_master):
        for shape in list(holder.placeholders):
            if shape.placeholder_format.type in {1, 3} or "Title" in shape.name:
                shape._element.getparent().remove(shape._element)
    return deck


def renamed() -> Any:
    """Nothing is called what it is, layouts stand in another order, and indices are others."""
    deck = wide()
    listed = deck.slide_master._element.sldLayoutIdLst
    for entry in reversed(list(listed)):
        listed.append(entry)
    for number, layout in enumerate(deck.slide_layouts):
        layout.name = f"Oppsett {chr(65 + number)}"
        layout._element.attrib.pop("type", None)
        for shape in layout.placeholders:
            shape.name = f"Ting {shape.shape_id}"
            ph = shape._element.xpath(".//p:ph")[0]
            if ph.get("type") not in {"title", "ctrTitle"}:
                ph.set("idx", str(1000 + 7 * int(ph.get("idx", "0"))))
    return deck


def numbered_anew() -> Any:
    """Titles have other numbers than titles have, and the slide number hangs off the page."""
    deck = wide()
    for layout in deck.slide_layouts:
        for shape in layout.placeholders:
            ph = shape._element.xpath(".//p:ph")[0]
            if ph.get("type") in {"title", "ctrTitle"}:
                ph.set("idx", "77")
            elif ph.get("idx") == "1":
                del ph.attrib["idx"]
            elif ph.get("type") == "sldNum":
                shape.left, shape.top = deck.slide_width - 100_000, 100
                shape.width, shape.height = 3_000_000, 300_000
    return deck


def styled_by_samples() -> Any:
    """As LibreOffice writes a dark template: how text looks stands in the sample texts alone."""
    deck = wide()
    master = deck.slide_master
    styles = master._element.find(qn("p:txStyles"))
    master._element.remove(styles)
    master.background.fill.solid()
    master.background.fill.fore_color.rgb = RGBColor(16, 16, 16)
    for shape in master.placeholders:
        for run in (run for p in shape.text_frame.paragraphs for run in p.runs):
            run.font.color.rgb, run.font.size = RGBColor(255, 255, 255), Pt(30)
    return deck


def many_masters() -> Any:
    """Three masters, the last two dark and with other layouts."""
    deck = wide()
    for number in (2, 3):
        _second_master(deck, number)
    return deck


def dark_with_pictures() -> Any:
    """A photo behind everything, light text, and a logo at the foot of the page."""
    deck = wide()
    master = deck.slide_master
    _behind(master, _png(96, 54, lambda x, y: (12, 40 + y, 60 + x)))
    _logo(master, 800, 490, 130, 36)
    for run in master._element.xpath("p:txStyles//a:defRPr"):
        for fill in list(run.iterchildren(f"{_A}solidFill")):
            run.remove(fill)
        run.insert(0, parse_xml(f'<a:solidFill {A}><a:srgbClr val="FDF6E3"/></a:solidFill>'))
    return deck


def dark_photo_under_dark_text() -> Any:
    """A dark photo that the colours of the text know nothing of."""
    deck = wide()
    _behind(deck.slide_master, _png(96, 54, lambda x, y: (12, 20 + y, 20 + x // 2)))
    return deck


def title_in_a_column() -> Any:
    """All titles stand in a narrow column to the left."""
    deck = wide()
    for layout in deck.slide_layouts:
        for shape in layout.placeholders:
            if "Title" in shape.name and "Sub" not in shape.name:
                shape.left, shape.top, shape.width, shape.height = Pt(20), Pt(30), Pt(210), Pt(470)
            elif shape.placeholder_format.idx == 1:
                shape.left, shape.top, shape.width, shape.height = Pt(260), Pt(30), Pt(660), Pt(440)
    return deck


def dark_theme() -> Any:
    """Light on dark by the master's colour map alone."""
    deck = wide()
    mapped = deck.slide_master._element.xpath("p:clrMap")[0]
    for one, other in (("bg1", "dk1"), ("tx1", "lt1"), ("bg2", "dk2"), ("tx2", "lt2")):
        mapped.set(one, other)
    return deck


def right_to_left() -> Any:
    deck = wide()
    for level in deck.slide_master._element.xpath("p:txStyles//a:lvl1pPr"):
        level.set("rtl", "1")
        level.set("algn", "r")
    return deck


def signed() -> Any:
    deck = with_old_slides()
    package = deck.part.package
    origin = Part(
        PackURI("/_xmlsignatures/origin.sigs"),
        "application/vnd.openxmlformats-package.digital-signature-origin",
        package,
        b"",
    )
    package.relate_to(origin, _SIGNED)
    return deck


def with_old_slides() -> Any:
    """Slides, notes, sections, and an outline view that holds on to the slides."""
    deck = wide()
    for _number in range(3):
        slide = deck.slides.add_slide(deck.slide_layouts[5])
        slide.shapes.title.text = SECRET
        slide.notes_slide.notes_text_frame.text = SECRET
    ids = "".join(f'<p14:sldId id="{s.slide_id}"/>' for s in deck.slides)
    sections = (
        f'<p:extLst {P}><p:ext uri="{{521415D9-36F7-43E2-AB2F-B90AF26B5E84}}">'
        '<p14:sectionLst xmlns:p14="http://schemas.microsoft.com/office/powerpoint/2010/main">'
        '<p14:section name="Gammelt" id="{11111111-2222-3333-4444-555555555555}">'
        f"<p14:sldIdLst>{ids}</p14:sldIdLst></p14:section></p14:sectionLst></p:ext></p:extLst>"
    )
    for old in deck.element.xpath("p:extLst"):
        deck.element.remove(old)
    deck.element.append(parse_xml(sections))
    main = deck.part
    views = next((r.target_part for r in main.rels.values() if r.reltype == _VIEWS), None)
    if views is not None:
        views.rels.get_or_add(
            "http://schemas.openxmlformats.org/officeDocument/2006/relationships/slide",
            deck.slides[0].part,
        )
    return deck


def title_off_the_page() -> Any:
    """The title placeholder is hidden above the page, and the body covers all of it."""
    deck = wide()
    _keep(deck, ["Title and Content", "Title Slide"])
    for layout in deck.slide_layouts:
        for shape in layout.placeholders:
            if "Title" in shape.name and "Sub" not in shape.name:
                shape.left, shape.top, shape.width, shape.height = Pt(40), Pt(-90), Pt(600), Pt(60)
            elif "Content" in shape.name:
                shape.left, shape.top, shape.width, shape.height = Pt(0), Pt(0), Pt(960), Pt(540)
    return deck


def turned_text() -> Any:
    """All text stands on its side, as in a template of vertical layouts alone."""
    deck = wide()
    _keep(deck, ["Title and Vertical Text", "Vertical Title and Text"])
    return deck


def tight() -> Any:
    """A title of one low line, a body that is small, and large spaced capitals."""
    deck = wide()
    for layout in deck.slide_layouts:
        for shape in layout.placeholders:
            if "Title" in shape.name and "Sub" not in shape.name:
                shape.left, shape.top, shape.width, shape.height = Pt(60), Pt(20), Pt(300), Pt(30)
            elif "Content" in shape.name or "Subtitle" in shape.name:
                shape.left, shape.top, shape.width, shape.height = Pt(60), Pt(400), Pt(400), Pt(60)
    for run in deck.slide_master._element.xpath("p:txStyles//a:defRPr"):
        run.set("cap", "all")
        run.set("spc", "600")
    for level in deck.slide_master._element.xpath("p:txStyles//a:lvl1pPr"):
        for old in list(level.iterchildren(f"{_A}lnSpc")):
            level.remove(old)
        level.insert(0, parse_xml(f'<a:lnSpc {A}><a:spcPct val="180000"/></a:lnSpc>'))
    return deck


def unknown_typeface() -> Any:
    deck = wide()
    _typeface(deck, "Fylkessans Ukjent")
    return deck


def own_typeface() -> Any:
    """A typeface that is wider than most and found on many machines."""
    deck = wide()
    _typeface(deck, "DejaVu Sans")
    return deck


def without_notes_body() -> Any:
    """The notes master has lost the place for notes."""
    deck = wide()
    for shape in list(deck.notes_master.placeholders):
        if "Notes" in shape.name:
            shape._element.getparent().remove(shape._element)
    return deck


MAKERS: tuple[Callable[[], Any], ...] = (
    standard,
    wide,
    a4,
    portrait,
    very_small,
    very_large,
    one_layout,
    only_a_blank_layout,
    only_a_cover,
    no_body,
    no_title,
    renamed,
    numbered_anew,
    styled_by_samples,
    only_pictures,
    many_masters,
    dark_with_pictures,
    dark_photo_under_dark_text,
    title_in_a_column,
    dark_theme,
    right_to_left,
    signed,
    with_old_slides,
    title_off_the_page,
    turned_text,
    tight,
    unknown_typeface,
    own_typeface,
    without_notes_body,
)
UNTITLED = {"only_a_blank_layout", "no_title"}
"""Those that have no place for a title."""


PLAIN = b"application/vnd.openxmlformats-officedocument.presentationml.presentation.main+xml"
KINDS = {
    ".potx": "openxmlformats-officedocument.presentationml.template.main+xml",
    ".ppsx": "openxmlformats-officedocument.presentationml.slideshow.main+xml",
    ".pptm": "ms-powerpoint.presentation.macroEnabled.main+xml",
    ".potm": "ms-powerpoint.template.macroEnabled.main+xml",
}


def write(make: Callable[[], Any], folder: Path, ending: str = ".pptx") -> Path:
    """A template in a file, which says what kind it is."""
    path = folder / f"{make.__name__}{ending}"
    make().save(str(path))
    if ending != ".pptx":
        _as(path, KINDS[ending])
    return path


def _as(path: Path, kind: str) -> None:
    content = io.BytesIO()
    with zipfile.ZipFile(path) as old, zipfile.ZipFile(content, "w") as new:
        for name in old.namelist():
            data = old.read(name)
            if name == "[Content_Types].xml":
                data = data.replace(PLAIN, b"application/vnd." + kind.encode("ascii"))
            new.writestr(name, data)
    path.write_bytes(content.getvalue())


def _keep(deck: Any, names: list[str]) -> None:
    for layout in list(deck.slide_layouts):
        if layout.name not in names:
            deck.slide_layouts.remove(layout)


def _typeface(deck: Any, name: str) -> None:
    theme = next(r for r in deck.slide_master.part.rels.values() if r.reltype.endswith("/theme"))
    part = theme.target_part
    root = parse_xml(part.blob)
    for scheme in ("majorFont", "minorFont"):
        root.find(f".//{_A}{scheme}/{_A}latin").set("typeface", name)
    part._blob = _serialized(root)


def _serialized(root: Any) -> bytes:
    from pptx.opc.oxml import serialize_part_xml

    return serialize_part_xml(root)


def _second_master(deck: Any, number: int) -> None:
    from pptx.parts.slide import SlideLayoutPart, SlideMasterPart

    package, first = deck.part.package, deck.slide_master.part
    element = copy.deepcopy(first._element)
    mapped = element.xpath("p:clrMap")[0]
    for one, other in (("bg1", "dk1"), ("tx1", "lt1"), ("bg2", "dk2"), ("tx2", "lt2")):
        mapped.set(one, other)
    listed = element.xpath("p:sldLayoutIdLst")[0]
    for entry in list(listed):
        listed.remove(entry)
    master = SlideMasterPart(
        PackURI(f"/ppt/slideMasters/slideMaster{number}.xml"), first.content_type, package, element
    )
    theme = next(r for r in first.rels.values() if r.reltype.endswith("/theme"))
    copied = Part(
        PackURI(f"/ppt/theme/theme{number + 20}.xml"),
        theme.target_part.content_type,
        package,
        theme.target_part.blob,
    )
    master.relate_to(copied, theme.reltype)
    kinds = {"layout": "", "master": ""}
    for relation in deck.slide_layouts[0].part.rels.values():
        kinds["master"] = relation.reltype
    kinds["layout"] = kinds["master"].replace("slideMaster", "slideLayout")
    for index, old in enumerate(list(deck.slide_layouts)[:2]):
        part = SlideLayoutPart(
            PackURI(f"/ppt/slideLayouts/slideLayout{number * 20 + index}.xml"),
            old.part.content_type,
            package,
            copy.deepcopy(old.part._element),
        )
        part.relate_to(master, kinds["master"])
        key = master.relate_to(part, kinds["layout"])
        listed.append(
            parse_xml(
                f'<p:sldLayoutId {P} {R} id="{2147490000 + number * 100 + index}" r:id="{key}"/>'
            )
        )
    key = deck.part.relate_to(master, kinds["master"])
    deck.element.xpath("p:sldMasterIdLst")[0].append(
        parse_xml(f'<p:sldMasterId {P} {R} id="{2147489000 + number * 100}" r:id="{key}"/>')
    )


def _behind(master: Any, picture: bytes) -> None:
    _image, key = master.part.get_or_add_image_part(io.BytesIO(picture))
    tree = master._element.xpath("p:cSld")[0]
    for old in tree.xpath("p:bg"):
        tree.remove(old)
    tree.insert(
        0,
        parse_xml(
            f'<p:bg {P} {A} {R}><p:bgPr><a:blipFill><a:blip r:embed="{key}"/><a:stretch>'
            "<a:fillRect/></a:stretch></a:blipFill><a:effectLst/></p:bgPr></p:bg>"
        ),
    )


def _logo(master: Any, left: int, top: int, width: int, height: int) -> None:
    _image, key = master.part.get_or_add_image_part(
        io.BytesIO(_png(13, 4, lambda x, _y: (230, 140, x * 10)))
    )
    sides = [int(Pt(side)) for side in (left, top, width, height)]
    master.shapes._spTree.append(
        parse_xml(
            f'<p:pic {P} {A} {R}><p:nvPicPr><p:cNvPr id="99" name="Logo"/><p:cNvPicPr/><p:nvPr/>'
            f'</p:nvPicPr><p:blipFill><a:blip r:embed="{key}"/><a:stretch><a:fillRect/>'
            f'</a:stretch></p:blipFill><p:spPr><a:xfrm><a:off x="{sides[0]}" y="{sides[1]}"/>'
            f'<a:ext cx="{sides[2]}" cy="{sides[3]}"/></a:xfrm><a:prstGeom prst="rect"><a:avLst/>'
            "</a:prstGeom></p:spPr></p:pic>"
        )
    )


def _png(width: int, height: int, colour: Callable[[int, int], tuple[int, int, int]]) -> bytes:
    rows = b"".join(
        b"\0" + bytes(value for x in range(width) for value in colour(x, y)) for y in range(height)
    )

    def chunk(kind: bytes, data: bytes) -> bytes:
        check = struct.pack(">I", zlib.crc32(kind + data))
        return struct.pack(">I", len(data)) + kind + data + check

    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", head)
        + chunk(b"IDAT", zlib.compress(rows))
        + chunk(b"IEND", b"")
    )
