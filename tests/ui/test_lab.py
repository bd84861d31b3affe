"""The main path in JupyterLab: run all, change, and find it again."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, TimeoutError, expect

from conftest import CHECKOUT
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


def run_all(page: Page) -> None:
    """Choose it in the menu, which closes by itself while JupyterLab is still loading."""
    item = page.get_by_role("menuitem", name="Run All Cells", exact=True)
    for _try in range(10):
        page.get_by_role("menuitem", name="Run", exact=True).click()
        try:
            item.click(timeout=2000)
        except TimeoutError:
            page.keyboard.press("Escape")
        else:
            return
    item.click()


def test_the_day_is_planned_in_jupyterlab(page: Page, lab: Server, tmp_path: Path) -> None:
    page.goto(lab.addresses["lab_url"])
    page.wait_for_function(
        """async () => {
            const token = document.getElementById("jupyter-config-data").textContent;
            const headers = { Authorization: `token ${JSON.parse(token).token}` };
            const kernels = await (await fetch("/api/kernels", { headers })).json();
            return kernels.some((k) => k.execution_state === "idle" && k.connections > 0);
        }""",
        timeout=60000,
        polling=500,
    )
    run_all(page)
    page.get_by_role("button", name="Begynn på nytt verksted").click(timeout=60000)
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
