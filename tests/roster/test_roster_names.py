"""Several people in one cell, and names that stand in columns without headings."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from samverk.roster import Roster, guess_columns, read_pasted, take
from samverk.roster.names import looks_like_person, parted


def pasted(text: str) -> Roster:
    table = read_pasted(text)
    return take(table, guess_columns(table))


def names(found: Roster) -> list[str]:
    return [p.name for p in found.people]


@pytest.mark.parametrize(
    ("cell", "people"),
    [
        ("Kari Ås, Ola Bø", ["Kari Ås", "Ola Bø"]),
        ("Kari Ås og Ola Bø", ["Kari Ås", "Ola Bø"]),
        ("Kari Ås & Ola Bø", ["Kari Ås", "Ola Bø"]),
        ("Kari Ås / Ola Bø", ["Kari Ås", "Ola Bø"]),
        ("Kari Ås, Ola Bø og Per Li", ["Kari Ås", "Ola Bø", "Per Li"]),
        ("Kari Ås, Ola Bø, Per Li", ["Kari Ås", "Ola Bø", "Per Li"]),
        ("Ås, Kari og Bø, Ola", ["Kari Ås", "Ola Bø"]),
        ("Kari og Ola Nordmann", ["Kari Nordmann", "Ola Nordmann"]),
    ],
)
def test_several_names_in_a_cell_are_as_many_people_and_told_of(
    cell: str, people: list[str]
) -> None:
    found = pasted(f"Navn\tEtat\n{cell}\tNAV\nEva Mo\tKS")
    assert names(found) == [*people, "Eva Mo"]
    assert {p.organisation for p in found.people[:-1]} == {"NAV"}
    assert [(p.row, cell in p.message) for p in found.problems] == [(2, True)]
    assert found.doubts == found.problems


@pytest.mark.parametrize(
    "cell", ["Ås, Kari", "Ås Berg, Kari", "Kari-Anne O'Hara", "Li Na", "Kari Ås (Oslo)", "Kari"]
)
def test_one_name_is_one_person(cell: str) -> None:
    assert parted(cell, comma=True) == []
    assert len(pasted(f"Navn\tEtat\n{cell}\tNAV\nEva Mo\tKS").people) == 2


def test_two_double_names_are_one_person_where_others_stand_family_name_first() -> None:
    found = pasted("Navn\tEtat\nBerg Hansen, Kari Anne\tNAV\nMo, Eva\tKS")
    assert names(found) == ["Kari Anne Berg Hansen", "Eva Mo"]
    assert found.problems == []


def test_two_double_names_are_one_person_where_the_address_has_both() -> None:
    found = pasted(
        "Navn\tE-post\nBåe Hansen, Kari Anne\tkari.anne.baae.hansen@x.no\nEva Mo\te@x.no"
    )
    assert names(found) == ["Kari Anne Båe Hansen", "Eva Mo"]


def test_two_double_names_are_one_person_where_the_heading_says_so() -> None:
    found = pasted("Etternavn, fornavn\tEtat\nBerg Hansen, Kari Anne\tNAV")
    assert names(found) == ["Kari Anne Berg Hansen"]


def test_an_address_goes_to_whom_it_names() -> None:
    one = pasted("Navn\tE-post\nKari Ås og Ola Bø\tola.bo@x.no\nEva Mo\te@x.no")
    assert [p.email for p in one.people] == ["", "ola.bo@x.no", "e@x.no"]
    two = pasted("Navn\tE-post\nKari Ås og Ola Bø\ta@x.no; b@x.no\nEva Mo\te@x.no")
    assert [p.email for p in two.people] == ["a@x.no", "b@x.no", "e@x.no"]


def test_family_name_given_name_and_organisation_without_headings() -> None:
    found = pasted("Nordmann\tKari\tNAV\nHansen\tOla\tKS\nUtsi\tÁnne\tSametinget")
    assert [(p.name, p.organisation) for p in found.people] == [
        ("Kari Nordmann", "NAV"),
        ("Ola Hansen", "KS"),
        ("Ánne Utsi", "Sametinget"),
    ]


def test_an_address_tells_which_names_are_family_names() -> None:
    found = pasted(
        "Kari\tNordmann\tBodø kommune\tkari.nordmann@x.no\n"
        "Wioletta\tHansen\tNAV Bodø\tw.hansen@x.no"
    )
    assert [(p.name, p.organisation, p.email) for p in found.people] == [
        ("Kari Nordmann", "Bodø kommune", "kari.nordmann@x.no"),
        ("Wioletta Hansen", "NAV Bodø", "w.hansen@x.no"),
    ]


letters = st.text("abdegiklnorstvæøå", min_size=2, max_size=8)
# Nobody is called what stands between two names.
words = letters.filter(lambda word: word not in ("og", "and")).map(str.capitalize)
whole = st.tuples(words, words).map(" ".join)


@given(people=st.lists(whole, min_size=2, max_size=4, unique=True), mark=st.sampled_from([
    " og ", " & ", " / ", "; ", ", ", " and ", " + ",
]))  # fmt: skip
def test_names_that_are_put_together_come_apart_again(people: list[str], mark: str) -> None:
    cell = mark.join(people)
    assert parted(cell, comma=True) == people


@given(st.text(max_size=80), st.booleans(), st.text(max_size=20))
def test_parts_are_names_and_at_least_two(text: str, comma: bool, email: str) -> None:
    found = parted(text, comma=comma, email=email)
    assert len(found) != 1
    assert all(map(looks_like_person, found))


@given(whole, st.booleans())
def test_one_whole_name_never_comes_apart(name: str, comma: bool) -> None:
    first, last = name.split(" ")
    assert parted(name, comma=comma) == []
    assert parted(f"{last}, {first}", comma=comma) == []
