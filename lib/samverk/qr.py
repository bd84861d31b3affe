"""QR codes, made on this machine: an address, or the way into a wireless network, as modules."""

from __future__ import annotations

import re
from functools import lru_cache
from html import escape

import msgspec

QUIET = 4
"""Modules of white around a code."""

INK = "#15252e"


class Code(msgspec.Struct, frozen=True, kw_only=True):
    """A code: the modules along its side, quiet ones included, and the dark ones as a path.

    The path is that of an SVG with one unit a module, drawn as horizontal lines with a stroke
    of one unit.
    """

    text: str
    size: int
    path: str

    def svg(self, label: str, module: int = 6) -> str:
        """The code as SVG with whole pixels a module; `label` is read aloud in its place."""
        side = self.size * module
        return (
            f'<svg xmlns="http://www.w3.org/2000/svg" width="{side}" height="{side}" '
            f'viewBox="0 0 {self.size} {self.size}" role="img" aria-label="{escape(label)}" '
            f'shape-rendering="crispEdges"><path fill="#ffffff" d="M0 0h{self.size}v{self.size}'
            f'h-{self.size}z"/><path stroke="{INK}" fill="none" d="{self.path}"/></svg>'
        )


@lru_cache(maxsize=64)
def code(text: str) -> Code:
    """The QR code of a text, readable with up to 15 % of it covered."""
    import segno

    made = segno.make(text, micro=False, error="m", boost_error=False)
    rows = [bytes(row) for row in made.matrix]
    path = "".join(
        f"M{QUIET + run.start()} {QUIET + y}.5h{run.end() - run.start()}"
        for y, row in enumerate(rows)
        for run in re.finditer(b"\x01+", row)
    )
    return Code(text=text, size=len(rows) + 2 * QUIET, path=path)


def wifi(name: str, password: str = "") -> str:
    """What a phone reads as "join this network"; open where there is no password."""
    kind = "WPA" if password else "nopass"
    secret = f"P:{_escaped(password)};" if password else ""
    return f"WIFI:T:{kind};S:{_escaped(name)};{secret};"


def _escaped(text: str) -> str:
    return re.sub(r'([\\;,:"])', r"\\\1", text)
