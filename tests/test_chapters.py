"""The workshops of a series in figures, held against a plain recount."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from itertools import combinations
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from samverk import chapters
from samverk.actions import forgetting, sample
from samverk.actions.forgetting import Plan
from samverk.model import (
    PARTS,
    About,
    Ballot,
    Chapter,
    Closing,
    Ended,
    Group,
    Measure,
    Meeting,
    Note,
    Pairing,
    Participant,
    Project,
    Series,
    State,
    StatusChange,
    change,
)
from samverk.series import carried, news
from samverk.workshop import Workshop

SECRET = b"s" * 16


def workshop(
    groups: list[list[str]], of: dict[str, str], *, number: int = 1, **more: object
) -> State:
    return State(
        series=Series(number=number),
        participants=tuple(
            Participant(id=k, name=k, organisation=v, field=v.lower()) for k, v in of.items()
        ),
        groups=tuple(
            Group(id=f"1-{n}", round=1, number=n, members=tuple(who))
            for n, who in enumerate(groups, 1)
        ),
        **more,  # type: ignore[arg-type]
    )


def ways(people: tuple[str, ...], sizes: tuple[int, ...]) -> Iterator[list[tuple[str, ...]]]:
    if not sizes:
        yield []
        return
    for first in combinations(people, sizes[0]):
        rest = tuple(p for p in people if p not in first)
        for others in ways(rest, sizes[1:]):
            yield [first, *others]


def across(pairs: set[tuple[str, str]], of: dict[str, str]) -> set[tuple[str, str]]:
    return {(a, b) for a, b in pairs if of[a] and of[b] and of[a] != of[b]}


@given(
    st.lists(st.sampled_from(["Nav", "Skolen", "Politiet", ""]), min_size=2, max_size=7),
    st.integers(1, 3),
    st.sets(st.tuples(st.integers(0, 6), st.integers(0, 6)), max_size=12),
)
def test_no_division_gives_more_new_pairs_than_the_most(
    bodies: list[str], number: int, known: set[tuple[int, int]]
) -> None:
    people = tuple(f"p{n}" for n in range(len(bodies)))
    of = dict(zip(people, bodies, strict=True))
    earlier = {(people[a], people[b]) for a, b in known if a < b and b < len(people)}
    sizes = tuple(len(people[n::number]) for n in range(number) if people[n::number])
    best = max(
        len(across({tuple(sorted(p)) for g in way for p in combinations(g, 2)} - earlier, of))  # type: ignore[misc]
        for way in ways(people, sizes)
    )
    groups = [people[n::number] for n in range(number) if people[n::number]]
    assert chapters.most_new([groups], of, earlier) >= best


def test_the_most_is_reached_where_all_can_be_new() -> None:
    of = {"a": "Nav", "b": "Nav", "c": "Skolen", "d": "Skolen"}
    assert chapters.most_new([[["a", "c"], ["b", "d"]]], of, ()) == 2
    assert chapters.most_new([[["a", "c"], ["b", "d"]]], of, {("a", "c"), ("a", "d")}) == 1
    assert chapters.most_new([], of, ()) == 0


@given(
    st.lists(st.sampled_from("ABCD"), min_size=2, max_size=20),
    st.integers(1, 5),
    st.integers(1, 5),
)
def test_a_workshop_is_counted_as_a_plain_recount_counts(
    bodies: list[str], number: int, before: int
) -> None:
    of = {f"p{n:02}": body for n, body in enumerate(bodies)}
    people = list(of)
    groups = [people[n::number] for n in range(number)]
    met = [[people[n * 3 : n * 3 + 3] for n in range(before)]]
    found = chapters.own(workshop(groups, of), met)
    pairs = {
        (a, b) for a in people for b in people if a < b and any(a in g and b in g for g in groups)
    }
    earlier = {
        (a, b) for a in people for b in people if a < b and any(a in g and b in g for g in met[0])
    }
    assert found.pairs == len(pairs)
    assert found.across == found.across_fields == len(across(pairs, of))
    assert found.new == len(pairs - earlier)
    assert found.new_across == len(across(pairs - earlier, of)) <= found.most_across
    names = [body.name for body in found.organisations]
    few = {name for name in names if bodies.count(name) < chapters.FEW}
    for body in found.organisations:
        assert body.people == (0 if body.name in few else bodies.count(body.name))
    told = {frozenset((names[b.first], names[b.second])): b.pairs for b in found.bonds}
    for one, other in combinations(sorted(set(bodies)), 2):
        n = sum({of[a], of[b]} == {one, other} for a, b in pairs - earlier)
        expected = None if not n else 0 if {one, other} & few else n
        assert told.get(frozenset((one, other))) == expected


def series_of(*, done: int) -> State:
    """The third workshop, with measures of the first two."""
    first, second = dt.date(2026, 10, 8), dt.date(2026, 12, 3)
    measures = [
        Measure(
            id=f"m{n}",
            rank=float(n),
            text=f"Tiltak {n}",
            carried_from="Ett" if n < 4 else "To",
            statuses=(
                StatusChange(status="new", date=first if n < 4 else second),
                *((StatusChange(status="done", date=dt.date(2027, 1, 1)),) if n < done else ()),
            ),
            status="done" if n < done else "new",
        )
        for n in range(6)
    ]
    gone = (Ended(id="gone", status="stopped"), Ended(id="m0", status="stopped"))
    return State(
        about=About(title="Tre", date=dt.date(2027, 2, 4)),
        series=Series(number=3),
        measures=(*measures, Measure(id="own", rank=9.0, text="Nytt")),
        chapters=(
            Chapter(id="1", number=1, title="Ett", date=first, ended=gone),
            Chapter(id="2", number=2, title="To", date=second),
        ),
    )


def test_measures_are_counted_by_the_workshop_that_made_them() -> None:
    state = series_of(done=5)
    there = chapters.of_series(state, ())
    found = chapters.statuses(state, there)
    assert [dict(each) for each in found] == [
        {"done": 4, "stopped": 1},
        {"done": 1, "new": 1},
        {"new": 1},
    ]
    assert chapters.median_days(state, there) == 85
    assert chapters.median_days(State(), chapters.of_series(State(), ())) is None


def test_what_has_ended_is_kept_when_it_is_carried_no_more() -> None:
    state = series_of(done=5)
    left = list(carried(state, SECRET))
    after = State(
        series=Series(number=4),
        measures=tuple(r for r in left if isinstance(r, Measure)),
        chapters=tuple(r for r in left if isinstance(r, Chapter)),
    )
    assert len(after.measures) == 2
    there = chapters.of_series(after, ())
    assert chapters.statuses(after, there)[:3] == chapters.statuses(
        state, chapters.of_series(state, ())
    )
    assert chapters.median_days(after, there) == 85


def test_a_measure_takes_the_day_it_was_made_with_it() -> None:
    state = change_date(workshop([], {}), dt.date(2026, 10, 8))
    made = Measure(id="a", rank=1.0, text="Felles kaffe")
    promised = Note(id="b", rank=1.0, text="Vi møtes", what="commitment")
    state = replace(state, measures=(made,), notes=(promised,))
    there = [r for r in carried(state, SECRET) if isinstance(r, Measure)]
    assert [m.statuses for m in there] == [
        (StatusChange(status="new", date=dt.date(2026, 10, 8)),)
    ] * 2


def change_date(state: State, date: dt.date) -> State:
    return replace(state, about=change(state.about, date=date, theme="Fravær"))


def test_answers_are_kept_only_where_enough_have_answered() -> None:
    few = tuple(Ballot(id=f"pulse-{n}", topic="pulse", score=4) for n in range(4))
    state = replace(State(), ballots=few, closing=Closing(evaluation_hands=(0, 0, 1, 2, 2)))
    found = chapters.own(state, ())
    assert found.pulse == ()
    assert found.evaluation == (0, 0, 1, 2, 2)


def wall(*interested: str, name: str = "Kari Nordmann") -> State:
    of = {"Kari Nordmann": "Nav", "Ola Hansen": "Skolen", "Siv": "Politiet"}
    card = Project(
        id="x",
        rank=1.0,
        name=name,
        organisation="Nav",
        works_on="Sommerjobb, sammen med Ola Hansen",
        interested=interested,
    )
    return replace(workshop([], of), projects=(card, change(card, id="y", interested=())))


def test_who_could_work_together_is_carried_by_organisation_and_never_by_name() -> None:
    state = wall("Ola Hansen, Skolen", "Siv", "En Ukjent")
    [found] = [r for r in carried(state, SECRET) if isinstance(r, Pairing)]
    assert found.organisations == ("Nav", "Skolen", "Politiet")
    assert found.people == 4
    assert found.what == "Sommerjobb, sammen med [navn]"
    assert not {"Kari", "Hansen", "Ukjent"} & {*str(found).replace("'", " ").split()}


def test_what_came_of_it_is_not_asked_anew() -> None:
    state = wall("Ola Hansen, Skolen")
    [asked] = [r for r in carried(state, SECRET) if isinstance(r, Pairing)]
    answered = change(asked, outcome="yes", said="Fire har begynt")
    later = State(series=Series(number=2), pairings=(answered,))
    assert [r for r in news(later, state, SECRET) if r.kind == "pairing"] == []
    again = [r for r in carried(later, SECRET) if isinstance(r, Pairing)]
    assert again == [answered]


def test_the_figures_stand_when_who_has_met_is_deleted() -> None:
    of = {f"p{n}": "AB"[n % 2] for n in range(8)}
    people = list(of)
    state = workshop([people[:4], people[4:]], of, number=2)
    met = [[people[:4]]]
    before = chapters.own(state, met)
    assert before.new == 6
    after = replace(
        state,
        chapters=(before,),
        keeping=change(state.keeping, forgotten={"met": dt.date(2027, 2, 4)}),
        meetings=(),
    )
    assert chapters.own(after, []) == before
    assert chapters.own(replace(after, keeping=state.keeping), []).new == 12


def test_the_next_workshop_knows_the_figures_of_all_before_it() -> None:
    of = {f"p{n}": "AB"[n % 2] for n in range(8)}
    people = list(of)
    state = replace(
        workshop([people[:4], people[4:]], of, number=2),
        chapters=(Chapter(id="1", number=1, theme="Først"),),
        meetings=(Meeting(id="1-1", title="Først"),),
    )
    kept = [r for r in carried(state, SECRET) if isinstance(r, Chapter)]
    assert [c.number for c in kept] == [1, 2]
    assert kept[1].pairs == 12
    later = State(series=Series(number=3), chapters=tuple(kept))
    found = {r.id for r in news(later, state, SECRET)}
    assert found == {"2-1", "1-1"}


def test_the_figures_of_a_workshop_outlive_its_people(tmp_path: Path) -> None:
    workshop = Workshop(tmp_path / "verksted.ipynb", tmp_path / "workshops")
    workshop.begin()
    sample.fill(workshop.opened, workshop.meet, workshop.met)
    people = [p.name for p in workshop.state.participants]
    before = workshop.chapters()
    plan = Plan(parts=PARTS)
    keys, today = workshop.keys(), dt.date(2027, 9, 1)
    forgetting.forget(workshop.opened, workshop.notebook, plan, keys, today)
    workshop.opened.refresh()
    assert workshop.state.meetings == ()
    assert workshop.chapters() == before
    kept = str((workshop.state.chapters, workshop.state.pairings))
    assert [name for name in people if name in kept] == []
    following = Workshop(tmp_path / "neste.ipynb", tmp_path / "workshops")
    following.follow(workshop.folder.name)
    assert [c.new_across for c in following.state.chapters] == [c.new_across for c in before]
    following.close()
    workshop.close()
