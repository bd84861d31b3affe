"""What a card on the project wall is about is no name of a person."""

from __future__ import annotations

import datetime as dt

import pytest

from samverk import library
from samverk.forgetting import forgotten
from samverk.model import Note, Project, State


def texts(state: State) -> dict[str, str]:
    changed = forgotten(state, {"names"}, lambda _p: "key", dt.date(2027, 2, 4))
    return {n.id: n.text for n in changed if isinstance(n, Note)}


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("Samtale uten henvisning", "Vi har en samtale uten Kari Nordmann"),
        ("Kari Nordmann", "Vi har en samtale uten [navn]"),
        ("Kari van Nordmann", "Vi har en samtale uten [navn]"),
    ],
)
def test_words_of_a_title_stay_and_words_of_a_name_go(name: str, told: str) -> None:
    note = Note(id="a", rank=1.0, text="Vi har en samtale uten Kari Nordmann")
    state = State(notes=(note,), projects=(Project(id="x", rank=1.0, name=name),))
    assert texts(state).get("a", note.text) == told


def test_the_notes_of_the_sample_keep_their_words() -> None:
    sample = library.sample()
    state = State(notes=sample.notes, projects=sample.projects)
    assert [text for text in texts(state).values() if "[navn]" in text] == []
