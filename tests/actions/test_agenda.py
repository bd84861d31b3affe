import pytest

from samverk import agenda
from samverk.actions import agenda as deeds
from samverk.actions import running
from samverk.model import AgendaItem, Sorry
from samverk.store import Store, undo

ROWS = [("Velkommen", 15), ("Mål", 20), ("Lunsj", 45), ("Takk", 10)]


@pytest.fixture
def store(data_dir):
    store = Store.create(data_dir / "samverk.db")
    rows = [AgendaItem(id="", rank=0.0, title=title, minutes=n) for title, n in ROWS]
    deeds.use(store, rows, start=9 * 60, end=11 * 60, name="prøve")
    yield store
    store.close()


def titles(store):
    return [row.title for row in store.state.agenda]


def starts(store):
    return {
        slot.item.title: slot.start for slot in agenda.slots(store.state.agenda, store.state.day)
    }


def row(store, title):
    return next(row.id for row in store.state.agenda if row.title == title)


def test_a_ready_programme_gives_its_rows_in_order_and_its_name(store):
    assert titles(store) == [title for title, _minutes in ROWS]
    assert store.state.about.programme == "prøve"


def test_a_programme_is_not_replaced_once_the_day_has_begun(store):
    running.start(store, now=0.0)
    with pytest.raises(Sorry, match="i gang"):
        deeds.use(store, [], start=0, end=1)
    assert len(titles(store)) == 4


def test_a_row_goes_after_the_one_it_is_asked_for_and_last_otherwise(store):
    deeds.add(store, row(store, "Velkommen"), "Innsjekk", 5)
    deeds.add(store)
    assert titles(store) == ["Velkommen", "Innsjekk", "Mål", "Lunsj", "Takk", "Nytt programpunkt"]


@pytest.mark.parametrize(
    ("to", "expected"),
    [
        (0, "Takk Velkommen Mål Lunsj"),
        (-3, "Takk Velkommen Mål Lunsj"),
        (9, "Velkommen Mål Lunsj Takk"),
    ],
)
def test_a_row_takes_the_place_it_is_moved_to(store, to, expected):
    deeds.move(store, row(store, "Takk"), to)
    assert titles(store) == expected.split()


def test_a_row_that_is_on_is_not_removed(store):
    running.start(store, now=0.0)
    with pytest.raises(Sorry, match="i gang"):
        deeds.remove(store, row(store, "Velkommen"))
    deeds.remove(store, row(store, "Mål"))
    assert titles(store) == ["Velkommen", "Lunsj", "Takk"]


def test_a_new_start_time_makes_the_row_before_longer_or_shorter(store):
    deeds.start_at(store, row(store, "Lunsj"), 9 * 60 + 50)
    assert starts(store) == {"Velkommen": 540, "Mål": 555, "Lunsj": 590, "Takk": 635}
    undo(store)
    assert starts(store)["Lunsj"] == 575


def test_the_first_row_begins_with_the_day(store):
    deeds.start_at(store, row(store, "Velkommen"), 8 * 60 + 30)
    assert store.state.day.start == 510
    with pytest.raises(Sorry, match="slutte etter"):
        deeds.start_at(store, row(store, "Velkommen"), 11 * 60)


def test_a_locked_row_is_locked_to_its_new_time(store):
    deeds.lock(store, row(store, "Lunsj"), 600)
    deeds.start_at(store, row(store, "Lunsj"), 610)
    assert starts(store)["Lunsj"] == 610
    assert [r.minutes for r in store.state.agenda] == [n for _title, n in ROWS]


def test_a_row_does_not_begin_before_the_one_before_it(store):
    with pytest.raises(Sorry, match=r"«Mål» begynner kl\. 09\.15"):
        deeds.start_at(store, row(store, "Lunsj"), 9 * 60)


def test_a_row_that_is_dropped_has_no_start_time(store):
    deeds.set(store, row(store, "Mål"), "dropped", True)
    with pytest.raises(Sorry, match="utgår"):
        deeds.start_at(store, row(store, "Mål"), 600)


@pytest.mark.parametrize("minutes", [-1, 601])
def test_a_row_lasts_from_nothing_to_ten_hours(store, minutes):
    with pytest.raises(Sorry, match="vare"):
        deeds.set(store, row(store, "Mål"), "minutes", minutes)


@pytest.mark.parametrize("field", ["id", "rank", "started", "ended"])
def test_what_the_clock_keeps_is_not_changed_by_hand(store, field):
    with pytest.raises(Sorry):
        deeds.set(store, row(store, "Mål"), field, "x")


def test_a_day_ends_after_it_begins(store):
    with pytest.raises(Sorry):
        deeds.set_day(store, 600, 600)
