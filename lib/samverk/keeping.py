"""Rules on personal data: what is stored and why, who sees it, and until when it is kept."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

import msgspec

from samverk.model import PARTS, Part, State
from samverk.words import _, n_

DAYS: dict[Part, int] = {"dietary": 7, "email": 60, "codes": 30, "names": 180, "met": 730}
"""How many days after the workshop each part is kept where nobody has chosen a date."""


class Kept(msgspec.Struct, frozen=True, kw_only=True):
    """One kind of personal data. `held` counts what there is now; `until` is the last day."""

    part: Part
    what: str
    purpose: str
    seen: str
    held: int
    counted: str
    until: dt.date | None
    forgotten: dt.date | None

    def due(self, today: dt.date) -> bool:
        """Whether it should have been deleted."""
        return self.held > 0 and self.until is not None and self.until < today


def until(state: State, part: Part) -> dt.date | None:
    """The last day on which a part is kept; None where neither it nor the workshop has a date."""
    chosen = state.keeping.until.get(part)
    if chosen is not None:
        return chosen
    if state.about.date is None:
        return None
    try:
        return state.about.date + dt.timedelta(days=DAYS[part])
    except OverflowError:
        return dt.date.max


def kept(state: State, codes: int | None = None) -> list[Kept]:
    """Every kind of personal data; `codes` is how many codes are in use, where that is known."""
    if codes is None:
        codes = 0 if "codes" in state.keeping.forgotten else len(state.tables)
    people = [p for p in state.participants if not p.key]
    addresses = sum(1 for p in people if p.email)
    needs = sum(1 for p in people if p.dietary)
    met = len(
        {person for meeting in state.meetings for group in meeting.groups for person in group}
    )
    met += sum(1 for p in state.participants if p.key)
    organisers = _("Arrangøren og medarrangører")
    told: dict[Part, tuple[str, str, str, int, str]] = {
        "dietary": (
            _("Matbehov"),
            _("Bestille mat som alle kan spise. Bestillingen har bare antall."),
            organisers,
            needs,
            n_("{n} deltaker", "{n} deltakere", needs).format(n=needs),
        ),
        "email": (
            _("E-postadresser"),
            _("Sende innkalling, påminnelser og rapport."),
            organisers,
            addresses,
            n_("{n} adresse", "{n} adresser", addresses).format(n=addresses),
        ),
        "codes": (
            _("Koder til bord og telefoner"),
            _("Slippe inn dem som er i rommet."),
            _("De som har fått koden"),
            codes,
            n_("{n} kode", "{n} koder", codes).format(n=codes),
        ),
        "names": (
            _("Navn, enhet og rolle, hvem som gjør hva, og hvem som endret hva"),
            _("Sette sammen grupper, lage navneskilt og følge opp tiltak."),
            _("Alle som planlegger. Navn står på gruppekort og navneskilt"),
            len(people),
            n_("{n} deltaker", "{n} deltakere", len(people)).format(n=len(people)),
        ),
        "met": (
            _("Hvem som har møttes, uten navn"),
            _(
                "La folk møte nye fra verksted til verksted. Hver person står som en kode laget "
                "med en hemmelig nøkkel (pseudonym)."
            ),
            _("Ingen. Bare antall vises"),
            met,
            n_("{n} person", "{n} personer", met).format(n=met),
        ),
    }
    return [
        Kept(
            part=part,
            what=what,
            purpose=purpose,
            seen=seen,
            held=held,
            counted=counted if held else _("Ingen"),
            until=until(state, part),
            forgotten=state.keeping.forgotten.get(part),
        )
        for part in PARTS
        for what, purpose, seen, held, counted in [told[part]]
    ]


def due(state: State, today: dt.date) -> list[Kept]:
    """What should have been deleted before today."""
    return [each for each in kept(state) if each.due(today)]


def problems(state: State, today: dt.date) -> Iterator[tuple[Part, str]]:
    """Each part that should have been deleted, with a sentence."""
    for each in due(state, today):
        assert each.until is not None
        yield (
            each.part,
            _("{what} skulle vært slettet etter {date}.").format(
                what=each.what, date=each.until.strftime("%d.%m.%Y")
            ),
        )
