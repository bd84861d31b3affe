"""What the workshops of a series are for, measured from one to the next."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

import msgspec

from samverk import chapters, charts
from samverk.acquaintance import brief, held, share, when
from samverk.drawing import Drawing, Sheet
from samverk.model import Chapter, Outcome, State, Status
from samverk.words import _, decimal, n_

NOTHING = "–"
Topic = Literal["pulse", "evaluation"]


class Facts(msgspec.Struct, frozen=True, kw_only=True):
    """A table: its columns, each with whether it holds numbers, and its rows."""

    columns: tuple[tuple[str, bool], ...]
    rows: tuple[tuple[str, ...], ...]


class Trend(msgspec.Struct, frozen=True, kw_only=True):
    """The workshops that were held, what has become of the measures of each, and after how long."""

    chapters: tuple[Chapter, ...]
    statuses: tuple[dict[Status, int], ...]
    days: float | None


def trend(state: State, there: Sequence[Chapter]) -> Trend:
    """The series by what it is for; `there` as `chapters.of_series` gives it."""
    counted = chapters.statuses(state, there)
    shown = [(c, dict(n)) for c, n in zip(there, counted, strict=True) if c.people or n or c.pulse]
    return Trend(
        chapters=tuple(c for c, _n in shown),
        statuses=tuple(n for _c, n in shown),
        days=chapters.median_days(state, there),
    )


def status_names() -> dict[Status, str]:
    """What can have become of a measure, the best first."""
    return {
        "done": _("Ferdig"),
        "in_progress": _("Under arbeid"),
        "new": _("Ny"),
        "stopped": _("Stoppet"),
    }


def outcomes() -> dict[Outcome, str]:
    """What can have come of people who were to work together."""
    return {"": _("Vet ikke ennå"), "underway": _("På vei"), "yes": _("Ja"), "no": _("Nei")}


def mean(counts: Sequence[int]) -> float | None:
    """The mean of answers from 1 to 5; None where there are none."""
    answers = sum(counts)
    return sum(n * count for n, count in enumerate(counts, 1)) / answers if answers else None


def figure(value: float | None) -> str:
    """A number with one decimal and a comma."""
    return NOTHING if value is None else decimal(f"{value:.1f}")


def days_told(days: float | None) -> str:
    """How long it takes to get a measure done, in a sentence."""
    if days is None:
        return ""
    whole = round(days)
    return n_(
        "Halvparten av tiltakene som er ferdige, tok {n} dag eller mindre.",
        "Halvparten av tiltakene som er ferdige, tok {n} dager eller mindre.",
        whole,
    ).format(n=whole)


def of_pairs(there: Sequence[Chapter]) -> Facts:
    """Who met whom at each workshop, in numbers."""
    rows, total = [], 0
    for c in held(there):
        total += c.new_across
        rows.append(
            (
                when(c),
                str(c.people),
                str(c.new_across),
                str(c.most_across),
                str(c.new_across_fields),
                str(c.most_across_fields),
                f"{share(c.across, c.pairs)} %" if c.pairs else NOTHING,
                f"{share(c.across_fields, c.pairs)} %" if c.pairs else NOTHING,
                str(total),
            )
        )
    return Facts(
        columns=(
            (_("Verksted"), False),
            (_("Deltakere"), True),
            (_("Nye par på tvers av organisasjoner"), True),
            (_("Flest mulig"), True),
            (_("Nye par på tvers av fagfelt"), True),
            (_("Flest mulig"), True),
            (_("Par på tvers av organisasjoner"), True),
            (_("Par på tvers av fagfelt"), True),
            (_("Har møttes i alt"), True),
        ),
        rows=tuple(rows),
    )


def of_purposes(found: Trend) -> Facts:
    """What each workshop is for, in numbers."""
    rows = []
    for c in found.chapters:
        wrote = sum(body.people for body in c.perspectives)
        rows.append(
            (
                when(c),
                c.theme or c.title or NOTHING,
                _("{n} fra {fields} fagfelt").format(n=wrote, fields=len(c.perspectives))
                if wrote
                else NOTHING,
                _("Ja") if c.agreed else _("Nei"),
                _scored(c.pulse),
                _scored(c.evaluation),
            )
        )
    return Facts(
        columns=(
            (_("Verksted"), False),
            (_("Tema"), False),
            (_("Perspektiver"), False),
            (_("Felles utfordringsbilde"), False),
            (_("Temperaturmåling"), True),
            (_("Evaluering"), True),
        ),
        rows=tuple(rows),
    )


def _scored(counts: Sequence[int]) -> str:
    value = mean(counts)
    if value is None:
        return NOTHING
    return _("{mean} ({n} svar)").format(mean=figure(value), n=sum(counts))


def of_measures(found: Trend) -> Facts:
    """What has become of the measures of each workshop."""
    names = status_names()
    rows = [
        (when(c), *(str(n.get(status, 0)) for status in names), str(sum(n.values())))
        for c, n in zip(found.chapters, found.statuses, strict=True)
    ]
    return Facts(
        columns=(
            (_("Tiltak fra verksted"), False),
            *((name, True) for name in names.values()),
            (_("I alt"), True),
        ),
        rows=tuple(rows),
    )


def of_perspectives(found: Trend) -> Facts:
    """How many perspectives each field wrote at each workshop."""
    names: dict[str, str] = {}
    for c in found.chapters:
        for body in c.perspectives:
            names.setdefault(body.name.casefold(), body.name)
    wrote = [{b.name.casefold(): b.people for b in c.perspectives} for c in found.chapters]
    return Facts(
        columns=((_("Fagfelt"), False), *((when(c), True) for c in found.chapters)),
        rows=tuple(
            (names[key] or _("Uten fagfelt"), *(str(each.get(key) or NOTHING) for each in wrote))
            for key in sorted(names)
        ),
    )


def _whole(about: str, told: Sequence[str]) -> str:
    return " ".join([about, *(f"{each}." for each in told)])


def new_pairs(there: Sequence[Chapter], sheet: Sheet) -> Drawing:
    """New pairs across organisations at each workshop, against the most that was possible."""
    items = [
        charts.Column(name=brief(c), value=c.new_across, against=c.most_across or None)
        for c in held(there)
    ]
    about = _("Nye par på tvers av organisasjoner i hvert verksted, mot flest mulig.")
    told = [
        _("{when}: {new} av {most}").format(when=when(c), new=c.new_across, most=c.most_across)
        for c in held(there)
    ]
    return charts.columns(items, sheet, _whole(about, told))


def growth(there: Sequence[Chapter], sheet: Sheet) -> Drawing:
    """How many pairs across organisations have met by each workshop."""
    items, total, told = [], 0, []
    for c in held(there):
        items.append(charts.Column(name=brief(c), value=c.new_across, below=total))
        total += c.new_across
        told.append(_("{when}: {n}").format(when=when(c), n=total))
    about = _("Par på tvers av organisasjoner som har møttes i serien så langt.")
    return charts.columns(items, sheet, _whole(about, told))


def answers(found: Trend, sheet: Sheet) -> Drawing:
    """The means of the pulse and the evaluation from workshop to workshop."""
    topics: tuple[tuple[Topic, str, charts.Mark], ...] = (
        ("pulse", _("Temperaturmåling"), "circle"),
        ("evaluation", _("Evaluering"), "square"),
    )
    trails = []
    for topic, name, mark in topics:
        values = tuple(mean(getattr(c, topic)) for c in found.chapters)
        trails.append(
            charts.Trail(name=name, mark=mark, values=values, told=tuple(map(figure, values)))
        )
    about = _("Snitt fra 1 til 5 i hvert verksted.") + "".join(
        f" {t.name}: {', '.join(t.told)}." for t in trails
    )
    return charts.trails(trails, [brief(c) for c in found.chapters], sheet, about)


def measures(found: Trend, sheet: Sheet) -> Drawing:
    """What has become of the measures of each workshop."""
    names = status_names()
    rows = [
        charts.Stack(name=brief(c), parts=tuple((status, n.get(status, 0)) for status in names))
        for c, n in zip(found.chapters, found.statuses, strict=True)
    ]
    told = [
        f"{when(c)}: "
        + ", ".join(
            f"{n[status]} {name.lower()}" for status, name in names.items() if n.get(status)
        )
        for c, n in zip(found.chapters, found.statuses, strict=True)
        if n
    ]
    about = _("Hva som er blitt av tiltakene fra hvert verksted.")
    return charts.stacks(rows, sheet, _whole(about, told))
