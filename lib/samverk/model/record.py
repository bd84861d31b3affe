"""What every noun is: a frozen record with an id that is unique within its kind."""

from __future__ import annotations

import secrets
from typing import Any, ClassVar, TypeVar

import msgspec


class Sorry(ValueError):
    """Something the user can mend, said in one sentence in the user's language."""


class Record(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A noun that is stored by itself, under its kind and id."""

    kind: ClassVar[str] = ""
    id: str


R = TypeVar("R", bound=Record)


def change(record: R, **fields: object) -> R:
    """`record` with some fields changed, checked against their types.

    Raises `msgspec.ValidationError` where a value is of the wrong type.
    """
    unknown = fields.keys() - set(record.__struct_fields__)
    if unknown:
        raise msgspec.ValidationError(f"unknown fields: {sorted(unknown)}")
    return msgspec.convert(
        msgspec.to_builtins(msgspec.structs.replace(record, **fields)), type(record)
    )


def new_id() -> str:
    """A random id of 22 characters."""
    return secrets.token_urlsafe(16)


def rank_between(before: float | None, after: float | None) -> float:
    """A rank between two neighbours, either of which may be missing."""
    if before is None and after is None:
        return 1.0
    if before is None:
        return float(after or 0.0) - 1.0
    if after is None:
        return before + 1.0
    return (before + after) / 2


def last_rank(records: tuple[Any, ...]) -> float:
    """A rank behind all of `records`, which are in order."""
    return rank_between(records[-1].rank if records else None, None)
