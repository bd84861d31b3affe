"""The archive's tables and what it says of itself."""

from __future__ import annotations

import csv
from pathlib import Path

import msgspec
import pytest

from documents.states import rich
from samverk import words
from samverk.documents.archive import archive_tables
from samverk.model import Measure, State

FORMULAS = ["=1+1", "+47", "-1", "@SUM(A1)", "\t=1+1", "\r=1+1", "\n=1+1", " =1+1"]


def tables(state: State, folder: Path) -> dict[str, list[list[str]]]:
    """The cells of each table by the name of its file."""
    archive_tables(state, folder)
    found = {}
    for path in folder.glob("*.csv"):
        with path.open(encoding="utf-8-sig", newline="") as file:
            found[path.name] = list(csv.reader(file, delimiter=";"))
    return found


@pytest.mark.parametrize("text", FORMULAS)
def test_no_cell_is_a_formula(text: str, tmp_path: Path) -> None:
    words.use("nb")
    state = rich(measures=0, groups=1, notes=1)
    state = msgspec.structs.replace(
        state, measures=(Measure(id="m", rank=1.0, text=text, owner=text),)
    )
    cells = [cell for rows in tables(state, tmp_path).values() for row in rows for cell in row]
    assert sum(text.strip() in cell for cell in cells) >= 2
    assert [cell for cell in cells if cell.lstrip()[:1] in {"=", "+", "-", "@"} and cell] == []


def test_no_address_and_no_need_is_in_it(tmp_path: Path) -> None:
    words.use("nb")
    state = rich(measures=4, groups=2, notes=2)
    archive_tables(state, tmp_path)
    said = "".join(path.read_text(encoding="utf-8-sig") for path in tmp_path.iterdir())
    assert state.participants[1].name in said
    assert "eksempel.no" not in said
    assert "glutenfri" not in said
