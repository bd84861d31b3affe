"""Each kind of personal data has a purpose and a last day, and says so when that has passed."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

from samverk import keeping
from samverk.model import PARTS, About, Keeping, Participant, State, Table

PERSON = Participant(id="a", name="Kari", email="k@example.no", dietary="egg")
DAY = dt.date(2027, 2, 4)


def state(**more: object) -> State:
    return State(about=About(date=DAY), participants=(PERSON,), **more)  # type: ignore[arg-type]


def test_every_part_says_what_it_is_why_it_is_there_and_until_when() -> None:
    told = keeping.kept(state())
    assert tuple(each.part for each in told) == PARTS
    assert all(each.what and each.purpose and each.seen and each.until for each in told)


def test_what_is_past_its_last_day_is_due_from_the_day_after() -> None:
    assert keeping.due(state(), dt.date(2027, 2, 11)) == []
    assert [k.part for k in keeping.due(state(), dt.date(2027, 2, 12))] == ["dietary"]


def test_a_chosen_date_counts_before_the_usual_one() -> None:
    chosen = state(keeping=Keeping(until={"dietary": dt.date(2027, 12, 1)}))
    assert keeping.due(chosen, dt.date(2027, 3, 1)) == []


def test_nothing_is_due_where_nothing_is_held_or_there_is_no_date() -> None:
    late = dt.date(2040, 1, 1)
    assert keeping.due(State(about=About(date=DAY)), late) == []
    assert keeping.due(State(participants=(PERSON,)), late) == []
    gone = state(tables=(Table(id="1", number=1),), keeping=Keeping(forgotten={"codes": DAY}))
    assert "codes" not in {k.part for k in keeping.due(gone, late)}


def test_a_person_who_is_forgotten_is_held_no_more() -> None:
    forgotten = State(
        about=About(date=DAY), participants=(Participant(id="a", name="Deltaker 1", key="x"),)
    )
    held = {k.part: k.held for k in keeping.kept(forgotten)}
    assert held == {"dietary": 0, "email": 0, "codes": 0, "names": 0, "met": 1}


def test_the_privacy_sheet_says_the_same_days_as_the_rules() -> None:
    sheet = (Path(__file__).parents[1] / "docs" / "personvern.md").read_text(encoding="utf-8")
    rows = {row.split("|")[1].strip(): row for row in sheet.splitlines() if row.startswith("|")}
    for each in keeping.kept(state()):
        assert f"| {keeping.DAYS[each.part]} dager |" in rows[each.what]
