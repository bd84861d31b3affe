"""Who knows whom over a series, held against a plain recount of who sat together."""

from __future__ import annotations

import datetime as dt
from itertools import combinations

from hypothesis import given
from hypothesis import strategies as st

from samverk import acquaintance, chapters
from samverk.model import About, Body, Bond, Chapter, Group, Participant, Series, State

OF = {f"{body}{n}": body for body, size in (("A", 5), ("B", 4), ("C", 3)) for n in range(size)}
PEOPLE = list(OF)


def series(days: list[list[list[str]]], of: dict[str, str]) -> list[Chapter]:
    """A chapter a day; who is in no group stayed away."""
    found: list[Chapter] = []
    met: list[list[list[str]]] = []
    for number, groups in enumerate(days, 1):
        there = {m for group in groups for m in group}
        state = State(
            about=About(theme=f"Dag {number}", date=dt.date(2027, number, 4)),
            series=Series(number=number),
            participants=tuple(
                Participant(id=id, name=id, organisation=of[id], field=of[id].lower())
                for id in of
                if id in there
            ),
            groups=tuple(
                Group(id=f"1-{n}", round=1, number=n, members=tuple(group))
                for n, group in enumerate(groups, 1)
            ),
            chapters=tuple(found),
        )
        found = chapters.of_series(state, met)
        met.append(groups)
    return found


def dealt(order: list[str], number: int) -> list[list[str]]:
    return [order[n::number] for n in range(number)]


@given(st.lists(st.tuples(st.permutations(PEOPLE), st.integers(2, 5)), min_size=1, max_size=4))
def test_pairs_are_counted_once_over_the_whole_series(
    days: list[tuple[list[str], int]],
) -> None:
    held = [dealt(list(order), number) for order, number in days]
    there = series(held, OF)
    pairs = {
        frozenset(pair)
        for groups in held
        for group in groups
        for pair in combinations(group, 2)
        if OF[pair[0]] != OF[pair[1]]
    }
    assert sum(c.new_across for c in there) == len(pairs)
    found = acquaintance.acquaintance(there)
    assert [(b.name, b.people) for b in found.organisations] == [("A", 5), ("B", 4), ("C", 3)]
    names = [b.name for b in found.organisations]
    told = {frozenset((names[t.first], names[t.second])): t.pairs for t in found.ties}
    for one, other in combinations("ABC", 2):
        plain = sum({OF[a] for a in pair} == {one, other} for pair in pairs)
        assert told.get(frozenset((one, other)), 0) == plain
    for n, body in enumerate(found.organisations):
        assert {*body.met, *body.unmet, n} == {0, 1, 2}


def test_one_who_did_not_come_is_missed_and_the_spelling_of_the_last_time_is_used() -> None:
    of = {"a": "NAV", "b": "Skolen", "c": "Nav", "d": "Politiet", "e": "Skolen"}
    there = series([[["a", "b", "d"]], [["c", "e"]]], of)
    found = acquaintance.acquaintance(there)
    assert {b.name for b in found.organisations} == {"Nav", "Skolen", "Politiet"}
    assert [(name, c.number) for name, c in acquaintance.missed(there)] == [("Politiet", 1)]
    [(chapter, names)] = acquaintance.not_seen(there)
    assert acquaintance.absent(chapter, names) == "Ikke sett siden 04.01.2027: Politiet."


def test_of_one_or_two_it_is_told_that_they_have_met_and_not_how_many() -> None:
    of = {"a": "Nav", "b": "Nav", "c": "Nav", "d": "Politiet"}
    found = acquaintance.acquaintance(series([[["a", "b", "c", "d"]]], of))
    assert [(b.name, b.people) for b in found.organisations] == [("Nav", 3), ("Politiet", 0)]
    assert [(t.first, t.second, t.pairs) for t in found.ties] == [(0, 1, 0)]


def test_those_who_met_first_on_the_last_day_are_fresh() -> None:
    of = {"a": "Nav", "b": "Skolen", "c": "Politiet"}
    there = series([[["a", "b"]], [["a", "b"], ["c"]], [["a", "b", "c"]]], of)
    found = acquaintance.acquaintance(there)
    names = [b.name for b in found.organisations]
    assert {(names[t.first], names[t.second]): (t.fresh, t.first_at) for t in found.ties} == {
        ("Nav", "Politiet"): (True, 2),
        ("Nav", "Skolen"): (False, 0),
        ("Politiet", "Skolen"): (True, 2),
    }
    assert not acquaintance.acquaintance(there[:1]).ties[0].fresh


def test_small_organisations_are_one_when_there_are_many() -> None:
    of = {f"p{n:02}": f"O{n:02}" for n in range(20)}
    found = acquaintance.acquaintance(series([[list(of)]], of))
    assert len(found.organisations) == acquaintance.MOST
    assert (found.organisations[-1].name, found.joined) == ("Andre", 9)
    assert all(t.first != t.second for t in found.ties)
    assert acquaintance.unmet(found) == []


def test_strangers_are_those_who_have_met_nobody_from_there() -> None:
    state = State(
        participants=tuple(
            Participant(id=id, name=id, organisation=body)
            for id, body in {"a": "Nav", "b": "Skolen", "c": "Skolen", "d": "Politiet"}.items()
        ),
        groups=(Group(id="1-1", round=1, number=1, members=("a", "b")),),
    )
    assert acquaintance.strangers(state, []) == {"Nav": 2, "Skolen": 1, "Politiet": 3}
    assert acquaintance.strangers(state, [[["c", "d"]]]) == {"Nav": 2, "Skolen": 0, "Politiet": 2}


def test_what_is_told_is_told_in_sentences() -> None:
    of = {"a": "Nav", "b": "Skolen", "c": "Politiet"}
    there = series([[["a", "b", "c"]], [["a", "b"]]], of)
    assert acquaintance.summary(there) == (
        "3 par på tvers av organisasjoner har møttes i 2 verksteder."
    )
    assert list(acquaintance.told(there)) == [
        "3 par på tvers av organisasjoner har møttes i 2 verksteder.",
        "100 % av parene i gruppene var på tvers av organisasjoner, 100 % på tvers av fagfelt.",
        "Ikke sett siden 04.01.2027: Politiet.",
    ]
    assert list(acquaintance.told(())) == []
    apart = series([[["a", "b"], ["c"]]], of)
    assert "Nav og Politiet har ikke sittet sammen ennå." in list(acquaintance.told(apart))


def test_a_workshop_that_nobody_has_come_to_yet_misses_nobody() -> None:
    held = Chapter(
        id="1",
        number=1,
        people=6,
        organisations=(Body(name="Nav", people=3), Body(name="Skolen", people=3)),
        bonds=(Bond(first=0, second=1, pairs=4),),
    )
    there = [held, Chapter(id="2", number=2)]
    assert acquaintance.missed(there) == []
    assert len(acquaintance.acquaintance(there).ties) == 1
