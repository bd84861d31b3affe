"""Which column holds what."""

from __future__ import annotations

import pytest

from samverk.roster import Row, Table, guess_columns, read_pasted, take
from samverk.roster.headings import heading_row, meaning

MEANINGS = {
    "name": [
        "Navn",
        "Namn",
        "Name",
        "NAVN *",
        "Navn:",
        "1. Navn",
        "Fullt navn",
        "Hva heter du?",
        "Kva heiter du?",
        "Kva er namnet ditt?",
        "Hva er navnet ditt?",
        "What is your name?",
        "What's your name?",
        "Ditt navn (fornavn og etternavn)",
        "Fornavn og etternavn",
        "For- og etternavn",
        "First and last name",
        "Navn på deltaker",
        "Deltakerens navn",
        "Deltaker",
        "Deltakarar",
        "Full name",
        "Participant name",
        "Hvem er du?",
        "Guest name",
        "Namma",
    ],
    "first_name": ["Fornavn", "Førenamn", "First Name", "Given name(s)", "Hva er fornavnet ditt?"],
    "last_name": ["Etternavn", "Etternamn", "Last Name", "Surname", "Hva er etternavnet ditt?"],
    "organisation": [
        "Organisasjon",
        "Organization",
        "Virksomhet",
        "Verksemd",
        "Arbeidsgiver",
        "Arbeidsgjevar",
        "Arbeidssted",
        "Hvor jobber du?",
        "Hvor jobber du til daglig?",
        "Kvar jobbar du?",
        "Kor jobbar du?",
        "Where do you work?",
        "Hvilken virksomhet kommer du fra?",
        "Hvilken kommune eller etat representerer du?",
        "Kva verksemd kjem du frå?",
        "Navn på virksomheten din",
        "What organisation do you work for?",
        "Organisasjon/avdeling",
        "Company",
        "Hvem representerer du?",
        "Bargosadji",
    ],
    "unit": [
        "Enhet",
        "Eining",
        "Avdeling",
        "Avd.",
        "Seksjon",
        "Department",
        "I hvilken avdeling jobber du?",
        "Hvilken enhet i organisasjonen tilhører du?",
        "Kva avdeling jobbar du i?",
        "Which department do you work in?",
        "Enhet/avdeling",
    ],
    "field": [
        "Fagfelt",
        "Fagområde",
        "Fag",
        "Hva er fagfeltet ditt?",
        "Hva jobber du med?",
        "Kva jobbar du med?",
        "Field of work",
        "What do you work with?",
    ],
    "role": [
        "Rolle",
        "Stilling",
        "Stillingstittel",
        "Tittel",
        "Job title",
        "Role",
        "Hva er stillingen din?",
        "Hvilken rolle har du?",
        "Kva er stillinga di?",
        "Hva jobber du som?",
    ],
    "email": [
        "E-post",
        "Epost",
        "E-postadresse",
        "Email",
        "E-mail Address",
        "Hva er e-postadressen din?",
        "Kva er e-postadressa di?",
        "Mail",
        "Arbeidsepost",
    ],
    "dietary": [
        "Matbehov",
        "Allergier",
        "Allergiar?",
        "Har du allergier eller andre matbehov?",
        "Har du matallergi, eller er det annet vi bør vite om lunsjen?",
        "Dietary requirements",
        "Do you have any food allergies?",
        "Spesielle behov (mat)",
        "Mat",
        "Er det noe du ikke kan spise?",
        "Treng du spesialmat?",
    ],
}


@pytest.mark.parametrize(
    ("field", "heading"), [(field, h) for field, many in MEANINGS.items() for h in many]
)
def test_a_heading_is_understood(field: str, heading: str) -> None:
    meant = meaning(heading)
    assert meant is not None
    assert meant[0] == field


@pytest.mark.parametrize(
    "heading",
    [
        "",
        "ID",
        "Start time",
        "Fullføringstidspunkt",
        "Telefon",
        "Mobilnummer",
        "Organisasjonsnummer",
        "Org.nr.",
        "Navn på nærmeste leder",
        "Leders e-post",
        "Brukernavn",
        "Hva håper du å ta med deg tilbake til arbeidsplassen din?",
        "Hvordan kan vi samarbeide bedre på tvers av organisasjonene?",
        "Kommentar",
        "Last modified time",
        "Fakturaadresse",
        "Participant ID (UPN)",
        "Navn på ledsager",
        "User principal name",
    ],
)
def test_a_heading_for_something_else_is_left_alone(heading: str) -> None:
    assert meaning(heading) is None


def headed(*rows: str) -> Table:
    cells = [Row(i, tuple(row.split("|"))) for i, row in enumerate(rows, start=1)]
    return Table(tuple(cells), heading_row(cells)[0])


def test_forms_own_name_gives_way_to_the_question_about_the_name() -> None:
    table = headed(
        "ID|Start time|Completion time|Email|Name|Hva heter du?|E-postadressen din?",
        "1|04.02.2027 09:00|04.02.2027 09:05|anonymous||Kari Nordmann|kari@nav.no",
    )
    assert guess_columns(table) == {"name": 5, "email": 6}


def test_forms_own_name_is_used_where_nobody_was_asked() -> None:
    table = headed(
        "ID|Starttidspunkt|Fullføringstidspunkt|E-post|Navn|Hvor jobber du?",
        "1|04.02.2027 09:00|04.02.2027 09:05|kari@nav.no|Kari Nordmann|NAV",
    )
    assert guess_columns(table) == {"email": 3, "name": 4, "organisation": 5}


def test_the_question_that_asks_which_allergies_wins_over_whether() -> None:
    table = headed(
        "Navn|Har du allergier?|Hvilke allergier har du?",
        "Kari Nordmann|Ja|Nøtter",
        "Ola Hansen|Nei|",
    )
    assert guess_columns(table)["dietary"] == 2


def test_a_list_by_an_event_system_in_english() -> None:
    table = headed(
        "Order #|First Name|Last Name|Email|Attendee Status|Company",
        "1|Kari|Nordmann|kari@nav.no|Attending|NAV",
    )
    assert guess_columns(table) == {
        "first_name": 1,
        "last_name": 2,
        "email": 3,
        "attendance": 4,
        "organisation": 5,
    }


def test_names_in_two_columns_win_over_a_heading_that_may_be_about_a_list() -> None:
    table = headed("Fornavn|Etternavn|Deltakere i prosjektet", "Kari|Nordmann|Fire")
    assert guess_columns(table).keys() == {"first_name", "last_name"}


def test_job_title_wins_over_mr_and_mrs() -> None:
    table = headed("First Name|Last Name|Title|Job Title", "Kari|Nordmann|Ms|Adviser")
    assert guess_columns(table) == {"first_name": 0, "last_name": 1, "role": 3}


def test_the_heading_row_is_found_below_titles() -> None:
    table = headed(
        "Deltakere på verkstedet 4. februar", "Frist 1. februar|", "Navn|Enhet|E-post", "Kari|IT|"
    )
    assert table.heading == 2


def test_without_headings_names_and_addresses_are_told_by_their_looks() -> None:
    table = read_pasted("Kari Nordmann\tNAV\tkari@nav.no\nOla Hansen\tBufdir\tola@bufdir.no")
    assert guess_columns(table) == {"email": 2, "name": 0, "organisation": 1}
    assert table.headings == ("Kolonne A", "Kolonne B", "Kolonne C")


def test_the_user_may_choose_other_columns() -> None:
    table = read_pasted("Hvem\tHvor\nKari\tNAV\nOla\tBufdir")
    roster = take(table._replace(heading=0), {"name": 0, "unit": 1})
    assert [(p.name, p.unit) for p in roster.people] == [("Kari", "NAV"), ("Ola", "Bufdir")]
    assert roster.columns == {"name": "Hvem", "unit": "Hvor"}
