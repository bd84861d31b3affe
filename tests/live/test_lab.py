import urllib.request
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from urllib.parse import urlsplit

import nbformat
import pytest

from jupyterlab_page import opened, run_all
from samverk.live.strip import strip
from serving import serving, until, write_notebook


def test_outputs_counts_and_widget_state_are_taken_out_before_a_notebook_is_saved():
    cell = nbformat.v4.new_code_cell(
        "ui.roster(workshop)",
        execution_count=3,
        outputs=[nbformat.v4.new_output("stream", text="Kari Nordmann")],
        metadata={"samverk": {"step": "roster"}, "execution": {"iopub.status.busy": "nå"}},
    )
    text = nbformat.v4.new_markdown_cell("Deltakere")
    content = nbformat.v4.new_notebook(
        cells=[text, cell], metadata={"widgets": {"state": {"a": "Kari"}}, "authors": []}
    )
    strip({"type": "notebook", "content": content}, path="workshop.ipynb")
    assert cell.outputs == []
    assert cell.execution_count is None
    assert cell.metadata == {"samverk": {"step": "roster"}}
    assert cell.source == "ui.roster(workshop)"
    assert content.metadata == {"authors": []}
    assert text.source == "Deltakere"


def test_other_files_are_left_alone():
    model = {"type": "file", "content": "navn"}
    strip(model, path="notat.txt")
    assert model == {"type": "file", "content": "navn"}


def test_a_notebook_run_in_jupyterlab_is_saved_without_what_it_showed(page, tmp_path):
    notebook = write_notebook(tmp_path / "workshop.ipynb")
    notes = nbformat.read(notebook, as_version=4)
    shows = (
        "import os; print('Kari', os.environ['SAMVERK_ROLE'], 'SAMVERK_LAB_TOKEN' in os.environ)"
    )
    notes.cells = [nbformat.v4.new_code_cell(shows)]
    nbformat.write(notes, notebook)
    environment = {
        "JUPYTER_CONFIG_DIR": str(tmp_path / "config"),
        "JUPYTERLAB_WORKSPACES_DIR": str(tmp_path / "workspaces"),
        "JUPYTERLAB_SETTINGS_DIR": str(tmp_path / "settings"),
    }
    started = serving(notebook, tmp_path / "data", command="lab", environment=environment)
    with started as server:
        opened(page, server)
        run_all(page, page.locator(".jp-OutputArea-output", has_text="Kari organiser False"))
        before = notebook.stat().st_mtime_ns
        page.keyboard.press("Control+s")
        until(lambda: notebook.stat().st_mtime_ns != before, "the notebook was not saved")
        page.goto("about:blank")
        saved = [notebook, *tmp_path.glob(".ipynb_checkpoints/*")]
        assert len(saved) == 2
        for path in saved:
            assert "Kari organiser" not in path.read_text(encoding="utf-8")
        assert len(server.process.children()) == 2
        children = server.process.children(recursive=True)
        server.process.terminate()
        server.process.wait(30)
        until(lambda: not any(child.is_running() for child in children), "something lives on", 10)


@pytest.mark.slow
def test_two_that_are_started_at_once_get_a_port_each(tmp_path):
    for name in ("en", "to"):
        (tmp_path / name).mkdir()
    both = [write_notebook(tmp_path / name / "workshop.ipynb") for name in ("en", "to")]
    with ThreadPoolExecutor() as pool, ExitStack() as until_both_are_asked:
        begun = [serving(book, book.parent / "data", command="lab") for book in both]
        servers = list(pool.map(until_both_are_asked.enter_context, begun))
        links = [server.addresses["lab_url"] for server in servers]
        assert len({urlsplit(link).port for link in links}) == 2
        for link in links:
            with urllib.request.urlopen(link, timeout=30) as answer:
                assert urlsplit(answer.url).path.startswith("/lab/tree/"), answer.url
