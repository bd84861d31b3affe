"""A slide master with its theme: typefaces and colours."""

from __future__ import annotations

import colorsys
from typing import Any

import msgspec

A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
P = "{http://schemas.openxmlformats.org/presentationml/2006/main}"
TITLES = {"title", "ctrTitle"}
INK = '<a:schemeClr xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" val="tx1"/>'
"""The theme's own colour for text, as DrawingML."""

_MAPPED = {"tx1": "dk1", "tx2": "dk2", "bg1": "lt1", "bg2": "lt2"}
_DEFAULTS = {"dk1": "000000", "lt1": "FFFFFF", "dk2": "000000", "lt2": "FFFFFF"}


class Master(msgspec.Struct, frozen=True):
    """A slide master: its XML, the XML of its theme, and its layouts."""

    element: Any
    theme: Any
    layouts: tuple[Any, ...]

    def typeface(self, which: str) -> str:
        """The theme's typeface for headings ("major") or running text ("minor")."""
        found = None if self.theme is None else self.theme.find(f".//{A}{which}Font/{A}latin")
        return "Arial" if found is None else found.get("typeface") or "Arial"

    def colour(self, name: str, layout: Any) -> str:
        """The colour of that name in the theme, as six hexadecimal digits."""
        own = layout.find(f"{P}clrMapOvr/{A}overrideClrMapping")
        mapping = own if own is not None else self.element.find(f"{P}clrMap")
        if mapping is not None and name in mapping.attrib:
            name = mapping.get(name)
        name = _MAPPED.get(name, name)
        found = None if self.theme is None else self.theme.find(f".//{A}clrScheme/{A}{name}")
        for colour in found if found is not None else ():
            value = colour.get("lastClr") or colour.get("val", "")
            if len(value) == 6:
                return str(value)
        return _DEFAULTS.get(name, "808080")


def master_of(master: Any) -> Master:
    """A slide master of python-pptx with its theme."""
    from pptx.oxml import parse_xml

    themes = [r for r in master.part.rels.values() if r.reltype.endswith("/theme")]
    theme = parse_xml(themes[0].target_part.blob) if themes else None
    return Master(master.element, theme, tuple(master.slide_layouts))


def luminance(colour: str, master: Master, layout: Any) -> float:
    """How light a colour of DrawingML is, from 0 to 1."""
    from pptx.oxml import parse_xml

    node: Any = parse_xml(colour)
    value = node.get("val", "")
    if node.tag == f"{A}schemeClr":
        value = master.colour(value, layout)
    elif node.tag != f"{A}srgbClr":
        value = node.get("lastClr") or "000000"
    try:
        red, green, blue = (int(value[i : i + 2], 16) / 255 for i in (0, 2, 4))
    except ValueError:
        return 0.0
    hue, light, full = colorsys.rgb_to_hls(red, green, blue)
    for change in node:
        share = int(change.get("val", "100000")) / 100_000
        if change.tag == f"{A}lumMod":
            light *= share
        elif change.tag == f"{A}lumOff":
            light += share
    red, green, blue = colorsys.hls_to_rgb(hue, min(1.0, light), full)
    return 0.299 * red + 0.587 * green + 0.114 * blue
