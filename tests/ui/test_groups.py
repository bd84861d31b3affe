"""Grupper: dividing, the verdict, and moving people by key, menu and mouse."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from conftest import axe
from panels import go, notebook, served
from samverk import grouping
from samverk.actions import about, groups, participants, sample
from samverk.model import Participant
from samverk.store import undo
from samverk.ui import steps
from samverk.ui.groups import GroupsPanel, nearness
from samverk.workshop import Workshop
from serving import Server, until

BODIES = ["Nav", "Politiet", "Vågsund kommune", "Fylkeskommunen"]


@pytest.fixture
def panel(tmp_path: Path) -> Iterator[GroupsPanel]:
    """The panel without a page, with twelve people who are not divided."""
    workshop = notebook(tmp_path, "groups")
    participants.take(
        workshop.opened,
        [Participant(id="x", name=f"P{n:02}", organisation=BODIES[n % 4]) for n in range(12)],
    )
    groups.wish(workshop.opened, "size", 4)
    yield GroupsPanel(workshop)
    workshop.close()


def view(panel: GroupsPanel) -> dict[str, Any]:
    return panel.view(panel.workshop.state)


def divide(panel: GroupsPanel, **how: bool) -> None:
    panel.on_divide(**how)
    until(lambda: panel.busy is None, "the search did not end")


def test_what_the_wishes_give_is_told_before_anybody_is_divided(panel: GroupsPanel) -> None:
    shown = view(panel)
    assert shown["planned"] == "12 deltakere gir 3 grupper med 4 i hver."
    assert shown["rounds"] == []
    venue = about.add_venue(panel.workshop.opened, "Nordgården")
    about.set_venue(panel.workshop.opened, venue, "rooms", [{"name": "Salen", "tables": 2}])
    assert view(panel)["rooms"] == (
        "Rommene står under Om verkstedet: Salen har 2 bord med 8 plasser."
    )
    assert view(panel)["planned"] == "12 deltakere gir 2 grupper med 6 i hver."


def test_a_division_is_shown_with_its_figures(panel: GroupsPanel) -> None:
    divide(panel)
    shown = view(panel)
    assert [len(group["members"]) for group in shown["rounds"][0]] == [4, 4, 4]
    assert shown["figures"] == [["Samme organisasjon", 0, 0], ["Samme fagfelt", 0, 0]]
    first = shown["rounds"][0][0]
    assert [first["roles"][who] for who in first["members"]] == [
        ["chair"],
        ["timekeeper"],
        ["secretary"],
        ["presenter"],
    ]
    assert steps.standing("groups", panel.workshop.state)[1] == (
        "Ingen sitter sammen med noen fra sin egen organisasjon. "
        "Dette er den beste inndelingen som finnes."
    )


def test_another_division_is_another(panel: GroupsPanel) -> None:
    divide(panel)
    before = {frozenset(group["members"]) for group in view(panel)["rounds"][0]}
    divide(panel, other=True)
    assert {frozenset(group["members"]) for group in view(panel)["rounds"][0]} != before


def test_how_much_to_mix_is_told_in_words(panel: GroupsPanel) -> None:
    panel.on_weigh("mix_field", 20)
    panel.on_weigh("avoid_met", 0)
    wish = view(panel)["wish"]
    assert (wish["mix_organisation"], wish["mix_field"], wish["avoid_met"]) == ("5", "20", False)


@pytest.mark.parametrize(
    ("best", "bound", "said"),
    [
        (134, 123, "Den beste så langt er høyst 9 % dårligere enn den best mulige."),
        (1000.5, 1000, "Den beste så langt er høyst 1 % dårligere enn den best mulige."),
        (7, 7, "Fant den beste som finnes."),
        (34, 1, "Leter etter en bedre."),
        (3, 0, "Leter etter en bedre."),
    ],
)
def test_how_near_a_search_is_is_told_without_points(best: float, bound: float, said: str) -> None:
    assert nearness(best, bound) == said


def test_rules_that_clash_are_shown_until_one_is_gone(panel: GroupsPanel) -> None:
    a, b = (p.id for p in panel.workshop.state.participants[:2])
    groups.add_rule(panel.workshop.opened, "apart", [a, b])
    groups.add_rule(panel.workshop.opened, "together", [a, b])
    divide(panel)
    assert len(view(panel)["conflict"]) == 2
    groups.remove_rule(panel.workshop.opened, "together", [a, b])
    assert view(panel)["conflict"] == []


def test_a_repair_tells_how_many_had_to_move(panel: GroupsPanel) -> None:
    divide(panel)
    store = panel.workshop.opened
    participants.check_in(store, panel.workshop.state.participants[0].id, "absent")
    assert view(panel)["repairs"]
    panel.on_repair()
    until(lambda: panel.busy is None, "the repair did not end")
    assert view(panel)["told"] == ("Inndelingen er reparert. Ingen av de andre måtte bytte gruppe.")
    assert not view(panel)["repairs"]


def test_five_hundred_people_are_drawn_at_once(panel: GroupsPanel) -> None:
    store = panel.workshop.opened
    participants.take(
        store,
        [Participant(id="x", name=f"Q{n}", organisation=f"O{n % 40}") for n in range(488)],
    )
    groups.wish(store, "size", 6)
    groups.divide(store, effort=0.01)
    shown = view(panel)
    assert len(shown["rounds"][0]) == 84
    assert sum(len(group["members"]) for group in shown["rounds"][0]) == 500


@pytest.fixture(scope="module")
def workshop(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Workshop]:
    made = notebook(tmp_path_factory.mktemp("grupper"), "groups")
    sample.fill(made.opened, made.meet, made.met)
    yield made
    made.close()


@pytest.fixture(scope="module")
def server(workshop: Workshop) -> Iterator[Server]:
    with served(workshop) as running:
        yield running


def person(page: Page, name: str) -> Any:
    return page.locator("[data-person]", has_text=name)


def group_of(workshop: Workshop, name: str) -> int:
    state = workshop.opened.refresh()
    who = next(p.id for p in state.participants if p.name == name)
    group = grouping.group_of(state, who)
    assert group is not None
    return group.number


def test_people_are_moved_swapped_and_locked_by_keyboard(
    page: Page, server: Server, workshop: Workshop
) -> None:
    before = {n: [m for g in workshop.state.groups if g.number == n for m in g.members]
              for n in (1, 2)}  # fmt: skip
    names = {p.id: p.name for p in workshop.state.participants}
    kari, ola = names[before[2][0]], names[before[1][1]]
    go(page, server.link, "groups", "Grupper")
    expect(page.get_by_text("Dette er den beste inndelingen som finnes.")).to_be_visible()
    assert axe(page) == []

    person(page, kari).focus()
    page.keyboard.press("1")
    expect(person(page, kari)).to_be_focused()
    expect(person(page, kari)).to_have_attribute("aria-label", re_group(1))
    assert group_of(workshop, kari) == 1
    expect(page.get_by_text("Ingen inndeling kan være mer enn", exact=False)).to_be_visible()

    page.keyboard.press("Control+z")
    expect(person(page, kari)).to_have_attribute("aria-label", re_group(2))
    expect(page.get_by_text("Dette er den beste inndelingen som finnes.")).to_be_visible()

    page.get_by_role("button", name="Endre regler").focus()
    participants.add(workshop.opened, "Kom Fra Andre")
    expect(page.get_by_text("1 deltaker er uten gruppe: Kom Fra Andre.")).to_be_visible()
    expect(page.get_by_role("button", name="Endre regler")).to_be_focused()
    undo(workshop.opened)
    expect(page.get_by_text("1 deltaker er uten gruppe: Kom Fra Andre.")).to_have_count(0)

    person(page, kari).focus()
    page.keyboard.press("b")
    expect(page.get_by_text(f"Velg hvem {kari} skal bytte plass med.")).to_be_visible()
    person(page, ola).focus()
    page.keyboard.press("Enter")
    expect(person(page, kari)).to_have_attribute("aria-label", re_group(1))
    assert (group_of(workshop, kari), group_of(workshop, ola)) == (1, 2)

    person(page, kari).focus()
    page.keyboard.press("l")
    expect(page.get_by_text(f"{kari} skal sitte i gruppe 1")).to_be_visible()
    page.get_by_role("button", name="Del inn i grupper").click()
    expect(page.get_by_role("button", name="Deler inn …")).to_have_count(0)
    assert group_of(workshop, kari) == 1
    page.get_by_role("button", name="Mer", exact=True).click()
    page.get_by_role("menuitem", name="Lås opp 1 plass").click()
    expect(page.get_by_text(f"{kari} skal sitte i gruppe 1")).to_have_count(0)


def re_group(n: int) -> Any:
    import re

    return re.compile(f"gruppe {n}")


def test_the_menu_and_the_mouse_do_the_same(page: Page, server: Server, workshop: Workshop) -> None:
    state = workshop.opened.refresh()
    name = next(p.name for p in state.participants if p.id == state.groups[3].members[-1])
    go(page, server.link, "groups", "Grupper")
    person(page, name).click()
    page.get_by_role("button", name=f"Mer om {name}").click()
    page.get_by_role("menuitem", name="Flytt til gruppe 6").click()
    expect(person(page, name)).to_have_attribute("aria-label", re_group(6))
    page.get_by_role("button", name=f"Mer om {name}").click()
    page.get_by_role("menuitem", name="Rolle: Ordstyrer").click()
    expect(person(page, name)).to_contain_text("Ordstyrer")
    person(page, name).drag_to(page.get_by_role("heading", name="Gruppe 4"))
    expect(person(page, name)).to_have_attribute("aria-label", re_group(4))
    assert group_of(workshop, name) == 4


def test_rules_are_sentences_that_hold_from_the_next_division(
    page: Page, server: Server, workshop: Workshop
) -> None:
    go(page, server.link, "groups", "Grupper")
    page.get_by_role("button", name="Endre regler").click()
    expect(page.get_by_label("Bestem")).to_be_focused()
    page.get_by_label("Deltaker 1 i regelen").select_option(label="Kari Nordvik, Nav Vågsund")
    page.get_by_label("Deltaker 2 i regelen").select_option(label="Ola Hauknes, Vågsund kommune")
    page.get_by_role("button", name="Legg til regel").click()
    said = "Kari Nordvik og Ola Hauknes skal ikke sitte sammen"
    expect(page.locator(".rule-line").get_by_text(said)).to_be_visible()
    assert axe(page) == []
    page.get_by_role("button", name="Del inn i grupper").click()
    expect(page.get_by_role("button", name="Deler inn …")).to_have_count(0)
    assert group_of(workshop, "Kari Nordvik") != group_of(workshop, "Ola Hauknes")
    page.get_by_role("button", name=f"Fjern regelen: {said}").click()
    expect(page.locator(".rule-line").get_by_text(said)).to_have_count(0)


def test_the_absent_and_the_late_are_mended_when_they_are_seen(
    page: Page, server: Server, workshop: Workshop
) -> None:
    go(page, server.link, "groups", "Grupper")
    expect(page.get_by_role("button", name="Reparer inndelingen")).to_have_count(0)
    store = workshop.opened
    gone = store.refresh().groups[2].members[0]
    participants.check_in(store, gone, "absent")
    participants.add(store, "Sen Deltaker", "Nav Vågsund")
    expect(page.get_by_text("1 deltaker er uten gruppe: Sen Deltaker.")).to_be_visible()
    page.get_by_role("button", name="Reparer inndelingen").click()
    expect(page.get_by_text("Inndelingen er reparert.", exact=False)).to_be_visible()
    assert group_of(workshop, "Sen Deltaker") > 0
    assert grouping.away(store.refresh()) == ()


def test_a_phone_shows_every_group_without_scrolling_sideways(
    phone_page: Page, server: Server
) -> None:
    go(phone_page, server.link, "groups", "Grupper")
    expect(phone_page.get_by_role("heading", name="Gruppe 6")).to_be_visible()
    assert phone_page.evaluate("document.documentElement.scrollWidth") <= 390
    phone_page.locator("[data-person]").first.tap()
    expect(phone_page.get_by_role("button", name="Mer om", exact=False)).to_be_visible()


def test_many_groups_are_one_line_a_person(page: Page, server: Server, workshop: Workshop) -> None:
    groups.wish(workshop.opened, "by", "number")
    groups.wish(workshop.opened, "number", 14)
    groups.divide(workshop.opened, workshop.met(), effort=0.05)
    go(page, server.link, "groups", "Grupper")
    page.get_by_role("searchbox").fill("gruppe 1")
    rows = page.locator("table.dense tbody tr")
    expect(rows).to_have_count(3)
    name = rows.first.locator("[data-person]").inner_text()
    page.get_by_role("searchbox").fill("")
    person(page, name).focus()
    page.keyboard.type("14")
    page.keyboard.press("Enter")
    expect(person(page, name)).to_have_attribute("aria-label", re_group(14))
    expect(person(page, name)).to_be_focused()
    page.get_by_role("button", name=f"Gruppe for {name}: 14").press("Enter")
    page.keyboard.type("2")
    page.keyboard.press("Enter")
    expect(person(page, name)).to_have_attribute("aria-label", re_group(2))
    assert group_of(workshop, name) == 2
    assert axe(page) == []
