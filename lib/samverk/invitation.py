"""Rules on what is sent out: what it needs, where people sign up, and what the calendar says."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator

import msgspec

from samverk.model import Sorry, State
from samverk.words import _, clock, long_date

_MAIL = re.compile(r"(?:mailto:)?([\w.+-]+@[\w-]+(?:\.[\w-]+)+)", re.IGNORECASE)
_SCHEME = re.compile(r"[a-z][a-z0-9+.-]*:", re.IGNORECASE)
_HOST_AND_PORT = re.compile(r"[^/:]+:\d+(/|$)")


class Lack(msgspec.Struct, frozen=True):
    """What is missing, as a sentence, and the field of the workshop where it is mended."""

    text: str
    field: str


class Event(msgspec.Struct, frozen=True, kw_only=True):
    """The workshop as a calendar shows it; times of day are in minutes in Oslo."""

    date: dt.date
    start: int
    end: int
    summary: str
    location: str
    description: str
    url: str
    organiser: str
    mail: str
    cancelled: bool


def ready(state: State) -> None:
    """Raises `Sorry` where nothing can be sent out or hung up yet: the theme must be set."""
    if not state.about.theme.strip():
        raise Sorry(_("Skriv månedens tema i Om verkstedet først. Det skal stå på alt."))


def lacks(state: State) -> Iterator[Lack]:
    """What an invitation should hold and this does not, the theme first."""
    about = state.about
    if not about.theme.strip():
        yield Lack(_("Temaet mangler. Det må stå før noe sendes ut."), "theme")
    if about.date is None:
        yield Lack(_("Datoen mangler."), "date")
    if state.venue is None:
        yield Lack(_("Stedet mangler."), "venue")
    if not about.title.strip():
        yield Lack(_("Tittelen mangler."), "title")
    if not about.organising_unit.strip():
        yield Lack(_("Arrangerende enhet mangler."), "organising_unit")
    if not about.why.strip():
        yield Lack(_("Hvorfor dere samles, mangler."), "why")
    if not about.signup_address.strip():
        yield Lack(_("Adressen for påmelding mangler."), "signup_address")


def title(state: State) -> str:
    """What the workshop is called, whether it has a title or not."""
    return state.about.title.strip() or _("Samhandlingsverksted")


def link(state: State) -> str:
    """The address to sign up at, as a phone opens it; "" where there is none."""
    given = state.about.signup_address.strip()
    if mail := _MAIL.fullmatch(given):
        return f"mailto:{mail[1]}"
    if not given or (_SCHEME.match(given) and not _HOST_AND_PORT.match(given)):
        return given
    return f"https://{given}"


def address(state: State) -> str:
    """The address to sign up at, as people read and write it."""
    return link(state).removeprefix("mailto:")


def mail(state: State) -> str:
    """The e-mail address that answers for the workshop, "" where none is written."""
    found = _MAIL.search(state.invitation.contact)
    given = link(state)
    return found[1] if found else given.removeprefix("mailto:") if given != address(state) else ""


def food(state: State) -> str:
    """The line on food; "" where it is left out."""
    if not state.invitation.food:
        return ""
    return state.invitation.food_text.strip() or usual_food(state)


def usual_food(state: State) -> str:
    """The line on food where nobody has written another."""
    if state.about.length == "half":
        return _("Vi byr på kaffe, frukt og noe å bite i.")
    return _("Vi byr på lunsj, kaffe og noe å bite i.")


def when(state: State) -> str:
    """The date and the times as a phrase; "" before there is a date."""
    if state.about.date is None:
        return ""
    return _("{date} kl. {start}–{end}").format(
        date=long_date(state.about.date), start=clock(state.day.start), end=clock(state.day.end)
    )


def place(state: State) -> str:
    """Where it is, with the address."""
    venue = state.venue
    parts = [venue.name, venue.address] if venue else []
    return ", ".join(part.strip() for part in parts if part.strip())


def event(state: State) -> Event:
    """The workshop for a calendar. Raises `Sorry` before it has a theme and a date."""
    ready(state)
    about = state.about
    if about.date is None:
        raise Sorry(_("Skriv datoen i Om verkstedet først."))
    told = [
        _("Tema: {theme}").format(theme=about.theme.strip()),
        about.why.strip(),
        _("Arrangør: {unit}").format(unit=about.organising_unit.strip())
        if about.organising_unit.strip()
        else "",
        food(state),
        _("Meld deg på: {address}").format(address=address(state)) if link(state) else "",
        _("Påmeldingsfrist: {date}").format(date=long_date(about.signup_deadline))
        if about.signup_deadline
        else "",
    ]
    return Event(
        date=about.date,
        start=state.day.start,
        end=state.day.end,
        summary=f"{title(state)}: {about.theme.strip()}",
        location=place(state),
        description="\n".join(line for line in told if line),
        url=link(state),
        organiser=about.organising_unit.strip() or title(state),
        mail=mail(state),
        cancelled=state.calendar.cancelled,
    )


def fingerprint(state: State) -> str:
    """All that the calendar file says of the workshop, as one text."""
    return msgspec.json.encode(event(state)).decode("utf-8")
