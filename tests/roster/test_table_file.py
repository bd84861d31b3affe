"""The file that a table's page saves."""

import json

import pytest

from samverk.roster.table import RosterError
from samverk.roster.table_file import read_table_file

NOTE = {"id": "abcdefgh", "text": "Frokost på skolen", "what": "horizon", "horizon": "now"}
FILE = {"samverk": "innspill", "version": 1, "table": 3, "notes": [NOTE]}


def content(**more: object) -> bytes:
    return json.dumps(FILE | more).encode("utf-8")


def test_what_the_page_saved_is_read() -> None:
    found = read_table_file(content(title="Ungt utenforskap", group="3"))
    assert (found.table, found.notes[0].text) == (3, "Frokost på skolen")


def test_a_byte_order_mark_from_an_editor_does_no_harm() -> None:
    assert read_table_file(b"\xef\xbb\xbf" + content()).table == 3


@pytest.mark.parametrize(
    "bad",
    [
        b"",
        b"PK\x03\x04",
        b"\xff\xfe\x00",
        b"[]",
        b'{"samverk": "innspill"}',
        content(version=2),
        content(notes=[{"id": "abcdefgh"}]),
        content(notes=[NOTE | {"due": "i morgen"}]),
        content(table="tre"),
    ],
)
def test_another_file_is_refused_with_a_sentence(bad: bytes) -> None:
    with pytest.raises(RosterError, match="innspill-bord"):
        read_table_file(bad)


def test_a_file_of_no_table_is_refused() -> None:
    with pytest.raises(RosterError, match="hvilket bord"):
        read_table_file(content(table=0))


def test_a_file_that_is_far_too_large_is_not_read() -> None:
    with pytest.raises(RosterError, match="for stor"):
        read_table_file(b" " * (20 * 1024 * 1024 + 1))
