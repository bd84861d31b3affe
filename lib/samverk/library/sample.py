"""The sample workshop, from `sample_data/`: a whole day with what came before and after it."""

from __future__ import annotations

import datetime as dt
import tomllib
from collections.abc import Iterable
from pathlib import Path
from typing import Any, TypeVar

import msgspec

from samverk.library.files import CHECKOUT
from samverk.library.programmes import programme
from samverk.model import (
    About,
    AgendaItem,
    Ballot,
    Body,
    Capture,
    Closing,
    Day,
    Goal,
    Heading,
    Invitation,
    Measure,
    Note,
    NoteKind,
    Pairing,
    Participant,
    Project,
    Record,
    Venue,
)

R = TypeVar("R", bound=Record)

CAPTURED: dict[NoteKind, Capture] = {
    "horizon": "horizons",
    "question": "sofa",
    "commitment": "sofa",
    "perspective": "perspective",
    "draft": "challenge",
    "challenge": "challenge",
    "presentation": "presentations",
    "evaluation": "closing",
}
DOTS = 3
"""How many dots each person has in the sample."""


class Earlier(msgspec.Struct, frozen=True, kw_only=True):
    """An earlier workshop: who sat together, what became of its measures, and its figures."""

    title: str
    theme: str
    date: dt.date
    tables: tuple[tuple[Participant, ...], ...]
    measures: tuple[Measure, ...]
    perspectives: tuple[Body, ...] = ()
    agreed: bool = False
    pulse: tuple[int, ...] = ()
    evaluation: tuple[int, ...] = ()
    pairings: tuple[Pairing, ...] = ()


class Sample(msgspec.Struct, frozen=True, kw_only=True):
    """The sample workshop, as records that can be stored as they are.

    `roster` is the file of those who signed up. Notes name their programme row, heading and
    table; measures their notes and goals. `earlier` comes with the oldest first.
    """

    about: About
    day: Day
    venue: Venue
    closing: Closing
    invitation: Invitation
    roster: Path
    agenda: tuple[AgendaItem, ...]
    goals: tuple[Goal, ...]
    notes: tuple[Note, ...]
    headings: tuple[Heading, ...]
    measures: tuple[Measure, ...]
    projects: tuple[Project, ...]
    ballots: tuple[Ballot, ...]
    earlier: tuple[Earlier, ...]

    @property
    def carried(self) -> tuple[Measure, ...]:
        """All measures of earlier workshops, done ones too, each with where it comes from."""
        return tuple(
            msgspec.structs.replace(measure, rank=float(rank), carried_from=earlier.title)
            for rank, (earlier, measure) in enumerate(
                ((each, m) for each in self.earlier for m in each.measures), 1
            )
        )


def sample() -> Sample:
    """The sample workshop."""
    folder = CHECKOUT / "sample_data"
    data = tomllib.loads((folder / "workshop.toml").read_text(encoding="utf-8"))
    venue = msgspec.convert({"id": "nordgarden", **data["venue"]}, Venue)
    about = msgspec.convert({**data["about"], "venue": venue.id, "is_sample": True}, About)
    ready = programme(about.programme, about.language)
    numbers = iter(range(1, len(ready.rows) + 1))
    agenda = tuple(
        msgspec.structs.replace(item, owner=data["owners"].get(item.owner, item.owner))
        for item in ready.agenda(lambda: f"programpunkt-{next(numbers):02}")
    )
    measures = _ranked(Measure, data["measures"])
    dots = {each["id"]: each["dots"] for each in data["measures"]}
    return Sample(
        about=about,
        day=Day(start=ready.start, end=ready.end),
        venue=venue,
        closing=msgspec.convert(data["closing"], Closing),
        invitation=msgspec.convert(data["invitation"], Invitation),
        roster=folder / "paameldte.xlsx",
        agenda=agenda,
        goals=_ranked(Goal, data["goals"]),
        notes=tuple(_placed(note, agenda) for note in _ranked(Note, data["notes"])),
        headings=_ranked(Heading, data["headings"]),
        measures=measures,
        projects=_ranked(Project, data["projects"]),
        ballots=(*_dotted(dots), *_answered(data["answers"])),
        earlier=tuple(_earlier(number, each) for number, each in enumerate(data["earlier"], 1)),
    )


def _ranked(record: type[R], entries: Iterable[dict[str, Any]]) -> tuple[R, ...]:
    return tuple(
        msgspec.convert({"rank": float(rank), **entry}, record)
        for rank, entry in enumerate(entries, 1)
    )


def _placed(note: Note, agenda: tuple[AgendaItem, ...]) -> Note:
    """The note in the longest row of the programme that captures its kind."""
    rows = [item for item in agenda if item.captures == CAPTURED[note.what]]
    longest = max(rows, key=lambda item: item.minutes)
    return msgspec.structs.replace(note, item=longest.id)


def _dotted(dots: dict[str, int]) -> list[Ballot]:
    """Ballots of three dots each that add up to the dots of each measure.

    Dealt out like cards, so that nobody gets one measure twice where that can be avoided.
    """
    dealt = [measure for measure, count in dots.items() for _dot in range(count)]
    people = len(dealt) // DOTS
    ballots: list[Ballot] = []
    for person in range(people):
        given = dealt[person::people]
        ballots.append(
            Ballot(
                id=f"dots-eksempel-{person + 1:02}",
                topic="dots",
                dots={measure: given.count(measure) for measure in given},
            )
        )
    return ballots


def _answered(answers: dict[str, Any]) -> list[Ballot]:
    pulse = [
        Ballot(id=f"pulse-eksempel-{number:02}", topic="pulse", score=score)
        for number, score in enumerate(answers["pulse"], 1)
    ]
    evaluation = [
        Ballot(
            id=f"evaluation-eksempel-{number:02}",
            topic="evaluation",
            score=answer["score"],
            text=answer.get("text", ""),
        )
        for number, answer in enumerate(answers["evaluation"], 1)
    ]
    return pulse + evaluation


def _earlier(number: int, entry: dict[str, Any]) -> Earlier:
    return Earlier(
        title=entry["title"],
        theme=entry["theme"],
        date=entry["date"],
        tables=tuple(
            tuple(_person(f"sist{number}-{at}-{seat}", who) for seat, who in enumerate(together, 1))
            for at, together in enumerate(entry["tables"], 1)
        ),
        measures=_ranked(Measure, entry["measures"]),
        perspectives=tuple(
            Body(name=field, people=wrote) for field, wrote in sorted(entry["perspectives"].items())
        ),
        agreed=entry["agreed"],
        pulse=tuple(entry["pulse"]),
        evaluation=tuple(entry["evaluation"]),
        pairings=tuple(
            msgspec.convert({"rank": number * 10_000.0 + rank, "number": number, **each}, Pairing)
            for rank, each in enumerate(entry["pairings"], 1)
        ),
    )


def _person(id: str, who: str) -> Participant:
    name, _comma, organisation = who.partition(", ")
    return Participant(id=id, name=name, organisation=organisation)
