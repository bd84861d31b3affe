"""A hostile search finds nothing of anybody in the bytes that a deletion leaves."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

import pytest

import needles
import planting
from samverk import cli
from samverk.actions import forgetting
from samverk.actions.forgetting import Plan
from samverk.store import Store
from samverk.store.forget import codes as codes_of
from samverk.store.traces import Traces
from samverk.workshop import Workshop


@pytest.mark.parametrize("form", needles.FORMS)
def test_the_search_finds_a_text_in_every_form(form: str) -> None:
    text = needles.planted(7, "For")
    data = needles.FORMS[form](f"Vi spør {text} om det. ")
    assert text.casefold() in needles.found(data)


@pytest.mark.parametrize("form", needles.FORMS)
def test_a_file_beside_is_known_to_hold_a_name_in_every_form(form: str) -> None:
    name = f"{needles.planted(7, 'For')} {needles.planted(8, 'Etter')}"
    data = needles.FORMS[form](f"Vi spør {name} om det. ")
    assert Traces([name, "En Annen"]).inside(data) == {name.casefold()}


@pytest.mark.parametrize(
    "written",
    [
        "id;Fornavn;Etternavn\n1;Kari Anne;Nordmann",
        "id;Etternavn;Fornavn\n1;Nordmann;Kari Anne",
        "<w:t>Kari</w:t></w:r><w:r><w:t> Anne Nord</w:t></w:r><w:r><w:t>mann</w:t>",
        "<si><t>Kari Anne</t></si><si><t>Nordmann</t></si>",
        "Kari\u00a0Anne Nordmann",
        "Ka\u00adri Anne Nord\u200bmann",
        "Nordmann, Kari Anne",
    ],
)
def test_a_name_that_is_taken_apart_is_known(written: str) -> None:
    assert Traces(["Kari Anne Nordmann"]).inside(written.encode("utf-8"))


@pytest.mark.parametrize(
    "written", ["Kari Anne ringte. Så kom Ola Nordmann", "Karianne Nordmann", "Kari og Anne"]
)
def test_another_name_is_not_taken_for_it(written: str) -> None:
    assert not Traces(["Kari Anne Nordmann"]).inside(written.encode("utf-8"))


@pytest.fixture
def workshop(tmp_path: Path) -> Iterator[Workshop]:
    planting.write_notebook(tmp_path / "verksted.ipynb", "")
    made = Workshop(tmp_path / "verksted.ipynb", tmp_path / "workshops")
    made.begin()
    yield made
    made.close()


def spread(found: dict[str, set[str]]) -> set[str]:
    return set().union(*found.values())


def test_a_hostile_search_finds_nobody_and_no_code_after_a_deletion(
    workshop: Workshop, capsys: pytest.CaptureFixture[str]
) -> None:
    people = planting.fill(workshop, 60, 600)
    planting.clutter(workshop, people)
    workshop.opened.codes(range(1, 9))
    codes = codes_of(workshop.opened)
    assert len(codes) >= 8
    other = Store(workshop.opened.path, "co_organiser")
    place, folder = workshop.notebook.parent, workshop.folder
    before = needles.found_below(place)
    assert len(spread(before)) >= 4 * len(people)
    workshop.close()
    assert cli.main(["forget", "--notebook", str(workshop.notebook)]) == 0, capsys.readouterr()
    assert needles.found_below(place) == {}
    held = b"".join(path.read_bytes() for path in place.rglob("*") if path.is_file())
    assert not [code for code in codes if code.encode("ascii") in held]
    assert sorted(path.name for path in folder.iterdir()) == [
        "samverk.db",
        "samverk.db-shm",
        "samverk.db-wal",
    ]
    assert len(other.refresh().participants) == len(people) - 2
    other.close()


def test_a_hostile_search_finds_nothing_of_one_who_is_forgotten_and_all_the_others(
    workshop: Workshop,
) -> None:
    store, people = workshop.opened, planting.fill(workshop, 30, 300)
    for person in (people[5], people[0]):
        mine = needles.found(" ".join(planting.texts([person])).encode("utf-8"))
        before = spread(needles.found_below(workshop.data))
        assert len(mine & before) == 4
        plan = Plan(parts=("names", "email", "dietary"), person=person.id)
        forgetting.forget(store, workshop.notebook, plan, workshop.keys(), dt.date(2027, 9, 1))
        after = spread(needles.found_below(workshop.data))
        tail = person.dietary.removeprefix("Mat").casefold()
        assert not [text for text in after if tail in text]
        others = {p.dietary.casefold() for p in people[:-2]} - {person.dietary.casefold()}
        assert after >= others - {people[5].dietary.casefold()}
