"""What programs leave out or get wrong in a template's masters and layouts, set right."""

from __future__ import annotations

import copy
from typing import Any

from samverk.documents.theme import TITLES, A, P

_STYLES = {"title": "titleStyle", "body": "bodyStyle"}
_KEPT = ("sz", "b", "i")


def mend(master: Any) -> None:
    """Let a master of python-pptx say what it shows, and its layouts' placeholders differ."""
    _styled_as_shown(master.element)
    for layout in master.slide_layouts:
        _numbered_apart([next(shape.element.iter(f"{P}ph")) for shape in layout.placeholders])


def _styled_as_shown(master: Any) -> None:
    """Give a master the styles of its own sample texts where it has none.

    LibreOffice writes how titles and text look in the samples alone, which no slide inherits.
    """
    from pptx.oxml import parse_xml

    ns = f'xmlns:p="{P[1:-1]}" xmlns:a="{A[1:-1]}"'
    for kind, name in _STYLES.items():
        if master.find(f"{P}txStyles/{P}{name}/{A}lvl1pPr") is not None:
            continue
        sample = _sample(master, kind)
        if sample is None:
            continue
        styles = master.find(f"{P}txStyles")
        if styles is None:
            styles = parse_xml(f"<p:txStyles {ns}/>")
            after = master.find(f"{P}extLst")
            if after is None:
                master.append(styles)
            else:
                after.addprevious(styles)
        style = styles.find(f"{P}{name}")
        if style is None:
            style = parse_xml(f"<p:{name} {ns}/>")
            styles.insert(0 if kind == "title" else len(styles.findall(f"{P}titleStyle")), style)
        level = parse_xml(f"<a:lvl1pPr {ns}><a:defRPr/></a:lvl1pPr>")
        run: Any = level[0]
        for key in _KEPT:
            if key in sample.attrib:
                run.set(key, sample.get(key))
        for child in sample:
            if child.tag in (f"{A}solidFill", f"{A}latin"):
                run.append(copy.deepcopy(child))
        style.insert(0, level)


def _sample(master: Any, kind: str) -> Any:
    """The look of the first sample text in a master's placeholder without styles of its own."""
    for shape in master.iter(f"{P}sp"):
        ph = next(shape.iter(f"{P}ph"), None)
        if ph is None or ph.get("type", "obj") != kind:
            continue
        if shape.find(f"{P}txBody/{A}lstStyle/{A}lvl1pPr/{A}defRPr") is not None:
            return None
        return shape.find(f"{P}txBody/{A}p/{A}r/{A}rPr")
    return None


def _numbered_apart(placeholders: list[Any]) -> None:
    """Give titles the number that titles have, and no two placeholders the same."""
    title = next((ph for ph in placeholders if ph.get("type") in TITLES), None)
    last = max((int(ph.get("idx", "0")) for ph in placeholders), default=0)
    taken = set()
    if title is not None:
        title.attrib.pop("idx", None)
        taken.add("0")
    for ph in placeholders:
        if ph is title:
            continue
        if ph.get("idx", "0") in taken:
            last += 1
            ph.set("idx", str(last))
        taken.add(ph.get("idx", "0"))
