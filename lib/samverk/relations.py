"""Who meets whom across organisations, in this workshop and in earlier ones.

`met` are earlier divisions with today's participant ids, as `series.met` gives them; those who
are not on today's roster are known to nobody here.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import combinations, combinations_with_replacement

import msgspec

from samverk import grouping
from samverk.model import Group, State, change
from samverk.words import _, n_

MOST = 12
"""So many organisations are shown by name; the smallest of more are one."""

Met = Sequence[Sequence[Sequence[str]]]
Pair = tuple[str, str]


class Link(msgspec.Struct, frozen=True, kw_only=True):
    """How many pairs of people two organisations have, and how many of them have met.

    `first` and `second` are places in the list of organisations; `new` are those who meet for
    the first time in this workshop.
    """

    first: int
    second: int
    possible: int
    before: int
    new: int


class Relations(msgspec.Struct, frozen=True, kw_only=True):
    """Organisations with how many come from each, and a link for each two of them.

    `joined` is how many small organisations the last one stands for, 0 where all are named.
    """

    organisations: tuple[tuple[str, int], ...]
    links: tuple[Link, ...]
    joined: int = 0


def held(state: State) -> list[list[Group]]:
    """The groups of each round as they met: without who stayed away, and only rounds that were.

    Where the day was not run by the clock, every round is taken to have been held.
    """
    ran = any(item.started is not None for item in state.agenda)
    return [
        groups
        for groups in _without_absent(state)
        if not ran
        or any(item.started is not None for item in grouping.rows(state, groups[0].round))
    ]


def today(state: State) -> list[list[Group]]:
    """The groups of each round as they are planned, and as they were once the day is over."""
    return held(state) if state.day.finished else _without_absent(state)


def _without_absent(state: State) -> list[list[Group]]:
    gone = {p.id for p in state.participants if p.attendance == "absent"}
    return [
        [change(g, members=tuple(m for m in g.members if m not in gone)) for g in groups]
        if any(m in gone for g in groups for m in g.members)
        else groups
        for groups in grouping.rounds(state)
    ]


def met_pairs(groups: Iterable[Sequence[str]]) -> set[Pair]:
    """Every two who sit in one of the groups, each pair once and in order."""
    return {pair for group in groups for pair in combinations(sorted(group), 2)}


def before(met: Met) -> set[Pair]:
    """Every two who have met in an earlier workshop."""
    return met_pairs(group for division in met for group in division)


def relations(state: State, met: Met, most: int = MOST) -> Relations:
    """Which organisations have met, among those who are expected today; `most` by name."""
    of = {p.id: p.organisation.strip() for p in state.present}
    sizes = Counter(name for name in of.values() if name)
    named = sorted(sizes, key=lambda name: (-sizes[name], name.casefold()))
    joined = len(named) - most + 1 if len(named) > most else 0
    shown = named[: most - 1] if joined else named
    place = {name: shown.index(name) if name in shown else len(shown) for name in named}
    people = Counter(place[name] for name in of.values() if name)
    labels = [*shown, *([_("Andre")] if joined else [])]
    earlier = before(met)
    now = met_pairs(g.members for groups in today(state) for g in groups)
    old = _between(earlier, of, place)
    new = _between(now - earlier, of, place)
    within = _possible_within(sizes, place, len(shown)) if joined else 0
    links = [
        Link(
            first=a,
            second=b,
            possible=people[a] * people[b] if a != b else within,
            before=old[a, b],
            new=new[a, b],
        )
        for a, b in combinations_with_replacement(range(len(labels)), 2)
        if a != b or (joined and a == len(shown))
    ]
    return Relations(
        organisations=tuple((label, people[n]) for n, label in enumerate(labels)),
        links=tuple(links),
        joined=joined,
    )


def _possible_within(sizes: Counter[str], place: dict[str, int], last: int) -> int:
    """How many pairs the small organisations have with each other."""
    small = [n for name, n in sizes.items() if place[name] == last]
    return (sum(small) ** 2 - sum(n * n for n in small)) // 2


def _between(
    pairs: Iterable[Pair], of: dict[str, str], place: dict[str, int]
) -> Counter[tuple[int, int]]:
    """How many of the pairs come from each two organisations, by their places."""
    found: Counter[tuple[int, int]] = Counter()
    for one, other in pairs:
        a, b = of.get(one, ""), of.get(other, "")
        if a and b and a != b:
            first, second = sorted((place[a], place[b]))
            found[first, second] += 1
    return found


def summary(found: Relations) -> str:
    """How many organisations have met, before and with this workshop."""
    links = [link for link in found.links if link.possible]
    if not links:
        return ""
    old = sum(1 for link in links if link.before)
    now = sum(1 for link in links if link.before or link.new)
    new = sum(link.new for link in links)
    told = n_(
        "{n} par av deltakere fra ulike organisasjoner møtes for første gang.",
        "{n} par av deltakere fra ulike organisasjoner møtes for første gang.",
        new,
    ).format(n=new)
    if now == len(links):
        told += " " + _("Da har alle organisasjonene møtt hverandre.")
    else:
        told += " " + _("Da har {now} av {all} par av organisasjoner møttes.").format(
            now=now, all=len(links)
        )
    if old:
        told += " " + _("Før i dag hadde {old} av {all} det.").format(old=old, all=len(links))
    return told


def reason(state: State, group: Group, earlier: set[Pair] | None) -> str:
    """Why a group is as it is, in few words; `earlier` are those who have met, where any can."""
    people = {p.id: p for p in state.participants}
    there = [people[m] for m in group.members if m in people]
    if not there:
        return ""
    organisations = len({p.organisation for p in there if p.organisation})
    fields = len({p.field for p in there if p.field})
    parts = []
    if organisations:
        text = n_("{n} organisasjon", "{n} organisasjoner", organisations)
        parts.append(text.format(n=organisations))
    if fields:
        parts.append(n_("{n} fagfelt", "{n} fagfelt", fields).format(n=fields))
    if earlier is not None:
        again = len(met_pairs([group.members]) & earlier)
        text = n_("{n} par har møttes", "{n} par har møttes", again).format(n=again)
        parts.append(text if again else _("alle er nye"))
    return ", ".join(parts)
