"""A hostile search finds nothing of anybody in the bytes that a deletion leaves."""

from __future__ import annotations

import pytest

import needles
from samverk.store.traces import Traces


@pytest.mark.parametrize("form", needles.FORMS)
def test_the_search_finds_a_text_in_every_form(form: str) -> None:
    text = needles.planted(7, "For")
    data = needles.FORMS[form](f"Vi spør {text} om det. ")
    assert text.casefold() in needles.found(data)


@pytest.mark.parametrize("form", needles.FORMS)
def test_a_file_beside_is_known_to_hold_a_name_in_every_form(form: str) -> None:
    name = f"{needles.planted(7, 'For')} {needles.planted(8, 'Etter')}"
    data = needles.FORMS[form](f"Vi spør {name} om det. ")
    assert Traces([name, "En Annen"]).inside(data) == {name.casefold()}


@pytest.mark.parametrize(
    "written",
    [
        "id;Fornavn;Etternavn\n1;Kari Anne;Nordmann",
        "id;Etternavn;Fornavn\n1;Nordmann;Kari Anne",
        "<w:t>Kari</w:t></w:r><w:r><w:t> Anne Nord</w:t></w:r><w:r><w:t>mann</w:t>",
        "<si><t>Kari Anne</t></si><si><t>Nordmann</t></si>",
        "Kari\u00a0Anne Nordmann",
        "Ka\u00adri Anne Nord\u200bmann",
        "Nordmann, Kari Anne",
    ],
)
def test_a_name_that_is_taken_apart_is_known(written: str) -> None:
    assert Traces(["Kari Anne Nordmann"]).inside(written.encode("utf-8"))


@pytest.mark.parametrize(
    "written", ["Kari Anne ringte. Så kom Ola Nordmann", "Karianne Nordmann", "Kari og Anne"]
)
def test_another_name_is_not_taken_for_it(written: str) -> None:
    assert not Traces(["Kari Anne Nordmann"]).inside(written.encode("utf-8"))
