"""JupyterLab in the browser, as the tests use it."""

from __future__ import annotations

from contextlib import suppress

from playwright.sync_api import Locator, Page, TimeoutError

from serving import Server


def opened(page: Page, lab: Server) -> None:
    """Go there and wait until its kernel is connected."""
    page.goto(lab.addresses["lab_url"])
    page.wait_for_function(
        """async () => {
            const config = document.getElementById("jupyter-config-data");
            if (!config) return false;
            const headers = { Authorization: `token ${JSON.parse(config.textContent).token}` };
            const kernels = await (await fetch("/api/kernels", { headers })).json();
            return kernels.some((k) => k.execution_state === "idle" && k.connections > 0);
        }""",
        timeout=60000,
        polling=500,
    )


def run_all(page: Page, shown: Locator) -> None:
    """Choose it in the menu until it shows: while JupyterLab is still loading, the menu closes by
    itself, and a run may be answered with nothing."""
    run = page.get_by_role("menuitem", name="Run", exact=True)
    item = page.get_by_role("menuitem", name="Run All Cells", exact=True)
    for _try in range(10):
        run.click()
        try:
            item.click(timeout=2000)
        except TimeoutError:
            page.keyboard.press("Escape")
            continue
        # Running again takes from a first run what it is still drawing: let that have its time.
        with suppress(TimeoutError):
            shown.wait_for(timeout=45000)
            return
    shown.wait_for()
