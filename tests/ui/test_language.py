"""The panels of one page speak one language, whichever of them was drawn last."""

from __future__ import annotations

from pathlib import Path

from playwright.sync_api import Page, expect

from panels import go, notebook, served
from samverk.actions import about, agenda


def test_a_panel_keeps_its_words_when_another_one_has_been_drawn(
    page: Page, tmp_path: Path
) -> None:
    workshop = notebook(tmp_path, "about", "agenda")
    about.set(workshop.opened, "language", "en")
    agenda.add(workshop.opened, title="Lunsj", minutes=45)
    with served(workshop) as server:
        go(page, server.link, "agenda", "Agenda")
        page.get_by_role("link", name="About the workshop").click()
        expect(page.get_by_label("Language")).to_be_visible()
        page.get_by_role("link", name="Agenda").click()
        page.get_by_role("button", name="More", exact=True).click()
        page.get_by_role("menuitem", name="Change start and end").click()
        expect(page.get_by_label("Day starts at")).to_be_visible()

        page.get_by_role("link", name="About the workshop").click()
        page.get_by_label("Language").select_option("nb")
        page.get_by_role("link", name="Program").click()
        expect(page.get_by_label("Dagen starter kl.")).to_be_visible()
        page.goto("about:blank")
    workshop.close()
