"""Text that every file format can hold."""

from __future__ import annotations

import re

_FORBIDDEN = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]"
)
_ENDLESS = re.compile(r"[^\W\d_]{51,}|\d{51,}")
_LINE_END = re.compile("\r\n|[\r\x0b\x0c\x85\u2028\u2029]")


def plain(text: str) -> str:
    """`text` without characters that XML forbids; every kind of line end becomes "\\n"."""
    return _FORBIDDEN.sub("", _LINE_END.sub("\n", text).replace("\t", " "))


def lines(text: str) -> list[str]:
    """The lines of `text` that hold something, trimmed."""
    return [line for line in (part.strip() for part in plain(text).split("\n")) if line]


def one_line(text: str) -> str:
    """`text` with all its white space as single spaces."""
    return " ".join(plain(text).split())


def breakable(text: str) -> str:
    """`text` where letters or digits that go on without end may be parted between lines."""
    return _ENDLESS.sub(lambda run: "\u200b".join(re.findall(".{1,16}", run[0])), text)
