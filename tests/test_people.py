"""The roster is summed up in sentences."""

from __future__ import annotations

from samverk import people
from samverk.model import About, Participant, State


def crowd(*fields: dict[str, object]) -> State:
    return State(
        participants=tuple(
            Participant(id=str(n), name=f"P{n}", **each)  # type: ignore[arg-type]
            for n, each in enumerate(fields)
        )
    )


def test_an_empty_roster_says_what_to_do_and_nothing_else() -> None:
    assert people.summary(State()) == ""
    assert list(people.lacks(State())) == [("Det er ingen deltakere ennå.", "read")]


def test_the_summary_counts_people_organisations_and_fields() -> None:
    state = crowd(
        {"organisation": "Nav", "field": "Arbeid"}, {"organisation": "nav", "field": "Helse"}
    )
    assert people.summary(state) == "2 deltakere fra 1 organisasjon med 2 fagfelt."


def test_on_the_day_the_summary_tells_who_has_come() -> None:
    state = crowd(
        {"attendance": "present"}, {"attendance": "present"}, {"attendance": "late"},
        {"attendance": "absent"}, {},
    )  # fmt: skip
    assert people.summary(state) == (
        "5 deltakere. 2 har møtt, 1 kom sent, 1 har ikke møtt og 1 ventes."
    )


def test_one_organisation_gives_a_hint_and_no_lack() -> None:
    state = crowd({"organisation": "Nav"}, {"organisation": "Nav"})
    assert "samme organisasjon" in people.hint(state)
    assert list(people.problems(state)) == []
    assert people.hint(crowd({"organisation": "Nav"}, {"organisation": "Politiet"})) == ""


def test_missing_units_and_people_without_organisation_are_said() -> None:
    state = State(
        about=About(expected_units=("Nav", "Politiet")),
        participants=(
            Participant(id="1", name="A", organisation="Nav"),
            Participant(id="2", name="B"),
        ),
    )
    assert list(people.problems(state)) == [
        "Ingen er påmeldt fra Politiet.",
        "1 deltaker mangler organisasjon.",
    ]


def test_organisations_keep_their_colour_by_size() -> None:
    crowd = tuple(
        Participant(id=str(n), name=f"P{n}", organisation=name)
        for n, name in enumerate(["Nav", "Politiet", "Nav", "", "Politiet", "Nav"])
    )
    assert people.colours(State(participants=crowd)) == {"Nav": 0, "Politiet": 1}
    assert people.cross_section(State(participants=crowd), "organisation") == [
        ("Nav", 3),
        ("Politiet", 2),
        ("", 1),
    ]


def test_an_expected_unit_is_missing_until_somebody_comes_from_it() -> None:
    crowd = (Participant(id="1", name="A", organisation="Nav", unit="Ungdomsteamet"),)
    expected = ["nav", "UNGDOMSTEAMET", "Politiet", " "]
    assert people.missing_units(State(participants=crowd), expected) == ["Politiet"]
