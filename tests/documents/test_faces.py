from pathlib import Path

import pytest

from samverk.documents import faces
from samverk.documents.faces import face
from samverk.documents.fonts import titles


def test_a_typeface_that_is_not_found_is_measured_wider_than_arial() -> None:
    unknown = face("Fylkessans som ingen har")
    assert not unknown.known
    text = "Felles kveldsåpent lavterskeltilbud"
    assert unknown.width(text, 14) > 1.15 * face("Arial").width(text, 14)


def test_bold_is_wider() -> None:
    assert face("Arial", bold=True).width("Tiltak", 14) > face("Arial").width("Tiltak", 14)


def test_letters_of_the_north_have_a_width() -> None:
    for letter in "æøåÆØÅáčđŋšŧž":
        assert 0.2 < face("Arial").letter(letter) < 1.1


def test_marks_that_join_the_letter_before_take_no_room() -> None:
    assert face("Arial").letter("\u030a") == 0


@pytest.mark.skipif(not faces._files(), reason="no typefaces on this machine")
def test_a_typeface_on_the_machine_is_found_by_the_name_in_its_file() -> None:
    families = faces._families()
    assert families
    (family, bold), file = next(iter(families.items()))
    assert faces._named_so(family, bold) is not None
    assert face(family, bold).known
    assert isinstance(file, Path)


def test_a_file_that_is_no_font_has_no_name(tmp_path: Path) -> None:
    for number, content in enumerate([b"", b"\0\1\0\0", b"\0\1\0\0\0\1" + b"name" * 20]):
        file = tmp_path / f"{number}.ttf"
        file.write_bytes(content)
        assert list(titles(file)) == []
