from pathlib import Path

from documents.states import EMPTY, rich
from samverk.documents import message, report_txt
from samverk.documents.clean import one_line

STATE = rich(measures=40, groups=3)


def test_each_measure_stands_once() -> None:
    said = [line for line in message(STATE).splitlines() if line.startswith("– ")]
    for measure in STATE.measures:
        assert said.count(f"– {one_line(measure.text)}") == 1


def test_it_says_what_was_agreed_promised_and_comes_next() -> None:
    text = message(STATE)
    for wanted in (
        "UTFORDRINGSBILDE",
        "LØFTER FRA LEDERNE",
        "STRAKSTILTAK",
        "SIDEN SIST",
        "Neste verksted: torsdag 8. april 2027",
        STATE.about.why,
    ):
        assert text.count(wanted) == 1


def test_nothing_is_said_of_what_is_not_there() -> None:
    assert message(EMPTY) == "Samhandlingsverksted\n"


def test_the_file_opens_in_notepad_with_its_letters(tmp_path: Path) -> None:
    report_txt(STATE, tmp_path / "t.txt")
    content = (tmp_path / "t.txt").read_bytes()
    assert content.startswith(b"\xef\xbb\xbf")
    assert content.decode("utf-8-sig").replace("\r\n", "\n") == message(STATE)
