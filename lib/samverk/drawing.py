"""Pictures as lists of shapes: the panels, the projector and nobody else need to know how.

A shape is an element of SVG with its attributes and its text; colours are classes, which each
page's style sheet knows. Every fact of a picture stands in a table beside it too.
"""

from __future__ import annotations

import msgspec

LETTER = 0.56
"""How wide a letter is on average, in type sizes."""


class Shape(msgspec.Struct, frozen=True, array_like=True):
    """An element: its tag, its attributes and its text."""

    tag: str
    attributes: dict[str, str | float]
    text: str = ""


class Drawing(msgspec.Struct, frozen=True, array_like=True):
    """A picture in its own units, with the whole of it told in words."""

    width: float
    height: float
    about: str
    shapes: tuple[Shape, ...]


class Sheet(msgspec.Struct, frozen=True, kw_only=True):
    """How large a picture is and its type, in units; `names` says whether names stand in it."""

    width: float
    height: float
    size: float
    names: bool = True


def text(x: float, y: float, said: str, kind: str, anchor: str = "middle") -> Shape:
    """A line of text."""
    place: dict[str, str | float] = {"x": round(x, 1), "y": round(y, 1)}
    return Shape("text", {**place, "text-anchor": anchor, "class": kind}, said)


def broken(name: str, most: int) -> list[str]:
    """The name in lines of about `most` letters, broken between words."""
    lines: list[str] = []
    for word in name.split():
        if lines and len(lines[-1]) + 1 + len(word) <= most:
            lines[-1] += f" {word}"
        else:
            lines.append(word)
    return lines
