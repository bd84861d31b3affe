"""What the report says, part by part, whichever file it is written to."""

from __future__ import annotations

from collections.abc import Iterator

from samverk.documents import course
from samverk.documents.clean import lines, one_line
from samverk.documents.measures import numbered, of_horizon, prioritised, since_last
from samverk.documents.parts import (
    Chart,
    Column,
    Cover,
    Grid,
    Item,
    Part,
    Plot,
    Point,
    Prose,
    ReportExtra,
    Statement,
    figure,
    prose,
)
from samverk.documents.voices import challenge, commitments, groups, perspectives, projects
from samverk.evaluation import FEWEST, Scores, scores
from samverk.model import HORIZONS, State
from samverk.words import _, long_date, n_

__all__ = [
    "Chart",
    "Column",
    "Cover",
    "Grid",
    "Item",
    "Part",
    "Plot",
    "Point",
    "Prose",
    "ReportExtra",
    "Statement",
    "figure",
    "numbered",
    "report",
]


def report(state: State, extra: ReportExtra | None = None) -> tuple[Part, ...]:
    """The parts of the report in their order; what there is nothing to tell of is left out.

    Each measure's whole text stands once: those from earlier workshops under what has happened
    since last time, the others under their horizon.
    """
    return tuple(_parts(state, extra or ReportExtra()))


def _parts(state: State, extra: ReportExtra) -> Iterator[Part]:
    yield _cover(state)
    yield from prose(_("Formål og tema"), _purpose(state))
    goals = (Item(goal.text, "bullet") for goal in state.goals if not goal.withdrawn)
    yield from prose(_("Mål og ambisjoner"), goals)
    yield from since_last(state)
    yield from course.pairings(state)
    yield from challenge(state)
    yield from _scored(_("Temperaturmåling"), scores(state, "pulse"))
    yield from prose(_("Slik ser vi det"), perspectives(state))
    yield from commitments(state)
    for horizon in HORIZONS:
        yield from of_horizon(state, horizon)
    yield from prioritised(state)
    yield from groups(state)
    yield from projects(state)
    yield from course.relations(extra)
    yield from _scored(_("Evaluering"), scores(state, "evaluation"))
    yield from course.purposes(state, extra)
    yield from prose(_("Neste steg"), _next(state))


def _cover(state: State) -> Cover:
    about = state.about
    place = state.venue.name if state.venue else ""
    when = long_date(about.date) if about.date else ""
    told = [
        Item(about.organising_unit, "heading"),
        Item(about.why),
        Item(_("Tema: {theme}").format(theme=about.theme) if about.theme.strip() else ""),
        Item(", ".join(part for part in (when, one_line(place)) if part)),
    ]
    items = [Item(line, item.look) for item in told for line in lines(item.text)]
    return Cover(title=one_line(about.title) or _("Samhandlingsverksted"), items=tuple(items))


def _purpose(state: State) -> Iterator[Item]:
    about = state.about
    for heading, text in (
        (_("Månedens tema"), about.theme),
        (_("Formål"), about.purpose),
        (_("Hvem det er for"), about.audience),
    ):
        if text.strip():
            yield Item(heading, "heading")
            yield Item(text)


def _scored(title: str, told: Scores) -> Iterator[Part]:
    if told.answers < FEWEST:
        return
    yield Grid(
        title=title,
        columns=(
            Column(name=_("Fra 1 til 5"), share=2, main=True),
            *(Column(name=str(score), share=1, right=True) for score in range(1, 6)),
            Column(name=_("Snitt"), share=1, right=True),
        ),
        rows=(
            (
                n_("{n} svar", "{n} svar", told.answers).format(n=told.answers),
                *(str(count) for count in told.counts),
                figure(told.mean),
            ),
        ),
        about=_("Hvor mange som svarte hvert tall fra 1 til 5, og snittet"),
        bars=tuple((str(score), count) for score, count in enumerate(told.counts, start=1)),
        lead=n_(
            "{n} svar fra 1 til 5, {mean} i snitt.",
            "{n} svar fra 1 til 5, {mean} i snitt.",
            told.answers,
        ).format(n=told.answers, mean=figure(told.mean)),
    )
    yield from prose(
        _("{title}: med egne ord").format(title=title),
        (Item(one_line(text), "bullet") for text in told.texts),
    )


def _next(state: State) -> Iterator[Item]:
    closing = state.closing
    for line in lines(closing.next_steps):
        yield Item(line, "bullet")
    if closing.next_date:
        yield Item(_("Neste verksted"), "heading")
        yield Item(long_date(closing.next_date))
