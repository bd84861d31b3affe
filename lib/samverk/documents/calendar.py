"""The workshop as a calendar file (iCalendar, RFC 5545), its times in Oslo's own."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

from icalendar import Calendar, Event, Timezone, TimezoneDaylight, TimezoneStandard, vRecur
from icalendar.prop import vCalAddress, vText, vUri

from samverk import invitation
from samverk.documents import files
from samverk.documents.clean import one_line, plain
from samverk.documents.names import spoken
from samverk.model import Sorry, State
from samverk.words import _

ZONE = "Europe/Oslo"
NOBODY = "noreply@samverk.invalid"
"""The organiser's address where none is known; no mail can be sent to it (RFC 2606)."""


def invitation_ics(state: State, path: Path) -> list[str]:
    """Write the calendar file as it was numbered last; the same state gives the same file.

    Returns sentences on what was not as wished. Raises `Sorry` as `ics` does.
    """
    with spoken(state.about.language):
        files.write(path, ics(state))
        lacking = [lack.text for lack in invitation.lacks(state) if lack.field == "venue"]
        return [] if state.calendar.cancelled else lacking


def ics(state: State) -> bytes:
    """The calendar file; a cancelled workshop gives a cancellation.

    Raises `Sorry` before there is a theme, a date and a number.
    """
    with spoken(state.about.language):
        event = invitation.event(state)
        if not state.calendar.uid:
            raise Sorry(_("Kalenderfila lages i Innkalling."))
        made = Calendar()
        made.add("prodid", "-//Samverk//Samhandlingsverksted//NO")
        made.add("version", "2.0")
        made.add("calscale", "GREGORIAN")
        made.add("method", "CANCEL" if event.cancelled else "PUBLISH")
        made.add_component(_oslo())
        made.add_component(_event(state, event))
        content: bytes = made.to_ical()
        return content


def _event(state: State, event: invitation.Event) -> Event:
    calendar = state.calendar
    made = Event()
    stamp = dt.datetime.fromtimestamp(calendar.at, dt.UTC)
    made.add("uid", calendar.uid)
    made.add("sequence", calendar.sequence)
    made.add("dtstamp", stamp)
    made.add("last-modified", stamp)
    made.add("dtstart", _local(event.date, event.start), {"TZID": ZONE})
    made.add("dtend", _local(event.date, max(event.end, event.start + 1)), {"TZID": ZONE})
    made.add("summary", one_line(event.summary))
    made.add("description", plain(event.description))
    if event.location:
        made.add("location", one_line(event.location))
    if event.url:
        made.add("url", vUri(one_line(event.url)))
    organiser = vCalAddress(f"mailto:{event.mail or NOBODY}")
    organiser.params["cn"] = vText(one_line(event.organiser))
    made.add("organizer", organiser)
    made.add("status", "CANCELLED" if event.cancelled else "CONFIRMED")
    made.add("transp", "TRANSPARENT" if event.cancelled else "OPAQUE")
    made.add("class", "PUBLIC")
    return made


def _local(date: dt.date, minute: int) -> dt.datetime:
    return dt.datetime(date.year, date.month, date.day) + dt.timedelta(minutes=minute)


def _oslo() -> Timezone:
    """Oslo's time since 1996: the last Sundays of March and October, at one o'clock UTC."""
    zone = Timezone()
    zone.add("tzid", ZONE)
    for part, name, month, before, after in (
        (TimezoneDaylight(), "CEST", 3, 1, 2),
        (TimezoneStandard(), "CET", 10, 2, 1),
    ):
        part.add("tzname", name)
        part.add("dtstart", dt.datetime(1996, month, 31 if month == 3 else 27, 1 + before))
        part.add("rrule", vRecur({"FREQ": "YEARLY", "BYMONTH": month, "BYDAY": "-1SU"}))
        part.add("tzoffsetfrom", dt.timedelta(hours=before))
        part.add("tzoffsetto", dt.timedelta(hours=after))
        zone.add_component(part)
    return zone
