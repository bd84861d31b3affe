"""Ready programmes, from `templates/programmes/`."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import msgspec

from samverk.library.files import Document, Entry, Found, gather, paths
from samverk.model import AgendaItem, Capture, Form, Length, Sorry, new_id
from samverk.words import Language, _

FORMS: dict[str, Form] = {"plenum": "plenary", "grupper": "groups", "pause": "break"}
LENGTHS: dict[str, Length] = {"hel": "full", "halv": "half"}
CAPTURES: dict[str, Capture] = {
    "ingenting": "nothing",
    "siden sist": "status",
    "mål": "goals",
    "sofasamtale": "sofa",
    "slik ser vi det": "perspective",
    "utfordringsbilde": "challenge",
    "tre horisonter": "horizons",
    "framlegg": "presentations",
    "prikker": "dots",
    "prosjekttorg": "wall",
    "avslutning": "closing",
}
"""The words of the files, and what they stand for in the model."""


class Row(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A row of a ready programme, with the fields of `AgendaItem` that a file can decide."""

    title: str
    minutes: int
    form: Form = "plenary"
    captures: Capture = "nothing"
    round: int = 0
    owner: str = ""
    place: str = ""
    prompt: str = ""
    method: str = ""
    script: str = ""
    material: str = ""
    locked_at: int | None = None


class Programme(msgspec.Struct, frozen=True, kw_only=True):
    """A ready programme. `name` is the file's name without language and ending.

    `start` and `end` are times of day.
    """

    name: str
    title: str
    length: Length
    start: int
    end: int
    rows: tuple[Row, ...]

    def agenda(self, ids: Callable[[], str] = new_id) -> tuple[AgendaItem, ...]:
        """The rows as programme rows of a workshop, ranked from 1."""
        return tuple(
            AgendaItem(id=ids(), rank=float(rank), **msgspec.structs.asdict(row))
            for rank, row in enumerate(self.rows, 1)
        )


def programmes(language: Language = "nb") -> Found[Programme]:
    """The ready programmes, and a sentence on each file with an error."""
    return gather("programmes", language, _read)


def programme(name: str, language: Language = "nb") -> Programme:
    """The ready programme of that name; `Sorry` where it is missing or has an error."""
    path = paths("programmes", language).get(name)
    if path is None:
        raise Sorry(_("Det finnes ikke noe program som heter «{name}».").format(name=name))
    return next(_read(name, Document(path)))


def _read(name: str, file: Document) -> Iterator[Programme]:
    top = file.top
    top.only("tittel", "lengde", "start", "slutt", "rad")
    start, end = top.clock("start"), top.clock("slutt")
    if start is None or end is None:
        file.wrong(1, _("«start» og «slutt» må stå øverst i filen."))
    if end <= start:
        top.wrong("slutt", _("dagen slutter før den begynner."))
    rows = tuple(_row(entry) for entry in file.entries("rad"))
    if not rows:
        file.wrong(1, _("programmet har ingen [[rad]]."))
    yield Programme(
        name=name,
        title=top.text("tittel", required=True),
        length=top.choice("lengde", LENGTHS, "hel"),
        start=start,
        end=end,
        rows=rows,
    )


def _row(entry: Entry) -> Row:
    entry.only(
        "tittel", "minutter", "form", "samler", "kl", "ansvarlig", "sted", "oppgave", "metode",
        "manus", "utstyr",
    )  # fmt: skip
    form = entry.choice("form", FORMS, "plenum")
    return Row(
        title=entry.text("tittel", required=True),
        minutes=entry.minutes("minutter"),
        form=form,
        captures=entry.choice("samler", CAPTURES, "ingenting"),
        round=1 if form == "groups" else 0,
        owner=entry.text("ansvarlig"),
        place=entry.text("sted"),
        prompt=entry.text("oppgave"),
        method=entry.text("metode"),
        script=entry.text("manus"),
        material=entry.text("utstyr"),
        locked_at=entry.clock("kl"),
    )
