"""*Om verkstedet*: what the workshop is, when and where it is held, and who does what."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import ClassVar

from samverk.actions import about as deeds
from samverk.actions import sample
from samverk.model import About, DayRole, State, Venue
from samverk.ui.panel import Deed, Panel, Reply
from samverk.ui.steps import Problem, stands
from samverk.words import NAMES, _, long_date, n_

_ADDRESS = re.compile(r"(https?://)?[^\s/@.]+(\.[^\s/@.]+)+(/\S*)?|[^\s@]+@[^\s@]+\.[^\s@]+")


def roles() -> dict[DayRole, str]:
    """The roles of the day, in words."""
    return {
        "organiser": _("Arrangør"),
        "chair": _("Møteleder"),
        "facilitator": _("Prosessleder"),
        "co_organiser": _("Medarrangør"),
    }


@stands("about")
def standing(state: State) -> tuple[str, Iterable[Problem]]:
    """How the workshop is described so far."""
    about = state.about
    if about.is_sample:
        summary = _("Dette er et eksempel. Prøv alt, og fjern det når du vil begynne.")
    elif about.theme and about.date:
        summary = _("«{theme}» holdes {date}.").format(
            theme=about.theme, date=long_date(about.date)
        )
    else:
        summary = _("Fyll inn det du vet. Alt lagres mens du skriver.")
    return summary, _missing(state)


def _missing(state: State) -> Iterator[Problem]:
    about = state.about
    if not about.theme:
        yield Problem(_("Temaet mangler. Det må stå før noe sendes ut."), "about-theme")
    if not about.title:
        yield Problem(_("Tittelen mangler."), "about-title")
    if not about.organising_unit:
        yield Problem(_("Arrangerende enhet mangler."), "about-organising_unit")
    if not about.why:
        yield Problem(_("Hvorfor dere samles, mangler."), "about-why")
    if about.date is None:
        yield Problem(_("Datoen mangler."), "about-date")
    if state.venue is None:
        yield Problem(_("Stedet mangler."), "about-venue")
    for field, text in wrong(about).items():
        yield Problem(text, f"about-{field}")


def wrong(about: About) -> dict[str, str]:
    """What is not as it should be of what is filled in: a sentence by field."""
    found = {}
    if about.signup_address and not _ADDRESS.fullmatch(about.signup_address):
        found["signup_address"] = _(
            "Adressen kan ikke åpnes. Skriv den som «forms.office.com/…», eller en e-postadresse."
        )
    if about.date and about.signup_deadline and about.signup_deadline > about.date:
        found["signup_deadline"] = _("Påmeldingsfristen er etter verkstedet.")
    return found


class AboutPanel(Panel):
    """The first step of the workshop."""

    step = "about"
    module = "about.js"
    deeds: ClassVar[dict[str, Deed]] = {
        "set": deeds.set,
        "add_venue": deeds.add_venue,
        "choose_venue": deeds.choose_venue,
        "set_venue": deeds.set_venue,
        "remove_venue": deeds.remove_venue,
    }
    organisers_only = frozenset({"fill_sample", "remove_sample"})

    def view(self, state: State) -> dict[str, object]:
        """The fields, the venues, and who has which role."""
        about = state.about
        return {
            "about": {
                "title": about.title,
                "organising_unit": about.organising_unit,
                "why": about.why,
                "theme": about.theme,
                "purpose": about.purpose,
                "audience": about.audience,
                "length": about.length,
                "date": about.date.isoformat() if about.date else "",
                "interval_weeks": about.interval_weeks,
                "signup_address": about.signup_address,
                "signup_deadline": (
                    about.signup_deadline.isoformat() if about.signup_deadline else ""
                ),
                "language": about.language,
                "roles": [
                    {"role": r.role, "name": r.name, "organisation": r.organisation}
                    for r in about.roles
                ],
            },
            "wrong": wrong(about),
            "is_sample": about.is_sample,
            "is_empty": not (about.title or about.theme or state.agenda or state.participants),
            "lengths": [["full", _("Hel dag")], ["half", _("Halv dag")]],
            "languages": [list(pair) for pair in NAMES.items()],
            "roles": [list(pair) for pair in roles().items()],
            "venue": self._venue(state.venue) if state.venue else None,
            "venues": [[v.id, v.name or _("Uten navn")] for v in state.venues],
            "kept": [[v.id, v.name] for v in self._kept()],
        }

    def _venue(self, venue: Venue) -> dict[str, object]:
        seats = deeds.seats(venue.rooms)
        return {
            "id": venue.id,
            "name": venue.name,
            "address": venue.address,
            "projector": venue.projector,
            "accessibility": venue.accessibility,
            "wifi_name": venue.wifi_name,
            "wifi_password": venue.wifi_password,
            "rooms": [
                {"name": r.name, "tables": r.tables, "least": r.least, "seats": r.seats}
                for r in venue.rooms
            ],
            "seats": n_("{n} plass i alt", "{n} plasser i alt", seats).format(n=seats),
        }

    def _kept(self) -> list[Venue]:
        if not hasattr(self, "_known_venues"):
            self._known_venues = self.workshop.kept_venues()
        here = {venue.id for venue in self.workshop.state.venues}
        return [venue for venue in self._known_venues if venue.id not in here]

    def on_keep_venue(self, venue: str) -> None:
        """Choose a venue that an earlier workshop used."""
        kept = next((v for v in self._kept() if v.id == venue), None)
        if kept is not None:
            deeds.keep_venue(self.workshop.opened, kept)

    def on_fill_sample(self) -> Reply:
        """Fill the empty workshop with the sample."""
        sample.fill(self.workshop.opened, self.workshop.meet, self.workshop.met)
        return Reply(said=_("Eksempelet er fylt inn. Gå gjennom stegene i menyen."))

    def on_remove_sample(self) -> Reply:
        """Remove the sample and begin."""
        sample.remove(self.workshop.opened)
        return Reply(said=_("Eksempelet er fjernet. Nå er verkstedet ditt."))
