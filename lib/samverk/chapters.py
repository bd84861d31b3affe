"""The workshops of a series in figures: what is counted of each, and what is carried on."""

from __future__ import annotations

import datetime as dt
import statistics
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence

import msgspec

from samverk import evaluation, relations
from samverk.model import (
    Body,
    Bond,
    Chapter,
    Ended,
    Measure,
    Pairing,
    Record,
    State,
    Status,
)
from samverk.relations import Met, Pair
from samverk.scrubber import Scrubber

FEW = 3
"""Of an organisation that fewer came from it is not told how many, nor how many they met."""

ENDED: tuple[Status, ...] = ("done", "stopped")
_MET = (
    "people pairs across across_fields new new_across new_across_fields "
    "most_across most_across_fields organisations bonds"
).split()


def own(state: State, met: Met) -> Chapter:
    """This workshop in figures, as far as it has come; `met` as in `relations`.

    Where it is deleted who has met, what was counted before stands.
    """
    about = state.about
    told = {topic: evaluation.scores(state, topic) for topic in ("pulse", "evaluation")}
    found = Chapter(
        id=str(state.series.number),
        number=state.series.number,
        title=about.title or about.theme,
        theme=about.theme,
        date=about.date,
        perspectives=_perspectives(state),
        agreed=any(n.what == "challenge" and not n.withdrawn and n.text for n in state.notes),
        pulse=told["pulse"].counts if told["pulse"].told else (),
        evaluation=told["evaluation"].counts if told["evaluation"].told else (),
    )
    kept = next((c for c in state.chapters if c.number == found.number), None)
    if kept is not None and "met" in state.keeping.forgotten:
        return msgspec.structs.replace(found, **{name: getattr(kept, name) for name in _MET})
    return msgspec.structs.replace(found, **_counted(state, met))


def of_series(state: State, met: Met) -> list[Chapter]:
    """The workshops of the series up to this one, in their order."""
    earlier = [c for c in state.chapters if c.number < state.series.number]
    return [*earlier, own(state, met)]


def _perspectives(state: State) -> tuple[Body, ...]:
    wrote = Counter(
        " ".join(n.field.split())
        for n in state.notes
        if n.what == "perspective" and not n.withdrawn and not n.merged_into
    )
    return tuple(
        Body(name=name, people=n)
        for name, n in sorted(wrote.items(), key=lambda each: each[0].casefold())
    )


def _counted(state: State, met: Met) -> dict[str, object]:
    """Who met whom, as the fields of a chapter."""
    rounds = [[group.members for group in groups] for groups in relations.held(state)]
    there = {p.id: p for p in state.present}
    seated = {m for groups in rounds for group in groups for m in group if m in there}
    people = {id: there[id] for id in there if not seated or id in seated}
    organisation = {id: " ".join(p.organisation.split()) for id, p in people.items()}
    field = {id: " ".join(p.field.split()) for id, p in people.items()}
    pairs = {
        pair
        for pair in relations.met_pairs(group for groups in rounds for group in groups)
        if pair[0] in people and pair[1] in people
    }
    earlier = relations.before(met)
    new = pairs - earlier
    sizes = Counter(name for name in organisation.values() if name)
    named = sorted(sizes, key=lambda name: (-sizes[name], name.casefold()))
    place = {name: n for n, name in enumerate(named)}
    bonds = Counter(
        tuple(sorted((place[organisation[a]], place[organisation[b]])))
        for a, b in _across(new, organisation)
    )
    return {
        "people": len(people),
        "pairs": len(pairs),
        "across": len(_across(pairs, organisation)),
        "across_fields": len(_across(pairs, field)),
        "new": len(new),
        "new_across": len(_across(new, organisation)),
        "new_across_fields": len(_across(new, field)),
        "most_across": most_new(rounds, organisation, earlier),
        "most_across_fields": most_new(rounds, field, earlier),
        "organisations": tuple(
            Body(name=name, people=n if n >= FEW else 0)
            for name, n in ((name, sizes[name]) for name in named)
        ),
        "bonds": tuple(
            Bond(first=a, second=b, pairs=n if min(sizes[named[a]], sizes[named[b]]) >= FEW else 0)
            for (a, b), n in sorted(bonds.items())
        ),
    }


def _across(pairs: Iterable[Pair], of: Mapping[str, str]) -> list[Pair]:
    return [(a, b) for a, b in pairs if of[a] and of[b] and of[a] != of[b]]


def most_new(
    rounds: Sequence[Sequence[Sequence[str]]], of: Mapping[str, str], earlier: Iterable[Pair]
) -> int:
    """At least as many new pairs across `of` as any division into groups of those sizes gives.

    The least of three bounds: the pairs that have not met; for each person those they have not
    met and the seats beside them; for each round its pairs without those that must share a
    value, spread as evenly as can be.
    """
    seats: Counter[str] = Counter()
    room = 0
    for groups in rounds:
        sizes = [sum(1 for m in group if m in of) for group in groups]
        there = [m for group in groups for m in group if m in of]
        for member in there:
            seats[member] += max(sizes) - 1
        shared = Counter(of[m] for m in there)
        room += sum(n * (n - 1) // 2 for n in sizes)
        room -= sum(_evenly(n, len(groups)) for n in shared.values())
    values = Counter(of[m] for m in seats if of[m])
    with_value = sum(values.values())
    known_to: Counter[str] = Counter()
    for pair in earlier:
        a, b = pair
        if a in seats and b in seats and of[a] and of[b] and of[a] != of[b]:
            known_to[a] += 1
            known_to[b] += 1
    unmet = {m: with_value - values[of[m]] - known_to[m] for m in seats if of[m]}
    each = sum(min(left, seats[m]) for m, left in unmet.items()) // 2
    return max(0, min(sum(unmet.values()) // 2, each, room))


def _evenly(people: int, groups: int) -> int:
    """How many pairs share a group where so many people are spread evenly over the groups."""
    each, rest = divmod(people, groups)
    return rest * (each + 1) * each // 2 + (groups - rest) * each * (each - 1) // 2


def _origin(measure: Measure, chapters: Sequence[Chapter]) -> Chapter | None:
    """The workshop that a measure was made in."""
    if not measure.carried_from:
        return chapters[-1]
    began = measure.statuses[0].date if measure.statuses else None
    earlier = chapters[:-1]
    dated = [c for c in earlier if began is not None and c.date == began]
    titled = [c for c in earlier if c.title == measure.carried_from]
    return next(iter([*dated, *titled]), None)


def _days(measure: Measure, made: dt.date | None) -> int | None:
    """After how many days a measure was done."""
    said = [s.date for s in measure.statuses if s.status == "done"]
    began = made or (measure.statuses[0].date if measure.statuses else None)
    return max(0, (said[-1] - began).days) if said and began else None


def _ended(state: State, chapters: Sequence[Chapter]) -> list[list[Ended]]:
    """The measures of each workshop, the open ones too: what is known of each now."""
    now = {m.id: m for m in state.measures}
    found = {c.number: [e for e in c.ended if e.id not in now] for c in chapters}
    for measure in now.values():
        made = _origin(measure, chapters)
        if made is None or measure.withdrawn:
            continue
        days = _days(measure, made.date) if measure.status == "done" else None
        found[made.number].append(Ended(id=measure.id, status=measure.status, days=days))
    return [found[c.number] for c in chapters]


def statuses(state: State, chapters: Sequence[Chapter]) -> list[Counter[Status]]:
    """How many of the measures of each workshop have each status now."""
    return [Counter(e.status for e in each) for each in _ended(state, chapters)]


def median_days(state: State, chapters: Sequence[Chapter]) -> float | None:
    """The median of the days it has taken to get measures done; None where none is."""
    days = [e.days for each in _ended(state, chapters) for e in each if e.days is not None]
    return statistics.median(days) if days else None


def pairings(state: State) -> list[Pairing]:
    """Those who could work together by this workshop's project wall, by organisation alone."""
    home = {" ".join(p.name.casefold().split()): p.organisation for p in state.participants}
    scrub = Scrubber(
        names=[p.name for p in state.participants if not p.key],
        kept={name for p in state.participants for name in (p.organisation, p.unit, p.field)},
        all_addresses=True,
    )
    found = []
    for project in state.projects:
        what = next((t for t in (project.works_on, project.needs, project.offers) if t.strip()), "")
        if project.withdrawn or not project.interested:
            continue
        named = [project.organisation, *(_organisation(who, home) for who in project.interested)]
        found.append(
            Pairing(
                id=f"{state.series.number}-{project.id}",
                rank=state.series.number * 10_000 + project.rank,
                number=state.series.number,
                what=scrub(" ".join(what.split())),
                organisations=tuple(dict.fromkeys(name for name in named if name)),
                people=1 + len(project.interested),
            )
        )
    return found


def _organisation(who: str, home: Mapping[str, str]) -> str:
    name, _comma, organisation = who.partition(",")
    return " ".join(organisation.split()) or home.get(" ".join(name.casefold().split()), "")


def carried(state: State, met: Met) -> Iterator[Record]:
    """The figures of the series and what the next workshop asks: did anything come of it?"""
    chapters = of_series(state, met)
    for chapter, there in zip(chapters, _ended(state, chapters), strict=True):
        ended = tuple(e for e in there if e.status in ENDED)
        yield msgspec.structs.replace(chapter, ended=ended)
    yield from state.pairings
    yield from pairings(state)
