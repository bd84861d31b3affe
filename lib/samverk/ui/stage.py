"""What *Gjennomføring* shows of the room: tables, projector, questions, votes and the network."""

from __future__ import annotations

import time
from collections import Counter
from typing import Any, ClassVar
from urllib.parse import urlsplit

from samverk import agenda, priorities, qr, voting
from samverk.actions import ballots, codes, notes, room, table_files
from samverk.model import Asked, Note, State
from samverk.roster.group_file import read_filled
from samverk.store import PageKind
from samverk.ui.capture_forms import groups
from samverk.ui.hosting import Host
from samverk.ui.panel import Deed, Panel, Progress, Reply
from samverk.words import _, clock, n_
from samverk.workshop import Workshop

Shown = dict[str, object]


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


class StagePanel(Panel):
    """The deeds on the room, and what is shown of it."""

    room_deeds: ClassVar[dict[str, Deed]] = {
        "message": room.message,
        "black": room.black,
        "show": room.show,
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

    def __init__(self, workshop: Workshop) -> None:
        self.host = Host(workshop)
        self.waited: float | None = None
        self.problem = ""
        super().__init__(workshop)

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
            "network": self._network(answer),
            "pages": self._pages(answer),
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
                "gone": self._clock(state, self.host.gone.get(number)),
            }
            for number in sorted(numbers)
        ]

    def _clock(self, state: State, moment: float | None) -> str:
        if moment is None:
            return ""
        return clock(agenda.minute_of(agenda.day_of(state, moment), moment))

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

    def _network(self, answer: dict[str, Any] | None) -> Shown | None:
        if answer is None:
            return None
        network = answer["network"]
        address = str(answer["urls"]["participant"])
        fixed = not network["open"] and not _is_here(address)
        reached = network.get("reached") or []
        at = max((float(each["at"]) for each in reached), default=None)
        return {
            "open": network["open"] or fixed,
            "fixed": fixed,
            "addresses": network["addresses"],
            "address": network["address"],
            "problem": self.problem,
            "waited": self.waited or network.get("since"),
            "reached": len({str(each["ip"]) for each in reached}),
            "at": self._clock(self.workshop.state, at),
            "test": _drawn(address) if network["open"] or fixed else None,
        }

    def _pages(self, answer: dict[str, Any] | None) -> Shown | None:
        if answer is None or not self.workshop.is_open:
            return None
        urls = answer["urls"]
        return {
            "projector": urls["projector"],
            "participant": urls["participant"],
            "remote": _drawn(str(urls["remote"])),
            "tables": [
                [int(number), url]
                for number, url in sorted(urls["tables"].items(), key=lambda pair: int(pair[0]))
            ],
        }

    def on_renew(self, page: PageKind, number: int = 0) -> Reply:
        """Give a page a new code; the old address stops at once."""
        codes.renew(self.workshop.opened, page, number)
        self.host.forget()
        return Reply(said=_("Den nye adressen gjelder nå. Den gamle virker ikke lenger."))

    def on_open_network(self, address: str = "") -> Reply:
        """Let phones reach the pages."""
        self.host.tell("open", **({"address": address} if address else {}))
        return self._waits()

    def on_close_network(self) -> Reply:
        """Let nobody but this machine reach the pages."""
        self.host.tell("close")
        self.problem = ""
        return Reply(said=_("Sidene er stengt for telefoner."))

    def on_check_network(self) -> Reply:
        """Wait for the next phone that gets through."""
        self.host.tell("check")
        return self._waits()

    def _waits(self) -> Reply:
        """Wait for a phone from now on, and see whether the address is one that answers."""
        self.waited = time.time()
        self.problem = ""
        if not self.host.reaches_itself():
            self.problem = _(
                "Denne maskinen svarer ikke på adressen. Slå av VPN, eller velg en annen adresse."
            )
        return Reply()

    def on_sheets(self) -> None:
        """Hand over a sheet for each group to write on, with its address where phones reach it."""
        state = self.workshop.opened.refresh()
        tables = (self.host.look() or {"urls": {"tables": {}}})["urls"]["tables"]
        addresses = {int(n): str(url) for n, url in tables.items() if not _is_here(str(url))}
        path = self.workshop.folder / "documents" / _("gruppeark.pdf")

        def work(_progress: Progress) -> None:
            from samverk.documents.group_sheets import group_sheets

            path.parent.mkdir(parents=True, exist_ok=True)
            group_sheets(state, path, addresses)
            self.hand_over(path.name, "application/pdf", path.read_bytes())

        self.in_background(_("Lager arkene …"), work)

    def on_group_files(self) -> None:
        """Hand over a file for each group to fill in."""
        state = self.workshop.opened.refresh()

        def work(_progress: Progress) -> None:
            from samverk.documents.group_files import group_files

            name, content = group_files(state)
            self.hand_over(name, "application/zip", content)

        self.in_background(_("Lager filene …"), work)

    def on_read_group_file(self, content: bytes, name: str = "") -> Reply:
        """Take in a file that a group has filled in, or that a table's page has saved."""
        file = read_filled(content)
        taken = table_files.take(self.workshop.opened, file)
        fresh = taken.added + taken.beside
        said = [
            _("{name}, bord {table}:").format(name=name, table=file.table),
            n_("{n} nytt innspill.", "{n} nye innspill.", fresh).format(n=fresh),
        ]
        if taken.known:
            said.append(
                n_("{n} var her fra før.", "{n} var her fra før.", taken.known).format(
                    n=taken.known
                )
            )
        if taken.refused:
            said.append(_("Ikke tatt inn: {all}").format(all="; ".join(taken.refused)))
        return Reply(said=" ".join(said))


def _question(note: Note) -> Shown:
    return {"id": note.id, "text": note.text, "table": note.table}


def _is_here(address: str) -> bool:
    """Whether an address leads to this machine alone."""
    return (urlsplit(address).hostname or "127.0.0.1") in ("127.0.0.1", "localhost", "::1")


def _drawn(address: str) -> Shown:
    made = qr.code(address)
    return {"url": address, "size": made.size, "path": made.path}


def _presenting(state: State) -> dict[int, str]:
    """The groups in the order in which they present, and who does it."""
    names = {person.id: person.name for person in state.participants}
    there = {group.number: group for group in groups(state)}
    first = [number for number in state.grouping.presenting if number in there]
    return {
        number: names.get(there[number].roles.get("presenter", ""), "")
        for number in [*first, *sorted(there.keys() - {*first})]
    }
