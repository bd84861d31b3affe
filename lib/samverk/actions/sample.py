"""Filling an empty workshop with the sample, and emptying it again."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator, Sequence

from samverk import chapters, library
from samverk.actions import groups
from samverk.library.sample import Earlier
from samverk.model import (
    KINDS,
    About,
    Chapter,
    Group,
    Meeting,
    Participant,
    Series,
    Sorry,
    State,
    change,
    records,
)
from samverk.roster import read_roster
from samverk.store import Store
from samverk.words import _

Meet = Callable[[str, str, dt.date, Sequence[Sequence[Participant]]], Meeting]
Met = Callable[[], list[list[list[str]]]]


def is_empty(store: Store) -> bool:
    """Whether nothing has been planned yet."""
    state = store.state
    return not (state.about.title or state.about.theme or state.agenda or state.participants)


def fill(store: Store, meet: Meet, met: Met) -> None:
    """Fill the empty workshop with the sample, and divide its people.

    `meet` makes the keyed record of an earlier division, `met` gives them back with today's ids,
    as `Workshop.meet` and `Workshop.met` do.
    """
    sample = library.sample()
    people = read_roster(sample.roster).people
    if not is_empty(store):
        raise Sorry(_("Eksempelet kan bare fylles inn i et tomt verksted."))
    earlier = [
        meet(f"eksempel-{n}", each.title, each.date, each.tables)
        for n, each in enumerate(sample.earlier, 1)
    ]
    with store.change("about.fill_sample") as draft:
        last = sample.earlier[-1]
        draft.put(
            change(sample.about, language=draft.state.about.language),
            sample.day,
            sample.venue,
            sample.closing,
            sample.invitation,
            *people,
            *sample.agenda,
            *sample.goals,
            *sample.notes,
            *sample.headings,
            *sample.measures,
            *sample.carried,
            *sample.projects,
            *sample.ballots,
            *earlier,
            *_chapters(sample.earlier, people),
            *(pairing for each in sample.earlier for pairing in each.pairings),
            change(
                draft.state.series,
                number=len(sample.earlier) + 1,
                previous_title=last.title,
                previous_date=last.date,
            ),
        )
    groups.divide(store, met())


def _chapters(earlier: Sequence[Earlier], people: Sequence[Participant]) -> Iterator[Chapter]:
    """The earlier workshops in figures."""
    field = {(p.name, p.organisation): p.field for p in people}
    met: list[list[list[str]]] = []
    for number, each in enumerate(earlier, 1):
        tables = [
            [
                change(p, id=f"{p.name}, {p.organisation}", field=field.get(_who(p), ""))
                for p in table
            ]
            for table in each.tables
        ]
        sat = [[p.id for p in table] for table in tables]
        state = State(
            about=About(title=each.title, theme=each.theme, date=each.date),
            series=Series(number=number),
            participants=tuple(p for table in tables for p in table),
            groups=tuple(
                Group(id=f"1-{n}", round=1, number=n, members=tuple(table))
                for n, table in enumerate(sat, 1)
            ),
        )
        yield change(
            chapters.own(state, met),
            perspectives=each.perspectives,
            agreed=each.agreed,
            pulse=each.pulse,
            evaluation=each.evaluation,
        )
        met.append(sat)


def _who(person: Participant) -> tuple[str, str]:
    return person.name, person.organisation


def remove(store: Store) -> None:
    """Empty the workshop; only the language stays."""
    with store.change("about.remove_sample") as draft:
        if not draft.state.about.is_sample:
            raise Sorry(_("Dette er ikke eksempelet. Ingenting er fjernet."))
        language = draft.state.about.language
        for kind in KINDS.values():
            draft.remove(*records(draft.state, kind))
        draft.put(About(language=language))
