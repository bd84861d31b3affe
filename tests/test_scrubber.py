"""Names leave texts in every form that people write them in; the words around them stay."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from samverk import words
from samverk.scrubber import NAME, ORDINARY, Scrubber, is_placeholder, tokens
from samverk.words import Language


@pytest.fixture
def scrub() -> Scrubber:
    return Scrubber(
        ["Kari Nordmann", "Anne-Lise Ødegård", "Dag Berg", "Per Čuođi Šárá", "Lars Lie"],
        ["kari@vagsund.kommune.no"],
        ["Nøtteallergi", "egg"],
        ["Berg kommune", "Nav Vågsund"],
        all_addresses=False,
    )


@pytest.mark.parametrize(
    ("said", "kept"),
    [
        ("Kari Nordmann tar kontakt", "[navn] tar kontakt"),
        ("Spør kari eller NORDMANN.", "Spør [navn] eller [navn]."),
        ("Karis idé, og Ødegårds svar", "[navn]s idé, og [navn]s svar"),
        ("Lars' møte med Anne Lise", "[navn]' møte med [navn]"),
        ("Nordmann, Kari", "[navn], [navn]"),
        ("Karin og Karianne blir", "Karin og Karianne blir"),
        ("En dag på et berg, per person", "En dag på et berg, per person"),
        ("Dag leder møtet", "[navn] leder møtet"),
        ("Berg kommune inviterer Berg", "Berg kommune inviterer [navn]"),
        ("Snakk med Čuođi", "Snakk med [navn]"),
        ("Skriv til kari@vagsund.kommune.no", "Skriv til [e-post]"),
        ("Skriv til post@vagsund.kommune.no", "Skriv til post@vagsund.kommune.no"),
        ("Husk nøtteallergi og egg", "Husk [matbehov] og egg"),
        ("", ""),
        ("Ingen står her", "Ingen står her"),
    ],
)
def test_what_is_known_is_replaced_and_nothing_else(scrub: Scrubber, said: str, kept: str) -> None:
    assert scrub(said) == kept
    assert scrub(unicodedata.normalize("NFD", said)) in (kept, unicodedata.normalize("NFD", kept))


def test_letters_that_are_not_seen_hide_no_name(scrub: Scrubber) -> None:
    assert scrub("Ka\u00adri Nord\u200bmann") == NAME


def test_an_organisation_that_bears_a_persons_whole_name_does_not_keep_it() -> None:
    assert Scrubber(["Kari Nordmann"], kept=["Kari Nordmann Rådgivning"])(
        "Kari Nordmann Rådgivning"
    ) == ("[navn] Rådgivning")


@given(
    st.lists(st.text(st.sampled_from("abcdeæøåčs '-"), min_size=1, max_size=12), max_size=5),
    st.text(st.sampled_from("abcdeæøåčs '-."), max_size=60),
)
def test_no_name_of_one_word_is_left(names: list[str], said: str) -> None:
    once = Scrubber(names)(f"{said} {' '.join(names)}")
    left = tokens(once.replace(NAME, " | "))
    single = {words[0] for name in names if len(words := tokens(name)) == 1}
    assert not {word for word in single - ORDINARY if len(word) > 1} & {*left}


@pytest.mark.parametrize(
    ("language", "told"),
    [
        ("nb", "Spør [navn], [e-post]: [matbehov]"),
        ("nn", "Spør [namn], [e-post]: [matbehov]"),
        ("en", "Spør [name], [e-mail]: [dietary need]"),
    ],
)
def test_what_stands_instead_is_in_the_language_of_the_workshop(
    language: Language, told: str
) -> None:
    words.use(language)
    try:
        scrub = Scrubber(["Kari Nordmann"], ["kari@nav.example"], ["Nøtteallergi"])
        assert scrub("Spør Kari Nordmann, kari@nav.example: nøtteallergi") == told
        words.use("nb")
        assert is_placeholder(told.split(",")[0].removeprefix("Spør "))
        assert not is_placeholder("Kari Nordmann")
    finally:
        words.use("nb")
