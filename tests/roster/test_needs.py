"""Needs are counted each by itself, and an answer that names none counts as none."""

from __future__ import annotations

import pytest

from samverk.roster import needs


def test_needs_are_counted_each_by_itself_most_first() -> None:
    answers = ["Vegetar, glutenfri", "vegetar", "Vegetar og laktosefri", "", "glutenfri / Halal"]
    assert needs.count(answers) == [
        ("vegetar", 3),
        ("glutenfri", 2),
        ("halal", 1),
        ("laktosefri", 1),
    ]


@pytest.mark.parametrize("answer", ["", " ", "Ingen", "nei.", "-", "Ikke noe", "none", "N/A"])
def test_an_answer_without_a_need_is_not_one(answer: str) -> None:
    assert needs.count([answer]) == []
