"""A roster is brought up to date: nobody twice, nobody lost, nothing erased."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from samverk.actions import groups
from samverk.actions import participants as deeds
from samverk.model import Participant, Sorry
from samverk.store import Store, undo

KARI = Participant(id="x", name="Kari Nordvik", organisation="Nav", email="kari@nav.example")


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    made = Store.create(tmp_path / "samverk.db")
    yield made
    made.close()


def names(store: Store) -> list[str]:
    return sorted(p.name for p in store.state.participants)


def test_the_same_list_twice_doubles_nobody(store: Store) -> None:
    people = [KARI, Participant(id="y", name="Ola Hauknes", organisation="Politiet")]
    assert deeds.take(store, people) == (2, 0)
    assert deeds.new(store, people) == 0
    assert deeds.take(store, people) == (0, 2)
    assert names(store) == ["Kari Nordvik", "Ola Hauknes"]


person = st.builds(
    Participant,
    id=st.just("x"),
    name=st.sampled_from(["Kari", "Ola", "Åse"]),
    organisation=st.sampled_from(["", "Nav", "Politiet"]),
    email=st.sampled_from(["", "a@x.example", "B@x.example"]),
    unit=st.sampled_from(["", "Oppvekst"]),
)


@given(st.lists(person, max_size=8))
def test_what_is_taken_again_is_known(people: list[Participant]) -> None:
    known = deeds.Known(people)
    assert all(known.find(each) is not None for each in people)


def test_people_are_known_by_e_mail_when_they_change_names(store: Store) -> None:
    deeds.take(store, [KARI])
    again = Participant(id="z", name="Kari N. Lie", organisation="Nav", email="KARI@nav.example")
    assert deeds.take(store, [again]) == (0, 1)
    assert names(store) == ["Kari N. Lie"]


def test_an_empty_field_erases_nothing(store: Store) -> None:
    deeds.take(store, [KARI])
    deeds.take(store, [Participant(id="z", name="Kari Nordvik", unit="Ungdomsteamet")])
    (kari,) = store.state.participants
    assert (kari.organisation, kari.email, kari.unit) == (
        "Nav",
        "kari@nav.example",
        "Ungdomsteamet",
    )


def test_two_of_one_name_in_different_organisations_are_two(store: Store) -> None:
    other = Participant(id="y", name="Kari Nordvik", organisation="Politiet")
    assert deeds.take(store, [KARI, other]) == (2, 0)
    assert deeds.take(store, [Participant(id="z", name="Kari Nordvik")]) == (1, 0)


def test_who_answers_no_is_noted_but_not_who_has_come(store: Store) -> None:
    deeds.take(store, [KARI])
    no = Participant(id="n", name=KARI.name, organisation="Nav", attendance="absent")
    deeds.take(store, [no])
    (kari,) = store.state.participants
    assert kari.attendance == "absent"
    deeds.check_in(store, kari.id, "present")
    deeds.take(store, [no])
    assert store.state.participants[0].attendance == "present"


def test_a_list_that_is_no_roster_is_refused_whole(store: Store) -> None:
    crowd = [Participant(id="x", name=f"P {n}") for n in range(deeds.MOST + 1)]
    with pytest.raises(Sorry, match="høyst 3000"):
        deeds.take(store, crowd)
    assert store.state.participants == ()


def test_taking_a_list_in_is_undone_as_one(store: Store) -> None:
    deeds.take(store, [KARI, Participant(id="y", name="Ola Hauknes")])
    undo(store)
    assert store.state.participants == ()


def test_who_is_removed_leaves_the_group_and_the_role(store: Store) -> None:
    deeds.take(store, [Participant(id="x", name=f"P {n}") for n in range(8)])
    groups.wish(store, "size", 4)
    groups.divide(store)
    gone = store.state.groups[0].roles["chair"]
    deeds.remove(store, gone)
    assert all(
        gone not in group.members and gone not in group.roles.values()
        for group in store.state.groups
    )
    assert store.state.grouping.cost is None
    undo(store)
    assert store.state.groups[0].roles["chair"] == gone
    assert store.state.grouping.cost is not None


def test_an_emptied_roster_empties_the_groups_and_comes_back(store: Store) -> None:
    deeds.take(store, [Participant(id="x", name=f"P {n}") for n in range(8)])
    groups.divide(store)
    deeds.remove_all(store)
    assert store.state.participants == store.state.groups == ()
    undo(store)
    assert len(store.state.participants) == 8
    assert sum(len(group.members) for group in store.state.groups) == 8


def test_organisations_become_one_when_somebody_says_so(store: Store) -> None:
    deeds.add(store, "A", "Vågsund kommune")
    deeds.add(store, "B", "Vågsund komm.")
    deeds.add(store, "C", "Nav")
    deeds.rename_organisation(store, ["Vågsund kommune", "Vågsund komm."], "Vågsund kommune")
    assert sorted(p.organisation for p in store.state.participants) == [
        "Nav",
        "Vågsund kommune",
        "Vågsund kommune",
    ]


def test_the_rest_has_come_touches_nobody_who_is_checked_in(store: Store) -> None:
    late, absent, rest = (deeds.add(store, name) for name in "ABC")
    deeds.check_in(store, late, "late")
    deeds.check_in(store, absent, "absent")
    deeds.check_in_rest(store)
    came = {p.id: p.attendance for p in store.state.participants}
    assert came == {late: "late", absent: "absent", rest: "present"}


def test_expected_units_are_kept_once_each_without_blanks(store: Store) -> None:
    deeds.expect(store, ["Nav ", "", "Politiet", "Nav"])
    assert store.state.about.expected_units == ("Nav", "Politiet")


@pytest.mark.parametrize(
    ("field", "value"), [("name", "  "), ("attendance", "present"), ("id", "q")]
)
def test_a_field_that_cannot_be_written_is_refused(store: Store, field: str, value: str) -> None:
    who = deeds.add(store, "A")
    with pytest.raises(Sorry):
        deeds.set(store, who, field, value)
    assert store.state.participants[0].name == "A"
