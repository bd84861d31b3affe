"""The sheets that groups write on when there is no network."""

from __future__ import annotations

import io
from pathlib import Path

import pikepdf

from samverk.documents.group_sheets import group_sheets
from samverk.model import About, Group, Participant, State, Table

STATE = State(
    about=About(theme="Ungt utenforskap"),
    participants=(Participant(id="a", name="Šárá Ŋielá", email="sara@example.no", dietary="Fisk"),),
    groups=tuple(Group(id=f"1-{n}", round=1, number=n, members=("a",)) for n in (1, 2)),
    tables=tuple(Table(id=str(n), number=n) for n in (1, 2)),
)


def test_every_group_has_a_sheet(tmp_path: Path) -> None:
    path = tmp_path / "ark.pdf"
    assert group_sheets(STATE, path, {1: "http://192.168.1.2:8866/b/abcd2345"}) == []
    with pikepdf.open(io.BytesIO(path.read_bytes())) as pdf:
        assert len(pdf.pages) == 2


def test_without_groups_there_is_one_sheet_for_any_group(tmp_path: Path) -> None:
    path = tmp_path / "ark.pdf"
    group_sheets(State(), path)
    with pikepdf.open(io.BytesIO(path.read_bytes())) as pdf:
        assert len(pdf.pages) == 1
