"""What a search is asked: the wishes, rules and locks as the arguments of `samverk.groups`."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Sequence
from typing import Any

from samverk.model import Group, Grouping, State


def asked_of(wish: Grouping, known: Iterable[str]) -> dict[str, Any]:
    """What a search is asked to heed of those who are `known`, as its arguments."""
    there = set(known)
    return {
        "mix": {"organisation": wish.mix_organisation, "field": wish.mix_field},
        "met_weight": wish.avoid_met,
        "apart": _rules(wish.apart, there),
        "together": _rules(wish.together, there),
    }


def _rules(rules: Iterable[Sequence[str]], known: set[str]) -> list[list[str]]:
    there = [[person for person in rule if person in known] for rule in rules]
    return [rule for rule in there if len(rule) > 1]


def pinned(state: State, known: set[str], number: int, round: int) -> dict[Hashable, int]:
    """Who is to sit in which group (from 0) of a round: by rule, and by lock."""
    ruled: dict[Hashable, int] = {
        who: n - 1 for who, n in state.grouping.pinned.items() if who in known
    }
    locked: dict[Hashable, int] = {
        person: group.number - 1
        for group in state.groups
        if group.round == round and group.number <= number
        for person in group.locked
        if person in known
    }
    return {**ruled, **locked}


def ids_of(rounds: Sequence[Sequence[Group]]) -> list[list[list[str]]]:
    """Rounds → groups → ids."""
    return [[list(group.members) for group in groups] for groups in rounds]
