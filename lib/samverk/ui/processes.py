"""Commands of `samverk` in processes of their own, started from a notebook."""

from __future__ import annotations

import logging
import os
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import samverk
from samverk.words import _

BAD_INPUT = 2
"""What `samverk` ends with after a sentence that tells what is wrong."""

log = logging.getLogger("samverk")


def start(arguments: Sequence[str | Path], output: Path) -> subprocess.Popen[bytes]:
    """Start `samverk` with these arguments; its complaints go to the file `output`.

    It ends when its standard input is closed, which happens at the latest when this process
    ends. Interrupting the kernel does not reach it.
    """
    apart: dict[str, Any] = (
        {"creationflags": getattr(subprocess, "CREATE_NEW_PROCESS_GROUP", 0)}
        if sys.platform == "win32"
        else {"start_new_session": True}
    )
    home = str(Path(samverk.__file__).parents[1])
    path = os.pathsep.join([home, *filter(None, [os.environ.get("PYTHONPATH")])])
    with output.open("wb") as file:
        return subprocess.Popen(
            [sys.executable, "-m", "samverk.tether", *map(str, arguments)],
            stdin=subprocess.PIPE,
            stdout=subprocess.DEVNULL,
            stderr=file,
            env={**os.environ, "PYTHONPATH": path, "PYTHONIOENCODING": "utf-8"},
            **apart,
        )


def end(process: subprocess.Popen[bytes], patience: float = 10.0) -> None:
    """Let it end by itself, and make it after `patience` seconds."""
    if process.stdin is not None:
        process.stdin.close()
    try:
        process.wait(patience)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()


def reason(process: subprocess.Popen[bytes], output: Path) -> str:
    """Why it ended, in a sentence for people; what only we understand goes to the log."""
    said = output.read_text(encoding="utf-8", errors="replace").strip()
    if process.returncode == BAD_INPUT and said:
        return said.splitlines()[-1].strip()
    log.error("a process ended with %s: %s", process.returncode, said)
    return _("Årsaken står i loggen i verkstedets mappe.")
