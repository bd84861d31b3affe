"""A text file of another kind is not taken for a list of names."""

from pathlib import Path

import pytest

from conftest import CHECKOUT
from samverk.roster import RosterError, read_roster


@pytest.mark.parametrize("name", ["pyproject.toml", "README.md", "lib/samverk/cli.py"])
def test_a_text_of_another_kind_is_refused_by_its_name(name: str) -> None:
    with pytest.raises(RosterError, match=Path(name).name):
        read_roster(CHECKOUT / name)
