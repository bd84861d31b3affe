"""What each page shows of the workshop: shapes made from a state, and nothing that it hides."""

from __future__ import annotations

from samverk import agenda, follow_up, library, priorities, voting
from samverk.live import shapes
from samverk.model import AgendaItem, Group, Note, Participant, State, Topic
from samverk.store import Seen
from samverk.words import _, decimal
from samverk.words import clock as time_of_day


def row(state: State) -> shapes.Row | None:
    """The row that is on."""
    item = on(state)
    if item is None:
        return None
    return shapes.Row(
        id=item.id,
        title=item.title,
        captures=item.captures,
        form=item.form,
        prompt=item.prompt,
        method=item.method,
        owner=item.owner,
        place=item.place,
        minutes=item.minutes,
        started=item.started,
    )


def on(state: State) -> AgendaItem | None:
    """The programme row that is on."""
    return next((item for item in state.agenda if item.id == state.day.item), None)


def following(state: State, now: float) -> shapes.Next | None:
    """The row that comes after, and when as the day goes."""
    run = agenda.running(state, now)
    if run.next is None or state.day.finished:
        return None
    ends = run.ends if run.ends is None else max(run.ends, now)
    if ends is None:
        at = time_of_day(state.day.start)
    else:
        at = time_of_day(agenda.minute_of(agenda.day_of(state, now), ends))
    return shapes.Next(run.next.title, at)


def clock(state: State) -> shapes.Clock:
    """When the row that is on should end."""
    return shapes.Clock(ends_at=state.day.due, stopped=state.day.stopped)


def message(state: State) -> shapes.Message | None:
    """What the facilitator tells everybody."""
    stage = state.stage
    return shapes.Message(stage.message, stage.sent or 0.0) if stage.message else None


def groups(state: State) -> list[Group]:
    """The groups of the row that is on, else of the first round."""
    item = on(state)
    rounds = {g.round for g in state.groups}
    wanted = item.round if item and item.round in rounds else min(rounds, default=1)
    return [g for g in state.groups if g.round == wanted]


class _Cast:
    """The people by id and the fields among them, worked out once for many readers."""

    def __init__(self, state: State) -> None:
        self.source = state.participants
        self.people = {p.id: p for p in state.participants}
        found = {p.field for p in state.present} - {""}
        self.fields = tuple(sorted(found, key=str.casefold))


_last = [_Cast(State())]


def _cast(state: State) -> _Cast:
    if _last[0].source is not state.participants:
        _last[0] = _Cast(state)
    return _last[0]


def people(state: State) -> dict[str, Participant]:
    """The participants by id."""
    return _cast(state).people


def head(state: State, number: int, now: float) -> shapes.Head:
    """A table without its notes."""
    running = row(state)
    captures = running.captures if running else "horizons"
    questions = [p.text for p in library.prompts(captures, state.about.language).items]
    task = (running.prompt if running else "") or (questions[0] if questions else "")
    return shapes.Head(
        revision=state.revision,
        now=now,
        language=state.about.language,
        title=state.about.theme or state.about.title,
        group=str(number),
        table=number,
        room=next((t.room for t in state.tables if t.number == number), ""),
        members=_members(state, number),
        row=running,
        task=task,
        questions=tuple(q for q in questions if q != task),
        facts=tuple(_facts(state, captures)),
        fields=_cast(state).fields,
        clock=clock(state),
        next=following(state, now),
        message=message(state),
    )


def _facts(state: State, captures: str) -> list[shapes.Fact]:
    """Earlier measures and what has become of them; the goals; the challenge that is agreed on."""
    if captures == "goals":
        return [shapes.Fact(goal.text) for goal in state.goals if not goal.withdrawn]
    if captures == "challenge":
        return [
            shapes.Fact(n.text, _("Det vi er enige om"))
            for n in state.notes
            if n.what == "challenge" and not n.withdrawn
        ]
    if captures != "status":
        return []
    said = follow_up.words()
    return [
        shapes.Fact(m.text, ". ".join(filter(None, (said[m.status], m.owner))))
        for m in state.measures
        if m.carried_from and not m.withdrawn
    ]


def _members(state: State, number: int) -> tuple[shapes.Member, ...]:
    group = next((g for g in groups(state) if g.number == number), None)
    if group is None:
        return ()
    by_id = people(state)
    return tuple(
        shapes.Member(
            by_id[id].name,
            by_id[id].organisation,
            tuple(role for role, who in group.roles.items() if who == id),
        )
        for id in group.members
        if id in by_id and by_id[id].attendance != "absent"
    )


def note(seen: Seen, each: Note) -> shapes.NoteShown:
    """A note whole."""
    return shapes.NoteShown(
        id=each.id,
        revision=seen.revisions.get("note", {}).get(each.id, 0),
        what=each.what,
        horizon=each.horizon,
        text=each.text,
        owner=each.owner,
        first_step=each.first_step,
        due=each.due,
        partners=each.partners,
        field=each.field,
        item=each.item,
        table=each.table,
        twin=each.twin,
        waiting=each.waiting,
        withdrawn=each.withdrawn,
        created=each.created,
    )


def table(seen: Seen, number: int, now: float) -> shapes.TableShown:
    """A table with its notes."""
    top = head(seen.state, number, now)
    fields = {name: getattr(top, name) for name in top.__struct_fields__}
    here = [note(seen, n) for n in seen.state.notes if n.table == number and not n.withdrawn]
    return shapes.TableShown(**fields, notes=here)


def scores(state: State, topic: Topic) -> shapes.ScoresShown:
    """The pulse or the evaluation."""
    told = voting.result(state, topic)
    mean = told.mean if told else None
    return shapes.ScoresShown(
        open=voting.is_open(state, topic),
        round=voting.round_of(state, topic),
        question=voting.asked(topic),
        ballots=priorities.ballots(state, topic),
        result=None
        if told is None or mean is None
        else shapes.Told(told.counts, decimal(f"{mean:.1f}")),
    )


def choices(state: State) -> list[shapes.Choice]:
    """The measures to choose among."""
    return [shapes.Choice(m.id, n, m.text, m.horizon) for n, m in voting.choices(state)]


def result(state: State) -> dict[str, int] | None:
    """Dots by measure, once they are revealed."""
    return priorities.dots(state) if state.closing.revealed else None


def questions(state: State) -> list[shapes.Question]:
    """The questions that everybody may see."""
    return [shapes.Question(n.id, n.text) for n in voting.questions(state)]


def room(seen: Seen, now: float) -> shapes.RoomShown:
    """What participants see and are asked for."""
    state = seen.state
    return shapes.RoomShown(
        revision=state.revision,
        now=now,
        language=state.about.language,
        title=state.about.theme or state.about.title,
        row=row(state),
        clock=clock(state),
        message=message(state),
        present=voting.present(state),
        asks=voting.asks(state),
        dots=shapes.DotsShown(
            open=voting.is_open(state, "dots"),
            round=voting.round_of(state, "dots"),
            each=state.stage.each,
            ballots=priorities.ballots(state, "dots"),
            measures=choices(state),
            result=result(state),
        ),
        pulse=scores(state, "pulse"),
        evaluation=scores(state, "evaluation"),
        questions=shapes.QuestionsShown(
            voting.is_open(state, "questions"), tuple(questions(state))
        ),
        wall=shapes.WallShown(voting.is_open(state, "wall"), _cards(state)),
    )


def _cards(state: State) -> list[shapes.Card]:
    return [
        shapes.Card(
            id=p.id,
            name=p.name,
            organisation=p.organisation,
            works_on=p.works_on,
            offers=p.offers,
            needs=p.needs,
            interested=p.interested,
        )
        for p in state.projects
        if not p.withdrawn
    ]
