"""What is known of the workshops of a series when their people are gone: figures, never names."""

from __future__ import annotations

import datetime as dt
from typing import ClassVar, Literal

import msgspec

from samverk.model.measures import Status
from samverk.model.record import Record

Outcome = Literal["", "underway", "yes", "no"]


OUTCOMES: tuple[Outcome, ...] = ("", "underway", "yes", "no")


class Body(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, array_like=True):
    """An organisation or a field, and how many came from it; 0 where it was one or two."""

    name: str
    people: int = 0


class Bond(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, array_like=True):
    """Two organisations, by their places, whose people met for the first time.

    `pairs` is how many pairs of people; 0 where one of the two had one or two people there.
    """

    first: int
    second: int
    pairs: int = 0


class Ended(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, array_like=True):
    """A measure that is carried no more: what became of it, and after how many days."""

    id: str
    status: Status
    days: int | None = None


class Chapter(Record, frozen=True, kw_only=True, omit_defaults=True):
    """A workshop of the series in figures; its id is its number. Nothing in it names a person.

    `pairs` are pairs of people who sat in a group together, `across` and `across_fields` those
    from two organisations and two fields; `new`, `new_across` and `new_across_fields` those of
    them who had not met before in the series, and `most_across` and `most_across_fields` at least
    as many as any division into groups of those sizes could have given. `perspectives` says how
    many each field wrote. `pulse` and `evaluation` count the answers from 1 to 5 where enough
    have answered, else they are empty.
    """

    kind: ClassVar[str] = "chapter"
    number: int
    title: str = ""
    theme: str = ""
    date: dt.date | None = None
    people: int = 0
    pairs: int = 0
    across: int = 0
    across_fields: int = 0
    new: int = 0
    new_across: int = 0
    new_across_fields: int = 0
    most_across: int = 0
    most_across_fields: int = 0
    organisations: tuple[Body, ...] = ()
    bonds: tuple[Bond, ...] = ()
    perspectives: tuple[Body, ...] = ()
    agreed: bool = False
    pulse: tuple[int, ...] = ()
    evaluation: tuple[int, ...] = ()
    ended: tuple[Ended, ...] = ()

    @property
    def rank(self) -> float:
        """Chapters stand in the order of the workshops."""
        return float(self.number)


class Pairing(Record, frozen=True, kw_only=True, omit_defaults=True):
    """Organisations that could work together on something from an earlier project wall.

    `number` is the workshop's, `people` how many wanted in, the one with the card included.
    `outcome` is the answer to whether something came of it, and `said` a line on it.
    """

    kind: ClassVar[str] = "pairing"
    rank: float
    number: int
    what: str
    organisations: tuple[str, ...] = ()
    people: int = 0
    outcome: Outcome = ""
    said: str = ""
