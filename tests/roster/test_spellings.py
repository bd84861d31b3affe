"""A person under two spellings is offered as one, and two people are not."""

from __future__ import annotations

import time

import pytest

from samverk.model import Participant
from samverk.roster import suggest_persons


def person(name: str, organisation: str = "Nav Vågsund", email: str = "") -> Participant:
    return Participant(
        id=f"{name}|{organisation}", name=name, organisation=organisation, email=email
    )


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (person("Kari Nordmann"), person("Kari Nordman")),
        (person("Kari Nordmann"), person("Nordmann Kari")),
        (person("Kari Nordmann"), person("Kari Anne Nordmann")),
        (person("Bjørn Åge Sæther"), person("Bjorn Aage Saether")),
        (person("Anne-Lise Ødegård"), person("Anne Lise Ødegaard")),
        (person("Kristian Lie"), person("Christian Lie")),
        (person("Šárá Ŋielá"), person("Sara Niela")),
        (person("Kari Nordmann", "NAV Vågsund"), person("Kari Nordman", "Nav  Vågsund")),
        (person("Kari Nordmann", ""), person("Kari Nordman")),
        (
            person("Kari Nordmann", email="a@b.example"),
            person("Kari  Nordmann", email="c@d.example"),
        ),
        (person("Kari Nordmann", email="a@b.example"), person("Kari Nordman")),
    ],
)
def test_two_spellings_are_offered_as_one(one: Participant, other: Participant) -> None:
    far = person("Ola Hauknes")
    assert suggest_persons([one, far, other]) == [(one, other)]
    assert suggest_persons([one, far], [other, far]) == [(one, other)]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (person("Kari Nordmann"), person("Kari Nordmann", "Politiet")),
        (person("Kari Nordmann"), person("Kari Nordli")),
        (person("Kari Nordmann"), person("Anne Nordmann")),
        (person("Kari"), person("Kari Nordmann")),
        (person("Ida Li"), person("Ida Lo")),
        (
            person("Anna Bergli", email="anna@nav.example"),
            person("Anne Bergli", email="anne@nav.example"),
        ),
        (person("Kari Nordmann"), Participant(id="k", name="Kari Nordman", key="x")),
    ],
)
def test_two_people_are_left_in_peace(one: Participant, other: Participant) -> None:
    assert suggest_persons([one, other]) == []


def test_three_thousand_people_are_looked_through_at_once() -> None:
    syllables = ["ka", "ri", "no", "ma", "le", "so", "tu", "vi", "ha", "be", "du", "fo", "ge", "jy"]
    people = [
        person(
            f"{syllables[n % 14]}{syllables[n // 14 % 14]}x {syllables[n // 196 % 14]}lund{n % 14}",
            f"Organisasjon {n % 40}",
        )
        for n in range(3000)
    ]
    began = time.process_time()
    suggest_persons(people)
    assert time.process_time() - began < 3
