"""The layouts of a template, known by what they hold and what they are called."""

from __future__ import annotations

from typing import Any

import msgspec

from samverk.documents.faces import Face, face
from samverk.documents.mending import mend
from samverk.documents.page import EMU, Box
from samverk.documents.theme import INK, TITLES, A, Master, P, luminance, master_of

_BODIES = {"obj", "body"}
_FEET = {"dt", "ftr", "sldNum"}
_KNOWN = {*TITLES, *_BODIES, *_FEET, "subTitle", "hdr"}


class Slot(msgspec.Struct, frozen=True, kw_only=True):
    """A placeholder of a layout: where it stands, its margins and the type in it.

    `whole` says that all of it is on the page, `turned` that its text does not run level; `reset`
    is what takes away spaced letters, capitals and the like, where the layout has them.
    """

    index: int
    kind: str
    box: Box
    margins: tuple[float, float, float, float]
    size: float
    typeface: str
    bold: bool
    capitals: bool
    whole: bool
    turned: bool = False
    reset: str = ""

    @property
    def face(self) -> Face:
        return face(self.typeface, self.bold)


class Layout(msgspec.Struct, frozen=True, kw_only=True):
    """A slide layout: itself, its title if it has one, and its bodies from the largest.

    `key` names it within its template, `others` counts placeholders for other things than text,
    `ink` is the colour of its text as DrawingML, `kept` are places of pictures that it shows,
    `dressed` whether it has a background of its own.
    """

    part: Any
    key: str
    name: str
    kind: str
    master: int
    title: Slot | None
    subtitle: Slot | None
    bodies: tuple[Slot, ...]
    footers: tuple[Slot, ...]
    others: int
    ink: str
    light: bool
    kept: tuple[Box, ...]
    dressed: bool


def layouts(presentation: Any, page: Box) -> list[Layout]:
    """All layouts of all masters, in their order."""
    for master in presentation.slide_masters:
        mend(master)
    found: list[Layout] = []
    for number, master in enumerate(map(master_of, presentation.slide_masters)):
        for part in master.layouts:
            name = " ".join(part.name.split()) or "–"
            same = sum(1 for other in found if other.name == name)
            key = f"{name} ({same + 1})" if same else name
            found.append(_layout(part, master, number, page, name, key))
    return found


def _layout(part: Any, master: Master, number: int, page: Box, name: str, key: str) -> Layout:
    slots = [_slot(shape, master, page) for shape in part.placeholders]
    bodies = [s for s in slots if s.kind in _BODIES and s.box.size > 0]
    bodies.sort(key=lambda slot: -slot.box.size)
    ink = _ink(part, master, bodies[0].index if bodies else None)
    return Layout(
        part=part,
        key=key,
        name=name,
        kind=part.element.get("type", ""),
        master=number,
        title=next((s for s in slots if s.kind in TITLES), None),
        subtitle=next((s for s in slots if s.kind == "subTitle" and s.box.size > 0), None),
        bodies=tuple(bodies),
        footers=tuple(s for s in slots if s.kind in {"ftr", "sldNum"} and s.whole),
        others=sum(slot.kind not in _KNOWN for slot in slots),
        ink=ink,
        light=luminance(ink, master, part.element) > 0.5,
        kept=tuple(_pictures(part, master, page)),
        dressed=part.element.find(f"{P}cSld/{P}bg") is not None,
    )


def _slot(shape: Any, master: Master, page: Box) -> Slot:
    element = shape.element
    ph = next(element.iter(f"{P}ph"))
    kind = ph.get("type", "obj")
    parent = _parent(master, kind)
    chain = [node for node in (element, parent) if node is not None]
    title = kind in TITLES
    styles = [node.find(f".//{A}lstStyle/{A}lvl1pPr") for node in chain]
    style = master.element.find(f"{P}txStyles/{P}{'titleStyle' if title else 'bodyStyle'}")
    if style is not None and kind not in _FEET:
        styles.append(style.find(f"{A}lvl1pPr"))
    paragraphs = [level for level in styles if level is not None]
    runs = [run for level in paragraphs if (run := level.find(f"{A}defRPr")) is not None]
    named = next((f.get("typeface") for r in runs for f in r.iterfind(f"{A}latin")), "")
    if not named or named.startswith("+"):
        named = master.typeface("major" if named[:3] == "+mj" or (not named and title) else "minor")
    box = _box(shape)
    return Slot(
        index=int(ph.get("idx", "0")),
        kind=kind,
        box=box.within(page),
        margins=_margins(chain),
        size=int(_first(runs, "sz", "4400" if title else "1800")) / 100,
        typeface=named,
        bold=_first(runs, "b", "0") in {"1", "true"},
        capitals=title and _first(runs, "cap", "none") == "all",
        whole=0 < box.size <= box.within(page).size * 1.01,
        turned=_is_turned(chain),
        reset=_reset(paragraphs, runs, title),
    )


def _reset(paragraphs: list[Any], runs: list[Any], title: bool) -> str:
    """A style of the first level without what makes text wider or higher than it is measured."""
    run = ' spc="0"' if _first(runs, "spc", "0") != "0" else ""
    if not title and _first(runs, "cap", "none") != "none":
        run += ' cap="none"'
    spaced = [s for level in paragraphs for s in level.iterfind(f"{A}lnSpc/*")]
    loose = any(s.tag.endswith("spcPts") or _share(s.get("val", "")) > 1 for s in spaced[:1])
    inside = '<a:lnSpc><a:spcPct val="100000"/></a:lnSpc>' if loose else ""
    leftward = title and _first(paragraphs, "rtl", "0") in {"1", "true"}
    turned = ' rtl="0"' if leftward else ""
    if not (run or inside or turned):
        return ""
    return f"<a:lvl1pPr{turned}>{inside}<a:defRPr{run}/></a:lvl1pPr>"


def _share(value: str) -> float:
    return float(value[:-1]) / 100 if value.endswith("%") else float(value or 0) / 100_000


def _is_turned(chain: list[Any]) -> bool:
    frames = [frame for node in chain for frame in node.iterfind(f".//{A}bodyPr")]
    places = [place for node in chain for place in node.iterfind(f"{P}spPr/{A}xfrm")]
    return (
        _first(frames, "vert", "horz") != "horz"
        or _first(frames, "rot", "0") != "0"
        or any(place.get("rot", "0") != "0" for place in places[:1])
    )


def _ink(part: Any, master: Master, index: int | None) -> str:
    """The colour of the layout's running text."""
    from pptx.opc.oxml import serialize_part_xml

    chain = []
    for shape in part.placeholders:
        ph = next(shape.element.iter(f"{P}ph"))
        if index is not None and ph.get("idx", "0") == str(index):
            chain.append(shape.element)
            chain.append(_parent(master, ph.get("type", "obj")))
    levels = [n.find(f".//{A}lstStyle/{A}lvl1pPr/{A}defRPr") for n in chain if n is not None]
    style = master.element.find(f"{P}txStyles/{P}bodyStyle/{A}lvl1pPr/{A}defRPr")
    for run in (*levels, style):
        fill = run.find(f"{A}solidFill") if run is not None else None
        if fill is not None and len(fill):
            written = serialize_part_xml(fill[0]).decode("utf-8")
            return written[written.index("?>") + 2 :].strip()
    return INK


def _pictures(part: Any, master: Master, page: Box) -> list[Box]:
    """Where the layout and its master show pictures that are not the background."""
    holders = [part.element]
    if part.element.get("showMasterSp", "1") not in {"0", "false"}:
        holders.append(master.element)
    found = []
    for holder in holders:
        for place in holder.iterfind(f"{P}cSld/{P}spTree/{P}pic/{P}spPr/{A}xfrm"):
            at, to = place.find(f"{A}off"), place.find(f"{A}ext")
            if at is not None and to is not None:
                sides = (at.get("x"), at.get("y"), to.get("cx"), to.get("cy"))
                found.append(Box(*(int(side) / EMU for side in sides)).within(page))
    return [box for box in found if 0 < box.size < 0.2 * page.size]


def _parent(master: Master, kind: str) -> Any:
    wanted = "title" if kind in TITLES else kind if kind in _FEET else "body"
    for element in master.element.iter(f"{P}sp"):
        ph = next(element.iter(f"{P}ph"), None)
        if ph is not None and ph.get("type", "obj") == wanted:
            return element
    return None


def _box(shape: Any) -> Box:
    sides = [shape.left, shape.top, shape.width, shape.height]
    return Box(*((side or 0) / EMU for side in sides))


def _margins(chain: list[Any]) -> tuple[float, float, float, float]:
    frames = [node.find(f".//{A}bodyPr") for node in chain]
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
