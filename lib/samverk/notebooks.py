"""Notebook files: which one this is, and new ones that are copies without outputs."""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path

from samverk.model import Sorry
from samverk.words import _

LONGEST = 120
"""Characters that the name of a notebook can safely have on any disk."""

ENDING = ".ipynb"
TEMPLATE = Path(__file__).parents[2] / "workshop.ipynb"


def new_notebook(target: Path, previous: Path | None = None) -> Path:
    """Write a notebook without outputs to `target`: a copy of `previous`, else of the product's."""
    target = named(target)
    source = previous or TEMPLATE
    if _exists(target):
        raise Sorry(_("Det finnes alt en notatbok som heter «{name}».").format(name=target.name))
    try:
        book = json.loads(source.read_text(encoding="utf-8"))
        for cell in book["cells"]:
            if cell["cell_type"] == "code":
                cell["outputs"], cell["execution_count"] = [], None
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise Sorry(
            _("{name} kan ikke leses som en notatbok. Velg en annen fil.").format(name=source.name)
        ) from error
    book.get("metadata", {}).pop("widgets", None)
    text = json.dumps(book, ensure_ascii=False, indent=1) + "\n"
    try:
        with target.open("x", encoding="utf-8", newline="\n") as file:
            file.write(text)
    except OSError as error:
        raise Sorry(_unwritten(target, error)) from error
    return target


def named(path: Path) -> Path:
    """`path` with a notebook's ending, also where its name has dots of its own, as in 4.2.2027."""
    return path if path.suffix == ENDING else path.with_name(path.name + ENDING)


def _exists(target: Path) -> bool:
    try:
        return target.exists()
    except OSError as error:
        raise Sorry(_unwritten(target, error)) from error


def _unwritten(target: Path, error: OSError) -> str:
    if len(target.name) > LONGEST:
        return _("Navnet er for langt. Velg et navn på høyst {most} tegn.").format(most=LONGEST)
    return _("Kunne ikke skrive {name}: {reason}.").format(
        name=target.name, reason=error.strerror or type(error).__name__
    )


def relative(path: Path, start: Path) -> str:
    """`path` seen from `start`, so that a folder can be moved whole; else the whole path."""
    try:
        return Path(os.path.relpath(path, start)).as_posix()
    except ValueError:
        return path.as_posix()


def current_notebook() -> Path:
    """The notebook that this process runs; see `Workshop.here`."""
    named = os.environ.get("SAMVERK_NOTEBOOK") or os.environ.get("JPY_SESSION_NAME")
    if named:
        path = Path(named)
        if path.suffix == ENDING:
            return path if path.is_absolute() else Path.cwd() / path.name
    main = sys.modules.get("__main__")
    if code := getattr(main, "__vsc_ipynb_file__", None):
        return Path(str(code))
    books = sorted(Path.cwd().glob("*.ipynb"))
    return books[0] if len(books) == 1 else Path.cwd() / "workshop.ipynb"
