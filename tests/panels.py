"""A notebook with a few steps, served for a test, and the same workshop in the test's process."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import nbformat
from playwright.sync_api import Page, expect

from samverk import words
from samverk.workshop import Workshop
from serving import Server, serving

START = "from samverk import ui\n\nworkshop = ui.Workshop.here()\nui.start(workshop)"


def notebook(folder: Path, *steps: str) -> Workshop:
    """A workshop without content, in a notebook that holds these steps."""
    words.use("nb")
    cells = [nbformat.v4.new_code_cell(START, metadata={"samverk": {"step": "start"}})]
    cells += [
        nbformat.v4.new_code_cell(f"ui.{step}(workshop)", metadata={"samverk": {"step": step}})
        for step in steps
    ]
    kernel = {"name": "python3", "display_name": "Python 3", "language": "python"}
    path = folder / "workshop.ipynb"
    nbformat.write(nbformat.v4.new_notebook(cells=cells, metadata={"kernelspec": kernel}), path)
    workshop = Workshop(path, folder / "workshops")
    workshop.begin()
    return workshop


@contextmanager
def served(workshop: Workshop) -> Iterator[Server]:
    """The real server of that workshop."""
    with serving(workshop.notebook, workshop.data) as running:
        yield running


def go(page: Page, address: str, step: str, title: str) -> None:
    """Open a step and wait until it is there."""
    page.goto(f"{address}#{step}")
    expect(page.get_by_role("heading", level=1, name=title, exact=True)).to_be_visible(
        timeout=30_000
    )
