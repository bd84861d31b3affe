"""What the projector shows of the series: only figures that name nobody."""

from __future__ import annotations

import msgspec

from samverk import acquaintance, network, trend
from samverk.drawing import Sheet
from samverk.live import screens
from samverk.model import State

NETWORK = Sheet(width=1240, height=880, size=34)
THIRD = Sheet(width=560, height=560, size=34)
LATEST = 6
"""So many workshops have their numbers legible from the back row."""


def shown(state: State) -> screens.Series:
    """The series as it was summed up when the picture was chosen; nobody is known here."""
    there = list(state.chapters)
    found = acquaintance.acquaintance(there)
    measured = trend.trend(state, there) if there else None
    if measured is not None:
        measured = msgspec.structs.replace(
            measured, chapters=measured.chapters[-LATEST:], statuses=measured.statuses[-LATEST:]
        )
    held = acquaintance.held(there)
    said = [acquaintance.summary(there)]
    said += [acquaintance.absent(*each) for each in acquaintance.not_seen(there)[:2]]
    answered = measured is not None and any(c.pulse or c.evaluation for c in measured.chapters)
    made = measured is not None and any(sum(n.values()) for n in measured.statuses)
    return screens.Series(
        said=[each for each in said if each],
        network=network.network(found, NETWORK) if found.ties else None,
        pairs=trend.new_pairs(held[-LATEST:], THIRD) if any(c.pairs for c in held) else None,
        answers=trend.answers(measured, THIRD) if measured and answered else None,
        measures=trend.measures(measured, THIRD) if measured and made else None,
        days=trend.days_told(measured.days) if measured else "",
        statuses=[(key, name) for key, name in trend.status_names().items()],
    )
