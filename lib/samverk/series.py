"""From workshop to workshop: what is carried on, and who has met, by keyed hash."""

from __future__ import annotations

import datetime as dt
import hashlib
import hmac
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from samverk import agenda, chapters, countdown, follow_up, relations
from samverk.model import (
    About,
    AgendaItem,
    Closing,
    Grouping,
    GroupRole,
    Measure,
    Meeting,
    Pairing,
    Participant,
    Record,
    Series,
    State,
    StatusChange,
    change,
    new_id,
    rank_between,
)
from samverk.words import _, long_date, n_

OPEN = ("new", "in_progress")
LONGEST = 240
"""No row that took more minutes than this is suggested to take as long again."""
ON_STATUS = 10
"""Minutes for what has become of the measures, where the programme has no row for it."""


class Duties(NamedTuple):
    """Roles in earlier rounds, the latest last (rounds → groups → role → id).

    `attended` says in how many of those rounds each took part.
    """

    roles: Sequence[Sequence[Mapping[GroupRole, str]]] = ()
    attended: Mapping[str, int] | None = None


def _normal(text: str) -> str:
    return " ".join(unicodedata.normalize("NFKC", text).casefold().split())


def person_keys(secret: bytes, person: Participant) -> tuple[str, ...]:
    """The keyed hashes that a person can be known by, the surest first.

    HMAC-SHA-256 of the normalised e-mail address, and of name and organisation, and those of
    another spelling; those that were kept where the person is forgotten.
    """
    if person.key:
        return tuple(person.key.split("|"))
    texts = [f"e:{_normal(person.email)}"] if person.email else []
    texts.append(f"n:{_normal(person.name)}|{_normal(person.organisation)}")
    own = (hmac.new(secret, text.encode("utf-8"), hashlib.sha256) for text in texts)
    return (*(each.hexdigest()[:32] for each in own), *person.also)


def meetings(state: State, secret: bytes) -> list[Meeting]:
    """The divisions that were used, and those before them, with people as keyed hashes.

    Who stayed away met nobody. A person stands as "<key by e-mail>|<key by name>", so that either
    finds them again.
    """
    people = {p.id: "|".join(person_keys(secret, p)) for p in state.participants}
    used = [
        Meeting(
            id=f"{state.series.number}-{groups[0].round}",
            title=state.about.title or state.about.theme,
            date=state.about.date,
            groups=tuple(tuple(people[m] for m in g.members if m in people) for g in groups),
            roles=tuple(
                {role: people[m] for role, m in g.roles.items() if m in people and m in g.members}
                for g in groups
            ),
        )
        for groups in relations.held(state)
    ]
    return [*state.meetings, *used]


def met(state: State, secret: bytes) -> list[list[list[str]]]:
    """The earlier divisions with today's participant ids, as `groups.divide` takes them."""
    return met_by(state, lambda person: "|".join(person_keys(secret, person)))


def met_by(state: State, key: Callable[[Participant], str]) -> list[list[list[str]]]:
    """What `met` gives, with people known by the keyed hashes that `key` gives."""
    ids = {each: p.id for p in state.participants for each in key(p).split("|")}
    return [[_today(group, ids) for group in meeting.groups] for meeting in state.meetings]


def news(state: State, previous: State, secret: bytes) -> list[Record]:
    """What the workshop before this one has come to know since it was carried."""
    known = {(r.kind, r.id): r for r in (*state.meetings, *state.chapters, *state.pairings)}
    there: list[Record] = list(meetings(previous, secret))
    if "met" not in previous.keeping.forgotten:
        there += chapters.carried(previous, met(previous, secret))
    return [
        each
        for each in there
        if each != known.get((each.kind, each.id))
        # What came of it is asked here.
        and not (each.kind == Pairing.kind and (each.kind, each.id) in known)
    ]


def duties(state: State, secret: bytes) -> Duties:
    """Who has had which role in earlier workshops, with today's participant ids."""
    ids = _ids(state, secret)
    known = [meeting for meeting in state.meetings if meeting.roles]
    return Duties(
        roles=[
            [
                {role: who for role, key in roles.items() if (who := _known(key, ids)) is not None}
                for roles in meeting.roles
            ]
            for meeting in known
        ],
        attended=dict(Counter(m for each in known for g in each.groups for m in _today(g, ids))),
    )


def _ids(state: State, secret: bytes) -> dict[str, str]:
    return {key: p.id for p in state.participants for key in person_keys(secret, p)}


def _today(members: Iterable[str], ids: dict[str, str]) -> list[str]:
    return [who for member in members if (who := _known(member, ids)) is not None]


def _known(member: str, ids: dict[str, str]) -> str | None:
    return next((ids[key] for key in member.split("|") if key in ids), None)


def next_date(date: dt.date | None, weeks: int | None) -> dt.date | None:
    """The day `weeks` after `date`, moved on to a day when people are at work.

    That is never a weekend, a Norwegian public holiday or between Christmas and New Year.
    """
    if date is None or weeks is None:
        return None
    try:
        return countdown.moved(date + dt.timedelta(weeks=weeks), forward=True)
    except OverflowError:
        return None


def follows(state: State) -> list[str]:
    """What the workshop after this one starts with, a line for each kind."""
    roles, rows = len(state.about.roles), len(state.agenda)
    measures = sum(1 for m in state.measures if m.status in OPEN and not m.withdrawn)
    measures += len(follow_up.commitments(state))
    took = sum(1 for each in agenda.actuals(state) if _usable(each.minutes) is not None)
    date = state.closing.next_date or next_date(state.about.date, state.about.interval_weeks)
    programme = n_("Programmet, {n} punkt", "Programmet, {n} punkter", rows).format(n=rows)
    if took:
        programme = _("{programme}, med tidene fra dagen").format(programme=programme)
    lines = [
        _("Datoen {date}").format(date=long_date(date)) if date else "",
        programme if rows else "",
        _("Stedet: {name}").format(name=state.venue.name) if state.venue else "",
        n_("{n} rolle", "{n} roller", roles).format(n=roles) if roles else "",
        _("Hvorfor, formål og målgruppe")
        if state.about.why or state.about.purpose or state.about.audience
        else "",
        _("PowerPoint-malen: {name}").format(name=state.closing.template)
        if state.closing.template
        else "",
        n_("{n} åpent tiltak eller løfte", "{n} åpne tiltak og løfter", measures).format(n=measures)
        if measures
        else "",
        _("Hvem som har møttes, uten navn") if relations.held(state) or state.meetings else "",
    ]
    return [line for line in lines if line]


def stays() -> list[str]:
    """What the next workshop does not get."""
    return [
        _("Navn, e-postadresser og matbehov"),
        _("Innspill, mål og prosjekttorg"),
        _("Stemmer og evaluering"),
    ]


def carried(state: State, secret: bytes) -> Iterator[Record]:
    """What the next workshop starts with.

    Programme, venues, roles, the report's template, texts that stay, open measures, who has met,
    the figures of the series and who could work together; never names on the roster, e-mail
    addresses, dietary needs, notes or votes.
    """
    date = state.closing.next_date or next_date(state.about.date, state.about.interval_weeks)
    about = state.about
    yield About(
        organising_unit=about.organising_unit,
        why=about.why,
        purpose=about.purpose,
        audience=about.audience,
        length=about.length,
        date=date,
        interval_weeks=about.interval_weeks,
        venue=about.venue,
        roles=about.roles,
        language=about.language,
        programme=about.programme,
        expected_units=about.expected_units,
        is_sample=about.is_sample,
    )
    yield Series(
        chain=state.series.chain,
        number=state.series.number + 1,
        previous_title=about.title or about.theme,
        previous_date=about.date,
    )
    yield change(state.day, item="", due=None, stopped=None, finished=False)
    if state.closing.template:
        yield Closing(template=state.closing.template, layouts=state.closing.layouts)
    yield from state.venues
    yield from _programme(state)
    yield Grouping(
        by=state.grouping.by,
        number=state.grouping.number,
        size=state.grouping.size,
        rounds=state.grouping.rounds,
        mix_organisation=state.grouping.mix_organisation,
        mix_field=state.grouping.mix_field,
        avoid_met=state.grouping.avoid_met,
    )
    for measure in state.measures:
        if measure.status in OPEN and not measure.withdrawn:
            yield change(
                _dated(measure, about.date),
                notes=(),
                goals=(),
                carried_from=measure.carried_from or about.title or about.theme,
            )
    for number, note in enumerate(follow_up.commitments(state), 1):
        rank = max((m.rank for m in state.measures), default=0.0) + number
        yield change(
            _dated(follow_up.as_measure(note, rank), about.date),
            notes=(),
            carried_from=about.title or about.theme,
        )
    yield from meetings(state, secret)
    yield from chapters.carried(state, met(state, secret))


def _programme(state: State) -> Iterator[AgendaItem]:
    """The rows, with how long each took; with a row for open measures where there is none."""
    took = {each.item.id: each.minutes for each in agenda.actuals(state)}
    rows = [
        change(item, took=_usable(took.get(item.id)), started=None, ended=None, dropped=False)
        for item in state.agenda
    ]
    if rows and not any(item.captures == "status" for item in rows) and _followed(state):
        rows = _with_status(rows)
    yield from rows


def _usable(minutes: int | None) -> int | None:
    """The minutes, unless the row was only passed by, or nobody stopped its clock."""
    return minutes if minutes is not None and 2 <= minutes <= LONGEST else None


def _followed(state: State) -> bool:
    there = any(m.status in OPEN and not m.withdrawn for m in state.measures)
    return there or bool(follow_up.commitments(state))


def _with_status(rows: Sequence[AgendaItem]) -> list[AgendaItem]:
    """A row on what has become of the measures, after the first, on the longest one's time."""
    locked = next((n for n, row in enumerate(rows) if n and row.locked_at is not None), len(rows))
    giver = max(range(locked), key=lambda n: rows[n].minutes)
    new = AgendaItem(
        id=new_id(),
        rank=rank_between(rows[0].rank, rows[1].rank if len(rows) > 1 else None),
        title=_("Siden sist"),
        minutes=ON_STATUS,
        captures="status",
        owner=rows[0].owner,
    )
    room = rows[giver].locked_at is None and rows[giver].minutes >= 2 * ON_STATUS
    shorter = [
        change(row, minutes=row.minutes - ON_STATUS) if room and n == giver else row
        for n, row in enumerate(rows)
    ]
    return [shorter[0], new, *shorter[1:]]


def _dated(measure: Measure, date: dt.date | None) -> Measure:
    """The measure with the day on which it was made first in its history."""
    if measure.carried_from or date is None or any(s.date <= date for s in measure.statuses):
        return measure
    first = StatusChange(status="new", date=date)
    return change(measure, statuses=(first, *measure.statuses))
