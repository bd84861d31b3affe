"""The main path in JupyterLab: run all, change, and find it again."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from conftest import CHECKOUT
from jupyterlab_page import opened, run_all
from samverk.workshop import Workshop
from serving import Server, serving, until


@pytest.fixture
def lab(tmp_path: Path) -> Iterator[Server]:
    shutil.copy(CHECKOUT / "workshop.ipynb", tmp_path)
    environment = {
        "JUPYTER_CONFIG_DIR": str(tmp_path / "config"),
        "JUPYTERLAB_WORKSPACES_DIR": str(tmp_path / "workspaces"),
        "JUPYTERLAB_SETTINGS_DIR": str(tmp_path / "settings"),
    }
    started = serving(
        tmp_path / "workshop.ipynb",
        tmp_path / "workshops",
        command="lab",
        environment=environment,
    )
    with started as server:
        yield server


def test_the_day_is_planned_in_jupyterlab(page: Page, lab: Server, tmp_path: Path) -> None:
    opened(page, lab)
    begin = page.get_by_role("button", name="Begynn på nytt verksted")
    run_all(page, begin)
    begin.click()
    page.get_by_role("button", name="Fyll inn et eksempel").click(timeout=20000)
    theme = page.get_by_label("Månedens tema")
    expect(theme).to_have_value("Ungt utenforskap", timeout=30000)

    cells = page.locator(".jp-Notebook .jp-Cell").count()
    theme.focus()
    page.get_by_role("button", name="Fjern eksempelet og begynn").focus()
    page.keyboard.press("b")
    page.keyboard.press("a")
    assert page.locator(".jp-Notebook .jp-Cell").count() == cells

    theme.fill("Unge i arbeid")
    theme.press("Enter")
    workshop = Workshop(tmp_path / "workshop.ipynb", tmp_path / "workshops")
    until(lambda: workshop.opened.refresh().about.theme == "Unge i arbeid", "not saved")
    assert workshop.actor == "organiser"
    workshop.close()
    page.keyboard.press("Control+s")
    for saved in (tmp_path / "workshop.ipynb", *tmp_path.glob(".ipynb_checkpoints/*")):
        assert "Ungt utenforskap" not in saved.read_text(encoding="utf-8")
    page.goto("about:blank")
