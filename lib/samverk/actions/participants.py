"""Deeds on the roster and the attendance."""

from __future__ import annotations

from collections.abc import Sequence

from samverk.actions.fields import changed, required
from samverk.model import Attendance, Group, Participant, change, new_id
from samverk.store import Store

FIELDS = frozenset(Participant.__struct_fields__) - {"id", "attendance"}


def same(a: Participant, b: Participant) -> bool:
    """Whether both are one person: the same e-mail address, else the same name and organisation."""
    if a.email and b.email:
        return a.email.casefold() == b.email.casefold()
    return (a.name.casefold(), a.organisation.casefold()) == (
        b.name.casefold(),
        b.organisation.casefold(),
    )


def take(store: Store, people: Sequence[Participant]) -> tuple[int, int]:
    """Add people, or bring those who are there already up to date.

    Returns how many were added and how many were there already. Nobody is removed, and an
    empty field never erases what is known.
    """
    added = known = 0
    with store.change("participants.take") as draft:
        by_email = {p.email.casefold(): p for p in draft.state.participants if p.email}
        by_name = {
            (p.name.casefold(), p.organisation.casefold()): p for p in draft.state.participants
        }
        kept: list[Participant] = []
        for person in people:
            found = by_email.get(person.email.casefold()) if person.email else None
            found = found or by_name.get((person.name.casefold(), person.organisation.casefold()))
            if found is None or not same(found, person):
                kept.append(change(person, id=new_id()))
                added += 1
                continue
            known += 1
            news = {
                field: value
                for field in ("name", "organisation", "unit", "field", "role", "email", "dietary")
                if (value := getattr(person, field))
            }
            kept.append(change(found, **news))
        draft.put(*kept)
    return added, known


def add(store: Store, name: str, organisation: str = "", unit: str = "", field: str = "") -> str:
    """Add one person; returns the id."""
    person = Participant(id=new_id(), name=required(name))
    for key, value in (("organisation", organisation), ("unit", unit), ("field", field)):
        person = changed(person, key, value, FIELDS)
    with store.change("participants.add") as draft:
        draft.put(person)
    return person.id


def set(store: Store, participant: str, field: str, value: object) -> None:
    """Change one field of a person."""
    if field == "name":
        value = required(str(value))
    with store.change("participants.set") as draft:
        draft.put(changed(draft.get(Participant, participant), field, value, FIELDS))


def remove(store: Store, participant: str) -> None:
    """Remove a person from the roster and from every group."""
    with store.change("participants.remove") as draft:
        draft.remove(draft.get(Participant, participant))
        for group in draft.state.groups:
            if participant in group.members:
                draft.put(without(group, participant))


def rename_organisation(store: Store, old: Sequence[str], new: str) -> None:
    """Let all people of some organisations belong to one name."""
    new = required(new)
    with store.change("participants.rename_organisation") as draft:
        draft.put(
            *(
                change(person, organisation=new)
                for person in draft.state.participants
                if person.organisation in old
            )
        )


def check_in(store: Store, participant: str, attendance: Attendance) -> None:
    """Note whether a person has come."""
    with store.change("participants.check_in") as draft:
        draft.put(change(draft.get(Participant, participant), attendance=attendance))


def check_in_rest(store: Store) -> None:
    """Everybody who is still expected has come."""
    with store.change("participants.check_in_rest") as draft:
        draft.put(
            *(
                change(person, attendance="present")
                for person in draft.state.participants
                if person.attendance == "expected"
            )
        )


def without(group: Group, participant: str) -> Group:
    """The group without that person, who has no role in it any more."""
    return change(
        group,
        members=tuple(m for m in group.members if m != participant),
        locked=tuple(m for m in group.locked if m != participant),
        roles={role: who for role, who in group.roles.items() if who != participant},
    )
