"""Playing a whole day through the deeds that the panels use, as fast as they go."""

from __future__ import annotations

import itertools
import random
from collections.abc import Iterator, Sequence

import msgspec

from samverk import agenda
from samverk.actions import about, closing, groups, notes, participants, running, synthesis
from samverk.actions import agenda as programmes
from samverk.library import Programme, Sample
from samverk.model import Capture, Measure, Note, NoteKind, Participant, Room, State
from samverk.store import Store
from samverk.workshop import Workshop

WHEN: dict[NoteKind, Capture] = {
    "question": "sofa",
    "commitment": "sofa",
    "perspective": "perspective",
    "draft": "challenge",
    "challenge": "challenge",
    "horizon": "horizons",
    "presentation": "presentations",
    "evaluation": "closing",
}
KEPT = ("title", "organising_unit", "why", "theme", "purpose", "audience", "length", "date")
MORE = ("interval_weeks", "signup_address", "signup_deadline", "roles")


def plan(store: Store, sample: Sample, programme: Programme, language: str) -> None:
    """Before the day: what it is, where it is held, and the programme."""
    about.set(store, "language", language)
    for field in (*KEPT, *MORE):
        about.set(store, field, msgspec.to_builtins(getattr(sample.about, field)))
    about.keep_venue(store, sample.venue)
    programmes.use(
        store,
        programme.agenda(lambda: ""),
        start=programme.start,
        end=programme.end,
        name=programme.name,
    )


def gather(workshop: Workshop, people: Sequence[Participant], sample: Sample) -> None:
    """The people, seats for them all, who of them have met, and the division into groups."""
    store = workshop.opened
    participants.take(store, people)
    seats = about.seats(sample.venue.rooms)
    if len(people) > seats:
        more = Room(name="Storsalen", tables=-(-(len(people) - seats) // 6), seats=6)
        about.set_venue(
            store,
            sample.venue.id,
            "rooms",
            [msgspec.to_builtins(r) for r in (*sample.venue.rooms, more)],
        )
    earlier = [
        workshop.meet(f"eksempel-{n}", each.title, each.date, each.tables)
        for n, each in enumerate(sample.earlier, 1)
    ]
    with store.change("series.meet") as draft:
        draft.put(*earlier, *sample.carried)
    groups.divide(store, workshop.met())


def texts(sample: Sample, number: int | None) -> list[Note]:
    """The notes that come in: the sample's, or exactly `number` made from them."""
    if number is None:
        return list(sample.notes)
    found = list(sample.notes[:number])
    horizons = [note for note in sample.notes if note.what == "horizon"]
    for n, note in zip(range(number - len(found)), itertools.cycle(horizons), strict=False):
        found.append(msgspec.structs.replace(note, id="", text=f"{note.text} ({n + 1})", table=0))
    return found


def play(store: Store, sample: Sample, number: int | None, seed: int) -> None:
    """On the day: every row is started, and what it captures comes in."""
    dice = random.Random(seed)
    participants.check_in_rest(store)
    waiting = texts(sample, number)
    tables = len([g for g in store.state.groups if g.round == 1])
    rows = [row for row in store.state.agenda if not row.dropped]
    date = agenda.day_of(store.state, 0.0)
    now = agenda.moment_of(date, store.state.day.start)
    last = {when: n for n, row in enumerate(rows) for when in [row.captures]}
    ids: dict[str, str] = {}
    for n, row in enumerate(rows):
        running.start(store, row.id, now=now)
        if row.captures == "goals":
            for goal in sample.goals:
                ids[goal.id] = notes.add_goal(store, goal.text)
        here = [note for note in waiting if last.get(WHEN[note.what], len(rows) - 1) == n]
        ids |= write(store, here, tables, now, dice)
        if row.captures == "wall":
            wall(store, sample)
        if row.captures == "presentations":
            make_measures(store, sample, ids)
        now += row.minutes * 60
    if not any(todays(store.state)):
        make_measures(store, sample, ids)
    running.finish(store, now=now)


def write(
    store: Store, given: Sequence[Note], tables: int, now: float, dice: random.Random
) -> dict[str, str]:
    """Let the notes come in, each at its table; returns their new ids by their old."""
    ids: dict[str, str] = {}
    for note in given:
        if note.what == "challenge":
            ids[note.id] = notes.agree(store, note.text)
            continue
        at_table = note.what in ("horizon", "draft", "presentation")
        table = note.table or (dice.randint(1, tables) if at_table else 0)
        ids[note.id] = notes.add(
            store,
            note.text,
            note.what,
            table=(table - 1) % tables + 1 if table else 0,
            horizon=note.horizon,
            field=note.field,
            now=now + dice.random() * 60,
        )
    return ids


def wall(store: Store, sample: Sample) -> None:
    """The cards on the project wall, and who wants in."""
    for card in sample.projects:
        made = notes.add_project(store, card.name, card.organisation, card.works_on)
        notes.set_project(store, made, "offers", card.offers)
        notes.set_project(store, made, "needs", card.needs)
        for who in card.interested:
            notes.join_project(store, made, who)


def make_measures(store: Store, sample: Sample, ids: dict[str, str]) -> None:
    """Headings, and the measures with all that is known of them, and where they are placed."""
    for heading in sample.headings:
        under = [ids[n.id] for n in sample.notes if n.heading == heading.id and n.id in ids]
        synthesis.add_heading(store, heading.title, under)
    made: dict[str, str] = {}
    for measure in sample.measures:
        grown = [ids[n] for n in measure.notes if n in ids]
        id = made[measure.id] = synthesis.add_measure(store, measure.text, measure.horizon, grown)
        for field in ("owner", "first_step", "due", "partners", "hands"):
            if value := msgspec.to_builtins(getattr(measure, field)):
                synthesis.set_measure(store, id, field, value)
        synthesis.link_goals(store, id, [ids[g] for g in measure.goals if g in ids])
        if measure.value is not None and measure.ease is not None:
            synthesis.place_measure(store, id, measure.value, measure.ease)
    for ballot in sample.ballots:
        dots = {made[m]: n for m, n in ballot.dots.items() if m in made}
        device = ballot.id.removeprefix(f"{ballot.topic}-")
        notes.cast(store, device, ballot.topic, dots=dots, score=ballot.score, text=ballot.text)


def close(store: Store, sample: Sample) -> None:
    """Show the votes, and say when the next workshop is."""
    closing.set(store, "revealed", True)
    for field in ("next_date", "next_steps"):
        if value := msgspec.to_builtins(getattr(sample.closing, field)):
            closing.set(store, field, value)


def todays(state: State) -> Iterator[Measure]:
    """The measures of the day itself."""
    return (m for m in state.measures if not m.withdrawn and not m.carried_from)
