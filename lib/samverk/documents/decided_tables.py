"""The sheets on what was decided and how people chose."""

from __future__ import annotations

from samverk import priorities
from samverk.documents.measures import numbered
from samverk.documents.names import (
    HORIZON_NAMES,
    STATUS_NAMES,
)
from samverk.documents.table import Table, Value
from samverk.evaluation import FEWEST, scores
from samverk.model import State
from samverk.words import _, listed, n_


def measures(state: State) -> Table:
    """The measures, a row each."""
    goals = {goal.id: goal.text for goal in state.goals}
    texts = {note.id: note.text for note in state.notes}
    counted = priorities.revealed(state)
    rows: list[tuple[Value, ...]] = []
    for number, measure in numbered(state):
        last = measure.statuses[-1] if measure.statuses else None
        rows.append(
            (
                number,
                measure.text,
                _(HORIZON_NAMES[measure.horizon]),
                measure.owner,
                measure.person,
                measure.first_step,
                measure.due,
                listed(measure.partners),
                "\n".join(goals[goal] for goal in measure.goals if goal in goals),
                _(STATUS_NAMES[measure.status]),
                last.date if last else None,
                last.comment if last else None,
                measure.value,
                measure.ease,
                counted.get(measure.id) if counted else None,
                measure.carried_from,
                "\n".join(texts[note] for note in measure.notes if note in texts),
            )
        )
    return Table(
        name=n_("Tiltak", "Tiltak", 2),
        columns=(
            (_("Nr."), "number"),
            (_("Tiltak"), "text"),
            (_("Horisont"), "short"),
            (_("Ansvarlig"), "name"),
            (_("Person"), "name"),
            (_("Første steg"), "text"),
            (_("Frist"), "short"),
            (_("Samarbeidspartnere"), "name"),
            (_("Mål det tjener"), "text"),
            (_("Status"), "short"),
            (_("Status fra"), "short"),
            (_("Kommentar"), "name"),
            (_("Verdi"), "number"),
            (_("Hvor lett"), "number"),
            (_("Prikker"), "number"),
            (_("Fra tidligere verksted"), "name"),
            (_("Innspill bak tiltaket"), "text"),
        ),
        rows=tuple(rows),
    )


def votes(state: State) -> Table:
    """Dots for each measure, once they are revealed."""
    counted = priorities.revealed(state)
    rows: list[tuple[Value, ...]] = [
        (number, _(HORIZON_NAMES[m.horizon]), counted[m.id] - m.hands, m.hands, counted[m.id])
        for number, m in numbered(state)
        if counted.get(m.id)
    ]
    rows.sort(key=lambda row: (-_int(row[4]), _int(row[0])))
    if not state.closing.revealed:
        rows = [(None, _("Resultatet er ikke vist ennå."), None, None, None)]
    return Table(
        name=_("Avstemning"),
        columns=(
            (_("Nr."), "number"),
            (_("Horisont"), "name"),
            (_("Prikker fra telefoner"), "short"),
            (_("Prikker i rommet"), "short"),
            (_("Prikker i alt"), "short"),
        ),
        rows=tuple(rows),
    )


def evaluation(state: State) -> Table:
    """Answers to the evaluation and the pulse, when enough have answered."""
    rows: list[tuple[Value, ...]] = []
    for name, told in (
        (_("Temperaturmåling"), scores(state, "pulse")),
        (_("Evaluering"), scores(state, "evaluation")),
    ):
        if told.answers >= FEWEST:
            mean = None if told.mean is None else round(told.mean, 2)
            rows.append((name, *told.counts, told.answers, mean, None))
            rows += [(name, *(None,) * 7, text) for text in told.texts]
        elif told.answers:
            hidden = _("Vises når minst {n} har svart.").format(n=FEWEST)
            rows.append((name, *(None,) * 7, hidden))
    return Table(
        name=_("Evaluering"),
        columns=(
            (_("Hva"), "name"),
            *((str(score), "number") for score in range(1, 6)),
            (_("Svar"), "number"),
            (_("Snitt"), "number"),
            (_("Med egne ord"), "text"),
        ),
        rows=tuple(rows),
    )


def _int(value: Value) -> int:
    return value if isinstance(value, int) else 0
