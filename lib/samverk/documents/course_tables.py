"""The sheets on the series: each workshop in figures, who has met, and what came of it."""

from __future__ import annotations

from collections.abc import Iterator

from samverk import acquaintance, trend
from samverk.documents.parts import ReportExtra
from samverk.documents.table import Table, Value
from samverk.model import State
from samverk.trend import status_names
from samverk.words import _, listed


def of_series(state: State, extra: ReportExtra | None) -> Iterator[Table]:
    """The sheets that there is something to put in."""
    if extra is not None and extra.series:
        yield _workshops(state, extra)
        if acquaintance.acquaintance(extra.series).ties:
            yield _ties(extra)
    if state.pairings:
        yield _pairings(state)


def _workshops(state: State, extra: ReportExtra) -> Table:
    found = trend.trend(state, extra.series)
    rows: list[tuple[Value, ...]] = []
    for c, n in zip(found.chapters, found.statuses, strict=True):
        pulse, evaluation = trend.mean(c.pulse), trend.mean(c.evaluation)
        rows.append(
            (
                c.number,
                c.date,
                c.theme or c.title,
                c.people,
                c.new_across,
                c.most_across,
                c.new_across_fields,
                c.most_across_fields,
                acquaintance.share(c.across, c.pairs) if c.pairs else None,
                acquaintance.share(c.across_fields, c.pairs) if c.pairs else None,
                sum(body.people for body in c.perspectives),
                _("Ja") if c.agreed else _("Nei"),
                None if pulse is None else round(pulse, 2),
                sum(c.pulse) or None,
                None if evaluation is None else round(evaluation, 2),
                sum(c.evaluation) or None,
                *(n.get(status, 0) for status in status_names()),
            )
        )
    return Table(
        name=_("Verkstedene i tall"),
        columns=(
            (_("Nr."), "number"),
            (_("Dato"), "short"),
            (_("Tema"), "name"),
            (_("Deltakere"), "number"),
            (_("Nye par på tvers av organisasjoner"), "short"),
            (_("Flest mulig på tvers av organisasjoner"), "short"),
            (_("Nye par på tvers av fagfelt"), "short"),
            (_("Flest mulig på tvers av fagfelt"), "short"),
            (_("Par på tvers av organisasjoner, prosent"), "short"),
            (_("Par på tvers av fagfelt, prosent"), "short"),
            (_("Perspektiver"), "short"),
            (_("Felles utfordringsbilde"), "short"),
            (_("Temperaturmåling, snitt"), "short"),
            (_("Temperaturmåling, svar"), "short"),
            (_("Evaluering, snitt"), "short"),
            (_("Evaluering, svar"), "short"),
            *(
                (_("Tiltak: {status}").format(status=name.lower()), "short")
                for name in status_names().values()
            ),
        ),
        rows=tuple(rows),
    )


def _ties(extra: ReportExtra) -> Table:
    held = acquaintance.held(extra.series)
    found = acquaintance.acquaintance(extra.series, most=10_000)
    names = [body.name for body in found.organisations]
    rows: list[tuple[Value, ...]] = [
        (names[t.first], names[t.second], t.pairs or None, acquaintance.when(held[t.first_at]))
        for t in found.ties
    ]
    rows += [(one, other, 0, None) for one, other in acquaintance.unmet(found)]
    return Table(
        name=_("Hvem kjenner hvem"),
        columns=(
            (_("Organisasjon"), "name"),
            (_("Og"), "name"),
            (_("Par som har møttes"), "short"),
            (_("Første gang"), "short"),
        ),
        rows=tuple(rows),
    )


def _pairings(state: State) -> Table:
    names = trend.outcomes()
    return Table(
        name=_("Ble det noe av det"),
        columns=(
            (_("Fra verksted nr."), "number"),
            (_("Samarbeid"), "text"),
            (_("Organisasjoner"), "name"),
            (_("Ble det noe?"), "short"),
            (_("Hva kom ut av det?"), "text"),
        ),
        rows=tuple(
            (p.number, p.what, listed(p.organisations), names[p.outcome], p.said)
            for p in state.pairings
        ),
    )
