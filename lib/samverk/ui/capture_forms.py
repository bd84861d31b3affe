"""What the page shows of each kind of row in *Innspill*, as JSON."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from samverk import evaluation, priorities
from samverk.model import (
    Capture,
    Group,
    Horizon,
    Measure,
    Note,
    NoteKind,
    State,
    Status,
    Topic,
)
from samverk.words import _, decimal, short_date

Shown = dict[str, object]


def horizons() -> dict[Horizon, str]:
    """The three horizons in words."""
    return {"now": _("Strakstiltak"), "stretch": _("Strekkmål"), "dream": _("Drøm")}


def statuses() -> dict[Status, str]:
    """What can have become of a measure, in words."""
    return {
        "new": _("Ny"),
        "in_progress": _("Under arbeid"),
        "done": _("Ferdig"),
        "stopped": _("Stoppet"),
    }


KINDS: dict[Capture, tuple[NoteKind, ...]] = {
    "sofa": ("question", "commitment"),
    "perspective": ("perspective",),
    "challenge": ("draft", "challenge"),
    "horizons": ("horizon",),
    "presentations": ("presentation",),
    "closing": ("evaluation",),
}
"""The kinds of notes that a form takes."""


def note(each: Note) -> Shown:
    """A note with those of its fields that hold something."""
    more: Shown = {
        "horizon": each.horizon,
        "table": each.table,
        "field": each.field,
        "owner": each.owner,
        "first_step": each.first_step,
        "due": each.due.isoformat() if each.due else "",
        "partners": ", ".join(each.partners),
        "twin": each.twin,
    }
    return {"id": each.id, "text": each.text} | {k: v for k, v in more.items() if v}


def tables(state: State) -> list[tuple[int, str]]:
    """The number and room of every table that stands, has a group, or has written something."""
    rooms = {table.number: table.room for table in state.tables}
    seen = {*rooms, *(g.number for g in state.groups), *(n.table for n in state.notes)} - {0}
    return [(number, rooms.get(number, "")) for number in sorted(seen)]


def groups(state: State) -> list[Group]:
    """The groups of the row that is on, else of the first round."""
    item = next((i for i in state.agenda if i.id == state.day.item), None)
    rounds = {g.round for g in state.groups}
    wanted = item.round if item and item.round in rounds else min(rounds, default=1)
    return [g for g in state.groups if g.round == wanted]


def common(state: State, form: Capture) -> Shown:
    """Notes and withdrawn notes of the form, and the tables."""
    wanted = KINDS.get(form, ())
    of_form = [n for n in state.notes if n.what in wanted]
    return {
        "tables": tables(state),
        "notes": [note(n) | {"what": n.what} for n in of_form if not n.withdrawn],
        "withdrawn": [note(n) | {"what": n.what} for n in of_form if n.withdrawn],
    }


def status_form(state: State) -> Shown:
    """Measures of earlier workshops."""
    return {"measures": [_status(m) for m in state.measures if m.carried_from and not m.withdrawn]}


def _status(measure: Measure) -> Shown:
    last = measure.statuses[-1] if measure.statuses else None
    return {
        "id": measure.id,
        "text": measure.text,
        "owner": measure.owner,
        "due": short_date(measure.due) if measure.due else "",
        "from": measure.carried_from,
        "status": measure.status,
        "comment": last.comment if last else "",
        "said": short_date(last.date) if last else "",
    }


def goals_form(state: State) -> Shown:
    """The goals, and those that are withdrawn."""
    return {
        "goals": [{"id": g.id, "text": g.text} for g in state.goals if not g.withdrawn],
        "withdrawn": [
            {"id": g.id, "text": g.text, "what": "goal"} for g in state.goals if g.withdrawn
        ],
    }


def sofa_form(state: State) -> Shown:
    """Who can own a commitment."""
    return {"owners": _owners(state)}


def _owners(state: State) -> list[str]:
    roles = (f"{r.name}, {r.organisation}".strip(", ") for r in state.about.roles)
    return sorted({*roles, *(p.organisation for p in state.participants)} - {""}, key=str.casefold)


def perspective_form(state: State) -> Shown:
    """The fields on the roster, and those that somebody has written for."""
    roster = {p.field for p in state.present}
    used = {n.field for n in state.notes if n.what == "perspective" and not n.withdrawn}
    return {"fields": sorted((roster | used) - {""}, key=str.casefold)}


def presentations_form(state: State) -> Shown:
    """The groups in the order in which they present."""
    names = {p.id: p.name for p in state.participants}
    there = {g.number: g for g in groups(state)}
    numbers = {number for number, _room in tables(state)} | there.keys()
    wanted = [n for n in state.grouping.presenting if n in numbers]
    counted = {
        n: sum(1 for each in state.notes if each.table == n and _stands(each)) for n in numbers
    }
    return {
        "groups": [
            {
                "number": n,
                "presenter": names.get(there[n].roles.get("presenter", ""), "")
                if n in there
                else "",
                "notes": counted[n],
            }
            for n in [*wanted, *sorted(numbers - {*wanted})]
        ]
    }


def _stands(each: Note) -> bool:
    return each.what == "horizon" and not each.withdrawn and not each.merged_into


def dots_form(state: State) -> Shown:
    """The measures with hands; dots only when they are revealed."""
    revealed = state.closing.revealed
    counted = priorities.dots(state) if revealed else {}
    number = priorities.numbers(state)
    ranked = priorities.order(state)
    if not revealed:
        ranked = tuple(sorted(ranked, key=lambda m: number[m.id]))
    return {
        "revealed": revealed,
        "ballots": priorities.ballots(state, "dots"),
        "measures": [
            {
                "id": m.id,
                "number": number[m.id],
                "text": m.text,
                "horizon": m.horizon,
                "hands": m.hands,
                "dots": counted.get(m.id),
            }
            for m in ranked
        ],
    }


def wall_form(state: State) -> Shown:
    """The cards on the wall, and who may want in."""

    def cards(withdrawn: bool) -> list[Shown]:
        return [
            {
                "id": p.id,
                "text": p.name,
                "name": p.name,
                "organisation": p.organisation,
                "works_on": p.works_on,
                "offers": p.offers,
                "needs": p.needs,
                "interested": list(p.interested),
                "what": "project",
            }
            for p in state.projects
            if p.withdrawn is withdrawn
        ]

    return {
        "projects": cards(False),
        "withdrawn": cards(True),
        "people": [", ".join(filter(None, (p.name, p.organisation))) for p in state.participants],
        "organisations": sorted({p.organisation for p in state.participants} - {""}),
    }


def closing_form(state: State) -> Shown:
    """Hands and answers of evaluation and pulse; answers only when there are enough of them."""
    closing = state.closing
    evaluated = evaluation.scores(state, "evaluation")
    return {
        "fewest": evaluation.FEWEST,
        "evaluation": _scores("evaluation", evaluated, closing.evaluation_hands),
        "pulse": _scores("pulse", evaluation.scores(state, "pulse"), closing.pulse_hands),
        "texts": list(evaluated.texts) if evaluated.told else [],
    }


def questions() -> dict[Topic, str]:
    """What is asked in the evaluation and in the pulse."""
    return {
        "evaluation": _("Hvor nyttig var dagen?"),
        "pulse": _("Har vi et felles bilde av utfordringen?"),
    }


def mean(given: evaluation.Scores) -> str:
    """The mean score with one decimal; empty while it is not to be told."""
    return "" if given.mean is None else decimal(f"{given.mean:.1f}")


def _scores(topic: Topic, given: evaluation.Scores, hands: tuple[int, ...]) -> Shown:
    return {
        "question": questions()[topic],
        "hands": list(hands),
        "answers": given.answers,
        "counts": list(given.counts) if given.told else None,
        "mean": mean(given),
    }


FORMS: dict[Capture, Callable[[State], Shown]] = {
    "status": status_form,
    "goals": goals_form,
    "sofa": sofa_form,
    "perspective": perspective_form,
    "presentations": presentations_form,
    "dots": dots_form,
    "wall": wall_form,
    "closing": closing_form,
}


def twins(notes: Iterable[Note]) -> list[Note]:
    """Notes that wait for somebody to say which text is to stand."""
    return [n for n in notes if n.twin and not n.withdrawn]
