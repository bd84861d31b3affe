"""Pasted texts."""

from __future__ import annotations

import pytest

from samverk.roster import Roster, RosterError, guess_columns, read_pasted, take


def people(text: str) -> Roster:
    table = read_pasted(text)
    return take(table, guess_columns(table))


@pytest.mark.parametrize(
    "text",
    [
        "Nordmann, Kari <kari@nav.no>; Hansen, Ola <ola@bufdir.no>",
        "Nordmann, Kari <kari@nav.no>;\r\nHansen, Ola <ola@bufdir.no>;\r\n",
        'Til: "Nordmann, Kari" <kari@nav.no>, Ola Hansen <ola@bufdir.no>',
        "Kari Nordmann (kari@nav.no)\nOla Hansen (ola@bufdir.no)",
        "Kari Nordmann <mailto:kari@nav.no>; 'Ola Hansen' <ola@bufdir.no>",
        "Navn\tE-post\nKari Nordmann\tkari@nav.no\nHansen, Ola\tmailto:ola@bufdir.no",
        "Kari Nordmann\tkari@nav.no\nOla Hansen\tola@bufdir.no",
    ],
)
def test_recipients_become_people(text: str) -> None:
    roster = people(text)
    assert [(p.name, p.email) for p in roster.people] == [
        ("Kari Nordmann", "kari@nav.no"),
        ("Ola Hansen", "ola@bufdir.no"),
    ]
    assert roster.problems == []


@pytest.mark.parametrize(
    "text",
    [
        "Kari Nordmann\nOla Hansen",
        "Nordmann, Kari\nHansen, Ola",
        "Kari Nordmann; Ola Hansen",
        "Nordmann, Kari; Hansen, Ola",
        "Deltakere:\nKari Nordmann\n\nOla Hansen\n",
        "\ufeffNavn\nNordmann, Kari\nHansen, Ola",
        "1. Kari Nordmann\n2. Ola Hansen",
        "Deltakere\n- Kari Nordmann\n• Hansen, Ola",
    ],
)
def test_plain_names_become_people(text: str) -> None:
    assert [p.name for p in people(text).people] == ["Kari Nordmann", "Ola Hansen"]


def test_names_with_organisations_become_people_with_organisations() -> None:
    roster = people("Kari Nordmann, NAV\nOla Hansen, Bergen kommune")
    assert [(p.name, p.organisation) for p in roster.people] == [
        ("Kari Nordmann", "NAV"),
        ("Ola Hansen", "Bergen kommune"),
    ]


@pytest.mark.parametrize("text", ["{} ({})\n{} ({})", "{} - {}\n{} – {}", "1) {} - {}\n2) {} - {}"])
def test_what_stands_behind_a_name_is_the_organisation(text: str) -> None:
    roster = people(text.format("Kari Nordmann", "NAV", "Ola Hansen", "Bergen kommune"))
    assert [(p.name, p.organisation) for p in roster.people] == [
        ("Kari Nordmann", "NAV"),
        ("Ola Hansen", "Bergen kommune"),
    ]


def test_names_with_commas_between_them_are_people() -> None:
    names = ["Kari Nordmann", "Ola Hansen", "Per Arne Berg"]
    assert [p.name for p in people(", ".join(names)).people] == names


def test_an_address_in_the_place_of_a_name_is_one_problem() -> None:
    roster = people("Kari Nordmann <k@nav.no>\n\n'ola@nav.no' <ola@nav.no>\nPer Li <p@nav.no>\n")
    assert [p.name for p in roster.people] == ["Kari Nordmann", "Per Li"]
    assert [(p.row, p.message) for p in roster.problems] == [
        (3, "Raden med ola@nav.no mangler navn.")
    ]


def test_the_organisation_behind_a_recipients_name_is_taken() -> None:
    (person,) = people("Nordmann, Kari (Helse Bergen) <kari@helse.no>").people
    assert (person.name, person.organisation) == ("Kari Nordmann", "Helse Bergen")


def test_an_address_without_a_name_is_a_problem() -> None:
    roster = people("Kari Nordmann <kari@nav.no>; post@nav.no; Ola Hansen <ola@nav.no>")
    assert [p.name for p in roster.people] == ["Kari Nordmann", "Ola Hansen"]
    assert [(p.row, p.message) for p in roster.problems] == [
        (2, "Raden med post@nav.no mangler navn.")
    ]


def test_outlooks_tracking_list_keeps_those_who_declined_as_absent() -> None:
    roster = people(
        "Name\tAttendance\tResponse\n"
        "Nordmann, Kari\tMeeting Organizer\tNone\n"
        "Hansen, Ola\tRequired Attendee\tAccepted\n"
        "Berg, Per\tOptional Attendee\tDeclined\n"
    )
    assert [(p.name, p.attendance) for p in roster.people] == [
        ("Kari Nordmann", "expected"),
        ("Ola Hansen", "expected"),
        ("Per Berg", "absent"),
    ]
    assert roster.columns == {"name": "Name", "attendance": "Response"}


@pytest.mark.parametrize("text", ["", "  \n\t\n", "\u200b"])
def test_nothing_pasted_gets_a_sentence(text: str) -> None:
    with pytest.raises(RosterError, match="tom"):
        people(text)
