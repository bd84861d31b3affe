"""*Hjelp*: the guides without a network, as text and never as markup."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st
from playwright.sync_api import Browser, Page, expect

import panels
from conftest import axe, watched_page
from samverk import ui
from samverk.model import Sorry
from samverk.ui import guide
from samverk.ui.help import HelpPanel
from samverk.workshop import Workshop


@pytest.fixture(scope="module")
def workshop(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Workshop]:
    made = panels.notebook(tmp_path_factory.mktemp("hjelp"), "help")
    yield made
    made.close()


@pytest.fixture(scope="module")
def open_page(browser: Browser, workshop: Workshop) -> Iterator[Page]:
    with panels.served(workshop) as server, watched_page(browser, 1280, 800) as page:
        panels.go(page, server.link, "help", "Hjelp")
        yield page


@pytest.fixture
def panel(workshop: Workshop) -> HelpPanel:
    return ui.help(workshop)


@pytest.mark.parametrize("name", guide.PAGES)
def test_every_guide_is_there_and_has_pictures_that_can_be_had(name: str) -> None:
    found = guide.page(name)
    assert found[0]["kind"] == "heading"
    for block in found:
        if block["kind"] == "picture":
            assert guide.picture(str(block["source"])).startswith(b"\x89PNG")


def test_every_kind_of_block_is_known() -> None:
    text = (
        "# Tittel\n\nEt **fett** ord og `kode` og [lenke](personvern.md#slik).\n\n"
        "- a\n- b\n  mer\n\n1. en\n2. to\n\n| x | y |\n| --- | --- |\n| 1 | 2 |\n\n"
        "```\nraw <b>\n```\n\n![alt](bilder/x.png)\n"
    )
    found = guide.blocks(text)
    assert [block["kind"] for block in found] == [
        "heading",
        "text",
        "ul",
        "ol",
        "table",
        "code",
        "picture",
    ]
    assert found[1]["spans"] == [
        "Et ",
        ("strong", "fett"),
        " ord og ",
        ("code", "kode"),
        " og ",
        ("link", "lenke", "personvern.md#slik"),
        ".",
    ]
    assert found[2]["items"] == [["a"], ["b mer"]]
    assert found[4]["rows"] == [[["x"], ["y"]], [["1"], ["2"]]]


@given(st.text(st.sampled_from("#*`|-1. [](!)ab\n"), max_size=80))
def test_no_text_is_too_odd_to_be_shown(text: str) -> None:
    assert all(block["kind"] for block in guide.blocks(text))


@pytest.mark.parametrize("source", ["../pyproject.toml", "bilder/ingen.png", "../x.png"])
def test_only_the_guides_own_pictures_are_given(panel: HelpPanel, source: str) -> None:
    with pytest.raises(Sorry, match="finnes ikke"):
        panel.on_picture(source)


def test_a_search_leaves_the_parts_that_fit(open_page: Page) -> None:
    expect(open_page.get_by_role("heading", name="Kom i gang", exact=True)).to_be_visible()
    assert axe(open_page) == []
    open_page.get_by_label("Søk i teksten").fill("sletter aldri noe")
    expect(open_page.locator(".guide [data-anchor]")).to_have_count(1)
    expect(open_page.get_by_role("heading", name="Personvern", exact=True)).to_be_visible()
    open_page.get_by_label("Søk i teksten").fill("")
    expect(open_page.get_by_role("heading", name="Kom i gang", exact=True)).to_be_visible()


def test_a_heading_and_another_guide_are_reached_with_the_keyboard(open_page: Page) -> None:
    open_page.get_by_role("navigation", name="Innhold").get_by_role(
        "button", name="Taster", exact=True
    ).press("Enter")
    expect(open_page.locator("[data-anchor=taster]")).to_be_focused()
    open_page.get_by_role("button", name="Personvern i Samverk", exact=True).press("Enter")
    expect(open_page.get_by_role("heading", name="Personvern i Samverk")).to_be_focused()
    assert axe(open_page) == []


def test_the_panel_fits_a_phone(open_page: Page) -> None:
    for width in (390, 320):
        open_page.set_viewport_size({"width": width, "height": 844})
        over = open_page.evaluate("document.documentElement.scrollWidth - innerWidth")
        assert over <= 0, f"{over} px too wide at {width}"
