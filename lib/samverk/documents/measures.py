"""The measures in the report: by horizon, since last time, and how they are prioritised."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from samverk import priorities
from samverk.documents.clean import lines, one_line
from samverk.documents.names import HORIZON_NAMES, STATUS_NAMES
from samverk.documents.parts import NOTHING, Column, Grid, Part, Plot, Point, figure
from samverk.model import HORIZONS, STATUSES, Horizon, Measure, State
from samverk.words import _, listed, n_, short_date


def numbered(state: State) -> list[tuple[int, Measure]]:
    """The measures by horizon, the earlier ones last, with the numbers that the panels show."""
    numbers = priorities.numbers(state)
    there = [measure for measure in state.measures if measure.id in numbers]
    there.sort(key=lambda m: (bool(m.carried_from), HORIZONS.index(m.horizon), numbers[m.id]))
    return [(numbers[measure.id], measure) for measure in there]


def since_last(state: State) -> Iterator[Part]:
    """What has become of the measures of earlier workshops."""
    earlier = [(number, m) for number, m in numbered(state) if m.carried_from]
    if not earlier:
        return
    yield _counted([measure for _number, measure in earlier])
    rows = []
    for number, measure in earlier:
        comment = measure.statuses[-1].comment if measure.statuses else ""
        status = STATUS_NAMES[measure.status]
        rows.append(
            (
                str(number),
                cell(measure.text),
                _owner(measure),
                _due(measure),
                "\n".join([_(status), *lines(comment)]),
            )
        )
    previous = one_line(state.series.previous_title)
    yield Grid(
        title=_("Siden sist"),
        columns=(
            Column(name=_("Nr."), letters=3, right=True),
            Column(name=_("Tiltak"), share=5, main=True),
            Column(name=_("Ansvarlig"), share=2.4),
            Column(name=_("Frist"), letters=6),
            Column(name=_("Status"), share=2.6),
        ),
        rows=tuple(rows),
        about=_("Tiltak fra {workshop} og hvordan det har gått med dem").format(
            workshop=previous or _("tidligere verksteder")
        ),
        notes=tuple(_own_words(state, number, measure) for number, measure in earlier),
    )


def _counted(measures: list[Measure]) -> Grid:
    counts = Counter(measure.status for measure in measures)
    bars = tuple((_(STATUS_NAMES[status]), counts[status]) for status in STATUSES)
    return Grid(
        title=_("Siden sist i tall"),
        columns=(
            Column(name=_("Status"), share=3, main=True),
            Column(name=_("Antall"), letters=6, right=True),
        ),
        rows=tuple((name, str(count)) for name, count in bars),
        about=_("Hvor mange tiltak som har hver status"),
        bars=bars,
        lead=n_(
            "{n} tiltak fra tidligere verksteder er fulgt opp.",
            "{n} tiltak fra tidligere verksteder er fulgt opp.",
            len(measures),
        ).format(n=len(measures)),
    )


def of_horizon(state: State, horizon: Horizon) -> Iterator[Grid]:
    """The measures of this workshop with that horizon."""
    chosen = [
        (number, measure)
        for number, measure in numbered(state)
        if measure.horizon == horizon and not measure.carried_from
    ]
    if not chosen:
        return
    together = any(measure.partners for _number, measure in chosen)
    partners = (Column(name=_("Samarbeidspartnere"), share=2.6, into=2),) if together else ()
    rows = []
    for number, measure in chosen:
        shared = (listed(one_line(p) for p in measure.partners) or NOTHING,) if together else ()
        rows.append(
            (
                str(number),
                cell(measure.text),
                _owner(measure),
                cell(measure.first_step),
                _due(measure),
                *shared,
            )
        )
    name = _(HORIZON_NAMES[horizon])
    yield Grid(
        title=name,
        columns=(
            Column(name=_("Nr."), letters=3, right=True),
            Column(name=_("Tiltak"), share=5, main=True),
            Column(name=_("Ansvarlig"), share=2.4),
            Column(name=_("Første steg"), share=3.4),
            Column(name=_("Frist"), letters=6),
            *partners,
        ),
        rows=tuple(rows),
        about=_("{horizon} med ansvarlig, første steg og frist").format(horizon=name),
        notes=tuple(_own_words(state, number, measure) for number, measure in chosen),
    )


def prioritised(state: State) -> Iterator[Part]:
    """The picture of priorities, and the measures in their order."""
    counted = priorities.revealed(state)
    points = [
        Point(number=number, horizon=m.horizon, value=m.value, ease=m.ease)
        for number, m in numbered(state)
        if m.value is not None and m.ease is not None
    ]
    if points:
        yield Plot(
            title=_("Verdi og hvor lett det er"),
            points=tuple(points),
            about=_(
                "Tiltakene etter hvor lette de er (bortover) og hvilken verdi de har (oppover). "
                "Tallene er tiltakenes nummer; de som ville dekket hverandre, er flyttet litt. "
                "De samme tallene står i tabellen som følger."
            ),
        )
    place = {p.number: p.value * p.ease for p in points}
    shown = [(n, m) for n, m in numbered(state) if n in place or counted.get(m.id)]
    shown.sort(key=lambda pair: (-place.get(pair[0], 0), -counted.get(pair[1].id, 0), pair[0]))
    if not shown:
        return
    voted = any(counted.get(measure.id) for _number, measure in shown)
    yield Grid(
        title=_("Prioritering"),
        columns=(
            Column(name=_("Nr."), letters=3, right=True),
            Column(name=_("Horisont"), share=2),
            Column(name=_("Ansvarlig"), share=4, main=True),
            Column(name=_("Verdi"), letters=5, right=True),
            Column(name=_("Hvor lett"), letters=10, right=True),
            *((Column(name=_("Prikker"), letters=5, right=True),) if voted else ()),
        ),
        rows=tuple(
            (
                str(number),
                _(HORIZON_NAMES[measure.horizon]),
                _owner(measure),
                figure(measure.value),
                figure(measure.ease),
                *((str(counted.get(measure.id, 0)),) if voted else ()),
            )
            for number, measure in shown
        ),
        about=_("Verdi og hvor lett det er for hvert tiltak, de høyeste først"),
    )


def _own_words(state: State, number: int, measure: Measure) -> str:
    wanted = set(measure.notes)
    words = [one_line(note.text) for note in state.notes if note.id in wanted]
    return "\n".join(
        _("{number}: «{text}»").format(number=number, text=text) for text in words if text
    )


def cell(text: str) -> str:
    """The lines of `text`, or a dash."""
    return "\n".join(lines(text)) or NOTHING


def _owner(measure: Measure) -> str:
    owner, person = one_line(measure.owner), one_line(measure.person)
    return f"{owner} ({person})" if owner and person else owner or person or NOTHING


def _due(measure: Measure) -> str:
    return short_date(measure.due) if measure.due else NOTHING
