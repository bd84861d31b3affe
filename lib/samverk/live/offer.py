"""What is served and to whom: everything that the command line decides before the server starts."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from samverk.model import Sorry
from samverk.words import _


@dataclass(frozen=True)
class Offer:
    """One notebook, one data folder, one port.

    `host` is the address that other machines may use too, or None for this machine alone.
    `port` is a port that was named, 0 for any free one, or None for the usual one or the next.
    """

    notebook: Path
    data: Path
    host: str | None = None
    port: int | None = None
    token: str | None = None
    browser: bool = True
    ready_file: Path | None = None


def located(notebook: Path, data: Path | None = None) -> tuple[Path, Path]:
    """The notebook and its data folder as absolute paths. Raises Sorry without a notebook."""
    notebook = notebook.expanduser().resolve()
    if not notebook.is_file():
        raise Sorry(_("Finner ikke notatboka {name}.").format(name=notebook))
    data = data.expanduser().resolve() if data else notebook.parent / "workshops"
    return notebook, data
