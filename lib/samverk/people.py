"""Rules on the roster: who is coming, and whether the circle is wide enough."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from samverk import grouping
from samverk.grouping import Lack
from samverk.model import Attendance, State
from samverk.words import _, listed, n_


def attendances() -> dict[Attendance, str]:
    """The words for who has come."""
    return {
        "present": _("Møtt"),
        "late": _("Kom sent"),
        "absent": _("Ikke møtt"),
        "expected": _("Ventes"),
    }


def counts(state: State) -> dict[Attendance, int]:
    """How many have come, came late, stayed away and are still expected."""
    found = Counter(p.attendance for p in state.participants)
    return {attendance: found[attendance] for attendance in attendances()}


def summary(state: State) -> str:
    """The sentence that holds of the roster."""
    people = len(state.participants)
    if not people:
        return ""
    organisations = len({p.organisation.casefold() for p in state.participants if p.organisation})
    fields = len({p.field.casefold() for p in state.participants if p.field})
    text = n_("{n} deltaker", "{n} deltakere", people).format(n=people)
    if organisations:
        text += " " + n_("fra {n} organisasjon", "fra {n} organisasjoner", organisations).format(
            n=organisations
        )
    if fields:
        text += " " + n_("med {n} fagfelt", "med {n} fagfelt", fields).format(n=fields)
    found = counts(state)
    if found["present"] or found["late"]:
        said = {
            "present": n_("{n} har møtt", "{n} har møtt", found["present"]),
            "late": n_("{n} kom sent", "{n} kom sent", found["late"]),
            "absent": n_("{n} har ikke møtt", "{n} har ikke møtt", found["absent"]),
            "expected": n_("{n} ventes", "{n} ventes", found["expected"]),
        }
        parts = [said[key].format(n=n) for key, n in found.items() if n]
        return f"{text}. {_capital(listed(parts))}."
    return f"{text}."


def hint(state: State) -> str:
    """What could be better of the circle that is asked, which is never an error."""
    organisations = {p.organisation.casefold() for p in state.participants if p.organisation}
    if len(state.participants) > 1 and len(organisations) == 1:
        return _(
            "Alle kommer fra samme organisasjon. Et samhandlingsverksted får mer ut av at flere "
            "er med."
        )
    return ""


def lacks(state: State) -> Iterator[Lack]:
    """What is still missing in *Deltakere*, and where it is mended."""
    if not state.participants:
        yield Lack(_("Det er ingen deltakere ennå."), "read")
        return
    if (seats := grouping.seats_problem(state)) is not None:
        yield Lack(seats, "rooms")
    missing = missing_units(state, state.about.expected_units)
    if missing:
        yield Lack(_("Ingen er påmeldt fra {units}.").format(units=listed(missing)), "expected")
    bare = sum(1 for p in state.participants if not p.organisation)
    if bare:
        yield Lack(
            n_(
                "{n} deltaker mangler organisasjon.",
                "{n} deltakere mangler organisasjon.",
                bare,
            ).format(n=bare),
            "without-organisation",
        )


def problems(state: State) -> Iterator[str]:
    """What is still missing in *Deltakere*, as sentences."""
    return (lack.text for lack in lacks(state))


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def cross_section(state: State, attribute: str) -> list[tuple[str, int]]:
    """How many people have each value of "organisation", "unit" or "field"; largest first."""
    counts = Counter(str(getattr(p, attribute)) for p in state.participants)
    return sorted(counts.items(), key=lambda item: (not item[0], -item[1], item[0].casefold()))


def colours(state: State) -> dict[str, int]:
    """A number from 0 for every organisation, in order of size: its colour."""
    names = [name for name, _n in cross_section(state, "organisation") if name]
    return {name: n for n, name in enumerate(names)}


def missing_units(state: State, expected: Sequence[str]) -> list[str]:
    """The units (or organisations) that were expected and have nobody on the roster."""
    there = {p.unit.casefold() for p in state.participants} | {
        p.organisation.casefold() for p in state.participants
    }
    return [unit for unit in expected if unit.strip() and unit.casefold() not in there]
