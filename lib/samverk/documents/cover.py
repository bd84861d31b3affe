"""The cover: the title, and as much of what the workshop is as there is room for."""

from __future__ import annotations

from samverk.documents.deck import Deck
from samverk.documents.layouts import Slot
from samverk.documents.page import Box
from samverk.documents.parts import Cover, Item
from samverk.documents.prose import largest
from samverk.documents.slide import Slide, fits, title_place

_SIZES = (20.0, 18.0, 16.0, 14.0)


def draw(deck: Deck, part: Cover) -> list[Item]:
    """Make the cover, and return what it has no room for."""
    layout = deck.template.chosen["cover"]
    title, rest = _shortened(deck, part.title)
    slide = deck.slide("cover", title)
    slot = layout.subtitle or deck.template.slot("cover")
    typeface = slot.typeface if slot else deck.template.typeface
    places = [*([None] if slot and not slot.turned else []), *_under(slide, slot)]
    for moved in places:
        box = moved or (slot.box.inset(slot.margins) if slot else slide.area)
        chosen, roomy = largest(deck, typeface, part.items, box, _SIZES)
        if roomy:
            break
    shown = list(part.items)
    while shown and not roomy:
        rest.insert(0, shown.pop())
        roomy = sum(chosen.height(item) for item in shown) <= box.height
    if shown:
        slide.text(slot, chosen.paragraphs(chosen.pieces(shown, box.height)), moved)
    return rest


def _under(slide: Slide, slot: Slot | None) -> list[Box]:
    """Places for the cover's text where its own is too small: from its top, and from the title."""
    page, layout, title = slide.deck.template.page, slide.layout, slide.headed
    if slot is None or slot.turned:
        under = slide.area.between(max(slide.area.top, title.bottom), page.height * 0.94)
        return [under if slide.area.meets([title]) else slide.area]
    width = max(slot.box.width, page.width * 0.6)
    column = Box(min(slot.box.left, page.width * 0.97 - width), 0, width, page.height)
    around = [*layout.kept, *(foot.box for foot in layout.footers), title]
    lower = [box.top for box in column.meets(around) if box.top > slot.box.top]
    bottom = min([page.height * 0.94, *lower])
    tops = [slot.box.top, *([title.bottom] if title.bottom < slot.box.top else [])]
    return [column.between(top, bottom).inset(slot.margins) for top in tops]


def _shortened(deck: Deck, title: str) -> tuple[str, list[Item]]:
    """What there is room for of the cover's title, and the whole of it where that is less."""
    slot = deck.template.chosen["cover"].title
    if slot is None:
        return title, []
    place, size = title_place(deck, "cover", slot, title)
    box = (place or slot.box).inset(slot.margins)
    words = title.split()
    shown = title
    while len(words) > 1 and not fits(
        slot.face, box, shown.upper() if slot.capitals else shown, size
    ):
        words.pop()
        shown = " ".join(words) + " …"
    return shown, [] if shown == title else [Item(title, "heading")]
