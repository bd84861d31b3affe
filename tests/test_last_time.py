"""How long the rows took last time, and a programme that gives them that time."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from samverk import agenda, words
from samverk.actions import agenda as deeds
from samverk.model import About, AgendaItem, Day, Measure, Note, Series, State
from samverk.series import carried, follows
from samverk.store import Store


@pytest.fixture(autouse=True)
def _bokmaal() -> None:
    words.use("nb")


def row(n: int, minutes: int, took: int | None = None, at: int | None = None) -> AgendaItem:
    return AgendaItem(
        id=f"r-{n}", rank=float(n), title=f"Rad {n}", minutes=minutes, took=took, locked_at=at
    )


def day(*rows: AgendaItem, start: int = 540) -> Day:
    return Day(start=start, end=start + sum(r.minutes for r in rows))


PROGRAMME = (
    row(1, 15, took=25),
    row(2, 60, took=45),
    row(3, 45, took=50),
    row(4, 45, took=70, at=660),
    row(5, 30, took=40),
    row(6, 60, took=60),
)


def test_rows_share_what_lies_between_the_held_times_as_they_went() -> None:
    found = agenda.as_it_went(PROGRAMME, day(*PROGRAMME))
    assert found == {"r-1": 25, "r-2": 45, "r-3": 50, "r-5": 35, "r-6": 55}


@given(
    rows=st.lists(
        st.tuples(st.integers(1, 90), st.none() | st.integers(2, 240), st.booleans()),
        min_size=1,
        max_size=14,
    )
)
def test_locked_rows_and_the_end_of_the_day_stay_whatever_it_took(
    rows: list[tuple[int, int | None, bool]],
) -> None:
    items, at = [], 480
    for n, (minutes, took, locked) in enumerate(rows):
        items.append(row(n, minutes, took, at if locked else None))
        at += minutes
    frame = day(*items, start=480)
    found = agenda.as_it_went(items, frame)
    mended = [
        AgendaItem(
            id=i.id,
            rank=i.rank,
            title="",
            minutes=found.get(i.id, i.minutes),
            took=i.took,
            locked_at=i.locked_at,
        )
        for i in items
    ]
    slots = agenda.slots(mended, frame)
    assert all(slot.gap == 0 for slot in slots)
    assert slots[-1].end == frame.end
    assert all(each.minutes >= 1 for each in mended)
    assert all(m.minutes == i.minutes for m, i in zip(mended, items, strict=True) if i.locked_at)


def test_it_is_told_in_a_sentence_and_taken_with_one_deed(tmp_path: Path) -> None:
    store = Store.create(tmp_path / "samverk.db", "organiser")
    with store.change("test") as draft:
        draft.put(day(*PROGRAMME), *PROGRAMME)
    assert agenda.told(store.state.agenda, store.state.day) == (
        "Sist gikk det annerledes: «Rad 2» varte 45 minutter, ikke 60; «Rad 1» varte 25 minutter, "
        "ikke 15; «Rad 5» varte 40 minutter, ikke 30; 1 punkt til."
    )
    deeds.take_last(store)
    assert [r.minutes for r in store.state.agenda] == [25, 45, 50, 45, 35, 55]
    assert agenda.summary(store.state).startswith("Programmet går opp")
    assert agenda.told(store.state.agenda, store.state.day) == ""
    store.close()


def test_the_plan_can_be_kept_and_is_not_asked_about_again(tmp_path: Path) -> None:
    store = Store.create(tmp_path / "samverk.db", "organiser")
    with store.change("test") as draft:
        draft.put(day(*PROGRAMME), *PROGRAMME)
    deeds.leave_last(store)
    assert [r.minutes for r in store.state.agenda] == [r.minutes for r in PROGRAMME]
    assert agenda.told(store.state.agenda, store.state.day) == ""
    store.close()


def ran(n: int, minutes: int, *, started: float, took: float) -> AgendaItem:
    return AgendaItem(
        id=f"r-{n}",
        rank=float(n),
        title=f"Rad {n}",
        minutes=minutes,
        started=started,
        ended=started + took * 60,
    )


def test_what_was_passed_by_or_left_running_is_not_how_long_it_took() -> None:
    noon = dt.datetime(2027, 2, 4, 12, tzinfo=dt.UTC).timestamp()
    state = State(
        about=About(theme="Fravær", date=dt.date(2027, 2, 4)),
        agenda=(
            ran(1, 30, started=noon, took=44),
            ran(2, 30, started=noon, took=0.2),
            ran(3, 30, started=noon, took=900),
            row(4, 30),
        ),
    )
    rows = [r for r in carried(state, b"s" * 32) if isinstance(r, AgendaItem)]
    assert [r.took for r in rows] == [44, None, None, None]
    assert {(r.started, r.ended) for r in rows} == {(None, None)}
    assert "Programmet, 4 punkter, med tidene fra dagen" in follows(state)


def test_open_measures_get_a_row_after_the_welcome_where_the_programme_has_none() -> None:
    rows = (row(1, 15), row(2, 60), row(3, 45), row(4, 45, at=660))
    state = State(
        about=About(theme="Fravær"),
        agenda=rows,
        measures=(Measure(id="m", rank=1.0, text="Felles vakttelefon"),),
    )
    got = sorted(
        (r for r in carried(state, b"s" * 32) if isinstance(r, AgendaItem)), key=lambda r: r.rank
    )
    assert [(r.title, r.minutes) for r in got] == [
        ("Rad 1", 15),
        ("Siden sist", 10),
        ("Rad 2", 50),
        ("Rad 3", 45),
        ("Rad 4", 45),
    ]
    assert got[1].captures == "status"
    assert all(s.gap == 0 for s in agenda.slots(got, day(*rows)))


@pytest.mark.parametrize("kind", ["nothing", "promise"])
def test_the_row_stands_only_where_there_is_something_to_follow(kind: str) -> None:
    promise = Note(id="n", rank=1.0, text="Jeg ringer", what="commitment")
    state = State(agenda=(row(1, 60),), notes=(promise,) if kind == "promise" else ())
    got = [r for r in carried(state, b"s" * 32) if isinstance(r, AgendaItem)]
    assert len(got) == (2 if kind == "promise" else 1)
    assert any(isinstance(r, Series) for r in carried(state, b"s" * 32))
