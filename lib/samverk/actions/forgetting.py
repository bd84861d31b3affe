"""Deleting personal data: in the file, in files beside it, and in the notebook."""

from __future__ import annotations

import contextlib
import datetime as dt
import glob
import json
import logging
import os
from collections.abc import Callable, Collection, Iterator
from pathlib import Path

import msgspec

from samverk import chapters, series
from samverk import forgetting as rules
from samverk.actions import others
from samverk.actions.fields import changed
from samverk.model import PARTS, Meeting, Part, Participant, change, new_id
from samverk.scrubber import LEAST_NEED, ORDINARY, tokens
from samverk.store import Store
from samverk.store.backup import FORGETTING as MARKER
from samverk.store.forget import codes, own_files, purge
from samverk.store.traces import Traces

log = logging.getLogger("samverk")

KEEPERS = ("maler",)
"""Folders whose files are kept where nothing of anybody is found in them."""

Key = Callable[[Participant], str]


class Plan(msgspec.Struct, frozen=True, kw_only=True):
    """What is to be deleted; written down first, so that an interrupted deletion is finished.

    `files` are paths below the workshop's folder that go too.
    """

    parts: tuple[Part, ...]
    person: str = ""
    files: tuple[str, ...] = ()


class Done(msgspec.Struct, frozen=True, kw_only=True):
    """What was deleted, the files where something is left, and what other workshops keep."""

    people: int
    files: int
    left: tuple[Path, ...]
    others: tuple[others.Other, ...] = ()


class Beside(msgspec.Struct, frozen=True, kw_only=True):
    """A file in the workshop's folder: its path there, its size, and whether a person is in it."""

    path: str
    size: int
    found: bool


def everything(store: Store) -> Plan:
    """The plan that deletes all but who has met, with every file that can hold personal data."""
    folder = store.path.parent
    parts = tuple(part for part in PARTS if part != "met")
    traces = _traces(store, parts)
    return Plan(
        parts=parts,
        files=tuple(b.path for b in beside(folder, traces) if b.found or not _may_stay(b.path)),
    )


def beside(folder: Path, traces: Traces) -> Iterator[Beside]:
    """The files that lie beside the workshop's own."""
    own = own_files(folder / "samverk.db")
    for path in sorted(folder.rglob("*")):
        if path in own or not path.is_file() or path.name in (MARKER, "server.json"):
            continue
        with contextlib.suppress(OSError):
            yield Beside(
                path=path.relative_to(folder).as_posix(),
                size=path.stat().st_size,
                found=bool(traces and traces.within(path)),
            )


def files(store: Store, parts: Collection[Part], person: str = "") -> list[Beside]:
    """The files beside, each with whether what is to be deleted stands in it."""
    return list(beside(store.path.parent, _traces(store, parts, person)))


def _may_stay(path: str) -> bool:
    return path.split("/")[0] in KEEPERS


def _traces(store: Store, parts: Collection[Part], person: str = "") -> Traces:
    known = rules.known(store.whole, parts, person)
    opening = codes(store) if "codes" in parts and not person else []
    needs = {need for need in known.needs if len(need) >= LEAST_NEED}
    names = {name for name in known.names if tokens(name)[1:] or name.casefold() not in ORDINARY}
    return Traces({*names, *known.addresses, *needs, *opening})


def interrupted(folder: Path) -> bool:
    """Whether a deletion has begun and not ended."""
    return (folder / MARKER).exists()


def forget(
    store: Store,
    notebook: Path,
    plan: Plan,
    key: Key,
    today: dt.date,
    data: Path | None = None,
    *,
    strays: bool = True,
) -> Done:
    """Delete what the plan says. With `data`, all of the data folder is searched afterwards.

    Other workshops keep what is theirs, and are told. Files there that no workshop owns are
    removed with `strays`.

    Raises `Sorry` where somebody holds the file; what was begun is finished at the next opening.
    """
    folder = store.path.parent
    store.refresh()
    state = store.whole
    traces = _traces(store, plan.parts, plan.person)
    people = sum(1 for p in state.participants if not p.key and plan.person in ("", p.id))
    _write_marker(folder / MARKER, plan)
    _forget_records(store, plan, key, today)
    purge(store, codes="codes" in plan.parts and not plan.person)
    removed = sum(_removed(folder / name) for name in plan.files)
    if "names" in plan.parts:
        clear_notebook(notebook)
    left = [*_left(folder, traces), *(_strays(data, traces) if data and strays else ())]
    if not any(folder / name in left for name in plan.files):
        (folder / MARKER).unlink(missing_ok=True)
    elsewhere = others.holding(data, folder, traces) if data and traces else []
    return Done(people=people, files=removed, left=tuple(left), others=tuple(elsewhere))


def _forget_records(store: Store, plan: Plan, key: Key, today: dt.date) -> None:
    with store.change("forgetting.forget") as draft:
        state = draft.state
        if plan.person and not any(p.id == plan.person for p in state.participants):
            return
        if "met" in plan.parts and not plan.person and "met" not in state.keeping.forgotten:
            # The figures stay when nobody can be known again.
            draft.put(chapters.own(state, series.met_by(state, key)))
            state = draft.state
        draft.put(*rules.forgotten(state, plan.parts, key, today, plan.person))
        if "codes" in plan.parts and not plan.person:
            ballots = draft.state.ballots
            draft.remove(*ballots)
            draft.put(*(change(b, id=f"{b.topic}-{new_id()}") for b in ballots))
        if "met" in plan.parts:
            draft.clear(Meeting)
            draft.put(*(change(p, key=new_id()) for p in state.participants if p.key))
        if not plan.person:
            keeping = draft.state.keeping
            dates = dict.fromkeys(plan.parts, today)
            draft.put(change(keeping, forgotten=keeping.forgotten | dates))


def finish(store: Store, notebook: Path, key: Key, today: dt.date) -> None:
    """End a deletion that was interrupted."""
    marker = store.path.parent / MARKER
    try:
        plan = msgspec.json.decode(marker.read_bytes(), type=Plan)
    except (OSError, msgspec.DecodeError, msgspec.ValidationError):
        plan = everything(store)
    forget(store, notebook, plan, key, today)


def set_until(store: Store, part: Part, date: dt.date | None) -> None:
    """Choose the last day on which a part is kept; None goes back to the usual."""
    with store.change("forgetting.set_until") as draft:
        keeping = draft.state.keeping
        dates = {p: d for p, d in keeping.until.items() if p != part}
        draft.put(change(keeping, until=dates | ({part: date} if date else {})))


def set(store: Store, field: str, value: str) -> None:
    """Change who is responsible for the archive, or its case number."""
    with store.change("forgetting.set") as draft:
        allowed = frozenset({"responsible", "case_number"})
        draft.put(changed(draft.state.keeping, field, value, allowed))


def end_series(folder: Path) -> bool:
    """Delete the secret of a series, so that nobody can be known again; whether there was one."""
    secret = folder / "secret"
    if not secret.exists():
        return False
    _removed(secret)
    return True


def _write_marker(marker: Path, plan: Plan) -> None:
    aside = marker.with_suffix(".ny")
    with aside.open("wb") as file:
        file.write(msgspec.json.encode(plan))
        file.flush()
        os.fsync(file.fileno())
    aside.replace(marker)


def _removed(path: Path) -> bool:
    """Whether there was a file, which is emptied, and removed where nobody holds it."""
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
        path.parent.rmdir()
    return True


def _left(folder: Path, traces: Traces) -> Iterator[Path]:
    """Files below `folder` where something is left."""
    for path in sorted(folder.rglob("*")):
        try:
            if path.is_file() and traces.within(path):
                yield path
        except OSError:
            yield path


def _strays(data: Path, traces: Traces) -> Iterator[Path]:
    """Files that no workshop owns are removed where anything is in them; those that could not."""
    for path in sorted(data.rglob("*")):
        if others.belongs(path, data) is not None:
            continue
        try:
            if path.is_file() and traces.within(path) and not _removed(path):
                yield path
        except OSError:
            yield path


def clear_notebook(notebook: Path) -> None:
    """Take outputs and the state of widgets out of the notebook, and remove its checkpoints."""
    checkpoints = notebook.parent / ".ipynb_checkpoints"
    for copy in checkpoints.glob(f"{glob.escape(notebook.stem)}-checkpoint*.ipynb"):
        _removed(copy)
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
