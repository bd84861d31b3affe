"""How each kind of slide will look in a template: places, and pictures where they can be made."""

from __future__ import annotations

import base64
import io
import tempfile
from collections.abc import Callable, Mapping
from pathlib import Path

import msgspec

from samverk.documents import files, office, stride
from samverk.documents.kinds import KIND_NAMES, KINDS, Kind
from samverk.documents.names import spoken
from samverk.documents.page import Box
from samverk.documents.parts import Column, Cover, Grid, Item, Part, Plot, Point, Prose, Statement
from samverk.documents.report import report
from samverk.documents.slides import neutral, shortcomings, write
from samverk.documents.template import Template, read
from samverk.model import State
from samverk.words import _, n_

_ACROSS = 480

Place = tuple[float, float, float, float]
"""Left, top, width and height, as shares of the page."""


class Look(msgspec.Struct, frozen=True, kw_only=True):
    """A kind of slide: its name, its layout, where title and matter stand, and a PNG's data URL."""

    kind: str
    name: str
    layout: str
    title: Place
    matter: Place
    picture: str = ""


class Check(msgspec.Struct, frozen=True, kw_only=True):
    """What a template gives: width to height, layouts to choose among, and what it lacks."""

    ratio: float
    layouts: tuple[str, ...]
    looks: tuple[Look, ...]
    said: tuple[str, ...]


def template_check(
    state: State,
    path: Path,
    *,
    template: Path | None = None,
    layouts: Mapping[str, str] | None = None,
) -> list[str]:
    """Write the check of a template to `path` as JSON; see `Check`."""
    with spoken(state.about.language):
        source = template or neutral()
        found = read(source, layouts)
        said = [*found.said, *shortcomings(found)]
        stride.at(0.2)
        shown = _pictures(state, source, layouts)
        if not shown:
            said.append(_("Bilder av lysbildene krever LibreOffice på denne maskinen."))
        check = Check(
            ratio=found.page.width / found.page.height,
            layouts=tuple(layout.key for layout in found.every),
            looks=tuple(_look(found, kind, shown.get(kind, "")) for kind in KINDS),
            said=tuple(dict.fromkeys(said)),
        )
        files.write(path, msgspec.json.encode(check))
        return []


def _look(found: Template, kind: Kind, picture: str) -> Look:
    layout = found.chosen[kind]
    stays = layout.title is not None and found.title_stays(kind)
    title = layout.title.box if layout.title and stays else found.title_box(kind)
    return Look(
        kind=kind,
        name=_(KIND_NAMES[kind]),
        layout=layout.key,
        title=_share(title, found.page),
        matter=_share(found.room(kind), found.page),
        picture=picture,
    )


def _share(box: Box, page: Box) -> Place:
    sides = (
        box.left / page.width,
        box.top / page.height,
        box.width / page.width,
        box.height / page.height,
    )
    left, top, width, height = (round(side, 4) for side in sides)
    return left, top, width, height


def _pictures(state: State, template: Path, layouts: Mapping[str, str] | None) -> dict[str, str]:
    if office.program() is None:
        return {}
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as scratch:
        folder = Path(scratch)
        decks = []
        for number, kind in enumerate(KINDS):
            deck = folder / f"{kind}.pptx"
            with stride.heard_by(lambda _done: None):
                write(state, [_part(state, kind)], deck, template=template, layouts=layouts)
            decks.append(deck)
            stride.at(0.2 + 0.06 * (number + 1))
        return {made.stem: _shrunk(made) for made in office.pictures(decks, folder)}


def _part(state: State, kind: Kind) -> Part:
    """What the report says of that kind, or something like it where it says nothing yet."""
    sample = _SAMPLES[kind]()
    return next((part for part in report(state) if type(part) is type(sample)), sample)


def _prose() -> Prose:
    points = (Item(_("Slik ser punktene ut"), "bullet"), Item(_("Ett til"), "bullet"))
    return Prose(title=_("Formål og tema"), items=(Item(_("Overskrift"), "heading"), *points))


def _statement() -> Statement:
    return Statement(title=_("Utfordringsbilde"), text=_("Slik ser den felles teksten ut."))


def _grid() -> Grid:
    columns = (
        Column(name=_("Nr."), letters=3, right=True),
        Column(name=n_("Tiltak", "Tiltak", 1), share=5, main=True),
        Column(name=_("Ansvarlig"), share=2.4),
    )
    rows = tuple((str(number), _("Slik ser et tiltak ut"), "–") for number in (1, 2, 3))
    return Grid(title=_("Strakstiltak"), columns=columns, rows=rows, about="")


def _plot() -> Plot:
    points = (
        Point(number=1, horizon="now", value=4, ease=4),
        Point(number=2, horizon="stretch", value=3, ease=2),
        Point(number=3, horizon="dream", value=5, ease=1.5),
    )
    return Plot(title=_("Verdi og hvor lett det er"), points=points, about="")


_SAMPLES: dict[Kind, Callable[[], Part]] = {
    "cover": lambda: Cover(title=_("Samhandlingsverksted"), items=()),
    "text": _prose,
    "statement": _statement,
    "table": _grid,
    "chart": _plot,
}


def _shrunk(picture: Path) -> str:
    """The picture as a data URL, at most so wide as it is shown."""
    from PIL import Image

    with Image.open(picture) as shown:
        shown.thumbnail((_ACROSS, 2 * _ACROSS))
        written = io.BytesIO()
        shown.convert("RGB").quantize(128).save(written, "PNG", optimize=True)
    return "data:image/png;base64," + base64.b64encode(written.getvalue()).decode("ascii")
