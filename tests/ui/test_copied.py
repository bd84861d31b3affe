"""A notebook that is copied by hand becomes the next workshop, in Voilà and in JupyterLab."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from conftest import CHECKOUT
from jupyterlab_page import opened, run_all
from panels import notebook
from samverk.actions import sample
from samverk.workshop import Workshop
from serving import serving, until

NEXT = re.compile("^Neste etter Ungt utenforskap")


@pytest.fixture
def first(tmp_path: Path) -> Iterator[Workshop]:
    """The sample workshop, in the notebook as it is delivered."""
    made = notebook(tmp_path)
    sample.fill(made.opened, made.meet, made.met)
    shutil.copy(CHECKOUT / "workshop.ipynb", made.notebook)
    yield made
    made.close()


def check(first: Workshop, copy: Path) -> None:
    """The copy has a file of its own, with what is carried and nothing else."""
    following = Workshop(copy, first.data)
    until(lambda: following.opened.refresh().agenda, "nothing was carried")
    state, before = following.state, first.opened.refresh()
    following.close()
    assert following.folder != first.folder
    assert state.series.number == before.series.number + 1
    assert [item.title for item in state.agenda][1:3] == [i.title for i in before.agenda][1:3]
    assert (state.participants, state.notes, state.ballots) == ((), (), ())
    assert before.participants
    assert before.notes


def test_in_voila(page: Page, first: Workshop) -> None:
    copy = first.notebook.with_name("kopi.ipynb")
    shutil.copy(first.notebook, copy)
    with serving(copy, first.data) as server:
        page.goto(server.link)
        expect(page.get_by_role("heading", name="Hva er denne notatboka?")).to_be_visible()
        expect(page.get_by_text("Dette følger aldri med:")).to_be_visible()
        page.get_by_role("button", name=NEXT).click()
        expect(page.get_by_role("heading", level=1, name="Om verkstedet")).to_be_visible()
        check(first, copy)
        page.goto("about:blank")
        until(lambda: not server.kernels(), "the page's kernel lives on")


def test_in_jupyterlab(page: Page, first: Workshop, tmp_path: Path) -> None:
    environment = {
        "JUPYTER_CONFIG_DIR": str(tmp_path / "config"),
        "JUPYTERLAB_WORKSPACES_DIR": str(tmp_path / "workspaces"),
        "JUPYTERLAB_SETTINGS_DIR": str(tmp_path / "settings"),
    }
    with serving(first.notebook, first.data, command="lab", environment=environment) as lab:
        opened(page, lab)
        listing = page.locator(".jp-DirListing-item")
        duplicate(page)
        listing.filter(has_text="workshop-Copy1.ipynb").dblclick()
        tab = page.locator("#jp-main-dock-panel .lm-TabBar-tab.lm-mod-current")
        expect(tab).to_contain_text("workshop-Copy1.ipynb")
        question = page.get_by_role("heading", name="Hva er denne notatboka?")
        run_all(page, question)
        page.get_by_role("button", name=NEXT).click()
        expect(question).to_have_count(0, timeout=20_000)
        check(first, first.notebook.with_name("workshop-Copy1.ipynb"))
        page.goto("about:blank")


def duplicate(page: Page) -> None:
    """Duplicate the notebook as people do, in the list of files, which moves as files come."""
    item = page.locator(".jp-DirListing-item", has_text="workshop.ipynb")
    for _try in range(10):
        item.click(button="right")
        if "jp-mod-selected" in (item.get_attribute("class") or ""):
            break
        page.keyboard.press("Escape")
    page.get_by_role("menuitem", name="Duplicate").click()
    expect(page.locator(".jp-DirListing-item", has_text="workshop-Copy1.ipynb")).to_be_visible()
