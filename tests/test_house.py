"""The house: rooms from the ground up, each of which imports only what lies below it."""

import ast
import functools
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest

PACKAGE = Path(__file__).resolve().parent.parent / "lib" / "samverk"

GROUND = {"words", "model", "discreet"}
RULES = {
    "acquaintance",
    "agenda",
    "chapters",
    "charts",
    "countdown",
    "drawing",
    "evaluation",
    "follow_up",
    "forgetting",
    "grouping",
    "invitation",
    "keeping",
    "mixing",
    "network",
    "people",
    "priorities",
    "relations",
    "seating",
    "scrubber",
    "qr",
    "series",
    "synthesis",
    "trend",
    "voting",
}
FLOORS = [
    {"words"},
    {"discreet", "model"},
    RULES,
    {"groups"},
    {"roster"},
    {"library"},
    {"store"},
    {"lineage", "neighbours"},
    {"actions"},
    {"frames", "notebooks"},
    {"workshop"},
    {"documents"},
    {"live"},
    {"ui"},
    {"rehearsal"},
    {"cli"},
    {"__main__", "tether"},
]
"""From the ground up."""

NARROWER = {
    "groups": GROUND,
    "roster": GROUND,
    "store": GROUND,
    "notebooks": GROUND,
    "frames": GROUND | RULES,
    "library": GROUND | RULES,
    "documents": GROUND | RULES | {"library"},
    "neighbours": GROUND | RULES | {"store"},
    "lineage": GROUND | RULES | {"store", "neighbours"},
}
"""Rooms that use less than all below them."""

NEVER = {("ui", "live"), ("live", "ui"), ("rehearsal", "live"), ("rehearsal", "ui"), ("cli", "ui")}
KEPT_TO = {
    "anywidget": {"ui"},
    "ipywidgets": {"ui"},
    "tornado": {"live"},
    "voila": {"live"},
    "sqlalchemy": {"store"},
    "alembic": {"store"},
    "pptx": {"documents"},
}
"""Packages that one room alone may import."""


class Import(NamedTuple):
    """`module` is imported in `file`, which belongs to `room`."""

    room: str
    file: str
    line: int
    module: str

    @property
    def other(self) -> str:
        """The room that is imported from, where it is one of ours."""
        parts = self.module.split(".")
        return parts[1] if parts[0] == "samverk" and len(parts) > 1 else ""

    def __str__(self) -> str:
        return f"{self.file}:{self.line} imports {self.module}"


@functools.cache
def imports() -> tuple[Import, ...]:
    """Every import of the package, those inside functions among them."""
    return tuple(_imports())


def _imports() -> Iterator[Import]:
    for path in sorted(PACKAGE.rglob("*.py")):
        inside = path.relative_to(PACKAGE)
        room = inside.parts[0].removesuffix(".py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Import):
                found = [alias.name for alias in node.names]
            elif isinstance(node, ast.ImportFrom) and node.level:
                found = [f"relative {'.' * node.level}{node.module or ''}"]
            elif isinstance(node, ast.ImportFrom) and node.module == "samverk":
                found = [f"samverk.{alias.name}" for alias in node.names]
            elif isinstance(node, ast.ImportFrom):
                found = [str(node.module)]
            else:
                continue
            for module in found:
                yield Import(room, inside.as_posix(), node.lineno, module)


def floor(room: str) -> int:
    return next(n for n, rooms in enumerate(FLOORS) if room in rooms)


def test_every_room_stands_in_the_table():
    rooms = {
        path.stem if path.suffix == ".py" else path.name
        for path in PACKAGE.iterdir()
        if path.suffix == ".py" or any(path.glob("*.py"))
    }
    assert rooms - {"__init__"} == set().union(*FLOORS)
    assert sum(len(rooms) for rooms in FLOORS) == len(set().union(*FLOORS))


def test_a_room_imports_only_rooms_below_it():
    upward = [
        str(one)
        for one in imports()
        if one.other and one.other != one.room and floor(one.other) > floor(one.room)
    ]
    assert upward == []


def test_rules_know_nothing_but_the_ground_and_each_other():
    outside = [
        str(one)
        for one in imports()
        if one.room in RULES and one.other and one.other not in GROUND | RULES
    ]
    assert outside == []


@pytest.mark.parametrize("room", NARROWER)
def test_some_rooms_use_less_than_all_below(room: str):
    outside = [
        str(one)
        for one in imports()
        if one.room == room and one.other and one.other not in NARROWER[room] | {room}
    ]
    assert outside == []


def test_faces_do_not_know_each_other():
    assert [str(one) for one in imports() if (one.room, one.other) in NEVER] == []


def test_a_package_with_a_room_of_its_own_is_imported_nowhere_else():
    found = [one for one in imports() if one.module.split(".")[0] in KEPT_TO]
    astray = [str(one) for one in found if one.room not in KEPT_TO[one.module.split(".")[0]]]
    assert {one.module.split(".")[0] for one in found} >= set(KEPT_TO) - {"ipywidgets"}
    assert astray == []


def test_imports_are_written_from_the_top_of_the_package():
    assert [str(one) for one in imports() if one.module.startswith("relative")] == []
