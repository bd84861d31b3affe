"""`python -m samverk.tether …`: the command `samverk …`, ended when standard input closes.

A process that starts this one holds the other end: however it ends, this one ends too.
"""

from __future__ import annotations

import os
import signal
import sys
import threading

from samverk.cli import main


def hold() -> None:
    """End this process as Ctrl + C would, once standard input closes."""
    # Not sys.stdin: Python can't end while a thread holds its lock.
    while os.read(0, 1024):
        pass
    signal.raise_signal(signal.SIGINT)


if __name__ == "__main__":
    threading.Thread(target=hold, daemon=True).start()
    sys.exit(main())
