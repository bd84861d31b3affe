"""Made-up people for a rehearsal without a roster."""

from __future__ import annotations

import random

from samverk.model import Participant

GIVEN = (
    "Aina Ánde Anne Arne Astrid Berit Bjørn Britt Dag Elin Eva Even Gunn Hanne Hilde Ida Inga "
    "Ingrid Ivar Jon Kari Kjell Lars Lise Liv Máret Marit Mona Nils Nina Odd Ola Per Ragnhild "
    "Randi Rune Siv Solveig Stian Svein Tone Tor Trond Turid Unni Wenche Øyvind Åse"
).split()
FAMILY = (
    "Aspelund Bakken Bergli Dahl Elvemo Fagerheim Falch Hauknes Hegge Holmvik Jakobsen Kvalnes "
    "Lie Lillevik Lundli Moen Myrbakk Nordvik Nygård Osvoll Rasch Reitan Rognan Sara Skar Solbakk "
    "Stokkvik Sund Sørli Toft Utsi Øvergård Åsheim"
).split()
FIELDS = ("Oppvekst", "Helse", "Arbeid", "Utdanning", "Kultur", "Plan", "Forebygging")
ORGANISATIONS = (
    "Vågsund kommune",
    "Nav Vågsund",
    "Nordland fylkeskommune",
    "Ytre Salta kommune",
    "DPS Vågsund",
    "Havbrisen vgs.",
    "Politiet",
    "Frivilligsentralen",
)


def made_up(number: int, seed: int) -> list[Participant]:
    """People with different names, spread over organisations of uneven size and over fields."""
    dice = random.Random(seed)
    weights = range(len(ORGANISATIONS) + 2, 2, -1)
    names: dict[str, None] = {}
    while len(names) < number:
        name = f"{dice.choice(GIVEN)} {dice.choice(FAMILY)}"
        if name in names:
            name = f"{name.split()[0]} {dice.choice(GIVEN)} {name.split()[1]}"
        if name in names:
            name = f"{name} {len(names)}"
        names[name] = None
    return [
        Participant(
            id=f"person-{n:05}",
            name=name,
            organisation=dice.choices(ORGANISATIONS, weights)[0],
            unit=f"Avdeling {dice.randint(1, 4)}",
            field=dice.choice(FIELDS),
            email=f"person{n}@samverk.example",
            dietary=dice.choice(
                ["", "", "", "", "", "", "", "vegetar", "glutenfri", "nøtteallergi"]
            ),
        )
        for n, name in enumerate(names)
    ]
