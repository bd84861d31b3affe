"""Rules on forgetting: a workshop's records without what tells who people are."""

from __future__ import annotations

import datetime as dt
import typing
from collections.abc import Callable, Collection, Iterator
from functools import cache

import msgspec

from samverk.model import (
    KINDS,
    About,
    AgendaItem,
    Assignment,
    Invitation,
    Keeping,
    Measure,
    Meeting,
    Note,
    Part,
    Participant,
    Project,
    Record,
    State,
    Venue,
    change,
    records,
)
from samverk.scrubber import NAME, Scrubber, is_placeholder, tokens
from samverk.words import _

NESTED = object()
"""How texts in tuples of tuples are held."""


@cache
def _texts(kind: type[msgspec.Struct]) -> tuple[tuple[str, object], ...]:
    """The fields of a noun that hold what people wrote, and how: str, tuple, or a struct's type."""
    found: list[tuple[str, object]] = []
    for name, hint in typing.get_type_hints(kind).items():
        if name in NOT_TEXT or name == "kind":
            continue
        if hint is str:
            found.append((name, str))
        elif typing.get_origin(hint) is tuple:
            inner = typing.get_args(hint)[0]
            if inner is str:
                found.append((name, tuple))
            elif name == "different":
                found.append((name, NESTED))
            elif isinstance(inner, type) and issubclass(inner, msgspec.Struct):
                found.append((name, inner))
    return tuple(found)


NOT_TEXT = frozenset(
    "id item heading merged_into unlike twin notes goals members locked key also template "
    "programme previous chain code uid venue".split()
)
"""Fields whose texts are ours: ids, keys and names of files."""

R = typing.TypeVar("R", bound=msgspec.Struct)


def scrubbed(record: R, scrub: Callable[[str], str]) -> R:
    """The record with every text of people's own scrubbed; the very same where nothing changed."""
    changed: dict[str, object] = {}
    for name, how in _texts(type(record)):
        old = getattr(record, name)
        if not old:
            continue
        if how is str:
            new: object = scrub(old)
        elif how is tuple:
            new = tuple(scrub(each) for each in old)
        elif how is NESTED:
            new = tuple(tuple(scrub(each) for each in several) for several in old)
        else:
            new = tuple(scrubbed(each, scrub) for each in old)
        if new != old:
            changed[name] = new
    return msgspec.structs.replace(record, **changed) if changed else record


def _person_names(state: State) -> set[str]:
    """Names in fields that hold nothing but a person's name."""
    names = {r.name for r in state.about.roles} | {m.person for m in state.measures}
    places = {r.organisation for r in state.about.roles} | {p.organisation for p in state.projects}
    for project in state.projects:
        interested = {tuple(who.split(",", 1)) for who in project.interested}
        # Where people are forgotten, their organisation stands alone.
        bare = "names" not in state.keeping.forgotten
        names |= {who for who, *place in interested if place or (bare and who not in places)}
        if not _is_title(project.name):
            names.add(project.name)
    return {name for name in names if tokens(name) and not is_placeholder(name)}


PARTICLES = frozenset("af av da de del den der di du la le van von zu y i".split())
"""Small words that stand within names."""


def _is_title(name: str) -> bool:
    """Whether a card of the project wall is named by what it is about: "Samtale uten henvisning".

    The words of a title stand in other texts too, and say nothing of anybody.
    """
    words = name.split()
    return len(words) > 1 and any(w[0].islower() and w not in PARTICLES for w in words)


class Known(msgspec.Struct, frozen=True, kw_only=True):
    """What is known of the people who are to be forgotten.

    `former` are names that somebody has had, and maybe by mistake: they count as a whole alone.
    """

    names: frozenset[str]
    former: frozenset[str]
    addresses: frozenset[str]
    needs: frozenset[str]
    kept: frozenset[str]

    def scrubber(self, *, all_addresses: bool) -> Scrubber:
        """What takes it out of texts."""
        return Scrubber(
            self.names,
            self.addresses,
            self.needs,
            self.kept,
            phrases=self.former,
            all_addresses=all_addresses,
        )


def known(
    state: State, parts: Collection[Part], person: str = "", earlier: State | None = None
) -> Known:
    """What is to be forgotten; of one person alone where `person` is an id.

    `earlier` holds what people have been called before.
    """
    before = earlier or State()
    people = [p for p in state.participants if not p.key and (not person or p.id == person)]
    organisations = {
        text for p in state.participants for text in (p.organisation, p.unit, p.field)
    } | {state.about.organising_unit, *state.about.expected_units}
    organisations |= {body.name for c in state.chapters for body in c.organisations}
    venues = {text for v in state.venues for text in (v.name, v.address)}
    venues |= {room.name for v in state.venues for room in v.rooms}
    names = {p.name for p in people} if "names" in parts else set()
    if "names" in parts and not person:
        names |= {n for n in _person_names(state) if n not in organisations}
    were = [p for p in before.participants if not p.key and (not person or p.id == person)]
    former = {p.name for p in were} if "names" in parts else set()
    if "names" in parts and not person:
        former |= _person_names(before)
    people += were
    return Known(
        names=frozenset(names),
        former=frozenset(n for n in former - names - organisations - venues if len(tokens(n)) > 1),
        addresses=frozenset(p.email for p in people if p.email and "email" in parts),
        needs=frozenset(p.dietary for p in people if p.dietary and "dietary" in parts),
        kept=frozenset((organisations | venues) - {""} - names),
    )


def forgotten(
    state: State,
    parts: Collection[Part],
    key: Callable[[Participant], str],
    today: dt.date,
    person: str = "",
    earlier: State | None = None,
) -> Iterator[Record]:
    """The records that change when those parts are forgotten, of all or of one person.

    `key` gives the keyed hash that stands in the place of a person; `earlier` as in `known`.
    """
    scrub = known(state, parts, person, earlier).scrubber(
        all_addresses="email" in parts and not person
    )
    places = _places(state, person) if "names" in parts else {}
    numbers = {p.id: n for n, p in enumerate(sorted(state.participants, key=lambda p: p.id), 1)}
    gone = next((p for p in state.participants if p.id == person), None)
    coming = state.about.date is None or state.about.date > today
    for kind in KINDS.values():
        for old in records(state, kind):
            new: Record = old
            if isinstance(old, Participant) and not old.key and (not person or old.id == person):
                new = _nobody(old, parts, key, numbers[old.id])
                if person and coming:
                    new = change(new, attendance="absent")
            elif isinstance(old, Meeting) and gone is not None and "names" in parts:
                new = _unmet(old, {*key(gone).split("|")})
            else:
                new = _without(old, parts, places, everybody=not person)
            new = scrubbed(new, scrub)
            if isinstance(new, Project) and new != old:
                there = {token: who for token, who in new.tokens.items() if who in new.interested}
                new = msgspec.structs.replace(new, tokens=there)
            if new != old:
                yield new


def _nobody(
    old: Participant, parts: Collection[Part], key: Callable[[Participant], str], number: int
) -> Participant:
    if "names" in parts:
        return Participant(
            id=old.id,
            name=_("Deltaker {n}").format(n=number),
            organisation=old.organisation,
            field=old.field,
            attendance=old.attendance,
            no_role=old.no_role,
            key=key(old),
        )
    return msgspec.structs.replace(
        old,
        email="" if "email" in parts else old.email,
        dietary="" if "dietary" in parts else old.dietary,
    )


def _unmet(meeting: Meeting, hashes: set[str]) -> Meeting:
    return msgspec.structs.replace(
        meeting,
        groups=tuple(
            tuple(who for who in group if not hashes & {*who.split("|")})
            for group in meeting.groups
        ),
        roles=tuple(
            {role: who for role, who in roles.items() if not hashes & {*who.split("|")}}
            for roles in meeting.roles
        ),
    )


def _places(state: State, person: str) -> dict[tuple[str, ...], str]:
    """The unit, else the organisation, of those whose names are known."""
    found: dict[tuple[str, ...], str] = {}
    if not person:
        found |= {tokens(r.name): r.organisation for r in state.about.roles}
    for p in state.participants:
        if not p.key and person in ("", p.id):
            found[tokens(p.name)] = p.unit or p.organisation
    found.pop((), None)
    return found


def _without(
    record: Record,
    parts: Collection[Part],
    places: dict[tuple[str, ...], str],
    *,
    everybody: bool,
) -> Record:
    """A record whose persons are replaced by the place that they come from."""
    if isinstance(record, Venue) and "codes" in parts and everybody:
        return msgspec.structs.replace(record, wifi_password="")
    if isinstance(record, Project) and "codes" in parts and everybody:
        record = msgspec.structs.replace(record, tokens={})
    if "names" not in parts:
        return record

    def goes(name: str) -> bool:
        return bool(name) and (everybody or tokens(name) in places)

    def placed(name: str) -> str:
        return places.get(tokens(name), name)

    if isinstance(record, Measure):
        owner = placed(record.owner) or places.get(tokens(record.person), "")
        person = "" if goes(record.person) else record.person
        return msgspec.structs.replace(record, owner=owner, person=person)
    if isinstance(record, (Note, AgendaItem)):
        return msgspec.structs.replace(record, owner=placed(record.owner))
    if isinstance(record, Project):
        return msgspec.structs.replace(
            record,
            name=_(NAME) if goes(record.name) else record.name,
            interested=tuple(_place_of(who, places, everybody) for who in record.interested),
            tokens={} if everybody else record.tokens,
        )
    if isinstance(record, About):
        return msgspec.structs.replace(
            record,
            roles=tuple(
                Assignment(role=r.role, name="", organisation=r.organisation) if goes(r.name) else r
                for r in record.roles
            ),
        )
    if isinstance(record, Invitation) and everybody:
        return msgspec.structs.replace(record, contact="")
    if isinstance(record, Keeping) and everybody:
        return msgspec.structs.replace(record, responsible="")
    return record


def _place_of(who: str, places: dict[tuple[str, ...], str], everybody: bool) -> str:
    """Where "name, organisation" comes from."""
    name, _comma, organisation = who.partition(",")
    known = tokens(name) in places
    if not known and not everybody:
        return who
    return organisation.strip() or places.get(tokens(name), "") or _(NAME)
