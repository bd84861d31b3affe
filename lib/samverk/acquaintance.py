"""Which organisations know each other by now, over all the workshops of a series."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import combinations

import msgspec

from samverk import relations
from samverk.model import Chapter, State
from samverk.relations import MOST, Met
from samverk.words import _, listed, n_, short_date


class Known(msgspec.Struct, frozen=True, kw_only=True):
    """An organisation: how many came the last time it was there (0 for one or two), and when.

    `last` is the place of that workshop, `met` and `unmet` are the others, by their places.
    """

    name: str
    people: int
    last: int
    met: tuple[int, ...]
    unmet: tuple[int, ...]


class Tie(msgspec.Struct, frozen=True, kw_only=True):
    """Two organisations whose people have met, by their places.

    `pairs` is how many pairs of people, those apart of whom it is not told; `fresh` says that
    none of them had met before the last workshop, and `first_at` is the place of the workshop
    where the first of them met.
    """

    first: int
    second: int
    pairs: int
    fresh: bool
    first_at: int = 0


class Acquaintance(msgspec.Struct, frozen=True, kw_only=True):
    """Organisations, the largest first, and the ties between them.

    `joined` is how many small organisations the last one stands for, 0 where all are named.
    """

    organisations: tuple[Known, ...]
    ties: tuple[Tie, ...]
    joined: int = 0


def held(chapters: Sequence[Chapter]) -> list[Chapter]:
    """The workshops that somebody came to, or is expected at."""
    return [c for c in chapters if c.people]


def acquaintance(chapters: Sequence[Chapter], most: int = MOST) -> Acquaintance:
    """Who has met whom by the last of `chapters`; `most` organisations by name."""
    there = held(chapters)
    spelled: dict[str, str] = {}
    people: dict[str, int] = {}
    last: dict[str, int] = {}
    for at, chapter in enumerate(there):
        for body in chapter.organisations:
            key = body.name.casefold()
            spelled[key], people[key], last[key] = body.name, body.people, at
    order = sorted(spelled, key=lambda key: (-people[key], key))
    joined = len(order) - most + 1 if len(order) > most else 0
    shown = order[: most - 1] if joined else order
    place = {key: shown.index(key) if key in shown else len(shown) for key in order}
    pairs: Counter[tuple[int, int]] = Counter()
    first: dict[tuple[int, int], int] = {}
    for at, chapter in enumerate(there):
        for bond in chapter.bonds:
            names = [chapter.organisations[n].name.casefold() for n in (bond.first, bond.second)]
            a, b = sorted(place[name] for name in names)
            pairs[a, b] += bond.pairs
            first.setdefault((a, b), at)
    count = len(shown) + (1 if joined else 0)
    small = order[most - 1 :] if joined else []
    bodies = [
        Known(
            name=spelled[shown[n]] if n < len(shown) else _("Andre"),
            people=people[shown[n]] if n < len(shown) else sum(people[key] for key in small),
            last=last[shown[n]] if n < len(shown) else max(last[key] for key in small),
            met=tuple(m for m in range(count) if m != n and (min(m, n), max(m, n)) in first),
            unmet=tuple(m for m in range(count) if m != n and (min(m, n), max(m, n)) not in first),
        )
        for n in range(count)
    ]
    ties = tuple(
        Tie(
            first=a,
            second=b,
            pairs=pairs[a, b],
            fresh=len(there) > 1 and at == len(there) - 1,
            first_at=at,
        )
        for (a, b), at in sorted(first.items())
        if a != b
    )
    return Acquaintance(organisations=tuple(bodies), ties=ties, joined=joined)


def count(found: Acquaintance, n: int) -> str:
    """How many came from an organisation, as a table tells it."""
    people = found.organisations[n].people
    if found.joined and n == len(found.organisations) - 1:
        return _("få fra hver")
    return str(people) if people else _("1–2")


def missed(chapters: Sequence[Chapter]) -> list[tuple[str, Chapter]]:
    """The organisations that did not come to the last workshop, and the last that they came to."""
    there = held(chapters)
    found = acquaintance(chapters, most=10_000).organisations
    return sorted(
        ((each.name, there[each.last]) for each in found if each.last < len(there) - 1),
        key=lambda each: (each[1].number, each[0].casefold()),
    )


def unmet(found: Acquaintance) -> list[tuple[str, str]]:
    """Every two named organisations that have never sat together."""
    named = found.organisations[:-1] if found.joined else found.organisations
    return [
        (named[a].name, named[b].name)
        for a, b in combinations(range(len(named)), 2)
        if b in named[a].unmet
    ]


def strangers(state: State, met: Met) -> dict[str, int]:
    """By organisation, how many of today's others have met none of those who come from it today.

    This workshop counts, as far as it has come.
    """
    pairs = relations.before(met) | relations.met_pairs(
        group.members for groups in relations.held(state) for group in groups
    )
    of = {p.id: " ".join(p.organisation.split()) for p in state.present}
    acquainted: set[tuple[str, str]] = set()
    for a, b in pairs:
        if a in of and b in of:
            acquainted |= {(a, of[b]), (b, of[a])}
    return {
        name: sum(1 for id in of if of[id] != name and (id, name) not in acquainted)
        for name in dict.fromkeys(of.values())
        if name
    }


def when(chapter: Chapter) -> str:
    """A workshop by its date, else by its number."""
    return short_date(chapter.date) if chapter.date else _("Verksted {n}").format(n=chapter.number)


def brief(chapter: Chapter) -> str:
    """A workshop below a column of a picture: "8.10.26", else its number."""
    date = chapter.date
    return f"{date.day}.{date.month}.{date:%y}" if date else f"{chapter.number}."


def summary(chapters: Sequence[Chapter]) -> str:
    """How many have met across organisations in the series, and how many of them lately."""
    there = held(chapters)
    total = sum(c.new_across for c in there)
    if not total:
        return ""
    told = n_(
        "{n} par på tvers av organisasjoner har møttes {workshops}.",
        "{n} par på tvers av organisasjoner har møttes {workshops}.",
        total,
    ).format(
        n=total,
        workshops=n_("i ett verksted", "i {n} verksteder", len(there)).format(n=len(there)),
    )
    last = there[-1]
    if len(there) > 1 and last.new_across:
        told += " " + n_(
            "{n} av dem er nytt siden sist.", "{n} av dem er nye siden sist.", last.new_across
        ).format(n=last.new_across)
    return told


def told(chapters: Sequence[Chapter]) -> Iterator[str]:
    """What a report tells of relations, sentence by sentence."""
    there = held(chapters)
    if not there or not there[-1].pairs:
        return
    last = there[-1]
    if text := summary(chapters):
        yield text
    if last.most_across:
        yield _(
            "På dette verkstedet møttes {new} nye par på tvers av organisasjoner. "
            "Flere enn {most} var ikke mulig."
        ).format(new=last.new_across, most=last.most_across)
    yield _(
        "{across} % av parene i gruppene var på tvers av organisasjoner, "
        "{fields} % på tvers av fagfelt."
    ).format(across=share(last.across, last.pairs), fields=share(last.across_fields, last.pairs))
    apart = unmet(acquaintance(chapters))
    if len(apart) > 5:
        yield n_(
            "{n} par av organisasjoner har ikke sittet sammen ennå.",
            "{n} par av organisasjoner har ikke sittet sammen ennå.",
            len(apart),
        ).format(n=len(apart))
    for one, other in apart if len(apart) <= 5 else ():
        yield _("{one} og {other} har ikke sittet sammen ennå.").format(one=one, other=other)
    for chapter, names in not_seen(chapters):
        yield absent(chapter, names)


def not_seen(chapters: Sequence[Chapter]) -> list[tuple[Chapter, list[str]]]:
    """The organisations that did not come to the last workshop, by the last that they came to."""
    found: dict[int, tuple[Chapter, list[str]]] = {}
    for name, chapter in missed(chapters):
        found.setdefault(chapter.number, (chapter, []))[1].append(name)
    return list(found.values())


def absent(chapter: Chapter, names: Sequence[str]) -> str:
    """The sentence on organisations that have not come since a workshop."""
    return _("Ikke sett siden {when}: {names}.").format(when=when(chapter), names=listed(names))


def share(part: int, whole: int) -> int:
    """How many per cent `part` is of `whole`."""
    return round(100 * part / whole) if whole else 0
