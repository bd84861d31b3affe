"""Rules on who sits with whom, as sentences that are read and written."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Literal, NamedTuple

from samverk.model import Group, Grouping, Participant, Sorry, State, change
from samverk.words import N_, _, listed

RuleKind = Literal["apart", "together", "pinned"]

TEXTS: Mapping[RuleKind, str] = {
    "apart": N_("{names} skal ikke sitte sammen"),
    "together": N_("{names} skal sitte sammen"),
    "pinned": N_("{names} skal sitte i gruppe {n}"),
}
FEWEST: Mapping[RuleKind, int] = {"apart": 2, "together": 2, "pinned": 1}


class Rule(NamedTuple):
    """What is to hold of some people, and the sentence; `group` where they are to sit in one."""

    kind: RuleKind
    people: tuple[str, ...]
    text: str
    group: int = 0


class Lock(NamedTuple):
    """Who stays where when the rest is divided again, and the sentence."""

    person: str
    round: int
    group: int
    text: str


def parts() -> dict[str, str]:
    """What follows the names in a rule of each kind, and ("and") what stands before the last."""
    ends: dict[str, str] = {
        kind: _(text).partition("}")[2].partition("{")[0] for kind, text in TEXTS.items()
    }
    return {**ends, "and": _("{first} og {last}").partition("}")[2].partition("{")[0]}


def called(state: State) -> dict[str, str]:
    """What each person is called in a rule: the name, with the organisation where two share it."""
    count = Counter(_plain(p.name) for p in state.participants)
    return {
        p.id: f"{p.name} ({p.organisation})"
        if count[_plain(p.name)] > 1 and p.organisation
        else p.name
        for p in state.participants
    }


def rules(state: State, among: Sequence[Participant] | None = None) -> list[Rule]:
    """The rules in use, on those on the roster or `among` some of them."""
    there = {p.id for p in (state.participants if among is None else among)}
    names = called(state)
    wish = state.grouping
    asked: list[tuple[RuleKind, Sequence[str], int]] = [
        *(("apart", people, 0) for people in wish.apart),
        *(("together", people, 0) for people in wish.together),
        *(("pinned", (who,), n) for who, n in wish.pinned.items()),
    ]
    found = []
    for kind, people, n in asked:
        known = [names[person] for person in people if person in there]
        if len(known) >= FEWEST[kind]:
            text = _(TEXTS[kind]).format(names=listed(known), n=n)
            found.append(Rule(kind, tuple(people), text, n))
    return found


def locks(state: State) -> list[Lock]:
    """Who is locked to a group of a round."""
    names = called(state)
    many = len({g.round for g in state.groups}) > 1
    text = (
        _("{name} skal sitte i gruppe {n} i runde {round}")
        if many
        else _("{name} skal sitte i gruppe {n}")
    )
    return [
        Lock(who, g.round, g.number, text.format(name=names[who], n=g.number, round=g.round))
        for g in state.groups
        for who in g.locked
        if who in names
    ]


def holds(rule: Rule, groups: Sequence[Group]) -> bool:
    """Whether a rule holds in every group."""
    if rule.kind == "pinned":
        return all(g.number == rule.group for g in groups if set(rule.people) & set(g.members))
    together = [len(set(rule.people) & set(group.members)) for group in groups]
    if rule.kind == "apart":
        return all(n < 2 for n in together)
    by_round: dict[int, list[int]] = {}
    for group, n in zip(groups, together, strict=True):
        by_round.setdefault(group.round, []).append(n)
    return all(sum(1 for n in ns if n) < 2 for ns in by_round.values())


def without(wish: Grouping, rule: Rule) -> Grouping:
    """The wishes without a rule."""
    if rule.kind == "pinned":
        return change(
            wish, pinned={who: n for who, n in wish.pinned.items() if who not in rule.people}
        )
    kept = tuple(people for people in getattr(wish, rule.kind) if people != rule.people)
    return change(wish, **{rule.kind: kept})


def with_rule(wish: Grouping, rule: Rule) -> Grouping:
    """The wishes with a rule, which is there once."""
    if rule.kind == "pinned":
        return change(wish, pinned=wish.pinned | dict.fromkeys(rule.people, rule.group))
    kept = dict.fromkeys((*getattr(wish, rule.kind), rule.people))
    return change(wish, **{rule.kind: tuple(kept)})


def read(state: State, text: str) -> Rule:
    """The rule that a sentence says; `Sorry` where it names nobody or says no rule."""
    said = " ".join(text.split()).rstrip(". ")
    for kind, template in TEXTS.items():
        for words in dict.fromkeys((_(template), template)):
            if (match := _pattern(words).fullmatch(said)) is not None:
                people = tuple(dict.fromkeys(_people(state, match["names"])))
                if len(people) < FEWEST[kind]:
                    raise Sorry(_("Nevn minst to deltakere i regelen."))
                return Rule(kind, people, said, _group(match["n"]) if kind == "pinned" else 0)
    raise Sorry(
        _(
            "Skriv regelen som «Kari og Ola skal ikke sitte sammen», «Kari og Ola skal sitte "
            "sammen» eller «Kari skal sitte i gruppe 2»."
        )
    )


def _pattern(template: str) -> re.Pattern[str]:
    pattern = re.escape(template)
    pattern = pattern.replace(re.escape("{names}"), "(?P<names>.+?)")
    return re.compile(pattern.replace(re.escape("{n}"), r"(?P<n>\d+)"), re.IGNORECASE)


def _group(number: str) -> int:
    if not 1 <= int(number) <= 500:
        raise Sorry(_("Skriv et helt tall fra 1 til {most}.").format(most=500))
    return int(number)


def _people(state: State, names: str) -> list[str]:
    joints = {parts()["and"], " og "}
    named = re.split("|".join(re.escape(joint) for joint in joints) + "|,", names)
    return [_person(state, name.strip()) for name in named if name.strip()]


def _person(state: State, name: str) -> str:
    sought = _plain(name)
    names = called(state)
    exact = [p for p in state.participants if sought in (_plain(names[p.id]), _plain(p.name))]
    words = sought.split()
    found = exact or [p for p in state.participants if _fits(words, _plain(names[p.id]).split())]
    if not found:
        raise Sorry(_("Fant ingen deltaker som heter «{name}».").format(name=name))
    if len(found) > 1:
        few = listed([*(names[p.id] for p in found[:3]), *(["…"] if len(found) > 3 else [])])
        raise Sorry(
            _("«{name}» kan være flere: {names}. Skriv hele navnet.").format(name=name, names=few)
        )
    return found[0].id


def _fits(words: Sequence[str], name: Sequence[str]) -> bool:
    """Whether the words begin words of the name, in its order."""
    rest = iter(name)
    return all(any(part.startswith(word) for part in rest) for word in words)


def _plain(text: str) -> str:
    return " ".join(unicodedata.normalize("NFC", text).casefold().split())
