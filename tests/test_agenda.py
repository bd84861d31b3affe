from __future__ import annotations

import datetime as dt
import time
from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from samverk import agenda
from samverk.agenda.pace import course, minute_of, moment_of
from samverk.model import About, AgendaItem, Day, Form, Sorry, State, change
from samverk.words import clock

THURSDAY = dt.date(2027, 2, 4)
SPRING_FORWARD = dt.date(2027, 3, 28)
FALL_BACK = dt.date(2027, 10, 31)


@pytest.fixture(autouse=True)
def norwegian_time() -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("TZ", "Europe/Oslo")
        if hasattr(time, "tzset"):
            time.tzset()
        yield
    if hasattr(time, "tzset"):
        time.tzset()


def row(
    id: str,
    minutes: int,
    form: Form = "plenary",
    *,
    at: str = "",
    owner: str = "Ragnhild Aune",
    title: str = "",
) -> AgendaItem:
    lock = agenda.parse_clock(at) if at else None
    return AgendaItem(
        id=id, rank=1, title=title or id, minutes=minutes, form=form, owner=owner, locked_at=lock
    )


def state(*rows: AgendaItem, start: str = "9", end: str = "15.30") -> State:
    day = Day(start=agenda.parse_clock(start), end=agenda.parse_clock(end))
    return State(about=About(date=THURSDAY), day=day, agenda=rows)


def at(text: str, date: dt.date = THURSDAY) -> float:
    return moment_of(date, agenda.parse_clock(text))


def on(state: State, id: str, started: str, due: str) -> State:
    """The state with that row on."""
    rows = tuple(
        change(item, started=at(started)) if item.id == id else item for item in state.agenda
    )
    day = change(state.day, item=id, due=at(due))
    return State(about=state.about, day=day, agenda=rows)


def taken(state: State, proposal: agenda.Proposal) -> State:
    """The state after a proposal is taken, as the deed of replanning does it."""
    day, rows = state.day, []
    for item in state.agenda:
        minutes = proposal.minutes.get(item.id, item.minutes)
        if item.id == day.item and day.due is not None:
            day = change(day, due=day.due + (minutes - item.minutes) * 60)
        rows.append(
            change(item, minutes=minutes, dropped=item.dropped or item.id in proposal.dropped)
        )
    return State(about=state.about, day=day, agenda=tuple(rows))


AFTERNOON = state(
    row("gruppearbeid", 90, "groups"),
    row("pause", 15, "break"),
    row("oppsummering", 50),
    row("prikker", 25),
    row("takk", 15),
    start="12.15",
)


@pytest.fixture
def late() -> State:
    """The afternoon, eight minutes late."""
    return on(AFTERNOON, "gruppearbeid", "12.23", "13.53")


# Times that follow


@given(st.lists(st.integers(0, 200), max_size=20), st.integers(0, 900))
def test_each_row_begins_when_the_one_before_it_ends(lengths: list[int], start: int) -> None:
    rows = [row(str(n), length) for n, length in enumerate(lengths)]

    slots = agenda.slots(rows, Day(start=start))

    assert [slot.end - slot.start for slot in slots] == lengths
    assert [slot.start for slot in slots] == [start + sum(lengths[:n]) for n in range(len(lengths))]
    assert not any(slot.gap for slot in slots)


@given(
    st.lists(
        st.tuples(st.integers(0, 120), st.none() | st.integers(0, 1439), st.booleans()),
        max_size=12,
    )
)
def test_locked_rows_begin_at_their_time_and_dropped_ones_have_none(
    rows: list[tuple[int, int | None, bool]],
) -> None:
    items = [
        AgendaItem(id=str(n), rank=n, title="", minutes=minutes, locked_at=lock, dropped=dropped)
        for n, (minutes, lock, dropped) in enumerate(rows)
    ]

    slots = agenda.slots(items, Day(start=540))

    assert [slot.item for slot in slots] == [item for item in items if not item.dropped]
    free = 540
    for slot in slots:
        assert slot.start == (free if slot.item.locked_at is None else slot.item.locked_at)
        assert slot.start == free + slot.gap
        free = slot.end


# What does not add up


def said(state: State, about: str) -> list[str]:
    return [problem.text for problem in agenda.problems(state) if problem.about == about]


def test_a_programme_that_adds_up_has_no_problems() -> None:
    whole = state(row("a", 150), row("lunsj", 45, "break", at="11.30", owner=""), row("b", 195))

    assert list(agenda.problems(whole)) == []
    assert agenda.summary(whole) == "Programmet går opp fra 09.00 til 15.30."


def test_an_empty_programme_says_how_to_begin() -> None:
    assert said(state(), "rows") == ["Hent et ferdig program, eller legg til et programpunkt."]
    assert agenda.summary(state()) == "Programmet er tomt."


def test_what_ends_early_or_late_is_said_with_the_minutes() -> None:
    early, late = state(row("a", 370)), state(row("a", 391))

    assert agenda.summary(early) == "Programmet slutter kl. 15.10, 20 minutter før tiden."
    assert said(early, "time") == ["Det er 20 minutter uten innhold før dagen slutter kl. 15.30."]
    assert agenda.summary(late) == "Programmet slutter kl. 15.31, 1 minutt for sent."
    assert said(late, "time") == ["Programmet slutter 1 minutt etter at dagen er slutt kl. 15.30."]


def test_gaps_and_overlaps_are_told_at_the_locked_row() -> None:
    gap = state(row("a", 140), row("Lunsj", 45, "break", at="11.30"), row("b", 195))
    overlap = state(row("a", 155), row("Lunsj", 45, "break", at="11.30"), row("b", 195))

    assert said(gap, "time") == ["Det er 10 minutter uten innhold før «Lunsj» kl. 11.30."]
    assert next(agenda.problems(gap)).item == "Lunsj"
    assert agenda.summary(gap) == "Programmet slutter kl. 15.30, men tidene går ikke opp."
    assert said(overlap, "time") == [
        "«Lunsj» er låst til kl. 11.30, men programmet før varer 5 minutter for lenge."
    ]


def test_locked_rows_that_clash_are_named_together() -> None:
    clash = state(row("Lunsj", 45, "break", at="11.30"), row("Besøk", 210, at="12"))

    assert (
        "«Lunsj» og «Besøk» er låst til tider som kolliderer: "
        "«Lunsj» slutter kl. 12.15, og «Besøk» begynner kl. 12.00."
    ) in said(clash, "time")


def test_a_row_locked_before_the_day_begins_is_told() -> None:
    assert said(state(row("Frokost", 420, at="8.30")), "time") == [
        "«Frokost» er låst til kl. 08.30, men dagen begynner først kl. 09.00."
    ]


def test_rows_without_owner_or_minutes_are_told_and_breaks_need_no_owner() -> None:
    lacking = state(
        row("Prikker", 375, owner=" "), row("Pause", 15, "break", owner=""), row("Tom", 0)
    )

    assert said(lacking, "owner") == ["Det mangler ansvarlig for «Prikker»."]
    assert said(lacking, "minutes") == ["«Tom» har ingen varighet."]


# As people type


@pytest.mark.parametrize(
    "text", ["930", "0930", "9.30", "9:30", "09.30", " kl. 9.30 ", "kl 930", "Kl.9:30", "9,30"]
)
def test_a_clock_time_is_understood_however_it_is_typed(text: str) -> None:
    assert agenda.parse_clock(text) == 9 * 60 + 30


@pytest.mark.parametrize(
    "text", ["", "24", "9.60", "9.3", "99999", "halv ti", "-9", "9.30.00", "٩"]
)
def test_what_is_no_clock_time_gets_a_sentence(text: str) -> None:
    with pytest.raises(Sorry, match="Skriv klokkeslettet som"):
        agenda.parse_clock(text)


@given(st.integers(0, 1439))
def test_every_time_of_day_survives_being_shown_and_typed_again(minute: int) -> None:
    shown = clock(minute)

    assert agenda.parse_clock(shown) == minute
    assert agenda.parse_clock(f"kl. {shown}") == minute
    assert agenda.parse_clock(shown.replace(".", ":")) == minute
    assert agenda.parse_clock(shown.replace(".", "")) == minute


@pytest.mark.parametrize(
    "text", ["90", "90 min", "90 minutter", "1 t 30", "1t30", "1:30", "1.30", "1,5 t", "1.5 timer",
             "1 time og 30 minutter", "1 t 30 min"]
)  # fmt: skip
def test_a_duration_is_understood_however_it_is_typed(text: str) -> None:
    assert agenda.parse_minutes(text) == 90


@pytest.mark.parametrize("text", ["", "-5", "1 t 75", "25 t", "1441", "lenge", "1,5", "99999999"])
def test_what_is_no_duration_gets_a_sentence(text: str) -> None:
    with pytest.raises(Sorry, match="Skriv varigheten"):
        agenda.parse_minutes(text)


@given(st.integers(0, 1440))
def test_every_duration_survives_being_written_in_two_ways(minutes: int) -> None:
    assert agenda.parse_minutes(str(minutes)) == minutes
    assert agenda.parse_minutes(f"{minutes // 60} t {minutes % 60}") == minutes


# The running day


def test_before_the_day_nothing_is_on_and_nothing_is_late() -> None:
    now = agenda.running(AFTERNOON, at("8"))

    assert (now.item, now.left, now.behind) == (None, 0.0, 0)
    assert now.next is AFTERNOON.agenda[0]
    assert agenda.proposals(AFTERNOON, at("8")) == ()


def test_a_day_that_has_not_begun_in_time_is_late() -> None:
    assert agenda.running(AFTERNOON, at("12.25")).behind == 10


def test_on_another_date_a_day_that_has_not_begun_is_not_late() -> None:
    assert agenda.running(AFTERNOON, at("12.25", dt.date(2027, 2, 9))).behind == 0


def test_what_is_on_knows_what_is_left_and_how_late_the_day_is(late: State) -> None:
    now = agenda.running(late, at("13.13") + 12)

    assert now.item is not None
    assert now.item.id == "gruppearbeid"
    assert now.next is not None
    assert now.next.id == "pause"
    assert now.left == 39 * 60 + 48
    assert now.behind == 8


def test_a_row_over_its_time_makes_the_day_later_as_it_goes(late: State) -> None:
    over = agenda.running(late, at("13.55"))

    assert over.left == -120
    assert over.behind == 10


def test_while_the_clock_is_stopped_what_is_left_stays_and_the_day_gets_later(late: State) -> None:
    stopped = State(about=late.about, day=change(late.day, stopped=at("13.13")), agenda=late.agenda)

    first, second = (agenda.running(stopped, at(text)) for text in ("13.13", "13.20"))

    assert first.left == second.left == 40 * 60
    assert (first.behind, second.behind) == (8, 15)
    assert second.stopped


def test_a_gap_before_a_locked_row_takes_up_lateness() -> None:
    day = state(row("a", 140), row("lunsj", 45, "break", at="11.30"), row("b", 195))

    assert agenda.running(on(day, "a", "9.08", "11.28"), at("9.30")).behind == -2
    assert agenda.proposals(on(day, "a", "9.08", "11.28"), at("9.30")) == ()


def test_a_finished_day_is_neither_late_nor_has_proposals(late: State) -> None:
    done = State(
        about=late.about,
        day=change(late.day, item="", due=None, finished=True),
        agenda=late.agenda,
    )

    assert agenda.running(done, at("18")).behind == 0
    assert agenda.proposals(done, at("18")) == ()


def test_planned_and_actual_times_stand_side_by_side() -> None:
    began = on(AFTERNOON, "gruppearbeid", "12.20", "13.50")
    rows = (change(began.agenda[0], ended=at("13.55")), *began.agenda[1:])
    first, second, *_rest = agenda.actuals(State(about=began.about, day=began.day, agenda=rows))

    assert (clock(first.planned_start), first.planned_minutes) == ("12.15", 90)
    assert (clock(first.start or 0), clock(first.end or 0), first.minutes) == ("12.20", "13.55", 95)
    assert (second.start, second.end, second.minutes) == (None, None, None)


def test_the_forecast_follows_what_is_on(late: State) -> None:
    assert [clock(slot.start) for slot in agenda.forecast(late, at("13.13"))] == [
        "12.23", "13.53", "14.08", "14.58", "15.23",
    ]  # fmt: skip


@pytest.mark.parametrize("date", [THURSDAY, SPRING_FORWARD, FALL_BACK])
def test_a_time_of_day_is_the_same_on_days_when_the_clocks_change(date: dt.date) -> None:
    for minute in range(4 * 60, 24 * 60, 7):
        assert minute_of(date, moment_of(date, minute)) == minute


@pytest.mark.skipif(not hasattr(time, "tzset"), reason="the zone is the machine's own")
@pytest.mark.parametrize(("date", "hours"), [(THURSDAY, 9), (SPRING_FORWARD, 8), (FALL_BACK, 10)])
def test_the_hours_before_nine_are_those_of_that_day(date: dt.date, hours: int) -> None:
    assert moment_of(date, 9 * 60) - moment_of(date, 0) == hours * 3600


# Taking time back


def shown(proposal: agenda.Proposal) -> list[str]:
    return [
        "utgår" if start is None else clock(start) + ("*" if changed else "")
        for _item, start, changed in proposal.starts
    ] + [clock(proposal.end)]


def test_eight_minutes_late_can_be_taken_back_in_three_ways(late: State) -> None:
    found = agenda.proposals(late, at("13.13") + 12)

    assert [(proposal.kind, proposal.title) for proposal in found] == [
        ("nothing", "Hvis vi ikke gjør noe"),
        ("evenly", "Kort ned alt litt"),
        ("one", "Kort ned «oppsummering» til 42 min"),
        ("drop", "Dropp «pause»"),
    ]
    assert [shown(proposal) for proposal in found] == [
        ["13.53", "14.08", "14.58", "15.23", "15.38"],
        ["13.49*", "14.04*", "14.52*", "15.16*", "15.30"],
        ["13.53", "14.08", "14.50*", "15.15*", "15.30"],
        ["utgår", "13.53*", "14.43*", "15.08*", "15.23"],
    ]


def test_what_is_lost_before_a_locked_lunch_is_taken_back_before_it() -> None:
    day = state(
        row("a", 60), row("b", 70), row("c", 20), row("lunsj", 45, at="11.30"), row("d", 195)
    )
    found = agenda.proposals(on(day, "a", "9.10", "10.10"), at("9.20"))

    assert [proposal.kind for proposal in found] == ["nothing", "evenly", "one", "drop"]
    assert shown(found[0]) == ["10.10", "11.20", "11.40", "12.25", "15.40"]
    for proposal in found[1:]:
        assert {id: start for id, start, _new in proposal.starts}["lunsj"] == 11 * 60 + 30
        assert "d" not in proposal.minutes
        assert clock(proposal.end) == "15.30"


def test_a_lunch_that_cannot_be_reached_in_time_leaves_only_what_happens() -> None:
    day = state(row("a", 150), row("lunsj", 45, at="11.30"), row("b", 195))

    found = agenda.proposals(on(day, "a", "9.20", "11.50"), at("11.28"))

    assert [proposal.kind for proposal in found] == ["nothing"]


def test_when_the_locked_time_has_passed_the_rest_of_the_day_can_still_be_saved() -> None:
    day = state(row("a", 150), row("lunsj", 45, at="11.30"), row("b", 100), row("c", 95))

    found = agenda.proposals(on(day, "a", "9.10", "11.40"), at("11.40"))

    assert [proposal.kind for proposal in found] == ["nothing", "evenly", "one"]
    assert {clock(proposal.end) for proposal in found[1:]} == {"15.30"}


def test_breaks_are_spared_as_long_as_others_can_give(late: State) -> None:
    evenly = agenda.proposals(late, at("13.13"))[1]

    assert "pause" not in evenly.minutes
    assert sum(item.minutes for item in late.agenda) - 8 == sum(
        item.minutes for item in taken(late, evenly).agenda
    )


@pytest.mark.parametrize(
    ("minutes", "late", "left"),
    [(40, 20, 20), (40, 21, None), (9, 4, 5), (9, 5, None), (5, 1, None)],
)
def test_a_row_keeps_half_its_length_and_at_least_five_minutes(
    minutes: int, late: int, left: int | None
) -> None:
    day = on(state(row("a", 390 - minutes), row("b", minutes)), "a", "9", "15.30")
    due = at("15.30") - (minutes - late) * 60
    found = agenda.proposals(
        State(about=day.about, day=change(day.day, due=due), agenda=day.agenda), due
    )

    assert [proposal.minutes.get("b") for proposal in found if proposal.kind == "evenly"] == (
        [] if left is None else [left]
    )


def test_what_is_late_in_two_places_is_only_taken_back_by_shortening_in_both() -> None:
    day = state(
        row("a", 60), row("b", 40), row("lunsj", 30, at="10.30"), row("c", 40), row("d", 30),
        end="12",
    )  # fmt: skip
    found = agenda.proposals(on(day, "a", "9", "10"), at("9.55"))

    assert [proposal.kind for proposal in found] == ["nothing", "evenly"]
    assert found[1].minutes == {"b": 30, "c": 34, "d": 26}
    assert clock(found[1].end) == "12.00"


def test_a_meal_is_never_dropped() -> None:
    day = state(row("a", 300), row("lunsj", 45, "break"), row("b", 45, "groups"))

    found = agenda.proposals(on(day, "a", "9.10", "14.10"), at("10"))

    assert ("lunsj",) not in [proposal.dropped for proposal in found]


@st.composite
def late_days(draw: st.DrawFn) -> tuple[State, float]:
    """A day that adds up, some of it locked, with one row on that may have overrun."""
    lengths = draw(st.lists(st.integers(1, 120), min_size=1, max_size=10))
    start = draw(st.integers(0, 600))
    rows, free = [], start
    for n, minutes in enumerate(lengths):
        form: Form = draw(st.sampled_from(("plenary", "groups", "break")))
        lock = free if n and draw(st.integers(0, 4)) == 0 else None
        rows.append(
            AgendaItem(
                id=f"r{n}", rank=n, title=f"r{n}", minutes=minutes, form=form, locked_at=lock
            )
        )
        free += minutes
    date = draw(st.sampled_from((THURSDAY, SPRING_FORWARD, FALL_BACK)))
    current = draw(st.integers(0, len(rows) - 1))
    late = draw(st.integers(-600, 3600))
    begun = moment_of(date, start + sum(lengths[:current])) + late
    extra = draw(st.sampled_from((0, 5, 10)))
    due = begun + (lengths[current] + extra) * 60
    now = begun + draw(st.integers(0, lengths[current] * 90))
    rows[current] = change(rows[current], started=begun)
    stopped = draw(st.none() | st.just(max(begun, now - 60)))
    day = Day(start=start, end=free, item=rows[current].id, due=due, stopped=stopped)
    return State(about=About(date=date), day=day, agenda=tuple(rows)), now


@given(late_days())
def test_every_proposal_holds_the_locked_times_and_the_end(case: tuple[State, float]) -> None:
    before, now = case
    ahead = course(before, now)
    for proposal in agenda.proposals(before, now)[1:]:
        after = taken(before, proposal)
        slots = {slot.item.id: slot for slot in agenda.forecast(after, now)}

        assert agenda.running(after, now).behind <= 0
        assert moment_of(ahead.date, proposal.end) <= ahead.close
        for item, start, _changed in proposal.starts:
            assert (start is None) == (item in proposal.dropped)
            if start is not None:
                assert slots[item].start == start
        for item in ahead.rest:
            lock = None if item.locked_at is None else moment_of(ahead.date, item.locked_at)
            if lock is not None and lock >= ahead.now:
                assert slots[item.id].start == minute_of(ahead.date, lock)
                assert item.id not in proposal.dropped


@given(late_days())
def test_no_proposal_shortens_a_row_too_much_or_touches_what_is_done(
    case: tuple[State, float],
) -> None:
    before, now = case
    ahead = course(before, now)
    open_rows = {item.id: item for item in (ahead.item, *ahead.rest) if item is not None}
    for proposal in agenda.proposals(before, now):
        assert {*proposal.minutes, *proposal.dropped} <= open_rows.keys()
        for id, minutes in proposal.minutes.items():
            assert max(5, open_rows[id].minutes / 2) <= minutes < open_rows[id].minutes
            assert open_rows[id].locked_at is None or ahead.lock(open_rows[id]) is None
        if ahead.item is not None and ahead.item.id in proposal.minutes:
            left = taken(before, proposal).day.due
            assert left is not None
            assert left >= now or before.day.stopped is not None


@given(late_days())
def test_the_times_of_a_proposal_follow_each_other(case: tuple[State, float]) -> None:
    before, now = case
    for proposal in agenda.proposals(before, now):
        after = agenda.forecast(taken(before, proposal), now)
        ahead = course(before, now)
        ends = [slot.end for slot in after if slot.item.id in {item.id for item in ahead.rest}]
        assert proposal.end == (ends[-1] if ends else after[-1].end)
        assert all(start is None or start >= 0 for _id, start, _new in proposal.starts)


@given(late_days())
def test_what_is_late_is_offered_a_way_out_where_there_is_one(case: tuple[State, float]) -> None:
    before, now = case
    ahead = course(before, now)
    late = [stretch for stretch in ahead.stretches() if stretch.over > 0]
    kinds = [proposal.kind for proposal in agenda.proposals(before, now)]

    assert bool(kinds) == bool(late) == (agenda.running(before, now).behind > 0)
    enough = all(
        sum(
            max(0, item.minutes - max(5, -(-item.minutes // 2)))
            for item in stretch.rows
            if item is not ahead.item
        )
        >= stretch.over
        for stretch in late
    )
    if late and enough:
        assert "evenly" in kinds
