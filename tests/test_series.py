"""The next date, and who is known again without being named."""

from __future__ import annotations

import datetime as dt

import holidays
from hypothesis import given
from hypothesis import strategies as st

from samverk.forgetting import forgotten
from samverk.model import Meeting, Participant, State
from samverk.series import next_date, person_keys

dates = st.dates(dt.date(2020, 1, 1), dt.date(2060, 12, 31))


@given(date=dates, weeks=st.integers(1, 60))
def test_the_next_date_is_a_working_day_soon_after_the_interval(date: dt.date, weeks: int) -> None:
    found = next_date(date, weeks)
    assert found is not None
    assert found.weekday() < 5
    assert found not in holidays.country_holidays("NO", years=found.year)
    assert 0 <= (found - date).days - 7 * weeks <= 11


def test_without_a_date_or_an_interval_nothing_is_proposed() -> None:
    assert next_date(None, 8) is None
    assert next_date(dt.date(2027, 2, 4), None) is None


def test_a_date_in_easter_moves_past_it() -> None:
    thursday = dt.date(2027, 1, 28)
    assert next_date(thursday, 8) == dt.date(2027, 3, 30)


@given(name=st.text(min_size=1), secret=st.binary(min_size=16, max_size=32))
def test_a_key_holds_for_the_same_person_and_one_secret_only(name: str, secret: bytes) -> None:
    person = Participant(id="a", name=name, organisation="Nav", email="Kari@Nav.example")
    again = Participant(id="b", name=name, organisation="NAV", email="kari@nav.example ")
    assert person_keys(secret, person) == person_keys(secret, again)
    assert not set(person_keys(secret, person)) & set(person_keys(secret + b"x", person))


def test_who_is_forgotten_leaves_the_earlier_groups_and_the_roles_in_them() -> None:
    person = Participant(id="a", name="Kari", organisation="Nav", email="kari@nav.example")
    mine, other = "|".join(person_keys(b"s" * 16, person)), "f" * 32
    meeting = Meeting(
        id="1-1",
        title="Sist",
        groups=((mine, other),),
        roles=({"chair": mine, "secretary": other},),
    )
    state = State(participants=(person,), meetings=(meeting,))
    changed = forgotten(
        state,
        {"names"},
        lambda p: "|".join(person_keys(b"s" * 16, p)),
        dt.date(2027, 2, 4),
        person="a",
    )
    [left] = [record for record in changed if isinstance(record, Meeting)]
    assert left.groups == ((other,),)
    assert left.roles == ({"secretary": other},)
