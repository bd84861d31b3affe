"""*Program*: the rows of the day in a table that can be edited, and a picture of the day."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Iterator
from typing import ClassVar

from samverk import actions, agenda, library
from samverk.actions import agenda as deeds
from samverk.model import AgendaItem, Capture, Form, State
from samverk.ui.panel import Deed, Panel, Reply
from samverk.ui.steps import Problem, stands
from samverk.words import _, clock, language

READABLE = 5
"""A first word of this many letters says what a row is."""


def short(title: str) -> str:
    """What a row is called where there is little room: its title up to a colon or a comma."""
    return re.split(r"[:,(]| [–-] ", title)[0].strip() or title


def captures() -> dict[Capture, str]:
    """What each kind of row captures, in words."""
    return {
        "nothing": _("Ingen innspill"),
        "status": _("Status siden sist"),
        "goals": _("Mål og ambisjoner"),
        "sofa": _("Spørsmål og løfter"),
        "perspective": _("Slik ser vi det"),
        "challenge": _("Utfordringsbilde"),
        "horizons": _("Tre horisonter"),
        "presentations": _("Tiltak fra gruppene"),
        "dots": _("Prikker"),
        "wall": _("Prosjekttorg"),
        "closing": _("Evaluering"),
    }


def forms() -> dict[Form, str]:
    """How people sit during a row, in words."""
    return {"plenary": _("Plenum"), "groups": _("Grupper"), "break": _("Pause")}


def _names(item: AgendaItem) -> Iterator[str]:
    """What the row can be called in the picture of the day, the longest name first."""
    brief = short(item.title)
    yield from dict.fromkeys((item.title, brief))
    first = brief.split()[0] if brief.split() else ""
    if len(first) >= READABLE and first != brief:
        yield first
    if item.captures != "nothing":
        yield captures()[item.captures]


@stands("agenda")
def standing(state: State) -> tuple[str, Iterable[Problem]]:
    """How the programme stands."""
    return (
        agenda.summary(state),
        [Problem(p.text, f"{p.item}-{p.about}" if p.item else "") for p in agenda.problems(state)],
    )


class AgendaPanel(Panel):
    """The programme."""

    step = "agenda"
    module = "agenda.js"
    deeds: ClassVar[dict[str, Deed]] = {
        "set": deeds.set,
        "move": deeds.move,
        "remove": deeds.remove,
        "lock": deeds.lock,
        "set_day": deeds.set_day,
        "add": deeds.add,
        "take_last": deeds.take_last,
        "leave_last": deeds.leave_last,
    }

    def view(self, state: State) -> dict[str, object]:
        """Rows with their times, the ready programmes, methods and questions."""
        times = {slot.item.id: slot for slot in agenda.slots(state.agenda, state.day)}
        ready = library.programmes(language())
        methods = library.methods(language())
        return {
            "rows": [self._row(item, times.get(item.id)) for item in state.agenda],
            "last": agenda.told(state.agenda, state.day),
            "start": clock(state.day.start),
            "end": clock(state.day.end),
            "span": [state.day.start, state.day.end],
            "today": state.about.date == dt.date.today(),
            "without_owner": [
                [f"{item.id}-owner", short(item.title)]
                for item in state.agenda
                if agenda.needs_owner(item) and not item.owner.strip()
            ],
            "captures": list(captures().items()),
            "forms": list(forms().items()),
            "programmes": [
                [p.name, p.title]
                for p in sorted(ready.items, key=lambda p: p.length != state.about.length)
            ],
            "methods": [
                {"title": m.title, "when": m.when, "minutes": m.minutes, "steps": m.steps}
                for m in methods.items
            ],
            "prompts": [[p.captures, p.text] for p in library.prompts(None, language()).items],
            "template_problems": [*ready.problems, *methods.problems],
        }

    def _row(self, item: AgendaItem, slot: agenda.Slot | None) -> dict[str, object]:
        return {
            "id": item.id,
            "title": item.title,
            "names": list(_names(item)),
            "minutes": item.minutes,
            "form": item.form,
            "captures": item.captures,
            "owner": item.owner,
            "needs_owner": agenda.needs_owner(item),
            "place": item.place,
            "prompt": item.prompt,
            "method": item.method,
            "script": item.script,
            "material": item.material,
            "round": item.round,
            "dropped": item.dropped,
            "locked_at": None if item.locked_at is None else clock(item.locked_at),
            "from": slot.start if slot else None,
            "to": slot.end if slot else None,
            "gap": slot.gap if slot else 0,
        }

    def on_use(self, name: str) -> Reply:
        """Take a ready programme."""
        ready = library.programme(name, language())
        rows = [
            AgendaItem(id="", rank=0.0, **{f: getattr(row, f) for f in row.__struct_fields__})
            for row in ready.rows
        ]
        actions.agenda.use(
            self.workshop.opened, rows, start=ready.start, end=ready.end, name=ready.name
        )
        return Reply()

    def on_lock_at(self, item: str, at: str) -> Reply:
        """Lock a row to a time of day as the user writes it."""
        deeds.lock(self.workshop.opened, item, agenda.parse_clock(at) if at.strip() else None)
        return Reply()

    def on_span(self, start: str, end: str) -> Reply:
        """Set the start and the end of the day as the user writes them."""
        deeds.set_day(self.workshop.opened, agenda.parse_clock(start), agenda.parse_clock(end))
        return Reply()

    def on_start_at(self, item: str, text: str) -> Reply:
        """Let a row begin at a time of day as the user writes it."""
        deeds.start_at(self.workshop.opened, item, agenda.parse_clock(text))
        return Reply()

    def on_minutes(self, item: str, text: str) -> Reply:
        """Set how long a row lasts, as the user writes it."""
        deeds.set(self.workshop.opened, item, "minutes", agenda.parse_minutes(text))
        return Reply()
