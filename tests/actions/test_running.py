import pytest

from samverk.actions import agenda, running
from samverk.model import AgendaItem, Sorry
from samverk.store import Store, undo

NINE = 1_800_000_000.0
ROWS = [("Velkommen", 15), ("Pause", 10), ("Takk", 5)]


@pytest.fixture
def store(data_dir):
    store = Store.create(data_dir / "samverk.db")
    rows = [AgendaItem(id="", rank=0.0, title=title, minutes=n) for title, n in ROWS]
    agenda.use(store, rows, start=9 * 60, end=9 * 60 + 30)
    yield store
    store.close()


def row(store, title):
    return next(row for row in store.state.agenda if row.title == title)


def test_the_day_goes_row_by_row_and_keeps_when_each_began_and_ended(store):
    running.start(store, now=NINE)
    running.start(store, now=NINE + 1000)
    running.start(store, now=NINE + 1500)
    running.finish(store, now=NINE + 1800)
    kept = [(r.started - NINE, r.ended - NINE) for r in store.state.agenda]
    assert kept == [(0, 1000), (1000, 1500), (1500, 1800)]
    assert store.state.day.finished
    with pytest.raises(Sorry, match="i gang"):
        running.add_minutes(store)


def test_there_is_nothing_after_the_last_row(store):
    running.start(store, row(store, "Takk").id, now=NINE)
    with pytest.raises(Sorry, match="ikke flere"):
        running.start(store, now=NINE + 60)


def test_two_who_start_the_same_row_start_it_once(store):
    pause = row(store, "Pause").id
    running.start(store, pause, now=NINE)
    with pytest.raises(Sorry, match="«Pause» er alt i gang"):
        running.start(store, pause, now=NINE + 1)
    assert row(store, "Pause").started == NINE


def test_a_dropped_row_is_passed_over_but_can_be_started(store):
    agenda.set(store, row(store, "Pause").id, "dropped", True)
    running.start(store, now=NINE)
    running.start(store, now=NINE + 60)
    assert store.state.day.item == row(store, "Takk").id
    running.start(store, row(store, "Pause").id, now=NINE + 120)
    assert not row(store, "Pause").dropped


def test_five_minutes_more_and_five_less(store):
    running.start(store, now=NINE)
    running.add_minutes(store, 5)
    assert store.state.day.due == NINE + 20 * 60
    running.add_minutes(store, -5)
    assert store.state.day.due == NINE + 15 * 60
    with pytest.raises(Sorry, match="120"):
        running.add_minutes(store, 121)


def test_what_was_left_when_the_clock_stopped_is_left_when_it_goes_again(store):
    running.start(store, now=NINE)
    running.stop_clock(store, now=NINE + 60)
    running.stop_clock(store, now=NINE + 90)
    running.start_clock(store, now=NINE + 360)
    assert store.state.day.due == NINE + 15 * 60 + 300
    assert store.state.day.stopped is None


def test_a_clock_that_has_not_begun_is_not_stopped(store):
    with pytest.raises(Sorry):
        running.stop_clock(store, now=NINE)


def test_a_proposal_is_taken_and_taken_back_in_one(store):
    running.start(store, now=NINE)
    before = store.state
    welcome, pause = row(store, "Velkommen"), row(store, "Pause")
    running.replan(store, {welcome.id: 12}, [pause.id])
    assert row(store, "Velkommen").minutes == 12
    assert store.state.day.due == NINE + 12 * 60
    assert row(store, "Pause").dropped
    undo(store)
    assert (store.state.agenda, store.state.day) == (before.agenda, before.day)


def test_a_proposal_with_a_length_that_no_row_has_changes_nothing(store):
    with pytest.raises(Sorry):
        running.replan(store, {row(store, "Pause").id: 5, row(store, "Takk").id: -5})
    assert [r.minutes for r in store.state.agenda] == [15, 10, 5]


def test_the_day_begins_again_with_its_rows_as_they_are(store):
    running.start(store, now=NINE)
    running.finish(store, now=NINE + 60)
    running.begin_again(store)
    assert not any(r.started or r.ended for r in store.state.agenda)
    assert not store.state.day.finished
