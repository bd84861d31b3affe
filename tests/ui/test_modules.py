"""What the panels' modules are given to speak."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from samverk import words
from samverk.ui import modules


@pytest.fixture(autouse=True)
def bokmal_again() -> Iterator[None]:
    yield
    words.use("nb")


def test_one_and_many_differ_in_english_also_where_they_are_one_text_in_bokmal() -> None:
    words.use("en")
    spoken = modules.words("closing.js")
    text = "{n} svar, gjennomsnitt {mean}"
    assert spoken[f"1 {text}"] == "{n} answer, average {mean}"
    assert spoken[text] == "{n} answers, average {mean}"


def test_bokmal_needs_no_words_of_its_own() -> None:
    words.use("nb")
    assert modules.words("closing.js") == {}
