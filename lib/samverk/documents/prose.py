"""Paragraphs laid out on slides: measured, and continued where they do not fit."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from samverk.documents import shapes
from samverk.documents.deck import Deck
from samverk.documents.faces import Face, face
from samverk.documents.flow import pages, split, wrap
from samverk.documents.page import Box
from samverk.documents.parts import Item, Look
from samverk.model import Horizon

COLOURS: dict[Horizon, str] = {"now": "0B5266", "stretch": "B8690B", "dream": "7B5EA7"}
ON_DARK: dict[Horizon, str] = {"now": "84C9DA", "stretch": "F2BC6B", "dream": "A98BDB"}
MARKS: dict[Horizon, str] = {"now": "●", "stretch": "■", "dream": "◆"}
_BEFORE: dict[Look, float] = {
    "heading": 0.55,
    "bullet": 0.2,
    "text": 0.3,
    "under": 0.1,
    "detail": 0.1,
}
_HANGING = 1.0
_HUNG, _SMALL = {"bullet", "under"}, {"under", "detail"}


class Piece(msgspec.Struct, frozen=True, kw_only=True):
    """An item as it stands on a slide: how high it is, and whether the next must follow it."""

    item: Item
    size: float
    height: float
    kept: bool = False


class Setting(msgspec.Struct, frozen=True, kw_only=True):
    """The type that paragraphs are set in, and how wide they may be."""

    deck: Deck
    regular: Face
    bold: Face
    size: float
    width: float

    def face(self, item: Item) -> Face:
        return self.bold if item.look == "heading" else self.regular

    def type_size(self, item: Item) -> float:
        return max(self.deck.least, self.size * 0.85) if item.look in _SMALL else self.size

    def hanging(self, item: Item) -> float:
        return self.size * _HANGING if item.look in _HUNG or item.horizon else 0.0

    def height(self, item: Item) -> float:
        size, typeface = self.type_size(item), self.face(item)
        laid = wrap(item.text, typeface, size, self.width - self.hanging(item))
        return len(laid) * size * typeface.line + self.size * _BEFORE[item.look]

    def pieces(self, items: Sequence[Item], room: float) -> list[Piece]:
        """The items measured; one that is higher than `room` in several pieces."""
        found = []
        for index, item in enumerate(items):
            size, typeface = self.type_size(item), self.face(item)
            line = size * typeface.line
            most = max(1, int((room - self.size * _BEFORE[item.look]) / line))
            follows = items[index + 1].look if index + 1 < len(items) else "text"
            kept = item.look == "heading" or (follows in _SMALL and item.look not in _SMALL)
            if self.height(item) <= room:
                texts = [item.text]
            else:
                width = self.width - self.hanging(item)
                texts = split(item.text, typeface, size, width, most)
            for number, text in enumerate(texts):
                look = "under" if number and item.look == "bullet" else item.look
                part = Item(text, look, item.horizon)
                height = self.height(part)
                found.append(Piece(item=part, size=size, height=height, kept=kept))
        return found

    def paragraphs(self, pieces: Sequence[Piece]) -> list[str]:
        """The XML of those pieces."""
        return [self._paragraph(piece) for piece in pieces]

    def _paragraph(self, piece: Piece) -> str:
        item, bullet, colour = piece.item, "", ""
        if item.look == "bullet":
            bullet = "•"
        elif item.horizon:
            colours = ON_DARK if self.deck.template.chosen["text"].light else COLOURS
            bullet, colour = MARKS[item.horizon], colours[item.horizon]
        return shapes.paragraph(
            item.text,
            size=piece.size,
            language=self.deck.language,
            bold=item.look == "heading",
            hanging=self.hanging(item),
            bullet=bullet,
            bullet_colour=colour,
            before=self.size * _BEFORE[item.look],
        )


def setting(deck: Deck, typeface: str, size: float, width: float) -> Setting:
    """How paragraphs are set in that typeface; `size` is at 19.05 cm of slide height."""
    return Setting(
        deck=deck,
        regular=face(typeface),
        bold=face(typeface, bold=True),
        size=size * deck.template.scale,
        width=width,
    )


def largest(
    deck: Deck, typeface: str, items: Sequence[Item], box: Box, sizes: Sequence[float]
) -> tuple[Setting, bool]:
    """The setting of the largest size at which the items fit `box`, or the smallest and False."""
    tried = [setting(deck, typeface, size, box.width) for size in sizes]
    for each in tried:
        if sum(each.height(item) for item in items) <= box.height:
            return each, True
    return tried[-1], False


def paged(chosen: Setting, items: Sequence[Item], room: float) -> list[list[Piece]]:
    """The items on pages; a page that begins below a heading's own begins with that heading."""
    headings = [chosen.height(item) for item in items if item.look == "heading"]
    spare = max(headings, default=0.0)
    if spare > room / 3:
        spare = 0.0
    measured = chosen.pieces(items, room - 2 * spare)
    found: list[list[Piece]] = []
    heading: Piece | None = None
    spans = pages([p.height for p in measured], room - spare, [p.kept for p in measured])
    for span in spans:
        page = [measured[index] for index in span]
        if heading is not None and page[0].item.look != "heading" and spare:
            page.insert(0, heading)
        found.append(page)
        heading = next((p for p in reversed(page) if p.item.look == "heading"), heading)
    return found
