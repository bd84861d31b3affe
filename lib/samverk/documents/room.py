"""What the matter for the room tells, in the words that its templates use."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from typing import Any

from samverk import agenda, invitation
from samverk.documents.clean import breakable, one_line, plain
from samverk.documents.names import HORIZON_NAMES, ROLE_NAMES
from samverk.model import GROUP_ROLES, HORIZONS, AgendaItem, Group, GroupRole, Horizon, State
from samverk.words import _, clock, long_date, n_

Shown = dict[str, Any]

COLOURS: dict[Horizon, str] = {"now": "#0B5266", "stretch": "#B8690B", "dream": "#7B5EA7"}


def told(state: State) -> Shown:
    """All that a template can show; neither an e-mail address nor a dietary need is among it."""
    about = state.about
    people = _people(state)
    return {
        "sprak": about.language,
        "ord": _words(),
        "tema": breakable(one_line(about.theme)),
        "tittel": breakable(one_line(invitation.title(state))),
        "arrangor": breakable(one_line(about.organising_unit)),
        "hvorfor": breakable(plain(about.why).strip()),
        "formal": breakable(plain(about.purpose).strip()),
        "hvem": breakable(one_line(about.audience)),
        "dato": long_date(about.date) if about.date else "",
        "nar": invitation.when(state),
        "sted": breakable(one_line(invitation.place(state))),
        "tilgjengelighet": one_line(state.venue.accessibility) if state.venue else "",
        "mat": one_line(invitation.food(state)),
        "pamelding": breakable(one_line(invitation.address(state))),
        "frist": long_date(about.signup_deadline) if about.signup_deadline else "",
        "program": _slots(state),
        "sluttid": _("Vi slutter kl. {end}.").format(end=clock(state.day.end)),
        "personer": people,
        "antall": n_("{n} deltaker", "{n} deltakere", len(people)).format(n=len(people)),
        "grupper": [_group(state, group) for group in state.groups],
        "bord": _tables(state),
        "roller": [{"navn": _(ROLE_NAMES[role]), "gjor": text} for role, text in _duties().items()],
        "horisonter": [
            {"navn": _(HORIZON_NAMES[each]), "hjelp": _helps()[each], "farge": COLOURS[each]}
            for each in HORIZONS
        ],
    }


def _words() -> dict[str, str]:
    return {
        "ansvar": _("Ansvar"),
        "ansvarlig": _("Ansvarlig"),
        "bord": _("Bord"),
        "bordskilt": _("Bordskilt"),
        "deltakere": _("Deltakere"),
        "deltakerliste": _("Deltakerliste"),
        "fagfelt": _("Fagfelt"),
        "forste_steg": _("Første steg"),
        "frist": _("Frist"),
        "gruppe": _("Gruppe"),
        "gruppekort": _("Gruppekort"),
        "horisonter": _("Tre horisonter"),
        "ingen_bord": _("Det er ingen bord ennå."),
        "ingen_deltakere": _("Det er ingen deltakere ennå."),
        "ingen_grupper": _("Det er ingen grupper ennå."),
        "meld_deg_pa": _("Meld deg på"),
        "mott": _("Møtt"),
        "navn": _("Navn"),
        "navneskilt": _("Navneskilt"),
        "nar": _("Når"),
        "oppgave": _("Oppgave"),
        "organisasjon": _("Organisasjon"),
        "pameldingsfrist": _("Påmeldingsfrist"),
        "program": _("Program"),
        "rolle": _("Rolle"),
        "resten_av_dagen": _("Resten av dagen"),
        "sted": _("Sted"),
        "tiltak": _("Tiltak"),
    }


def _duties() -> dict[GroupRole, str]:
    return {
        "chair": _("Sørger for at alle kommer til orde, og at gruppa holder seg til oppgaven."),
        "timekeeper": _("Følger med på klokka og sier fra når det er fem minutter igjen."),
        "secretary": _("Skriver ned det gruppa kommer fram til, med gruppas egne ord."),
        "presenter": _("Legger fram for alle det gruppa vil at de skal høre."),
    }


def _helps() -> dict[Horizon, str]:
    return {
        "now": _("kan settes i gang med en gang"),
        "stretch": _("noe å strekke seg etter"),
        "dream": _("utopien"),
    }


def _slots(state: State, first: AgendaItem | None = None) -> list[Shown]:
    """The programme from a row on, or all of it."""
    times = agenda.slots(state.agenda, state.day)
    at = next((n for n, s in enumerate(times) if first and s.item.id == first.id), 0)
    return [
        {
            "start": clock(slot.start),
            "slutt": clock(slot.end),
            "tittel": one_line(slot.item.title),
            "form": slot.item.form,
            "ansvarlig": one_line(slot.item.owner),
            "sted": one_line(slot.item.place),
        }
        for slot in times[at:]
    ]


def _rows(state: State, number: int) -> list[AgendaItem]:
    """The rows of group work in that round."""
    return [i for i in state.agenda if i.round == number and i.form == "groups" and not i.dropped]


def _group(state: State, group: Group) -> Shown:
    people = {person.id: person for person in state.participants}
    rooms = {table.number: one_line(table.room) for table in state.tables}
    rounds = {each.round for each in state.groups}
    rows = _rows(state, group.round)
    name = _("Gruppe {number}").format(number=group.number)
    if len(rounds) > 1:
        name = _("{group}, runde {round}").format(group=name, round=group.round)
    table = _("Bord {number}").format(number=group.number)
    members = []
    for member in group.members:
        if (person := people.get(member)) is None or person.attendance == "absent":
            continue
        held = [_(ROLE_NAMES[r]) for r in GROUP_ROLES if group.roles.get(r) == member]
        members.append(
            {
                "navn": one_line(person.name),
                "organisasjon": one_line(person.organisation or person.unit),
                "fagfelt": one_line(person.field),
                "roller": held,
            }
        )
    return {
        "nummer": group.number,
        "runde": group.round,
        "navn": name,
        "plass": ", ".join(part for part in (table, rooms.get(group.number, "")) if part),
        "rom": rooms.get(group.number, ""),
        "medlemmer": members,
        "oppgaver": _tasks(state, rows),
        "videre": _slots(state, rows[0] if rows else None),
    }


def _tasks(state: State, rows: list[AgendaItem]) -> list[Shown]:
    """What the group is to do, with the time that each task begins."""
    wanted = {row.id for row in rows if row.prompt.strip()}
    return [
        {"start": clock(slot.start), "tekst": plain(slot.item.prompt).strip()}
        for slot in agenda.slots(state.agenda, state.day)
        if slot.item.id in wanted
    ]


def _tables(state: State) -> list[Shown]:
    rooms = {table.number: one_line(table.room) for table in state.tables}
    wanted = {group.number for group in state.groups} or set(rooms)
    return [{"nummer": number, "rom": rooms.get(number, "")} for number in sorted(wanted)]


def _people(state: State) -> list[Shown]:
    seats: dict[str, list[str]] = {}
    for group in state.groups:
        for member in group.members:
            seats.setdefault(member, []).append(str(group.number))
    return [
        {
            "navn": one_line(person.name),
            "organisasjon": one_line(person.organisation),
            "enhet": one_line(person.unit),
            "fagfelt": one_line(person.field),
            "rolle": one_line(person.role),
            "nummer": ", ".join(seats.get(person.id, [])),
            "grupper": _seat(seats.get(person.id, [])),
        }
        for person in sorted(state.present, key=lambda person: alphabetic(person.name))
    ]


def _seat(numbers: list[str]) -> str:
    if not numbers:
        return ""
    return n_("Gruppe {numbers}", "Gruppe {numbers}", len(numbers)).format(
        numbers=", ".join(numbers)
    )


_ORDER = str.maketrans({"æ": "{", "ä": "{", "ø": "|", "ö": "|", "å": "}"})


def alphabetic(name: str) -> tuple[str, str]:
    """The key that sorts names as Norwegians do: æ, ø and å last, other accents aside."""
    plainer = name.casefold().translate(_ORDER)
    bare = "".join(c for c in unicodedata.normalize("NFD", plainer) if not unicodedata.combining(c))
    return (bare, name)


def lacks(state: State) -> Iterator[str]:
    """Sentences on what the matter for the room lacks."""
    if not state.participants:
        yield _("Det er ingen deltakere ennå.")
    elif not state.groups:
        yield _("Det er ingen grupper ennå.")
