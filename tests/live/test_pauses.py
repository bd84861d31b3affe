"""Nothing stops all answers and feeds at once for long."""

import os
import sys
from pathlib import Path

import pytest

from calling import call, prepare, table
from serving import LIB, serving, write_notebook

AT_THE_END = """
import atexit, gc, os

def tell():
    with open(os.environ["PAUSES"], "w", encoding="ascii") as file:
        file.write(f"{gc.get_freeze_count()} {len(gc.get_objects())}")

atexit.register(tell)
"""


@pytest.fixture
def home(tmp_path: Path) -> tuple[Path, Path]:
    notebook = write_notebook(tmp_path / "workshop.ipynb")
    prepare(notebook, tmp_path / "workshops", filled=False)
    return notebook, tmp_path / "workshops"


@pytest.mark.skipif(sys.platform == "win32", reason="Windows ends a process without its farewell")
def test_what_the_start_has_loaded_is_not_searched_for_garbage_again(home, tmp_path):
    beside = tmp_path / "beside"
    beside.mkdir()
    (beside / "sitecustomize.py").write_text(AT_THE_END, encoding="ascii")
    told = tmp_path / "told"
    environment = {"PYTHONPATH": os.pathsep.join([str(beside), str(LIB)]), "PAUSES": str(told)}
    with serving(*home, environment=environment) as server:
        assert call(table(server)).status == 200
    left_out, walked = map(int, told.read_text(encoding="ascii").split())
    assert left_out > 100_000
    assert walked < left_out / 10
