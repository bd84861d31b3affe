"""How good a division is, said in sentences that are true of it."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from samverk import mixing
from samverk.groups import score
from samverk.model import Group, Grouping, Meeting, Participant, State

PEOPLE = tuple(
    Participant(id=name, name=name, organisation=organisation, field=field)
    for name, organisation, field in (
        ("a", "Nav", "Arbeid"),
        ("b", "Nav", "Helse"),
        ("c", "Politiet", "Arbeid"),
        ("d", "", "Helse"),
    )
)


def state(
    *groups: str, met: list[list[list[str]]] | None = None, rounds: int = 1, **more: object
) -> State:
    """Groups of one letter a person, judged as the search judges."""
    each = len(groups) // rounds
    split = [list(groups[r * each : (r + 1) * each]) for r in range(rounds)]
    judged = score([[list(g) for g in r] for r in split], PEOPLE, met=met or [])
    return State(
        participants=PEOPLE,
        groups=tuple(
            Group(id=f"{r}-{g}", round=r, number=g, members=tuple(who))
            for r, made in enumerate(split, 1)
            for g, who in enumerate(made, 1)
        ),
        grouping=Grouping(
            cost=judged.cost, bound=judged.bound, proven=judged.proven, terms=judged.terms
        ),
        meetings=(Meeting(id="m", title="Sist"),) if met else (),
        **more,  # type: ignore[arg-type]
    )


def test_there_is_no_verdict_without_groups() -> None:
    assert mixing.verdict(State(participants=PEOPLE)) == ""


def test_the_best_division_is_told_to_be_the_best() -> None:
    assert mixing.verdict(state("ad", "bc")) == (
        "Ingen sitter sammen med noen fra sin egen organisasjon. "
        "Dette er den beste inndelingen som finnes."
    )


def test_a_worse_division_says_how_much_better_any_can_be() -> None:
    assert mixing.verdict(state("ab", "cd")) == (
        "1 par i samme gruppe kommer fra samme organisasjon. "
        "Ingen inndeling kan være mer enn 1 par bedre enn denne, og kanskje er ingen det."
    )


def test_those_who_have_met_come_first_in_the_verdict() -> None:
    met = [[["a", "c"], ["b", "d"]]]
    assert mixing.verdict(state("ad", "bc", met=met)).startswith(
        "Ingen i samme gruppe har møttes før."
    )
    assert mixing.all_new(state("ad", "bc", met=met)) == "Alle 2 par er nye for hverandre."
    again = state("ac", "bd", met=met)
    assert mixing.verdict(again).startswith("2 par i samme gruppe har møttes før.")
    assert mixing.all_new(again) == ""
    assert [(f.name, f.pairs, f.best) for f in mixing.figures(again)][-1] == ("met", 2, 0)


def test_rounds_without_a_history_say_that_nobody_meets_twice() -> None:
    assert mixing.verdict(state("ad", "bc", "ac", "bd", rounds=2)).startswith(
        "Ingen sitter sammen mer enn én gang."
    )


def test_an_empty_value_is_shared_with_nobody() -> None:
    bare = replace(state("ad", "bc"), participants=tuple(replace(p, field="") for p in PEOPLE))
    assert mixing.shared(bare, "field") == 0


@pytest.mark.parametrize("change", ["members", "organisation"])
def test_what_has_changed_since_it_was_judged_is_not_praised(change: str) -> None:
    made = state("ad", "bc")
    if change == "members":
        first, second = made.groups
        changed = replace(
            made,
            groups=(replace(first, members=("a", "b")), replace(second, members=("c", "d"))),
        )
    else:
        changed = replace(made, participants=tuple(replace(p, organisation="Nav") for p in PEOPLE))
    assert mixing.judged(made)
    assert not mixing.judged(changed)
    assert mixing.verdict(changed) == "Inndelingen er endret etter at den ble vurdert."
    assert all(figure.best is None for figure in mixing.figures(changed))
