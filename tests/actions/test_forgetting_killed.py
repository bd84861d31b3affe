"""A deletion that is killed anywhere is finished at the next opening."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
from pathlib import Path

import pytest

import needles
import planting
from conftest import CHECKOUT, EVERYTHING
from samverk import cli
from samverk.actions import forgetting
from samverk.workshop import Workshop

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="Windows has no SIGKILL")

KILLED = """
import os, signal, sys
from samverk import cli

NAMES = ("actions/forgetting.py", "actions/forgetting_files.py", "store/forget.py", "writing.py")
last, passed = int(sys.argv[2]), 0

def seen(frame, event, _argument):
    global passed
    if not frame.f_code.co_filename.replace(os.sep, "/").endswith(NAMES):
        return None
    if event == "line":
        passed += 1
        if passed == last:
            os.kill(os.getpid(), signal.SIGKILL)
    return seen

sys.settrace(seen)
cli.main(["forget", "--notebook", sys.argv[1]])
print("lines", passed)
"""


def killed(notebook: Path, line: int) -> subprocess.CompletedProcess[str]:
    """Forget, and die at the so manyeth line; 0 lives."""
    return subprocess.run(
        [sys.executable, "-c", KILLED, str(notebook), str(line)],
        env={**os.environ, "PYTHONPATH": str(CHECKOUT / "lib")},
        check=False,
        capture_output=True,
        text=True,
        encoding="utf-8",
    )


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A notebook with planted data beside it."""
    place = tmp_path_factory.mktemp("avbrutt")
    planting.write_notebook(place / "verksted.ipynb", "")
    workshop = Workshop(place / "verksted.ipynb", place / "workshops")
    workshop.begin()
    people = planting.fill(workshop, 12, 60)
    planting.clutter(workshop, people)
    workshop.close()
    return place


@pytest.fixture(scope="module")
def lines(whole: Path, tmp_path_factory: pytest.TempPathFactory) -> int:
    """How many lines a deletion passes."""
    place = shutil.copytree(whole, tmp_path_factory.mktemp("talt") / "x")
    return int(killed(place / "verksted.ipynb", 0).stdout.split()[-1])


POINTS = 60 if EVERYTHING else 9


@pytest.mark.parametrize("point", range(POINTS))
def test_what_was_begun_is_finished_and_what_was_not_is_whole(
    whole: Path, lines: int, tmp_path: Path, point: int
) -> None:
    place = Path(shutil.copytree(whole, tmp_path / "kopi"))
    notebook, folder = place / "verksted.ipynb", place / "workshops" / "verksted"
    done = killed(notebook, 1 + (lines - 2) * point // (POINTS - 1))
    assert done.returncode == -signal.SIGKILL
    begun = forgetting.interrupted(folder)
    again = Workshop(notebook, place / "workshops")
    people = again.state.participants
    again.close()
    assert not forgetting.interrupted(folder)
    if not begun and not people[0].key:
        assert cli.main(["forget", "--notebook", str(notebook)]) == 0
    assert needles.found_below(place) == {}
