"""A PowerPoint template opened, and emptied of all that is not the template itself."""

from __future__ import annotations

import re
import zipfile
from pathlib import Path
from typing import TYPE_CHECKING, Any

from samverk.model import Sorry
from samverk.words import _

if TYPE_CHECKING:
    from pptx.presentation import Presentation

_P = "{http://schemas.openxmlformats.org/presentationml/2006/main}"
_R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_LARGEST = 500_000_000
_OLE = b"\xd0\xcf\x11\xe0"
_PLAIN = "application/vnd.openxmlformats-officedocument.presentationml.presentation.main+xml"
_WITH_MACROS = tuple(
    f"application/vnd.ms-powerpoint.{kind}.macroEnabled.main+xml"
    for kind in ("template", "slideshow")
)
"""Kinds of presentation that python-pptx takes for something else."""
_OF_THE_SLIDES = ("custShowLst", "custDataLst", "modifyVerifier", "extLst")
_PARTS = ("/vbaProject", "/commentAuthors", "/authors", "/customXml", "/viewProps", "/tags")
_OF_THE_FILE = ("/thumbnail", "/digital-signature/origin", "/userXmlData")
_PROPERTIES = b"""<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties">\
<Application>Samverk</Application></Properties>"""
_FINAL = re.compile(rb'<property\b[^>]*name="_MarkAsFinal".*?</property>', re.DOTALL)
_SHOWN = re.compile(rb"<p:(custShow|sldRg)\b[^>]*/>")


def opened(path: Path) -> tuple[Presentation, list[str]]:
    """The template without its slides and what belongs to them, and sentences on what is gone.

    Raises `Sorry` where it cannot be used.
    """
    presentation = _read(path)
    try:
        return presentation, _emptied(presentation)
    except Exception as error:
        raise unusable(path) from error


def unusable(path: Path) -> Sorry:
    """What is said of a file that is no template."""
    return Sorry(
        _("Malen {name} kan ikke brukes. Velg en PowerPoint-mal (.pptx eller .potx).").format(
            name=path.name
        )
    )


def _read(path: Path) -> Presentation:
    from pptx.opc.package import PartFactory
    from pptx.package import Package
    from pptx.parts.presentation import PresentationPart

    PartFactory.part_type_for.update(dict.fromkeys(_WITH_MACROS, PresentationPart))
    try:
        with path.open("rb") as file:
            if file.read(4) == _OLE:
                raise Sorry(
                    _(
                        "Malen {name} kan ikke brukes. Den har passord eller er i gammelt format. "
                        "Lagre den som .pptx eller .potx uten passord."
                    ).format(name=path.name)
                )
        with zipfile.ZipFile(path) as archive:
            if sum(entry.file_size for entry in archive.infolist()) > _LARGEST:
                raise Sorry(_("Malen {name} er for stor.").format(name=path.name))
        part = Package.open(str(path)).main_document_part
        presentation: Presentation = part.presentation
    except FileNotFoundError as error:
        raise Sorry(_("Fant ikke malen {name}.").format(name=path.name)) from error
    except Sorry:
        raise
    except Exception as error:  # whatever a damaged file makes the reader stumble over
        raise unusable(path) from error
    part._content_type = _PLAIN
    return presentation


def _emptied(presentation: Presentation) -> list[str]:
    part, root = presentation.part, presentation.element
    package = part.package
    said = []
    if any(r.reltype.endswith("/digital-signature/origin") for r in package._rels.values()):
        said.append(_("Malen er signert. Signaturen gjelder ikke rapporten og er tatt bort."))
    if any(r.reltype.endswith("/vbaProject") for r in part.rels.values()):
        said.append(_("Makroene i malen er ikke med i rapporten."))
    listed = root.find(f"{_P}sldIdLst")
    for old in list(listed) if listed is not None else []:
        part.rels.pop(old.get(f"{_R}id"))
        listed.remove(old)
    for name in _OF_THE_SLIDES:
        for found in root.findall(_P + name):
            root.remove(found)
    for relations, endings in ((part.rels, _PARTS), (package._rels, _OF_THE_FILE)):
        for key, relation in list(relations.items()):
            if relation.reltype.endswith(endings):
                relations.pop(key)
    for master in presentation.slide_masters:
        for holder in (master, *master.slide_layouts):
            _without_leaps(holder)
    _described_anew(package, part)
    return said


def _without_leaps(holder: Any) -> None:
    """Take away what leads from a layout to a slide that is gone."""
    relations = holder.part.rels
    for key, relation in list(relations.items()):
        if not relation.is_external and relation.reltype.endswith(("/slide", "/tags")):
            relations.pop(key)
            for element in holder.element.xpath(f'.//*[@r:id="{key}"]'):
                element.getparent().remove(element)


def _described_anew(package: Any, part: Any) -> None:
    for relation in package._rels.values():
        if relation.reltype.endswith("/extended-properties"):
            relation.target_part._blob = _PROPERTIES
        elif relation.reltype.endswith("/custom-properties"):
            relation.target_part._blob = _FINAL.sub(b"", relation.target_part.blob)
    for relation in part.rels.values():
        if relation.reltype.endswith("/presProps"):
            relation.target_part._blob = _SHOWN.sub(b"<p:sldAll/>", relation.target_part.blob)
