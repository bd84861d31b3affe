"""What one workshop forgets, another may still need: it is kept there, and said."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from samverk import cli
from samverk.actions import forgetting, others
from samverk.actions.forgetting import Plan
from samverk.model import (
    About,
    Assignment,
    Measure,
    Note,
    Participant,
    Project,
    change,
)
from samverk.store.traces import Traces
from samverk.workshop import Workshop

TODAY = dt.date(2027, 9, 1)
CHAIR = "Møteleia Etternavnø"
OWNER = "Eierå Etternavnø"


def book(folder: Path, name: str) -> Path:
    path = folder / name
    cells = {"cells": [], "metadata": {}, "nbformat": 4, "nbformat_minor": 5}
    path.write_text(json.dumps(cells), encoding="utf-8")
    return path


@pytest.fixture
def first(tmp_path: Path) -> Iterator[Workshop]:
    workshop = Workshop(book(tmp_path, "workshop.ipynb"), tmp_path / "workshops")
    workshop.begin()
    with workshop.opened.change("participants.take") as draft:
        draft.put(
            About(
                theme="Ungt utenforskap",
                date=dt.date(2027, 2, 4),
                roles=(Assignment(role="chair", name=CHAIR, organisation="Fylket"),),
            ),
            Participant(id="p", name=OWNER, organisation="Nav", attendance="present"),
            Measure(id="m", rank=1, text="Felles kaffe", owner="Nav", person=OWNER),
            Project(id="x", rank=1, name=OWNER, interested=(f"{CHAIR}, Fylket",)),
            Note(id="n", rank=1, text="Navnet på kaffen velges senere. Navn er viktig."),
        )
    yield workshop
    workshop.close()


@pytest.fixture
def following(first: Workshop) -> Iterator[Workshop]:
    workshop = Workshop(book(first.notebook.parent, "neste.ipynb"), first.data)
    workshop.follow(first.folder.name)
    yield workshop
    workshop.close()


def forget(workshop: Workshop) -> int:
    notebook = workshop.notebook
    workshop.close()
    return cli.main(["forget", "--notebook", str(notebook)])


def test_the_next_workshop_keeps_its_roles_and_measures_and_the_command_says_so(
    first: Workshop, following: Workshop, capsys: pytest.CaptureFixture[str]
) -> None:
    before = following.state
    assert forget(first) == 3
    told = capsys.readouterr()
    assert told.err == ""
    assert "Verkstedet «neste» har noen av de samme opplysningene (roller og tiltak)." in told.out
    assert f"samverk forget --notebook {following.notebook}" in told.out
    assert following.opened.refresh() == before
    assert following.state.about.roles[0].name == CHAIR


def test_what_the_command_says_of_the_next_workshop_removes_it_there(
    first: Workshop, following: Workshop, capsys: pytest.CaptureFixture[str]
) -> None:
    place = first.notebook.parent
    assert forget(first) == 3
    assert forget(following) == 0
    capsys.readouterr()
    traces = Traces([CHAIR, OWNER])
    files = [path for path in place.rglob("*") if path.is_file()]
    assert [path for path in files if traces.within(path)] == []


def test_a_second_deletion_finds_nothing_and_changes_nothing(
    first: Workshop, following: Workshop, capsys: pytest.CaptureFixture[str]
) -> None:
    assert forget(first) == 3
    again = Workshop(first.notebook, first.data)
    once = again.state
    again.close()
    capsys.readouterr()
    assert forget(first) == 0
    told = capsys.readouterr()
    assert "Noe står igjen" not in told.out + told.err
    assert "0 deltakere er slettet" in told.out
    twice = Workshop(first.notebook, first.data)
    assert [n.text for n in twice.state.notes] == [n.text for n in once.notes]
    assert twice.state.notes[0].text == "Navnet på kaffen velges senere. Navn er viktig."
    twice.close()
    assert following.opened.refresh().about.roles[0].name == CHAIR


def test_the_history_and_the_files_of_another_workshop_are_told_too(
    first: Workshop, following: Workshop
) -> None:
    with following.opened.change("about.set") as draft:
        draft.put(change(draft.state.about, roles=()))
        draft.remove(*draft.state.measures)
    (following.folder / "uploads").mkdir()
    (following.folder / "uploads" / "liste.csv").write_text(CHAIR, encoding="utf-8")
    [other] = others.holding(first.data, first.folder, Traces([CHAIR]))
    assert (other.name, other.holds) == ("neste", ("historikken", "filer"))
    assert other.notebook == following.notebook


def test_a_workshop_with_nobody_of_this_one_is_not_told(first: Workshop) -> None:
    other = Workshop(book(first.notebook.parent, "annet.ipynb"), first.data)
    other.begin()
    assert others.holding(first.data, first.folder, Traces([CHAIR, OWNER])) == []
    other.close()


def test_one_person_who_is_forgotten_is_told_where_else_to_be_forgotten(
    first: Workshop, following: Workshop
) -> None:
    plan = Plan(parts=("names", "email", "dietary"), person="p")
    done = forgetting.forget(first.opened, first.notebook, plan, first.keys(), TODAY, first.data)
    assert done.left == ()
    assert [(other.name, other.holds) for other in done.others] == [("neste", ("tiltak",))]
    assert following.opened.refresh().measures[0].person == OWNER


def test_who_is_named_in_what_was_carried_is_known_by_the_workshop_before(
    first: Workshop, following: Workshop
) -> None:
    with following.opened.change("synthesis.edit") as draft:
        [measure] = draft.state.measures
        draft.put(change(measure, text=f"Kaffe med Tredje Etternavnø og {OWNER}", person=""))
    with first.opened.change("participants.take") as draft:
        draft.put(Participant(id="q", name="Tredje Etternavnø", organisation="Nav"))
    third = Workshop(book(first.notebook.parent, "tredje.ipynb"), first.data)
    third.follow(following.folder.name)
    with following.opened.change("turn") as draft:
        draft.put(change(draft.state.series, previous=first.folder.name))
    done = forgetting.forget(
        third.opened, third.notebook, forgetting.everything(third.opened), third.keys(), TODAY
    )
    assert done.left == ()
    assert third.state.measures[0].text == "Kaffe med [navn] og [navn]"
    assert first.opened.refresh().participants[0].name == OWNER
    third.close()


def test_a_loop_of_workshops_ends_the_search_for_names(
    first: Workshop, following: Workshop
) -> None:
    with first.opened.change("turn") as draft:
        draft.put(change(draft.state.series, previous=following.folder.name))
    assert forget(first) == 3
