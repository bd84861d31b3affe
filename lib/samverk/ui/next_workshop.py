"""*Neste verksted*: a duplicated notebook with what is carried on, and its date."""

from __future__ import annotations

import datetime as dt
import functools
import logging
import os
import subprocess
import sys
import threading
from collections.abc import Iterable
from pathlib import Path
from typing import ClassVar

import samverk
from samverk import series
from samverk.actions import closing as deeds
from samverk.model import State
from samverk.ui.panel import Deed, Panel, Reply
from samverk.ui.steps import Problem, stands
from samverk.words import _, long_date, n_
from samverk.workshop import Workshop

log = logging.getLogger("samverk")


@stands("next")
def standing(state: State) -> tuple[str, Iterable[Problem]]:
    """When the next workshop is."""
    date = state.closing.next_date
    if date is not None:
        return _("Neste verksted er {date}.").format(date=long_date(date)), ()
    return _("Kopier notatboka, så begynner neste verksted der dette slutter."), ()


@functools.cache
def proposed(date: dt.date, weeks: int) -> dt.date | None:
    """The date that is proposed, asked for in a process of its own; None where that failed."""
    call = [sys.executable, "-m", "samverk.series", date.isoformat(), str(weeks)]
    path = os.pathsep.join([str(Path(samverk.__file__).parents[1]), *sys.path])
    done = subprocess.run(
        call,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
        env=os.environ | {"PYTHONPATH": path},
    )
    try:
        return dt.date.fromisoformat(done.stdout.strip())
    except ValueError:
        log.warning("no date could be proposed")
        return None


class NextPanel(Panel):
    """Makes the next workshop's notebook."""

    step = "next"
    module = "next.js"
    deeds: ClassVar[dict[str, Deed]] = {"set": deeds.set}
    organisers_only = frozenset({"make"})

    def __init__(self, workshop: Workshop) -> None:
        self._proposal: tuple[tuple[dt.date, int] | None, dt.date | None] = (None, None)
        super().__init__(workshop)

    def view(self, state: State) -> dict[str, object]:
        """The date that is proposed, the name, and what is carried."""
        idea = self._proposed(state)
        date = state.closing.next_date or idea
        measures = sum(1 for m in state.measures if m.status in series.OPEN and not m.withdrawn)
        return {
            "date": state.closing.next_date.isoformat() if state.closing.next_date else "",
            "proposed": idea.isoformat() if idea else "",
            "proposed_text": long_date(idea) if idea else "",
            "name": _("verksted-{date}").format(date=date.isoformat())
            if date
            else f"{self.workshop.notebook.stem}-2",
            "carried": [
                n_("Programmet, {n} punkt", "Programmet, {n} punkter", len(state.agenda)).format(
                    n=len(state.agenda)
                ),
                _("Stedet: {name}").format(name=state.venue.name) if state.venue else "",
                n_("{n} rolle", "{n} roller", len(state.about.roles)).format(
                    n=len(state.about.roles)
                ),
                _("PowerPoint-malen: {name}").format(name=state.closing.template)
                if state.closing.template
                else "",
                n_("{n} åpent tiltak", "{n} åpne tiltak", measures).format(n=measures),
                _("Hvem som har møttes, uten navn"),
            ],
            "left": [
                _("Navn, e-postadresser og matbehov"),
                _("Innspill, mål og prosjekttorg"),
                _("Stemmer og evaluering"),
            ],
            "there": [
                {"title": known.title, "notebook": known.notebook.name if known.notebook else ""}
                for known in self.workshop.after()
            ],
        }

    def _proposed(self, state: State) -> dt.date | None:
        date, weeks = state.about.date, state.about.interval_weeks
        if date is None or weeks is None:
            return None
        if self._proposal[0] != (date, weeks):
            self._proposal = ((date, weeks), None)
            threading.Thread(target=self._propose, args=(date, weeks), daemon=True).start()
        return self._proposal[1]

    def _propose(self, date: dt.date, weeks: int) -> None:
        self._proposal = ((date, weeks), proposed(date, weeks))
        self.draw()

    def on_make(self, name: str) -> Reply:
        """Duplicate the notebook and fill its workshop with what is carried."""
        made = self.workshop.duplicate(name)
        following = Workshop(made, self.workshop.data)
        try:
            following.follow(self.workshop.folder.name)
        finally:
            following.close()
        return Reply(
            value=made.name,
            said=_("{name} er laget. Åpne den for å planlegge neste verksted.").format(
                name=made.name
            ),
        )
