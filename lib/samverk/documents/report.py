"""What the report says, part by part, whichever file it is written to."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Literal

import msgspec

from samverk import priorities
from samverk.documents.clean import lines, one_line, plain
from samverk.documents.names import HORIZON_NAMES, ROLE_NAMES, STATUS_NAMES
from samverk.evaluation import FEWEST, Scores, scores
from samverk.model import GROUP_ROLES, HORIZONS, Group, Horizon, Measure, Note, State
from samverk.words import _, listed, long_date, n_, short_date

NOTHING = "–"
Look = Literal["heading", "bullet", "under", "text", "detail"]


class ReportExtra(msgspec.Struct, frozen=True, kw_only=True):
    """What a report may tell that is not in the state: sentences about new relations."""

    relations: tuple[str, ...] = ()


class Item(msgspec.Struct, frozen=True):
    """A paragraph: its text, how it looks, and the horizon that it belongs to, if any."""

    text: str
    look: Look = "text"
    horizon: Horizon | None = None


class Column(msgspec.Struct, frozen=True, kw_only=True):
    """A column: its heading, and its share of the width or its fixed width in letters.

    The `main` column takes in the cells of those that there is no room for. One that says
    `into` which other column it can be told is the first to go.
    """

    name: str
    share: float = 0.0
    letters: float = 0.0
    right: bool = False
    main: bool = False
    into: int = -1


class Point(msgspec.Struct, frozen=True, kw_only=True):
    """A measure on the picture of priorities, `value` and `ease` from 1 to 5."""

    number: int
    horizon: Horizon
    value: float
    ease: float


class Cover(msgspec.Struct, frozen=True, kw_only=True):
    title: str
    items: tuple[Item, ...]


class Prose(msgspec.Struct, frozen=True, kw_only=True):
    """Paragraphs; `aside` stands beside them where there is room, else before them."""

    title: str
    items: tuple[Item, ...]
    aside: tuple[Item, ...] = ()
    notes: str = ""


class Statement(msgspec.Struct, frozen=True, kw_only=True):
    """A text that has a page of its own."""

    title: str
    text: str
    notes: str = ""


class Grid(msgspec.Struct, frozen=True, kw_only=True):
    """A table. `notes` holds one text per row, told where the row stands."""

    title: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[str, ...], ...]
    about: str
    notes: tuple[str, ...] = ()


class Plot(msgspec.Struct, frozen=True, kw_only=True):
    """A picture of measures by how easy (across) and how valuable (up) they are."""

    title: str
    points: tuple[Point, ...]
    about: str


Part = Cover | Prose | Statement | Grid | Plot


def report(state: State, extra: ReportExtra | None = None) -> tuple[Part, ...]:
    """The parts of the report in their order; what there is nothing to tell of is left out.

    Each measure's whole text stands once: those from earlier workshops under what has happened
    since last time, the others under their horizon.
    """
    return tuple(_parts(state, extra or ReportExtra()))


def numbered(state: State) -> list[tuple[int, Measure]]:
    """The measures by horizon, the earlier ones last, with the numbers that the panels show."""
    numbers = priorities.numbers(state)
    there = [measure for measure in state.measures if measure.id in numbers]
    there.sort(key=lambda m: (bool(m.carried_from), HORIZONS.index(m.horizon), numbers[m.id]))
    return [(numbers[measure.id], measure) for measure in there]


def _parts(state: State, extra: ReportExtra) -> Iterator[Part]:
    yield _cover(state)
    yield from _prose(_("Formål og tema"), _purpose(state))
    goals = (Item(goal.text, "bullet") for goal in state.goals if not goal.withdrawn)
    yield from _prose(_("Mål og ambisjoner"), goals)
    yield from _since_last(state)
    yield from _challenge(state)
    yield from _prose(_("Slik ser vi det"), _perspectives(state))
    yield from _commitments(state)
    for horizon in HORIZONS:
        yield from _measures(state, horizon)
    yield from _priorities(state)
    yield from _groups(state)
    yield from _projects(state)
    yield from _prose(
        _("Nye relasjoner"), (Item(sentence, "bullet") for sentence in extra.relations)
    )
    yield from _scored(_("Evaluering"), scores(state, "evaluation"))
    yield from _prose(_("Neste steg"), _next(state))


def _prose(title: str, items: Iterable[Item], notes: str = "") -> Iterator[Prose]:
    said = tuple(Item(line, item.look, item.horizon) for item in items for line in lines(item.text))
    if said:
        yield Prose(title=title, items=said, notes=notes)


def _cover(state: State) -> Cover:
    about = state.about
    place = state.venue.name if state.venue else ""
    when = long_date(about.date) if about.date else ""
    told = [
        Item(about.organising_unit, "heading"),
        Item(_("Tema: {theme}").format(theme=about.theme) if about.theme.strip() else ""),
        Item(", ".join(part for part in (when, one_line(place)) if part)),
        Item(about.why),
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


def _since_last(state: State) -> Iterator[Grid]:
    earlier = [(number, m) for number, m in numbered(state) if m.carried_from]
    if not earlier:
        return
    rows = []
    for number, measure in earlier:
        comment = measure.statuses[-1].comment if measure.statuses else ""
        status = STATUS_NAMES[measure.status]
        rows.append(
            (
                str(number),
                _cell(measure.text),
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


def _challenge(state: State) -> Iterator[Part]:
    drafts = "\n".join(
        _("Gruppe {number}: {text}").format(number=note.table, text=one_line(note.text))
        for note in _told(state, "draft")
    )
    for note in _told(state, "challenge"):
        if note.text.strip():
            yield Statement(title=_("Utfordringsbilde"), text=plain(note.text), notes=drafts)
            drafts = ""
    yield from _scored(_("Temperaturmåling"), scores(state, "pulse"))


def _perspectives(state: State) -> Iterator[Item]:
    told = _told(state, "perspective")
    fields = sorted({one_line(note.field) for note in told}, key=lambda f: (not f, f.casefold()))
    for field in fields:
        yield Item(field or _("Uten fagfelt"), "heading")
        for note in told:
            if one_line(note.field) == field:
                yield Item(one_line(note.text), "bullet")


def _commitments(state: State) -> Iterator[Part]:
    items = []
    for note in _told(state, "commitment"):
        items.append(Item(one_line(note.text), "bullet"))
        details = [
            note.owner,
            note.first_step,
            _("frist {date}").format(date=short_date(note.due)) if note.due else "",
        ]
        items.append(Item(", ".join(one_line(d) for d in details if d.strip()), "under"))
    questions = [one_line(note.text) for note in _told(state, "question")]
    notes = "\n".join([_("Spørsmål fra salen:"), *questions]) if questions else ""
    yield from _prose(_("Løfter fra lederne"), items, notes)


def _measures(state: State, horizon: Horizon) -> Iterator[Grid]:
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
                _cell(measure.text),
                _owner(measure),
                _cell(measure.first_step),
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


def _priorities(state: State) -> Iterator[Part]:
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


def _groups(state: State) -> Iterator[Prose]:
    rounds = {item.id: item.round for item in state.agenda}
    seen = [group.round for group in state.groups]
    first = min(seen, default=1)
    told: dict[tuple[int, int], list[Note]] = {}
    for note in state.notes:
        if note.what in {"horizon", "presentation"} and not note.withdrawn:
            held = rounds.get(note.item, 0)
            key = (held if held in seen else first, note.table)
            told.setdefault(key, []).append(note)
    groups = {(group.round, group.number): group for group in state.groups}
    several = len(set(seen)) > 1
    for key in sorted({*groups, *told}, key=lambda k: (k[0], k[1] == 0, k[1])):
        notes = told.get(key, [])
        members = _members(state, groups[key]) if key in groups else []
        if not members and not notes:
            continue
        name = _("Gruppe {number}").format(number=key[1]) if key[1] else _("Fra plenum")
        if several and key[1]:
            name = _("{group}, runde {round}").format(group=name, round=key[0])
        items = list(_notes(notes)) or [Item(_("Gruppa har ikke skrevet noe."))]
        yield Prose(title=name, items=tuple(items), aside=tuple(members))


def _members(state: State, group: Group) -> list[Item]:
    people = {person.id: person for person in state.participants}
    items = []
    for member in group.members:
        person = people.get(member)
        if person is None:
            continue
        held = [_(ROLE_NAMES[r]).lower() for r in GROUP_ROLES if group.roles.get(r) == member]
        items.append(Item(one_line(person.name), "heading"))
        told = ", ".join(part for part in (one_line(person.organisation), *held) if part)
        if told:
            items.append(Item(told, "detail"))
    return items


def _notes(notes: list[Note]) -> Iterator[Item]:
    for horizon in (*HORIZONS, None):
        chosen = [n for n in notes if n.horizon == horizon and one_line(n.text)]
        if chosen and horizon is not None:
            yield Item(_(HORIZON_NAMES[horizon]), "heading", horizon)
        elif chosen:
            yield Item(_("Framlegg"), "heading")
        for note in chosen:
            yield Item(one_line(note.text), "bullet")


def _projects(state: State) -> Iterator[Grid]:
    projects = [project for project in state.projects if not project.withdrawn]
    if not projects:
        return
    rows = []
    for project in projects:
        needs = [
            _("Tilbyr: {text}").format(text=one_line(project.offers)) if project.offers else "",
            _("Trenger: {text}").format(text=one_line(project.needs)) if project.needs else "",
        ]
        rows.append(
            (
                _cell("\n".join([project.name, project.organisation])),
                _cell("\n".join([project.works_on, *needs])),
                listed(one_line(name) for name in project.interested) or NOTHING,
            )
        )
    yield Grid(
        title=_("Prosjekttorg"),
        columns=(
            Column(name=_("Prosjekt"), share=3, main=True),
            Column(name=_("Hva det gjelder"), share=4),
            Column(name=_("Disse bør snakke sammen"), share=3.4),
        ),
        rows=tuple(rows),
        about=_("Prosjektene på torget, og hvem som vil være med i hvert av dem"),
    )


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
    )
    yield from _prose(
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


def _told(state: State, what: str) -> list[Note]:
    return [
        note
        for note in state.notes
        if note.what == what and not note.withdrawn and not note.merged_into
    ]


def _own_words(state: State, number: int, measure: Measure) -> str:
    wanted = set(measure.notes)
    words = [one_line(note.text) for note in state.notes if note.id in wanted]
    return "\n".join(
        _("{number}: «{text}»").format(number=number, text=text) for text in words if text
    )


def _cell(text: str) -> str:
    return "\n".join(lines(text)) or NOTHING


def _owner(measure: Measure) -> str:
    owner, person = one_line(measure.owner), one_line(measure.person)
    return f"{owner} ({person})" if owner and person else owner or person or NOTHING


def _due(measure: Measure) -> str:
    return short_date(measure.due) if measure.due else NOTHING


def figure(value: float | None) -> str:
    """A number with at most one decimal, and a decimal comma."""
    return NOTHING if value is None else f"{value:.1f}".removesuffix(".0").replace(".", ",")
