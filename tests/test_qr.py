"""QR codes say what they were made of."""

from __future__ import annotations

import re
from xml.etree import ElementTree

import numpy as np
import pytest
import zxingcpp
from hypothesis import given
from hypothesis import strategies as st

from samverk import qr

ADDRESS = "http://192.168.10.24:8866/d/h7mkq3wp"


def seen(code: qr.Code) -> str:
    """What a reader sees in the drawn code."""
    picture = np.full((code.size * 4, code.size * 4), 255, dtype=np.uint8)
    for x, y, length in re.findall(r"M(\d+) (\d+)\.5h(\d+)", code.path):
        left, top, right = int(x) * 4, int(y) * 4, (int(x) + int(length)) * 4
        picture[top : top + 4, left:right] = 0
    found = zxingcpp.read_barcodes(picture)
    return found[0].text if found else ""


@given(st.text(st.characters(min_codepoint=32, max_codepoint=126), min_size=1, max_size=120))
def test_a_code_reads_as_its_text(text: str) -> None:
    assert seen(qr.code(text)) == text


def test_a_drawing_has_whole_modules_four_of_them_quiet_and_says_its_address() -> None:
    code = qr.code(ADDRESS)
    drawn = ElementTree.fromstring(code.svg(ADDRESS))
    assert drawn.get("aria-label") == ADDRESS
    assert drawn.get("role") == "img"
    assert int(drawn.get("width", "0")) == code.size * 6 >= 222
    starts = re.findall(r"M(\d+) (\d+)", code.path)
    assert min(int(x) for x, _y in starts) == min(int(y) for _x, y in starts) == 4


def test_an_address_is_never_markup() -> None:
    drawn = ElementTree.fromstring(qr.code(ADDRESS).svg('"><script>&'))
    assert drawn.get("aria-label") == '"><script>&'


@pytest.mark.parametrize(
    ("name", "password", "said"),
    [
        ("Nordgarden-gjest", "fjell-havn-27", "WIFI:T:WPA;S:Nordgarden-gjest;P:fjell-havn-27;;"),
        ("Åpent", "", "WIFI:T:nopass;S:Åpent;;"),
        ('a;b:c\\"', "p,q", 'WIFI:T:WPA;S:a\\;b\\:c\\\\\\";P:p\\,q;;'),
    ],
)
def test_a_network_is_joined_by_its_name_and_password(name: str, password: str, said: str) -> None:
    assert qr.wifi(name, password) == said
    assert seen(qr.code(said)) == said
