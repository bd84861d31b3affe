"""What phones write: sent again and again, late and at once, and no text is lost."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from samverk.actions import notes, table_notes
from samverk.actions.table_notes import Another, Elsewhere, Missing
from samverk.model import Project, Sorry
from samverk.store import Deed, Draft, Store
from samverk.store.tables import decode

ID = "innspill-1"


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    made = Store.create(tmp_path / "samverk.db")
    yield made
    made.close()


def do(store: Store, deed: Callable[[Draft], Any]) -> Any:
    (answer,) = store.together([Deed("table:1", "test", deed)])
    if isinstance(answer, Exception):
        raise answer
    return answer


def write(store: Store, text: str, id: str = ID, table: int = 1, **more: Any) -> bool:
    return bool(do(store, lambda d: table_notes.write(d, table, id, text, **more)))


def rewrite(store: Store, base: int, id: str = ID, **given: object) -> str:
    return str(do(store, lambda d: table_notes.rewrite(d, store, 1, id, base, given)))


def texts(store: Store) -> list[str]:
    return sorted(n.text for n in store.state.notes if not n.withdrawn)


def test_the_same_id_again_changes_nothing(store: Store) -> None:
    assert write(store, "en")
    assert not write(store, "to")
    assert texts(store) == ["en"]


@pytest.mark.parametrize("id", ["", "kort", "a" * 65, "med mellomrom", "æøåæøåæøå"])
def test_an_odd_id_is_refused(store: Store, id: str) -> None:
    with pytest.raises(Sorry, match="ugyldig id"):
        write(store, "en", id)


def test_a_note_keeps_the_row_that_it_was_written_in(store: Store) -> None:
    write(store, "en", item="rad-7")
    assert [n.item for n in store.state.notes] == ["rad-7"]


def test_a_table_changes_its_own_notes_alone(store: Store) -> None:
    write(store, "en", table=2)
    with pytest.raises(Elsewhere):
        rewrite(store, store.revision, text="to")
    with pytest.raises(Missing):
        rewrite(store, store.revision, id="finnes-ikke", text="to")
    with pytest.raises(Elsewhere):
        write(store, "en", table=1)


def test_another_field_changed_meanwhile_stays(store: Store) -> None:
    write(store, "en")
    base = store.revision
    rewrite(store, base, owner="Nav")
    assert rewrite(store, base, text="to") == ""
    (note,) = store.state.notes
    assert (note.text, note.owner) == ("to", "Nav")


def test_two_first_steps_are_both_kept(store: Store) -> None:
    write(store, "en")
    base = store.revision
    rewrite(store, base, first_step="Ringe")
    twin = rewrite(store, base, first_step="Skrive")
    steps = {n.id: (n.text, n.first_step, n.twin) for n in store.state.notes}
    assert steps == {ID: ("en", "Ringe", ""), twin: ("en", "Skrive", ID)}


def test_without_a_history_a_note_that_nobody_touched_is_changed_as_ever(store: Store) -> None:
    write(store, "en")
    base = store.revision
    with store.engine.connect() as connection:
        connection.exec_driver_sql("DELETE FROM changes")
        connection.commit()
    assert rewrite(store, base, text="to") == ""
    assert texts(store) == ["to"]


def test_an_empty_text_and_a_field_of_ours_are_refused(store: Store) -> None:
    write(store, "en")
    with pytest.raises(Sorry, match="Skriv noe først"):
        rewrite(store, store.revision, text="  ")
    with pytest.raises(Sorry, match="kan ikke endres"):
        rewrite(store, store.revision, table=2)


def test_a_project_goes_up_once_and_takes_each_name_once(store: Store) -> None:
    for _time in range(2):
        do(store, lambda d: table_notes.put_up(d, "kort-0001", "Siri", {"organisation": "Nav"}))
        do(store, lambda d: table_notes.want_in(d, "kort-0001", "Ola", "DPS"))
    assert [(p.name, p.interested) for p in store.state.projects] == [("Siri", ("Ola, DPS",))]
    with pytest.raises(Missing):
        do(store, lambda d: table_notes.want_in(d, "kort-0002", "Ola"))
    assert store.state.get(Project, "kort-0001").organisation == "Nav"


TOKEN = "en-tilfeldig-tegn-0001"


def wall_of(store: Store) -> tuple[str, ...]:
    return store.state.get(Project, "kort-0001").interested


def test_what_a_phone_has_said_is_taken_back_by_that_phone_alone(store: Store) -> None:
    do(store, lambda d: table_notes.put_up(d, "kort-0001", "Siri", {}))
    do(store, lambda d: table_notes.want_in(d, "kort-0001", "Per"))
    do(store, lambda d: table_notes.want_in(d, "kort-0001", "Ola", "DPS", TOKEN))
    do(store, lambda d: table_notes.want_in(d, "kort-0001", "Per", "", "en-annens-tegn-000"))
    for wrong in ("en-annens-tegn-000", "", TOKEN[:-1]):
        with pytest.raises(Another, match="Be prosesslederen"):
            do(store, lambda d, wrong=wrong: table_notes.take_back(d, "kort-0001", wrong))
    assert wall_of(store) == ("Per", "Ola, DPS")
    for _time in range(2):
        do(store, lambda d: table_notes.take_back(d, "kort-0001", TOKEN))
        assert wall_of(store) == ("Per",)
    do(store, lambda d: table_notes.want_in(d, "kort-0001", "Ola", "DPS", TOKEN))
    assert wall_of(store) == ("Per",), "what arrives late brings nothing back"
    do(store, lambda d: table_notes.want_in(d, "kort-0001", "Ola", "DPS", "ny-tegn-0000000002"))
    assert wall_of(store) == ("Per", "Ola, DPS")
    assert TOKEN not in store.path.read_bytes().decode("utf-8", "replace")
    with pytest.raises(Missing):
        do(store, lambda d: table_notes.take_back(d, "kort-0002", TOKEN))


def test_who_is_taken_off_by_the_facilitator_leaves_no_token_for_the_next(store: Store) -> None:
    do(store, lambda d: table_notes.put_up(d, "kort-0001", "Siri", {}))
    do(store, lambda d: table_notes.want_in(d, "kort-0001", "Ola", "DPS", TOKEN))
    notes.leave_project(store, "kort-0001", "Ola, DPS")
    notes.join_project(store, "kort-0001", "Ola, DPS")
    do(store, lambda d: table_notes.take_back(d, "kort-0001", TOKEN))
    assert wall_of(store) == ("Ola, DPS",)


def test_a_card_of_an_older_file_is_read() -> None:
    older = '{"id":"kort-0001","rank":1.0,"name":"Siri","interested":["Ola, DPS"]}'
    card = decode("project", older)
    assert isinstance(card, Project)
    assert (card.interested, card.tokens) == (("Ola, DPS",), {})


class Device:
    """What one phone has seen: each note's revision and text."""

    def __init__(self) -> None:
        self.seen: dict[str, tuple[int, str]] = {}
        self.last: tuple[str, int, str] | None = None


steps = st.lists(
    st.tuples(st.sampled_from(["look", "write", "again"]), st.integers(0, 2), st.integers(0, 3)),
    max_size=25,
)


@given(steps)
def test_no_text_is_lost_unless_whoever_replaced_it_had_seen_it(
    tmp_path_factory: pytest.TempPathFactory, given_steps: list[tuple[str, int, int]]
) -> None:
    store = Store.create(tmp_path_factory.mktemp("edits") / "samverk.db")
    write(store, "først")
    devices = [Device() for _n in range(3)]
    kept = {"først"}

    def look(device: Device) -> None:
        revisions = store.journal.revisions["note"]
        device.seen = {n.id: (revisions[n.id], n.text) for n in store.state.notes}

    for device in devices:
        look(device)
    for number, (what, who, which) in enumerate(given_steps):
        device = devices[who]
        if what == "look":
            look(device)
        elif what == "write":
            id = sorted(device.seen)[which % len(device.seen)]
            base, replaced = device.seen[id]
            text = f"tekst {number}"
            rewrite(store, base, id, text=text)
            device.last = (id, base, text)
            kept = (kept - {replaced}) | {text}
        elif device.last is not None:
            id, base, text = device.last
            before = store.state
            rewrite(store, base, id, text=text)
            assert store.state == before
    assert kept <= {*texts(store)}
    assert len(texts(store)) == len({*texts(store)})
    store.close()
