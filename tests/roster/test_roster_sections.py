"""Rows that stand alone above people: where they belong, never somebody who is not there."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from samverk.roster import Roster, Row, Table, guess_columns, read_pasted, read_roster, take
from samverk.roster.headings import heading_row
from samverk.roster.names import looks_like_person
from samverk.roster.sections import level_of

PEOPLE = ["Kari Nordmann", "Ola Hansen", "Ánne Máret Utsi", "Per Berg", "Nav Singh", "Li NA"]
BODIES = ["NAV Bodø", "Bodø kommune", "Nordland fylkeskommune", "KS", "Helse Nord HF",
          "Sametinget", "Statsforvalteren i Nordland", "Universitetet i Tromsø",
          "Bodø kommune (3)", "Bodø kommune:", "NAV Bodø – 2 stk"]  # fmt: skip
PLAIN = {"Bodø kommune (3)": "Bodø kommune", "Bodø kommune:": "Bodø kommune",
         "NAV Bodø – 2 stk": "NAV Bodø"}  # fmt: skip


def roster(*lines: str) -> Roster:
    cells = [Row(i, tuple(line.split("|"))) for i, line in enumerate(lines, start=1)]
    table = Table(tuple(cells), heading_row(cells)[0])
    return take(table, guess_columns(table))


def told(found: Roster) -> list[tuple[str, str]]:
    return [(p.name, p.organisation) for p in found.people]


def test_an_organisation_alone_above_its_people_is_theirs() -> None:
    found = roster(
        "Navn|E-post", "NAV Bodø|", "Kari Nordmann|k@nav.no", "Ola Hansen|", "|",
        "Bodø kommune:|", "Per Berg|p@bodo.no", "Eva Mo|",
    )  # fmt: skip
    assert told(found) == [
        ("Kari Nordmann", "NAV Bodø"),
        ("Ola Hansen", "NAV Bodø"),
        ("Per Berg", "Bodø kommune"),
        ("Eva Mo", "Bodø kommune"),
    ]
    assert found.problems == []
    assert found.sections == ["NAV Bodø", "Bodø kommune"]


def test_where_each_row_has_an_organisation_the_heading_is_told_of_and_takes_no_place() -> None:
    found = roster("Navn|Organisasjon", "NAV Bodø|", "Kari Nordmann|Nav", "Ola Hansen|KS")
    assert told(found) == [("Kari Nordmann", "Nav"), ("Ola Hansen", "KS")]
    assert [p.row for p in found.problems] == [2]
    assert "NAV Bodø" in found.problems[0].message


def test_units_stand_within_organisations() -> None:
    found = roster(
        "Navn|E-post", "Bodø kommune|", "Avdeling for helse|", "Kari Nordmann|k@x.no",
        "Avdeling for kultur|", "Ola Hansen|o@x.no", "KS|", "Per Berg|p@x.no",
    )  # fmt: skip
    assert [(p.name, p.organisation, p.unit) for p in found.people] == [
        ("Kari Nordmann", "Bodø kommune", "Avdeling for helse"),
        ("Ola Hansen", "Bodø kommune", "Avdeling for kultur"),
        ("Per Berg", "KS", ""),
    ]


def test_a_label_of_groups_or_a_waiting_list_is_told_of() -> None:
    found = roster("Navn|Etat", "Gruppe 1|", "Kari Berg|NAV", "Venteliste|", "Ola Mo|KS")
    assert told(found) == [("Kari Berg", "NAV"), ("Ola Mo", "KS")]
    assert [p.row for p in found.problems] == [2, 4]


def test_an_organisation_that_nobody_follows_is_told_of() -> None:
    found = roster("Navn|E-post", "Bodø kommune|", "NAV Bodø|", "Kari Mo|k@x.no", "Bodø kommune|")
    assert told(found) == [("Kari Mo", "NAV Bodø")]
    assert [p.row for p in found.problems] == [2, 5]


def test_what_the_list_says_of_itself_is_no_organisation() -> None:
    found = roster("Navn|E-post", "Kari Berg|k@x.no", "Kilde: Bodø kommune|", "Ola Mo|o@x.no")
    assert told(found) == [("Kari Berg", ""), ("Ola Mo", "")]


def test_a_list_of_names_alone_has_sections_too() -> None:
    table = read_pasted("Bodø kommune\nKari Nordmann\nOla Hansen\n\nNAV Bodø\nPer Berg")
    found = take(table, guess_columns(table))
    assert told(found) == [
        ("Kari Nordmann", "Bodø kommune"),
        ("Ola Hansen", "Bodø kommune"),
        ("Per Berg", "NAV Bodø"),
    ]


def test_one_name_in_two_sections_is_two_people() -> None:
    found = roster("Navn|Mat", "NAV Bodø|", "Kari Berg|x", "KS|", "Kari Berg|", "Kari Berg|")
    assert told(found) == [("Kari Berg", "NAV Bodø"), ("Kari Berg", "KS")]
    assert [p.row for p in found.problems] == [6]


def test_a_merged_title_that_names_an_organisation_holds_for_the_rows_below(tmp_path: Path) -> None:
    page = (
        "<table><tr><th>Navn<th>E-post</tr><tr><td colspan=2>Bodø kommune</tr>"
        "<tr><td>Kari Berg<td>k@x.no</tr><tr><td colspan=2>Velkommen</tr>"
        "<tr><td>Ola Mo<td>o@x.no</tr></table>"
    )
    (tmp_path / "l.xls").write_text(page, "utf-8")
    found = read_roster(tmp_path / "l.xls")
    assert told(found) == [("Kari Berg", "Bodø kommune"), ("Ola Mo", "Bodø kommune")]
    assert found.problems == []


@pytest.mark.parametrize("name", PEOPLE)
def test_a_person_is_no_section(name: str) -> None:
    assert level_of(name) is None


sections = st.lists(
    st.tuples(
        st.sampled_from(BODIES),
        st.lists(st.sampled_from(PEOPLE[:4]), min_size=1, max_size=4, unique=True),
    ),
    min_size=1,
    max_size=4,
    unique_by=lambda part: PLAIN.get(part[0], part[0]),
)


@given(parts=sections, headed=st.booleans(), gaps=st.booleans())
def test_every_row_is_a_person_a_heading_or_blank(
    parts: list[tuple[str, list[str]]], headed: bool, gaps: bool
) -> None:
    lines = ["Navn|E-post"]
    wanted = []
    for body, names in parts:
        lines += ["|"] * gaps + [f"{body}|"]
        for name in names:
            lines.append(f"{name}|p{len(lines)}@x.no" if headed else f"{name}|")
            wanted.append((name, PLAIN.get(body, body)))
    found = roster(*lines)
    assert told(found) == wanted
    assert found.problems == []


@given(st.text("abcdefghijklmnoprstuvyæøåABCÆØÅ -", min_size=3, max_size=30))
def test_what_reads_as_a_person_is_one_unless_it_names_a_body(text: str) -> None:
    name = " ".join(text.split())
    if not looks_like_person(name) or level_of(name) is not None:
        return
    found = roster("Navn|E-post", f"{name}|", "Kari Berg|k@x.no")
    assert [p.name for p in found.people] == [name, "Kari Berg"]
    assert found.problems == []


def test_the_sum_of_a_section_is_no_person_and_no_organisation() -> None:
    found = roster(
        "Navn|Antall", "Bodø kommune|", "Kari Berg|x", "Sum Bodø kommune: 1|", "Ola Mo|x",
        "Sum NAV|1", "Totalt for avdeling 2|1", "Sum Li|x",
    )  # fmt: skip
    assert told(found) == [(n, "Bodø kommune") for n in ("Kari Berg", "Ola Mo", "Sum Li")]
    assert [row for row, _text in found.passed] == [4, 6, 7]
    assert (found.sections, found.problems) == (["Bodø kommune"], [])


def test_those_who_wait_belong_to_no_heading_above_and_those_who_said_no_do_not_come() -> None:
    found = roster(
        "Navn|E-post", "KS|", "Kari Berg|k@x.no", "Venteliste|", "Ola Mo|o@x.no", "Avmeldte|",
        "Li Mo|l@x.no", "Påmeldte|", "Per Li|p@x.no",
    )  # fmt: skip
    assert told(found) == [("Kari Berg", "KS"), ("Ola Mo", ""), ("Li Mo", ""), ("Per Li", "")]
    assert [p.attendance for p in found.people] == ["expected", "expected", "absent", "expected"]
    assert [p.row for p in found.doubts] == [4, 6]


sums = st.sampled_from(["Sum {}", "Totalt for {}:", "Antall {} 3", "Sum", "Totalt: 4", "I alt 3"])
notes = st.sampled_from(
    ["Merk: møt presis", "Sist oppdatert 12.10.2026", "Påmeldingsfrist: fredag"]
)


@given(
    parts=sections,
    total=sums,
    note=notes,
    title=st.sampled_from(
        ["Deltakere på fagdagen", "Påmelding til verksted", "Fagdag 12. oktober"]
    ),
    family=st.booleans(),
)
def test_titles_sections_sums_and_notes_together_leave_every_person_and_no_other(
    parts: list[tuple[str, list[str]]], total: str, note: str, title: str, family: bool
) -> None:
    lines = [f"{title}||", "||", "Etternavn|Fornavn|E-post" if family else "Navn|Tlf|E-post"]
    wanted, passed = [], []
    for body, names in parts:
        lines.append(f"{body}||")
        for name in names:
            first, _space, last = name.rpartition(" ")
            lines.append(
                f"{last}|{first}|p@{len(lines)}.no" if family else f"{name}||p@x{len(lines)}.no"
            )
            wanted.append((name, PLAIN.get(body, body)))
        lines.append(f"{total.format(PLAIN.get(body, body))}||")
        passed.append(len(lines))
    lines += ["||", f"{note}||"]
    found = roster(*lines)
    assert told(found) == wanted
    assert found.problems == []
    assert [row for row, _text in found.passed] == [*passed, len(lines)]
    rows = {*found.headed, *passed, len(lines)}
    assert len(rows) + len(wanted) == sum(1 for line in lines[3:] if line.strip("|"))
