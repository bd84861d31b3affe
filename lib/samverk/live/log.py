"""The server's log, in the workshop's folder: what failed and where, never who or what."""

from __future__ import annotations

import contextlib
import logging
import re
import traceback
from collections.abc import Callable
from logging.handlers import RotatingFileHandler
from pathlib import Path
from types import TracebackType

from tornado.web import RequestHandler

from samverk.live.place import Place

NAME = "samverk.log"
OURS = str(Path(__file__).parents[1])
SECRET = re.compile(r"(token|code|auth|key)=[^&\s\"'>]+", re.IGNORECASE)

Failure = tuple[type[BaseException], BaseException, TracebackType | None] | tuple[None, None, None]


class Discreet(logging.Formatter):
    """Leaves secrets and the words of exceptions out: they may hold a person's data."""

    def __init__(self, secrets: Callable[[], list[str]]) -> None:
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


class InFolder(RotatingFileHandler):
    """Writes only when the workshop's folder is there, and never makes it."""

    def __init__(self, place: Place) -> None:
        path = place.folder / NAME
        super().__init__(path, maxBytes=500_000, backupCount=2, encoding="utf-8", delay=True)
        self._place = place

    def emit(self, record: logging.LogRecord) -> None:
        """Write and let go of the file, since kernels write there too; or do nothing."""
        folder = self._place.folder
        worth = record.levelno >= logging.ERROR or record.pathname.startswith(OURS)
        if worth and folder.is_dir():
            self.baseFilename = str(folder / NAME)
            super().emit(record)
            self.close()

    def rotate(self, source: str, dest: str) -> None:
        """Begin a new file, unless another process has hold of the old one."""
        with contextlib.suppress(OSError):
            super().rotate(source, dest)


def start_log(place: Place, secrets: Callable[[], list[str]]) -> logging.Logger:
    """The logger of the server. Warnings and worse go to the folder's log; nothing to the user."""
    handler = InFolder(place)
    handler.setLevel(logging.WARNING)
    handler.setFormatter(Discreet(secrets))
    root = logging.getLogger()
    root.handlers[:] = [handler]
    for name in ("tornado.access", "tornado.application", "tornado.general", "asyncio"):
        logging.getLogger(name).handlers.clear()
    logging.captureWarnings(True)
    log = logging.getLogger("samverk.live")
    log.handlers[:] = [handler]
    log.propagate = False
    return log


def log_answer(handler: RequestHandler) -> None:
    """Write a failed answer, by the kind of page alone."""
    if handler.get_status() >= 500:
        logging.getLogger("samverk.live").error(
            "%s answered %d", type(handler).__name__, handler.get_status()
        )
