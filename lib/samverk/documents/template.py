"""A PowerPoint template, and the layout in it that serves each kind of slide."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import msgspec

from samverk.documents.kinds import KIND_NAMES, KINDS, Kind
from samverk.documents.layouts import Layout, Slot, layouts
from samverk.documents.opening import opened, unusable
from samverk.documents.page import EMU, Box
from samverk.documents.theme import A, Master, P, master_of
from samverk.model import Sorry
from samverk.words import _

_EDGE = 0.05
_LINES = 1.3
_HEAD = 0.16
"""The share of the page's height that a title takes where the layout has no room for it."""

_COVER_NAMES = ("forside", "framside", "tittellysbilde", "title slide", "cover", "deckblatt")
_TEXT_NAMES = ("tittel og innhold", "title and content", "tittel og tekst", "title and text")
_BARE_NAMES = ("kun tittel", "bare tittel", "berre tittel", "title only")
_ELSEWHERE = (
    "bilde", "bilete", "picture", "photo", "sitat", "quote", "kontakt", "contact", "avslut",
    "takk", "thank", "skille", "delings", "inndeling", "section", "kapittel", "chapter", "video",
    "sammenlig", "samanlik", "comparison", "tidslinje", "timeline", "loddrett", "vertikal",
    "vertical", "agenda",
)  # fmt: skip
"""Words in the names of layouts that are meant for something else."""


class Template(msgspec.Struct, frozen=True, kw_only=True):
    """An opened template, its layouts, and the one to use for each kind of slide.

    `plain` is what takes spaced letters and capitals away from text outside placeholders.
    """

    presentation: Any
    page: Box
    every: tuple[Layout, ...]
    chosen: dict[Kind, Layout]
    typeface: str
    plain: str
    said: tuple[str, ...]

    @property
    def scale(self) -> float:
        """Points for each point at 19.05 cm of slide height."""
        return self.page.height / 540

    def room(self, kind: Kind) -> Box:
        """Where the matter of such a slide goes: the layout's body, else what its title leaves."""
        layout = self.chosen[kind]
        text = self.chosen["text"]
        own = self._body_room(layout)
        if own is None and layout is not text and _same_title(layout, text):
            own = self._body_room(text)
        return own or self._free(layout)

    def slot(self, kind: Kind) -> Slot | None:
        """The placeholder that takes the text of such a slide."""
        bodies = self.chosen[kind].bodies
        return bodies[0] if bodies else None

    def title_box(self, kind: Kind) -> Box:
        """Where there is room for a title where the layout gives it none."""
        room, page = self.room(kind), self.page
        left, top = min(room.left, page.width * 0.2), page.height * 0.04
        bottom = max(room.top - 5 * self.scale, top + page.height * 0.1)
        return Box(left, top, page.width * (1 - _EDGE) - left, bottom - top)

    def title_stays(self, kind: Kind) -> bool:
        """Whether such a slide's title can stand where the layout has it."""
        slot = self.chosen[kind].title
        if slot is None or not usable(slot, self.scale):
            return False
        return kind == "cover" or self._aside(slot.box)

    def _aside(self, box: Box) -> bool:
        """Whether a title there leaves most of the page in one piece."""
        return box.bottom <= 0.45 * self.page.height or box.top >= 0.65 * self.page.height

    def _body_room(self, layout: Layout) -> Box | None:
        """The layout's largest body, less what its title and its footers take of it."""
        if not layout.bodies:
            return None
        slot, page = layout.bodies[0], self.page
        edge = page.width * 0.02
        box = slot.box.inset(slot.margins).within(page.inset((edge, edge, edge, edge)))
        top, bottom = box.top, box.bottom
        title = layout.title
        if title is None or not usable(title, self.scale) or not self._aside(title.box):
            top = max(top, page.height * _HEAD)
        elif title.box.width < 0.6 * page.width and title.box.bottom <= page.height * 0.5:
            top = max(top, title.box.bottom, page.height * _HEAD)
        elif box.meets([title.box]):
            if title.box.bottom <= page.height * 0.5:
                top = title.box.bottom
            else:
                bottom = title.box.top
        for foot in box.meets(foot.box for foot in layout.footers):
            if foot.top > page.height * 0.75:
                bottom = min(bottom, foot.top)
        box = box.between(top, bottom)
        roomy = box.height > 0.3 * page.height and box.width > 0.4 * page.width
        return box if roomy and not slot.turned else None

    def _free(self, layout: Layout) -> Box:
        page, edge = self.page, _EDGE * self.page.width
        top, bottom = page.height * (_HEAD + 0.02), page.height * 0.92
        title = layout.title
        if title and usable(title, self.scale) and self._aside(title.box):
            if title.box.bottom <= page.height * 0.5:
                top = title.box.bottom + edge / 3
            else:
                top, bottom = page.height * 0.06, title.box.top - edge / 3
        for box in (*layout.kept, *(foot.box for foot in layout.footers)):
            if box.top > page.height * 0.7:
                bottom = min(bottom, box.top)
            elif box.bottom < page.height * 0.35:
                top = max(top, box.bottom)
        return Box(edge, top, page.width - 2 * edge, bottom - top)


def read(path: Path, wished: Mapping[str, str] | None = None) -> Template:
    """The template at `path`, without its slides. Raises `Sorry` where it cannot be used.

    `wished` names layouts by kind of slide; a name that the template lacks is told in `said`.
    """
    presentation, said = opened(path)
    try:
        width, height = presentation.slide_width or 0, presentation.slide_height or 0
        page = Box(0, 0, width / EMU, height / EMU)
        every = layouts(presentation, page)
        first = master_of(presentation.slide_masters[0])
    except Exception as error:
        raise unusable(path) from error
    if not every or not page.size:
        raise Sorry(_("Malen {name} har ingen oppsett. Velg en annen mal.").format(name=path.name))
    chosen = _chosen(every)
    keys = {layout.key: layout for layout in every}
    for kind in KINDS:
        name = (wished or {}).get(kind, "")
        if name in keys:
            chosen[kind] = keys[name]
        elif name:
            said.append(
                _("Malen har ikke lenger oppsettet «{name}». «{kind}» bruker «{other}».").format(
                    name=name, kind=_(KIND_NAMES[kind]), other=chosen[kind].name
                )
            )
    return Template(
        presentation=presentation,
        page=page,
        every=tuple(every),
        chosen=chosen,
        typeface=first.typeface("minor"),
        plain=_plain(presentation, first),
        said=tuple(said),
    )


def _plain(presentation: Any, master: Master) -> str:
    styles = (
        presentation.element.find(f"{P}defaultTextStyle/{A}lvl1pPr/{A}defRPr"),
        master.element.find(f"{P}txStyles/{P}otherStyle/{A}lvl1pPr/{A}defRPr"),
    )
    found = [style for style in styles if style is not None]
    spaced = any(style.get("spc", "0") != "0" for style in found)
    raised = any(style.get("cap", "none") != "none" for style in found)
    return ' spc="0"' * spaced + ' cap="none"' * raised


def usable(slot: Slot, scale: float) -> bool:
    """Whether a title can stand in that placeholder as it lies."""
    box = slot.box.inset(slot.margins)
    least = 14 * scale
    return not slot.turned and box.height >= least * _LINES and box.width >= least * 12


def _chosen(every: list[Layout]) -> dict[Kind, Layout]:
    text = max(every, key=_as_text)
    bare = max(every, key=lambda layout: _as_bare(layout, text))
    return {
        "cover": max(every, key=lambda layout: _as_cover(layout, text)),
        "text": text,
        "statement": text,
        "table": bare,
        "chart": bare,
    }


def _named(layout: Layout, words: tuple[str, ...]) -> bool:
    return any(word in layout.name.casefold() for word in words)


def _as_text(layout: Layout) -> tuple[float, ...]:
    body = layout.bodies[0] if layout.bodies else None
    level = not any(slot.turned for slot in (layout.title, body) if slot)
    return (
        layout.title is not None and body is not None and level,
        layout.title is not None and level,
        layout.kind in {"obj", "tx"} or _named(layout, _TEXT_NAMES),
        layout.title is None or layout.title.kind == "title",
        not _named(layout, (*_ELSEWHERE, *_COVER_NAMES)),
        len(layout.bodies) == 1,
        -layout.others,
        -layout.master,
        body.box.size if body else 0.0,
    )


def _as_cover(layout: Layout, text: Layout) -> tuple[float, ...]:
    below = layout.subtitle or (layout.bodies[0] if layout.bodies else None)
    return (
        layout.title is not None,
        below is not None,
        layout.master == text.master,
        not _named(layout, _ELSEWHERE),
        layout.kind == "title" or (layout.title is not None and layout.title.kind == "ctrTitle"),
        _named(layout, _COVER_NAMES),
        layout.subtitle is not None,
        layout is not text,
        -layout.others,
    )


def _as_bare(layout: Layout, text: Layout) -> tuple[float, ...]:
    return (
        layout.title is not None and _same_title(layout, text),
        layout.ink == text.ink and layout.dressed == text.dressed,
        (layout.kind == "titleOnly" or _named(layout, _BARE_NAMES)) and not layout.bodies,
        layout is text,
    )


def _same_title(layout: Layout, other: Layout) -> bool:
    return (
        layout.title is not None
        and other.title is not None
        and (layout.title.box == other.title.box)
    )
