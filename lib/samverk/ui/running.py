"""*Gjennomføring*: what is on, how long is left of it, and the way back to the plan."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import ClassVar

from samverk import agenda, library
from samverk.actions import running as deeds
from samverk.model import AgendaItem, Sorry, State
from samverk.ui import rehearsing, serving
from samverk.ui.agenda import short
from samverk.ui.panel import Deed, Reply
from samverk.ui.stage import StagePanel
from samverk.ui.steps import Problem, stands
from samverk.words import _, clock, language, long_date, n_
from samverk.workshop import Workshop

OPEN = 5
"""From this many minutes late, the proposals stand open."""
TOLD = 2
"""From this many minutes late, it is said."""
PASSING = ("behind", "proposals", "begins", "stage")
"""What changes in the view without a deed."""
SOON = 4
"""So many rows to come stand in the table of proposals at once."""


@stands("running")
def standing(state: State) -> tuple[str, Iterable[Problem]]:
    """What is on; before the day nothing is missing here."""
    now = agenda.running(state, time.time())
    if now.finished:
        return _("Dagen er avsluttet."), ()
    if now.item is not None:
        return _("Nå: {title}.").format(title=now.item.title), ()
    if now.next is None:
        return _("Programmet er tomt. Lag det i Program før dagen begynner."), ()
    return f"{begins(state)}.", ()


def begins(state: State) -> str:
    """When the day begins, in words; with the date where it is not today."""
    at, date = clock(state.day.start), state.about.date
    if date is None or date == agenda.day_of(State(), time.time()):
        return _("Dagen begynner kl. {at}").format(at=at)
    return _("Dagen begynner {date} kl. {at}").format(date=long_date(date), at=at)


def _has_begun(state: State, run: agenda.Running, now: float) -> bool:
    """Whether it can be late: a row is on, or the day has a date and should have begun."""
    if run.item is not None:
        return True
    started = any(item.started is not None for item in state.agenda)
    if state.about.date is None and not started:
        return False
    date = agenda.day_of(state, now)
    due = agenda.moment_of(date, state.day.start)
    return bool(state.agenda) and not run.finished and due <= now < due + 24 * 3600


def _brief(rows: Sequence[AgendaItem]) -> set[str]:
    """The few rows whose times matter most: those that come first, and the next locked one."""
    locked = [row for row in rows[SOON:] if row.locked_at is not None]
    return {row.id for row in (*rows[:SOON], *locked[:1])}


class RunningPanel(StagePanel):
    """The day as it runs."""

    step = "running"
    module = "running.js"
    deeds: ClassVar[dict[str, Deed]] = {
        **StagePanel.room_deeds,
        "start": deeds.start,
        "add_minutes": deeds.add_minutes,
        "stop_clock": deeds.stop_clock,
        "start_clock": deeds.start_clock,
        "finish": deeds.finish,
        "begin_again": deeds.begin_again,
    }
    organisers_only = frozenset(
        {"rehearse", "serve", "stop_serving", "renew", "open_network", "close_network"}
    )

    def __init__(self, workshop: Workshop) -> None:
        self.told = ""
        super().__init__(workshop)

    def beat(self) -> None:
        """Draw where time or the room has changed something: how late it is, who is connected."""
        view = self.view(self.workshop.state)
        if any(self.state.get(name) != view[name] for name in PASSING):
            self.draw()

    def view(self, state: State) -> dict[str, object]:
        """The row that is on and the next, how late it is, the tables, and how it went."""
        now = time.time()
        run = agenda.running(state, now)
        late = run.behind if _has_begun(state, run, now) else 0
        return {
            "now": now,
            "phase": self._phase(state, run),
            "begins": begins(state),
            "on": self._row(run.item) if run.item else None,
            "due": state.day.due,
            "stopped": state.day.stopped,
            "ends": self.time_of(state, run.ends),
            "following": self._row(run.next) if run.next else None,
            "behind": max(0, late) if late >= TOLD else 0,
            "opens": late >= OPEN,
            "proposals": list(self._proposals(state, now)) if late >= TOLD else [],
            "day_end": clock(state.day.end),
            "rows": [[item.id, item.title] for item in state.agenda],
            "begun": any(item.started is not None for item in state.agenda),
            "stage": self.stage(state),
            "actuals": [self._actual(actual) for actual in agenda.actuals(state)],
            "checks": list(self._checks(state)) if run.item is None and not run.finished else [],
            "told": self.told,
            "principles": [
                [card.title, card.text] for card in library.principles(language()).items
            ],
            "serving": serving.offer(self.workshop) if self.workshop.role == "organiser" else None,
        }

    def _phase(self, state: State, run: agenda.Running) -> str:
        if run.finished:
            return "done"
        if run.item is not None:
            return "on"
        return "before" if state.agenda else "empty"

    def _row(self, item: AgendaItem) -> dict[str, object]:
        return {
            "id": item.id,
            "title": item.title,
            "short": short(item.title),
            "minutes": item.minutes,
            "place": item.place,
            "started": item.started,
            "owner": item.owner,
            "prompt": item.prompt,
            "script": item.script,
            "material": item.material,
            "method": item.method,
        }

    def _proposals(self, state: State, now: float) -> Iterator[dict[str, object]]:
        found = agenda.proposals(state, now)
        moved = {id for proposal in found for id, _at, differs in proposal.starts if differs}
        shown = moved or {id for proposal in found[:1] for id, _at, _differs in proposal.starts[:4]}
        titles = {item.id: short(item.title) for item in state.agenda}
        brief = _brief([item for item in state.agenda if item.id in shown])
        for proposal in found:
            yield {
                "kind": proposal.kind,
                "title": proposal.title,
                "minutes": proposal.minutes,
                "dropped": list(proposal.dropped),
                "starts": [
                    [titles[id], _("utgår") if at is None else clock(at), differs, id in brief]
                    for id, at, differs in proposal.starts
                    if id in shown
                ],
                "end": clock(proposal.end),
                "late": proposal.end > state.day.end,
            }

    def _actual(self, actual: agenda.Actual) -> dict[str, object]:
        late = None if actual.start is None else actual.start - actual.planned_start
        return {
            "title": actual.item.title,
            "planned": clock(actual.planned_start),
            "planned_minutes": actual.planned_minutes,
            "start": "" if actual.start is None else clock(actual.start),
            "end": "" if actual.end is None else clock(actual.end),
            "minutes": actual.minutes,
            "late": late,
        }

    def _checks(self, state: State) -> Iterator[dict[str, str]]:
        missing = list(agenda.problems(state))
        if missing:
            n = len(missing)
            text = n_("Programmet har {n} mangel.", "Programmet har {n} mangler.", n).format(n=n)
            yield {"text": text, "step": "agenda"}
        if not state.groups:
            yield {"text": _("Deltakerne er ikke delt i grupper ennå."), "step": "groups"}
        if (answer := self.host.answer) is not None and not answer["network"]["reached"]:
            yield {
                "text": _("Prøv om telefonene når denne maskinen."),
                "step": "running",
                "target": "running-network",
            }

    def on_replan(self, minutes: dict[str, int], dropped: list[str]) -> Reply:
        """Take a proposal."""
        deeds.replan(self.workshop.opened, minutes, dropped)
        return Reply(said=_("De nye tidene gjelder nå. Angre gir dem dere hadde."))

    def on_rehearse(self) -> None:
        """Hold the rehearsal in a process of its own."""
        workshop = self.workshop

        def work(progress: Callable[[float, str], bool]) -> None:
            self.told = rehearsing.rehearse(workshop, progress)

        self.told = ""
        workshop.opened  # noqa: B018 - says what is wrong where there is no workshop yet
        self.in_background(_("Generalprøven spiller gjennom dagen …"), work)

    def on_serve(self) -> None:
        """Start the pages for the co-organisers, in a process that ends with this one."""
        if serving.offer(self.workshop) is None:
            raise Sorry(_("Sidene kjører alt."))

        def work(progress: Callable[[float, str], bool]) -> None:
            serving.start(self.workshop, lambda: progress(0.5, ""))

        self.in_background(_("Starter sidene …"), work)

    def on_stop_serving(self) -> Reply:
        """Stop them."""
        serving.stop(self.workshop)
        return Reply(said=_("Sidene er stoppet."))
