"""*Innspill*: the form of the row that is on, and the board of the three horizons."""

from __future__ import annotations

from collections.abc import Iterable
from typing import ClassVar

from samverk.actions import ballots, closing, synthesis, table_files
from samverk.actions import notes as deeds
from samverk.model import AgendaItem, Capture, Note, Sorry, State, Topic
from samverk.roster.group_file import read_filled
from samverk.ui import capture_forms as forms
from samverk.ui.agenda import captures
from samverk.ui.panel import Deed, Panel, Reply
from samverk.ui.steps import Problem, stands
from samverk.words import _, n_

BEFORE_AND_AFTER: Capture = "horizons"
"""The form that is shown while no row is on."""


@stands("notes")
def standing(state: State) -> tuple[str, Iterable[Problem]]:
    """How much has come in, and which notes two people changed at once."""
    standing = [n for n in state.notes if n.what == "horizon" and not n.withdrawn]
    tables = [number for number, _room in forms.tables(state)]
    written = {n.table for n in standing} - {0}
    said = n_("{n} innspill", "{n} innspill", len(standing)).format(n=len(standing))
    if tables and standing:
        said = _("{notes} fra {some} av {all} bord").format(
            notes=said, some=len(written), all=len(tables)
        )
    elif not standing:
        said = _("Ingen innspill ennå")
    return said, [
        Problem(_("To har endret «{text}» samtidig.").format(text=_short(n.text)), n.id)
        for n in forms.twins(state.notes)
    ]


def _short(text: str) -> str:
    line = text.splitlines()[0]
    return line if len(line) <= 40 else f"{line[:40].rstrip()} …"


class NotesPanel(Panel):
    """Everything that is captured on the day."""

    step = "notes"
    module = "notes.js"
    deeds: ClassVar[dict[str, Deed]] = {
        "add": deeds.add,
        "edit": deeds.edit,
        "settle": deeds.settle,
        "set": deeds.set,
        "withdraw": deeds.withdraw,
        "restore": deeds.restore,
        "agree": deeds.agree,
        "add_goal": deeds.add_goal,
        "edit_goal": deeds.edit_goal,
        "withdraw_goal": deeds.withdraw_goal,
        "present": deeds.present,
        "add_project": deeds.add_project,
        "set_project": deeds.set_project,
        "withdraw_project": deeds.withdraw_project,
        "join_project": deeds.join_project,
        "leave_project": deeds.leave_project,
        "set_status": synthesis.set_status,
    }
    chosen: tuple[Capture, str] | None = None
    """The form that was chosen here, and the row that was on then."""

    def view(self, state: State) -> dict[str, object]:
        """The form that is shown, with what it holds."""
        on = self._on(state)
        row = on.captures if on else BEFORE_AND_AFTER
        form = row
        if self.chosen and self.chosen[1] == state.day.item:
            form = self.chosen[0]
        shown = forms.FORMS[form](state) if form in forms.FORMS else {}
        return {
            "form": form,
            "row_form": row,
            "row": on.title if on else "",
            "prompt": on.prompt if on and form == row else "",
            "forms": [
                [key, text] for key, text in captures().items() if key != "nothing" or row == key
            ],
            "horizons": list(forms.horizons().items()),
            "statuses": list(forms.statuses().items()),
            **forms.common(state, form),
            **shown,
        }

    def _on(self, state: State) -> AgendaItem | None:
        return next((i for i in state.agenda if i.id == state.day.item), None)

    def on_choose(self, form: Capture | None) -> Reply:
        """Show another form until the next row starts; None follows the programme."""
        self.chosen = (form, self.workshop.state.day.item) if form else None
        return Reply()

    def on_find(self, note: str) -> Reply:
        """Show the form that a note stands in."""
        what = self.workshop.state.get(Note, note).what
        form = next(form for form, kinds in forms.KINDS.items() if what in kinds)
        return self.on_choose(form)

    def on_read_table(self, content: bytes, name: str = "") -> Reply:  # noqa: ARG002
        """Take in the file that a table's page has saved, or that a group has filled in."""
        file = read_filled(content)
        taken = table_files.take(self.workshop.opened, file)
        said = [
            _("Bord {table}:").format(table=file.table),
            n_("{n} nytt innspill.", "{n} nye innspill.", taken.added).format(n=taken.added),
        ]
        if taken.changed:
            said.append(n_("{n} endret.", "{n} endret.", taken.changed).format(n=taken.changed))
        if taken.beside:
            said.append(
                n_(
                    "{n} har fått en tekst ved siden av seg.",
                    "{n} har fått en tekst ved siden av seg.",
                    taken.beside,
                ).format(n=taken.beside)
            )
        if taken.known:
            said.append(
                n_("{n} var her fra før.", "{n} var her fra før.", taken.known).format(
                    n=taken.known
                )
            )
        if taken.refused:
            said.append(_("Ikke tatt inn: {all}").format(all="; ".join(taken.refused)))
        return Reply(said=" ".join(said))

    def on_hands(self, measure: str, n: object) -> Reply:
        """Set how many hands were raised for a measure."""
        synthesis.set_measure(self.workshop.opened, measure, "hands", n)
        return Reply()

    def on_reveal(self, revealed: bool) -> Reply:
        """Show the result of the voting, or hide it again."""
        ballots.reveal(self.workshop.opened, "dots", revealed=revealed)
        return Reply()

    def on_raised(self, topic: Topic, score: int, n: object) -> Reply:
        """Set how many hands were raised for a score from 1 to 5."""
        if topic not in ("evaluation", "pulse") or not 1 <= score <= 5:
            raise Sorry(_("Svar fra 1 til 5."))
        field = f"{topic}_hands"
        hands = list(getattr(self.workshop.state.closing, field))
        hands[score - 1] = n
        closing.set(self.workshop.opened, field, hands)
        return Reply()
