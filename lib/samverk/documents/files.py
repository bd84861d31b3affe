"""Files that are whole or not there, and the same for the same content."""

from __future__ import annotations

import contextlib
import secrets
import struct
import sys
from collections.abc import Iterator
from pathlib import Path

from samverk.model import Sorry
from samverk.words import _

_DIRECTORY, _CENTRAL, _LOCAL = b"PK\x05\x06", b"PK\x01\x02", b"PK\x03\x04"
_STILL = struct.pack("<HH", 0, 1 << 5 | 1)  # midnight, 1 January 1980


def write(path: Path, content: bytes) -> None:
    """Put `content` at `path` in one move; a failure leaves what was there before.

    Raises `Sorry` where the file cannot be written.
    """
    aside = path.with_name(f".{secrets.token_hex(6)}.tmp")
    try:
        with removed_on_failure(aside):
            aside.write_bytes(content)
            aside.replace(path)
    except PermissionError as error:
        raise Sorry(
            _("Kunne ikke skrive {name}. Lukk fila hvis den er åpen, og prøv igjen.").format(
                name=path.name
            )
        ) from error
    except OSError as error:
        raise Sorry(
            _("Kunne ikke skrive {name}: {reason}.").format(
                name=path.name, reason=error.strerror or type(error).__name__
            )
        ) from error


@contextlib.contextmanager
def removed_on_failure(path: Path) -> Iterator[None]:
    """Take `path` away again if what happens meanwhile fails or is stopped."""
    try:
        yield
    finally:
        if sys.exc_info()[0] is not None:
            with contextlib.suppress(OSError):
                path.unlink(missing_ok=True)


def timeless(archive: bytes) -> bytes:
    """A zip archive with the moment of writing taken out of each entry."""
    content = bytearray(archive)
    end = content.rfind(_DIRECTORY)
    count, _size, at = struct.unpack_from("<HII", content, end + 10)
    for _entry in range(count):
        if content[at : at + 4] != _CENTRAL:
            break
        name, more, comment = struct.unpack_from("<HHH", content, at + 28)
        (local,) = struct.unpack_from("<I", content, at + 42)
        content[at + 12 : at + 16] = _STILL
        if content[local : local + 4] == _LOCAL:
            content[local + 10 : local + 14] = _STILL
        at += 46 + name + more + comment
    return bytes(content)
