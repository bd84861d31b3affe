"""The notebook itself is run, as JupyterLab runs it, on the data it can meet."""

from __future__ import annotations

import shutil
from pathlib import Path

import nbformat
import pytest
from nbclient import NotebookClient
from nbformat import NotebookNode

from samverk.actions import sample
from samverk.workshop import Workshop

BOOK = Path(__file__).parents[1] / "workshop.ipynb"
FRAMES = """
for name in ("people", "groups", "measures", "notes", "agenda", "votes"):
    print(name, len(workshop.frame(name)))
"""


def run(notebook: Path, *more: str) -> NotebookNode:
    """The notebook with its outputs, and `more` cells run behind its own."""
    book = nbformat.read(notebook, as_version=4)
    book.cells += [nbformat.v4.new_code_cell(text) for text in more]
    client = NotebookClient(
        book, timeout=120, resources={"metadata": {"path": str(notebook.parent)}}
    )
    client.execute()
    return book


def printed(book: NotebookNode) -> str:
    return "".join(o["text"] for o in book.cells[-1].outputs if o["output_type"] == "stream")


def widgets(book: NotebookNode) -> list[str]:
    """The steps of those cells that show a widget."""
    return [
        cell.metadata["samverk"]["step"]
        for cell in book.cells
        if any(
            "application/vnd.jupyter.widget-view+json" in output.get("data", {})
            for output in cell.get("outputs", [])
        )
    ]


@pytest.fixture
def notebook(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    for name in ("SAMVERK_NOTEBOOK", "SAMVERK_DATA", "SAMVERK_ROLE", "JPY_SESSION_NAME"):
        monkeypatch.delenv(name, raising=False)
    return Path(shutil.copy(BOOK, tmp_path / "workshop.ipynb"))


def test_it_is_committed_without_outputs() -> None:
    book = nbformat.read(BOOK, as_version=4)
    nbformat.validate(book)
    assert all(not c.outputs and c.execution_count is None for c in book.cells if "outputs" in c)
    assert "widgets" not in book.metadata


def test_every_cell_is_one_call(notebook: Path) -> None:
    book = nbformat.read(notebook, as_version=4)
    for cell in book.cells:
        if cell.cell_type == "code" and cell.metadata["samverk"]["step"] != "start":
            assert cell.source.count("\n") == 0
            assert cell.source.startswith("ui.")


def test_on_an_empty_folder_every_step_shows_and_nothing_is_written(notebook: Path) -> None:
    book = run(notebook)
    steps = [c.metadata["samverk"]["step"] for c in book.cells if c.cell_type == "code"]
    assert widgets(book) == steps
    assert not (notebook.parent / "workshops").exists()


def test_on_the_sample_its_frames_are_full(notebook: Path) -> None:
    workshop = Workshop(notebook, notebook.parent / "workshops")
    workshop.begin()
    sample.fill(workshop.opened, workshop.meet, workshop.met)
    workshop.close()
    before = notebook.read_bytes()
    told = dict(line.split() for line in printed(run(notebook, FRAMES)).splitlines())
    assert told["people"] == "40"
    assert all(int(n) > 0 for n in told.values())
    assert notebook.read_bytes() == before


def test_as_a_duplicate_it_asks_and_shows_which_it_can_follow(notebook: Path) -> None:
    workshop = Workshop(notebook, notebook.parent / "workshops")
    workshop.begin()
    sample.fill(workshop.opened, workshop.meet, workshop.met)
    workshop.close()
    copy = notebook.with_name("workshop-Copy1.ipynb")
    shutil.copy(notebook, copy)
    told = (
        "import os\nos.environ['SAMVERK_NOTEBOOK'] = 'workshop-Copy1.ipynb'\n"
        "again = ui.Workshop.here()\n"
        "print(again.is_open, [known.folder.name for known in again.earlier()])"
    )
    assert printed(run(copy, told)).strip() == "False ['workshop']"
