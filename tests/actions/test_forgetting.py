"""What is forgotten is in no byte; what the series counts by is still there."""

from __future__ import annotations

import datetime as dt
import gzip
import json
import os
import re
import signal
import subprocess
import sys
import typing
import zipfile
from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest

from samverk import cli, lineage, series
from samverk.actions import forgetting, synthesis
from samverk.actions.forgetting import Plan
from samverk.model import (
    KINDS,
    About,
    Assignment,
    Group,
    Measure,
    Note,
    Participant,
    Project,
    Record,
    Room,
    StatusChange,
    change,
    new_id,
)
from samverk.store import Store, undo
from samverk.store.traces import Traces
from samverk.workshop import Workshop

TODAY = dt.date(2027, 9, 1)
PEOPLE = 12


def planted() -> list[Participant]:
    return [
        Participant(
            id=new_id(),
            name=f"Fornavn{n}æ Etternavn{n}ø",
            organisation="Vågsund kommune" if n % 2 else "Nav Vågsund",
            unit="Oppvekst" if n == 1 else "",
            field="Skole",
            role=f"Rolle{n}",
            email=f"person{n}@vagsund.example",
            dietary=f"Allergi mot stoff{n}å",
            attendance="present",
        )
        for n in range(PEOPLE)
    ]


@pytest.fixture
def workshop(tmp_path: Path) -> Iterator[Workshop]:
    book = {"cells": [], "metadata": {}, "nbformat": 4, "nbformat_minor": 5}
    (tmp_path / "workshop.ipynb").write_text(json.dumps(book), encoding="utf-8")
    made = Workshop(tmp_path / "workshop.ipynb", tmp_path / "workshops")
    made.begin()
    fill(made.opened)
    yield made
    made.close()


def fill(store: Store) -> None:
    people = planted()
    with store.change("participants.take") as draft:
        draft.put(
            About(
                id="about",
                theme="Ungt utenforskap",
                organising_unit="Vågsund kommune",
                date=dt.date(2027, 2, 4),
                roles=(Assignment(role="chair", name="Møte Leder", organisation="Fylket"),),
            ),
            *people,
            Group(id="1-1", round=1, number=1, members=tuple(p.id for p in people[:6])),
            Group(id="1-2", round=1, number=2, members=tuple(p.id for p in people[6:])),
            Note(id=new_id(), rank=1, text=f"{people[3].name} sa det, og Fornavn4æs venn òg"),
            Measure(id="a", rank=1, text="Felles kaffe", owner=people[1].name),
            Measure(
                id="b",
                rank=2,
                text="Felles kalender",
                person=people[2].name,
                statuses=(
                    StatusChange(
                        status="new", date=dt.date(2027, 3, 1), comment=f"Spør {people[2].name}"
                    ),
                ),
            ),
            Project(
                id=new_id(),
                rank=1,
                name=people[5].name,
                organisation="Vågsund kommune",
                interested=(f"{people[6].name}, Nav Vågsund",),
                tokens={"a1": f"{people[6].name}, Nav Vågsund"},
            ),
        )
    synthesis.set_measure(store, "a", "text", f"Kaffe med {people[7].name}")
    synthesis.set_measure(store, "a", "text", "Felles kaffe")


def secrets(store: Store) -> list[str]:
    return [text for p in store.state.participants for text in (p.name, p.email, p.dietary)] + [
        "Møte Leder"
    ]


def clutter(workshop: Workshop) -> None:
    """Files of every kind that hold a name."""
    store, folder = workshop.opened, workshop.folder
    name = store.state.participants[0].name
    (folder / "uploads").mkdir()
    with zipfile.ZipFile(folder / "uploads" / "liste.xlsx", "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("xl/sharedStrings.xml", f"<si>{name}</si>")
    (folder / "uploads" / "liste.csv").write_bytes(name.encode("utf-16"))
    (folder / "uploads" / "eldre.csv").write_bytes(name.encode("latin-1"))
    (folder / "documents").mkdir(exist_ok=True)
    (folder / "documents" / "rapport.pdf").write_bytes(b"%PDF" + os.urandom(50))
    (folder / "samverk.log").write_text(f"feil {name}", encoding="utf-8")
    (folder / "maler").mkdir()
    (folder / "maler" / "ren.pptx").write_bytes(b"PK\x03\x04")
    (workshop.data / "liste.json.gz").write_bytes(gzip.compress(json.dumps(name).encode()))
    cell = {"cell_type": "code", "source": "1", "metadata": {}, "execution_count": 1}
    cell["outputs"] = [{"output_type": "stream", "name": "stdout", "text": name}]
    book = {"cells": [cell], "metadata": {"widgets": {"x": name}}, "nbformat": 4}
    workshop.notebook.write_text(json.dumps(book), encoding="utf-8")
    checkpoints = workshop.notebook.parent / ".ipynb_checkpoints"
    checkpoints.mkdir()
    (checkpoints / "workshop-checkpoint.ipynb").write_text(json.dumps(book), encoding="utf-8")


def bytes_of(folder: Path) -> dict[Path, bytes]:
    return {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def found(folder: Path, texts: list[str]) -> list[tuple[str, str]]:
    traces = Traces(texts)
    return [
        (path.name, text) for path, data in bytes_of(folder).items() for text in traces.inside(data)
    ]


def test_the_command_leaves_no_byte_of_anybody(
    workshop: Workshop, capsys: pytest.CaptureFixture[str]
) -> None:
    texts = secrets(workshop.opened)
    clutter(workshop)
    place, folder = workshop.notebook.parent, workshop.folder
    workshop.close()
    assert len({text for _name, text in found(place, texts)}) == len(texts)
    assert cli.main(["forget", "--notebook", str(workshop.notebook)]) == 0
    assert found(place, texts) == []
    for path, data in bytes_of(place).items():
        for text in texts:
            assert text.encode("utf-8") not in data, path
            assert text.encode("utf-16-le") not in data, path
    assert "12 deltakere er slettet" in capsys.readouterr().out
    assert (folder / "maler" / "ren.pptx").exists()
    assert not (folder / "documents").exists()


def test_owners_become_units_and_names_in_texts_the_word_for_them(workshop: Workshop) -> None:
    store = workshop.opened
    forget_all(workshop)
    owners = {m.id: (m.owner, m.person) for m in store.state.measures}
    assert owners == {"a": ("Oppvekst", ""), "b": ("Nav Vågsund", "")}
    assert store.state.measures[1].statuses[0].comment == "Spør [navn]"
    assert store.state.notes[0].text == "[navn] sa det, og [navn]s venn òg"
    assert store.state.projects[0].name == "[navn]"
    assert store.state.projects[0].interested == ("Nav Vågsund",)
    assert store.state.projects[0].tokens == {}
    assert store.state.about.roles[0] == Assignment(role="chair", name="", organisation="Fylket")
    assert store.state.about.theme == "Ungt utenforskap"


def forget_all(workshop: Workshop) -> forgetting.Done:
    store = workshop.opened
    return forgetting.forget(
        store,
        workshop.notebook,
        forgetting.everything(store),
        workshop.keys(),
        TODAY,
        workshop.data,
    )


def test_the_numbers_of_the_series_and_who_has_met_stay(workshop: Workshop) -> None:
    store = workshop.opened
    secret = lineage.chain(store, workshop.data)[1]
    before = series.meetings(store.state, secret)
    forget_all(workshop)
    assert series.meetings(store.state, secret) == before
    assert len(store.state.participants) == PEOPLE
    assert {p.organisation for p in store.state.participants} == {"Vågsund kommune", "Nav Vågsund"}
    assert store.state.keeping.forgotten.keys() == {"dietary", "email", "codes", "names"}


def test_another_process_sees_it_and_can_write_on(workshop: Workshop) -> None:
    other = Store(workshop.opened.path, "co_organiser")
    forget_all(workshop)
    assert other.refresh() == workshop.state
    write_on(other)
    assert workshop.opened.refresh().notes[-1].text == "Etterpå"
    other.close()
    with pytest.raises(ValueError, match="ikke noe å angre"):
        undo(workshop.opened)


def write_on(store: Store) -> None:
    with store.change("notes.add") as draft:
        draft.put(Note(id=new_id(), rank=99, text="Etterpå"))


def test_one_part_alone_goes_and_the_rest_stays(workshop: Workshop) -> None:
    store = workshop.opened
    needs = [p.dietary for p in store.state.participants]
    plan = Plan(parts=("dietary",))
    forgetting.forget(store, workshop.notebook, plan, workshop.keys(), TODAY)
    assert {p.dietary for p in store.state.participants} == {""}
    assert all(p.name and p.email for p in store.state.participants)
    assert found(workshop.folder, needs) == []


def test_others_can_still_take_back_that_they_want_in_when_one_is_forgotten(
    workshop: Workshop,
) -> None:
    store = workshop.opened
    gone, other = store.state.participants[6:8]
    stays = f"{other.name}, DPS"
    card = change(
        store.state.projects[0],
        interested=(f"{gone.name}, Nav Vågsund", stays),
        tokens={"a1": f"{gone.name}, Nav Vågsund", "b2": stays, "c3": ""},
    )
    with store.change("fill") as draft:
        draft.put(card)
    plan = Plan(parts=("names", "email", "dietary"), person=gone.id)
    forgetting.forget(store, workshop.notebook, plan, workshop.keys(), TODAY)
    assert store.state.projects[0].interested == ("Nav Vågsund", stays)
    assert store.state.projects[0].tokens == {"b2": stays}
    assert found(workshop.folder, [gone.name]) == []


def test_one_person_is_forgotten_and_nobody_else(workshop: Workshop) -> None:
    store = workshop.opened
    gone, *others = store.state.participants
    texts = [gone.name, gone.email, gone.dietary]
    plan = Plan(parts=("names", "email", "dietary"), person=gone.id)
    done = forgetting.forget(store, workshop.notebook, plan, workshop.keys(), TODAY)
    assert done.people == 1
    assert done.left == ()
    assert found(workshop.folder, texts) == []
    assert {p.id: p for p in store.state.participants} | {gone.id: None} == {
        **{p.id: p for p in others},
        gone.id: None,
    }


def test_a_name_that_another_workshop_holds_is_told(
    workshop: Workshop, capsys: pytest.CaptureFixture[str]
) -> None:
    other = workshop.data / "annet"
    other.mkdir()
    Store.create(other / "samverk.db").close()
    (other / "liste.txt").write_text(workshop.state.participants[0].name, encoding="utf-8")
    workshop.close()
    assert cli.main(["forget", "--notebook", str(workshop.notebook)]) == 3
    told = capsys.readouterr()
    assert "Verkstedet «annet» har noen av de samme opplysningene (filer)." in told.out
    assert told.err == ""
    assert (other / "liste.txt").exists()


def test_a_notebook_without_data_is_told_in_a_sentence(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert cli.main(["forget", "--notebook", str(tmp_path / "ingen.ipynb")]) == 2
    assert "Fant ingen data" in capsys.readouterr().err


KILLED = """
import os, signal, sys
from pathlib import Path
from samverk.actions import forgetting, forgetting_files
from samverk.workshop import Workshop

workshop = Workshop(Path(sys.argv[1]), Path(sys.argv[2]))
die = lambda *a, **k: os.kill(os.getpid(), signal.SIGKILL)
setattr(forgetting if hasattr(forgetting, sys.argv[3]) else forgetting_files, sys.argv[3], die)
import datetime as dt
store = workshop.opened
plan = forgetting.everything(store)
forgetting.forget(store, workshop.notebook, plan, workshop.keys(), dt.date.today())
"""


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no SIGKILL")
@pytest.mark.parametrize("moment", ["_forget_records", "purge", "removed", "clear_notebook"])
def test_a_deletion_that_was_killed_is_finished_at_the_next_opening(
    workshop: Workshop, moment: str
) -> None:
    texts = secrets(workshop.opened)
    clutter(workshop)
    folder = workshop.folder
    workshop.close()
    killed = subprocess.run(
        [sys.executable, "-c", KILLED, workshop.notebook, workshop.data, moment],
        env={**os.environ, "PYTHONPATH": str(Path(cli.__file__).parents[1])},
        check=False,
    )
    assert killed.returncode == -signal.SIGKILL
    assert forgetting.interrupted(folder)
    again = Workshop(workshop.notebook, workshop.data)
    assert not forgetting.interrupted(again.folder)
    again.close()
    assert found(workshop.notebook.parent, texts) == []


NOT_TEXTS = frozenset(
    "id kind item heading merged_into unlike twin notes goals members locked key also template "
    "programme previous chain venue uid".split()
)
"""Fields that hold ids, keys and names of files."""


def told(kind: type[msgspec.Struct], said: str) -> dict[str, object]:
    """Every field of a noun in which people write, with `said` in it."""
    found: dict[str, object] = {}
    for name, hint in typing.get_type_hints(kind).items():
        inner = (typing.get_args(hint) or (None,))[0]
        if name in NOT_TEXTS:
            continue
        if hint is str:
            found[name] = said
        elif typing.get_origin(hint) is tuple and inner is str:
            found[name] = (said,)
        elif inner in (Assignment, Room):
            needed = {"role": "chair", "name": "x"} | told(inner, said)
            found[name] = (inner(**{n: needed[n] for n in inner.__struct_fields__ if n in needed}),)
    return found


@pytest.mark.parametrize("kind", KINDS.values(), ids=lambda kind: kind.kind)
def test_no_noun_has_a_text_in_which_a_name_stays(tmp_path: Path, kind: type[Record]) -> None:
    said = "Vi spør Fornavnæ Etternavnø om det, eller skriver til fornavn@vagsund.example"
    person = Participant(id="p", name="Fornavnæ Etternavnø", email="fornavn@vagsund.example")
    needed = {f.name: 1 for f in msgspec.structs.fields(kind) if f.required}
    needed |= {"id": kind.kind, "topic": "pulse", "captures": "nothing"}
    fields = needed | told(kind, said)
    record = kind(
        **{name: value for name, value in fields.items() if name in kind.__struct_fields__}
    )
    store = Store.create(tmp_path / "workshops" / "workshop" / "samverk.db")
    with store.change("fill") as draft:
        draft.put(person, record)
    forgetting.forget(
        store, tmp_path / "ingen.ipynb", forgetting.everything(store), lambda _p: "x", TODAY
    )
    left = msgspec.json.encode(store.state).decode("utf-8")
    store.close()
    assert not {"Fornavnæ", "Etternavnø", "fornavn@vagsund.example"} & {*re.split(r"[ ,\"]", left)}
    assert found(tmp_path, ["Fornavnæ", "Etternavnø", "fornavn@vagsund.example"]) == []
