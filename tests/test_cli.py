"""The command line answers with a sentence, in Norwegian, whatever it is given."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from conftest import CHECKOUT
from samverk.workshop import Workshop


def samverk(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "samverk", *arguments],
        cwd=folder,
        capture_output=True,
        text=True,
        encoding="utf-8",
        env=os.environ | {"PYTHONIOENCODING": "utf-8", "PYTHONPATH": str(CHECKOUT / "lib")},
        check=False,
    )


@pytest.fixture
def notebook(tmp_path: Path) -> Path:
    book = Path(shutil.copy(CHECKOUT / "workshop.ipynb", tmp_path))
    workshop = Workshop(book, tmp_path / "workshops")
    workshop.begin()
    workshop.close()
    return book


def test_a_new_notebook_is_a_workshop_of_its_own(tmp_path: Path) -> None:
    done = samverk(tmp_path, "new", "høst")
    assert (done.returncode, done.stderr) == (0, "")
    workshop = Workshop(tmp_path / "høst.ipynb", tmp_path / "workshops")
    assert workshop.is_open
    workshop.close()


def test_a_name_with_a_date_in_it_is_kept_whole(tmp_path: Path) -> None:
    done = samverk(tmp_path, "new", "verksted 4.2.2027")
    assert done.returncode == 0, done.stderr
    assert (tmp_path / "verksted 4.2.2027.ipynb").exists()
    assert (tmp_path / "workshops" / "verksted 4.2.2027" / "samverk.db").exists()


@pytest.mark.parametrize("previous", ["workshop.ipynb", "workshop"])
def test_the_next_workshop_follows_the_one_before(notebook: Path, previous: str) -> None:
    folder = notebook.parent
    done = samverk(folder, "new", "april", "--from", previous)
    assert done.returncode == 0, done.stderr
    workshop = Workshop(folder / "april.ipynb", folder / "workshops")
    assert workshop.state.series.previous == "workshop"
    assert workshop.state.series.number == 2
    workshop.close()


def test_the_next_workshop_may_lie_with_data_elsewhere(notebook: Path, tmp_path: Path) -> None:
    moved = tmp_path / "data"
    shutil.move(tmp_path / "workshops", moved)
    first = Workshop(notebook, moved)
    if not first.is_open:
        first.adopt("workshop")
    first.close()
    done = samverk(tmp_path, "new", "april", "--from", "workshop.ipynb", "--data", "data")
    assert done.returncode == 0, done.stderr
    assert (moved / "april").is_dir()


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("new", "workshop"), "alt en notatbok"),
        (("new", "april", "--from", "finnes-ikke.ipynb"), "finnes-ikke.ipynb"),
        (("serve", "--notebook", "finnes-ikke.ipynb", "--no-browser"), "finnes-ikke.ipynb"),
        (("serve", "--port", "mange"), "--port"),
        (("rehearse",), "--out"),
        (("finnes-ikke",), "finnes-ikke"),
    ],
)
def test_what_cannot_be_done_is_a_sentence_and_exit_code_2(
    notebook: Path, arguments: tuple[str, ...], told: str
) -> None:
    before = {p.name for p in notebook.parent.iterdir()}
    done = samverk(notebook.parent, *arguments)
    assert done.returncode == 2
    assert done.stderr.count("\n") == 1
    assert told in done.stderr
    assert "Traceback" not in done.stderr
    assert not {"error", "argument", "invalid", "required"} & set(done.stderr.split())
    assert {p.name for p in notebook.parent.iterdir()} == before


def test_a_workshop_without_data_cannot_be_followed(tmp_path: Path) -> None:
    shutil.copy(CHECKOUT / "workshop.ipynb", tmp_path)
    done = samverk(tmp_path, "new", "april", "--from", "workshop.ipynb")
    assert done.returncode == 2
    assert not (tmp_path / "april.ipynb").exists()
