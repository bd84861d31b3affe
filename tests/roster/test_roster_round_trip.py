"""What is written in any format is read back as the same people."""

from __future__ import annotations

import csv
import io
import unicodedata

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from samverk.roster import guess_columns, read_table, take
from samverk.roster.sections import level_of
from samverk.roster.table import clean

HEADINGS = {
    "name": ["Navn", "Kva er namnet ditt?", "What is your name?", "Deltaker"],
    "organisation": ["Organisasjon", "Hvor jobber du?", "Kvar jobbar du?", "Employer"],
    "unit": ["Enhet", "I hvilken avdeling jobber du?", "Eining", "Department"],
    "field": ["Fagfelt", "Hva jobber du med?", "Field"],
    "role": ["Rolle", "Hva er stillingen din?", "Job title"],
    "email": ["E-post", "Hva er e-postadressen din?", "Email"],
    "dietary": ["Matbehov", "Har du allergier eller andre matbehov?", "Dietary needs"],
}
ENCODINGS = ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252"]

NORDIC = "abcdefghijklmnopqrstuvwxyzæøåäöüéèABCDEFGHIJKLMNOPQRSTUVWXYZÆØÅÄÖÜ"
SAMI = NORDIC + "áčđŋšŧžÁČĐŊŠŦŽ"


def words(alphabet: str, most: int = 3) -> st.SearchStrategy[str]:
    word = st.text(alphabet, min_size=2, max_size=8)
    return st.lists(word, min_size=1, max_size=most).map(" ".join)


def given_names(alphabet: str) -> st.SearchStrategy[str]:
    """Names of people: "KS Nordmann" alone in a row would be an organisation."""
    return words(alphabet).filter(lambda name: level_of(f"{name} Nordmann", full=True) is None)


@st.composite
def rosters(draw: st.DrawFn, alphabet: str) -> tuple[list[str], list[dict[str, str]]]:
    others = draw(st.permutations(list(HEADINGS)))
    fields = [f for f in others if f == "name" or draw(st.booleans())]
    different = st.lists(given_names(alphabet), min_size=1, max_size=8, unique_by=str.casefold)
    people = [
        {
            field: (
                f"{name} Nordmann"
                if field == "name"
                else f"p{i}@nav.no"
                if field == "email"
                else draw(st.just("") | words(alphabet + "-/(.),;|\"'0123456789"))
            )
            for field in fields
        }
        for i, name in enumerate(draw(different))
    ]
    headings = [draw(st.sampled_from(HEADINGS[field])) for field in fields]
    return headings, people


def read_back(data: bytes, name: str) -> list[dict[str, str]]:
    table = read_table(data, name)
    roster = take(table, guess_columns(table))
    assert roster.problems == []
    return [
        {field: getattr(p, field) for field in HEADINGS if getattr(p, field)} for p in roster.people
    ]


def expected(people: list[dict[str, str]]) -> list[dict[str, str]]:
    return [{field: clean(text) for field, text in p.items() if clean(text)} for p in people]


@pytest.mark.parametrize("encoding", ENCODINGS)
@given(data=st.data(), delimiter=st.sampled_from(";,\t|"), newline=st.sampled_from(["\n", "\r\n"]))
def test_delimited_text(data: st.DataObject, encoding: str, delimiter: str, newline: str) -> None:
    headings, people = data.draw(rosters(NORDIC if encoding == "cp1252" else SAMI))
    file = io.StringIO(newline="")
    writer = csv.writer(file, delimiter=delimiter, lineterminator=newline)
    writer.writerow(headings)
    writer.writerows(list(p.values()) for p in people)
    assert read_back(file.getvalue().encode(encoding), "liste.csv") == expected(people)


@given(made=rosters(SAMI), title=st.booleans(), gaps=st.integers(0, 2), form=st.booleans())
def test_workbooks(
    made: tuple[list[str], list[dict[str, str]]], title: bool, gaps: int, form: bool
) -> None:
    headings, people = made
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    if title:
        sheet.append(["Påmelding til verkstedet"])
    for _gap in range(gaps):
        sheet.append([])
    sheet.append(headings)
    for person in people:
        decomposed = [unicodedata.normalize("NFD" if form else "NFC", t) for t in person.values()]
        sheet.append(decomposed)
        sheet.append([])
    file = io.BytesIO()
    book.save(file)
    assert read_back(file.getvalue(), "liste.xlsx") == expected(people)


@given(st.text(max_size=60))
def test_cleaning_twice_is_cleaning_once(text: str) -> None:
    once = clean(text)
    assert clean(once) == once
    assert unicodedata.is_normalized("NFC", once)
    assert once == once.strip()
    assert not any(unicodedata.category(c) in ("Cc", "Cf", "Cs") for c in once)
    assert "  " not in once
