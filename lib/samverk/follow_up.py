"""Rules on what was decided: who owes what, what is overdue, and what has become of it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

import msgspec

from samverk.model import STATUSES, Measure, Note, State, Status, StatusChange
from samverk.words import _, n_, short_date

OPEN: tuple[Status, ...] = ("new", "in_progress")


class Owed(msgspec.Struct, frozen=True, kw_only=True):
    """A measure, or a commitment of the leaders, that somebody is to carry out.

    `late` is how many days it is past its due date.
    """

    id: str
    text: str
    owner: str
    person: str
    first_step: str
    due: dt.date | None
    status: Status
    statuses: tuple[StatusChange, ...]
    source: str
    commitment: bool
    late: int

    @property
    def said(self) -> str:
        """The last line on how it went."""
        return next((s.comment for s in reversed(self.statuses) if s.comment), "")


def words() -> dict[Status, str]:
    """What can have become of a measure, in words."""
    return {
        "new": _("Ny"),
        "in_progress": _("Under arbeid"),
        "done": _("Ferdig"),
        "stopped": _("Stoppet"),
    }


def as_measure(note: Note, rank: float = 0.0) -> Measure:
    """A commitment as the measure that it is followed as, under the same id."""
    return Measure(
        id=note.id,
        rank=rank,
        text=note.text,
        owner=note.owner,
        first_step=note.first_step,
        due=note.due,
        partners=note.partners,
        notes=(note.id,),
    )


def commitments(state: State) -> list[Note]:
    """The leaders' commitments that nobody has said anything of yet."""
    taken = {m.id for m in state.measures}
    taken |= {note for m in state.measures for note in m.notes}
    return [
        n
        for n in state.notes
        if n.what == "commitment" and not n.withdrawn and not n.twin and n.id not in taken
    ]


def everything(state: State, today: dt.date) -> list[Owed]:
    """All that is followed, whatever has become of it: overdue first, then by due date."""
    measures = [m for m in state.measures if not m.withdrawn]
    promised = {n.id for n in state.notes if n.what == "commitment"}
    found = [_owed(m, today, m.id in promised) for m in measures]
    found += [_owed(as_measure(n), today, True) for n in commitments(state)]
    return sorted(found, key=lambda o: (-o.late, o.due or dt.date.max))


def _owed(measure: Measure, today: dt.date, commitment: bool) -> Owed:
    late = (today - measure.due).days if measure.due and measure.status in OPEN else 0
    return Owed(
        id=measure.id,
        text=measure.text,
        owner=measure.owner or measure.person,
        person=measure.person if measure.owner else "",
        first_step=measure.first_step,
        due=measure.due,
        status=measure.status,
        statuses=measure.statuses,
        source=measure.carried_from,
        commitment=commitment,
        late=max(late, 0),
    )


def owed(state: State, today: dt.date) -> list[Owed]:
    """What is not ended, overdue first."""
    return [each for each in everything(state, today) if each.status in OPEN]


def by_owner(owed: Iterable[Owed]) -> list[tuple[str, list[Owed]]]:
    """Who owes what: the owner with the most overdue first, then by due date; nobody last."""
    found: dict[str, list[Owed]] = {}
    names: dict[str, str] = {}
    for each in owed:
        key = " ".join(each.owner.split()).casefold()
        names.setdefault(key, each.owner)
        found.setdefault(key, []).append(each)
    return sorted(
        ((names[key], mine) for key, mine in found.items()),
        key=lambda pair: (
            not pair[0],
            -max(each.late for each in pair[1]),
            min(each.due or dt.date.max for each in pair[1]),
            pair[0].casefold(),
        ),
    )


def summary(state: State, today: dt.date) -> str:
    """How many there are, with whom, and how many are overdue, in one sentence."""
    there = owed(state, today)
    if not there:
        ended = len(everything(state, today))
        if not ended:
            return _("Ingen tiltak å følge opp ennå.")
        return n_(
            "Ingenting står åpent. {n} tiltak er avsluttet.",
            "Ingenting står åpent. {n} tiltak er avsluttet.",
            ended,
        ).format(n=ended)
    owners = len([name for name, _mine in by_owner(there) if name])
    late = sum(1 for each in there if each.late)
    text = _("{measures} hos {owners}.").format(
        measures=n_("{n} åpent tiltak", "{n} åpne tiltak", len(there)).format(n=len(there)),
        owners=n_("{n} ansvarlig", "{n} ansvarlige", owners).format(n=owners),
    )
    if late:
        text += " " + n_("{n} er over fristen.", "{n} er over fristen.", late).format(n=late)
    return text


def counts(state: State, today: dt.date) -> dict[Status, int]:
    """How many there are of each status."""
    there = everything(state, today)
    return {status: sum(1 for each in there if each.status == status) for status in STATUSES}


def reminder(state: State, owner: str, mine: Iterable[Owed]) -> tuple[str, str]:
    """Subject and text of an e-mail to one who owes something."""
    about = state.about
    subject = _("Oppfølging: {theme}").format(theme=about.theme or about.title)
    lines = [
        _("Hei,"),
        "",
        _("På samhandlingsverkstedet {when} ble {owner} ansvarlig for dette:").format(
            when=short_date(about.date) if about.date else (about.theme or about.title),
            owner=owner or _("noen"),
        )
        if about.theme or about.title or about.date
        else _("{owner} er ansvarlig for dette:").format(owner=owner or _("Noen")),
        "",
    ]
    for number, each in enumerate(mine, 1):
        lines.append(f"{number}. {' '.join(each.text.split())}")
        if each.first_step:
            lines.append("   " + _("Første steg: {text}").format(text=each.first_step))
        due = short_date(each.due) if each.due else _("ikke satt")
        lines.append("   " + _("Frist: {date}").format(date=due) + _over(each))
        lines.append("   " + _("Status nå: {status}").format(status=words()[each.status].lower()))
    lines += [
        "",
        _("Svar med hvordan det går: under arbeid, ferdig eller stoppet, og gjerne en setning."),
        _("Du kan også fylle ut det vedlagte skjemaet og sende det tilbake."),
    ]
    if state.closing.next_date is not None:
        lines.append(
            _("Vi går gjennom det på neste verksted, {date}.").format(
                date=short_date(state.closing.next_date)
            )
        )
    return subject, "\n".join(lines) + "\n"


def _over(each: Owed) -> str:
    if not each.late:
        return ""
    return " " + n_("({n} dag over)", "({n} dager over)", each.late).format(n=each.late)
