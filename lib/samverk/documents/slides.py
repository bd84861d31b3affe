"""The report as PowerPoint: each part on as many slides as it needs."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

import msgspec

from samverk.documents import bars, charts, cover, grids, picture, stride
from samverk.documents.backdrop import hides
from samverk.documents.clean import lines, one_line
from samverk.documents.deck import Deck
from samverk.documents.kinds import Kind
from samverk.documents.layouts import Slot
from samverk.documents.names import spoken
from samverk.documents.page import Box
from samverk.documents.prose import Setting, largest, paged
from samverk.documents.report import (
    Chart,
    Cover,
    Grid,
    Item,
    Part,
    Plot,
    Prose,
    ReportExtra,
    Statement,
    report,
)
from samverk.documents.template import Template, read
from samverk.library import folder
from samverk.model import State
from samverk.words import _

_PROSE = (20.0, 18.0, 16.0)
_BESIDE = (16.0, 14.0)
_ALONE = (32.0, 28.0, 24.0, 20.0)
_ASIDE = 0.32
_GAP = 0.04
_NARROWEST = 12


def report_pptx(
    state: State,
    path: Path,
    *,
    template: Path | None = None,
    layouts: Mapping[str, str] | None = None,
    extra: ReportExtra | None = None,
) -> list[str]:
    """Write the report as PowerPoint to `path`; see `samverk.documents.report_pptx`."""
    with spoken(state.about.language):
        return write(state, report(state, extra), path, template=template, layouts=layouts)


def write(
    state: State,
    parts: Iterable[Part],
    path: Path,
    *,
    template: Path | None = None,
    layouts: Mapping[str, str] | None = None,
) -> list[str]:
    """Write those parts as slides, and return sentences on what was not as wished."""
    deck = deck_of(state, read(template or neutral(), layouts))
    parts = tuple(parts)
    for number, part in enumerate(parts):
        _WRITERS[type(part)](deck, part)
        stride.at(0.9 * (number + 1) / len(parts))
    title = one_line(state.about.title) or _("Samhandlingsverksted")
    deck.save(path, title, state.about.date)
    return deck.warnings


def neutral() -> Path:
    """The template that is used where the department has none of its own."""
    return folder() / "report" / "noytral.pptx"


def deck_of(state: State, found: Template) -> Deck:
    """An empty deck in that template, with warnings on what the template lacks."""
    about = state.about
    footer = " · ".join(
        part for part in (one_line(about.theme), one_line(about.organising_unit)) if part
    )
    deck = Deck(found, about.language, footer)
    deck.warnings += shortcomings(found)
    return deck


def shortcomings(found: Template) -> list[str]:
    """Sentences on typefaces that are not found, and on layouts that the template lacks."""
    text, cover = found.chosen["text"], found.chosen["cover"]
    slots = [
        slot for layout in (text, cover) for slot in (layout.title, *layout.bodies[:1]) if slot
    ]
    faces = {slot.typeface for slot in slots if not slot.face.known}
    said = [
        _(
            "Skrifta {name} finnes ikke på denne maskinen. "
            "Teksten er målt med en bredere skrift, så noen lysbilder kan få mer luft."
        ).format(name=name)
        for name in sorted(faces)
    ]
    if text.title is None:
        said.append(_("Malen har ikke noe oppsett med tittel. Titlene står i egne tekstbokser."))
    if not text.bodies:
        said.append(_("Malen har ikke noe oppsett for tekst. Teksten står i egne tekstbokser."))
    different = {layout.key: layout for layout in found.chosen.values()}
    hidden = [layout.name for layout in different.values() if hides(layout, found.page)]
    if hidden:
        said.append(
            _(
                "Teksten har lite kontrast til bildet bak i {names}. "
                "Velg andre oppsett eller en annen mal."
            ).format(names=", ".join(f"«{name}»" for name in hidden))
        )
    return said


def _cover(deck: Deck, part: Cover) -> None:
    rest = cover.draw(deck, part)
    if rest:
        _prose(deck, Prose(title=_("Om verkstedet"), items=tuple(rest)))


def _prose(deck: Deck, part: Prose) -> None:
    slot, moved = _body(deck, "text")
    box, typeface = deck.template.room("text"), _typeface(deck, slot)
    items = part.items
    first: list[str] = []
    beside = _beside(deck, part.aside, box) if part.aside else []
    if part.aside and not beside:
        _prose(deck, Prose(title=part.title, items=part.aside))
    right = _right(box) if beside else box
    chosen, fits = largest(deck, typeface, items, right, _BESIDE if part.aside else _PROSE)
    if beside:
        taken = len(items) if fits else _that_fit(chosen, items, right.height)
        first = chosen.paragraphs(chosen.pieces(items[:taken], right.height))
        items = _continued(items, taken)
        chosen = msgspec.structs.replace(chosen, width=box.width)
    pages = [chosen.paragraphs(page) for page in paged(chosen, items, box.height)]
    count = len(pages) + bool(beside)
    if beside:
        slide = deck.slide("text", _counted(part.title, 1, count), part.notes)
        slide.text_box(_("Deltakere"), beside, _left(box))
        if first:
            slide.text(slot, first, right)
        slide.foot()
    for index, paragraphs in enumerate(pages, start=1 + bool(beside)):
        notes = part.notes if index == 1 else ""
        slide = deck.slide("text", _counted(part.title, index, count), notes)
        slide.text(slot, paragraphs, moved)
        slide.foot()


def _beside(deck: Deck, items: Sequence[Item], box: Box) -> list[str]:
    """Paragraphs for the left column; none where it is too narrow or too low for them."""
    left = _left(box)
    chosen, fits = largest(deck, deck.template.typeface, items, left, _BESIDE)
    if not fits or left.width < _NARROWEST * chosen.size:
        return []
    return chosen.paragraphs(chosen.pieces(items, left.height))


def _that_fit(chosen: Setting, items: Sequence[Item], room: float) -> int:
    taken, used = 0, 0.0
    for item in items:
        used += chosen.height(item)
        if used > room:
            break
        taken += 1
    while taken and items[taken - 1].look == "heading":
        taken -= 1
    return taken


def _continued(items: tuple[Item, ...], taken: int) -> tuple[Item, ...]:
    rest = items[taken:]
    if not taken or not rest or rest[0].look == "heading":
        return rest
    return (*[item for item in items[:taken] if item.look == "heading"][-1:], *rest)


def _statement(deck: Deck, part: Statement) -> None:
    slot, moved = _body(deck, "statement")
    box, typeface = deck.template.room("statement"), _typeface(deck, slot)
    items = tuple(Item(line) for line in lines(part.text))
    chosen, _fits = largest(deck, typeface, items, box, _ALONE)
    found = paged(chosen, items, box.height)
    for index, page in enumerate(found, start=1):
        notes = part.notes if index == 1 else ""
        slide = deck.slide("statement", _counted(part.title, index, len(found)), notes)
        slide.text(slot, chosen.paragraphs(page), moved)
        slide.foot()


def _grid(deck: Deck, part: Grid) -> None:
    if part.bars:
        slide = deck.slide("chart", part.title)
        bars.draw(slide, part, deck.template.room("chart"))
        slide.foot()
        return
    box = deck.template.room("table")
    chosen, sheets = grids.laid_out(deck, part, box)
    head = chosen.head[0], grids.cells(deck, chosen, chosen.head[1], bold=True)
    for index, sheet in enumerate(sheets, start=1):
        told = dict.fromkeys(part.notes[i] for i in sheet.sources if i < len(part.notes))
        notes = "\n".join(note for note in told if note)
        if notes:
            notes = _("Gruppenes egne ord") + "\n" + notes
        title = _counted(part.title, index, len(sheets))
        slide = deck.slide("table", title, notes)
        rows = [head, *((height, grids.cells(deck, chosen, row)) for height, row in sheet.rows)]
        width, height = sum(chosen.widths), sum(height for height, _cells in rows)
        slide.table(part.about, Box(box.left, box.top, width, height), list(chosen.widths), rows)
        slide.foot()


def _chart(deck: Deck, part: Chart) -> None:
    slide = deck.slide("chart", part.title)
    charts.draw(slide, part, deck.template.room("chart"))
    slide.foot()


def _plot(deck: Deck, part: Plot) -> None:
    shown = [part.points[i : i + picture.MOST] for i in range(0, len(part.points), picture.MOST)]
    for index, points in enumerate(shown, start=1):
        slide = deck.slide("chart", _counted(part.title, index, len(shown)))
        picture.draw(slide, points, part.about, deck.template.room("chart"))
        slide.foot()


def _counted(title: str, index: int, count: int) -> str:
    if count == 1:
        return title
    return _("{title} ({n} av {count})").format(title=title, n=index, count=count)


def _body(deck: Deck, kind: Kind) -> tuple[Slot | None, Box | None]:
    """The placeholder for a slide's text, and where it is moved if its own place will not do."""
    slot = deck.template.slot(kind)
    room = deck.template.room(kind)
    if slot is None:
        return None, room
    stays = not slot.turned and slot.box.inset(slot.margins) == room
    return slot, None if stays else room


def _typeface(deck: Deck, slot: Slot | None) -> str:
    return slot.typeface if slot else deck.template.typeface


def _left(box: Box) -> Box:
    return Box(box.left, box.top, box.width * _ASIDE, box.height)


def _right(box: Box) -> Box:
    start = box.width * (_ASIDE + _GAP)
    return Box(box.left + start, box.top, box.width - start, box.height)


_WRITERS: dict[type[Part], Callable[[Deck, Any], None]] = {
    Cover: _cover,
    Prose: _prose,
    Statement: _statement,
    Grid: _grid,
    Plot: _plot,
    Chart: _chart,
}
