"""Whether phones reach this machine, the addresses of the pages, and the day without a network."""

from __future__ import annotations

import time
from typing import Any
from urllib.parse import urlsplit

from samverk import agenda, qr
from samverk.actions import codes, table_files
from samverk.model import State
from samverk.roster.group_file import read_filled
from samverk.store import PageKind
from samverk.ui.hosting import Host
from samverk.ui.panel import Panel, Progress, Reply
from samverk.words import _, clock, n_
from samverk.workshop import Workshop

Shown = dict[str, object]


class PhonesPanel(Panel):
    """The deeds on the network, the codes, and the sheets and files of the groups."""

    def __init__(self, workshop: Workshop) -> None:
        self.host = Host(workshop)
        self.waited: float | None = None
        self.problem = ""
        super().__init__(workshop)

    def time_of(self, state: State, moment: float | None) -> str:
        """A moment as a time of day; nothing where there is none."""
        if moment is None:
            return ""
        return clock(agenda.minute_of(agenda.day_of(state, moment), moment))

    def network(self, answer: dict[str, Any] | None) -> Shown | None:
        """Whether phones reach this machine, as JSON; None without a server."""
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
            "at": self.time_of(self.workshop.state, at),
            "test": _drawn(address) if network["open"] or fixed else None,
        }

    def pages(self, answer: dict[str, Any] | None) -> Shown | None:
        """The addresses of the pages, as JSON; None without a server."""
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
        """Give a page a new code; the old one opens nothing once this has returned."""
        codes.renew(self.workshop.opened, page, number)
        self.host.let_in_anew()
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


def _is_here(address: str) -> bool:
    """Whether an address leads to this machine alone."""
    return (urlsplit(address).hostname or "127.0.0.1") in ("127.0.0.1", "localhost", "::1")


def _drawn(address: str) -> Shown:
    made = qr.code(address)
    return {"url": address, "size": made.size, "path": made.path}
