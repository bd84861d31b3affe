"""A PowerPoint template: opened, emptied of old slides, and its layouts known by what they hold."""

from __future__ import annotations

import zipfile
from pathlib import Path
from typing import TYPE_CHECKING, Any

import msgspec

from samverk.documents.faces import Face, face
from samverk.model import Sorry
from samverk.words import _

if TYPE_CHECKING:
    from pptx.presentation import Presentation

EMU = 12700
_A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_P = "{http://schemas.openxmlformats.org/presentationml/2006/main}"
_R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_LARGEST = 500_000_000
_TITLES = {"title", "ctrTitle"}
_BODIES = {"obj", "body"}
_EDGE = 0.05
_PLAIN = "application/vnd.openxmlformats-officedocument.presentationml.presentation.main+xml"


class Box(msgspec.Struct, frozen=True):
    """A rectangle, in points."""

    left: float
    top: float
    width: float
    height: float

    @property
    def right(self) -> float:
        return self.left + self.width

    @property
    def bottom(self) -> float:
        return self.top + self.height

    def within(self, other: Box) -> Box:
        """The part of this rectangle that lies in `other`; of no size where none does."""
        left, top = max(self.left, other.left), max(self.top, other.top)
        return Box(
            left,
            top,
            max(0.0, min(self.right, other.right) - left),
            max(0.0, min(self.bottom, other.bottom) - top),
        )

    def inset(self, sides: tuple[float, float, float, float]) -> Box:
        """The rectangle without margins at the left, top, right and bottom."""
        left, top, right, bottom = sides
        return Box(
            self.left + left, self.top + top, self.width - left - right, self.height - top - bottom
        )


class Slot(msgspec.Struct, frozen=True, kw_only=True):
    """A placeholder of a layout: where it stands, its margins and the type in it."""

    index: int
    kind: str
    box: Box
    margins: tuple[float, float, float, float]
    size: float
    typeface: str
    bold: bool
    capitals: bool

    @property
    def face(self) -> Face:
        return face(self.typeface, self.bold)


class Layout(msgspec.Struct, frozen=True, kw_only=True):
    """A slide layout: itself, its title if it has one, and its bodies from the largest."""

    part: Any
    name: str
    kind: str
    title: Slot | None
    subtitle: Slot | None
    bodies: tuple[Slot, ...]
    footers: tuple[Slot, ...]
    others: int


class Template(msgspec.Struct, frozen=True, kw_only=True):
    """An opened template, and the layout to use for each kind of slide."""

    presentation: Any
    page: Box
    cover: Layout
    content: Layout
    bare: Layout
    typeface: str
    dark: bool

    @property
    def scale(self) -> float:
        """Points for each point at 19.05 cm of slide height."""
        return self.page.height / 540


def read(path: Path) -> Template:
    """The template at `path`, without its slides. Raises `Sorry` where it cannot be used."""
    presentation = _opened(path)
    try:
        _emptied(presentation)
        width, height = presentation.slide_width or 0, presentation.slide_height or 0
        page = Box(0, 0, width / EMU, height / EMU)
        layouts = [
            _layout(layout, master, page)
            for master in map(_master, presentation.slide_masters)
            for layout in master.layouts
        ]
        first = _master(presentation.slide_masters[0])
    except Exception as error:
        raise _unusable(path) from error
    if not layouts:
        raise Sorry(_("Malen {name} har ingen oppsett. Velg en annen mal.").format(name=path.name))
    content = max(layouts, key=_as_content)
    return Template(
        presentation=presentation,
        page=page,
        cover=max(layouts, key=_as_cover),
        content=content,
        bare=max(layouts, key=lambda layout: _as_bare(layout, content)),
        typeface=_theme_face(first, "minor"),
        dark=_is_dark(first),
    )


def _unusable(path: Path) -> Sorry:
    return Sorry(
        _("Malen {name} kan ikke brukes. Velg en PowerPoint-mal (.pptx eller .potx).").format(
            name=path.name
        )
    )


def _opened(path: Path) -> Presentation:
    from pptx.package import Package

    try:
        with zipfile.ZipFile(path) as archive:
            if sum(entry.file_size for entry in archive.infolist()) > _LARGEST:
                raise Sorry(_("Malen {name} er for stor.").format(name=path.name))
        part = Package.open(str(path)).main_document_part
        presentation: Presentation = part.presentation
    except FileNotFoundError as error:
        raise Sorry(_("Fant ikke malen {name}.").format(name=path.name)) from error
    except Sorry:
        raise
    except Exception as error:  # whatever a damaged file makes the reader stumble over
        raise _unusable(path) from error
    part._content_type = _PLAIN
    return presentation


def _emptied(presentation: Presentation) -> None:
    part = presentation.part
    listed = presentation.element.find(f"{_P}sldIdLst")
    for old in list(listed) if listed is not None else []:
        part.rels.pop(old.get(f"{_R}id"))
        listed.remove(old)
    for name in ("custShowLst", "extLst"):
        for found in presentation.element.findall(_P + name):
            presentation.element.remove(found)
    for relations, endings in (
        (part.rels, ("/vbaProject", "/commentAuthors", "/customXml")),
        (part.package._rels, ("/thumbnail", "/digital-signature/origin")),
    ):
        for key, relation in list(relations.items()):
            if relation.reltype.endswith(endings):
                relations.pop(key)


def _as_content(layout: Layout) -> tuple[float, ...]:
    body = layout.bodies[0] if layout.bodies else None
    return (
        layout.title is not None and body is not None,
        layout.kind in {"obj", "tx"},
        len(layout.bodies) == 1,
        -layout.others,
        body.box.width * body.box.height if body else 0.0,
    )


def _as_cover(layout: Layout) -> tuple[float, ...]:
    named = any(word in layout.name.casefold() for word in ("forside", "framside", "cover"))
    below = layout.subtitle or (layout.bodies[0] if layout.bodies else None)
    return (
        layout.title is not None and below is not None,
        layout.kind == "title" or (layout.title is not None and layout.title.kind == "ctrTitle"),
        layout.subtitle is not None,
        named,
        -layout.others,
    )


def _as_bare(layout: Layout, content: Layout) -> tuple[float, ...]:
    same = (
        layout.title is not None
        and content.title is not None
        and layout.title.box == content.title.box
    )
    return (
        layout.title is not None and same,
        layout.kind == "titleOnly" and not layout.bodies,
        layout is content,
    )


class _Master(msgspec.Struct, frozen=True):
    element: Any
    theme: Any
    layouts: tuple[Any, ...]


def _master(master: Any) -> _Master:
    from pptx.oxml import parse_xml

    themes = [r for r in master.part.rels.values() if r.reltype.endswith("/theme")]
    theme = parse_xml(themes[0].target_part.blob) if themes else None
    return _Master(master.element, theme, tuple(master.slide_layouts))


def _layout(layout: Any, master: _Master, page: Box) -> Layout:
    slots = [_slot(shape, master, page) for shape in layout.placeholders]
    bodies = [s for s in slots if s.kind in _BODIES and s.box.width * s.box.height > 0]
    bodies.sort(key=lambda slot: -slot.box.width * slot.box.height)
    known = {*_TITLES, *_BODIES, "subTitle", "dt", "ftr", "sldNum", "hdr"}
    return Layout(
        part=layout,
        name=layout.name,
        kind=layout.element.get("type", ""),
        title=next((s for s in slots if s.kind in _TITLES), None),
        subtitle=next((s for s in slots if s.kind == "subTitle"), None),
        bodies=tuple(bodies),
        footers=tuple(s for s in slots if s.kind in {"ftr", "sldNum"}),
        others=sum(slot.kind not in known for slot in slots),
    )


def _slot(shape: Any, master: _Master, page: Box) -> Slot:
    element = shape.element
    ph = next(element.iter(f"{_P}ph"))
    kind = ph.get("type", "obj")
    parent = _parent(master, kind)
    chain = [node for node in (element, parent) if node is not None]
    title = kind in _TITLES
    style = master.element.find(f"{_P}txStyles/{_P}{'titleStyle' if title else 'bodyStyle'}")
    levels = [node.find(f".//{_A}lstStyle/{_A}lvl1pPr/{_A}defRPr") for node in chain]
    if style is not None and kind not in {"dt", "ftr", "sldNum"}:
        levels.append(style.find(f"{_A}lvl1pPr/{_A}defRPr"))
    runs = [level for level in levels if level is not None]
    named = next((f.get("typeface") for r in runs for f in r.iterfind(f"{_A}latin")), "")
    if not named or named.startswith("+"):
        named = _theme_face(master, "major" if named[:3] == "+mj" else "minor")
    return Slot(
        index=int(ph.get("idx", "0")),
        kind=kind,
        box=_box(shape).within(page),
        margins=_margins(chain),
        size=int(_first(runs, "sz", "4400" if title else "1800")) / 100,
        typeface=named,
        bold=_first(runs, "b", "0") in {"1", "true"},
        capitals=_first(runs, "cap", "none") == "all",
    )


def _parent(master: _Master, kind: str) -> Any:
    wanted = "title" if kind in _TITLES else kind if kind in {"dt", "ftr", "sldNum"} else "body"
    for element in master.element.iter(f"{_P}sp"):
        ph = next(element.iter(f"{_P}ph"), None)
        if ph is not None and ph.get("type", "obj") == wanted:
            return element
    return None


def _box(shape: Any) -> Box:
    sides = [shape.left, shape.top, shape.width, shape.height]
    return Box(*((side or 0) / EMU for side in sides))


def _margins(chain: list[Any]) -> tuple[float, float, float, float]:
    frames = [node.find(f".//{_A}bodyPr") for node in chain]
    found = [frame for frame in frames if frame is not None]
    left, top, right, bottom = (
        int(_first(found, name, default)) / EMU
        for name, default in (
            ("lIns", "91440"),
            ("tIns", "45720"),
            ("rIns", "91440"),
            ("bIns", "45720"),
        )
    )
    return left, top, right, bottom


def _first(nodes: list[Any], name: str, default: str) -> str:
    return next((value for node in nodes if (value := node.get(name)) is not None), default)


def _theme_face(master: _Master, which: str) -> str:
    theme = master.theme
    found = None if theme is None else theme.find(f".//{_A}{which}Font/{_A}latin")
    return "Arial" if found is None else found.get("typeface") or "Arial"


def _is_dark(master: _Master) -> bool:
    mapped = master.element.find(f"{_P}clrMap")
    ground = mapped.get("bg1", "lt1") if mapped is not None else "lt1"
    theme = master.theme
    found = None if theme is None else theme.find(f".//{_A}clrScheme/{_A}{ground}")
    for colour in found if found is not None else ():
        value = colour.get("lastClr") or colour.get("val", "FFFFFF")
        if len(value) == 6:
            red, green, blue = (int(value[i : i + 2], 16) for i in (0, 2, 4))
            return 0.299 * red + 0.587 * green + 0.114 * blue < 128
    return False


def area(template: Template, layout: Layout) -> Box:
    """Where a slide's own matter goes in that layout: its body, else what the title leaves."""
    if layout.bodies and layout.bodies[0].box.height > 0.3 * template.page.height:
        return layout.bodies[0].box.inset(layout.bodies[0].margins)
    source = template.content
    if layout is not source and source.bodies:
        return area(template, source)
    page, edge = template.page, _EDGE * template.page.width
    top = layout.title.box.bottom if layout.title else page.height * 0.2
    if top > page.height * 0.5:
        top = page.height * 0.2
    return Box(edge, top + edge / 3, page.width - 2 * edge, page.height * 0.9 - top - edge / 3)
