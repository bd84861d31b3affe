"""*Oppfølging*: who owes what between workshops, what was said of it, and what goes out."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import ClassVar

from samverk import follow_up as rules
from samverk.actions import follow_up as deeds
from samverk.documents import names
from samverk.follow_up import Owed
from samverk.model import Sorry, State
from samverk.ui.panel import Deed, Panel, Progress, Reply
from samverk.ui.steps import Problem, stands
from samverk.words import _, n_, short_date

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@stands("follow_up")
def standing(state: State) -> tuple[str, Iterable[Problem]]:
    """How many measures are open, with whom, and how many are overdue."""
    return rules.summary(state, dt.date.today()), ()


class FollowUpPanel(Panel):
    """Between the workshops."""

    step = "follow_up"
    module = "follow_up.js"
    deeds: ClassVar[dict[str, Deed]] = {"set": deeds.set, "set_status": deeds.set_status}

    def view(self, state: State) -> dict[str, object]:
        """The owners with what they owe, overdue first, and what has ended."""
        today = dt.date.today()
        there = rules.everything(state, today)
        still = [each for each in there if each.status in rules.OPEN]
        return {
            "owners": [
                {"owner": owner, "late": sum(1 for o in mine if o.late), "rows": _rows(mine)}
                for owner, mine in rules.by_owner(still)
            ],
            "ended": _rows(each for each in there if each.status not in rules.OPEN),
            "statuses": [[status, word] for status, word in rules.words().items()],
            "known": sorted(
                {name for p in state.participants for name in (p.unit, p.organisation)}
                | {m.owner for m in state.measures} - {""},
                key=str.casefold,
            ),
        }

    def on_reminder(self, owner: str) -> dict[str, str]:
        """Subject and text of the e-mail to an owner."""
        state = self.workshop.opened.refresh()
        subject, text = rules.reminder(state, owner, self._mine(state, owner))
        return {"subject": subject, "text": text}

    def _mine(self, state: State, owner: str) -> list[Owed]:
        owed = dict(rules.by_owner(rules.owed(state, dt.date.today())))
        if owner not in owed:
            raise Sorry(_("{owner} har ikke noe åpent lenger.").format(owner=owner))
        return owed[owner]

    def on_form(self, owner: str) -> Reply:
        """The form that an owner fills in."""
        from samverk.documents import reminders

        state = self.workshop.opened.refresh()
        content = reminders.status_file(state, owner, self._mine(state, owner))
        name = names.file_of(State(), _("Status {owner}").format(owner=owner[:60]), ".xlsx")
        return Reply(file=(name, XLSX, content))

    def on_calendar(self, owner: str) -> Reply:
        """An owner's due dates as a calendar file."""
        from samverk.documents import reminders

        state = self.workshop.opened.refresh()
        mine = self._mine(state, owner)
        if not any(each.due for each in mine):
            raise Sorry(_("Sett en frist først, så kan den stå i kalenderen."))
        content = reminders.reminders_ics(state, mine, dt.datetime.now(dt.UTC))
        name = names.file_of(State(), _("Frister {owner}").format(owner=owner[:60]), ".ics")
        return Reply(file=(name, "text/calendar", content))

    def on_all(self) -> None:
        """E-mail text, calendar and form for every owner, in one archive."""
        state = self.workshop.opened.refresh()
        if not any(owner for owner, _mine in rules.by_owner(rules.owed(state, dt.date.today()))):
            raise Sorry(_("Ingen har noe åpent. Sett ansvarlig på tiltakene først."))

        def work(_progress: Progress) -> None:
            from samverk.documents import reminders

            now = dt.datetime.now(dt.UTC)
            content = reminders.reminders_zip(state, dt.date.today(), now)
            name = names.file_of(state, _("Påminnelser"), ".zip")
            self.hand_over(name, "application/zip", content)

        self.in_background(_("Lager påminnelsene …"), work)

    def on_status_page(self) -> None:
        """One page on how the measures stand, for the director."""
        state = self.workshop.opened.refresh()
        path = self.workshop.folder / "documents" / names.file_of(state, _("Status"), ".pdf")

        def work(_progress: Progress) -> None:
            from samverk.documents import reminders

            path.parent.mkdir(parents=True, exist_ok=True)
            reminders.status_pdf(state, path, dt.date.today())
            self.hand_over(path.name, "application/pdf", path.read_bytes())

        self.in_background(_("Lager statussiden …"), work)

    def on_read(self, name: str, content: bytes) -> Reply:
        """Take in a form that an owner has filled in."""
        from samverk.roster.status_file import read_status_file

        found = read_status_file(content)
        changes, gone = deeds.read_back(self.workshop.opened, found)
        told = [
            n_("{n} status er oppdatert.", "{n} statuser er oppdatert.", changes).format(n=changes)
            if changes
            else _("«{name}» sier ikke noe nytt.").format(name=name)
        ]
        if gone:
            told.append(
                n_("{n} tiltak finnes ikke lenger.", "{n} tiltak finnes ikke lenger.", gone).format(
                    n=gone
                )
            )
        return Reply(said=" ".join([*told, *found.problems]))


def _rows(owed: Iterable[Owed]) -> list[dict[str, object]]:
    said = rules.words()
    return [
        {
            "id": each.id,
            "text": each.text,
            "owner": each.owner,
            "person": each.person,
            "first_step": each.first_step,
            "due": each.due.isoformat() if each.due else "",
            "due_text": short_date(each.due) if each.due else "",
            "late": n_("{n} dag over", "{n} dager over", each.late).format(n=each.late)
            if each.late
            else "",
            "status": each.status,
            "comment": each.statuses[-1].comment if each.statuses else "",
            "source": each.source,
            "commitment": each.commitment,
            "history": [
                {"date": short_date(s.date), "status": said[s.status], "comment": s.comment}
                for s in reversed(each.statuses)
            ],
        }
        for each in owed
    ]
