"""The calendar file, read back by others than whoever wrote it."""

from __future__ import annotations

import datetime as dt
import io
from pathlib import Path
from zoneinfo import ZoneInfo

import icalendar
import msgspec
import pytest
from dateutil.tz import tzical
from hypothesis import given
from hypothesis import strategies as st

from samverk import words
from samverk.documents.calendar import ics, invitation_ics
from samverk.model import About, Calendar, Day, Invitation, Sorry, State, Venue

OSLO = ZoneInfo("Europe/Oslo")
HOSTILE = "Æ; ø, å\nBEGIN:VEVENT\r\nlinje\\n \t\x00\u2028 čđŋšŧž «😀» " + "lang " * 60


@pytest.fixture(autouse=True)
def _bokmaal() -> None:
    words.use("nb")


def workshop(**about: object) -> State:
    told = {
        "theme": "Ungt utenforskap",
        "title": "Samhandlingsverksted",
        "organising_unit": "Avdeling for oppvekst",
        "why": "Vi møter de samme ungdommene hver for oss.",
        "date": dt.date(2027, 2, 4),
        "venue": "sted",
        "signup_address": "vagsund.example/samhandling",
    }
    return State(
        about=msgspec.convert(told | about, About),
        venues=(Venue(id="sted", name="Nordgården", address="Havnegata 12"),),
        calendar=Calendar(uid="stabil@samverk", sequence=3, told="noe", at=1_790_000_000.0),
    )


def written(state: State, folder: Path) -> str:
    path = folder / "dag.ics"
    invitation_ics(state, path)
    return path.read_bytes().decode("utf-8")


def read(state: State, folder: Path) -> icalendar.Event:
    calendar = icalendar.Calendar.from_ical(written(state, folder))
    (event,) = calendar.walk("VEVENT")
    return event


def test_it_tells_what_an_invitation_must(tmp_path: Path) -> None:
    event = read(workshop(), tmp_path)
    assert str(event["UID"]) == "stabil@samverk"
    assert event["SEQUENCE"] == 3
    assert "Ungt utenforskap" in event["SUMMARY"]
    assert str(event["LOCATION"]) == "Nordgården, Havnegata 12"
    for said in ("Avdeling for oppvekst", "hver for oss", "https://vagsund.example/samhandling"):
        assert said in event["DESCRIPTION"]
    assert str(event["URL"]) == "https://vagsund.example/samhandling"
    assert "noe å bite i" in event["DESCRIPTION"], "the food line is on by default"


def test_whoever_answers_questions_is_the_organiser(tmp_path: Path) -> None:
    state = workshop()
    assert str(read(state, tmp_path)["ORGANIZER"]) == "mailto:noreply@samverk.invalid"
    asked = Invitation(contact="Kari Dahl, kari.dahl@vagsund.example.")
    event = read(msgspec.structs.replace(state, invitation=asked), tmp_path)
    assert str(event["ORGANIZER"]) == "mailto:kari.dahl@vagsund.example"
    event = read(workshop(signup_address="post@vagsund.example"), tmp_path)
    assert str(event["ORGANIZER"]) == "mailto:post@vagsund.example"
    assert event["ORGANIZER"].params["CN"] == "Avdeling for oppvekst"


def test_a_cancellation_says_so_and_keeps_the_uid(tmp_path: Path) -> None:
    state = workshop()
    state = msgspec.structs.replace(
        state, calendar=msgspec.structs.replace(state.calendar, cancelled=True, sequence=4)
    )
    text = written(state, tmp_path)
    assert "METHOD:CANCEL\r\n" in text
    assert "STATUS:CANCELLED\r\n" in text
    assert "UID:stabil@samverk\r\n" in text


@given(st.dates(dt.date(2020, 1, 1), dt.date(2060, 12, 31)), st.integers(0, 22 * 60))
def test_its_own_time_zone_gives_the_times_that_oslo_has(date: dt.date, start: int) -> None:
    """dateutil reads the VTIMEZONE of the file and knows nothing else of Oslo."""
    text = ics(workshop()).decode("utf-8").replace("\r\n", "\n")
    zone = tzical(io.StringIO(text)).get("Europe/Oslo")
    moment = dt.datetime.combine(date, dt.time()) + dt.timedelta(minutes=start)
    ours, theirs = moment.replace(tzinfo=zone), moment.replace(tzinfo=OSLO)
    missing = theirs.astimezone(dt.UTC).astimezone(OSLO).replace(tzinfo=None) != moment
    assert missing or ours.utcoffset() == theirs.utcoffset()


@pytest.mark.parametrize("date", ["2027-03-27", "2027-03-28", "2027-10-30", "2027-10-31"])
def test_around_the_change_of_time_the_day_begins_at_nine_in_oslo(
    date: str, tmp_path: Path
) -> None:
    event = read(workshop(date=date), tmp_path)
    begins, ends = event.decoded("DTSTART"), event.decoded("DTEND")
    assert begins == dt.datetime.fromisoformat(f"{date}T09:00").replace(tzinfo=OSLO)
    assert ends - begins == dt.timedelta(hours=6, minutes=30)


def test_text_from_people_stays_text(tmp_path: Path) -> None:
    state = workshop(theme=HOSTILE, why=HOSTILE, title=HOSTILE)
    text = written(state, tmp_path)
    calendar = icalendar.Calendar.from_ical(text)
    assert len(calendar.walk("VEVENT")) == 1
    assert all(len(line.encode("utf-8")) <= 75 for line in text.split("\r\n"))
    assert "čđŋšŧž «😀»" in calendar.walk("VEVENT")[0]["SUMMARY"]


def test_the_same_state_gives_the_same_file(tmp_path: Path) -> None:
    assert written(workshop(), tmp_path) == written(workshop(), tmp_path)


def test_a_day_that_ends_as_it_begins_still_ends_later(tmp_path: Path) -> None:
    state = msgspec.structs.replace(workshop(), day=Day(start=540, end=540))
    event = read(state, tmp_path)
    assert event.decoded("DTEND") > event.decoded("DTSTART")


@pytest.mark.parametrize("lacking", ["theme", "date"])
def test_no_file_is_made_without_theme_and_date(lacking: str, tmp_path: Path) -> None:
    with pytest.raises(Sorry):
        invitation_ics(workshop(**{lacking: None if lacking == "date" else ""}), tmp_path / "a.ics")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("language", ["nn", "en"])
def test_it_speaks_the_language_of_the_workshop(language: str, tmp_path: Path) -> None:
    assert read(workshop(language=language), tmp_path)["UID"]
    assert words.language() == "nb"
