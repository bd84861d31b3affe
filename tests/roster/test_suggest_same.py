"""Organisations that are likely to be one."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from samverk.roster import suggest_same


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("NAV", "Nav"),
        ("Bergen kommune", "bergen Kommune"),
        ("Bergen kommune", "Bergen komm."),
        ("Sogndal vgs", "Sogndal vidaregåande skule"),
        ("Sandvika vgs.", "Sandvika videregående skole"),
        ("Helse-Bergen HF", "Helse Bergen helseforetak"),
        ("NAV", "Arbeids- og velferdsetaten"),
        ("Vestland fylkeskommune", "Vestland fylkeskomm."),
        ("Kultur- og likestillingsdepartementet", "Kultur og likestillingsdepartementet"),
        ("Kart & plan", "Kart og plan"),
        ("Universitetet i Oslo", "UiO"),
    ],
)
def test_spellings_of_one_organisation_are_suggested(one: str, other: str) -> None:
    assert suggest_same([one, one, other]) == [(one, other)]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Bergen kommune", "Bergen fylkeskommune"),
        ("NAV Bergenhus", "NAV Åsane"),
        ("Os kommune", "Oslo kommune"),
        ("Sandvika vgs", "Sandvika ungdomsskole"),
        ("Helse Bergen", "Helse Førde"),
        ("", " "),
    ],
)
def test_different_organisations_are_left_apart(one: str, other: str) -> None:
    assert suggest_same([one, other]) == []


def test_spaces_at_the_edges_make_no_suggestion() -> None:
    assert suggest_same(["Bergen kommune", " Bergen  kommune "]) == []


@given(st.lists(st.text(max_size=20), max_size=20))
def test_a_name_stands_in_one_suggestion_at_most(names: list[str]) -> None:
    suggested = [name for group in suggest_same(names) for name in group]
    assert len(suggested) == len(set(suggested))
    assert all(len(group) > 1 for group in suggest_same(names))
