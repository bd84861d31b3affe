"""What was said on the day: the challenge, perspectives, promises, groups and projects."""

from __future__ import annotations

from collections.abc import Iterator

from samverk.documents.clean import one_line, plain
from samverk.documents.measures import cell
from samverk.documents.names import HORIZON_NAMES, ROLE_NAMES
from samverk.documents.parts import NOTHING, Column, Grid, Item, Prose, Statement, prose
from samverk.model import GROUP_ROLES, HORIZONS, Group, Note, NoteKind, State
from samverk.words import _, listed, short_date


def challenge(state: State) -> Iterator[Statement]:
    """The text that all agreed on, with the groups' drafts in its notes."""
    drafts = "\n".join(
        _("Gruppe {number}: {text}").format(number=note.table, text=one_line(note.text))
        for note in told(state, "draft")
    )
    for note in told(state, "challenge"):
        if note.text.strip():
            yield Statement(title=_("Utfordringsbilde"), text=plain(note.text), notes=drafts)
            drafts = ""


def perspectives(state: State) -> Iterator[Item]:
    """How each field sees the theme."""
    seen = told(state, "perspective")
    fields = sorted({one_line(note.field) for note in seen}, key=lambda f: (not f, f.casefold()))
    for field in fields:
        yield Item(field or _("Uten fagfelt"), "heading")
        for note in seen:
            if one_line(note.field) == field:
                yield Item(one_line(note.text), "bullet")


def commitments(state: State) -> Iterator[Prose]:
    """What the leaders promise; what the room asked them is in the notes."""
    items = []
    for note in told(state, "commitment"):
        items.append(Item(one_line(note.text), "bullet"))
        details = [
            note.owner,
            note.first_step,
            _("frist {date}").format(date=short_date(note.due)) if note.due else "",
        ]
        items.append(Item(", ".join(one_line(d) for d in details if d.strip()), "under"))
    questions = [one_line(note.text) for note in told(state, "question")]
    notes = "\n".join([_("Spørsmål fra salen:"), *questions]) if questions else ""
    yield from prose(_("Løfter fra lederne"), items, notes)


def groups(state: State) -> Iterator[Prose]:
    """For each group who sat in it and what it wrote."""
    rounds = {item.id: item.round for item in state.agenda}
    seen = [group.round for group in state.groups]
    first = min(seen, default=1)
    wrote: dict[tuple[int, int], list[Note]] = {}
    for note in state.notes:
        if note.what in {"horizon", "presentation"} and not note.withdrawn:
            held = rounds.get(note.item, 0)
            key = (held if held in seen else first, note.table)
            wrote.setdefault(key, []).append(note)
    groups = {(group.round, group.number): group for group in state.groups}
    several = len(set(seen)) > 1
    for key in sorted({*groups, *wrote}, key=lambda k: (k[0], k[1] == 0, k[1])):
        notes = wrote.get(key, [])
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
        detail = ", ".join(part for part in (one_line(person.organisation), *held) if part)
        if detail:
            items.append(Item(detail, "detail"))
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


def projects(state: State) -> Iterator[Grid]:
    """The project wall, and who should talk to each other."""
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
                cell("\n".join([project.name, project.organisation])),
                cell("\n".join([project.works_on, *needs])),
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


def told(state: State, what: NoteKind) -> list[Note]:
    """The notes of that kind that stand, in their order."""
    return [
        note
        for note in state.notes
        if note.what == what and not note.withdrawn and not note.merged_into
    ]
