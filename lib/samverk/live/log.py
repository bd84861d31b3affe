"""The server's log, in the workshop's folder: what failed and where, never who or what."""

from __future__ import annotations

import contextlib
import logging
from collections.abc import Callable
from logging.handlers import RotatingFileHandler

from tornado.web import RequestHandler

from samverk.discreet import OURS, Discreet
from samverk.live.place import Place

NAME = "samverk.log"


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
