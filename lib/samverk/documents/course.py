"""The series in the report: who has met, what the workshops are for, and what came of it."""

from __future__ import annotations

from collections.abc import Iterator

from samverk import acquaintance, trend
from samverk.documents.clean import one_line
from samverk.documents.measures import cell
from samverk.documents.parts import (
    NOTHING,
    Chart,
    Column,
    Grid,
    Item,
    Line,
    Part,
    ReportExtra,
    prose,
)
from samverk.model import State
from samverk.trend import Facts, Trend
from samverk.words import _, listed


def relations(extra: ReportExtra) -> Iterator[Part]:
    """Who has met whom, over the workshops of the series."""
    there = extra.series
    said = (*acquaintance.told(there), *extra.relations)
    yield from prose(_("Nye relasjoner"), (Item(sentence, "bullet") for sentence in said))
    held = acquaintance.held(there)
    if not any(c.pairs for c in held):
        return
    facts = trend.of_pairs(there)
    title = _("Nye par på tvers av organisasjoner")
    yield Chart(
        title=title,
        kind="columns",
        names=tuple(acquaintance.brief(c) for c in held),
        lines=(
            Line(name=_("Nye par"), values=tuple(c.new_across for c in held)),
            Line(name=_("Flest mulig"), values=tuple(c.most_across for c in held)),
        ),
        about=_("Nye par på tvers av organisasjoner i hvert verksted, mot flest mulig"),
        lead=acquaintance.summary(there),
        grid=_grid(title, facts, _("Hvem som møttes i hvert verksted, i tall")),
    )
    yield _organisations(extra)


def _organisations(extra: ReportExtra) -> Grid:
    held = acquaintance.held(extra.series)
    found = acquaintance.acquaintance(extra.series)
    bodies = found.organisations
    rows = [
        (
            body.name,
            acquaintance.count(found, n),
            acquaintance.when(held[body.last]),
            _("{met} av {of}").format(met=len(body.met), of=len(bodies) - 1),
            listed(bodies[other].name for other in body.unmet) or NOTHING,
        )
        for n, body in enumerate(bodies)
    ]
    return Grid(
        title=_("Hvem kjenner hvem"),
        columns=(
            Column(name=_("Organisasjon"), share=4, main=True),
            Column(name=_("Deltakere"), letters=9, right=True),
            Column(name=_("Sist med"), letters=10),
            Column(name=_("Har møtt"), letters=9, right=True),
            Column(name=_("Har ikke sittet med"), share=4),
        ),
        rows=tuple(rows),
        about=_("Hvor mange av de andre organisasjonene hver organisasjon har sittet sammen med"),
    )


def purposes(state: State, extra: ReportExtra) -> Iterator[Part]:
    """What the workshops are for, from one to the next, where there are two or more."""
    found = trend.trend(state, extra.series) if extra.series else None
    if found is None or len(found.chapters) < 2:
        return
    yield _grid(
        _("Fra verksted til verksted"),
        trend.of_purposes(found),
        _("Perspektiver, utfordringsbilde, temperatur og evaluering i hvert verksted"),
    )
    yield from _answers(found)
    yield from _measures(found)


def _answers(found: Trend) -> Iterator[Chart]:
    pulse = tuple(_told(c.pulse) for c in found.chapters)
    evaluation = tuple(_told(c.evaluation) for c in found.chapters)
    if not any((*pulse, *evaluation)):
        return
    title = _("Temperaturmåling og evaluering")
    names = tuple(acquaintance.brief(c) for c in found.chapters)
    facts = Facts(
        columns=(
            (_("Verksted"), False),
            (_("Temperaturmåling"), True),
            (_("Evaluering"), True),
        ),
        rows=tuple(
            (acquaintance.when(c), trend.figure(a), trend.figure(b))
            for c, a, b in zip(found.chapters, pulse, evaluation, strict=True)
        ),
    )
    yield Chart(
        title=title,
        kind="lines",
        names=names,
        lines=(
            Line(name=_("Temperaturmåling"), values=pulse),
            Line(name=_("Evaluering"), values=evaluation),
        ),
        about=_("Snitt fra 1 til 5 i hvert verksted"),
        lead=_("Snitt fra 1 til 5. Vises bare der minst fem har svart."),
        grid=_grid(title, facts, _("Snitt fra 1 til 5 i hvert verksted")),
    )


def _told(counts: tuple[int, ...]) -> float | None:
    """The mean with the one decimal that is told, so that a chart says the same as its table."""
    mean = trend.mean(counts)
    return None if mean is None else float(f"{mean:.1f}")


def _measures(found: Trend) -> Iterator[Chart]:
    if not any(sum(n.values()) for n in found.statuses):
        return
    title = _("Hva som er blitt av tiltakene")
    yield Chart(
        title=title,
        kind="stacked",
        names=tuple(acquaintance.brief(c) for c in found.chapters),
        lines=tuple(
            Line(name=name, values=tuple(n.get(status, 0) for n in found.statuses))
            for status, name in trend.status_names().items()
        ),
        about=_("Hva som er blitt av tiltakene fra hvert verksted"),
        lead=trend.days_told(found.days) or _("Tiltakene etter verkstedet som laget dem."),
        grid=_grid(
            title, trend.of_measures(found), _("Hva som er blitt av tiltakene fra hvert verksted")
        ),
    )


def pairings(state: State) -> Iterator[Grid]:
    """Who were to work together, and what came of it."""
    if not state.pairings:
        return
    names = trend.outcomes()
    yield Grid(
        title=_("Ble det noe av det?"),
        columns=(
            Column(name=_("Samarbeid"), share=4, main=True),
            Column(name=_("Organisasjoner"), share=3.4),
            Column(name=_("Ble det noe?"), share=1.6),
            Column(name=_("Hva kom ut av det?"), share=3),
        ),
        rows=tuple(
            (
                cell(p.what),
                listed(one_line(o) for o in p.organisations) or NOTHING,
                names[p.outcome],
                cell(p.said),
            )
            for p in state.pairings
        ),
        about=_("Samarbeid fra tidligere prosjekttorg, og om det ble noe av dem"),
    )


def _grid(title: str, facts: Facts, about: str) -> Grid:
    longest = [
        max((len(row[at]) for row in facts.rows), default=0) for at in range(len(facts.columns))
    ]
    columns = [
        Column(name=name, share=max(1.2, min(3.5, longest[at] / 7)), right=right, main=at == 0)
        for at, (name, right) in enumerate(facts.columns)
    ]
    return Grid(title=title, columns=tuple(columns), rows=facts.rows, about=about)
