"""The panels' modules can be carried in a notebook, and name all that they need."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from samverk import words
from samverk.ui import modules

PANELS = sorted(
    p.name for p in modules.STATIC.glob("*.js") if "export default panel" in p.read_text("utf-8")
)


def carried(name: str) -> dict[str, list[str]]:
    first = modules.source(name).splitlines()[0]
    found: dict[str, list[str]] = json.loads(first.removeprefix("const modules = ").rstrip(";"))
    return found


@pytest.mark.parametrize("name", PANELS)
def test_a_panel_brings_every_module_that_it_imports(name: str) -> None:
    found = carried(name)
    assert name in found
    for _key, text in found.values():
        assert set(re.findall(r'"in-notebook:([^"]+)"', text)) <= set(found)
        assert not re.search(r'\b(?:from|import)\s*"\.', text)


def test_a_module_that_two_panels_share_has_one_key() -> None:
    keys = {carried(name)["kit.js"][0] for name in PANELS}
    assert len(keys) == 1


def test_no_panel_asks_for_anything_from_outside() -> None:
    for path in Path(modules.STATIC).rglob("*.*"):
        if path.suffix in (".js", ".css") and "vendor" not in path.parts:
            assert not re.search(r"https?://(?!www\.w3\.org)", path.read_text("utf-8")), path


def test_the_texts_of_a_panel_come_in_its_language() -> None:
    words.use("nn")
    try:
        assert modules.words("agenda.js")["Programpunkt"] == "Programpunkt"
        assert "Angre" in modules.words("agenda.js")
    finally:
        words.use("nb")
    assert modules.words("agenda.js") == {}
