"""*Sammenfatning*: notes gathered, measures made of them, and what comes first."""

from __future__ import annotations

import datetime as dt
import threading
from collections.abc import Iterable
from typing import ClassVar

from samverk import priorities, synthesis
from samverk.actions import ballots
from samverk.actions import synthesis as deeds
from samverk.model import Measure, Note, Sorry, State
from samverk.ui.capture_forms import horizons, statuses
from samverk.ui.panel import Deed, Panel, Reply
from samverk.ui.steps import Problem, stands
from samverk.words import _, short_date
from samverk.workshop import Workshop

AT_ONCE = 500
"""So many notes are compared while the panel is drawn; more of them in a thread."""

APART = 0.4
"""How far apart marks on the picture of value and ease are, on axes from 1 to 5."""


@stands("synthesis")
def standing(state: State) -> tuple[str, Iterable[Problem]]:
    """How far the synthesis has come, and what measures lack."""
    return synthesis.summary(state), [
        Problem(text, f"{missing[0]}-{lack}") for lack, text, missing in synthesis.problems(state)
    ]


class SynthesisPanel(Panel):
    """The synthesis desk."""

    step = "synthesis"
    module = "synthesis.js"
    deeds: ClassVar[dict[str, Deed]] = {
        "add_heading": deeds.add_heading,
        "rename_heading": deeds.rename_heading,
        "remove_heading": deeds.remove_heading,
        "gather": deeds.gather,
        "merge": deeds.merge,
        "unmerge": deeds.unmerge,
        "unlike": deeds.unlike,
        "add_measure": deeds.add_measure,
        "set": deeds.set_measure,
        "place": deeds.place_measure,
        "connect": deeds.connect,
        "serve": deeds.serve,
        "withdraw": deeds.withdraw_measure,
    }

    def __init__(self, workshop: Workshop) -> None:
        self._alike = synthesis.Alike()
        self._looking = threading.Lock()
        super().__init__(workshop)

    def view(self, state: State) -> dict[str, object]:
        """Notes under headings, suggested pairs, measures and where they are drawn."""
        return {
            "horizons": list(horizons().items()),
            "statuses": list(statuses().items()),
            **self._gathered(state),
            "pairs": self._pairs(state),
            "goals": [{"id": g.id, "text": g.text} for g in state.goals if not g.withdrawn],
            "owners": synthesis.owners(state),
            "people": [p.name for p in state.participants],
            **measures(state),
        }

    def _gathered(self, state: State) -> dict[str, object]:
        inside = synthesis.merged(state)
        used: dict[str, list[int]] = {}
        number = priorities.numbers(state)
        for measure in synthesis.measures(state):
            for note in measure.notes:
                used.setdefault(note, []).append(number[measure.id])
        return {
            "headings": [[h.id, h.title] for h in state.headings],
            "notes": [
                {
                    "id": n.id,
                    "text": n.text,
                    "heading": heading.id if heading else "",
                }
                | {
                    key: value
                    for key, value in (
                        ("horizon", n.horizon),
                        ("table", n.table),
                        ("merged", [{"id": m.id, "text": m.text} for m in inside.get(n.id, [])]),
                        ("measures", used.get(n.id)),
                    )
                    if value
                }
                for heading, gathered in synthesis.gathered(state)
                for n in gathered
            ],
        }

    def _pairs(self, state: State) -> list[list[str]] | None:
        """Suggested pairs; None while they are looked for."""
        there = [n for n in synthesis.standing_notes(state) if n.what == "horizon"]
        if self._alike.new(there) > AT_ONCE:
            if self._looking.acquire(blocking=False):
                threading.Thread(target=self._look, args=(there,), daemon=True).start()
            return None
        return [[p.first, p.second] for p in self._alike.pairs(there)]

    def _look(self, there: list[Note]) -> None:
        try:
            self._alike.pairs(there)
        finally:
            self._looking.release()
        self.draw()

    def on_hands(self, measure: str, n: object) -> Reply:
        """Set how many hands were raised for a measure."""
        deeds.set_measure(self.workshop.opened, measure, "hands", n)
        return Reply()

    def on_figure(self, measure: str, axis: str, text: str) -> Reply:
        """Set value or ease as the user writes it; an empty text takes it away."""
        if axis not in ("value", "ease"):
            raise Sorry(_("Dette feltet kan ikke endres her."))
        figure = _figure(text) if text.strip() else None
        deeds.set_measure(self.workshop.opened, measure, axis, figure)
        return Reply()

    def on_reveal(self, revealed: bool) -> Reply:
        """Close the voting and show its result, or hide it again."""
        ballots.reveal(self.workshop.opened, "dots", revealed=revealed)
        return Reply()


def _figure(text: str) -> float:
    try:
        return round(float(text.replace(",", ".")), 1)
    except ValueError as error:
        raise Sorry(_("Sett et tall fra 1 til 5.")) from error


def measures(state: State) -> dict[str, object]:
    """The measures in their order, with dots where they are revealed, and the picture's marks."""
    number = priorities.numbers(state)
    counted = priorities.dots(state) if state.closing.revealed else {}
    there = synthesis.measures(state)
    chosen = priorities.order(state)
    by_number = sorted(chosen, key=lambda m: number[m.id])
    placed = [m for m in by_number if m.value is not None and m.ease is not None]
    marks = priorities.spread(tuple((m.ease or 0.0, m.value or 0.0) for m in placed), APART)
    drawn = {m.id: mark for m, mark in zip(placed, marks, strict=True)}
    return {
        "measures": [_measure(m, number[m.id], counted.get(m.id), drawn.get(m.id)) for m in there],
        "order": [m.id for m in chosen],
        "withdrawn": [{"id": m.id, "text": m.text} for m in state.measures if m.withdrawn],
        "revealed": state.closing.revealed,
        "ballots": priorities.ballots(state, "dots"),
    }


def _measure(
    measure: Measure, number: int, dots: int | None, drawn: tuple[float, float] | None
) -> dict[str, object]:
    late = synthesis.overdue(measure, dt.date.today())
    return {
        "id": measure.id,
        "number": number,
        "text": measure.text,
        "horizon": measure.horizon,
        "owner": measure.owner,
        "person": measure.person,
        "first_step": measure.first_step,
        "due": measure.due.isoformat() if measure.due else "",
        "due_text": short_date(measure.due) if measure.due else "",
        "overdue": late,
        "partners": list(measure.partners),
        "goals": list(measure.goals),
        "notes": list(measure.notes),
        "lacks": list(synthesis.lacks(measure)),
        "from": measure.carried_from,
        "hands": measure.hands,
        "dots": dots,
        "value": measure.value,
        "ease": measure.ease,
        "drawn": drawn,
    }
