"""The searches of *Grupper*, in the background: dividing, comparing, mending, and what clashes."""

from __future__ import annotations

import importlib.util
from collections.abc import Callable
from typing import NamedTuple

from samverk import seating
from samverk.actions import beside, clashes, mending
from samverk.actions import groups as deeds
from samverk.actions.division import Progress as Told
from samverk.model import Sorry, State
from samverk.ui.panel import Panel, Progress, Reply
from samverk.words import _, decimal, n_

MUCH = 100
"""So many per cent from the best possible says nothing."""
LONG = 25.0
"""So many times the usual search is a long one."""
PROVABLE = 60
"""Of so many people a solver, where there is one, can hope to prove a division the best."""


class Clash(NamedTuple):
    """The rules that clash, what can be let go, for what they were found, and what was wanted."""

    rules: tuple[str, ...]
    ways: tuple[clashes.WayOut, ...]
    asked: object
    wanted: str


class SearchingPanel(Panel):
    """A panel that searches for divisions."""

    clash: Clash | None = None
    mend: mending.Mended | None = None
    """A repair that is shown and not taken yet."""
    told: str = ""

    def on_divide(self) -> Reply:
        """Divide in the background."""
        store = self.workshop.opened
        self.workshop.recall()
        met, duties = self.workshop.met(), self.workshop.duties()

        def search(told: Told) -> str:
            deeds.divide(store, met, duties=duties, progress=told)
            return ""

        return self._search(_("Deler inn …"), search)

    def on_longer(self) -> Reply:
        """Search much longer for a better division than the one in use."""
        store = self.workshop.opened
        met, duties = self.workshop.met(), self.workshop.duties()

        small = len(store.state.present) <= PROVABLE and store.state.grouping.rounds == 1
        prove = small and importlib.util.find_spec("ortools") is not None

        def search(told: Told) -> str:
            if deeds.divide(
                store,
                met,
                duties=duties,
                effort=LONG,
                progress=told,
                only_better=True,
                prove=prove,
            ):
                return _("Fant en bedre inndeling. Den er i bruk nå.")
            return _("Fant ingen bedre inndeling. Gruppene er som før.")

        return self._search(_("Leter etter en bedre …"), search)

    def on_let_go(self, way: int) -> Reply:
        """Let go of what stands in the way, and do what was wanted."""
        clash, store = self.clash, self.workshop.opened
        if clash is None or not 0 <= way < len(clash.ways):
            raise Sorry(_("Reglene er endret siden. Prøv på nytt."))
        chosen = clash.ways[way]
        if clash.wanted == "repair":
            if chosen.rule is not None:
                deeds.remove_rule(store, chosen.rule.kind, chosen.rule.people)
            if chosen.lock is not None:
                deeds.lock(store, chosen.lock.person, locked=False, round=chosen.lock.round)
            return self.on_repair()
        met, duties = self.workshop.met(), self.workshop.duties()

        def search(told: Told) -> str:
            deeds.divide(
                store,
                met,
                duties=duties,
                progress=told,
                eased=lambda state: clashes.eased(state, chosen),
            )
            return ""

        return self._search(_("Deler inn …"), search)

    def on_other(self, mix_organisation: int, mix_field: int, avoid_met: bool) -> Reply:
        """Make another division, with these weights, beside the one in use."""
        store = self.workshop.opened
        met, duties = self.workshop.met(), self.workshop.duties()
        weights = {
            "mix_organisation": mix_organisation,
            "mix_field": mix_field,
            "avoid_met": 10 if avoid_met else 0,
        }

        def search(told: Told) -> str:
            beside.make(store, met, duties=duties, weights=weights, progress=told)
            return ""

        return self._search(_("Lager en annen inndeling …"), search)

    def on_repair(self) -> Reply:
        """Find a repair in the background, and show it."""
        self.mend = None
        state = self.workshop.opened.refresh()
        met, duties = self.workshop.met(), self.workshop.duties()

        def search(told: Told) -> str:
            self.mend = mending.mended(state, met, duties=duties, progress=told)
            return ""

        return self._search(_("Finner færrest bytter …"), search, wanted="repair")

    def on_mend(self) -> Reply:
        """Take the repair that is shown."""
        if self.mend is None:
            raise Sorry(_("Deltakerne eller gruppene er endret siden. Lag et nytt forslag."))
        moved = mending.take(self.workshop.opened, self.mend)
        self.mend = None
        self.told = _moved(moved)
        return Reply()

    def on_leave(self) -> Reply:
        """Do not take the repair that is shown."""
        self.mend = None
        return Reply()

    def on_deal_roles(self) -> Reply:
        """Give all roles anew."""
        self.told = ""
        deeds.deal_roles(self.workshop.opened, self.workshop.duties())
        return Reply(said=_("Rollene er fordelt på nytt."))

    def _search(self, text: str, search: Callable[[Told], str], wanted: str = "divide") -> Reply:
        """Search in the background, tell the figures, and keep what rules clash."""
        self.clash, self.told = None, ""

        def work(progress: Progress) -> None:
            def told(done: float, best: float, bound: float) -> bool:
                return progress(done, f"{text} {nearness(best, bound)}")

            from samverk.groups import Impossible

            try:
                self.told = search(told)
                if self.stopping.is_set() and not self.told and wanted == "divide":
                    self.told = _("Stoppet. Den beste så langt er brukt.")
            except Impossible as error:
                self.clash = self._clash(tuple(error.conflict), wanted)

        self.in_background(text, work)
        return Reply()

    def _clash(self, conflict: tuple[str, ...], wanted: str) -> Clash:
        state = self.workshop.state

        def mends(eased: State) -> bool:
            try:
                mending.mended(eased, progress=lambda *_told: True)
            except Sorry:
                return False
            return True

        ways = clashes.ways_out(state, conflict, mends if wanted == "repair" else None)
        return Clash(conflict, tuple(ways), asked(state), wanted)


def asked(state: State) -> object:
    """What a division must heed, which can clash."""
    wish = state.grouping
    rules = (wish.apart, wish.together, tuple(wish.pinned.items()), seating.locks(state))
    return (*rules, wish.by, wish.number, wish.size, len(state.present))


def _moved(n: int) -> str:
    if not n:
        return _("Inndelingen er reparert. Ingen av de andre måtte bytte gruppe.")
    return n_(
        "Inndelingen er reparert. {n} av de andre måtte bytte gruppe.",
        "Inndelingen er reparert. {n} av de andre måtte bytte gruppe.",
        n,
    ).format(n=n)


def nearness(best: float, bound: float) -> str:
    """The points of the best found so far, and how near it is to what may be possible."""
    if best <= bound:
        return _("Fant den beste som finnes.")
    worse = round(100 * (best - bound) / bound) if bound > 0 else MUCH
    if worse >= MUCH:
        return _("Beste så langt: {best} poeng. Best mulig er minst {bound}.").format(
            best=_points(best), bound=_points(bound)
        )
    return _("Beste så langt: {best} poeng, høyst {n} % fra best mulig ({bound}).").format(
        best=_points(best), bound=_points(bound), n=max(1, worse)
    )


def _points(points: float) -> str:
    return decimal(f"{points:g}") if points < 1e5 else f"{points:.0f}"
