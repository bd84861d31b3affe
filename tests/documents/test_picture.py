from itertools import combinations

from hypothesis import given
from hypothesis import strategies as st

from samverk.documents.parts import Point
from samverk.documents.picture import spread

SCORES = st.floats(1, 5).map(lambda score: round(score, 1))


def points(scores: list[tuple[float, float]]) -> list[Point]:
    return [
        Point(number=number, horizon="now", ease=ease, value=value)
        for number, (ease, value) in enumerate(scores, start=1)
    ]


@given(st.lists(st.tuples(SCORES, SCORES), max_size=20))
def test_numbers_can_be_read_apart_and_stay_in_the_picture(
    scores: list[tuple[float, float]],
) -> None:
    placed = spread(points(scores))
    for (x, y), (other_x, other_y) in combinations(placed.values(), 2):
        assert abs(x - other_x) > 0.1 or abs(y - other_y) > 0.25
    assert all(0 < x < 6 and 0 < y < 6 for x, y in placed.values())


def test_numbers_that_stand_apart_stay_where_they_are() -> None:
    assert spread(points([(1, 1), (3, 4.5)])) == {1: (1, 1), 2: (3, 4.5)}


def test_numbers_move_little() -> None:
    placed = spread(points([(3, 3)] * 4))
    assert all(abs(x - 3) < 0.5 and abs(y - 3) < 1 for x, y in placed.values())
