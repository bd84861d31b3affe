"""Deltakere: a list is read, mapped and taken in; people are edited, found and checked in."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from conftest import CHECKOUT, axe, watched_page
from panels import go, notebook, served
from samverk.actions import participants as deeds
from samverk.model import Participant, State
from samverk.roster import read_roster
from samverk.store.store import redact
from samverk.ui import steps
from samverk.ui.participants import ParticipantsPanel
from samverk.workshop import Workshop
from serving import Server

TEXT = "Navn;Arbeidssted;Avdeling\nKari Nordvik;Nav;Oppfølging\n;Nav;\nOla Hauknes;Politiet;\n"


@pytest.fixture
def panel(tmp_path: Path) -> Iterator[ParticipantsPanel]:
    """The panel without a page, in an empty workshop."""
    workshop = notebook(tmp_path, "participants")
    yield ParticipantsPanel(workshop)
    workshop.close()


def view(panel: ParticipantsPanel) -> dict[str, Any]:
    return panel.view(panel.workshop.state)


def test_a_list_is_shown_before_it_is_taken_in(panel: ParticipantsPanel) -> None:
    panel.on_read(TEXT.encode(), "liste.csv")
    shown = view(panel)["preview"]
    columns = {field: at for field, _title, at in shown["columns"] if at >= 0}
    assert columns == {"name": 0, "organisation": 1, "unit": 2}
    assert shown["samples"][1] == ["Nav", "Politiet"]
    assert (shown["people"], shown["new"]) == (2, 2)
    assert shown["problems"] == [[3, "Raden mangler navn."]]
    assert panel.workshop.state.participants == ()
    said = panel.on_take().said
    assert said == "2 deltakere er tatt inn."
    assert view(panel)["preview"] is None
    assert sorted(row["unit"] for row in view(panel)["rows"]) == ["", "Oppfølging"]


def test_headings_within_a_list_and_cells_with_two_people_are_told_of(
    panel: ParticipantsPanel,
) -> None:
    panel.on_paste(
        "Navn\tE-post\nBodø kommune\t\nKari Ås og Ola Bø\t\nEva Mo\te@x.no\nSum\t3\n"
        "Avmeldt\t\nPer Li\t\nGruppe 1\t"
    )
    shown = view(panel)["preview"]
    assert shown["sections"] == ["Bodø kommune"]
    assert [row for row, _message in shown["doubts"]] == [3, 6]
    assert [row for row, _message in shown["problems"]] == [8]
    assert shown["passed"] == [[5, "Sum 3"]]
    assert (shown["people"], shown["declined"]) == (4, 1)
    assert shown["samples"][0] == ["Kari Ås og Ola Bø", "Eva Mo", "Per Li"]


def test_a_column_can_be_another_or_none(panel: ParticipantsPanel) -> None:
    panel.on_paste(TEXT)
    panel.on_column("unit", -1)
    panel.on_column("organisation", 2)
    panel.on_take()
    assert {(p.organisation, p.unit) for p in panel.workshop.state.participants} == {
        ("Oppfølging", ""),
        ("", ""),
    }


def test_a_list_without_a_column_of_names_says_so_and_takes_nothing(
    panel: ParticipantsPanel,
) -> None:
    panel.on_paste(TEXT)
    panel.on_column("name", -1)
    assert "kolonne med navn" in view(panel)["preview"]["wrong"]
    with pytest.raises(ValueError, match="kolonne med navn"):
        panel.on_take()


def test_those_who_are_there_already_are_told_and_not_doubled(panel: ParticipantsPanel) -> None:
    panel.on_paste(TEXT)
    panel.on_take()
    panel.on_paste(TEXT + "Åse Lundli;DPS Vågsund;\n")
    assert view(panel)["preview"]["new"] == 1
    assert panel.on_take().said == (
        "1 deltaker er tatt inn. 2 sto på lista fra før og er oppdatert."
    )


def test_organisations_that_are_said_to_differ_are_not_asked_for_again(
    panel: ParticipantsPanel,
) -> None:
    for name, organisation in (("Kari", "Vågan kommune"), ("Ola", "Vågan komm.")):
        deeds.add(panel.workshop.opened, name, organisation)
    (names,) = view(panel)["alike"]
    panel._do("different", {"names": names}, [])
    assert view(panel)["alike"] == []
    assert ParticipantsPanel(panel.workshop).view(panel.workshop.opened.refresh())["alike"] == []


def test_needs_are_counts_and_addresses_are_nowhere(panel: ParticipantsPanel) -> None:
    deeds.take(
        panel.workshop.opened,
        [Participant(id="x", name="Kari", email="kari@nav.example", dietary="Vegetar")],
    )
    shown = view(panel)
    assert shown["dietary"] == [["vegetar", 1]]
    assert "kari@nav.example" not in str(shown)
    assert panel.on_details(panel.workshop.state.participants[0].id).value == {
        "email": "kari@nav.example",
        "dietary": "Vegetar",
    }


def test_an_external_sees_no_need_and_reads_no_list(panel: ParticipantsPanel) -> None:
    deeds.take(panel.workshop.opened, [Participant(id="x", name="Kari", dietary="Vegetar")])
    panel.workshop.role = "external"
    who = panel.workshop.state.participants[0].id
    assert panel.view(redact(panel.workshop.state))["dietary"] == []
    for deed, args in (
        ("details", {"participant": who}),
        ("set", {"participant": who, "field": "email", "value": "x@y.example"}),
        ("paste", {"text": TEXT}),
        ("take", {}),
    ):
        with pytest.raises(ValueError, match="arrangøren"):
            panel._do(deed, args, [])


def test_the_navigation_tells_what_is_missing() -> None:
    title, summary, problems = steps.standing("participants", State())
    assert (title, summary) == ("Deltakere", "")
    assert [p.text for p in problems] == ["Det er ingen deltakere ennå."]


@pytest.fixture(scope="module")
def workshop(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Workshop]:
    made = notebook(tmp_path_factory.mktemp("deltakere"), "participants")
    yield made
    made.close()


@pytest.fixture(scope="module")
def server(workshop: Workshop) -> Iterator[Server]:
    with served(workshop) as running:
        yield running


def names(workshop: Workshop) -> set[str]:
    return {p.name for p in workshop.opened.refresh().participants}


def test_the_roster_from_file_to_check_in(page: Page, server: Server, workshop: Workshop) -> None:
    go(page, server.link, "participants", "Deltakere")
    page.locator("input[type=file]").set_input_files(CHECKOUT / "sample_data" / "paameldte.xlsx")
    expect(page.get_by_role("heading", name="Lest fra paameldte.xlsx")).to_be_focused()
    role = page.get_by_label("Kolonne for Rolle")
    expect(page.locator(".mapping tbody tr")).to_have_count(7)
    page.get_by_role("button", name="Velg kolonner selv").press("Enter")
    expect(page.locator(".mapping tbody tr")).to_have_count(10)
    role.select_option("Ikke med")
    expect(role).to_have_value("-1")
    page.get_by_role("button", name="Ta inn 40 deltakere").click()
    expect(page.get_by_text("40 deltakere fra 8 organisasjoner med 10 fagfelt.")).to_be_visible()
    assert all(p.role == "" and p.email for p in workshop.opened.refresh().participants)
    assert axe(page) == []

    page.get_by_role("searchbox").fill("kari nav")
    expect(page.locator("table.people tbody tr")).to_have_count(1)
    page.get_by_role("button", name="Rolle for Kari Nordvik").press("Enter")
    page.keyboard.type("Teamleder")
    page.keyboard.press("Enter")
    expect(page.get_by_role("button", name="Rolle for Kari Nordvik: Teamleder")).to_be_focused()

    page.get_by_role("button", name="Mer om Kari Nordvik").press("ArrowDown")
    page.keyboard.press("Enter")
    needs = page.get_by_label("Matbehov")
    needs.fill("Vegetar")
    needs.press("Enter")
    expect(page.get_by_text("vegetar", exact=False).last).to_be_visible()
    page.get_by_role("searchbox").fill("")

    page.get_by_role("tab", name="Liste").press("ArrowRight")
    come = page.get_by_role("button", name="Møtt: Kari Nordvik", exact=True)
    come.press("Enter")
    expect(come).to_have_attribute("aria-pressed", "true")
    page.get_by_role("button", name="Kom sent: Aina Bergli").click()
    page.get_by_role("button", name="Ikke møtt: Ola Hauknes").click()
    page.get_by_role("button", name="Vis bare dem som ventes (37)").press("Enter")
    page.locator(".came .present").first.press("Enter")
    expect(page.locator(".came .present").first).to_be_focused()
    page.get_by_role("button", name="Resten har møtt").click()
    expect(page.get_by_text("38 har møtt, 1 kom sent og 1 har ikke møtt.")).to_be_visible()
    assert axe(page) == []

    page.get_by_role("tab", name="Tverrsnitt").click()
    page.get_by_label("Enheter og organisasjoner som bør delta").fill("Nav Vågsund\nHelse Nord")
    missing = page.get_by_role("button", name="Ingen er påmeldt fra Helse Nord.")
    expect(missing).to_be_visible()
    page.get_by_role("tab", name="Liste").click()
    missing.click()
    expect(page.get_by_label("Enheter og organisasjoner som bør delta")).to_be_focused()
    assert axe(page) == []


def test_people_are_added_one_after_another_and_taken_back(
    page: Page, server: Server, workshop: Workshop
) -> None:
    go(page, server.link, "participants", "Deltakere")
    page.get_by_role("button", name="Mer", exact=True).click()
    page.keyboard.press("Escape")
    page.get_by_role("button", name="Legg til deltaker").click()
    page.keyboard.press("Enter")
    expect(page.locator(".new-person .wrong")).to_have_text("Skriv navnet først.")
    for name in ("Wenche Ny", "Yngve Ny"):
        page.get_by_label("Navn på ny deltaker").fill(name)
        page.keyboard.press("Enter")
        expect(page.get_by_label("Navn på ny deltaker")).to_have_value("")
        expect(page.get_by_role("button", name=f"Navn: {name}")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.get_by_role("button", name="Legg til deltaker")).to_be_focused()
    page.get_by_role("button", name="Angre").click()
    expect(page.get_by_role("button", name="Navn: Yngve Ny")).to_have_count(0)
    assert "Wenche Ny" in names(workshop)


def test_what_another_process_changes_appears_by_itself(
    page: Page, server: Server, workshop: Workshop
) -> None:
    go(page, server.link, "participants", "Deltakere")
    deeds.add(workshop.opened, "Fra En Annen", "Politiet")
    expect(page.get_by_role("button", name="Navn: Fra En Annen")).to_be_visible()


def test_a_phone_pastes_a_list_that_is_no_list_and_reads_why(
    phone_page: Page, server: Server
) -> None:
    go(phone_page, server.link, "participants", "Deltakere")
    phone_page.get_by_role("button", name="Mer", exact=True).tap()
    phone_page.get_by_role("menuitem", name="Lim inn liste").tap()
    phone_page.get_by_role("button", name="Les lista").tap()
    expect(phone_page.locator(".paste .wrong")).to_have_text("Feltet er tomt. Lim inn lista først.")
    expect(phone_page.get_by_label("Lim inn lista")).to_be_focused()
    phone_page.keyboard.press("Escape")
    phone_page.locator("input[type=file]").set_input_files(
        {"name": "liste.xlsx", "mimeType": "", "buffer": b"%PDF-1.7"}
    )
    expect(phone_page.locator(".unread")).to_contain_text("Dette er en PDF-fil")
    assert phone_page.evaluate("document.documentElement.scrollWidth") <= 390


def test_an_external_is_offered_no_list_and_sees_no_address(
    browser: Browser, server: Server, workshop: Workshop
) -> None:
    if "Kari Nordvik" not in names(workshop):
        roster = read_roster(CHECKOUT / "sample_data" / "paameldte.xlsx")
        deeds.take(workshop.opened, roster.people)
    with watched_page(browser, 1280, 800) as page:
        go(page, server.external_link, "participants", "Deltakere")
        expect(page.locator("table.people")).to_be_visible()
        expect(page.locator("input[type=file]")).to_have_count(0)
        page.get_by_role("button", name="Mer om Kari Nordvik").click()
        page.get_by_role("menuitem", name="Detaljer").click()
        expect(page.get_by_label("Skal ikke ha rolle i gruppa")).to_be_visible()
        expect(page.get_by_label("E-post")).to_have_count(0)
        assert "example" not in page.content()
