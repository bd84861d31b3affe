"""Compound files [MS-CFB], the frame of old Office files: streams in chains of sectors."""

from __future__ import annotations

import struct
from collections.abc import Iterator

from samverk.roster.packages import broken

MAGIC = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
LAST_SECTOR = 0xFFFFFFFA


class Compound:
    """A compound file: sectors that are chained by a table of what comes next."""

    def __init__(self, data: bytes) -> None:
        self.data = data
        shift, small_shift = struct.unpack_from("<HH", data, 30)
        if shift not in (9, 12) or small_shift != 6:
            raise broken()
        self.size = 1 << shift
        self.sectors = len(data) // self.size
        (tables,) = struct.unpack_from("<I", data, 44)
        self.cutoff, self.small_table, more = struct.unpack_from("<II4xI", data, 56)
        (self.directory,) = struct.unpack_from("<I", data, 48)
        where = list(struct.unpack_from("<109I", data, 76))
        for _seen in range(self.sectors):
            if more >= LAST_SECTOR:
                break
            *block, more = struct.unpack(f"<{self.size // 4}I", self.sector(more))
            where += block
        table = b"".join(self.sector(at) for at in where[: min(tables, self.sectors)])
        self.next = struct.unpack(f"<{len(table) // 4}I", table)

    def entries(self) -> dict[str, tuple[int, int]]:
        """The streams: name → first sector and size in bytes."""
        directory = self.chain(self.directory)
        found: dict[str, tuple[int, int]] = {}
        for at in range(0, len(directory) - 127, 128):
            (length,) = struct.unpack_from("<H", directory, at + 64)
            name = directory[at : at + max(0, min(length, 64) - 2)].decode("utf-16-le")
            if name:
                found[name] = struct.unpack_from("<II", directory, at + 116)
        return found

    def stream(self, first: int, size: int) -> bytes:
        """The content of a stream; small ones lie within a stream of their own."""
        if size >= self.cutoff:
            return self.chain(first)[:size]
        whole = self.chain(self.entries()["Root Entry"][0])
        table = self.chain(self.small_table)
        following = struct.unpack(f"<{len(table) // 4}I", table)
        return b"".join(whole[at * 64 : at * 64 + 64] for at in _walk(first, following))[:size]

    def sector(self, at: int) -> bytes:
        """A sector, filled up with zeros where the file ends within it."""
        start = (at + 1) * self.size
        found = self.data[start : start + self.size]
        if not found:
            raise broken()
        return found.ljust(self.size, b"\0")

    def chain(self, first: int) -> bytes:
        """The sectors from the first of a chain to its end."""
        return b"".join(self.sector(at) for at in _walk(first, self.next))


def _walk(at: int, following: tuple[int, ...]) -> Iterator[int]:
    """The chain from a sector on; `RosterError` where it never ends."""
    for _seen in range(len(following) + 1):
        if at >= LAST_SECTOR:
            return
        yield at
        at = following[at]
    raise broken()
