"""The files in which something of people may stand: beside the workshop's own, and the notebook."""

from __future__ import annotations

import contextlib
import glob
import json
import logging
from collections.abc import Iterator
from pathlib import Path

import msgspec

from samverk.actions import others
from samverk.neighbours import FILE
from samverk.store.backup import FOLDER as COPIES
from samverk.store.backup import FORGETTING as MARKER
from samverk.store.forget import own_files
from samverk.store.traces import Traces, unsearchable

log = logging.getLogger("samverk")

KEEPERS = ("maler",)
"""Folders whose files are kept where nothing of anybody is found in them."""


class Beside(msgspec.Struct, frozen=True, kw_only=True):
    """A file in the workshop's folder: its path there, its size, and whether a person is in it.

    `unsearchable` says that it may hold what cannot be seen.
    """

    path: str
    size: int
    found: bool
    unsearchable: bool

    @property
    def goes(self) -> bool:
        """Whether it goes where all goes that can hold personal data."""
        return self.found or self.path.split("/")[0] not in KEEPERS


def beside(folder: Path, traces: Traces) -> Iterator[Beside]:
    """The files that lie beside the workshop's own."""
    own = own_files(folder / FILE)
    for path in sorted(folder.rglob("*")):
        if path in own or not path.is_file() or path.name in (MARKER, "server.json"):
            continue
        with contextlib.suppress(OSError):
            yield Beside(
                path=path.relative_to(folder).as_posix(),
                size=path.stat().st_size,
                found=_held(path, folder, traces),
                unsearchable=unsearchable(path),
            )


def strays(data: Path, traces: Traces) -> Iterator[Path]:
    """Files below the data folder that no workshop owns and somebody is found in."""
    for path in sorted(data.rglob("*")):
        with contextlib.suppress(OSError):
            if path.is_file() and others.belongs(path, data) is None and _held(path, data, traces):
                yield path


def left(folder: Path, traces: Traces) -> Iterator[Path]:
    """Files below the workshop's folder where something is left."""
    for path in sorted(folder.rglob("*")):
        try:
            if path.is_file() and path.name != MARKER and _held(path, folder, traces):
                yield path
        except OSError:
            yield path


def copies(folder: Path) -> Iterator[Path]:
    """The copies of the workshop's file, those that are under way too."""
    yield from (path for path in (folder / COPIES).glob("*") if path.is_file())


def _held(path: Path, top: Path, traces: Traces) -> bool:
    """Whether anybody is found in a file, or in its name below `top`."""
    name = str(path.relative_to(top)).encode("utf-8", "replace")
    return bool(traces and (traces.inside(name) or traces.within(path)))


def removed(path: Path) -> bool:
    """Whether there was a file, which is emptied, and removed where nobody holds it.

    Folders that are left empty go too.
    """
    if not path.is_file():
        return False
    try:
        with path.open("r+b") as file:
            file.truncate(0)
    except OSError:
        log.warning("a file could not be emptied")
        return False
    # Windows does not let go of a file that somebody has open; it is empty all the same.
    with contextlib.suppress(OSError):
        path.unlink()
    with contextlib.suppress(OSError):
        for parent in path.parents:
            parent.rmdir()
    return True


def clear_notebook(notebook: Path) -> None:
    """Take outputs and the state of widgets out of the notebook, and remove its checkpoints."""
    checkpoints = notebook.parent / ".ipynb_checkpoints"
    for copy in checkpoints.glob(f"{glob.escape(notebook.stem)}-checkpoint*.ipynb"):
        removed(copy)
    try:
        text = notebook.read_text(encoding="utf-8")
        book = json.loads(text)
        for cell in book["cells"]:
            if cell["cell_type"] == "code":
                cell["outputs"], cell["execution_count"] = [], None
        book.get("metadata", {}).pop("widgets", None)
    except (OSError, ValueError, KeyError, TypeError):
        return
    if book == json.loads(text):
        return
    aside = notebook.with_name(f".{notebook.name}.ny")
    aside.write_text(
        json.dumps(book, ensure_ascii=False, indent=1) + "\n", encoding="utf-8", newline="\n"
    )
    aside.replace(notebook)
