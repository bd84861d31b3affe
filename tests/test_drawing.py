"""Pictures of the series: everything stands inside them, and says what it shows."""

from __future__ import annotations

import re

from hypothesis import given
from hypothesis import strategies as st

from samverk import charts, network, trend
from samverk.acquaintance import Acquaintance, Known, Tie
from samverk.drawing import Drawing, Shape, Sheet
from samverk.model import Chapter, Measure, Series, State

LONG = "Barne-, ungdoms- og familieetaten, region nord"

SHEETS = (
    Sheet(width=940, height=500, size=16),
    Sheet(width=340, height=340, size=15, names=False),
    Sheet(width=1240, height=880, size=34),
)


def known(sizes: list[int], ties: set[tuple[int, int]]) -> Acquaintance:
    n = len(sizes)
    wanted = {(a, b) for a, b in ties if a < b < n}
    return Acquaintance(
        organisations=tuple(
            Known(name=f"Organisasjon nummer {k}", people=size, last=k % 2, met=(), unmet=())
            for k, size in enumerate(sizes)
        ),
        ties=tuple(Tie(first=a, second=b, pairs=a * b, fresh=b == 3) for a, b in sorted(wanted)),
    )


def corners(shape: Shape, size: float) -> list[tuple[float, float]]:
    """The outermost places of a shape; a letter is 0.56 type sizes wide."""
    at = {k: float(v) for k, v in shape.attributes.items() if isinstance(v, int | float)}
    if shape.tag == "circle":
        return [(at["cx"] - at["r"], at["cy"] - at["r"]), (at["cx"] + at["r"], at["cy"] + at["r"])]
    if shape.tag == "rect":
        return [(at["x"], at["y"]), (at["x"] + at["width"], at["y"] + at["height"])]
    if shape.tag == "line":
        return [(at["x1"], at["y1"]), (at["x2"], at["y2"])]
    if shape.tag == "text":
        wide = len(shape.text) * 0.56 * size
        share = {"start": 0.0, "middle": 0.5, "end": 1.0}[str(shape.attributes["text-anchor"])]
        left = at["x"] - share * wide
        return [(left, at["y"] - 0.7 * size), (left + wide, at["y"])]
    numbers = [float(n) for n in re.findall(r"-?[\d.]+", str(shape.attributes["d"]))]
    return list(zip(numbers[::2], numbers[1::2], strict=True))


def inside(made: Drawing, size: float = 14) -> bool:
    return all(
        -1 <= x <= made.width + 1 and -1 <= y <= made.height + 1
        for shape in made.shapes
        for x, y in corners(shape, size)
    )


@given(
    st.lists(st.integers(0, 60), min_size=2, max_size=12),
    st.sets(st.tuples(st.integers(0, 11), st.integers(0, 11))),
    st.sampled_from(SHEETS),
)
def test_a_network_shows_everybody_inside_its_picture(
    sizes: list[int], ties: set[tuple[int, int]], sheet: Sheet
) -> None:
    found = known(sizes, ties)
    made = network.network(found, sheet)
    assert inside(made, sheet.size)
    circles = [s for s in made.shapes if s.tag == "circle"]
    assert sorted(s.attributes["data-body"] for s in circles) == list(range(len(sizes)))
    lines = [
        s for s in made.shapes if s.tag == "path" and "never" not in str(s.attributes["class"])
    ]
    assert {(s.attributes["data-from"], s.attributes["data-to"]) for s in lines} == {
        (t.first, t.second) for t in found.ties
    }
    assert str(len(found.ties)) in made.about


@given(st.lists(st.integers(0, 60), min_size=2, max_size=12), st.sampled_from(SHEETS))
def test_no_circle_of_a_network_covers_another(sizes: list[int], sheet: Sheet) -> None:
    made = network.network(known(sizes, set()), sheet)
    circles = [
        tuple(float(s.attributes[k]) for k in ("cx", "cy", "r"))
        for s in made.shapes
        if s.tag == "circle"
    ]
    for n, (x, y, r) in enumerate(circles):
        for x2, y2, r2 in circles[:n]:
            assert (x - x2) ** 2 + (y - y2) ** 2 >= (r + r2) ** 2 * 0.8


def test_those_who_know_each_other_best_stand_near_each_other() -> None:
    ties = tuple(Tie(first=a, second=b, pairs=30, fresh=False) for a, b in ((0, 3), (1, 4), (2, 5)))
    found = Acquaintance(organisations=known([9] * 6, set()).organisations, ties=ties)
    order = network.ring(found)
    assert sorted(order) == list(range(6))
    for tie in ties:
        apart = abs(order.index(tie.first) - order.index(tie.second))
        assert min(apart, 6 - apart) == 1


@given(
    st.lists(st.tuples(st.integers(0, 400), st.integers(0, 400)), min_size=1, max_size=12),
    st.booleans(),
)
def test_columns_stand_inside_and_each_has_its_number(
    figures: list[tuple[int, int]], against: bool
) -> None:
    items = [
        charts.Column(name="31.12.27", value=a, against=a + b)
        if against
        else charts.Column(name="31.12.27", value=a, below=b)
        for a, b in figures
    ]
    made = charts.columns(items, Sheet(width=452, height=280, size=14), "Alt")
    assert inside(made)
    texts = [s.text for s in made.shapes if s.tag == "text"]
    for item in items:
        told = [str(item.value), f"{item.value}/{item.against}", str(item.value + item.below)]
        assert any(text in texts for text in told)


@given(st.lists(st.tuples(*[st.one_of(st.none(), st.floats(1, 5))] * 2), min_size=1, max_size=12))
def test_means_stand_inside_with_a_mark_and_a_number_each(
    means: list[tuple[float | None, float | None]],
) -> None:
    trails = [
        charts.Trail(
            name="En",
            mark=mark,
            values=tuple(pair[at] for pair in means),
            told=tuple(trend.figure(pair[at]) for pair in means),
        )
        for at, mark in enumerate(("circle", "square"))
    ]
    made = charts.trails(
        trails, ["4.2.27"] * len(means), Sheet(width=452, height=280, size=14), "Alt"
    )
    assert inside(made)
    marks = [s for s in made.shapes if s.attributes["class"] in ("circle", "square")]
    assert len(marks) == sum(value is not None for pair in means for value in pair)


def test_a_picture_of_measures_has_a_bar_for_each_status() -> None:
    measures = tuple(
        Measure(id=f"m{n}", rank=float(n), text="x", status=status)
        for n, status in enumerate(("done", "new", "new", "stopped"))
    )
    state = State(series=Series(number=1), measures=measures)
    found = trend.trend(state, [Chapter(id="1", number=1, people=9)])
    made = trend.measures(found, Sheet(width=452, height=280, size=14))
    assert inside(made)
    parts = [s for s in made.shapes if s.tag == "rect"]
    assert [s.attributes["class"] for s in parts] == ["piece done", "piece new", "piece stopped"]
    assert made.about.endswith("Verksted 1: 1 ferdig, 2 ny, 1 stoppet.")


def test_purposes_are_told_workshop_by_workshop() -> None:
    there = [
        Chapter(id="1", number=1, people=9, theme="Fravær", pulse=(0, 0, 2, 2, 1)),
        Chapter(id="2", number=2, people=9, theme="Overgang", agreed=True),
    ]
    found = trend.trend(State(series=Series(number=2)), there)
    assert trend.of_purposes(found).rows == (
        ("Verksted 1", "Fravær", "–", "Nei", "3,8 (5 svar)", "–"),
        ("Verksted 2", "Overgang", "–", "Ja", "–", "–"),
    )
    assert trend.days_told(1.0) == "Halvparten av tiltakene som er ferdige, tok 1 dag eller mindre."
    assert trend.days_told(None) == ""


@given(
    st.lists(st.sampled_from(["Nav", "Politiet i Salten", LONG]), min_size=2, max_size=12),
    st.sampled_from([SHEETS[0], SHEETS[2]]),
)
def test_no_name_covers_another(names: list[str], sheet: Sheet) -> None:
    found = Acquaintance(
        organisations=tuple(Known(name=name, people=5, last=0, met=(), unmet=()) for name in names),
        ties=(),
    )
    texts = [s for s in network.network(found, sheet).shapes if s.tag == "text"]
    lines = [(s, corners(s, sheet.size)) for s in texts]
    for n, (one, ((left, top), (right, bottom))) in enumerate(lines):
        for other, ((left2, top2), (right2, bottom2)) in lines[:n]:
            apart = right <= left2 or right2 <= left or bottom <= top2 or bottom2 <= top
            assert apart, f"{one.text} and {other.text}"
