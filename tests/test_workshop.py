"""A notebook finds its own data, never another's, and asks where it can't know."""

from __future__ import annotations

import datetime as dt
import shutil
from pathlib import Path

import pytest

from samverk import words
from samverk.actions import closing, participants, sample
from samverk.model import Measure, Participant, Sorry, change, new_id
from samverk.neighbours import FILE
from samverk.workshop import Workshop

BOOK = Path(__file__).parents[1] / "workshop.ipynb"


@pytest.fixture(autouse=True)
def _bokmaal() -> None:
    words.use("nb")


@pytest.fixture
def notebook(tmp_path: Path) -> Path:
    return Path(shutil.copy(BOOK, tmp_path / "workshop.ipynb"))


def opened(notebook: Path, **more: object) -> Workshop:
    return Workshop(notebook, notebook.parent / "workshops", **more)  # type: ignore[arg-type]


def begun(notebook: Path, theme: str = "Ungt utenforskap") -> Workshop:
    workshop = opened(notebook)
    workshop.begin()
    with workshop.opened.change("about.set") as draft:
        draft.put(change(draft.state.about, theme=theme, date=dt.date(2027, 2, 4)))
    return workshop


def test_a_new_notebook_has_no_data_and_writes_none(notebook: Path) -> None:
    workshop = opened(notebook)
    assert not workshop.is_open
    assert workshop.earlier() == []
    assert not (notebook.parent / "workshops").exists()
    with pytest.raises(Sorry, match="Velg først"):
        _ = workshop.opened


def test_a_workshop_is_found_again(notebook: Path) -> None:
    begun(notebook).close()
    again = opened(notebook)
    assert again.state.about.theme == "Ungt utenforskap"
    assert again.folder == notebook.parent / "workshops" / "workshop"
    again.close()


def test_a_notebook_copied_by_hand_asks_and_never_writes_to_the_same_file(notebook: Path) -> None:
    first = begun(notebook)
    copy = Path(shutil.copy(notebook, notebook.with_name("workshop-Copy1.ipynb")))
    second = opened(copy)
    assert not second.is_open
    [known] = second.earlier()
    assert (known.title, known.orphan) == ("Ungt utenforskap", False)
    with pytest.raises(Sorry, match="finnes fortsatt"):
        second.adopt(known.folder.name)
    second.follow(known.folder.name)
    assert second.folder != first.folder
    first.close()
    second.close()


def test_a_renamed_notebook_asks_once_and_finds_its_data(notebook: Path) -> None:
    begun(notebook).close()
    renamed = notebook.rename(notebook.with_name("februar.ipynb"))
    workshop = opened(renamed)
    assert not workshop.is_open
    [known] = workshop.earlier()
    assert known.orphan
    workshop.adopt(known.folder.name)
    assert workshop.state.about.theme == "Ungt utenforskap"
    workshop.close()
    again = opened(renamed)
    assert again.is_open
    again.close()


def test_a_folder_that_is_moved_whole_needs_no_question(notebook: Path, tmp_path: Path) -> None:
    begun(notebook).close()
    moved = tmp_path / "et annet sted"
    moved.mkdir()
    for each in ("workshop.ipynb", "workshops"):
        shutil.move(tmp_path / each, moved / each)
    workshop = opened(moved / "workshop.ipynb")
    assert workshop.state.about.theme == "Ungt utenforskap"
    workshop.close()


def test_a_new_notebook_with_the_name_of_an_old_one_gets_a_folder_of_its_own(
    notebook: Path,
) -> None:
    begun(notebook).close()
    renamed = notebook.rename(notebook.with_name("februar.ipynb"))
    adopted = opened(renamed)
    adopted.adopt("workshop")
    shutil.copy(BOOK, notebook)
    fresh = opened(notebook)
    assert not fresh.is_open
    fresh.begin()
    assert fresh.folder.name == "workshop-2"
    assert adopted.state.about.theme == "Ungt utenforskap"
    adopted.close()
    fresh.close()


def test_the_reports_template_and_its_layouts_follow_to_the_next_workshop(notebook: Path) -> None:
    first = begun(notebook)
    (first.folder / "maler").mkdir()
    for name in ("etaten.pptx", "gammel.pptx"):
        (first.folder / "maler" / name).write_bytes(name.encode("ascii"))
    closing.set(first.opened, "template", "etaten.pptx")
    closing.choose_layout(first.opened, "table", "Kun tittel")
    following = opened(first.duplicate("april"))
    following.follow(first.folder.name)
    assert following.state.closing.template == "etaten.pptx"
    assert following.state.closing.layouts == {"etaten.pptx": {"table": "Kun tittel"}}
    assert [file.name for file in (following.folder / "maler").iterdir()] == ["etaten.pptx"]
    closing.choose_layout(following.opened, "table", "")
    assert following.state.closing.layouts == {"etaten.pptx": {}}
    first.close()
    following.close()


def test_the_next_workshop_gets_what_stays_and_nothing_of_the_people(notebook: Path) -> None:
    first = opened(notebook)
    first.begin()
    sample.fill(first.opened, first.meet, first.met)
    made = first.duplicate("april")
    following = opened(made)
    following.follow(first.folder.name)
    state = following.state
    assert [row.title for row in state.agenda] == [row.title for row in first.state.agenda]
    assert all(row.started is None for row in state.agenda)
    assert state.venue is not None
    assert state.about.roles == first.state.about.roles
    assert {m.status for m in state.measures} <= {"new", "in_progress"}
    assert state.measures
    assert (state.participants, state.notes, state.ballots, state.goals) == ((), (), (), ())
    assert len(state.meetings) == len(first.state.meetings) + 1
    assert (state.series.number, state.series.previous) == (4, "workshop")
    following.opened.engine.dispose()
    raw = b"".join(p.read_bytes() for p in following.folder.iterdir() if p.suffix != ".log")
    for person in first.state.participants:
        assert person.name.encode() not in raw
        assert not person.email or person.email.encode() not in raw
    first.close()
    following.close()


def test_those_who_have_met_are_known_again_by_address_or_by_name(notebook: Path) -> None:
    first = begun(notebook)
    people = [
        Participant(id=new_id(), name="Åse Lundli", organisation="Nav", email="ase@nav.example"),
        Participant(id=new_id(), name="Ola Moen", organisation="Politiet"),
        Participant(id=new_id(), name="Eva Toft", organisation="Nav"),
    ]
    participants.take(first.opened, people)
    from samverk.actions import groups

    groups.divide(first.opened)
    following = opened(first.duplicate("neste"))
    following.follow(first.folder.name)
    participants.take(
        following.opened,
        [
            Participant(id="", name="Åse Lundli Moen", organisation="N", email="ASE@nav.example"),
            Participant(id="", name="ola  moen", organisation="politiet", email="ny@p.example"),
        ],
    )
    ids = {p.name: p.id for p in following.state.participants}
    [[group]] = following.met()
    assert set(group) == {ids["Åse Lundli Moen"], ids["ola  moen"]}
    first.close()
    following.close()


def test_the_series_remembers_who_really_met_and_who_had_which_role(notebook: Path) -> None:
    from samverk.actions import groups

    def held(workshop: Workshop, names: list[str], away: str = "") -> None:
        people = [
            Participant(id="x", name=name, organisation="Nav", email=f"{name}@nav.example")
            for name in names
        ]
        participants.take(workshop.opened, people)
        groups.wish(workshop.opened, "size", 4)
        groups.divide(workshop.opened, workshop.met(), duties=workshop.duties(), effort=0.1)
        for person in workshop.state.participants:
            if person.name == away:
                participants.check_in(workshop.opened, person.id, "absent")

    first = begun(notebook)
    names = [f"person-{n}" for n in range(8)]
    held(first, names, away="person-0")
    together = [
        {p.name for p in first.state.participants if p.id in g.members} - {"person-0"}
        for g in first.state.groups
    ]
    chairs = {g.roles["chair"] for g in first.state.groups}
    had = {p.name for p in first.state.participants if p.id in chairs} - {"person-0"}
    second = opened(first.duplicate("andre"))
    second.follow(first.folder.name)
    held(second, names)
    ids = {p.id: p.name for p in second.state.participants}
    [met] = second.met()
    assert sorted(sorted(ids[m] for m in group) for group in met) == sorted(map(sorted, together))
    duties = second.duties()
    assert {ids[r["chair"]] for r in duties.roles[0] if "chair" in r} == had
    assert sum((duties.attended or {}).values()) == 7
    chairs = {g.roles["chair"] for g in second.state.groups}
    assert had.isdisjoint(ids[who] for who in chairs)

    third = opened(second.duplicate("tredje"))
    third.follow(second.folder.name)
    assert len(third.state.meetings) == 2
    body = (third.folder / FILE).read_bytes()
    assert b"person-" not in body
    assert b"nav.example" not in body
    [secret] = third.data.glob("series-*/secret")
    assert secret.read_bytes() not in body
    for each in (first, second, third):
        each.close()


def test_a_notebook_made_before_the_day_is_over_learns_what_came_after(notebook: Path) -> None:
    from samverk.actions import groups

    first = begun(notebook)
    participants.take(
        first.opened, [Participant(id="x", name=name, organisation="Nav") for name in "ABCDEF"]
    )
    following = opened(first.duplicate("neste"))
    following.follow(first.folder.name)
    participants.take(
        following.opened, [Participant(id="x", name=name, organisation="Nav") for name in "ABCD"]
    )
    assert following.met() == []
    groups.wish(first.opened, "size", 3)
    groups.divide(first.opened, effort=0.1)
    following.recall()
    [met] = following.met()
    assert sorted(len(group) for group in met if group) in ([1, 3], [2, 2])
    participants.check_in(first.opened, first.state.participants[0].id, "absent")
    following.recall()
    assert sum(len(g) for m in following.state.meetings for g in m.groups) == 5
    participants.remove_all(first.opened)
    revision = following.opened.revision
    following.recall()
    assert following.opened.revision == revision
    first.close()
    following.close()


def test_only_open_measures_are_carried(notebook: Path) -> None:
    first = begun(notebook)
    with first.opened.change("synthesis.add") as draft:
        for n, status in enumerate(("new", "in_progress", "done", "stopped")):
            draft.put(Measure(id=f"m-{n}", rank=float(n), text=status, status=status))  # type: ignore[arg-type]
    following = opened(first.duplicate("neste"))
    following.follow(first.folder.name)
    assert [m.text for m in following.state.measures] == ["new", "in_progress"]
    assert {m.carried_from for m in following.state.measures} == {"Ungt utenforskap"}
    first.close()
    following.close()


def test_a_duplicate_never_takes_a_name_that_is_there(notebook: Path) -> None:
    workshop = begun(notebook)
    with pytest.raises(Sorry, match="alt en notatbok"):
        workshop.duplicate("workshop")
    with pytest.raises(Sorry, match="Skriv et navn"):
        workshop.duplicate(" /?. ")
    with pytest.raises(Sorry, match="for langt"):
        workshop.duplicate("x" * 300)
    workshop.close()


def test_the_external_leader_sees_no_address_and_no_dietary_need(notebook: Path) -> None:
    first = begun(notebook)
    person = Participant(
        id="", name="Åse", organisation="Nav", email="a@b.example", dietary="nøtter"
    )
    participants.take(first.opened, [person])
    external = opened(notebook, role="external")
    [seen] = external.state.participants
    assert (seen.email, seen.dietary) == ("", "")
    assert external.frame("people")["email"].tolist() == [""]
    first.close()
    external.close()


def test_frames_hold_what_the_panels_show(notebook: Path) -> None:
    workshop = opened(notebook)
    workshop.begin()
    assert workshop.frame("notes").empty
    sample.fill(workshop.opened, workshop.meet, workshop.met)
    people = workshop.frame("people")
    assert len(people) == 40
    assert people["group"].notna().all()
    assert list(workshop.frame("agenda")["title"]) == [r.title for r in workshop.state.agenda]
    for name in ("groups", "notes", "measures", "votes", "tables", "goals", "venues", "projects"):
        assert len(workshop.frame(name)) > 0
    with pytest.raises(Sorry, match="ingen tabell"):
        workshop.frame("finnes ikke")
    workshop.close()


def test_a_damaged_file_is_a_sentence_and_nothing_is_made(notebook: Path) -> None:
    begun(notebook).close()
    path = notebook.parent / "workshops" / "workshop" / FILE
    for extra in path.parent.glob(f"{FILE}-*"):
        extra.unlink()
    path.write_bytes(b"skadet" * 500)
    workshop = opened(notebook)
    assert "skadet" in workshop.problem
    assert not workshop.is_open
    assert path.read_bytes() == b"skadet" * 500


def test_the_sample_fills_only_an_empty_workshop_and_goes_away_again(notebook: Path) -> None:
    workshop = opened(notebook)
    workshop.begin()
    sample.fill(workshop.opened, workshop.meet, workshop.met)
    assert workshop.state.about.is_sample
    assert workshop.state.groups
    with pytest.raises(Sorry, match="tomt verksted"):
        sample.fill(workshop.opened, workshop.meet, workshop.met)
    sample.remove(workshop.opened)
    empty = workshop.state
    assert (empty.participants, empty.agenda, empty.notes, empty.groups) == ((), (), (), ())
    assert not empty.about.theme
    workshop.close()
