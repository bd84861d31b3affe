"""Votes: one ballot a device, taken back and moved until it closes, and then nobody's."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from samverk import priorities
from samverk.actions import ballots, synthesis
from samverk.model import Sorry, Topic, new_id
from samverk.store import Store, history


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    made = Store.create(tmp_path / "samverk.db")
    for text in ("Frokost", "Los", "Drop-in"):
        synthesis.add_measure(made, text, "now", [])
    yield made
    made.close()


def cast(store: Store, device: str, topic: Topic = "dots", **given: object) -> None:
    with store.change("ballots.cast") as draft:
        ballots.cast(draft, device, topic, **given)  # type: ignore[arg-type]


def ids(store: Store) -> list[str]:
    return [m.id for m in store.state.measures]


def test_a_ballot_takes_the_place_of_the_earlier_one_and_can_be_taken_back(store: Store) -> None:
    one, two, three = ids(store)
    cast(store, "telefon-1", dots={one: 3})
    cast(store, "telefon-1", dots={two: 1, three: 2})
    assert priorities.dots(store.state) == {one: 0, two: 1, three: 2}
    cast(store, "telefon-1", dots={})
    assert store.state.ballots == ()


def test_a_text_alone_is_an_answer(store: Store) -> None:
    cast(store, "telefon-1", "evaluation", text="Fin dag")
    assert [b.text for b in store.state.ballots] == ["Fin dag"]
    cast(store, "telefon-1", "evaluation", text=" ")
    assert store.state.ballots == ()


def test_a_dot_too_many_is_refused(store: Store) -> None:
    one, two, _three = ids(store)
    with pytest.raises(Sorry, match="Du har bare 3 prikker"):
        cast(store, "telefon-1", dots={one: 2, two: 2})
    ballots.each(store, 5)
    cast(store, "telefon-1", dots={one: 2, two: 3})
    with pytest.raises(Sorry, match="fra 3 til 5 prikker"):
        ballots.each(store, 6)


def test_closing_drops_the_keys_and_keeps_the_votes(store: Store) -> None:
    one, *_others = ids(store)
    devices = [new_id() for _n in range(4)]
    for device in devices:
        cast(store, device, dots={one: 2})
    ballots.close(store, "dots")
    assert priorities.dots(store.state)[one] == 8
    assert not [b for b in store.state.ballots if any(d in b.id for d in devices)]
    with pytest.raises(ballots.Closed):
        cast(store, devices[0], dots={})
    again = Store(store.path)
    assert {b.id for b in again.state.ballots} == {b.id for b in store.state.ballots}
    again.close()


def test_a_voting_that_is_opened_again_begins_anew(store: Store) -> None:
    one, *_others = ids(store)
    cast(store, "telefon-1", dots={one: 2})
    ballots.reveal(store)
    assert store.state.closing.revealed
    ballots.ask(store, "dots")
    assert store.state.ballots == ()
    assert not store.state.closing.revealed
    assert store.state.stage.rounds == {"dots": 1}
    cast(store, "telefon-1", dots={one: 1})


def test_asking_for_what_is_open_loses_no_vote(store: Store) -> None:
    one, *_others = ids(store)
    cast(store, "telefon-1", dots={one: 2})
    ballots.ask(store, "dots")
    assert len(store.state.ballots) == 1


def test_no_ballot_is_in_the_history(store: Store) -> None:
    one, *_others = ids(store)
    cast(store, "telefon-1", dots={one: 2})
    assert history(store, type(store.state.ballots[0]), "dots-telefon-1") == ()


@given(st.lists(st.tuples(st.integers(0, 5), st.integers(0, 3)), max_size=30))
def test_the_count_is_that_of_the_last_ballot_of_every_device(
    tmp_path_factory: pytest.TempPathFactory, casts: list[tuple[int, int]]
) -> None:
    store = Store.create(tmp_path_factory.mktemp("votes") / "samverk.db")
    synthesis.add_measure(store, "Frokost", "now", [])
    (measure,) = ids(store)
    for device, dots in casts:
        cast(store, f"telefon-{device}", dots={measure: dots})
    assert priorities.dots(store.state)[measure] == sum(dict(casts).values())
    other = Store(store.path)
    assert priorities.dots(other.state) == priorities.dots(store.state)
    other.close()
    store.close()
