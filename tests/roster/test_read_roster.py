"""Rosters as people have them."""

from __future__ import annotations

import datetime as dt
import subprocess
import sys
import time
import zipfile
from pathlib import Path

import openpyxl
import pytest
from openpyxl.utils.cell import get_column_letter

from samverk.roster import Roster, RosterError, read_roster, read_table

CASES = Path(__file__).parent / "cases"

Cell = str | int | float | bool | dt.date | dt.time | None


def workbook(path: Path, *rows: list[Cell], merge: tuple[str, ...] = ()) -> Path:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    for row in rows:
        sheet.append(row)
    for cells in merge:
        sheet.merge_cells(cells)
    book.save(path)
    return path


def text(path: Path, content: str, encoding: str = "utf-8") -> Path:
    path.write_bytes(content.encode(encoding))
    return path


def names(roster: Roster) -> list[str]:
    return [person.name for person in roster.people]


def rows(roster: Roster) -> list[int]:
    return [problem.row for problem in roster.problems]


def test_the_room_is_light_to_import() -> None:
    code = (
        "import sys; import samverk.roster; "
        "sys.exit(bool({'pandas', 'openpyxl', 'python_calamine', 'numpy'} & set(sys.modules)))"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


@pytest.mark.parametrize("kind", ["xlsx", "xls", "ods"])
def test_a_list_on_the_second_sheet_reads_alike_in_every_spreadsheet(kind: str) -> None:
    roster = read_roster(CASES / f"list.{kind}")
    assert [(p.name, p.organisation, p.unit, p.email, p.dietary) for p in roster.people] == [
        ("Kari Nordmann", "NAV", "4301", "kari@nav.no", "Nøtter"),
        ("Ola Hansen", "NAV", "4301", "ola@nav.no", ""),
        ("Ánne Máret Utsi", "Karasjok kommune", "", "anne@karasjok.no", "Vegetar"),
    ]
    assert [(p.row, p.message) for p in roster.problems] == [
        (6, "Raden med post@bufdir.no mangler navn."),
        (7, "Kari Nordmann har samme e-postadresse som rad 4."),
    ]
    assert roster.columns == {
        "name": "Fornavn + Etternavn",
        "organisation": "Arbeidssted",
        "unit": "Enhet",
        "email": "E-post",
        "dietary": "Allergier",
    }
    table = read_table(CASES / f"list.{kind}")
    assert (table.sheet, table.sheets) == ("Påmeldte", ("Om lista", "Påmeldte"))
    assert read_table(CASES / f"list.{kind}", sheet="Om lista").sheet == "Om lista"


def test_an_old_workbook_whose_texts_go_on_from_block_to_block() -> None:
    roster = read_roster(CASES / "long.xls")
    assert [(p.name, p.organisation, p.unit) for p in roster.people] == [
        (
            f"Ánne Máret Guttorm-Åsheim {'x' * (i % 40)}{i}",
            f"Etat {'šđč' if i % 3 else 'æ'} {i}",
            f"{i:04}",
        )
        for i in range(300)
    ]


def test_microsoft_forms_in_bokmaal(tmp_path: Path) -> None:
    when = dt.datetime(2027, 1, 12, 9, 30)
    path = workbook(
        tmp_path / "forms.xlsx",
        ["ID", "Starttidspunkt", "Fullføringstidspunkt", "E-post", "Navn", "Hvor jobber du?",
         "Hva jobber du med?", "Har du allergier eller andre matbehov?"],
        [1, when, when, "kari@nav.no", "Nordmann, Kari", "NAV", "Helse", "Nei"],
        [2, when, when, "ola@ks.no", "Ola Hansen", "KS", "Oppvekst", None],
    )  # fmt: skip
    roster = read_roster(path)
    assert names(roster) == ["Kari Nordmann", "Ola Hansen"]
    assert roster.people[0].field == "Helse"
    assert roster.columns["organisation"] == "Hvor jobber du?"
    assert roster.problems == []


def test_microsoft_forms_without_accounts(tmp_path: Path) -> None:
    path = workbook(
        tmp_path / "forms.xlsx",
        ["ID", "Start time", "Completion time", "Email", "Name", "What is your name?"],
        [1, "1/12/27 9:30", "1/12/27 9:31", "anonymous", None, "Kari Nordmann"],
        [2, "1/12/27 9:30", "1/12/27 9:31", "anonymous", None, "Ola Hansen"],
        [3, "1/12/27 9:30", "1/12/27 9:31", "anonymous", None, None],
        [4, "1/12/27 9:30", "1/12/27 9:31", "anonymous", None, "Åse Vik"],
    )
    roster = read_roster(path)
    assert [(p.row, p.message) for p in roster.problems] == [(4, "Raden mangler navn.")]
    assert roster.people.pop().name == "Åse Vik"
    assert [(p.name, p.email) for p in roster.people] == [("Kari Nordmann", ""), ("Ola Hansen", "")]


def test_titles_above_and_sums_below_are_neither_people_nor_problems(tmp_path: Path) -> None:
    path = workbook(
        tmp_path / "list.xlsx",
        ["Deltakere på verkstedet"],
        [],
        ["Oppdatert 12. januar", None, None],
        ["Navn", "Organisasjon", "Allergi"],
        ["Kari Nordmann", "NAV", "Nøtter"],
        [None, " ", "\u00a0"],
        ["NAV-gjengen", None, None],
        ["Ola Hansen", "KS", None],
        [],
        ["Antall påmeldte: 2", None, 1],
        [None, "Totalt", 2],
        [None, None, 1],
        merge=("A1:C1", "A7:C7"),
    )
    roster = read_roster(path)
    assert names(roster) == ["Kari Nordmann", "Ola Hansen"]
    assert roster.problems == []


def test_numbered_rows_that_nobody_filled_in_are_blank(tmp_path: Path) -> None:
    numbered: list[list[Cell]] = [[i, None, None] for i in range(2, 20)]
    path = workbook(tmp_path / "l.xlsx", ["Nr", "Navn", "Enhet"], [1, "Kari", "IT"], *numbered)
    roster = read_roster(path)
    assert (names(roster), roster.problems) == (["Kari"], [])


def test_headings_that_are_repeated_on_a_new_page_are_skipped(tmp_path: Path) -> None:
    path = text(tmp_path / "l.csv", "Navn;Enhet\nKari;IT\nNavn;Enhet\nOla;IT\n")
    roster = read_roster(path)
    assert (names(roster), roster.problems) == (["Kari", "Ola"], [])


def test_a_merged_cell_holds_for_all_its_rows(tmp_path: Path) -> None:
    path = workbook(
        tmp_path / "list.xlsx",
        ["Organisasjon", "Navn", "Enhet"],
        ["NAV", "Kari Nordmann", "IT"],
        [None, "Ola Hansen", None],
        [None, None, None],
        ["KS", "Per Berg", None],
        merge=("A2:A4", "C2:C3"),
    )
    roster = read_roster(path)
    assert [(p.name, p.organisation, p.unit) for p in roster.people] == [
        ("Kari Nordmann", "NAV", "IT"),
        ("Ola Hansen", "NAV", "IT"),
        ("Per Berg", "KS", ""),
    ]
    assert roster.problems == []


def test_headings_over_two_rows_are_read_together(tmp_path: Path) -> None:
    path = workbook(
        tmp_path / "list.xlsx",
        ["Navn", "Kontakt", None],
        [None, "E-post", "Telefon"],
        ["Kari", "kari@nav.no", 90000000],
        merge=("A1:A2", "B1:C1"),
    )
    assert read_roster(path).columns == {"name": "Navn", "email": "E-post"}


def test_numbers_and_dates_come_as_the_user_sees_them(tmp_path: Path) -> None:
    values: list[tuple[Cell, str, str]] = [
        (4301, "General", "4301"),
        (4301.0, "0.00", "4301,00"),
        (301, "0000", "0301"),
        (4301.5, "General", "4301,5"),
        (0.25, "0%", "25 %"),
        (12345, "#,##0", "12 345"),
        (dt.date(2027, 2, 4), "dd.mm.yyyy", "04.02.2027"),
        (dt.time(9, 30), "hh:mm", "09:30"),
        (True, "General", "SANN"),
    ]
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(["Navn", "Enhet"])
    for i, (value, pattern, _seen) in enumerate(values):
        sheet.append([f"Person {i}", value])
        sheet[f"B{i + 2}"].number_format = pattern
    book.save(tmp_path / "l.xlsx")
    assert [p.unit for p in read_roster(tmp_path / "l.xlsx").people] == [v[2] for v in values]


def test_a_formula_without_an_answer_is_a_problem_that_says_so(tmp_path: Path) -> None:
    path = workbook(
        tmp_path / "l.xlsx", ["Navn", "Fornavn"], ["Kari", "x"], ['="Ola"&" "&"Hansen"', None]
    )
    (problem,) = read_roster(path).problems
    assert problem.row == 3
    assert "formel" in problem.message


def test_a_sum_without_an_answer_is_no_problem(tmp_path: Path) -> None:
    path = workbook(
        tmp_path / "f.xlsx",
        ["Navn", "Enhet"],
        ["Kari", "IT"],
        ["Antall", "=COUNTA(A2:A2)"],
        [None, "=COUNTA(B2:B2)"],
    )
    roster = read_roster(path)
    assert names(roster) == ["Kari"]
    assert rows(roster) == []


def test_a_person_needs_nothing_but_a_name(tmp_path: Path) -> None:
    path = text(tmp_path / "l.csv", "Navn;Enhet;Rolle\nKari;;\n;IT;\n?;IT;Leder\nOla;;\n")
    roster = read_roster(path)
    assert names(roster) == ["Kari", "Ola"]
    assert [(p.row, p.message) for p in roster.problems] == [
        (3, "Raden mangler navn."),
        (4, "«?» ser ikke ut som et navn."),
    ]


def test_lists_beside_each_other_are_read_as_one(tmp_path: Path) -> None:
    beside = workbook(
        tmp_path / "b.xlsx",
        ["Deltakere"],
        ["Navn", "Etat", None, "Navn", "Etat"],
        ["Kari Nordmann", "NAV", None, "Ola Hansen", "KS"],
        ["Per Berg", "NAV", None, "-", "KS"],
        [None, None, None, "Eva Mo", None],
    )
    roster = read_roster(beside)
    assert [(p.name, p.organisation) for p in roster.people] == [
        ("Kari Nordmann", "NAV"),
        ("Ola Hansen", "KS"),
        ("Per Berg", "NAV"),
        ("Eva Mo", ""),
    ]
    assert rows(roster) == [4]
    touching = text(tmp_path / "l.csv", "Navn;Etat;Navn;Etat\nKari Berg;NAV;Ola Mo;KS\n")
    assert names(read_roster(touching)) == ["Kari Berg", "Ola Mo"]


def test_two_questions_with_one_heading_are_not_two_lists(tmp_path: Path) -> None:
    path = text(tmp_path / "l.csv", "Navn;Navn;Etat\nKari Berg;Kari Berg;NAV\n")
    assert names(read_roster(path)) == ["Kari Berg"]


def test_what_stands_below_a_list_about_the_list_is_no_person(tmp_path: Path) -> None:
    path = text(
        tmp_path / "l.csv",
        "Navn;Etat\nKari Berg;NAV\n\nMerk: Frist 1. mars\nSist oppdatert 3.2.2027\nNote Berg;\n",
    )
    roster = read_roster(path)
    assert names(roster) == ["Kari Berg", "Note Berg"]
    assert rows(roster) == []


@pytest.mark.parametrize("mark", [";", "|", "\t"])
def test_a_comma_within_a_heading_parts_no_columns(tmp_path: Path, mark: str) -> None:
    lines = ["Deltaker (etternavn, fornavn)", "Sted"], ["Berg, Kari", "Bodø"], ["Li, Per", "Oslo"]
    path = text(tmp_path / "l.csv", "\n".join(map(mark.join, lines)))
    assert names(read_roster(path)) == ["Kari Berg", "Per Li"]


def test_a_whole_number_has_no_decimals_whoever_wrote_it(tmp_path: Path) -> None:
    path = text(tmp_path / "l.csv", "Navn;Enhet;Rolle\nKari Berg;4301.0;Leder 2.0\n")
    (person,) = read_roster(path).people
    assert (person.unit, person.role) == ("4301", "Leder 2.0")
    number = '<c o:value-type="float" o:value="4301.0"><p>4301.0</p></c>'
    said = '<c o:value-type="string"><p>{}</p></c>'.format
    rows_ = [said("Navn") + said("Enhet"), said("Kari Berg") + number]
    sheet = "".join(f"<table-row>{row}</table-row>" for row in rows_).replace("c>", "table-cell>")
    with zipfile.ZipFile(tmp_path / "l.ods", "w") as package:
        content = f'<d xmlns:o="o"><table>{sheet.replace("<c ", "<table-cell ")}</table></d>'
        package.writestr("content.xml", content)
    assert read_roster(tmp_path / "l.ods").people[0].unit == "4301"


def test_the_same_address_is_the_same_person(tmp_path: Path) -> None:
    path = text(
        tmp_path / "l.csv",
        "Navn,E-post,Org\nKari N,KARI@nav.no,NAV\nKari Nordmann,mailto:kari@nav.no,Nav\n",
    )
    roster = read_roster(path)
    assert names(roster) == ["Kari N"]
    assert rows(roster) == [3]


def test_the_same_name_in_two_organisations_is_two_people(tmp_path: Path) -> None:
    path = text(
        tmp_path / "l.csv", "Navn;Organisasjon\nKari Berg;NAV\nkari berg;nav\nKari Berg;KS\n"
    )
    roster = read_roster(path)
    assert [p.organisation for p in roster.people] == ["NAV", "KS"]
    assert rows(roster) == [3]


def test_texts_are_composed_trimmed_and_without_invisible_characters(tmp_path: Path) -> None:
    path = text(
        tmp_path / "l.csv",
        "\u200bNavn ;E-post\n\u00a0Ka\u00adri  A\u030as\tBerg\u200b ; <mailto:kari@nav.no>\n",
    )
    (person,) = read_roster(path).people
    assert (person.name, person.email) == ("Kari Ås Berg", "kari@nav.no")


def test_a_quotation_mark_that_nobody_closed_swallows_no_rows(tmp_path: Path) -> None:
    path = text(tmp_path / "l.csv", 'Navn;Org\n"Kari;NAV\nOla;"KS"\n"Per ""P"" Berg";NAV\n')
    assert names(read_roster(path)) == ["Kari", "Ola", 'Per "P" Berg']


def test_a_cell_may_hold_several_lines(tmp_path: Path) -> None:
    path = text(tmp_path / "l.csv", 'Navn;Allergi\nKari;"Nøtter\r\nog fisk"\n;x\n')
    roster = read_roster(path)
    assert roster.people[0].dietary == "Nøtter og fisk"
    assert rows(roster) == [3]


def test_a_web_page_that_calls_itself_xls(tmp_path: Path) -> None:
    page = (
        "<html><head><meta charset=windows-1252><style>td {color: red}</style></head><body>"
        "<table><tr><td colspan=3>P&aring;meldte</td></tr><!-- <tr><td>x</td></tr> -->"
        "<tr><th>Organisasjon<th>Navn</th><th>Matbehov</th></tr>"
        "<tr><td rowspan='2'>Bærum&nbsp;kommune</td><td>Kari<br>Nordmann<td>Nøtter</tr>"
        "<tr><td>Ola Hansen</td><td></td></tr><tr><td><td>&nbsp;</td><td>Vegan</td></tr></table>"
    )
    roster = read_roster(text(tmp_path / "export.xls", page, "cp1252"))
    assert [(p.name, p.organisation, p.dietary) for p in roster.people] == [
        ("Kari Nordmann", "Bærum kommune", "Nøtter"),
        ("Ola Hansen", "Bærum kommune", ""),
    ]
    assert rows(roster) == [5]


def test_an_xml_spreadsheet_that_calls_itself_xls(tmp_path: Path) -> None:
    page = (
        '<?xml version="1.0"?><?mso-application progid="Excel.Sheet"?><Workbook '
        'xmlns="urn:schemas-microsoft-com:office:spreadsheet" '
        'xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet"><Worksheet ss:Name="Påmeldte">'
        '<Table><Row><Cell><Data ss:Type="String">Navn</Data></Cell>'
        '<Cell ss:Index="3"><Data ss:Type="String">Enhet</Data></Cell></Row>'
        '<Row ss:Index="4"><Cell><Data ss:Type="String">Kari</Data></Cell>'
        '<Cell ss:Index="3"><Data ss:Type="Number">4301</Data></Cell></Row>'
        '<Row><Cell ss:Index="3"><Data ss:Type="String">IT</Data></Cell></Row>'
        "</Table></Worksheet></Workbook>"
    )
    roster = read_roster(text(tmp_path / "export.xls", page))
    assert [(p.name, p.unit) for p in roster.people] == [("Kari", "4301")]
    assert rows(roster) == [5]


def test_a_text_file_of_recipients(tmp_path: Path) -> None:
    path = text(tmp_path / "til.txt", "Nordmann, Kari <kari@nav.no>; Hansen, Ola <ola@ks.no>")
    assert names(read_roster(path)) == ["Kari Nordmann", "Ola Hansen"]


def test_a_cell_far_away_from_all_others_takes_no_room(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(["Navn"])
    sheet.append(["Kari"])
    sheet[f"{get_column_letter(16_384)}1048576"] = "x"
    book.save(tmp_path / "l.xlsx")
    assert names(read_roster(tmp_path / "l.xlsx")) == ["Kari"]


@pytest.mark.parametrize("kind", ["xlsx", "csv"])
def test_five_thousand_rows_are_read_within_two_seconds(tmp_path: Path, kind: str) -> None:
    made: list[list[Cell]] = [
        [f"Person {i}", f"Etat {i % 40}", 4300 + i % 9, f"p{i}@nav.no"] for i in range(5000)
    ]
    headings: list[Cell] = ["Navn", "Organisasjon", "Enhet", "E-post"]
    if kind == "xlsx":
        path = workbook(tmp_path / "l.xlsx", headings, *made)
    else:
        lines = [";".join(map(str, row)) for row in [headings, *made]]
        path = text(tmp_path / "l.csv", "\n".join(lines))
    start = time.process_time()
    roster = read_roster(path)
    assert time.process_time() - start < 2
    assert len(roster.people) == 5000
    assert roster.problems == []


def test_ids_are_unique_and_of_22_characters(tmp_path: Path) -> None:
    path = text(tmp_path / "l.csv", "Navn\n" + "".join(f"Person {i}\n" for i in range(300)))
    ids = {person.id for person in read_roster(path).people}
    assert len(ids) == 300
    assert {len(id) for id in ids} == {22}


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("", "tom"),
        ("\n\n  \n", "tom"),
        ("Navn;Enhet\n", "ingen navn"),
        ("Navn;Enhet\n;IT\n", "ingen navn"),
        ("Enhet;Telefon\nIT;90000000\n", "kolonne med navn"),
        ("%PDF-1.7\n", "PDF"),
    ],
)
def test_a_list_without_people_gets_a_sentence(tmp_path: Path, content: str, said: str) -> None:
    with pytest.raises(RosterError, match=said):
        read_roster(text(tmp_path / "l.csv", content))


def test_a_file_that_is_not_there_gets_a_sentence(tmp_path: Path) -> None:
    with pytest.raises(RosterError, match=r"Finner ikke fila borte\.xlsx"):
        read_roster(tmp_path / "borte.xlsx")
    with pytest.raises(RosterError, match="Får ikke åpnet"):
        read_roster(tmp_path)
