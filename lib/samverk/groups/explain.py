"""A division in words that a facilitator can read aloud."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from itertools import combinations
from typing import Any

from samverk.groups.division import Division
from samverk.groups.request import Id, Person, read_people
from samverk.words import _, decimal, listed, n_


def explain(division: Division, people: Any) -> list[str]:
    """Sentences on who meets whom, how well the groups are mixed, and whether it can be better."""
    read = {person.id: person for person in read_people(people, division.rules.mix)}
    said = [*_meetings(division), *_mixed(division)]
    least = _fewest_organisations(division, read)
    if least > 1:
        said.append(
            _("I hver gruppe sitter folk fra minst {n} organisasjoner sammen.").format(n=least)
        )
    said.append(_how_good(division))
    return said


def reasons(division: Division, people: Any, round_number: int = 0) -> list[str]:
    """A short reason for each group of a round (from 0)."""
    read = {person.id: person for person in read_people(people, ("organisation", "field"))}
    met = _met_before(division, round_number)
    said = []
    for group in division.rounds[round_number]:
        parts = [n_("{n} deltaker", "{n} deltakere", len(group)).format(n=len(group))]
        mixed = []
        organisations = _values(group, read, "organisation")
        fields = _values(group, read, "field")
        if organisations:
            text = n_("{n} organisasjon", "{n} organisasjoner", organisations)
            mixed.append(text.format(n=organisations))
        if fields:
            mixed.append(n_("{n} fagfelt", "{n} fagfelt", fields).format(n=fields))
        if mixed:
            parts.append(_("fra {what}").format(what=listed(mixed)))
        sentence = " ".join(parts) + "."
        again = sum(frozenset(pair) in met for pair in combinations(group, 2))
        if met and not again:
            sentence += " " + _("Ingen har møttes før.")
        elif again:
            text = n_("{n} par har møttes før.", "{n} par har møttes før.", again)
            sentence += " " + text.format(n=again)
        said.append(sentence)
    return said


def _meetings(division: Division) -> list[str]:
    repeated = int(division.terms["met"][0])
    fewest = int(division.terms["met"][1])
    if not division.rules.met and len(division.rounds) < 2:
        return []
    if not repeated:
        if division.rules.met:
            return [_("Ingen i samme gruppe har møttes før.")]
        return [_("Ingen sitter sammen mer enn én gang.")]
    text = n_(
        "{n} gang sitter to sammen som har møttes før.",
        "{n} ganger sitter to sammen som har møttes før.",
        repeated,
    ).format(n=repeated)
    return [text, _("Det kan ikke bli færre.")] if repeated == fewest else [text]


def _mixed(division: Division) -> list[str]:
    spread, rest = [], []
    for name, weight in division.rules.mix.items():
        if weight <= 0:
            continue
        pairs, fewest = (int(count) for count in division.terms[name])
        if not pairs and not _used(division, name):
            continue
        if pairs == fewest:
            spread.append(_many(name))
        else:
            text = n_(
                "{n} par mer enn det minste mulige er fra samme {what}.",
                "{n} par mer enn det minste mulige er fra samme {what}.",
                pairs - fewest,
            )
            rest.append(text.format(n=pairs - fewest, what=_one(name)))
    if spread:
        text = _("{what} er spredt så jevnt som det går an.").format(what=listed(spread))
        rest.insert(0, text[:1].upper() + text[1:])
    return rest


def _used(division: Division, name: str) -> bool:
    return any(name in person.values for person in division.people)


def _one(name: str) -> str:
    known = {
        "organisation": _("organisasjon"),
        "unit": _("enhet"),
        "field": _("fagfelt"),
    }
    return known.get(name, name)


def _many(name: str) -> str:
    known = {
        "organisation": _("organisasjonene"),
        "unit": _("enhetene"),
        "field": _("fagfeltene"),
    }
    return known.get(name, name)


def _how_good(division: Division) -> str:
    if division.proven:
        return _("Dette er den beste inndelingen som finnes.")
    gap = division.cost - division.bound
    if division.bound > 0:
        percent = max(1, round(100 * gap / division.cost))
        return _(
            "Ingen inndeling kan være mer enn {n} prosent bedre enn denne, og kanskje er ingen det."
        ).format(n=percent)
    return _(
        "Ingen inndeling kan være mer enn {n} poeng bedre enn denne, og kanskje er ingen det."
    ).format(n=decimal(f"{gap:g}"))


def _fewest_organisations(division: Division, read: dict[Id, Person]) -> int:
    counts = [
        _values(group, read, "organisation")
        for groups in division.rounds
        for group in groups
        if group
    ]
    return min(counts, default=0)


def _values(group: Sequence[Id], read: dict[Id, Person], name: str) -> int:
    values: set[Hashable] = {
        read[person].values[name]
        for person in group
        if person in read and name in read[person].values
    }
    return len(values)


def _met_before(division: Division, round_number: int) -> set[frozenset[Id]]:
    held = [*division.rules.met, *division.rounds[:round_number]]
    return {
        frozenset(pair) for groups in held for group in groups for pair in combinations(group, 2)
    }
