"""*Relasjoner*: who knows whom by now, what the series has come to, and what came of pairings."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import ClassVar, Literal

import msgspec

from samverk import acquaintance, chapters, network, trend
from samverk.acquaintance import Acquaintance
from samverk.actions import relations as deeds
from samverk.actions import room
from samverk.drawing import Drawing, Sheet
from samverk.model import Chapter, Pairing, State
from samverk.relations import Met
from samverk.trend import Facts
from samverk.ui.panel import Deed, Panel, Reply
from samverk.ui.steps import Problem, stands
from samverk.words import _, listed

WIDE, NARROW = (
    Sheet(width=940, height=500, size=16),
    Sheet(width=340, height=340, size=15, names=False),
)
CHART, SMALL = Sheet(width=452, height=280, size=14), Sheet(width=340, height=240, size=14)

Shown = dict[str, object]


@stands("relations")
def standing(state: State) -> tuple[str, Iterable[Problem]]:
    """How many have met in the series, and whom it has not seen lately."""
    waiting = [p for p in state.pairings if p.outcome in ("", "underway")]
    if not waiting:
        return "", ()
    return "", [Problem(_("Ble det noe av samarbeidene fra prosjekttorget?"), "relations-wall")]


class RelationsPanel(Panel):
    """The series as pictures, with the same facts as tables."""

    step = "relations"
    module = "relations.js"
    deeds: ClassVar[dict[str, Deed]] = {"answer": deeds.answer}

    _last: tuple[tuple[object, ...], list[Chapter], Met] = ((), [], ())

    def view(self, state: State) -> Shown:
        """The network, the pairs, the purposes, and the questions."""
        there, met = self._series(state)
        found = acquaintance.acquaintance(there)
        measured = trend.trend(state, there)
        held = acquaintance.held(there)
        return {
            "told": acquaintance.summary(there),
            "network": self._network(found, held, acquaintance.strangers(state, met)),
            "pairs": _pairs(there) if any(c.pairs for c in held) else None,
            "purposes": _purposes(measured) if measured.chapters else None,
            "wall": _wall(state, there),
        }

    def _series(self, state: State) -> tuple[list[Chapter], Met]:
        """The series, counted anew only where something that counts has changed."""
        if not self.workshop.is_open:
            return [], ()
        key = (
            state.participants,
            state.groups,
            state.meetings,
            state.agenda,
            state.chapters,
            state.notes,
            state.ballots,
            state.closing,
            state.about,
        )
        if len(self._last[0]) != len(key) or any(
            a is not b for a, b in zip(self._last[0], key, strict=True)
        ):
            met = self.workshop.met()
            self._last = key, chapters.of_series(self.workshop.opened.whole, met), met
        return self._last[1], self._last[2]

    def _network(
        self, found: Acquaintance, held: Sequence[Chapter], strange: dict[str, int]
    ) -> Shown | None:
        if len(found.organisations) < 2:
            return None
        names = [body.name for body in found.organisations]
        latest = len(held) - 1
        return {
            "wide": _drawn(network.network(found, WIDE)),
            "narrow": _drawn(network.network(found, NARROW)),
            "rows": [
                {
                    "name": body.name,
                    "people": acquaintance.count(found, n),
                    "seen": "" if body.last == latest else acquaintance.when(held[body.last]),
                    "met": len(body.met),
                    "of": len(names) - 1,
                    "unmet": [names[other] for other in body.unmet],
                    "strangers": strange.get(body.name),
                }
                for n, body in enumerate(found.organisations)
            ],
            "ties": [
                [t.first, t.second, t.pairs, t.fresh, acquaintance.when(held[t.first_at])]
                for t in found.ties
            ],
            "joined": found.joined,
            "away": [
                acquaintance.absent(chapter, names)
                for chapter, names in acquaintance.not_seen(held)
            ],
            "series": len(held) > 1,
        }

    def on_show(self, view: Literal["relations", "trend"]) -> Reply:
        """Show the picture to the room."""
        self.workshop.sum_up()
        room.show(self.workshop.opened, view)
        return Reply(said=_("Storskjermen viser bildet."))


def _drawn(made: Drawing) -> object:
    return msgspec.to_builtins(made)


def _facts(facts: Facts) -> Shown:
    return {"columns": [list(c) for c in facts.columns], "rows": [list(r) for r in facts.rows]}


def _pairs(there: Sequence[Chapter]) -> Shown:
    return {
        "new": [_drawn(trend.new_pairs(there, sheet)) for sheet in (CHART, SMALL)],
        "growth": [_drawn(trend.growth(there, sheet)) for sheet in (CHART, SMALL)],
        "facts": _facts(trend.of_pairs(there)),
    }


def _purposes(found: trend.Trend) -> Shown:
    return {
        "answers": [_drawn(trend.answers(found, sheet)) for sheet in (CHART, SMALL)]
        if any(c.pulse or c.evaluation for c in found.chapters)
        else None,
        "measures": [_drawn(trend.measures(found, sheet)) for sheet in (CHART, SMALL)]
        if any(sum(n.values()) for n in found.statuses)
        else None,
        "statuses": [[key, name] for key, name in trend.status_names().items()],
        "days": trend.days_told(found.days),
        "facts": _facts(trend.of_purposes(found)),
        "of_measures": _facts(trend.of_measures(found)),
        "of_perspectives": _facts(trend.of_perspectives(found)),
    }


def _wall(state: State, there: Sequence[Chapter]) -> Shown:
    when = {c.number: acquaintance.when(c) for c in there}

    def row(pairing: Pairing) -> Shown:
        return {
            "id": pairing.id,
            "what": pairing.what or _("Uten tittel"),
            "who": listed(pairing.organisations),
            "when": when.get(pairing.number, ""),
            "outcome": pairing.outcome,
            "said": pairing.said,
        }

    last = max((p.number for p in state.pairings), default=0)
    asked = [p for p in state.pairings if p.number == last or p.outcome in ("", "underway")]
    return {
        "asked": [row(p) for p in asked],
        "before": [row(p) for p in state.pairings if p not in asked],
        "now": [
            {"id": p.id, "what": p.what, "who": listed(p.organisations)}
            for p in chapters.pairings(state)
        ],
        "outcomes": [[key, name] for key, name in trend.outcomes().items()],
    }
