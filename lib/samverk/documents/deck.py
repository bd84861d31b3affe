"""A PowerPoint file in the making: slides of a template's layouts, filled and saved."""

from __future__ import annotations

import datetime as dt
import io
from pathlib import Path
from typing import Any

from samverk.documents import files
from samverk.documents.kinds import Kind
from samverk.documents.shapes import table_style
from samverk.documents.slide import Slide
from samverk.documents.template import Template

LEAST = 14.0
"""The smallest type, in points at 19.05 cm of slide height."""

LOCALES = {"nb": "nb-NO", "nn": "nn-NO", "en": "en-GB"}
_STILL = dt.datetime(2000, 1, 1)
_EMPTY_STYLES = (
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<a:tblStyleLst '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'def="{5C22544A-7EE6-4342-B048-85BDC9FD1C3A}"/>'
)


class Deck:
    """Slides in a template. Sentences on what could not be done as wished are in `warnings`."""

    def __init__(self, template: Template, language: str, footer: str) -> None:
        self.template = template
        self.language = LOCALES[language]
        self.footer = footer
        self.warnings: list[str] = list(template.said)
        self.least = LEAST * template.scale
        self._styled = False
        _name_parts_once(template.presentation.part.package)

    def slide(self, kind: Kind, title: str, notes: str = "") -> Slide:
        """A new slide of that kind with its title, its placeholders gone until they are filled."""
        layout = self.template.chosen[kind]
        new = self.template.presentation.slides.add_slide(layout.part)
        tree = new.shapes._spTree
        for placeholder in list(new.placeholders):
            tree.remove(placeholder.element)
        slide = Slide(self, kind, layout, new)
        slide.head(title)
        if notes:
            slide.speak(notes)
        return slide

    def save(self, path: Path, title: str, date: dt.date | None) -> None:
        """Write the file, whole or not at all."""
        presentation = self.template.presentation
        properties = presentation.core_properties
        moment = dt.datetime(date.year, date.month, date.day) if date else _STILL
        properties.title = title[:255]
        properties.author = properties.last_modified_by = "Samverk"
        properties.subject = properties.keywords = properties.comments = ""
        properties.category = properties.content_status = ""
        properties.language = self.language
        properties.created = properties.modified = moment
        properties.revision = 1
        written = io.BytesIO()
        presentation.save(written)
        files.write(path, files.timeless(written.getvalue()))

    def table_style(self) -> None:
        """Make the report's table style known to the file."""
        if self._styled:
            return
        self._styled = True
        from pptx.opc.package import Part
        from pptx.opc.packuri import PackURI

        main = self.template.presentation.part
        for relation in main.rels.values():
            if relation.reltype.endswith("/tableStyles"):
                part = relation.target_part
                break
        else:
            part = Part(
                PackURI("/ppt/tableStyles.xml"),
                "application/vnd.openxmlformats-officedocument.presentationml.tableStyles+xml",
                main.package,
                _EMPTY_STYLES.encode(),
            )
            main.relate_to(
                part,
                "http://schemas.openxmlformats.org/officeDocument/2006/relationships/tableStyles",
            )
        layout = self.template.chosen["table"]
        part._blob = _with_style(part.blob, table_style(layout.ink, layout.light))


def _with_style(blob: bytes, added: str) -> bytes:
    from pptx.opc.oxml import serialize_part_xml
    from pptx.oxml import parse_xml

    styles: Any = parse_xml(blob)
    style: Any = parse_xml(added)
    for old in list(styles):
        if old.get("styleId") == style.get("styleId"):
            styles.remove(old)
    styles.append(style)
    return serialize_part_xml(styles)


def _name_parts_once(package: Any) -> None:
    """Let new parts be named without a walk through the whole file for each of them."""
    from pptx.opc.packuri import PackURI

    taken = {str(part.partname) for part in package.iter_parts()}
    last: dict[str, int] = {}

    def next_partname(pattern: str) -> PackURI:
        number = last.get(pattern, 0) + 1
        while pattern % number in taken:
            number += 1
        last[pattern] = number
        return PackURI(pattern % number)

    package.next_partname = next_partname
