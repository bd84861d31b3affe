"""The log of a workshop tells what failed and where, and nothing about anybody."""

from __future__ import annotations

import logging
import shutil
from pathlib import Path

from conftest import CHECKOUT
from samverk.workshop import Workshop


def test_the_words_of_a_failure_stay_out_of_the_log(tmp_path: Path) -> None:
    shutil.copy(CHECKOUT / "workshop.ipynb", tmp_path)
    workshop = Workshop(tmp_path / "workshop.ipynb", tmp_path / "workshops")
    workshop.begin()
    try:
        raise ValueError("Kari Nordvik kari@nav.example?token=hemmelig")
    except ValueError:
        logging.getLogger("samverk").exception("a deed failed with token=hemmelig")
    told = (workshop.folder / "samverk.log").read_text(encoding="utf-8")
    assert "ValueError" in told
    assert "test_discreet.py" in told
    for secret in ("Kari", "nav.example", "hemmelig"):
        assert secret not in told
    workshop.close()
