"""Grupper with five hundred people: opened, searched, moved and divided without waiting long."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, expect

from conftest import axe
from panels import go, notebook, served
from samverk.actions import groups, participants
from samverk.model import Participant
from samverk.workshop import Workshop
from serving import Server, until

PEOPLE = 500


@pytest.fixture(scope="module")
def workshop(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Workshop]:
    """Five hundred people of forty organisations, who have been divided once before."""
    made = notebook(tmp_path_factory.mktemp("mange"), "groups")
    store = made.opened
    roster = [
        Participant(
            id="x",
            name=f"Person {n:03}",
            organisation=f"Organisasjon {n % 40:02}",
            field=f"Felt {n % 7}",
        )
        for n in range(PEOPLE)
    ]
    participants.take(store, roster)
    people = store.state.participants
    earlier = made.meet("sist", "Sist", dt.date(2026, 9, 1), [people[n::84] for n in range(84)])
    with store.change("series.meet") as draft:
        draft.put(earlier)
    groups.wish(store, "size", 6)
    groups.divide(store, made.met(), duties=made.duties(), effort=0.1)
    yield made
    made.close()


@pytest.fixture(scope="module")
def server(workshop: Workshop) -> Iterator[Server]:
    with served(workshop) as running:
        yield running


@pytest.mark.slow
def test_five_hundred_people_are_moved_divided_and_mended_by_keyboard(
    page: Page, server: Server, workshop: Workshop
) -> None:
    store = workshop.opened
    go(page, server.link, "groups", "Grupper")
    expect(page.get_by_text("500 deltakere i 84 grupper")).to_be_visible()
    rows = page.locator("table.dense tbody tr")
    expect(rows).to_have_count(100)
    page.get_by_role("searchbox").fill("person 321")
    expect(rows).to_have_count(1)
    who = page.locator("[data-person]", has_text="Person 321")
    who.focus()
    page.keyboard.type("44")
    page.keyboard.press("Enter")
    expect(who).to_have_attribute("aria-label", re.compile("gruppe 44"))
    page.get_by_role("searchbox").fill("")

    page.get_by_role("button", name="Endre regler").press("Enter")
    rule = page.get_by_role("combobox", name="Ny regel")
    rule.fill("Person 001 og person 002 skal sitte sammen")
    rule.press("Enter")
    expect(page.locator(".rule-line")).to_contain_text("Person 001 og Person 002")
    page.get_by_role("button", name="Del inn i grupper").press("Enter")
    until(
        lambda: any(
            len({p.name for p in store.refresh().participants if p.id in g.members}
                & {"Person 001", "Person 002"}) == 2
            for g in store.state.groups
        ),
        "the rule was not followed",
    )  # fmt: skip
    expect(page.get_by_text("Dette er den beste inndelingen som finnes.")).to_be_visible()
    page.get_by_role("button", name="Skjul reglene").first.press("Enter")

    for person in store.state.participants[:40]:
        participants.check_in(store, person.id, "absent")
    page.get_by_role("button", name="Reparer inndelingen").press("Enter")
    page.get_by_role("button", name="Ta forslaget i bruk").press("Enter")
    until(
        lambda: sum(len(g.members) for g in store.refresh().groups) == PEOPLE - 40,
        "the repair was not taken",
    )
    page.get_by_role("button", name="Vis hvem som møter hvem på tvers").press("Enter")
    region = page.get_by_role("region", name="Hvem møter hvem på tvers")
    expect(region.get_by_role("img")).to_have_count(2)
    expect(region.get_by_text("Andre", exact=True).first).to_be_visible()
    assert axe(page) == []
