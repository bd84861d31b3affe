"""What the projector and the remote show of the workshop, and nothing that they hide."""

from __future__ import annotations

from samverk import agenda, library, priorities, qr, voting
from samverk.live import screens, series, shapes, views
from samverk.model import Note, State, View
from samverk.store import Seen
from samverk.words import clock as time_of_day
from samverk.words import long_date

_BY_ROW: dict[str, View] = {
    "sofa": "questions",
    "presentations": "group",
    "dots": "votes",
    "closing": "evaluation",
    "wall": "join",
}


def shows(state: State) -> View:
    """What the projector is to show."""
    if state.stage.shows:
        return state.stage.shows
    if state.day.finished:
        return "end"
    item = views.on(state)
    if item is None:
        return "start"
    if item.captures == "horizons" or (item.form == "groups" and item.captures == "nothing"):
        return "now"
    return _BY_ROW.get(item.captures, "now")


def presenting(state: State) -> list[int]:
    """The groups in the order in which they present."""
    numbers = sorted({g.number for g in views.groups(state)} | {t.number for t in state.tables})
    first = [n for n in state.grouping.presenting if n in numbers]
    return [*first, *(n for n in numbers if n not in first)]


def _shown_group(state: State) -> int:
    order = presenting(state)
    return state.stage.group or (order[0] if order else 0)


def _groups(state: State) -> list[screens.GroupShown]:
    people = views.people(state)
    rooms = {t.number: t.room for t in state.tables}
    delivered: dict[int, int] = {}
    for n in state.notes:
        if n.what == "horizon" and not n.withdrawn and not n.merged_into:
            delivered[n.table] = delivered.get(n.table, 0) + 1
    found = {g.number: g for g in views.groups(state)}
    shown = []
    for number in sorted(found.keys() | rooms.keys()):
        group = found.get(number)
        here = [people[id] for id in group.members if id in people] if group else []
        presenter = people.get(group.roles.get("presenter", "")) if group else None
        shown.append(
            screens.GroupShown(
                number=number,
                table=number,
                room=rooms.get(number, ""),
                members=[p.name for p in here if p.attendance != "absent"],
                presenter=presenter.name if presenter else "",
                delivered=delivered.get(number, 0),
            )
        )
    return shown


def _slots(state: State, now: float) -> list[screens.Slot]:
    return [
        screens.Slot(
            id=slot.item.id,
            title=slot.item.title,
            at=time_of_day(slot.start),
            minutes=slot.item.minutes,
            form=slot.item.form,
            done=slot.item.ended is not None,
            on=slot.item.id == state.day.item,
        )
        for slot in agenda.forecast(state, now)
    ]


def picture(text: str) -> screens.Picture:
    """The QR code of a text."""
    made = qr.code(text)
    return screens.Picture(made.size, made.path)


def join(url: str, code: str) -> screens.Join:
    """The way in for participants, with the address as people type it."""
    plain = url.removeprefix("http://").removesuffix(f"/{code}")
    return screens.Join(url=url, address=plain, code=code, qr=picture(url))


def _wifi(state: State) -> screens.Wifi | None:
    venue = state.venue
    if venue is None or not venue.wifi_name:
        return None
    way = qr.wifi(venue.wifi_name, venue.wifi_password)
    return screens.Wifi(name=venue.wifi_name, password=venue.wifi_password, qr=picture(way))


def screen(seen: Seen, now: float, way_in: screens.Join | None) -> screens.Screen:
    """The projector without the notes."""
    state = seen.state
    about, stage, venue = state.about, state.stage, state.venue
    challenge = next((n.text for n in state.notes if n.what == "challenge" and not n.withdrawn), "")
    return screens.Screen(
        revision=state.revision,
        now=now,
        language=about.language,
        shows=shows(state),
        chosen=stage.shows,
        black=stage.black,
        notice=stage.notice,
        title=about.title,
        organising_unit=about.organising_unit,
        why=about.why,
        theme=about.theme,
        date=long_date(about.date) if about.date else "",
        place=", ".join(filter(None, (venue.name, venue.address))) if venue else "",
        row=views.row(state),
        next=views.following(state, now),
        clock=views.clock(state),
        finished=state.day.finished,
        agenda=_slots(state, now),
        groups=_groups(state),
        presenting=presenting(state),
        group=_shown_group(state),
        timer=shapes.Clock(ends_at=stage.due, stopped=stage.stopped),
        questions=views.questions(state),
        challenge=challenge,
        votes=screens.Votes(
            open=voting.is_open(state, "dots"),
            ballots=priorities.ballots(state, "dots"),
            present=voting.present(state),
            result=views.result(state),
        ),
        measures=views.choices(state),
        pulse=views.scores(state, "pulse"),
        evaluation=views.scores(state, "evaluation"),
        principles=[
            screens.Principle(card.title, card.text)
            for card in library.principles(about.language).items
        ],
        card=stage.card,
        join=way_in,
        wifi=_wifi(state),
        series=series.shown(state) if shows(state) in ("relations", "trend") else None,
    )


def projector(seen: Seen, top: screens.Screen) -> screens.ProjectorShown:
    """The projector with the notes."""
    fields = {name: getattr(top, name) for name in top.__struct_fields__}
    return screens.ProjectorShown(
        **fields, notes=[views.note(seen, n) for n in shown_notes(seen.state)]
    )


def shown_notes(state: State) -> list[Note]:
    """The notes that the room may see."""
    return [n for n in state.notes if not n.withdrawn and not n.waiting]


def remote(seen: Seen, now: float) -> screens.RemoteShown:
    """What the facilitator's phone shows: nothing personal."""
    state, stage = seen.state, seen.state.stage
    return screens.RemoteShown(
        revision=state.revision,
        now=now,
        language=state.about.language,
        title=state.about.theme or state.about.title,
        row=views.row(state),
        next=views.following(state, now),
        clock=views.clock(state),
        finished=state.day.finished,
        black=stage.black,
        shows=shows(state),
        chosen=stage.shows,
        revealed=state.closing.revealed,
        message=stage.message,
        notice=stage.notice,
        card=stage.card,
        group=_shown_group(state),
        presenting=presenting(state),
        timer=shapes.Clock(ends_at=stage.due, stopped=stage.stopped),
        voting={what: voting.is_open(state, what) for what in voting.ALL},
        asks=voting.asks(state),
    )
