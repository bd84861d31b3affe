"""What lies beside the file, in the notebook and in the history goes too."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest

from samverk import cli
from samverk.actions import forgetting, participants
from samverk.actions.forgetting import Plan
from samverk.model import Measure, Note, Part, Participant, change
from samverk.store.backup import FOLDER, take
from samverk.workshop import Workshop

TODAY = dt.date(2027, 9, 1)
NAME = "Fornavnæ Etternavnø"
PERSON = Participant(id="p", name=NAME, email="fornavn@vagsund.example", dietary="Nøtteallergi")


def write_book(path: Path, source: str = "1", output: str = "") -> None:
    cell = {"cell_type": "code", "source": source, "metadata": {}, "execution_count": 1}
    cell["outputs"] = [{"output_type": "stream", "name": "stdout", "text": output}]
    book = {"cells": [cell], "metadata": {}, "nbformat": 4, "nbformat_minor": 5}
    path.write_text(json.dumps(book), encoding="utf-8")


@pytest.fixture
def workshop(tmp_path: Path) -> Iterator[Workshop]:
    write_book(tmp_path / "workshop.ipynb")
    made = Workshop(tmp_path / "workshop.ipynb", tmp_path / "workshops")
    made.begin()
    with made.opened.change("participants.take") as draft:
        draft.put(PERSON)
    yield made
    made.close()


def forget(workshop: Workshop, *parts: Part) -> forgetting.Done:
    store = workshop.opened
    plan = Plan(parts=parts) if parts else forgetting.everything(store)
    return forgetting.forget(store, workshop.notebook, plan, workshop.keys(), TODAY)


def test_a_name_in_the_name_of_a_file_counts_as_found(workshop: Workshop) -> None:
    place = workshop.folder / "documents" / f"Til {NAME}" / "kort"
    place.mkdir(parents=True)
    (place / "kort.txt").write_text("Hei", encoding="utf-8")
    [file] = forgetting.files(workshop.opened, ["names"])
    assert (file.path, file.found) == (f"documents/Til {NAME}/kort/kort.txt", True)
    forget(workshop)
    assert not (workshop.folder / "documents").exists()


@pytest.mark.parametrize(
    ("name", "content", "unsearchable"),
    [
        ("kart.png", b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR", True),
        ("rapport.pdf", b"%PDF-1.7", True),
        ("liste.csv", "Ingen å finne;æøå".encode("utf-16"), False),
        ("liste.txt", "Ingen å finne;æøå".encode("latin-1"), False),
    ],
)
def test_a_file_that_cannot_be_searched_says_so(
    workshop: Workshop, name: str, content: bytes, unsearchable: bool
) -> None:
    (workshop.folder / name).write_bytes(content)
    [file] = forgetting.files(workshop.opened, ["names"])
    assert (file.found, file.unsearchable) == (False, unsearchable)


def test_the_outputs_of_the_notebook_go_with_any_part(workshop: Workshop) -> None:
    write_book(workshop.notebook, output="Nøtteallergi")
    forget(workshop, "dietary")
    assert "allergi" not in workshop.notebook.read_text(encoding="utf-8")


def test_a_name_that_somebody_has_written_in_a_cell_is_told(
    workshop: Workshop, capsys: pytest.CaptureFixture[str]
) -> None:
    write_book(workshop.notebook, source=f"# Spør {NAME}")
    workshop.close()
    assert cli.main(["forget", "--notebook", str(workshop.notebook)]) == 1
    told = capsys.readouterr().err
    assert "Ta det bort i cellene" in told
    assert NAME in workshop.notebook.read_text(encoding="utf-8")


def test_who_was_taken_off_the_list_or_given_another_name_is_known_by_the_history(
    workshop: Workshop,
) -> None:
    store = workshop.opened
    with store.change("participants.take") as draft:
        draft.put(
            Participant(id="q", name="Tidligere Påmeldt", email="tidligere@vagsund.example"),
            Participant(id="r", name="Gammelt Etternamn", organisation="Nav Vågsund"),
            Participant(id="s", name="Nav Vågsund", organisation="Nav Vågsund"),
            Participant(id="t", name="Prosjekt", organisation="Nav Vågsund"),
            Note(id="n", rank=1, text="Spør Tidligere Påmeldt eller Gammelt Etternamn."),
            Note(id="o", rank=2, text="Prosjekt i Nav Vågsund, som tidligere. Gammelt er godt."),
            Note(id="u", rank=3, text="Skriv til tidligere@vagsund.example"),
        )
    with store.change("participants.edit") as draft:
        people = {p.id: p for p in draft.state.participants}
        draft.remove(people["q"], people["s"], people["t"])
        draft.put(change(people["r"], name="Nytt Slektsnavn"))
    (workshop.folder / "liste.txt").write_text("Påmeldt;Tidligere", encoding="utf-8")
    [file] = forgetting.files(store, ["names"])
    assert file.found
    forget(workshop)
    assert [n.text for n in store.state.notes] == [
        "Spør [navn] eller [navn].",
        "Prosjekt i Nav Vågsund, som tidligere. Gammelt er godt.",
        "Skriv til [e-post]",
    ]


def test_one_who_is_forgotten_is_known_by_an_earlier_name_too(workshop: Workshop) -> None:
    store = workshop.opened
    with store.change("participants.edit") as draft:
        draft.put(
            change(PERSON, name="Nytt Slektsnavn"),
            Measure(id="m", rank=1, text=f"Kaffe med {NAME}"),
        )
    plan = Plan(parts=("names", "email", "dietary"), person="p")
    forgetting.forget(store, workshop.notebook, plan, workshop.keys(), TODAY)
    assert store.state.measures[0].text == "Kaffe med [navn]"


def test_a_copy_that_was_taken_after_the_plan_goes_too(workshop: Workshop) -> None:
    store = workshop.opened
    plan = forgetting.everything(store)
    assert take(store) is not None
    (workshop.folder / FOLDER / "kopierer.tmp").write_text(NAME, encoding="utf-8")
    done = forgetting.forget(store, workshop.notebook, plan, workshop.keys(), TODAY)
    assert done.left == ()
    assert not (workshop.folder / FOLDER).exists()


def test_what_lies_beside_the_workshops_goes_though_the_deletion_is_cut_off(
    workshop: Workshop,
) -> None:
    stray = workshop.data / "eksport" / "liste.csv"
    stray.parent.mkdir()
    stray.write_text(NAME, encoding="utf-8")
    (workshop.data / "eksport" / "ren.csv").write_text("Ingen", encoding="utf-8")
    plan = forgetting.everything(workshop.opened)
    marker = workshop.folder / "sletter.json"
    marker.write_bytes(msgspec.json.encode(plan))
    participants.remove_all(workshop.opened)
    workshop.close()
    Workshop(workshop.notebook, workshop.data).close()
    assert [path.name for path in workshop.data.glob("eksport/*")] == ["ren.csv"]
    assert not marker.exists()
