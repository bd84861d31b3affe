from hypothesis import given
from hypothesis import strategies as st

from samverk.documents.faces import face
from samverk.documents.flow import pages, split, wrap

ARIAL = face("Arial")
TEXT = st.text(alphabet="abc æøå-ŋ\n  ", max_size=300)


@given(text=TEXT, width=st.floats(20, 400))
def test_no_line_is_wider_than_its_place_and_no_letter_is_lost(text: str, width: float) -> None:
    lines = wrap(text, ARIAL, 14, width)
    assert "".join("".join(lines).split()) == "".join(text.split())
    assert all(ARIAL.width(line, 14) <= width + 1e-6 for line in lines if len(line) > 1)


@given(text=TEXT, width=st.floats(20, 400), most=st.integers(1, 6))
def test_a_split_text_is_whole_when_put_together(text: str, width: float, most: int) -> None:
    pieces = split(text, ARIAL, 14, width, most)
    assert "".join("".join(pieces).split()) == "".join(text.split())


@given(heights=st.lists(st.floats(1, 90), max_size=40))
def test_pages_hold_every_piece_once_and_in_order(heights: list[float]) -> None:
    found = pages(heights, 100)
    assert [index for page in found for index in page] == list(range(len(heights)))
    assert all(sum(heights[index] for index in page) <= 100 for page in found)


def test_a_heading_never_stands_last_on_a_page() -> None:
    assert pages([40, 40, 10, 40], 100, [False, False, True, False]) == [range(2), range(2, 4)]


def test_an_unknown_typeface_is_measured_wider() -> None:
    unknown = face("Finnes Ikke Sans")
    assert not unknown.known
    assert unknown.width("Samhandling", 14) > ARIAL.width("Samhandling", 14)
