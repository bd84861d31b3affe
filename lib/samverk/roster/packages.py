"""Zip packages (.xlsx, .ods) and the XML in them, opened without trusting what they say."""

from __future__ import annotations

import io
import posixpath
import zipfile
from collections.abc import Callable
from typing import IO
from xml.parsers import expat

from samverk.roster.table import RosterError
from samverk.words import _

MOST_PARTS = 5_000
MOST_UNPACKED = 300 * 1024 * 1024
MOST_READ = 96 * 1024 * 1024
MOST_TAGS = 2_500_000
CHUNK = 256 * 1024
ENCRYPTED = 0x1

Start = Callable[[str, dict[str, str]], None]
End = Callable[[str], None]
Text = Callable[[str], None]


class Package:
    """A zip file whose sizes are checked before any part of it is unpacked.

    Sizes are those declared, and `zipfile` unpacks no part beyond its declared size.
    `RosterError` where it is broken, has a password or is larger than a roster can be.
    """

    def __init__(self, data: bytes) -> None:
        if data.count(b"PK\x01\x02") > MOST_PARTS:
            raise too_large()
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(data))
        except (zipfile.BadZipFile, ValueError, EOFError, NotImplementedError) as error:
            raise broken() from error
        self._parts = {posixpath.normpath(i.filename).lower(): i for i in self._zip.infolist()}
        if sum(part.file_size for part in self._parts.values()) > MOST_UNPACKED:
            raise too_large()
        self._opened: set[str] = set()
        self._left = MOST_READ
        self._tags = MOST_TAGS

    def allow(self, tags: int) -> None:
        """Reads at most so many tags from here on."""
        self._tags = tags

    def __contains__(self, name: str) -> bool:
        return self._name(name) in self._parts

    def names(self) -> list[str]:
        """The names of the parts in small letters."""
        return list(self._parts)

    def open(self, name: str) -> IO[bytes]:
        """A part as a stream."""
        part = self._parts[self._name(name)]
        if part.flag_bits & ENCRYPTED:
            raise has_password()
        if part.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
            raise broken()
        if part.filename not in self._opened:
            self._opened.add(part.filename)
            self._left -= part.file_size
        if self._left < 0:
            raise too_large()
        return self._zip.open(part)

    def size(self, name: str) -> int:
        """How many bytes a part takes when it is unpacked."""
        return self._parts[self._name(name)].file_size

    def parse(self, name: str, start: Start, end: End, text: Text) -> None:
        """Calls back for each element (by its local name) and text of a part.

        The tags are counted first, so that what is too much costs no time. `RosterError` where
        there are too many, where a document type is declared (the way to make entities that
        grow), and where the XML is broken.
        """
        with self.open(name) as stream:
            while chunk := stream.read(CHUNK):
                # Attributes take time too, and those of one tag more the more they are.
                attributes = chunk.count(b'="') + chunk.count(b"='")
                self._tags -= chunk.count(b"<") + attributes // 4
                if self._tags < 0 or (len(chunk) == CHUNK and b">" not in chunk):
                    raise too_large()
        with self.open(name) as stream:
            _parse(stream, start, end, text)

    @staticmethod
    def _name(name: str) -> str:
        return posixpath.normpath(name.replace("\\", "/").lstrip("/")).lower()


def _parse(stream: IO[bytes], start: Start, end: End, text: Text) -> None:
    local = _LocalNames()

    def doctype(*_args: object) -> None:
        raise broken()

    parser = expat.ParserCreate()
    parser.buffer_text = True
    parser.StartElementHandler = lambda name, attributes: start(local[name], attributes)
    parser.EndElementHandler = lambda name: end(local[name])
    parser.CharacterDataHandler = text
    parser.StartDoctypeDeclHandler = doctype
    try:
        parser.ParseFile(stream)
    except expat.ExpatError as error:
        raise broken() from error


class _LocalNames(dict[str, str]):
    """An element's name without its prefix."""

    def __missing__(self, name: str) -> str:
        self[name] = found = name.rpartition(":")[2]
        return found


def attribute(attributes: dict[str, str], name: str, default: str = "") -> str:
    """The attribute of that local name, whichever prefix it has."""
    if not attributes:
        return default
    if name in attributes:
        return attributes[name]
    return next((v for k, v in attributes.items() if k.endswith(":" + name)), default)


def broken() -> RosterError:
    """What is said about a file that is cut off or damaged."""
    return RosterError(
        _(
            "Fila er skadet eller ikke lastet helt ned. "
            "Last den ned på nytt, eller åpne den i Excel og lagre den som .xlsx."
        )
    )


def too_large() -> RosterError:
    """What is said about a file that unpacks to more than a roster can be."""
    return RosterError(
        _(
            "Fila er mye større enn en deltakerliste når den pakkes ut. "
            "Kopier bare deltakerne til en ny fil og prøv igjen."
        )
    )


def has_password() -> RosterError:
    """What is said about a file that has a password."""
    return RosterError(
        _(
            "Fila er beskyttet med passord. "
            "Åpne den i Excel, fjern passordet, lagre den og prøv igjen."
        )
    )


def foreign(what: str) -> RosterError:
    """What is said about a file of another kind."""
    message = _(
        "Dette er {what}, ikke en deltakerliste. "
        "Lagre lista som Excel-fil (.xlsx) eller CSV-fil (.csv) og prøv igjen."
    )
    return RosterError(message.format(what=what))
