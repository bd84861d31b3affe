"""The steps: their names and order, what each is missing, and who watches the file for them."""

from __future__ import annotations

import weakref
from collections.abc import Callable, Iterable

import msgspec

from samverk.model import State
from samverk.store import Watch
from samverk.words import N_, _, n_
from samverk.workshop import Workshop


class Problem(msgspec.Struct, frozen=True):
    """What is missing, as a sentence, and the place in the panel where it is mended."""

    text: str
    target: str = ""


class Step(msgspec.Struct, frozen=True):
    """A step: its title, its part of the day, and the deeds whose undo stands in its panel."""

    name: str
    title: str
    part: str
    deeds: tuple[str, ...]


BEFORE, DURING, AFTER = N_("Før dagen"), N_("På dagen"), N_("Etterpå")
FOOT = ""
STEPS = (
    Step("about", N_("Om verkstedet"), BEFORE, ("about",)),
    Step("agenda", N_("Program"), BEFORE, ("agenda",)),
    Step("participants", N_("Deltakere"), BEFORE, ("participants",)),
    Step("invitation", N_("Innkalling"), BEFORE, ("invitation",)),
    Step("groups", N_("Grupper"), BEFORE, ("groups",)),
    Step("running", N_("Gjennomføring"), DURING, ("running",)),
    Step("notes", N_("Innspill"), DURING, ("notes", "synthesis")),
    Step("synthesis", N_("Sammenfatning"), AFTER, ("synthesis",)),
    Step("closing", N_("Avslutning og rapport"), AFTER, ("closing",)),
    Step("follow_up", N_("Oppfølging"), AFTER, ("follow_up",)),
    Step("relations", N_("Relasjoner"), AFTER, ("relations",)),
    Step("next", N_("Neste verksted"), AFTER, ("closing",)),
    Step("help", N_("Hjelp"), FOOT, ()),
    Step("privacy", N_("Personvern"), FOOT, ("forgetting", "backup")),
)

Standing = Callable[[State], tuple[str, Iterable[Problem]]]
_standings: dict[str, Standing] = {}


def stands(step: str) -> Callable[[Standing], Standing]:
    """Register what says how a step stands: the sentence that holds, and what is missing."""

    def register(standing: Standing) -> Standing:
        _standings[step] = standing
        return standing

    return register


def standing(step: str, state: State) -> tuple[str, str, list[Problem]]:
    """Title, the sentence that holds, and what is missing."""
    title = next((_titled(s) for s in STEPS if s.name == step), "")
    if step not in _standings:
        return title, "", []
    summary, problems = _standings[step](state)
    return title, summary, list(problems)


def _titled(step: Step) -> str:
    # In other languages than Norwegian one note and many are two words.
    return n_("Innspill", "Innspill", 2) if step.name == "notes" else _(step.title)


def deeds_of(step: str) -> tuple[str, ...]:
    """The rooms of deeds that belong to a step."""
    return next((s.deeds for s in STEPS if s.name == step), ())


class _Watchers:
    """All panels of one workshop share one watch."""

    def __init__(self) -> None:
        self.seen: list[weakref.WeakMethod[Callable[[State], None]]] = []
        self.watch: Watch | None = None

    def call(self, state: State) -> None:
        for reference in list(self.seen):
            seen = reference()
            if seen is None:
                self.seen.remove(reference)
            else:
                seen(state)


_watchers: weakref.WeakKeyDictionary[Workshop, _Watchers] = weakref.WeakKeyDictionary()


def watch(workshop: Workshop, seen: Callable[[State], None]) -> None:
    """Call the bound method `seen` whenever the workshop has changed."""
    watchers = _watchers.setdefault(workshop, _Watchers())
    watchers.seen.append(weakref.WeakMethod(seen))
    begin_watching(workshop)


def begin_watching(workshop: Workshop) -> None:
    """Watch the file, once there is one."""
    watchers = _watchers.setdefault(workshop, _Watchers())
    if watchers.watch is None and workshop.store is not None:
        watchers.watch = Watch(workshop.store, watchers.call)


def changed(workshop: Workshop) -> None:
    """Let every panel of this kernel draw itself again."""
    begin_watching(workshop)
    _watchers[workshop].call(workshop.state)
