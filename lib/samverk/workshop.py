"""The open workshop: which notebook it is, and which folder holds its data."""

from __future__ import annotations

import datetime as dt
import logging
import os
import re
import shutil
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from samverk import chapters, lineage, neighbours, series, words
from samverk.actions import forgetting
from samverk.discreet import keep_log
from samverk.model import Chapter, Meeting, Participant, Series, Sorry, State, Venue, change
from samverk.neighbours import FILE, Known
from samverk.notebooks import current_notebook, new_notebook, relative
from samverk.store import Damaged, Store, Watch
from samverk.store.repair import Repaired, repair
from samverk.words import _

if TYPE_CHECKING:
    import pandas as pd

Role = Literal["organiser", "co_organiser", "external"]
TEMPLATES = "maler"
log = logging.getLogger("samverk")


class Workshop:
    """A notebook and its data. Before its data is chosen, `store` is None and `state` empty."""

    def __init__(
        self, notebook: Path, data: Path, *, role: Role = "organiser", visitor: str = ""
    ) -> None:
        self.notebook = notebook.resolve()
        self.data = data.resolve()
        self.role = role
        self.actor = f"{role}:{visitor}" if visitor else role
        self.store: Store | None = None
        self.problem = ""
        self.damaged: Path | None = None
        self.repaired: Repaired | None = None
        self._watches: list[Watch] = []
        try:
            found = self._own_store()
            if found is not None:
                self._take(found)
        except Sorry as error:
            self.problem = str(error)

    @classmethod
    def here(cls) -> Workshop:
        """The workshop of the notebook that this is called in.

        Our server says which notebook it is in SAMVERK_NOTEBOOK, JupyterLab in
        JPY_SESSION_NAME; elsewhere it is the only notebook in the current folder, or
        `workshop.ipynb`.
        """
        notebook = current_notebook()
        data = os.environ.get("SAMVERK_DATA")
        role = os.environ.get("SAMVERK_ROLE", "organiser")
        return cls(
            notebook,
            Path(data) if data else notebook.parent / "workshops",
            role=role if role in ("co_organiser", "external") else "organiser",  # type: ignore[arg-type]
            visitor=os.environ.get("SAMVERK_VISITOR", ""),
        )

    @property
    def is_open(self) -> bool:
        """Whether the notebook has data of its own."""
        return self.store is not None

    @property
    def folder(self) -> Path:
        """The folder that holds the data; the one that it will have, before there is any."""
        return self.store.path.parent if self.store else self._free_folder()

    @property
    def state(self) -> State:
        """The newest state; empty before there is data."""
        return self.store.state if self.store else State()

    @property
    def opened(self) -> Store:
        """The store; `Sorry` before there is one."""
        if self.store is None:
            raise Sorry(self.problem or _("Velg først hva denne notatboka skal være."))
        return self.store

    def frame(self, name: str) -> pd.DataFrame:
        """The data as a pandas frame: "people", "groups", "notes", "measures", "agenda", …"""
        from samverk.frames import frame

        state = self.store.refresh() if self.store else self.state
        return frame(state, name)

    def watch(self, seen: Callable[[State], None]) -> None:
        """Call `seen(state)` in another thread whenever somebody has changed something."""
        if self.store is not None:
            self._watches.append(Watch(self.store, seen))

    def close(self) -> None:
        """Stop watching and let go of the file."""
        for watch in self._watches:
            watch.stop()
        self._watches.clear()
        if self.store is not None:
            self.store.close()
            self.store = None

    def repair(self) -> None:
        """Open what can be read of a damaged file, and keep that file beside it."""
        if self.damaged is None:
            raise Sorry(_("Datafila er ikke skadet."))
        try:
            self.repaired = repair(self.damaged / FILE)
        except OSError as error:
            raise Sorry(
                _("Et annet program holder på datafila. Lukk andre vinduer og prøv igjen.")
            ) from error
        self._open(self.damaged)
        self.damaged = None

    def begin(self) -> None:
        """Make this notebook a new workshop."""
        self._create()

    def adopt(self, folder: str) -> None:
        """This notebook is the workshop in that folder, under a new name or in a new place."""
        known = self._find(folder)
        if not known.orphan:
            raise Sorry(_("Notatboka til dette verkstedet finnes fortsatt. Åpne den i stedet."))
        self._open(known.folder)
        self._remember(self.opened)

    def follow(self, folder: str) -> None:
        """Make this notebook the next workshop after the one in that folder."""
        known = self._find(folder)
        previous = Store(known.folder / FILE, "series")
        try:
            state, secret = lineage.chain(previous, self.data)
            words.use(state.about.language)
            earlier = list(series.carried(state, secret))
        finally:
            previous.close()
        self._create()
        with self.opened.change("series.follow") as draft:
            for record in earlier:
                if isinstance(record, Series):
                    record = change(record, previous=known.folder.name)
                draft.put(record)
        template = Path(TEMPLATES, Path(self.state.closing.template).name)
        if template.suffix and (known.folder / template).is_file():
            (self.folder / TEMPLATES).mkdir(exist_ok=True)
            shutil.copyfile(known.folder / template, self.folder / template)
        words.use(self.state.about.language)

    def earlier(self) -> list[Known]:
        """The other workshops in the data folder, newest first."""
        own = self.store.path.parent if self.store else None
        return neighbours.all_beside(self.data, own, self.actor)

    def after(self) -> list[Known]:
        """The workshops that were made as the next one after this."""
        own = self.folder.name
        return [known for known in self.earlier() if known.previous == own]

    def kept_venues(self) -> list[Venue]:
        """Venues that other workshops in the data folder have used, each once."""
        own = {venue.name.casefold() for venue in self.state.venues}
        return neighbours.venues(self.earlier(), own, self.actor)

    def met(self) -> list[list[list[str]]]:
        """The earlier divisions of the series with today's participant ids."""
        store = self.opened
        if not store.state.meetings:
            return []
        return series.met(store.whole, lineage.chain(store, self.data)[1])

    def recall(self) -> None:
        """Bring what is known of who has met up to date with the workshop before this one."""
        lineage.recall(self.opened, self.data)

    def unrecognised(self) -> list[tuple[Participant, tuple[str, ...]]]:
        """People of the workshop before this one whom nobody here is known to be, with keys."""
        return lineage.unrecognised(self.opened, self.data)

    def previous_problem(self) -> str:
        """A sentence where the workshop before this one is gone or can't be read."""
        return lineage.problem(self.state, self.data)

    def chapter(self) -> Chapter:
        """This workshop in figures, as far as it has come."""
        return chapters.own(self.opened.whole, self.met())

    def chapters(self) -> list[Chapter]:
        """The workshops of the series in figures, up to this one."""
        return chapters.of_series(self.opened.whole, self.met())

    def sum_up(self) -> None:
        """Keep this workshop's figures as they are now, for whoever cannot tell who has met."""
        found = self.chapter()
        with self.opened.change("series.sum_up") as draft:
            if found not in draft.state.chapters:
                draft.put(found)

    def duties(self) -> series.Duties:
        """Who has had which role in the earlier workshops of the series."""
        store = self.opened
        if not store.state.meetings:
            return series.Duties()
        return series.duties(store.whole, lineage.chain(store, self.data)[1])

    def meet(
        self, id: str, title: str, date: dt.date, tables: Sequence[Sequence[Participant]]
    ) -> Meeting:
        """The record of who sat together, with people as keyed hashes."""
        secret = lineage.chain(self.opened, self.data)[1]
        return Meeting(
            id=id,
            title=title,
            date=date,
            groups=tuple(
                tuple("|".join(series.person_keys(secret, person)) for person in table)
                for table in tables
            ),
        )

    def keys(self) -> Callable[[Participant], str]:
        """Gives the keyed hashes that stand in the place of a person who is forgotten."""
        return lineage.keys(self.opened, self.data)

    def duplicate(self, name: str) -> Path:
        """Copy the notebook, without its outputs, beside itself; returns the new file."""
        stem = re.sub(r'[<>:"/\\|?*\x00-\x1f]', "", name.removesuffix(".ipynb")).strip(" .")
        if not stem:
            raise Sorry(_("Skriv et navn på den nye notatboka."))
        return new_notebook(self.notebook.with_name(f"{stem}.ipynb"), self.notebook)

    def _own_store(self) -> Store | None:
        """The store of the folder that remembers this notebook, read once."""
        named = self.data / self.notebook.stem
        others = sorted(p.parent for p in self.data.glob(f"*/{FILE}") if p.parent != named)
        for folder in [named, *others]:
            if not (folder / FILE).exists():
                continue
            try:
                store = self._store(folder)
            except Damaged:
                if folder != named:
                    continue
                self.damaged = folder
                raise
            recorded = neighbours.recorded(store)
            if recorded == self.notebook or (recorded is None and folder == named):
                return store
            store.close()
        return None

    def _free_folder(self) -> Path:
        return neighbours.free_folder(self.data, self.notebook.stem)

    def _create(self) -> None:
        if self.store is not None:
            raise Sorry(_("Denne notatboka har alt et verksted."))
        try:
            self.store = Store.create(
                self._free_folder() / FILE,
                self.actor,
                redacted=self.role == "external",
            )
        except OSError as error:
            raise Sorry(
                _("Kan ikke lagre i «{folder}». Velg en mappe du kan skrive i.").format(
                    folder=self.data
                )
            ) from error
        self.problem = ""
        self._remember(self.store)
        self._keep_log()

    def _store(self, folder: Path) -> Store:
        return Store(folder / FILE, self.actor, redacted=self.role == "external")

    def _open(self, folder: Path) -> None:
        self._take(self._store(folder))

    def _take(self, store: Store) -> None:
        self.store, folder = store, store.path.parent
        self.problem = ""
        words.use(self.state.about.language)
        if forgetting.interrupted(folder):
            self._finish_forgetting()
        if self.store.meta("notebook") == "" and self.notebook.exists():
            self._remember(self.store)
        self._keep_log()

    def _finish_forgetting(self) -> None:
        try:
            forgetting.finish(self.opened, self.notebook, self.keys(), dt.date.today())
        except Sorry:
            log.warning("a deletion could not be finished")

    def _remember(self, store: Store) -> None:
        known = self.notebook.exists()
        store.set_meta("notebook", relative(self.notebook, store.path.parent) if known else "")

    def _keep_log(self) -> None:
        keep_log(self.folder)

    def _find(self, folder: str) -> Known:
        found = next((k for k in self.earlier() if k.folder.name == folder), None)
        if found is None:
            raise Sorry(_("Fant ikke verkstedet «{name}».").format(name=folder))
        if found.problem:
            raise Sorry(found.problem)
        return found
