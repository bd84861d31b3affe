"""Folders that are synced or lie on another machine are known."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from samverk.store import is_network, is_synced


@pytest.mark.parametrize(
    "folder", ["OneDrive - Nordland fylkeskommune", "Dropbox", "iCloudDrive", "Nextcloud"]
)
def test_a_folder_of_a_sync_program_is_known_by_its_name(tmp_path: Path, folder: str) -> None:
    place = tmp_path / folder / "Verksted"
    place.mkdir(parents=True)
    assert is_synced(place)
    assert not is_synced(tmp_path)


def test_a_folder_that_onedrive_names_in_the_environment_is_known(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("OneDriveCommercial", str(tmp_path))
    assert is_synced(tmp_path / "Verksted")


@pytest.mark.skipif(sys.platform == "win32", reason="Windows tells by the kind of drive")
def test_a_network_drive_is_known_by_the_longest_mount(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    share = tmp_path / "felles område"
    share.mkdir()
    mounts = tmp_path / "mounts"
    where = str(share).replace(" ", "\\040")
    mounts.write_text(
        f"disk / ext4 rw 0 0\n//server/felles {where} cifs rw 0 0\n", encoding="utf-8"
    )
    monkeypatch.setenv("SAMVERK_MOUNTS", str(mounts))
    assert is_network(share / "Verksted")
    assert not is_network(tmp_path)
