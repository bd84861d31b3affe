"""What the other workshops of a data folder hold of the people whom this one forgets."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator, Sequence
from pathlib import Path

import msgspec

from samverk.model import KINDS, About, Measure, Participant, Sorry, State, records
from samverk.neighbours import FILE, recorded
from samverk.store import Store
from samverk.store.backup import FOLDER as COPIES
from samverk.store.forget import own_files
from samverk.store.traces import Traces
from samverk.words import _, listed


class Other(msgspec.Struct, frozen=True, kw_only=True):
    """Another workshop, its notebook where it has one, and where in it they stand, in words."""

    name: str
    notebook: Path | None
    holds: tuple[str, ...]


def belongs(path: Path, data: Path) -> Path | None:
    """The folder of the workshop that a file below `data` belongs to; None for a stray."""
    parents = [parent for parent in path.parents if parent != data and data in parent.parents]
    return next((parent for parent in parents if (parent / FILE).exists()), None)


def holding(data: Path, own: Path, traces: Traces) -> list[Other]:
    """The workshops but `own` that hold any of it. Nothing in them is changed."""
    found: list[Other] = []
    for file in sorted(data.glob(f"*/{FILE}")):
        folder = file.parent
        if folder != own and (held := _files(folder, traces)):
            found.append(_other(folder, held, traces))
    return found


def before(store: Store) -> list[Participant]:
    """Those of the earlier workshops who are not forgotten there: what was carried may name them.

    A series that comes from itself, or a workshop that can't be read, ends the search.
    """
    data, series = store.path.parent.parent, store.state.series
    seen, found = {store.path.parent.name}, list[Participant]()
    while series.previous and series.previous not in seen:
        seen.add(series.previous)
        file = data / series.previous / FILE
        if not file.exists():
            break
        try:
            earlier = Store(file, "forgetting")
        except Sorry:
            break
        found += [p for p in earlier.whole.participants if not p.key]
        series = earlier.state.series
        earlier.close()
    return found


def told(other: Other) -> str:
    """The sentence on what another workshop keeps."""
    return _(
        "Verkstedet «{name}» har noen av de samme opplysningene ({what}). De hører til der og er "
        "ikke slettet. Steget Personvern der sletter dem."
    ).format(name=other.name, what=listed(other.holds))


def _files(folder: Path, traces: Traces) -> list[Path]:
    held = []
    for path in sorted(folder.rglob("*")):
        with contextlib.suppress(OSError):
            if path.is_file() and traces.within(path):
                held.append(path)
    return held


def _other(folder: Path, held: Sequence[Path], traces: Traces) -> Other:
    own = own_files(folder / FILE)
    files = [path.relative_to(folder).parts[0] for path in held if path not in own]
    notebook, places = None, [_("historikken")]
    with contextlib.suppress(Sorry):
        store = Store(folder / FILE, "forgetting")
        notebook = recorded(store)
        places = list(dict.fromkeys(_places(store.whole, traces)))
        store.close()
    if not places and len(files) < len(held):
        places = [_("historikken")]
    if COPIES in files:
        places.append(_("sikkerhetskopier"))
    if any(name != COPIES for name in files):
        places.append(_("filer"))
    return Other(name=folder.name, notebook=notebook, holds=tuple(places))


def _places(state: State, traces: Traces) -> Iterator[str]:
    told = {About: _("roller"), Participant: _("deltakerlista"), Measure: _("tiltak")}
    for kind in KINDS.values():
        if any(traces.inside(msgspec.json.encode(record)) for record in records(state, kind)):
            yield told.get(kind, _("tekster"))
