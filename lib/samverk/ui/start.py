"""The first panel: asks once what a notebook without data is, and tells the page of the steps."""

from __future__ import annotations

import datetime as dt
from functools import cached_property

from samverk import keeping, series, words
from samverk.model import State
from samverk.store import is_network, is_synced
from samverk.ui import steps
from samverk.ui.panel import Panel, Reply
from samverk.words import _, listed, long_date, n_, short_date


class StartPanel(Panel):
    """Drawn at once, unlike the steps."""

    step = "start"
    module = "start.js"
    organisers_only = frozenset({"begin", "follow", "adopt", "repair"})

    def view(self, state: State) -> dict[str, object]:
        """The choice while there is no data, and always the frame of the page."""
        place = self._place(state)
        return {
            "asks": not self.workshop.is_open,
            "problem": self.workshop.problem,
            "damaged": self.workshop.damaged is not None,
            "repaired": self._repaired(),
            "notebook": self.workshop.notebook.name,
            "earlier": self._earlier() if not self.workshop.is_open else [],
            "left": " · ".join(series.stays()),
            "where": self._where(),
            "previous": self._previous,
            "overdue": self._overdue(state) if self.workshop.is_open else "",
            "frame": {
                "language": words.language(),
                "groups": self._groups(state) if self.workshop.is_open else [],
                "foot": self._foot(state) if self.workshop.is_open else [],
                "theme": state.about.theme or state.about.title,
                "place_and_date": place,
                "age": self._age(),
            },
        }

    @cached_property
    def _previous(self) -> str:
        """A sentence on the workshop before this one, looked at once."""
        return self.workshop.previous_problem()

    def _groups(self, state: State) -> list[dict[str, object]]:
        found: dict[str, list[dict[str, object]]] = {}
        for step in steps.STEPS:
            if step.part == steps.FOOT:
                continue
            title, _summary, problems = steps.standing(step.name, state)
            n = len(problems)
            found.setdefault(_(step.part), []).append(
                {
                    "step": step.name,
                    "title": title,
                    "missing": n,
                    "missing_text": n_("{n} mangler", "{n} mangler", n).format(n=n),
                }
            )
        return [{"title": title, "steps": entries} for title, entries in found.items()]

    def _foot(self, state: State) -> list[dict[str, object]]:
        found: list[dict[str, object]] = []
        for step in steps.STEPS:
            if step.part == steps.FOOT:
                title, _summary, problems = steps.standing(step.name, state)
                late = len(problems)
                text = n_("{n} over datoen", "{n} over datoen", late).format(n=late)
                entry = {"step": step.name, "title": title, "missing": late, "missing_text": text}
                found.append(entry)
        return found

    def _overdue(self, state: State) -> str:
        """A sentence on what should have been deleted, whenever the notebook opens."""
        late = [text for _part, text in keeping.problems(state, dt.date.today())]
        return " ".join(late)

    def _place(self, state: State) -> str:
        parts = [
            state.venue.name if state.venue else "",
            long_date(state.about.date) if state.about.date else "",
        ]
        return " · ".join(part for part in parts if part)

    def _age(self) -> dict[str, str]:
        from samverk.words import language

        return {
            "language": language(),
            "fresh": _("Alt er lagret, oppdatert nå"),
            "ago": _("oppdatert for {age} siden"),
            "stale": _("Ikke oppdatert på {age}."),
            "reload": _("Last siden på nytt."),
        }

    def _earlier(self) -> list[dict[str, object]]:
        return [
            {
                "folder": known.folder.name,
                "title": known.title,
                "date": short_date(dt.date.fromisoformat(known.date)) if known.date else "",
                "notebook": known.notebook.name if known.notebook else "",
                "orphan": known.orphan,
                "problem": known.problem,
                "follows": " · ".join(known.follows),
            }
            for known in self.workshop.earlier()
        ]

    def _where(self) -> str:
        """A sentence on a data folder that is not on this machine alone."""
        if is_synced(self.workshop.data):
            return _(
                "Mappa synkroniseres, så data forlater maskinen. "
                "Flytt notatboka til en lokal mappe, for eksempel Samverk på disken."
            )
        if is_network(self.workshop.data):
            return _(
                "Mappa ligger på en nettverksstasjon. Lagringen blir tregere, og data ligger "
                "på en annen maskin. En lokal mappe er tryggere."
            )
        return ""

    def _repaired(self) -> str:
        """What came out of a damaged file, and what is missing."""
        done = self.workshop.repaired
        if done is None:
            return ""
        names = {
            "participant": lambda n: n_("{n} deltaker", "{n} deltakere", n),
            "note": lambda n: n_("{n} innspill", "{n} innspill", n),
            "measure": lambda n: n_("{n} tiltak", "{n} tiltak", n),
            "agenda": lambda n: n_("{n} programpunkt", "{n} programpunkter", n),
        }
        lost = [names[kind](n).format(n=n) for kind, n in done.missing.items() if kind in names]
        if other := sum(n for kind, n in done.missing.items() if kind not in names):
            lost.append(n_("{n} annet", "{n} andre", other).format(n=other))
        texts = [
            _("Datafila var skadet. Det som kunne leses, er hentet fram."),
            _("Dette mangler: {what}.").format(what=listed(lost))
            if lost
            else _("Ingenting ser ut til å mangle."),
        ]
        if done.older:
            texts.append(
                n_(
                    "{n} opplysning kommer fra en eldre kopi. Se over den.",
                    "{n} opplysninger kommer fra en eldre kopi. Se over dem.",
                    done.older,
                ).format(n=done.older)
            )
        texts.append(_("Den skadde fila ligger igjen som {name}.").format(name=done.aside.name))
        return " ".join(texts)

    def on_repair(self) -> Reply:
        """Open what can be read of a damaged file."""
        self.workshop.repair()
        steps.changed(self.workshop)
        return Reply()

    def on_begin(self) -> Reply:
        """Make this notebook a new workshop."""
        self.workshop.begin()
        steps.changed(self.workshop)
        return Reply()

    def on_follow(self, folder: str) -> Reply:
        """Make this notebook the next workshop after another."""
        self.workshop.follow(folder)
        steps.changed(self.workshop)
        return Reply()

    def on_adopt(self, folder: str) -> Reply:
        """This notebook is an earlier one under a new name."""
        self.workshop.adopt(folder)
        steps.changed(self.workshop)
        return Reply()
