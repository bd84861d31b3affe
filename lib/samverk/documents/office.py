"""LibreOffice, where it is at hand: the only way to see a slide without PowerPoint."""

from __future__ import annotations

import logging
import os
import shutil
import subprocess
import tempfile
from collections.abc import Sequence
from pathlib import Path

log = logging.getLogger(__name__)
_PLACES = (
    r"C:\Program Files\LibreOffice\program\soffice.exe",
    r"C:\Program Files (x86)\LibreOffice\program\soffice.exe",
    "/Applications/LibreOffice.app/Contents/MacOS/soffice",
)
_LONGEST = 120.0


def program() -> str | None:
    """Where LibreOffice is; None where it is not found. SAMVERK_OFFICE names another place."""
    named = os.environ.get("SAMVERK_OFFICE")
    if named is not None:
        return named or None
    found = shutil.which("soffice") or shutil.which("libreoffice")
    return found or next((place for place in _PLACES if Path(place).exists()), None)


def pictures(decks: Sequence[Path], folder: Path) -> list[Path]:
    """A PNG in `folder` of the first slide of each deck, those that could be made."""
    office = program()
    if office is None or not decks:
        return []
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as profile:
        asked = [
            office,
            f"-env:UserInstallation={Path(profile).as_uri()}",
            "--headless",
            "--convert-to",
            "png",
            "--outdir",
            str(folder),
            *map(str, decks),
        ]
        try:
            subprocess.run(
                asked,
                check=True,
                capture_output=True,
                timeout=_LONGEST,
                creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
            )
        except (OSError, subprocess.SubprocessError) as error:
            log.warning("LibreOffice showed no slides: %s", type(error).__name__)
    made = [folder / f"{deck.stem}.png" for deck in decks]
    return [picture for picture in made if picture.exists()]
