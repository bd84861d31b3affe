"""What is counted in the room at the end of the day."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from samverk.actions import closing
from samverk.model import Sorry
from samverk.store import Store


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    made = Store.create(tmp_path / "samverk.db")
    yield made
    made.close()


def test_hands_are_counts_and_an_empty_field_is_none_of_them(store: Store) -> None:
    closing.set(store, "evaluation_hands", [0, 1, None, 12, 9])
    assert store.state.closing.evaluation_hands == (0, 1, 0, 12, 9)


@pytest.mark.parametrize("wrong", [-1, 1.5, "tre", 10**20, [1]])
def test_what_is_no_count_of_hands_is_refused(store: Store, wrong: object) -> None:
    with pytest.raises(Sorry, match="helt tall fra 0 til 9999"):
        closing.set(store, "pulse_hands", [0, 0, wrong, 0, 0])
    assert store.state.closing.pulse_hands == (0, 0, 0, 0, 0)
