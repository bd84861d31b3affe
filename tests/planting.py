"""A workshop with people planted wherever a day leaves them: records, history, files, notebook."""

from __future__ import annotations

import datetime as dt
import json
import unicodedata
from pathlib import Path

import needles
from samverk.model import (
    About,
    AgendaItem,
    Assignment,
    Ballot,
    Goal,
    Group,
    Heading,
    Invitation,
    Keeping,
    Measure,
    Note,
    Participant,
    Project,
    StatusChange,
    Venue,
    change,
    new_id,
)
from samverk.store.backup import take
from samverk.workshop import Workshop

DAY = dt.date(2027, 2, 4)


def roster(count: int) -> list[Participant]:
    """People none of whose words stands anywhere else."""
    return [
        Participant(
            id=new_id(),
            name=f"{needles.planted(n, 'For')} {needles.planted(n, 'Etter')}",
            organisation=f"Kommune {n % 12}",
            unit=f"Enhet {n % 30}",
            field=f"Fag {n % 9}",
            email=f"{needles.planted(n, 'post')}@kommune.example",
            dietary=needles.planted(n, "Mat"),
            attendance="present",
        )
        for n in range(count)
    ]


def texts(people: list[Participant]) -> list[str]:
    """Their names, addresses and needs."""
    return [text for p in people for text in (p.name, p.email, p.dietary)]


def ways(person: Participant) -> list[str]:
    """How somebody is written of in a note."""
    first, last = person.name.split()
    return [
        f"Spør {person.name} om det",
        f"{person.name}s nabo vil være med",
        f"Ring {first.upper()}, eller {last}s sjef",
        f"{last}, {first} tar dette",
        f"{first}-{last} sa det",
        unicodedata.normalize("NFD", f"Med {person.name}: {person.dietary}"),
        f"{first}\u00a0{last} og \u00ab{first[:3]}\u00ad{first[3:]}\u00bb",
        f"Skriv til {person.email}!",
    ]


def fill(workshop: Workshop, people: int, notes: int) -> list[Participant]:
    """Plant them all; returns the people, two of whom are on the list no more."""
    store, come = workshop.opened, roster(people)
    gone = come[-2:]
    with store.change("participants.take") as draft:
        draft.put(*come, *_groups(come))
        draft.put(*_told(come))
    written = [
        Note(
            id=new_id(),
            rank=float(n),
            table=n % 60 + 1,
            horizon="now",
            text=f"Et felles tilbud nummer {n} som vi kan begynne med i morgen, sammen med flere. "
            + (ways(come[n // 10 % (people - 2)])[n // 10 % 8] if n % 10 == 0 else ""),
        )
        for n in range(notes)
    ]
    for n in range(0, notes, 50):
        with store.change("notes.add") as draft:
            draft.put(*written[n : n + 50])
    with store.change("notes.edit") as draft:
        draft.put(*(change(note, text=note.text + ".") for note in written[::3]))
        draft.remove(*written[-notes // 10 :])
    with store.change("participants.edit") as draft:
        draft.remove(*gone)
        draft.put(
            *(
                Note(id=new_id(), rank=-1.0 - n, text=f"Spør {p.name} ({p.email})")
                for n, p in enumerate(gone)
            )
        )
    return come


def _groups(come: list[Participant]) -> list[Group]:
    count = max(1, len(come) // 8)
    return [
        Group(id=f"1-{g + 1}", round=1, number=g + 1, members=tuple(p.id for p in come[g::count]))
        for g in range(count)
    ]


def _told(come: list[Participant]) -> list[object]:
    """A record of every kind in which people are named."""
    a, b, c, d = come[:4]
    return [
        About(
            theme="Ungt utenforskap",
            why=f"{a.name} ville det",
            date=DAY,
            roles=(Assignment(role="chair", name=b.name, organisation="Fylket"),),
        ),
        Venue(id="hus", name="Kulturhuset", accessibility=f"Vaktmester {c.name}"),
        AgendaItem(id="rad", rank=1, title=f"Sofa med {a.name}", minutes=30, owner=b.name),
        Invitation(contact=f"{c.name}, {c.email}", food_text=f"Husk {d.dietary}"),
        Keeping(responsible=d.name),
        Goal(id="maal", rank=1, text=f"{a.name} skal lykkes"),
        Heading(id="tema", rank=1, title=f"Det {b.name} sa"),
        Project(id="kort", rank=1, name=c.name, interested=(f"{d.name}, Nav", a.name)),
        Ballot(id="evaluation-x", topic="evaluation", text=f"Takk, {d.name}"),
        *(
            Measure(
                id=new_id(),
                rank=float(n),
                text=f"Tiltak {n} med {come[n - 1].name}",
                person=p.name,
                first_step=f"Ring {p.email}",
                statuses=(StatusChange(status="new", date=DAY, comment=f"{p.name} begynner"),),
            )
            for n, p in enumerate(come[:60])
        ),
    ]


def clutter(workshop: Workshop, people: list[Participant]) -> None:
    """The files that a day leaves, each form of a list, copies, and a notebook with outputs."""
    folder = workshop.folder
    listed = "\n".join(f"{p.name};{p.email};{p.dietary}" for p in people)
    some = "\n".join(texts(people[:20]))
    for name in ("uploads", "documents/gamle"):
        (folder / name).mkdir(parents=True, exist_ok=True)
    for form, write in needles.FORMS.items():
        (folder / "uploads" / f"{form}.bin").write_bytes(write(some))
    (folder / "uploads" / "liste.csv").write_text(listed, encoding="utf-16")
    (folder / "documents" / "gamle" / f"{people[0].name}.txt").write_text("Hei", encoding="utf-8")
    (folder / "samverk.log").write_text(listed[:2000], encoding="utf-8")
    (folder / "samverk-skadet-20270204-120000.db").write_bytes(listed.encode("utf-8"))
    take(workshop.opened)
    (workshop.data / "eksport.csv").write_text(listed, encoding="utf-8")
    write_notebook(workshop.notebook, listed)


def write_notebook(notebook: Path, said: str) -> None:
    """A notebook and its checkpoint, with `said` in outputs and in the state of widgets."""
    cell = {"cell_type": "code", "source": "1", "metadata": {}, "execution_count": 1}
    cell["outputs"] = [{"output_type": "stream", "name": "stdout", "text": said}]
    book = {"cells": [cell], "metadata": {"widgets": {"x": said}}, "nbformat": 4}
    checkpoints = notebook.parent / ".ipynb_checkpoints"
    checkpoints.mkdir(exist_ok=True)
    for path in (notebook, checkpoints / f"{notebook.stem}-checkpoint.ipynb"):
        path.write_text(json.dumps(book), encoding="utf-8")
