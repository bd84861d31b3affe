"""*Innkalling*: the plan of dates, what is sent out and hung up, and what is printed."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Iterator
from typing import ClassVar

from samverk import countdown, invitation, library
from samverk.actions import invitation as deeds
from samverk.countdown import Due
from samverk.documents import kit
from samverk.documents.letters import Text, letters
from samverk.model import Participant, State
from samverk.roster import needs
from samverk.ui.panel import Deed, Panel, Progress
from samverk.ui.steps import Problem, stands
from samverk.words import _, long_date, n_, short_date

TYPES = {
    ".ics": "text/calendar",
    ".pdf": "application/pdf",
    ".pptx": "application/vnd.openxmlformats-officedocument.presentationml.presentation",
    ".zip": "application/zip",
}


def plan(state: State) -> tuple[Due, ...]:
    """The steps with the days that they were counted back to or moved to."""
    about = state.about
    steps = library.countdown(about.language).items
    dues = countdown.plan(steps, about.date, about.signup_deadline)
    moved = state.invitation.due
    found = (Due(step=due.step, date=moved.get(due.step.name, due.date)) for due in dues)
    return tuple(sorted(found, key=lambda due: due.date or dt.date.min))


@stands("invitation")
def standing(state: State) -> tuple[str, Iterable[Problem]]:
    """What is to be done next, and when."""
    return _summary(state, plan(state)), _problems(state, dt.date.today())


def _summary(state: State, dues: tuple[Due, ...]) -> str:
    if not state.about.theme.strip():
        return _("Når temaet er satt, ligger tekster, kalenderfil og plakat klare her.")
    left = [due for due in dues if due.step.name not in state.invitation.done]
    if not left:
        return _("Alt i nedtellingen er gjort.")
    if left[0].date is None:
        return _("Når datoen er satt, står det her hva som skal gjøres når.")
    done = n_("{done} av {n} er gjort.", "{done} av {n} er gjort.", len(dues)).format(
        done=len(dues) - len(left), n=len(dues)
    )
    return _("Neste: {step}, senest {date}. {done}").format(
        step=left[0].step.title, date=long_date(left[0].date), done=done
    )


def _problems(state: State, today: dt.date) -> Iterator[Problem]:
    for lack in invitation.lacks(state):
        yield Problem(lack.text, f"about-{lack.field}")
    for problem in (
        *library.letters(state.about.language).problems,
        *library.countdown(state.about.language).problems,
    ):
        yield Problem(problem)
    for due in _late(state, today):
        yield Problem(
            _("«{step}» skulle vært gjort {date}.").format(
                step=due.step.title.replace("«", "‘").replace("»", "’"),
                date=long_date(due.date or today),
            ),
            f"step-{due.step.name}",
        )


def _late(state: State, today: dt.date) -> list[Due]:
    if state.about.date is None or state.about.date < today:
        return []
    done = state.invitation.done
    return [d for d in plan(state) if d.date and d.date < today and d.step.name not in done]


class InvitationPanel(Panel):
    """What goes out before the day, and what lies ready in the room."""

    step = "invitation"
    module = "invitation.js"
    deeds: ClassVar[dict[str, Deed]] = {
        "set": deeds.set,
        "tick": deeds.tick,
        "move": deeds.move,
    }

    made: str = ""
    warnings: tuple[str, ...] = ()

    def view(self, state: State) -> dict[str, object]:
        """The plan, the texts, and the files that can be made."""
        late = {due.step.name for due in _late(state, dt.date.today())}
        texts = self._texts(state)
        return {
            "steps": [self._step(state, due, late) for due in plan(state)],
            "texts": [
                {"name": t.name, "title": t.title, "subject": t.subject, "text": t.text}
                for t in texts
            ],
            "food": state.invitation.food,
            "food_text": state.invitation.food_text,
            "food_usual": invitation.usual_food(state),
            "contact": state.invitation.contact,
            "calendar": self._calendar(state),
            "files": [
                ["poster_pdf", _("Plakat A3, PDF")],
                ["poster_pptx", _("Plakat A3, PowerPoint")],
                ["poster_a4_pdf", _("Plakat A4, PDF")],
                ["poster_a4_pptx", _("Plakat A4, PowerPoint")],
            ],
            "prints": [
                [kit.PRINT + each.name, each.title] for each in library.prints(state.about.language)
            ],
            "theme": bool(state.about.theme.strip()),
            "made": self.made,
            "warnings": list(self.warnings),
        }

    def _step(self, state: State, due: Due, late: set[str]) -> dict[str, object]:
        name = due.step.name
        done = state.invitation.done.get(name)
        return {
            "name": name,
            "title": due.step.title,
            "date": due.date.isoformat() if due.date else "",
            "shown": long_date(due.date) if due.date else "",
            "moved": name in state.invitation.due,
            "done": done is not None,
            "done_on": short_date(done) if done else "",
            "late": name in late,
            "text": due.step.text,
        }

    def _texts(self, state: State) -> list[Text]:
        if not state.about.theme.strip():
            return []
        hidden = self.workshop.role == "external"
        counts = () if hidden else needs.count(map(_need, state.present))
        return [t for t in letters(state, counts) if not (hidden and t.counts)]

    def _calendar(self, state: State) -> dict[str, object]:
        calendar = state.calendar
        told = ""
        if calendar.told:
            day = dt.datetime.fromtimestamp(calendar.at).date()
            told = (
                _("Avlysningen ble laget {date}.")
                if calendar.cancelled
                else _("Kalenderfila ble laget {date}.")
            ).format(date=long_date(day))
        return {
            "told": told,
            "cancelled": calendar.cancelled,
            "made": bool(calendar.told),
            "changed": self._changed(state),
        }

    def _changed(self, state: State) -> bool:
        about, calendar = state.about, state.calendar
        if not calendar.told or calendar.cancelled or not about.theme.strip() or not about.date:
            return False
        return invitation.fingerprint(state) != calendar.told

    def on_calendar(self, cancelled: bool = False) -> None:
        """Number the calendar file, or the cancellation, and make it."""
        invitation.event(self.workshop.opened.refresh())
        deeds.issue(self.workshop.opened, cancelled=cancelled)
        self.on_make("invitation_ics")

    def on_make(self, kind: str) -> None:
        """Make a document and hand it to the page when it is ready."""
        state = self.workshop.opened.refresh()
        invitation.ready(state)
        path = self.workshop.folder / "documents" / kit.filename(state, kind)
        self.made, self.warnings = "", ()

        def work(progress: Progress) -> None:
            from samverk.documents import worker

            said = worker.make(kind, state, path, stopped=lambda: progress(0.5, ""))
            self.warnings = tuple(said)
            self.made = _("«{name}» er lagret i mappa {folder}.").format(
                name=path.name, folder=path.parent
            )
            self.hand_over(path.name, TYPES[path.suffix], path.read_bytes())

        self.in_background(_("Lager «{name}» …").format(name=path.stem), work)


def _need(person: Participant) -> str:
    """What somebody eats, without their own name in it."""
    names = sorted({person.name, *person.name.split()[:1]} - {""}, key=len, reverse=True)
    told = re.sub(
        rf"\b({'|'.join(map(re.escape, names))})\b", "", person.dietary, flags=re.IGNORECASE
    )
    return told.strip(" :,;()-") if names else person.dietary
