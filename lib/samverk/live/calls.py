"""Every call of the interface in one list: what it takes, what it does, what it answers."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Any

from msgspec import UNSET

from samverk.actions import ballots, room, running, table_notes
from samverk.actions.ballots import Closed
from samverk.live import bodies, screens, shapes, staging, views
from samverk.live.asked import Answer, Asked, Call
from samverk.model import Sorry
from samverk.store import Draft, Store
from samverk.words import _


async def read_table(asked: Asked) -> Answer:
    """The table."""
    return 200, views.table(asked.seen, asked.door.number, time.time())


def _kept(asked: Asked, id: str, twin: str = "") -> shapes.NoteKept:
    seen = asked.seen
    kept: Any = seen.tables.get(("note", id))
    other: Any = seen.tables.get(("note", twin)) if twin else None
    return shapes.NoteKept(
        note=views.note(seen, kept),
        revision=seen.state.revision,
        twin=views.note(seen, other) if other is not None else None,
    )


async def write_note(asked: Asked) -> Answer:
    """Store a note under the id that the device made."""
    given: bodies.NewNote = asked.body
    fields = ("field", "owner", "first_step", "due", "partners")
    more = {f: getattr(given, f) for f in fields if getattr(given, f)}

    def do(draft: Draft) -> bool:
        return table_notes.write(
            draft,
            asked.door.number,
            given.id,
            given.text,
            given.what,
            horizon=given.horizon,
            item=given.item,
            more=more,
        )

    new = await asked.write("notes.add", do)
    return (201 if new else 200), _kept(asked, given.id)


async def change_note(asked: Asked) -> Answer:
    """Change a note from how it was at a revision; both texts stand where two have changed it."""
    given: bodies.NoteChange = asked.body
    fields = {
        name: value
        for name in table_notes.FIELDS
        if (value := getattr(given, name, UNSET)) is not UNSET
    }
    store = asked.desk.store

    def do(draft: Draft) -> str:
        return table_notes.rewrite(
            draft, store, asked.door.number, asked.id, given.revision, fields
        )

    twin = await asked.write("notes.edit", do)
    return 200, _kept(asked, asked.id, twin)


async def withdraw_note(asked: Asked) -> Answer:
    """Withdraw a note."""

    def do(draft: Draft) -> None:
        table_notes.withdraw(draft, asked.door.number, asked.id)

    await asked.write("notes.withdraw", do)
    return 200, _kept(asked, asked.id)


async def read_room(asked: Asked) -> Answer:
    """What participants see and are asked for."""
    return 200, views.room(asked.seen, time.time())


async def cast_ballot(asked: Asked) -> Answer:
    """Put in the one current ballot of a device."""
    given: bodies.NewBallot = asked.body
    if given.dots is UNSET and given.pulse is UNSET and given.evaluation is UNSET:
        raise Sorry(_("Stemmen er tom."))

    def do(draft: Draft) -> None:
        if given.dots is not UNSET:
            ballots.cast(draft, asked.id, "dots", dots=given.dots)
        if given.pulse is not UNSET:
            ballots.cast(draft, asked.id, "pulse", score=given.pulse)
        if given.evaluation is not UNSET:
            own = given.evaluation
            ballots.cast(draft, asked.id, "evaluation", score=own.score, text=own.text)

    await asked.write("ballots.cast", do)
    return _done(asked)


def _done(asked: Asked, *, new: bool = False) -> Answer:
    return (201 if new else 200), shapes.Kept(asked.seen.state.revision)


async def ask_question(asked: Asked) -> Answer:
    """Send a question to the panel talk; it is shown when the facilitator lets it through."""
    given: bodies.NewQuestion = asked.body

    def do(draft: Draft) -> bool:
        if "questions" in draft.base.stage.closed:
            raise Closed(_("Det er ikke lenger åpent for spørsmål."))
        return table_notes.write(draft, 0, given.id, given.text, "question", waiting=True)

    return _done(asked, new=await asked.write("room.question", do))


async def put_up_project(asked: Asked) -> Answer:
    """Put a card on the project wall."""
    given: bodies.NewProject = asked.body
    fields = ("organisation", "works_on", "offers", "needs")
    more = {f: str(getattr(given, f)) for f in fields}

    def do(draft: Draft) -> bool:
        _wall_is_open(draft)
        return table_notes.put_up(draft, given.id, given.name, more)

    return _done(asked, new=await asked.write("notes.add_project", do))


def _wall_is_open(draft: Draft) -> None:
    if "wall" in draft.base.stage.closed:
        raise Closed(_("Prosjekttorget er stengt."))


async def want_in(asked: Asked) -> Answer:
    """Say that one wants in on a project."""
    given: bodies.Interested = asked.body

    def do(draft: Draft) -> None:
        _wall_is_open(draft)
        token = "" if given.token is UNSET else given.token
        table_notes.want_in(draft, asked.id, given.name, given.organisation, token)

    await asked.write("notes.join_project", do)
    return _done(asked)


async def take_back(asked: Asked) -> Answer:
    """Take back that one wants in, also when the wall has closed."""
    given: bodies.TakenBack = asked.body

    def do(draft: Draft) -> None:
        table_notes.take_back(draft, asked.id, given.token)

    await asked.write("notes.leave_project", do)
    return _done(asked)


async def read_projector(asked: Asked) -> Answer:
    """All that the projector shows."""
    desk, now = asked.desk, time.time()
    return 200, staging.projector(asked.seen, desk.feeds.screen(asked.seen, now))


async def read_remote(asked: Asked) -> Answer:
    """What the facilitator's phone shows."""
    return 200, staging.remote(asked.seen, time.time())


async def press(asked: Asked) -> Answer:
    """Do what was pressed on the remote."""
    given: screens.Press = asked.body
    await asked.desk.write(PRESSED[given.deed](given))
    return await read_remote(asked)


PRESSED: dict[str, Callable[[screens.Press], Callable[[Store], Any]]] = {
    "next": lambda p: lambda store: room.go_on(store, p.row),
    "more": lambda p: (
        lambda store: running.add_minutes(store, 5 if p.minutes is None else p.minutes)
    ),
    "stop": lambda _p: running.stop_clock,
    "start": lambda _p: running.start_clock,
    "message": lambda p: lambda store: room.message(store, p.text, p.to),
    "black": lambda p: lambda store: room.black(store, p.on),
    "reveal": lambda p: lambda store: ballots.reveal(store, p.what, revealed=p.on),
    "show": lambda p: lambda store: room.show(store, p.view, p.card),
    "group": lambda p: lambda store: room.show_group(store, p.number, p.minutes),
    "timer": lambda p: lambda store: room.timer(store, p.minutes or 0),
    "open": lambda p: lambda store: ballots.ask(store, p.what),
    "close": lambda p: lambda store: ballots.close(store, p.what),
}

CALLS: tuple[Call, ...] = (
    Call(
        "readTable", "GET", "table", "", "The table: group, members, task, notes, revision.",
        read_table, {200: shapes.TableShown},
    ),
    Call(
        "writeNote", "POST", "table", "/notes",
        "Store a note; the same id again changes nothing.",
        write_note, {201: shapes.NoteKept, 200: shapes.NoteKept}, bodies.NewNote, (409,),
    ),
    Call(
        "changeNote", "PUT", "table", "/notes/{id}",
        "Change a note; where two have changed the same words, both stand.",
        change_note, {200: shapes.NoteKept}, bodies.NoteChange, (409,),
    ),
    Call(
        "withdrawNote", "DELETE", "table", "/notes/{id}",
        "Withdraw a note; it stays in the history.",
        withdraw_note, {200: shapes.NoteKept}, None, (409,),
    ),
    Call(
        "readRoom", "GET", "room", "", "What participants see and are asked for.",
        read_room, {200: shapes.RoomShown},
    ),
    Call(
        "castBallot", "PUT", "room", "/ballots/{id}",
        "The one current ballot of a device, whole on each topic that it names.",
        cast_ballot, {200: shapes.Kept}, bodies.NewBallot, (409,),
    ),
    Call(
        "askQuestion", "POST", "room", "/questions",
        "A question to the panel talk, shown when it is let through.",
        ask_question, {201: shapes.Kept, 200: shapes.Kept}, bodies.NewQuestion, (409,),
    ),
    Call(
        "putUpProject", "POST", "room", "/projects", "A card for the project wall.",
        put_up_project, {201: shapes.Kept, 200: shapes.Kept}, bodies.NewProject, (409,),
    ),
    Call(
        "wantIn", "POST", "room", "/projects/{id}/interested", "Who wants in on a project.",
        want_in, {200: shapes.Kept}, bodies.Interested, (409,),
    ),
    Call(
        "takeBack", "POST", "room", "/projects/{id}/taken-back",
        "No longer wants in; for the phone that holds the token.",
        take_back, {200: shapes.Kept}, bodies.TakenBack, (403,),
    ),
    Call(
        "readProjector", "GET", "projector", "", "All that the projector shows.",
        read_projector, {200: screens.ProjectorShown},
    ),
    Call(
        "readRemote", "GET", "remote", "", "What the facilitator's phone shows.",
        read_remote, {200: screens.RemoteShown},
    ),
    Call(
        "press", "POST", "remote", "", "A press on the remote.",
        press, {200: screens.RemoteShown}, screens.Press, (409,),
    ),
)  # fmt: skip
