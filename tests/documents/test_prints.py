"""What is printed for the room: everybody is on it, and nothing falls off the sheet."""

from __future__ import annotations

import shutil
import zipfile
from pathlib import Path

import msgspec
import pytest

from documents import papers
from documents.states import rich
from samverk import library, words
from samverk.documents import kit, room, worker
from samverk.library import folder
from samverk.model import About, Group, Participant, Sorry, State

LONGEST = "Maximiliane-Aleksandrine Kristoffersdatter von Wettergreen-Hjelmeseth fra Ånderdalen"
NAMES = [each.name for each in library.prints()]


@pytest.fixture(autouse=True)
def _bokmaal() -> None:
    words.use("nb")


def printed(name: str, state: State, to: Path) -> tuple[Path, list[str]]:
    path = to / f"{name}.pdf"
    return path, kit.make(kit.PRINT + name, state, path)


def seated(state: State) -> dict[str, Participant]:
    return {person.id: person for person in state.present}


def test_all_that_the_room_needs_can_be_printed() -> None:
    assert NAMES == [
        "gruppekort",
        "bordskilt",
        "navneskilt",
        "deltakerliste",
        "program",
        "horisonter",
    ]
    for language in words.LANGUAGES:
        assert len({each.title for each in library.prints(language)}) == len(NAMES)


@pytest.mark.parametrize("name", NAMES)
def test_the_theme_stands_on_it_and_no_word_is_outside_a_sheet(name: str, tmp_path: Path) -> None:
    path, said = printed(name, rich(), tmp_path)
    assert said == []
    assert rich().about.theme in papers.text(path)
    wide, high = (1190.6, 841.9) if name == "horisonter" else (595.3, 841.9)
    astray = [w for w in papers.boxes(path) if w[1] < 8 or w[3] > wide - 8 or w[4] > high - 8]
    assert astray == []


@pytest.mark.parametrize("name", NAMES)
def test_no_address_and_no_need_is_printed(name: str, tmp_path: Path) -> None:
    path, _said = printed(name, rich(), tmp_path)
    said = papers.text(path)
    assert "@eksempel.no" not in said
    assert "glutenfri" not in said


def test_a_group_has_a_card_with_its_members_roles_place_task_and_times(tmp_path: Path) -> None:
    state = rich(groups=3)
    path, _said = printed("gruppekort", state, tmp_path)
    said = papers.text(path)
    assert papers.pages(path) >= len(state.groups)
    people = seated(state)
    for group in state.groups:
        assert f"Gruppe {group.number}" in said
        for member in group.members:
            if member in people:
                assert papers.bare(people[member].name) in papers.bare(said)
    for wanted in ("Ordstyrer", "Sekretær", "Resten av dagen", "Bord 1"):
        assert wanted in said


def test_ten_tags_lie_on_a_sheet_and_everybody_who_is_counted_on_has_one(tmp_path: Path) -> None:
    state = rich(groups=7)
    path, _said = printed("navneskilt", state, tmp_path)
    assert papers.pages(path) == -(-len(state.present) // 10)
    said = papers.bare(papers.text(path))
    for person in state.present:
        assert papers.bare(person.name) in said


def test_a_long_name_stays_on_its_tag(tmp_path: Path) -> None:
    state = State(
        about=About(theme="Tema"),
        participants=tuple(
            Participant(id=str(n), name=LONGEST, organisation=LONGEST, field=LONGEST)
            for n in range(10)
        ),
    )
    path, _said = printed("navneskilt", state, tmp_path)
    millimetre = 72 / 25.4
    for _page, left, top, right, bottom, word in papers.boxes(path):
        across, down = (left / millimetre - 17.5) % 95, (top / millimetre - 13.5) % 55
        assert across + (right - left) / millimetre <= 80, word
        assert down + (bottom - top) / millimetre <= 50.5, word


def test_a_table_sign_reads_from_both_sides(tmp_path: Path) -> None:
    state = rich(groups=4)
    path, _said = printed("bordskilt", state, tmp_path)
    assert papers.pages(path) == 4
    assert papers.text(path).count(state.about.theme) == 8


def test_names_come_as_norwegians_sort_them() -> None:
    names = ["Åse", "Ærlig", "Øyvind", "Zoe", "Áilu", "Anne", "anders", "Élise", "Erik"]
    assert sorted(names, key=room.alphabetic) == [
        "Áilu",
        "anders",
        "Anne",
        "Élise",
        "Erik",
        "Zoe",
        "Ærlig",
        "Øyvind",
        "Åse",
    ]


def test_what_people_write_is_never_markup(tmp_path: Path) -> None:
    hostile = '#include "x" *fet* $x$ <a> Ŧŋš ]'
    state = State(
        about=About(theme=hostile),
        participants=(Participant(id="1", name=hostile, organisation=hostile),),
        groups=(Group(id="1-1", round=1, number=1, members=("1",)),),
    )
    for name in NAMES:
        path, _said = printed(name, state, tmp_path)
        assert papers.bare(hostile) in papers.bare(papers.text(path))


def test_there_is_something_to_print_before_there_are_people(tmp_path: Path) -> None:
    for name in NAMES:
        path, said = printed(name, State(about=About(theme="Tema")), tmp_path)
        assert said == ["Det er ingen deltakere ennå."]
        assert papers.pages(path) == 1


def test_nothing_is_printed_before_the_theme_is_set(tmp_path: Path) -> None:
    with pytest.raises(Sorry, match="tema"):
        printed("program", State(), tmp_path)
    assert list(tmp_path.iterdir()) == []


@pytest.fixture
def own_templates(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of the templates that a department changes as it likes."""
    own = Path(shutil.copytree(folder(), tmp_path / "maler"))
    monkeypatch.setenv("SAMVERK_TEMPLATES", str(own))
    return own


def test_a_new_file_is_something_new_to_print(own_templates: Path, tmp_path: Path) -> None:
    (own_templates / "print" / "garderobe.typ").write_text(
        "// nb: Garderobelapper\n"
        '#import "felles.typ": *\n#show: dokument.with("Garderobe")\n'
        "#for person in data.personer [#person.navn ]\n",
        encoding="utf-8",
    )
    assert "Garderobelapper" in [each.title for each in library.prints()]
    path, _said = printed("garderobe", rich(groups=1), tmp_path)
    assert rich(groups=1).present[0].name in papers.text(path)
    assert kit.filename(rich(), "print/garderobe").startswith("Garderobelapper ")


def test_an_error_in_a_template_is_told_with_its_line(own_templates: Path, tmp_path: Path) -> None:
    (own_templates / "print" / "feil.typ").write_text("Hei\n#ukjent()\n", encoding="utf-8")
    with pytest.raises(Sorry, match=r"feil\.typ, linje 2"):
        printed("feil", rich(groups=1), tmp_path)


def test_all_of_it_comes_in_one_file_from_a_worker(tmp_path: Path) -> None:
    state = rich(groups=2)
    path = tmp_path / kit.filename(state, "print_zip")
    worker.make("print_zip", state, path)
    with zipfile.ZipFile(path) as packed:
        assert packed.namelist() == [kit.filename(state, kit.PRINT + name) for name in NAMES]
        assert packed.testzip() is None
    assert [each.name for each in tmp_path.iterdir()] == [path.name]


def test_the_invitation_in_one_file_has_no_calendar_before_there_is_a_number() -> None:
    state = rich(groups=1)
    assert "invitation_ics" not in kit.contents(state, "invitation_zip")
    calendar = msgspec.structs.replace(state.calendar, uid="a@samverk", told="noe")
    numbered = msgspec.structs.replace(state, calendar=calendar)
    assert kit.contents(numbered, "invitation_zip")[0] == "invitation_ics"
