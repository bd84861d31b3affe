"""Groups are as even as the seats allow, and what is missing is said once, where it is mended."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from samverk import grouping
from samverk.model import AgendaItem, Group, Grouping, Participant, Room, State, Table, Venue

caps = st.lists(st.one_of(st.none(), st.integers(0, 12)), min_size=1, max_size=12)


def people(n: int) -> tuple[Participant, ...]:
    return tuple(Participant(id=f"p{i}", name=f"Person {i}") for i in range(n))


def venue(*rooms: Room) -> Venue:
    return Venue(id="v", name="Nordgården", rooms=rooms)


def state(n: int = 0, *, rooms: tuple[Room, ...] = (), **fields: object) -> State:
    about = State().about
    made = State(participants=people(n), **fields)  # type: ignore[arg-type]
    if not rooms:
        return made
    return replace(made, venues=(venue(*rooms),), about=replace(about, venue="v"))


@given(st.integers(0, 80), caps)
def test_everybody_has_a_group_and_no_table_is_too_full_while_there_are_seats(
    n: int, caps: list[int | None]
) -> None:
    sizes = grouping.sizes(n, caps)
    assert sum(sizes) == n
    if None in caps or sum(cap or 0 for cap in caps) >= n:
        assert all(cap is None or size <= cap for size, cap in zip(sizes, caps, strict=True))


@given(st.integers(0, 80), caps)
def test_groups_differ_by_more_than_one_only_where_a_table_is_full(
    n: int, caps: list[int | None]
) -> None:
    sizes = grouping.sizes(n, caps)
    if None not in caps and sum(cap or 0 for cap in caps) < n:
        return
    for size, cap in zip(sizes, caps, strict=True):
        assert size >= max(sizes) - 1 or size == cap


@given(st.integers(0, 60), caps, st.data())
def test_a_table_gets_its_fewest_where_there_are_people_enough(
    n: int, caps: list[int | None], data: st.DataObject
) -> None:
    leasts = [data.draw(st.integers(0, 12 if cap is None else cap)) for cap in caps]
    sizes = grouping.sizes(n, caps, leasts)
    assert sum(sizes) == n
    if sum(leasts) <= n:
        assert all(size >= least for size, least in zip(sizes, leasts, strict=True))


@given(st.integers(0, 60), caps, st.data())
def test_a_repair_heeds_the_fewest_at_a_table_and_may_leave_what_would_be_made(
    n: int, caps: list[int | None], data: st.DataObject
) -> None:
    leasts = [data.draw(st.integers(0, 12 if cap is None else cap)) for cap in caps]
    spans = grouping.spans(n, caps, leasts)
    made = grouping.sizes(n, caps, leasts)
    assert all(low <= size <= high for (low, high), size in zip(spans, made, strict=True))
    if sum(leasts) <= n:
        assert all(low >= least for (low, _high), least in zip(spans, leasts, strict=True))


@given(st.integers(0, 80), caps)
def test_a_repair_may_leave_the_groups_as_even_as_they_would_be_made(
    n: int, caps: list[int | None]
) -> None:
    spans = grouping.spans(n, caps)
    assert all(
        least <= size <= most
        for (least, most), size in zip(spans, grouping.sizes(n, caps), strict=True)
    )
    assert all(
        most - least <= 1 or cap is not None for (least, most), cap in zip(spans, caps, strict=True)
    )


@pytest.mark.parametrize(
    ("by", "n", "groups"), [("size", 30, 5), ("size", 31, 6), ("number", 30, 4), ("number", 3, 3)]
)
def test_the_wish_gives_the_number_of_groups(by: str, n: int, groups: int) -> None:
    wish = Grouping(by=by, number=4, size=6)  # type: ignore[arg-type]
    assert grouping.number_of_groups(state(n, grouping=wish)) == groups


def test_there_are_no_more_groups_than_tables_where_the_tables_seat_everybody() -> None:
    rooms = (Room(name="Salen", tables=6, seats=8),)
    assert grouping.number_of_groups(state(40, rooms=rooms)) == 6
    assert grouping.number_of_groups(state(60, rooms=rooms)) == 10


def test_too_few_seats_and_tables_are_said() -> None:
    short = state(9, rooms=(Room(name="Salen", tables=1, seats=8),))
    assert grouping.seats_problem(short) == (
        "Det er 9 deltakere, men bare 8 plasser på Nordgården."
    )
    assert grouping.tables_problem(short) == "Det er 2 grupper, men bare 1 bord på Nordgården."
    assert grouping.seats_problem(state(9)) is None
    assert grouping.tables_problem(state(9)) is None


def divided(**more: object) -> State:
    groups = (
        Group(id="1-1", round=1, number=1, members=("p0", "p1"), roles={"secretary": "p0"}),
        Group(id="1-2", round=1, number=2, members=("p2", "p3"), roles={"secretary": "p2"}),
    )
    return state(4, groups=groups, **more)


def test_nothing_is_missing_in_a_whole_division() -> None:
    assert list(grouping.problems(divided())) == []


def test_who_has_no_group_and_who_did_not_come_are_named() -> None:
    made = divided()
    gone, *rest = made.participants
    changed = replace(
        made,
        participants=(replace(gone, attendance="absent"), *rest, Participant(id="n", name="Nils")),
    )
    assert list(grouping.lacks(changed)) == [
        ("1 deltaker er uten gruppe: Nils.", "person-n"),
        ("1 som ikke har møtt, står i en gruppe: Person 0.", "repair"),
    ]


def test_a_broken_rule_is_said_where_the_person_stands() -> None:
    rules = Grouping(apart=(("p0", "p1"),), together=(("p0", "p2"), ("p2", "p3")))
    told = [(k.text, k.target) for k in grouping.lacks(divided(grouping=rules))]
    assert told == [
        ("Person 0 og Person 1 skal ikke sitte sammen, men det holder ikke nå.", "person-p0"),
        ("Person 0 og Person 2 skal sitte sammen, men det holder ikke nå.", "person-p0"),
    ]


def test_a_group_that_loses_its_secretary_gets_another_though_all_have_a_role() -> None:
    members = [Participant(id=who, name=who) for who in "abc"]
    before = {"chair": "a", "timekeeper": "b", "secretary": "gone", "presenter": "c"}
    found = grouping.filled_roles(before, members, {"a": 4, "b": 1, "c": 4})  # type: ignore[arg-type]
    assert found == before | {"secretary": "b"}


def test_a_role_goes_first_to_who_did_not_have_it_in_the_round_beside() -> None:
    members = [Participant(id=who, name=who) for who in "abc"]
    roles = {"chair": "a", "secretary": "gone"}
    assert (
        grouping.filled_roles(roles, members, near=[("b", "secretary")])["secretary"]  # type: ignore[arg-type]
        == "c"
    )


def row(round: int, *, started: float | None = None, ended: float | None = None) -> AgendaItem:
    id = f"{round}-{started}"
    return AgendaItem(
        id=id, rank=1.0, title="Grupper", minutes=30, round=round, started=started, ended=ended
    )


def test_a_round_is_over_when_every_row_that_uses_it_is() -> None:
    made = divided(agenda=(row(1, started=1.0, ended=2.0), row(1)))
    assert grouping.rounds_over(made) == 0
    late = replace(made, participants=(*made.participants, Participant(id="n", name="Nils")))
    assert [p.id for p in grouping.unplaced(late)] == ["n"]
    over = divided(agenda=(row(1, started=1.0, ended=2.0), row(1, started=3.0, ended=4.0)))
    assert grouping.rounds_over(over) == 1


def test_many_groups_without_a_secretary_are_one_sentence() -> None:
    groups = tuple(
        Group(id=f"1-{n}", round=1, number=n, members=(f"p{n - 1}",)) for n in range(1, 6)
    )
    assert list(grouping.problems(state(5, groups=groups))) == ["5 grupper mangler sekretær."]


def test_a_group_larger_than_its_table_is_named() -> None:
    rooms = (Room(name="Salen", tables=2, seats=8), Room(name="Kottet", tables=1, seats=1))
    told = divided(tables=(Table(id="1", number=1),))
    small = replace(
        told,
        venues=(venue(Room(name="Kottet", tables=2, seats=1), rooms[0]),),
        about=replace(told.about, venue="v"),
    )
    assert list(grouping.problems(small)) == [
        "Gruppe 1 har 2 deltakere, men bordet har 1 plass.",
        "Gruppe 2 har 2 deltakere, men bordet har 1 plass.",
    ]


def test_roles_stay_with_those_who_stay_and_go_to_the_willing() -> None:
    members = [
        Participant(id="a", name="A"),
        Participant(id="b", name="B", no_role=True),
        Participant(id="c", name="C"),
    ]
    assert grouping.filled_roles({"chair": "gone", "secretary": "c"}, members) == {
        "chair": "a",
        "secretary": "c",
    }


def test_the_fewest_at_a_table_count_only_where_every_group_has_a_table() -> None:
    made = state(20, rooms=(Room(name="Salen", tables=3, least=5, seats=8),))
    assert grouping.leasts(made, 3) == [5, 5, 5]
    assert grouping.leasts(made, 7) == [0] * 7


def test_there_are_no_more_groups_than_the_fewest_at_each_table_allow() -> None:
    rooms = (Room(name="Salen", tables=6, least=5, seats=8),)
    assert grouping.number_of_groups(state(20, rooms=rooms, grouping=Grouping(size=4))) == 4
    assert grouping.number_of_groups(state(36, rooms=rooms, grouping=Grouping(size=6))) == 6


def test_a_group_smaller_than_its_table_should_have_is_named() -> None:
    rooms = (Room(name="Salen", tables=2, least=3, seats=8),)
    made = replace(state(4, rooms=rooms), groups=divided().groups)
    assert list(grouping.problems(made)) == [
        "Gruppe 1 har 2 deltakere, men bordet skal ha minst 3.",
        "Gruppe 2 har 2 deltakere, men bordet skal ha minst 3.",
    ]
