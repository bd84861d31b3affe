"""Rectangles on a page, in points."""

from __future__ import annotations

from collections.abc import Iterable

import msgspec

EMU = 12700
"""How many of PowerPoint's units there are in a point."""


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

    @property
    def size(self) -> float:
        return self.width * self.height

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
            self.left + left,
            self.top + top,
            max(0.0, self.width - left - right),
            max(0.0, self.height - top - bottom),
        )

    def between(self, top: float, bottom: float) -> Box:
        """The part of the rectangle below `top` and above `bottom`."""
        upper = max(self.top, top)
        return Box(self.left, upper, self.width, max(0.0, min(self.bottom, bottom) - upper))

    def meets(self, others: Iterable[Box]) -> list[Box]:
        """Those of `others` that share more than a sliver with this rectangle."""
        shared = ((other, self.within(other)) for other in others)
        return [other for other, part in shared if min(part.width, part.height) > 1]
