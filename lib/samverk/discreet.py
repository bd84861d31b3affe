"""What may stand in a log: what failed and where, never who, what they wrote, or a secret."""

from __future__ import annotations

import logging
import re
import traceback
from collections.abc import Callable
from logging.handlers import RotatingFileHandler
from pathlib import Path
from types import TracebackType

log = logging.getLogger("samverk")
OURS = str(Path(__file__).parent)
SECRET = re.compile(r"(token|code|auth|key)=[^&\s\"'>]+", re.IGNORECASE)

Failure = tuple[type[BaseException], BaseException, TracebackType | None] | tuple[None, None, None]


class Discreet(logging.Formatter):
    """Leaves secrets and the words of exceptions out: they may hold a person's data."""

    def __init__(self, secrets: Callable[[], list[str]] = list) -> None:
        super().__init__("{asctime} {levelname} {name}: {message}", style="{")
        self._secrets = secrets

    def format(self, record: logging.LogRecord) -> str:
        """A line, or several where something failed."""
        if not record.pathname.startswith(OURS):
            # Others write what they hold: addresses, cells, values.
            kept = logging.makeLogRecord(record.__dict__)
            kept.msg, kept.args = f"{Path(record.pathname).name}:{record.lineno}", None
            record = kept
        record.exc_text = None
        line = SECRET.sub(r"\1=…", super().format(record))
        for secret in self._secrets():
            line = line.replace(secret, "…")
        return line

    def formatException(self, ei: Failure) -> str:  # noqa: N802 - logging's own name
        """The kind of failure and the places it passed."""
        kind, _value, trace = ei
        places = [
            f"  {Path(frame.filename).name}:{frame.lineno} {frame.name}"
            for frame in traceback.extract_tb(trace)
        ]
        return "\n".join([*places, kind.__name__ if kind else ""])


def keep_log(folder: Path) -> None:
    """Write warnings and errors to `samverk.log` in that folder."""
    target = str(folder / "samverk.log")
    if any(getattr(h, "baseFilename", "") == target for h in log.handlers):
        return
    handler = RotatingFileHandler(
        target, maxBytes=500_000, backupCount=1, encoding="utf-8", delay=True
    )
    handler.setFormatter(Discreet())
    log.addHandler(handler)
    log.propagate = False
