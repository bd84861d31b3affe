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
from samverk.actions import about, agenda, beside, groups, participants, sample
from samverk.model import Participant, Sorry
from samverk.store import undo
from samverk.ui import steps
from samverk.ui.groups import GroupsPanel
from samverk.ui.searching import nearness
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


def done(panel: GroupsPanel) -> None:
    until(lambda: panel.busy is None, "the search did not end")


def divide(panel: GroupsPanel) -> None:
    panel.on_divide()
    done(panel)


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


def test_another_division_lies_beside_with_figures_and_who_sits_elsewhere(
    panel: GroupsPanel,
) -> None:
    divide(panel)
    assert view(panel)["other"] is None
    before = view(panel)["rounds"]
    panel.on_other(mix_organisation=1, mix_field=20, avoid_met=True)
    done(panel)
    shown = view(panel)
    assert shown["rounds"] == before
    other = shown["other"]
    assert [row[0] for row in other["rows"]] == [
        "Grupper",
        "Par som har møttes før",
        "Par fra samme organisasjon",
        "Par fra samme fagfelt",
        "Færrest organisasjoner i en gruppe",
    ]
    assert other["rows"][0][1:] == ["3 med 4", "3 med 4"]
    assert other["moved"] == len({who for who, *_where in other["moves"]}) > 0
    beside.use_other(panel.workshop.opened)
    assert view(panel)["rounds"] != before
    beside.use_other(panel.workshop.opened)
    assert view(panel)["rounds"] == before


def test_how_much_to_mix_is_told_in_words(panel: GroupsPanel) -> None:
    panel.on_weigh("mix_field", 20)
    panel.on_weigh("avoid_met", 0)
    wish = view(panel)["wish"]
    assert (wish["mix_organisation"], wish["mix_field"], wish["avoid_met"]) == ("5", "20", False)


@pytest.mark.parametrize(
    ("best", "bound", "said"),
    [
        (134, 123, "Beste så langt: 134 poeng, høyst 9 % fra best mulig (123)."),
        (1000.5, 1000, "Beste så langt: 1000,5 poeng, høyst 1 % fra best mulig (1000)."),
        (7, 7, "Fant den beste som finnes."),
        (34, 1, "Beste så langt: 34 poeng. Best mulig er minst 1."),
        (3, 0, "Beste så langt: 3 poeng. Best mulig er minst 0."),
    ],
)
def test_how_near_a_search_is_is_told_with_its_figures(
    best: float, bound: float, said: str
) -> None:
    assert nearness(best, bound) == said


def test_rules_that_clash_are_shown_until_one_is_gone(panel: GroupsPanel) -> None:
    a, b = (p.id for p in panel.workshop.state.participants[:2])
    groups.add_rule(panel.workshop.opened, "apart", [a, b])
    groups.add_rule(panel.workshop.opened, "together", [a, b])
    divide(panel)
    assert len(view(panel)["conflict"]) == 2
    groups.remove_rule(panel.workshop.opened, "together", [a, b])
    assert view(panel)["conflict"] == []


def test_what_is_enough_to_let_go_is_proposed_and_let_go_in_one_step(panel: GroupsPanel) -> None:
    store = panel.workshop.opened
    a, b, *_rest = (p.id for p in panel.workshop.state.participants)
    groups.add_rule(store, "apart", [a, b])
    groups.add_rule(store, "together", [a, b])
    divide(panel)
    assert [way.split(" skal ")[1] for way in view(panel)["ways"]] == [
        "ikke sitte sammen».",
        "sitte sammen».",
    ]
    panel.on_let_go(way=1)
    done(panel)
    state = panel.workshop.state
    assert state.grouping.together == ()
    assert not any({a, b} <= set(g.members) for g in state.groups)
    undo(store)
    assert panel.workshop.state.grouping.together == ((a, b),)
    assert panel.workshop.state.groups == ()
    with pytest.raises(Sorry, match="Prøv på nytt"):
        panel.on_let_go(way=9)


def test_too_many_who_must_sit_together_lead_to_fewer_groups(panel: GroupsPanel) -> None:
    store = panel.workshop.opened
    groups.add_rule(store, "together", [p.id for p in panel.workshop.state.participants[:6]])
    divide(panel)
    shown = view(panel)
    assert len(shown["conflict"]) == 2
    assert "Lag 2 grupper i stedet for 3." in shown["ways"]
    panel.on_let_go(way=shown["ways"].index("Lag 2 grupper i stedet for 3."))
    done(panel)
    assert [len(g.members) for g in panel.workshop.state.groups] == [6, 6]


def test_a_lock_in_the_way_can_be_let_go(panel: GroupsPanel) -> None:
    divide(panel)
    store = panel.workshop.opened
    a, b = panel.workshop.state.groups[0].members[0], panel.workshop.state.groups[1].members[0]
    groups.lock(store, a)
    groups.lock(store, b)
    groups.add_rule(store, "together", [a, b])
    divide(panel)
    ways = view(panel)["ways"]
    assert len([way for way in ways if way.startswith("Lås opp plassen:")]) == 2
    panel.on_let_go(way=next(n for n, way in enumerate(ways) if way.startswith("Lås opp")))
    done(panel)
    assert any({a, b} <= set(g.members) for g in panel.workshop.state.groups)


def test_a_repair_is_shown_and_then_taken(panel: GroupsPanel) -> None:
    divide(panel)
    store = panel.workshop.opened
    gone = panel.workshop.state.participants[0]
    participants.check_in(store, gone.id, "absent")
    participants.add(store, "Sen Deltaker", "Nav")
    assert view(panel)["repairs"]
    before = panel.workshop.state.groups
    panel.on_repair()
    done(panel)
    shown = view(panel)["repair"]
    assert panel.workshop.state.groups == before
    assert shown["text"] == "Ingen av de andre trenger å bytte gruppe."
    number = str(grouping.group_of(panel.workshop.state, gone.id).number)  # type: ignore[union-attr]
    assert shown["rows"] == [
        ["Får plass", "Sen Deltaker", "–", number],
        ["Har ikke møtt", gone.name, number, "–"],
    ]
    panel.on_mend()
    assert view(panel)["told"] == ("Inndelingen er reparert. Ingen av de andre måtte bytte gruppe.")
    assert not view(panel)["repairs"]
    assert view(panel)["repair"] is None
    undo(store)
    assert panel.workshop.state.groups == before


def test_a_repair_that_no_longer_fits_is_not_shown_or_taken(panel: GroupsPanel) -> None:
    divide(panel)
    store = panel.workshop.opened
    first, second = panel.workshop.state.participants[:2]
    participants.check_in(store, first.id, "absent")
    panel.on_repair()
    done(panel)
    participants.check_in(store, second.id, "absent")
    assert view(panel)["repair"] is None
    with pytest.raises(Sorry, match="Lag et nytt forslag"):
        panel.on_mend()
    panel.on_leave()
    assert view(panel)["repairs"]


def test_each_group_has_its_reason_and_each_round_its_rows(panel: GroupsPanel) -> None:
    store = panel.workshop.opened
    groups.wish(store, "rounds", 2)
    for title in ("Slik ser vi det", "Tre horisonter", "Tiltak"):
        agenda.set(store, agenda.add(store, title=title), "form", "groups")
    divide(panel)
    assert [p.text for p in steps.standing("groups", panel.workshop.state)[2]] == [
        "Rundene 1 og 2 brukes ikke av noe programpunkt."
    ]
    groups.spread_rounds(store)
    assert [row["round"] for row in view(panel)["rows"]] == [1, 2, 2]
    groups.set_round(store, view(panel)["rows"][2]["id"], 1)
    assert [row["round"] for row in view(panel)["rows"]] == [1, 2, 1]
    first, second = view(panel)["rounds"]
    assert {group["reason"] for group in first} == {"4 organisasjoner"}
    assert all(group["reason"].startswith("4 organisasjoner, ") for group in second)
    assert steps.standing("groups", panel.workshop.state)[2] == []


def test_who_meets_whom_is_counted_for_the_page(panel: GroupsPanel) -> None:
    assert view(panel)["meetings"] is None
    divide(panel)
    found = view(panel)["meetings"]
    assert found["organisations"] == [[body, 3] for body in sorted(BODIES)]
    assert [link[2:] for link in found["links"]] == [[9, 0, 3]] * 6
    assert not found["earlier"]


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


def test_with_nobody_to_divide_the_next_thing_is_to_read_the_list(
    page: Page, tmp_path: Path
) -> None:
    empty = notebook(tmp_path, "participants", "groups")
    with served(empty) as running:
        go(page, running.link, "groups", "Grupper")
        expect(page.get_by_text("Det er ingen deltakere å dele inn.")).to_be_visible()
        expect(page.get_by_role("button", name="Del inn i grupper")).to_have_count(0)
        page.get_by_role("button", name="Les inn deltakerliste").click()
        expect(page.get_by_role("heading", level=1, name="Deltakere")).to_be_visible()
        page.goto("about:blank")
        until(lambda: not running.kernels(), "the page's kernel lives on")
    empty.close()


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
    people = {p.id: p for p in workshop.state.participants}
    names = {p.id: p.name for p in workshop.state.participants}

    def alike(one: str, group: list[str]) -> int:
        shared = [people[m].organisation == people[one].organisation for m in group if m != one]
        return sum(shared)

    # Where the move makes the division worse: in some places another is as good.
    mover = max(before[2], key=lambda one: alike(one, before[1]) - alike(one, before[2]))
    kari, ola = names[mover], names[before[1][1]]
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

    state = workshop.opened.refresh()
    names = {p.id: p.name for p in state.participants}
    group = state.groups[3]
    free = next(m for m in group.members if m not in group.roles.values())
    person(page, names[free]).focus()
    page.keyboard.press("r")
    choice = page.get_by_label(f"Rolle for {names[free]}")
    expect(choice).to_be_focused()
    choice.select_option(label="Sekretær")
    page.keyboard.press("Enter")
    expect(person(page, names[free])).to_contain_text("Sekretær")
    expect(person(page, names[free])).to_be_focused()
    assert workshop.opened.refresh().groups[3].roles["secretary"] == free
    page.get_by_role("button", name="Mer", exact=True).press("Enter")
    page.get_by_role("menuitem", name="Fordel rollene på nytt").press("Enter")
    expect(page.get_by_text("Rollene er fordelt på nytt.")).to_be_visible()


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


def test_rules_are_sentences_that_are_written_changed_removed_and_let_go_by_keyboard(
    page: Page, server: Server, workshop: Workshop
) -> None:
    go(page, server.link, "groups", "Grupper")
    page.get_by_role("button", name="Endre regler").press("Enter")
    expect(page.get_by_label("Bestem")).to_be_focused()
    line = page.get_by_role("combobox", name="Ny regel")
    line.focus()
    page.keyboard.type("kari n")
    expect(page.get_by_role("option", name="Kari Nordvik")).to_be_visible()
    for _step in range(2):
        page.keyboard.press("ArrowDown")
        page.keyboard.press("Enter")
    expect(line).to_have_value("Kari Nordvik og ")
    page.keyboard.type("hauk")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.keyboard.press("ArrowDown")
    assert axe(page) == []
    page.keyboard.press("Enter")
    said = "Kari Nordvik og Ola Hauknes skal ikke sitte sammen"
    expect(line).to_have_value(said)
    page.keyboard.press("Enter")
    expect(page.locator(".rule-line").get_by_text(said)).to_be_visible()
    expect(line).to_have_value("")

    page.keyboard.type("Kåre skal sitte i gruppe 2")
    page.keyboard.press("Enter")
    expect(page.get_by_role("alert")).to_have_text("Fant ingen deltaker som heter «Kåre».")
    expect(line).to_have_attribute("aria-invalid", "true")

    page.get_by_role("button", name=f"Endre regelen: {said}").press("Enter")
    changing = page.get_by_role("combobox", name="Endre regelen")
    expect(changing).to_be_focused()
    expect(changing).to_have_value(said)
    page.keyboard.press("End")
    page.keyboard.press("Control+a")
    page.keyboard.type("Kari Nordvik skal sitte i gruppe 3")
    page.keyboard.press("Enter")
    pinned = "Kari Nordvik skal sitte i gruppe 3"
    expect(page.locator(".rule-line").get_by_text(pinned)).to_be_visible()
    expect(page.locator(".rule-line").get_by_text(said)).to_have_count(0)
    page.get_by_role("button", name="Del inn i grupper").press("Enter")
    until(lambda: group_of(workshop, "Kari Nordvik") == 3, "the rule was not followed")
    page.get_by_role("button", name=f"Fjern regelen: {pinned}").press("Enter")
    expect(page.locator(".rule-line").get_by_text(pinned)).to_have_count(0)

    store = workshop.opened
    pair = "Kari Nordvik og Ola Hauknes"
    groups.write_rule(store, f"{pair} skal sitte sammen")
    groups.write_rule(store, f"{pair} skal ikke sitte sammen")
    page.get_by_role("button", name="Del inn i grupper").press("Enter")
    expect(page.get_by_role("alert")).to_contain_text("Ingen inndeling kan følge disse reglene")
    expect(page.get_by_role("alert").get_by_role("listitem")).to_have_count(2)
    assert axe(page) == []
    page.get_by_role("button", name=f"Fjern regelen «{pair} skal sitte sammen»").press("Enter")
    until(lambda: store.refresh().grouping.together == (), "the rule was not let go")
    expect(page.get_by_role("alert")).to_have_count(0)
    assert group_of(workshop, "Kari Nordvik") != group_of(workshop, "Ola Hauknes")
    groups.remove_rule(store, "apart", store.state.grouping.apart[0])


def test_the_absent_and_the_late_are_shown_a_repair_that_is_taken_and_undone(
    page: Page, server: Server, workshop: Workshop
) -> None:
    go(page, server.link, "groups", "Grupper")
    expect(page.get_by_role("button", name="Reparer inndelingen")).to_have_count(0)
    store = workshop.opened
    gone = store.refresh().groups[2].members[0]
    name = next(p.name for p in store.state.participants if p.id == gone)
    participants.check_in(store, gone, "absent")
    participants.add(store, "Sen Deltaker", "Nav Vågsund")
    expect(page.get_by_text("1 deltaker er uten gruppe: Sen Deltaker.")).to_be_visible()
    page.get_by_role("button", name="Reparer inndelingen").press("Enter")
    plan = page.get_by_role("region", name="Forslag til reparasjon")
    expect(plan.get_by_role("status")).to_have_text("Ingen av de andre trenger å bytte gruppe.")
    expect(plan.get_by_role("row", name=name)).to_contain_text("Har ikke møtt")
    expect(plan.get_by_role("row", name="Sen Deltaker")).to_contain_text("Får plass")
    assert gone in store.refresh().groups[2].members
    assert axe(page) == []
    plan.get_by_role("button", name="Ta forslaget i bruk").press("Enter")
    expect(page.get_by_text("Inndelingen er reparert.", exact=False)).to_be_visible()
    assert group_of(workshop, "Sen Deltaker") == 3
    assert grouping.away(store.refresh()) == ()
    page.get_by_role("button", name="Angre").press("Enter")
    expect(page.get_by_role("button", name="Reparer inndelingen")).to_be_visible()
    page.get_by_role("button", name="Reparer inndelingen").press("Enter")
    plan.get_by_role("button", name="Ta forslaget i bruk").press("Enter")
    expect(plan).to_have_count(0)


def test_two_divisions_stand_side_by_side_and_who_meets_whom_is_a_picture_and_a_table(
    page: Page, server: Server, workshop: Workshop
) -> None:
    go(page, server.link, "groups", "Grupper")
    before = [g.members for g in workshop.opened.refresh().groups]
    page.get_by_role("button", name="Mer", exact=True).press("Enter")
    page.get_by_role("menuitem", name="Sammenlign med en annen inndeling").press("Enter")
    both = page.get_by_role("region", name="To inndelinger ved siden av hverandre")
    expect(both.get_by_label("Bland organisasjonene")).to_be_focused()
    both.get_by_label("Bland fagfeltene").select_option(label="Mye")
    both.get_by_role("button", name="Lag en annen inndeling").press("Enter")
    expect(both.get_by_role("row", name="Par fra samme fagfelt")).to_be_visible()
    assert [g.members for g in workshop.opened.refresh().groups] == before
    both.get_by_text("Vis hvem").press("Enter")
    expect(both.get_by_role("columnheader", name="I den andre")).to_be_visible()
    assert axe(page) == []
    both.get_by_role("button", name="Bruk den andre").press("Enter")
    until(
        lambda: [g.members for g in workshop.opened.refresh().groups] != before,
        "the other was not taken",
    )
    assert [g.members for g in workshop.state.alternative.groups] == before
    both.get_by_role("button", name="Bruk den andre").press("Enter")
    until(
        lambda: [g.members for g in workshop.opened.refresh().groups] == before,
        "the first was not taken back",
    )
    both.get_by_role("button", name="Behold den som er i bruk").press("Enter")
    expect(both).to_have_count(0)
    assert workshop.opened.refresh().alternative.groups == ()

    page.get_by_role("button", name="Vis hvem som møter hvem på tvers").press("Enter")
    expect(page.get_by_role("heading", name="Hvem møter hvem på tvers")).to_be_focused()
    region = page.get_by_role("region", name="Hvem møter hvem på tvers")
    expect(region.get_by_role("img")).to_have_count(2)
    expect(region.get_by_role("columnheader", name="Nye")).to_be_visible()
    expect(region.locator("tbody tr")).to_have_count(10)
    region.get_by_role("button", name="Vis alle 28").press("Enter")
    expect(region.locator("tbody tr")).to_have_count(28)
    assert axe(page) == []
    region.get_by_role("button", name="Skjul hvem som møter hvem").press("Enter")
    expect(region).to_have_count(0)


def test_rounds_are_shown_one_at_a_time_with_the_rows_that_use_them(
    page: Page, server: Server, workshop: Workshop
) -> None:
    store = workshop.opened
    groups.wish(store, "rounds", 2)
    groups.divide(store, workshop.met(), effort=0.05)
    go(page, server.link, "groups", "Grupper")
    page.get_by_role("button", name="Runde 2 brukes ikke av noe programpunkt.").press("Enter")
    expect(
        page.get_by_role("button", name="Runde for Slik ser vi det", exact=False)
    ).to_be_focused()
    page.get_by_role("button", name="Ta rundene etter tur").press("Enter")
    expect(page.get_by_text("Runde 2 brukes ikke av noe programpunkt.")).to_have_count(0)
    page.get_by_role("tab", name="Runde 1").press("ArrowRight")
    expect(page.get_by_role("tab", name="Runde 2")).to_be_focused()
    expect(page.get_by_text("Brukes i: 11.00", exact=False)).to_be_visible()
    second = [g for g in store.refresh().groups if g.round == 2]
    names = {p.id: p.name for p in store.state.participants}
    expect(person(page, names[second[0].members[0]])).to_have_attribute("aria-label", re_group(1))
    groups.wish(store, "rounds", 1)
    groups.divide(store, workshop.met(), effort=0.05)


def test_a_narrow_screen_shows_everything_without_scrolling_sideways(
    page: Page, server: Server, workshop: Workshop
) -> None:
    page.set_viewport_size({"width": 320, "height": 640})
    participants.check_in(workshop.opened, workshop.opened.refresh().groups[0].members[0], "absent")
    go(page, server.link, "groups", "Grupper")
    page.get_by_role("button", name="Reparer inndelingen").click()
    expect(page.get_by_role("region", name="Forslag til reparasjon")).to_be_visible()
    page.get_by_role("button", name="Endre regler").click()
    page.get_by_role("button", name="Vis hvem som møter hvem på tvers").click()
    page.get_by_role("button", name="Mer", exact=True).click()
    page.get_by_role("menuitem", name="Sammenlign med en annen inndeling").click()
    page.get_by_role("button", name="Lag en annen inndeling").click()
    expect(page.get_by_role("button", name="Bruk den andre")).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    assert axe(page) == []
    page.get_by_role("button", name="La gruppene stå").click()
    page.get_by_role("button", name="Behold den som er i bruk").click()


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
