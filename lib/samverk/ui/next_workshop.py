"""*Neste verksted*: a duplicated notebook with what is carried on, and its date."""

from __future__ import annotations

from collections.abc import Iterable
from typing import ClassVar

from samverk import series
from samverk.actions import closing as deeds
from samverk.model import State
from samverk.ui.panel import Deed, Panel, Reply
from samverk.ui.steps import Problem, stands
from samverk.words import _, long_date
from samverk.workshop import Workshop


@stands("next")
def standing(state: State) -> tuple[str, Iterable[Problem]]:
    """When the next workshop is."""
    date = state.closing.next_date
    if date is not None:
        return _("Neste verksted er {date}.").format(date=long_date(date)), ()
    return _("Kopier notatboka, så begynner neste verksted der dette slutter."), ()


class NextPanel(Panel):
    """Makes the next workshop's notebook."""

    step = "next"
    module = "next.js"
    deeds: ClassVar[dict[str, Deed]] = {"set": deeds.set}
    organisers_only = frozenset({"make"})

    def view(self, state: State) -> dict[str, object]:
        """The date that is proposed, the name, and what is carried."""
        idea = series.next_date(state.about.date, state.about.interval_weeks)
        date = state.closing.next_date or idea
        return {
            "date": state.closing.next_date.isoformat() if state.closing.next_date else "",
            "proposed": idea.isoformat() if idea else "",
            "proposed_text": long_date(idea) if idea else "",
            "name": _("verksted-{date}").format(date=date.isoformat())
            if date
            else f"{self.workshop.notebook.stem}-2",
            "carried": series.follows(state),
            "left": series.stays(),
            "there": [
                {"title": known.title, "notebook": known.notebook.name if known.notebook else ""}
                for known in self.workshop.after()
            ],
        }

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
