"""Going back to a copy, and saving what can be read of a damaged file."""

from __future__ import annotations

import datetime as dt
import shutil
import tempfile
from pathlib import Path

from samverk.model import KINDS, Keeping, Series, Sorry, State, records
from samverk.store import Store
from samverk.store.backup import Copy, copies, take
from samverk.words import _


def copy_named(folder: Path, name: str) -> Copy:
    """The copy of that name; `Sorry` where it is gone."""
    found = next((copy for copy in copies(folder) if copy.path.name == name), None)
    if found is None:
        raise Sorry(_("Kopien finnes ikke lenger. Velg en annen."))
    return found


def content(copy: Path) -> State:
    """All that a copy holds. The copy itself is left as it is."""
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as place:
        aside = Path(place) / "samverk.db"
        shutil.copyfile(copy, aside)
        opened = Store(aside, "backup")
        try:
            return opened.whole
        finally:
            opened.close()


def restore(store: Store, name: str) -> None:
    """Make the workshop what it was in a copy, as one change that can be undone.

    What is now is copied first. What has been forgotten, and which series the workshop belongs
    to, stay as they are.
    """
    chosen = content(copy_named(store.path.parent, name).path)
    take(store, dt.datetime.now(dt.UTC))
    with store.change("backup.restore") as draft:
        for kind in KINDS.values():
            if kind in (Keeping, Series):
                continue
            there = records(chosen, kind)
            ids = {record.id for record in there}
            now = records(draft.state, kind)
            draft.remove(*(record for record in now if record.id not in ids))
            draft.put(*(record for record in there if record not in now))
