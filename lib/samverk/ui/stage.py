"""What *Gjennomføring* shows of the room: tables, projector, questions and votes."""

from __future__ import annotations

from collections import Counter
from typing import ClassVar

from samverk import priorities, voting
from samverk.actions import ballots, notes, room
from samverk.model import Asked, Note, State, View
from samverk.ui.capture_forms import groups
from samverk.ui.panel import Deed
from samverk.ui.phones import PhonesPanel, Shown
from samverk.words import _


def views() -> list[tuple[str, str]]:
    """What the projector can show, in words; the group's page is chosen by its group."""
    return [
        ("", _("Følger programmet")),
        ("start", _("Velkommen")),
        ("now", _("Klokka")),
        ("groups", _("Gruppene")),
        ("delivered", _("Hvem har levert")),
        ("questions", _("Spørsmål")),
        ("group", _("Gruppene legger fram")),
        ("votes", _("Prikkavstemning")),
        ("pulse", _("Temperaturmåling")),
        ("evaluation", _("Evaluering")),
        ("principles", _("Prinsippkort")),
        ("join", _("QR-koder")),
        ("relations", _("Hvem kjenner hvem")),
        ("trend", _("Fra verksted til verksted")),
        ("end", _("Takk for i dag")),
    ]


def asked(what: Asked) -> str:
    """What the room can be asked for, in words."""
    return {
        "dots": _("Prikkavstemning"),
        "pulse": _("Temperaturmåling"),
        "evaluation": _("Evaluering"),
        "questions": _("Spørsmål fra salen"),
        "wall": _("Prosjekttorg"),
    }[what]


class StagePanel(PhonesPanel):
    """The deeds on the room, and what is shown of it."""

    room_deeds: ClassVar[dict[str, Deed]] = {
        "message": room.message,
        "black": room.black,
        "show_group": room.show_group,
        "timer": room.timer,
        "let_through": room.let_through,
        "turn_down": room.turn_down,
        "ask_room": ballots.ask,
        "close_room": ballots.close,
        "reveal": ballots.reveal,
        "each": ballots.each,
        "present": notes.present,
    }

    def on_show(self, view: View = "", card: int | None = None) -> None:
        """Choose what the projector shows; for pictures of the series it is summed up first."""
        if view in ("relations", "trend"):
            self.workshop.sum_up()
        room.show(self.workshop.opened, view, card)

    def stage(self, state: State) -> Shown:
        """The room as JSON."""
        answer = self.host.look()
        return {
            "live": answer is not None,
            "tables": self._tables(state),
            "devices": {key: (answer or {}).get(key, 0) for key in ("room", "projector", "remote")},
            "screen": self._screen(state),
            "asking": [self._asking(state, what) for what in voting.ALL],
            "each": state.stage.each,
            "present": voting.present(state),
            "waiting": [_question(n) for n in voting.waiting(state)],
            "questions": [_question(n) for n in voting.questions(state)],
            "measures": len(voting.choices(state)),
            "network": self.network(answer),
            "pages": self.pages(answer),
        }

    def _tables(self, state: State) -> list[Shown]:
        delivered = Counter(note.table for note in state.notes if not note.withdrawn)
        numbers = {table.number for table in state.tables} | {g.number for g in state.groups}
        connected = self.host.connected()
        return [
            {
                "number": number,
                "notes": delivered[number],
                "devices": connected.get(number, 0),
                "gone": self.time_of(state, self.host.gone.get(number)),
            }
            for number in sorted(numbers)
        ]

    def _screen(self, state: State) -> Shown:
        stage = state.stage
        presenters = _presenting(state)
        order = list(presenters)
        return {
            "views": [[key, text] for key, text in views() if key != "group" or order],
            "shows": stage.shows,
            "black": stage.black,
            "group": stage.group,
            "order": order,
            "presenters": {str(number): name for number, name in presenters.items()},
            "due": stage.due,
            "stopped": stage.stopped,
            "card": stage.card,
            "message": stage.message,
            "notice": stage.notice,
        }

    def _asking(self, state: State, what: Asked) -> Shown:
        shown: Shown = {
            "what": what,
            "title": asked(what),
            "asks": what in voting.asks(state),
            "open": voting.is_open(state, what),
        }
        if what in voting.TOPICS:
            told = state.closing.revealed if what == "dots" else what in state.stage.told
            shown |= {"topic": True, "told": told, "ballots": priorities.ballots(state, what)}
        return shown


def _question(note: Note) -> Shown:
    return {"id": note.id, "text": note.text, "table": note.table}


def _presenting(state: State) -> dict[int, str]:
    """The groups in the order in which they present, and who does it."""
    names = {person.id: person.name for person in state.participants}
    there = {group.number: group for group in groups(state)}
    first = [number for number in state.grouping.presenting if number in there]
    return {
        number: names.get(there[number].roles.get("presenter", ""), "")
        for number in [*first, *sorted(there.keys() - {*first})]
    }
