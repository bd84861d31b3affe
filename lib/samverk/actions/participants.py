"""Deeds on the roster and the attendance."""

from __future__ import annotations

from collections.abc import Sequence

from samverk.actions.fields import changed, required, tidy
from samverk.model import Alternative, Attendance, Group, Participant, Sorry, change, new_id
from samverk.store import Draft, Store
from samverk.words import _

FIELDS = frozenset(Participant.__struct_fields__) - {"id", "attendance", "key", "also"}
TAKEN = ("name", "organisation", "unit", "field", "role", "email", "dietary")
MOST = 3000
"""Nobody can run a workshop for more people than this."""


def same(a: Participant, b: Participant) -> bool:
    """Whether both are one person: the same e-mail address, else the same name and organisation."""
    if a.email and b.email:
        return a.email.casefold() == b.email.casefold()
    return (a.name.casefold(), a.organisation.casefold()) == (
        b.name.casefold(),
        b.organisation.casefold(),
    )


class Known:
    """Who is on the roster, to be found by e-mail address, name and organisation, or name."""

    def __init__(self, people: Sequence[Participant]) -> None:
        self._by_email = {p.email.casefold(): p for p in people if p.email}
        self._by_name: dict[str, list[Participant]] = {}
        for person in people:
            self._by_name.setdefault(person.name.casefold(), []).append(person)

    def find(self, person: Participant) -> Participant | None:
        """The one who is `person`; somebody of that name without an organisation is, too."""
        if person.email and (found := self._by_email.get(person.email.casefold())):
            return found
        alike = self._by_name.get(person.name.casefold(), [])
        for found in alike:
            if same(found, person):
                return found
        if len(alike) == 1 and not (alike[0].email and person.email):
            bare = not alike[0].organisation or not person.organisation
            return alike[0] if bare else None
        return None


def new(store: Store, people: Sequence[Participant]) -> int:
    """How many of these `take` would add to the roster."""
    known = Known(store.state.participants)
    return sum(1 for person in people if known.find(person) is None)


def take(store: Store, people: Sequence[Participant]) -> tuple[int, int]:
    """Add people, or bring those who are there already up to date.

    Returns how many were added and how many were there already. Nobody is removed, and an
    empty field never erases what is known. Who is said not to come is noted as absent.
    """
    added = known = 0
    with store.change("participants.take") as draft:
        if len(people) > MOST:
            raise Sorry(
                _(
                    "Lista har {n} deltakere. Et verksted kan ha høyst {most}. "
                    "Behold bare dem som skal delta."
                ).format(n=len(people), most=MOST)
            )
        there = Known(draft.state.participants)
        kept: dict[str, Participant] = {}
        for person in people:
            found = there.find(person)
            if found is None:
                person = change(person, id=new_id())
                kept[person.id] = person
                added += 1
                continue
            known += 1
            found = kept.get(found.id, found)
            news = {field: value for field in TAKEN if (value := getattr(person, field))}
            if person.attendance == "absent" and found.attendance == "expected":
                news["attendance"] = "absent"
            kept[found.id] = change(found, **news)
        before = draft.state.participants
        draft.put(*kept.values())
        if any(p.id in kept and mixed(p) != mixed(kept[p.id]) for p in before):
            unjudged(draft)
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
        if field in ("organisation", "field"):
            unjudged(draft)


def remove(store: Store, participant: str) -> None:
    """Remove a person from the roster and from every group."""
    with store.change("participants.remove") as draft:
        draft.remove(draft.get(Participant, participant))
        for group in draft.state.groups:
            if participant in group.members:
                draft.put(without(group, participant))
                unjudged(draft)


def remove_all(store: Store) -> None:
    """Empty the roster, and with it the groups."""
    with store.change("participants.remove_all") as draft:
        draft.clear(Participant, Group)
        draft.put(change(draft.state.grouping, apart=(), together=(), pinned={}))
        draft.put(Alternative())
        unjudged(draft)


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
        unjudged(draft)


def different(store: Store, names: Sequence[str]) -> None:
    """Keep that organisations which are written alike are not one."""
    with store.change("participants.different") as draft:
        about = draft.state.about
        draft.put(change(about, different=tuple(dict.fromkeys((*about.different, tuple(names))))))


def one(store: Store, keep: str, gone: str) -> None:
    """Let two on the roster be one: the first, with what is known of the second alone."""
    with store.change("participants.one") as draft:
        kept, other = draft.get(Participant, keep), draft.get(Participant, gone)
        news = {field: getattr(other, field) for field in TAKEN if not getattr(kept, field)}
        if kept.attendance == "expected":
            news["attendance"] = other.attendance
        draft.put(change(kept, also=tuple(dict.fromkeys((*kept.also, *other.also))), **news))
        draft.remove(other)
        seated = {group.round for group in draft.state.groups if keep in group.members}
        for group in draft.state.groups:
            if gone in group.members:
                taken = group.round in seated
                draft.put(without(group, gone) if taken else _instead(group, gone, keep))
        wish = draft.state.grouping
        draft.put(
            change(
                wish,
                apart=_renamed(wish.apart, gone, keep),
                together=_renamed(wish.together, gone, keep),
                pinned={who: at for who, at in wish.pinned.items() if who != gone},
            )
        )
        draft.put(Alternative())
        unjudged(draft)


def _instead(group: Group, gone: str, keep: str) -> Group:
    """The group with another in the place of somebody."""
    return change(
        group,
        members=tuple(keep if who == gone else who for who in group.members),
        locked=tuple(keep if who == gone else who for who in group.locked),
        roles={role: keep if who == gone else who for role, who in group.roles.items()},
    )


def _renamed(
    rules: tuple[tuple[str, ...], ...], gone: str, keep: str
) -> tuple[tuple[str, ...], ...]:
    """Rules on who sits with whom, without those that would hold of one person alone."""
    renamed = [tuple(dict.fromkeys(keep if who == gone else who for who in rule)) for rule in rules]
    return tuple(rule for rule in renamed if len(rule) > 1)


def recognise(store: Store, participant: str, keys: Sequence[str]) -> None:
    """Keep the keyed hashes by which somebody was known in an earlier workshop."""
    with store.change("participants.recognise") as draft:
        person = draft.get(Participant, participant)
        draft.put(change(person, also=tuple(dict.fromkeys((*person.also, *keys)))))


def expect(store: Store, units: Sequence[str]) -> None:
    """Name the units and organisations that should be there."""
    named = dict.fromkeys(name for unit in units if (name := tidy(unit)))
    with store.change("participants.expect") as draft:
        draft.put(change(draft.state.about, expected_units=tuple(named)))


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


def mixed(person: Participant) -> tuple[str, str]:
    """What the groups are mixed by."""
    return person.organisation, person.field


def unjudged(draft: Draft) -> None:
    """What was found of the division holds no more."""
    grouping = draft.state.grouping
    if grouping.cost is not None:
        draft.put(change(grouping, cost=None, bound=None, proven=False, terms={}))
