"""Lists as sign-up systems export them: each row is a person or a problem, and none vanishes."""

from __future__ import annotations

import csv
import io
from typing import NamedTuple

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from samverk.roster import Roster, guess_columns, read_table, take

FORMS = {
    "nb": ["ID", "Starttidspunkt", "Fullføringstidspunkt", "E-post", "Navn", "Hvor jobber du?",
           "Hvilket fagfelt tilhører du?", "Har du allergier eller andre matbehov?"],
    "nn": ["ID", "Starttidspunkt", "Fullføringstidspunkt", "E-post", "Namn", "Kvar jobbar du?",
           "Kva fagfelt høyrer du til?", "Har du allergiar eller andre matbehov?"],
    "en": ["ID", "Start time", "Completion time", "Email", "Name", "Where do you work?",
           "What is your field?", "Do you have any allergies or other dietary needs?"],
}  # fmt: skip
NETTSKJEMA = ["$submission_id", "$created", "$answer_time_ms", "Hva heter du?",
              "Hvilken organisasjon kommer du fra?", "E-postadresse", "Matbehov"]  # fmt: skip
EVENT = ["Ordrenummer", "Billettype", "Fornavn", "Etternavn", "Firma", "E-post",
         "Allergier", "Betalt"]  # fmt: skip
NAMES = ["Kari Nordmann", "Ola Hansen", "Ánne Máret Utsi", "Øystein Bjørnådal", "Åse Vik",
         "Anne-Grethe O'Hara", "Bjørn af Ekenstam", "Li Na", "Đorđe Petrović"]  # fmt: skip
BODIES = ["Nav Vågsund", "Nordland fylkeskommune", "Sámediggi", "Vågsund kommune", "DPS Vågsund"]


class Row(NamedTuple):
    """What somebody filled in, and how: `way` is what is odd about the row."""

    name: str
    body: str
    way: str


rows = st.lists(
    st.builds(
        Row,
        st.sampled_from(NAMES),
        st.sampled_from(BODIES),
        st.sampled_from(["plain", "plain", "plain", "reversed", "nameless", "again", "blank"]),
    ),
    min_size=1,
    max_size=9,
    unique_by=lambda row: row.name,
)


def address(number: int) -> str:
    return f"person{number}@eksempel.no"


def told(given_: list[Row], first: int) -> tuple[list[tuple[str, str]], list[int]]:
    """The people that are to be found, and the rows (as the user counts) that are problems."""
    people: list[tuple[str, str]] = []
    problems = []
    for number, row in enumerate(given_):
        if row.way == "nameless" or (row.way == "again" and people):
            problems.append(first + number)
        elif row.way != "blank":
            people.append((row.name, row.body))
    return people, problems


def filled(given_: list[Row]) -> list[tuple[str, str, str]]:
    """Name, organisation and address of each row as they were typed; empty where it is blank."""
    found = []
    last = ""
    for number, row in enumerate(given_):
        name, mail = row.name, address(number)
        if row.way == "blank":
            found.append(("", "", ""))
            continue
        if row.way == "reversed":
            first, _space, family = row.name.rpartition(" ")
            name = f"{family}, {first}"
        if row.way == "nameless":
            name = ""
        elif row.way == "again" and last:
            mail = last.upper()
        if name:
            last = last or mail
        found.append((name, row.body, mail))
    return found


def check(data: bytes, file: str, given_: list[Row], first: int) -> None:
    people, problems = told(given_, first)
    table = read_table(data, file)
    roster = take(table, guess_columns(table))
    assert [(p.name, p.organisation) for p in roster.people] == people
    assert [p.row for p in roster.problems] == problems


def usable(given_: list[Row]) -> bool:
    return any(row.way in {"plain", "reversed"} for row in given_)


@pytest.mark.parametrize("language", FORMS)
@given(given_=rows.filter(usable), cover=st.booleans())
def test_microsoft_forms(language: str, given_: list[Row], cover: bool) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    if cover:
        sheet.append(["Svarene ligger på neste ark"])
        sheet = book.create_sheet("Svar")
    sheet.append(FORMS[language])
    for number, (name, body, mail) in enumerate(filled(given_), start=1):
        answered = [number, "12.01.2027 09:30", "12.01.2027 09:31", mail, name, body, "Helse", ""]
        sheet.append(answered if body else [])
    file = io.BytesIO()
    book.save(file)
    check(file.getvalue(), "svar.xlsx", given_, 2)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
@given(given_=rows.filter(usable))
def test_nettskjema(encoding: str, given_: list[Row]) -> None:
    if encoding == "cp1252":
        given_ = [row for row in given_ if row.name.isascii() and row.body.isascii()]
        if not usable(given_):
            return
    file = io.StringIO(newline="")
    writer = csv.writer(file, delimiter=";", quoting=csv.QUOTE_ALL)
    writer.writerow(NETTSKJEMA)
    for number, (name, body, mail) in enumerate(filled(given_), start=31_000_001):
        answered = [number, "2027-01-12T09:30:00", 41_234, name, body, mail, ""]
        writer.writerow(answered if body else [""] * len(answered))
    check(file.getvalue().encode(encoding), "data.csv", given_, 2)


@given(given_=rows.filter(usable), title=st.booleans(), total=st.booleans())
def test_an_event_system_with_names_in_two_columns(
    given_: list[Row], title: bool, total: bool
) -> None:
    given_ = [row._replace(way="plain" if row.way == "reversed" else row.way) for row in given_]
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    if title:
        sheet.append(["Deltakere – Samhandlingsverksted 4. februar"])
        sheet.append([])
    sheet.append(EVENT)
    for number, (name, body, mail) in enumerate(filled(given_), start=1):
        first, _space, family = name.rpartition(" ")
        ticket = [f"A-{number}", "Deltaker", first, family, body, mail, "", "Nei"]
        sheet.append(ticket if body else [])
    if total:
        sheet.append([])
        sheet.append(["Sum", None, None, None, len(given_)])
    file = io.BytesIO()
    book.save(file)
    check(file.getvalue(), "deltakere.xlsx", given_, 4 if title else 2)


@given(given_=rows.filter(usable), runs=st.integers(1, 4))
def test_an_organisation_over_merged_cells_is_that_of_all_its_rows(
    given_: list[Row], runs: int
) -> None:
    plain = [row._replace(way="plain") for row in given_]
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(["Organisasjon", "Navn", "E-post"])
    wanted = []
    for start in range(0, len(plain), runs):
        run = plain[start : start + runs]
        for number, row in enumerate(run):
            sheet.append([None if number else run[0].body, row.name, address(start + number)])
            wanted.append(row._replace(body=run[0].body))
        if len(run) > 1:
            sheet.merge_cells(f"A{start + 2}:A{start + len(run) + 1}")
    file = io.BytesIO()
    book.save(file)
    check(file.getvalue(), "liste.xlsx", wanted, 2)


def taken(text: str) -> Roster:
    table = read_table(text.encode("utf-8"), "liste.csv")
    return take(table, guess_columns(table))


def test_outlooks_answers_have_organisations_rooms_lists_and_addresses() -> None:
    found = taken(
        "Navn;Oppmøte;Svar\nNordmann, Kari (NAV);Møtearrangør;Ingen\n"
        "Ola Hansen <ola@ks.no>;Obligatorisk deltaker;Avslått\n"
        "Møterom Storsalen (8);Ressurs (rom eller utstyr);Godtatt\n"
        "per.berg@politiet.no;Obligatorisk deltaker;Godtatt\nAlle ansatte;Valgfri deltaker;Ingen\n"
    )
    assert [(p.name, p.organisation, p.email, p.attendance) for p in found.people] == [
        ("Kari Nordmann", "NAV", "", "expected"),
        ("Ola Hansen", "", "ola@ks.no", "absent"),
    ]
    assert [(p.row, p.message) for p in found.problems] == [
        (4, "«Møterom Storsalen (8)» er et rom eller en ting, ikke en person."),
        (5, "Raden med per.berg@politiet.no mangler navn."),
        (6, "«Alle ansatte» ser ikke ut som et navn."),
    ]


@pytest.mark.parametrize("name", ["<script>alert(1)</script>", "{{navn}}", "Alle sammen"])
def test_what_cannot_stand_on_a_name_tag_is_told(name: str) -> None:
    found = taken(f"Navn;Etat\n{name};Nav\nOla Mo;KS\n")
    assert [p.name for p in found.people] == ["Ola Mo"]
    assert [p.row for p in found.problems] == [2]


def test_a_formula_without_an_answer_beside_a_name_is_told() -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    for row in (["Navn", "Etat"], ["Kari Berg", '="N"&"av"'], ["Ola Mo", "KS"]):
        sheet.append(row)
    file = io.BytesIO()
    book.save(file)
    table = read_table(file.getvalue(), "liste.xlsx")
    found = take(table, guess_columns(table))
    assert [p.name for p in found.people] == ["Kari Berg", "Ola Mo"]
    assert [(p.row, "Etat" in p.message) for p in found.doubts] == [(2, True)]


def test_a_line_below_the_list_is_told_with_its_words() -> None:
    found = taken(
        "Nr;Etternavn;Fornavn;Etat\n1;Berg;Kari;KS\n2;Mo;Ola;KS\nRing Kari på 900 00 000;;;\n"
    )
    assert [p.message for p in found.problems] == [
        "«Ring Kari på 900 00 000» står alene på raden og ser ikke ut som en person."
    ]
