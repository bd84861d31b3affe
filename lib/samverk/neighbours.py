"""The workshops that lie beside each other in one data folder."""

from __future__ import annotations

import contextlib
from collections.abc import Container, Sequence
from pathlib import Path

import msgspec

from samverk import series
from samverk.model import Sorry, Venue
from samverk.store import Store

FILE = "samverk.db"


class Known(msgspec.Struct, frozen=True, kw_only=True):
    """A workshop that lies in the data folder: `orphan` where its notebook is gone.

    `follows` says in words what the workshop after it would start with.
    """

    folder: Path
    notebook: Path | None
    title: str
    date: str
    orphan: bool
    previous: str = ""
    follows: tuple[str, ...] = ()
    problem: str = ""


def all_beside(data: Path, own: Path | None, actor: str) -> list[Known]:
    """The workshops in the data folder but the own one, newest first."""
    if not data.is_dir():
        return []
    folders = [path.parent for path in data.glob(f"*/{FILE}") if path.parent != own]
    found = [_known(folder, actor) for folder in folders]
    return sorted(found, key=lambda known: known.date, reverse=True)


def venues(beside: Sequence[Known], but: Container[str], actor: str) -> list[Venue]:
    """Venues that these workshops have used, each once; `but` holds case-folded names."""
    found: dict[str, Venue] = {}
    for known in beside:
        with contextlib.suppress(Sorry):
            store = Store(known.folder / FILE, actor)
            for venue in store.state.venues:
                if venue.name.casefold() not in but:
                    found.setdefault(venue.name.casefold(), venue)
            store.close()
    return list(found.values())


def free_folder(data: Path, stem: str) -> Path:
    """A folder that no workshop has yet."""
    folder, n = data / stem, 2
    while (folder / FILE).exists():
        folder, n = data / f"{stem}-{n}", n + 1
    return folder


def recorded(store: Store) -> Path | None:
    """The notebook that a workshop remembers; None where it was made without one."""
    text = store.meta("notebook")
    return (store.path.parent / text).resolve() if text else None


def _known(folder: Path, actor: str) -> Known:
    try:
        store = Store(folder / FILE, actor)
    except Sorry as error:
        return Known(
            folder=folder,
            notebook=None,
            title=folder.name,
            date="",
            orphan=False,
            problem=str(error),
        )
    about, notebook = store.state.about, recorded(store)
    previous, follows = store.state.series.previous, tuple(series.follows(store.state))
    store.close()
    return Known(
        folder=folder,
        notebook=notebook,
        title=about.theme or about.title or folder.name,
        date=about.date.isoformat() if about.date else "",
        previous=previous,
        follows=follows,
        orphan=notebook is None or not notebook.exists(),
    )
