"""Plain pages travel as one piece."""

from __future__ import annotations

import gzip
import re

import pytest

from samverk.live import plain

NAMES = sorted(path.stem for path in plain.STATIC.glob("*.html"))


@pytest.mark.parametrize("name", NAMES)
def test_a_page_names_no_file_and_every_part_has_the_nonce(name: str) -> None:
    text = plain.page(name, "nb", "enkel-nonce")
    assert not re.search(r'^\s*(import|export) |\ssrc="|href="[\w.-]+\.css"', text, re.M)
    parts = re.findall(r"<(?:script|style)\b[^>]*>", text)
    assert parts
    assert all('nonce="enkel-nonce"' in part for part in parts)
    assert "{nonce}" not in text
    assert "{language}" not in text


@pytest.mark.parametrize("name", ["table", "participant"])
def test_a_phone_gets_less_than_25_kb(name: str) -> None:
    for language in ("nb", "nn", "en"):
        text = plain.page(name, language, "n").encode("utf-8")  # type: ignore[arg-type]
        assert len(gzip.compress(text, 6)) < 25_000


def test_modules_come_before_those_that_need_them() -> None:
    order = plain.modules("table.js")
    assert order[-1] == "table.js"
    assert order.index("say.js") < order.index("note.js") < order.index("list.js")
    assert len(order) == len(set(order))


def test_a_page_in_another_language_brings_its_words() -> None:
    known = plain.words(["table.js"], "en")
    assert "Legg til" in known
    assert "1 {n} innspill venter" in known
    assert plain.words(["table.js"], "nb") == {}


def test_the_policy_lets_in_nothing_from_elsewhere() -> None:
    policy = plain.policy("n")
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    assert "http" not in policy
