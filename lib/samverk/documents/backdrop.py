"""Pictures behind the text of a template, and whether the text can be read on them."""

from __future__ import annotations

import io
from typing import Any

from samverk.documents.layouts import Layout
from samverk.documents.page import EMU, Box
from samverk.documents.theme import A, P, luminance, master_of

_LEAST = 3.0
"""The least contrast of large text, after WCAG 2.2."""
_HIDDEN = 0.2
"""So large a share of the picture without that contrast is too much."""
_ACROSS, _DOWN = 48, 27
_COVERS = 0.6
_EMBED = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}embed"


def hides(layout: Layout, page: Box) -> bool:
    """Whether the layout's text lacks contrast to much of the picture behind it."""
    blob = _picture(layout.part, page)
    if not blob:
        return False
    ink = luminance(layout.ink, master_of(layout.part.slide_master), layout.part.element)
    greys = _greys(blob)
    weak = sum(_contrast(ink, grey / 255) < _LEAST for grey in greys)
    return weak > _HIDDEN * len(greys)


def _picture(part: Any, page: Box) -> bytes:
    """The picture that fills such a slide, and nothing where there is none."""
    holders = [part]
    if part.element.get("showMasterSp", "1") not in {"0", "false"}:
        holders.append(part.slide_master)
    for holder in holders:
        for shape in holder.element.iterfind(f"{P}cSld/{P}spTree/{P}pic"):
            size = shape.find(f"{P}spPr/{A}xfrm/{A}ext")
            if size is not None:
                area = int(size.get("cx", "0")) * int(size.get("cy", "0")) / EMU / EMU
                if area > _COVERS * page.size:
                    return _blob(holder, shape)
    for holder in (part, part.slide_master):
        back = holder.element.find(f"{P}cSld/{P}bg")
        if back is not None:
            return _blob(holder, back)
    return b""


def _blob(holder: Any, node: Any) -> bytes:
    key = next((blip.get(_EMBED) for blip in node.iter(f"{A}blip")), None)
    relation = holder.part.rels.get(key) if key else None
    if relation is None or relation.is_external:
        return b""
    return bytes(relation.target_part.blob)


def _greys(blob: bytes) -> list[int]:
    """How light the picture is, dot by dot; nothing where it is a drawing or cannot be read."""
    from PIL import Image

    try:
        with Image.open(io.BytesIO(blob)) as image:
            image.draft("L", (_ACROSS * 4, _DOWN * 4))
            seen = image.convert("RGBA").resize((_ACROSS, _DOWN))
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError):
        return []
    white = Image.new("RGBA", seen.size, "white")
    return list(Image.alpha_composite(white, seen).convert("L").tobytes())


def _contrast(one: float, other: float) -> float:
    dark, light = sorted((one**2.2, other**2.2))
    return float((light + 0.05) / (dark + 0.05))
