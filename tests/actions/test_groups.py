"""People are divided, moved, locked and mended, and the division is judged as it is."""

from __future__ import annotations

import itertools
import random
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from samverk import grouping, mixing
from samverk.actions import about, beside, codes, groups, mending, participants
from samverk.groups import Impossible
from samverk.model import (
    AgendaItem,
    Group,
    Grouping,
    Participant,
    Room,
    Sorry,
    State,
    change,
)
from samverk.series import Duties
from samverk.store import Store, undo

BODIES = ["Nav", "Politiet", "Vågsund kommune", "Fylkeskommunen", "DPS Vågsund", "Havbrisen vgs."]
FIELDS = ["Helse", "Skole", "Arbeid"]


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    """Thirty people of six organisations, not divided."""
    made = Store.create(tmp_path / "samverk.db")
    draw = random.Random(7)
    participants.take(
        made,
        [
            Participant(
                id="x",
                name=f"Person {n}",
                organisation=BODIES[n % 6],
                field=draw.choice(FIELDS),
                email=f"p{n}@x.example",
            )
            for n in range(30)
        ],
    )
    groups.wish(made, "size", 5)
    yield made
    made.close()


@pytest.fixture
def divided(store: Store) -> Store:
    groups.divide(store)
    return store


def placed(store: Store, round: int = 1) -> dict[str, int]:
    return {m: g.number for g in store.state.groups if g.round == round for m in g.members}


def test_everybody_has_one_group_each_group_its_roles_and_a_table_with_a_code(
    divided: Store,
) -> None:
    state = divided.state
    assert sorted(len(g.members) for g in state.groups) == [5] * 6
    assert len(placed(divided)) == 30
    for group in state.groups:
        assert set(group.roles) == {"chair", "timekeeper", "secretary", "presenter"}
        assert set(group.roles.values()) <= set(group.members)
    assert [t.number for t in state.tables] == [1, 2, 3, 4, 5, 6]
    assert len({*codes.of(divided).tables.values()}) == 6
    assert list(grouping.problems(state)) == []


def test_tables_keep_their_codes_when_people_are_divided_again(divided: Store) -> None:
    before = codes.of(divided).tables
    groups.wish(divided, "size", 6)
    groups.divide(divided)
    assert {n: code for n, code in codes.of(divided).tables.items() if n <= 5} == {
        n: code for n, code in before.items() if n <= 5
    }


def test_nobody_willing_is_asked_in_vain(store: Store) -> None:
    shy = store.state.participants[:6]
    for person in shy:
        participants.set(store, person.id, "no_role", True)
    groups.divide(store)
    asked = {who for group in store.state.groups for who in group.roles.values()}
    assert asked.isdisjoint({person.id for person in shy})


def test_a_move_by_hand_is_judged_and_undone(divided: Store) -> None:
    before = divided.state
    who = before.groups[0].members[0]
    groups.move(divided, who, 4, met=[])
    after = divided.state
    assert placed(divided)[who] == 4
    assert who not in after.groups[0].roles.values()
    assert mixing.judged(after)
    cost = sum(
        points * mixing.shared(after, name) for name, points in (("organisation", 5), ("field", 1))
    )
    assert after.grouping.cost == cost
    assert after.grouping.bound is not None
    assert after.grouping.bound <= cost
    undo(divided)
    assert divided.state.groups == before.groups
    assert divided.state.grouping == before.grouping


def test_a_move_that_is_not_judged_praises_nothing(divided: Store) -> None:
    groups.move(divided, divided.state.groups[0].members[0], 4)
    assert mixing.verdict(divided.state) == "Inndelingen er endret etter at den ble vurdert."
    groups.judge(divided, [])
    assert mixing.judged(divided.state)


def test_two_who_swap_take_over_each_others_roles(divided: Store) -> None:
    first, second = divided.state.groups[:2]
    a, b = first.roles["chair"], second.roles["secretary"]
    groups.swap(divided, a, b, met=[])
    first, second = divided.state.groups[:2]
    assert (first.roles["chair"], second.roles["secretary"]) == (b, a)
    assert (placed(divided)[a], placed(divided)[b]) == (2, 1)


def test_where_nobody_is_willing_nobody_is_given_a_role(store: Store) -> None:
    with store.change("participants.set") as draft:
        draft.put(*(change(p, no_role=True) for p in draft.state.participants))
    groups.divide(store, effort=0.01)
    assert not any(group.roles for group in store.state.groups)
    assert "6 grupper mangler sekretær." in list(grouping.problems(store.state))


def test_roles_are_fair_over_the_rounds_and_over_what_was_held_before(store: Store) -> None:
    groups.wish(store, "rounds", 3)
    people = store.state.participants
    tired = [p.id for p in people[:4]]
    roles = ("chair", "timekeeper", "secretary", "presenter")
    past = [[dict(zip(roles, tired, strict=True))]]
    attended = {p.id: 1 for p in people}
    groups.divide(store, effort=0.1, duties=Duties(past, attended))  # type: ignore[arg-type]
    held = Counter(who for g in store.state.groups for who in g.roles.values())
    for round in past:
        held.update(who for has in round for who in has.values())
    assert max(held.values()) - min(held[p.id] for p in people) <= 1
    for earlier, later in itertools.pairwise(grouping.rounds(store.state)):
        before = {(who, role) for g in earlier for role, who in g.roles.items()}
        assert before.isdisjoint((who, role) for g in later for role, who in g.roles.items())


def test_roles_are_dealt_anew_without_moving_anybody(divided: Store) -> None:
    before = placed(divided)
    shy = divided.state.groups[0].roles["secretary"]
    participants.set(divided, shy, "no_role", True)
    groups.deal_roles(divided)
    assert placed(divided) == before
    assert shy not in divided.state.groups[0].roles.values()
    assert "secretary" in divided.state.groups[0].roles


def test_a_rule_is_a_sentence_that_is_added_changed_and_removed(store: Store) -> None:
    groups.write_rule(store, "Person 1 og Person 2 skal ikke sitte sammen")
    groups.write_rule(store, "Person 3 skal sitte i gruppe 2")
    (apart,) = store.state.grouping.apart
    groups.divide(store, effort=0.1)
    who = next(p.id for p in store.state.participants if p.name == "Person 3")
    assert placed(store)[who] == 2
    groups.write_rule(store, "Person 1 og Person 4 skal sitte sammen", "apart", apart)
    assert store.state.grouping.apart == ()
    assert len(store.state.grouping.together) == 1
    groups.write_rule(store, "Person 3 skal sitte i gruppe 5", "pinned", [who])
    assert store.state.grouping.pinned == {who: 5}
    groups.remove_rule(store, "pinned", [who])
    assert store.state.grouping.pinned == {}


def test_a_pin_holds_in_every_round_and_a_group_that_is_not_there_is_told(store: Store) -> None:
    groups.wish(store, "rounds", 2)
    groups.write_rule(store, "Person 3 skal sitte i gruppe 2")
    groups.divide(store, effort=0.1)
    who = next(p.id for p in store.state.participants if p.name == "Person 3")
    assert [placed(store, n)[who] for n in (1, 2)] == [2, 2]
    groups.write_rule(store, "Person 3 skal sitte i gruppe 9")
    with pytest.raises(Impossible) as caught:
        groups.divide(store)
    assert caught.value.conflict == ["Person 3 skal sitte i gruppe 9, men det er bare 6 grupper."]


def test_what_cannot_be_moved_or_swapped_is_a_sentence(divided: Store) -> None:
    one, other = divided.state.groups[0].members[:2]
    new = participants.add(divided, "Ny")
    with pytest.raises(Sorry, match="ingen gruppe 9"):
        groups.move(divided, one, 9)
    with pytest.raises(Sorry, match="samme gruppe"):
        groups.swap(divided, one, other)
    with pytest.raises(Sorry, match="Begge"):
        groups.swap(divided, one, new)
    with pytest.raises(Sorry, match="ikke i noen gruppe"):
        groups.lock(divided, new)
    with pytest.raises(Sorry, match="ikke i noen gruppe"):
        groups.set_role(divided, new, "chair")


def test_somebody_without_a_group_is_moved_into_one(divided: Store) -> None:
    new = participants.add(divided, "Ny")
    assert [p.id for p in grouping.unplaced(divided.state)] == [new]
    groups.move(divided, new, 3, met=[])
    assert placed(divided)[new] == 3


def test_the_locked_stay_when_the_rest_is_divided_again(divided: Store) -> None:
    kept = {g.members[1]: g.number for g in divided.state.groups[:3]}
    for who in kept:
        groups.lock(divided, who)
    groups.wish(divided, "seed", 5)
    groups.divide(divided)
    assert {who: placed(divided)[who] for who in kept} == kept
    assert {who for g in divided.state.groups for who in g.locked} == set(kept)
    groups.unlock_all(divided)
    assert not any(g.locked for g in divided.state.groups)


def test_a_lock_follows_whoever_is_moved_or_swapped(divided: Store) -> None:
    first, second, third = (g.members[0] for g in divided.state.groups[:3])
    groups.lock(divided, first)
    groups.move(divided, first, 2)
    groups.swap(divided, first, third)
    locked = {g.number: g.locked for g in divided.state.groups if g.locked}
    assert locked == {3: (first,)}
    assert second not in locked[3]


def test_a_lock_holds_in_its_own_round_alone(store: Store) -> None:
    groups.wish(store, "rounds", 3)
    groups.divide(store, effort=0.1)
    who = store.state.participants[0].id
    second = placed(store, 2)[who]
    groups.lock(store, who, round=2)
    groups.divide(store, effort=0.1)
    assert placed(store, 2)[who] == second
    assert [g.round for g in store.state.groups if who in g.locked] == [2]
    assert {round: len(placed(store, round)) for round in (1, 2, 3)} == {1: 30, 2: 30, 3: 30}
    assert mixing.judged(store.state)


def test_rules_hold_and_rules_that_clash_are_told(store: Store) -> None:
    a, b, c = (p.id for p in store.state.participants[:3])
    groups.add_rule(store, "apart", [a, b])
    groups.add_rule(store, "together", [a, c])
    groups.divide(store)
    at = placed(store)
    assert at[a] == at[c] != at[b]
    before = store.state.groups
    groups.add_rule(store, "together", [a, b])
    with pytest.raises(Impossible) as caught:
        groups.divide(store)
    assert len(caught.value.conflict) == 2
    assert store.state.groups == before
    groups.remove_rule(store, "together", [a, b])
    groups.divide(store)


def test_a_rule_takes_two_and_is_kept_once(store: Store) -> None:
    a, b = (p.id for p in store.state.participants[:2])
    with pytest.raises(Sorry, match="minst to"):
        groups.add_rule(store, "apart", [a, a])
    with pytest.raises(Sorry, match="kan ikke endres"):
        groups.add_rule(store, "seed", [a, b])
    groups.add_rule(store, "apart", [a, b])
    groups.add_rule(store, "apart", [a, b])
    assert store.state.grouping.apart == ((a, b),)


@pytest.mark.parametrize(("field", "value"), [("number", 0), ("size", 2.5), ("rounds", 99)])
def test_wishes_that_make_no_sense_are_refused(store: Store, field: str, value: object) -> None:
    with pytest.raises(Sorry, match="helt tall"):
        groups.wish(store, field, value)


def test_a_role_is_exchanged_with_whoever_has_it(divided: Store) -> None:
    roles = divided.state.groups[0].roles
    chair, secretary = roles["chair"], roles["secretary"]
    groups.set_role(divided, chair, "secretary")
    now = divided.state.groups[0].roles
    assert (now["chair"], now["secretary"]) == (secretary, chair)
    free = next(m for m in divided.state.groups[0].members if m not in now.values())
    groups.set_role(divided, free, "chair")
    assert divided.state.groups[0].roles["chair"] == free
    assert secretary not in divided.state.groups[0].roles.values()
    groups.set_role(divided, free, None)
    assert "chair" not in divided.state.groups[0].roles


def test_groups_fit_their_tables(store: Store) -> None:
    venue = about.add_venue(store, "Nordgården")
    rooms = [
        change_room(Room(name="Kottet", tables=2, seats=3)),
        change_room(Room(name="Salen", tables=4, seats=8)),
    ]
    about.set_venue(store, venue, "rooms", rooms)
    groups.wish(store, "by", "number")
    groups.divide(store)
    assert [len(g.members) for g in store.state.groups] == [3, 3, 6, 6, 6, 6]
    assert [(t.number, t.room) for t in store.state.tables][:3] == [
        (1, "Kottet"),
        (2, "Kottet"),
        (3, "Salen"),
    ]


def change_room(room: Room) -> dict[str, object]:
    return {"name": room.name, "tables": room.tables, "seats": room.seats}


def test_a_repair_seats_the_late_in_the_places_of_the_absent(divided: Store) -> None:
    before = placed(divided)
    gone = divided.state.groups[2].roles["secretary"]
    participants.check_in(divided, gone, "absent")
    new = participants.add(divided, "Ny Person", "Nav")
    assert groups.repair(divided) == 0
    after = placed(divided)
    assert gone not in after
    assert after.pop(new) == before[gone]
    assert after == {who: at for who, at in before.items() if who != gone}
    assert set(divided.state.groups[2].roles) == {"chair", "timekeeper", "secretary", "presenter"}
    assert list(grouping.problems(divided.state)) == []
    assert mixing.judged(divided.state)
    undo(divided)
    assert placed(divided) == before


def test_a_repair_is_shown_before_it_is_taken(divided: Store) -> None:
    before = divided.state
    gone = before.groups[2].roles["secretary"]
    participants.check_in(divided, gone, "absent")
    new = participants.add(divided, "Ny Person", "Nav")
    shown = mending.mended(divided.state)
    assert divided.state.groups == before.groups
    assert [(s.person, s.before, s.after) for s in shown.out] == [(gone, 3, 0)]
    assert [(s.person, s.before, s.after) for s in shown.seated] == [(new, 0, 3)]
    assert shown.moved == []
    assert [(t.role, t.round, t.group) for t in shown.roles] == [("secretary", 1, 3)]
    assert mending.take(divided, shown) == 0
    with pytest.raises(Sorry, match="Lag et nytt forslag"):
        mending.take(divided, shown)


def test_who_must_move_in_a_repair_is_told_with_both_groups(divided: Store) -> None:
    for who in divided.state.groups[0].members[:3]:
        participants.check_in(divided, who, "absent")
    shown = mending.mended(divided.state)
    was, places = placed(divided), {m: g.number for g in shown.groups for m in g.members}
    assert shown.people_moved == 2
    assert {s.person: (s.before, s.after) for s in shown.moved} == {
        who: (was[who], now) for who, now in places.items() if was[who] != now
    }
    mending.take(divided, shown)
    assert sorted(len(g.members) for g in divided.state.groups) == [4, 4, 4, 5, 5, 5]
    undo(divided)
    assert placed(divided) == was


def test_a_late_arrival_after_the_first_group_session_gets_a_place(divided: Store) -> None:
    with divided.change("agenda.add") as draft:
        draft.put(
            AgendaItem(
                id="a", rank=1.0, title="Slik ser vi det", minutes=40, round=1, started=0, ended=1
            ),
            AgendaItem(id="b", rank=2.0, title="Tiltak", minutes=40, round=1),
        )
    new = participants.add(divided, "Ny Person", "Nav")
    assert groups.repair(divided) == 0
    assert new in placed(divided)


def test_another_division_lies_beside_until_one_is_chosen(divided: Store) -> None:
    before = divided.state
    beside.make(divided, weights={"mix_field": 20})
    assert divided.state.groups == before.groups
    other = divided.state.alternative
    assert {m for g in other.groups for m in g.members} == set(placed(divided))
    assert other.grouping.mix_field == 20
    moves = beside.moves(divided.state)
    assert 0 < len(moves) < 30
    beside.use_other(divided)
    assert [g.members for g in divided.state.groups] == [g.members for g in other.groups]
    assert divided.state.grouping.mix_field == 20
    assert mixing.judged(divided.state)
    assert [g.members for g in divided.state.alternative.groups] == [
        g.members for g in before.groups
    ]
    beside.use_other(divided)
    assert divided.state.groups == before.groups
    assert divided.state.grouping == before.grouping
    beside.drop_other(divided)
    with pytest.raises(Sorry, match="ingen annen inndeling"):
        beside.use_other(divided)
    undo(divided)
    assert divided.state.alternative.groups != ()


def test_the_other_division_keeps_rules_and_locks_and_forgets_who_has_left(divided: Store) -> None:
    who = divided.state.groups[1].members[0]
    groups.lock(divided, who)
    beside.make(divided)
    there = {m: g.number for g in divided.state.alternative.groups for m in g.members}
    assert there[who] == 2
    participants.remove(divided, divided.state.groups[0].members[0])
    beside.use_other(divided)
    assert len(placed(divided)) == 29
    assert who in divided.state.groups[1].locked


def test_a_longer_search_is_kept_only_where_it_is_better(divided: Store) -> None:
    before = divided.state
    assert not groups.divide(divided, effort=0.1, only_better=True)
    assert divided.state == before
    groups.move(divided, before.groups[0].members[0], 4, met=[])
    assert groups.divide(divided, effort=0.1, only_better=True)


def test_a_proof_that_nothing_is_better_is_kept(store: Store) -> None:
    pytest.importorskip("ortools")
    with store.change("participants.remove") as draft:
        draft.remove(*draft.state.participants[9:])
        draft.put(
            *(change(p, organisation=f"O{n % 2}", field=f"F{n % 4}")
              for n, p in enumerate(draft.state.participants[:9]))
        )  # fmt: skip
    groups.wish(store, "size", 3)
    ids = [p.id for p in store.state.participants]
    met = [[ids[0:3], ids[3:6], ids[6:9]], [ids[0::3], ids[1::3], ids[2::3]]]
    groups.divide(store, met)
    before = store.state.grouping
    assert not before.proven
    assert not groups.divide(store, met, only_better=True, prove=True)
    after = store.state.grouping
    assert after.cost == before.cost
    assert after.proven
    assert after.bound == after.cost


def test_a_repair_leaves_rounds_that_are_over(store: Store) -> None:
    groups.wish(store, "rounds", 2)
    groups.divide(store, effort=0.1)
    with store.change("agenda.add") as draft:
        draft.put(AgendaItem(id="r", rank=1.0, title="Runde 1", minutes=40, round=1, ended=1.0))
    first, second = placed(store, 1), placed(store, 2)
    gone = store.state.participants[0].id
    participants.check_in(store, gone, "absent")
    groups.repair(store)
    assert placed(store, 1) == first
    assert grouping.away(store.state) == ()
    assert placed(store, 2) == {who: at for who, at in second.items() if who != gone}


def test_a_move_after_a_repair_is_judged_though_the_first_round_had_others(store: Store) -> None:
    groups.wish(store, "rounds", 3)
    groups.divide(store, effort=0.1)
    with store.change("agenda.add") as draft:
        draft.put(AgendaItem(id="r", rank=1.0, title="Runde 1", minutes=40, round=1, ended=1.0))
    participants.check_in(store, store.state.participants[0].id, "absent")
    groups.repair(store)
    mended = store.state.grouping
    groups.judge(store, [])
    assert mixing.judged(store.state)
    assert store.state.grouping.cost == mended.cost
    assert store.state.grouping.terms["met"][0] == mended.terms["met"][0]
    who = next(g for g in store.state.groups if g.round == 3).members[0]
    groups.move(store, who, 4, round=3, met=[])
    assert mixing.judged(store.state)


def test_a_round_that_is_over_stays_when_the_rest_of_the_day_is_divided_again(
    store: Store,
) -> None:
    groups.wish(store, "rounds", 2)
    groups.divide(store, effort=0.1)
    with store.change("agenda.add") as draft:
        draft.put(
            AgendaItem(id="r", rank=1.0, title="Runde 1", minutes=40, round=1, started=0, ended=1)
        )
    first = [g for g in store.state.groups if g.round == 1]
    participants.add(store, "Ny Person", "Nav")
    groups.wish(store, "rounds", 3)
    groups.divide(store, effort=0.1)
    state = store.state
    assert [g for g in state.groups if g.round == 1] == first
    assert {round: len(placed(store, round)) for round in (1, 2, 3)} == {1: 30, 2: 31, 3: 31}
    assert mixing.judged(state)
    for earlier, later in itertools.pairwise(grouping.rounds(state)):
        before = {(who, role) for g in earlier for role, who in g.roles.items()}
        assert before.isdisjoint((who, role) for g in later for role, who in g.roles.items())
    groups.wish(store, "rounds", 1)
    with pytest.raises(Sorry, match="Velg flere runder"):
        groups.divide(store)
    assert store.state.groups == state.groups


@given(st.integers(1, 5), st.integers(1, 5), st.randoms(use_true_random=False))
def test_the_same_groups_under_other_numbers_are_the_same_division(
    number: int, size: int, draw: random.Random
) -> None:
    ids = [f"p{n}" for n in range(number * size + draw.randint(0, number - 1))]
    now, found = (
        tuple(
            Group(id=f"1-{n + 1}", round=1, number=n + 1, members=tuple(order[n::number]))
            for n in range(number)
        )
        for order in (ids, draw.sample(ids, len(ids)))
    )
    wish = Grouping(pinned={found[0].members[0]: 1})
    made = beside.aligned(State(groups=now, grouping=wish), found)
    assert {frozenset(g.members) for g in made} == {frozenset(g.members) for g in found}
    assert [(g.number, len(g.members)) for g in made] == [(g.number, len(g.members)) for g in found]
    assert [g.id for g in made] == [f"1-{g.number}" for g in made]
    assert made[0].members == found[0].members
    stay = [
        sum(len({*a.members} & {*b.members}) for a, b in zip(now, other, strict=True))
        for other in (made, found)
    ]
    assert stay[0] >= stay[1]


def test_there_is_nothing_to_repair_when_all_have_groups(divided: Store) -> None:
    with pytest.raises(Sorry, match="ikke noe å reparere"):
        groups.repair(divided)


def test_nothing_can_be_divided_or_repaired_without_people(tmp_path: Path) -> None:
    empty = Store.create(tmp_path / "tomt.db")
    with pytest.raises(Sorry, match="Les inn deltakerlista"):
        groups.divide(empty)
    with pytest.raises(Sorry, match="Del deltakerne inn"):
        groups.repair(empty)
    empty.close()


def test_who_stays_away_is_not_divided(store: Store) -> None:
    gone = store.state.participants[0]
    with store.change("participants.check_in") as draft:
        draft.put(change(gone, attendance="absent"))
    groups.divide(store)
    assert gone.id not in placed(store)
    assert len(placed(store)) == 29


def test_who_is_removed_while_the_search_runs_is_in_no_group(store: Store) -> None:
    gone = store.state.participants[0].id

    def progress(_done: float, _best: float, _bound: float) -> bool:
        if any(p.id == gone for p in store.state.participants):
            participants.remove(store, gone)
        return False

    groups.divide(store, progress=progress)
    assert gone not in placed(store)
    assert all(gone not in g.roles.values() for g in store.state.groups)


def test_those_who_have_met_are_kept_apart(divided: Store) -> None:
    met = [[list(group.members) for group in divided.state.groups]]
    groups.divide(divided, met)
    again = divided.state.grouping.terms["met"]
    assert again[0] == again[1] == 0
