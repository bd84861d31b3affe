"""Deleting personal data: in the file, in files beside it, and in the notebook."""

from __future__ import annotations

import datetime as dt
import os
from collections.abc import Callable, Collection
from pathlib import Path

import msgspec

from samverk import chapters, series
from samverk import forgetting as rules
from samverk.actions import forgetting_files, others
from samverk.actions.fields import changed
from samverk.actions.forgetting_files import Beside
from samverk.model import (
    PARTS,
    About,
    Measure,
    Meeting,
    Part,
    Participant,
    Project,
    State,
    change,
    new_id,
)
from samverk.scrubber import LEAST_NEED, ORDINARY, tokens
from samverk.store import Store
from samverk.store.backup import FORGETTING as MARKER
from samverk.store.forget import codes, purge
from samverk.store.history import former
from samverk.store.traces import Traces

Key = Callable[[Participant], str]


class Plan(msgspec.Struct, frozen=True, kw_only=True):
    """What is to be deleted; written down first, so that an interrupted deletion is finished.

    `files` are paths, seen from the workshop's folder, of what goes too.
    """

    parts: tuple[Part, ...]
    person: str = ""
    files: tuple[str, ...] = ()


class Done(msgspec.Struct, frozen=True, kw_only=True):
    """What was deleted, the files where something is left, and what other workshops keep.

    `cells` says that somebody has written of a person in a cell of the notebook.
    """

    people: int
    files: int
    left: tuple[Path, ...]
    cells: bool = False
    others: tuple[others.Other, ...] = ()


def everything(store: Store) -> Plan:
    """The plan that deletes all but who has met, with every file that can hold personal data.

    Files in the data folder that no workshop owns go too, where somebody is found in them.
    """
    folder = store.path.parent
    parts = tuple(part for part in PARTS if part != "met")
    traces = _traces(store, parts)
    own = [b.path for b in forgetting_files.beside(folder, traces) if b.goes]
    stray = [
        f"../{path.relative_to(folder.parent).as_posix()}"
        for path in forgetting_files.strays(folder.parent, traces)
    ]
    return Plan(parts=parts, files=(*own, *stray))


def files(store: Store, parts: Collection[Part], person: str = "") -> list[Beside]:
    """The files beside, each with whether what is to be deleted stands in it."""
    return list(forgetting_files.beside(store.path.parent, _traces(store, parts, person)))


def _traces(store: Store, parts: Collection[Part], person: str = "") -> Traces:
    known = rules.known(store.whole, parts, person, _former(store))
    opening = codes(store) if "codes" in parts and not person else []
    needs = {need for need in known.needs if len(need) >= LEAST_NEED}
    names = {*known.names, *known.former}
    names = {name for name in names if tokens(name)[1:] or name.casefold() not in ORDINARY}
    return Traces({*names, *known.addresses, *needs, *opening})


def _former(store: Store) -> State:
    """What the history tells of people who are there no more, or by another name."""
    return State(
        participants=tuple(former(store, Participant)),
        measures=tuple(former(store, Measure)),
        projects=tuple(former(store, Project)),
        about=change(
            About(), roles=tuple({r for about in former(store, About) for r in about.roles})
        ),
    )


def interrupted(folder: Path) -> bool:
    """Whether a deletion has begun and not ended."""
    return (folder / MARKER).exists()


def forget(
    store: Store, notebook: Path, plan: Plan, key: Key, today: dt.date, data: Path | None = None
) -> Done:
    """Delete what the plan says. With `data`, it is told what other workshops there keep.

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
    removed = sum(forgetting_files.removed(folder / name) for name in plan.files)
    for copy in forgetting_files.copies(folder):
        forgetting_files.removed(copy)
    if {*plan.parts} != {"met"}:
        forgetting_files.clear_notebook(notebook)
    left = list(forgetting_files.left(folder, traces))
    if not any(folder / name in left for name in plan.files):
        forgetting_files.removed(folder / MARKER)
    return Done(
        people=people,
        files=removed,
        left=tuple(left),
        cells=notebook.is_file() and bool(traces.within(notebook)),
        others=tuple(others.holding(data, folder, traces)) if data and traces else (),
    )


def _forget_records(store: Store, plan: Plan, key: Key, today: dt.date) -> None:
    earlier = _former(store)
    if not plan.person:
        come = (*earlier.participants, *others.before(store))
        earlier = msgspec.structs.replace(earlier, participants=come)
    with store.change("forgetting.forget") as draft:
        state = draft.state
        if plan.person and not any(p.id == plan.person for p in state.participants):
            return
        if "met" in plan.parts and not plan.person and "met" not in state.keeping.forgotten:
            # The figures stay when nobody can be known again.
            draft.put(chapters.own(state, series.met_by(state, key)))
            state = draft.state
        draft.put(*rules.forgotten(state, plan.parts, key, today, plan.person, earlier))
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
    forgetting_files.removed(secret)
    return True


def _write_marker(marker: Path, plan: Plan) -> None:
    aside = marker.with_suffix(".ny")
    with aside.open("wb") as file:
        file.write(msgspec.json.encode(plan))
        file.flush()
        os.fsync(file.fileno())
    aside.replace(marker)
