"""Rules are read as they are written, and the words lead to one person or to a question."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from samverk import seating, words
from samverk.model import Group, Grouping, Participant, Sorry, State

NAMES = ("Kari Nordvik", "Kari Moe", "Ola Hauknes", "Jon Ánde Sara", "Aina Bergli")


def state(*names: str, **wish: object) -> State:
    return State(
        participants=tuple(
            Participant(id=f"p{n}", name=name, organisation=f"O{n}")
            for n, name in enumerate(names or NAMES)
        ),
        grouping=Grouping(**wish),  # type: ignore[arg-type]
    )


def test_a_rule_on_somebody_who_is_gone_is_not_shown() -> None:
    made = state(apart=(("p0", "gone"), ("p0", "p2")), pinned={"gone": 2})
    assert [rule.text for rule in seating.rules(made)] == [
        "Kari Nordvik og Ola Hauknes skal ikke sitte sammen"
    ]


def test_a_lock_is_a_sentence() -> None:
    group = Group(id="1-1", round=1, number=1, members=("p0",), locked=("p0",))
    made = State(participants=state().participants, groups=(group,))
    assert seating.locks(made) == [("p0", 1, 1, "Kari Nordvik skal sitte i gruppe 1")]


@pytest.mark.parametrize(
    ("text", "kind", "people", "group"),
    [
        ("Kari Nordvik og Ola Hauknes skal ikke sitte sammen", "apart", ("p0", "p2"), 0),
        ("kari m, ola og aina skal ikke sitte sammen.", "apart", ("p1", "p2", "p4"), 0),
        ("  Ola  og Jon Sara skal sitte sammen ", "together", ("p2", "p3"), 0),
        ("ÁNDE skal sitte i gruppe 2", "pinned", ("p3",), 2),
        ("Ola og Aina skal sitte i gruppe 12.", "pinned", ("p2", "p4"), 12),
    ],
)
def test_a_sentence_is_a_rule(text: str, kind: str, people: tuple[str, ...], group: int) -> None:
    rule = seating.read(state(), text)
    assert (rule.kind, rule.people, rule.group) == (kind, people, group)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Kari skal sitte i gruppe 2", "«Kari» kan være flere: Kari Nordvik og Kari Moe."),
        ("Kåre og Ola skal sitte sammen", "Fant ingen deltaker som heter «Kåre»."),
        ("Ola skal sitte sammen", "Nevn minst to deltakere i regelen."),
        ("Ola og ola hauknes skal ikke sitte sammen", "Nevn minst to deltakere i regelen."),
        ("Ola skal sitte i gruppe 0", "Skriv et helt tall fra 1 til 500."),
        ("Ola liker fisk", "Skriv regelen som «Kari og Ola skal ikke sitte sammen»"),
        ("", "Skriv regelen som"),
    ],
)
def test_what_is_no_rule_is_told_why(text: str, said: str) -> None:
    with pytest.raises(Sorry, match=said.replace(".", r"\.")):
        seating.read(state(), text)


def test_two_of_one_name_are_told_apart_by_their_organisation() -> None:
    made = state("Ola Hauknes", "Ola Hauknes", "Kari Moe", apart=(("p0", "p2"),))
    (rule,) = seating.rules(made)
    assert rule.text == "Ola Hauknes (O0) og Kari Moe skal ikke sitte sammen"
    assert seating.read(made, rule.text).people == ("p0", "p2")
    with pytest.raises(Sorry, match="kan være flere"):
        seating.read(made, "Ola Hauknes og Kari Moe skal sitte sammen")


@pytest.mark.parametrize("language", ["nb", "nn", "en"])
@given(
    who=st.lists(st.integers(0, 4), min_size=2, max_size=4, unique=True),
    kind=st.sampled_from(["apart", "together", "pinned"]),
)
def test_every_rule_that_is_written_is_read_again(
    language: words.Language, who: list[int], kind: str
) -> None:
    words.use(language)
    try:
        people = tuple(f"p{n}" for n in who)
        wish = {"pinned": {people[0]: 3}} if kind == "pinned" else {kind: (people,)}
        made = state(**wish)
        (rule,) = seating.rules(made)
        read = seating.read(made, rule.text)
        assert (read.kind, read.people, read.group) == (rule.kind, rule.people, rule.group)
        bare = seating.without(made.grouping, rule)
        assert bare == Grouping()
        assert seating.with_rule(bare, read) == made.grouping
        assert seating.with_rule(made.grouping, read) == made.grouping
    finally:
        words.use("nb")


def test_a_pin_that_does_not_hold_is_seen() -> None:
    rule = seating.Rule("pinned", ("p0",), "", 2)
    assert not seating.holds(rule, [Group(id="1-1", round=1, number=1, members=("p0",))])
    assert seating.holds(rule, [Group(id="1-2", round=1, number=2, members=("p0",))])
