"""What is asked for, checked and put into arrays."""

from __future__ import annotations

import math
from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from samverk.model import Sorry
from samverk.words import _

Id = Any
"""An id is anything that can be a key, most often a text."""
Groups = list[list[Id]]
Ints = NDArray[np.int64]
Bools = NDArray[np.bool_]

MICRO = 1_000_000
"""Costs are whole numbers of this part of a point."""


HIGHEST = 2**62
"""No cost may come above this, so that 64 bits hold every sum."""

OUTSIDE = -2
"""A lock to a group before the first."""


@dataclass(frozen=True)
class Person:
    """One of those who are to be divided: the id, a name to call them by, values by attribute."""

    id: Id
    name: str
    values: dict[str, Hashable]


@dataclass(frozen=True)
class Rules:
    """What a division was asked to heed, in ids, so that it can be asked again of other people."""

    mix: dict[str, float] = field(default_factory=dict)
    met: tuple[tuple[tuple[Id, ...], ...], ...] = ()
    met_weight: float = 10
    apart: tuple[tuple[Id, ...], ...] = ()
    together: tuple[tuple[Id, ...], ...] = ()
    pinned: dict[Id, int] = field(default_factory=dict)
    pair_ids: tuple[Id, ...] = ()
    pair_cost: Ints | None = None

    @staticmethod
    def of(
        people: Sequence[Person],
        *,
        mix: Mapping[str, float],
        met: Iterable[Iterable[Iterable[Id]]],
        met_weight: float,
        apart: Iterable[Iterable[Id]],
        together: Iterable[Iterable[Id]],
        pinned: Mapping[Id, int] | None,
        pair_cost: Any,
    ) -> Rules:
        """The rules as given, each list without doubles, pair costs in millionths of a point."""
        return Rules(
            mix={str(name): weight for name, weight in mix.items()},
            met=tuple(tuple(_once(group) for group in division) for division in met),
            met_weight=met_weight,
            apart=tuple(_once(group) for group in apart),
            together=tuple(_once(group) for group in together),
            pinned={person: int(group) for person, group in (pinned or {}).items()},
            pair_ids=tuple(person.id for person in people) if pair_cost is not None else (),
            pair_cost=None if pair_cost is None else _pair_cost(pair_cost, len(people)),
        )


@dataclass(frozen=True)
class Request:
    """Everything a division's cost and permission depend on, with people and groups as numbers.

    `values` holds (attribute, weight, value of each person or -1 where it is empty); `met` holds
    the members of each earlier group; `history` is who has met how often; `pair` is the extra cost
    of each pair. Weights and `pair` count in millionths of a point.
    """

    people: tuple[Person, ...]
    least: Ints
    most: Ints
    rounds: int
    values: tuple[tuple[str, int, Ints], ...]
    met: tuple[Ints, ...]
    met_weight: int
    history: Ints
    pair: Ints | None
    apart: tuple[Ints, ...]
    together: tuple[Ints, ...]
    pin: Ints

    @property
    def n(self) -> int:
        """How many people there are."""
        return len(self.people)

    @property
    def groups(self) -> int:
        """How many groups there are in a round."""
        return len(self.least)

    def ids(self, rounds: Sequence[Ints]) -> list[Groups]:
        """Each round's group of each person, as rounds → groups → ids in the order of people."""
        return [
            [[self.people[i].id for i in np.flatnonzero(of == g)] for g in range(self.groups)]
            for of in rounds
        ]

    def numbers(self, rounds: Iterable[Iterable[Iterable[Id]]]) -> list[Ints]:
        """The other way round; -1 for a person who is in no group."""
        at = {person.id: i for i, person in enumerate(self.people)}
        numbered = []
        for groups in rounds:
            of = np.full(self.n, -1, dtype=np.int64)
            for g, group in enumerate(groups):
                of[[at[i] for i in group if i in at]] = g
            numbered.append(of)
        return numbered

    def forced(self) -> Ints:
        """Blocks of people who always sit together: the block's number of each person."""
        block = np.arange(self.n, dtype=np.int64)
        for members in self.together:
            if len(members):
                block[np.isin(block, block[members])] = block[members].min()
        return np.asarray(np.unique(block, return_inverse=True)[1], dtype=np.int64)


def read_people(people: Any, attributes: Iterable[str]) -> tuple[Person, ...]:
    """People from a data frame or from a list of participants or mappings, in the given order."""
    rows = people.to_dict("records") if hasattr(people, "to_dict") else list(people)
    names = tuple(attributes)
    read = tuple(_person(row, names) for row in rows)
    if len({person.id for person in read}) < len(read):
        raise Sorry(_("To deltakere har samme id. Hver deltaker må ha sin egen."))
    return read


def request(people: Sequence[Person], sizes: Iterable[Any], rounds: int, rules: Rules) -> Request:
    """`rules` put to these people; what the rules say of others is left out."""
    least, most = read_sizes(sizes)
    if rounds < 1:
        raise Sorry(_("Det må være minst én runde."))
    at = {person.id: i for i, person in enumerate(people)}

    def known(ids: Iterable[Id]) -> Ints:
        return np.array([at[i] for i in ids if i in at], dtype=np.int64)

    n = len(people)
    met = tuple(known(group) for division in rules.met for group in division)
    history = np.zeros((n, n), dtype=np.int64)
    for members in met:
        history[np.ix_(members, members)] += 1
    np.fill_diagonal(history, 0)
    pin = np.full(n, -1, dtype=np.int64)
    for person, group in rules.pinned.items():
        if person in at:
            pin[at[person]] = group if group >= 0 else OUTSIDE
    asked = Request(
        people=tuple(people),
        least=least,
        most=most,
        rounds=rounds,
        values=tuple(
            (name, _micro(weight), _codes([person.values.get(name) for person in people]))
            for name, weight in rules.mix.items()
        ),
        met=tuple(members for members in met if len(members) > 1),
        met_weight=_micro(rules.met_weight),
        history=history,
        pair=_pair_of(rules, at, n),
        apart=tuple(known(group) for group in rules.apart),
        together=tuple(known(group) for group in rules.together),
        pin=pin,
    )
    if _dearest(asked) > HIGHEST:
        raise Sorry(_("Vekter og tillegg må være vanlige tall."))
    return asked


def after(request: Request, earlier: Sequence[Ints], rounds: int = 1) -> Request:
    """What is asked for once these rounds are held: their meetings belong to the history."""
    met = [
        np.flatnonzero(of == group)
        for of in earlier
        for group in range(int(of.max(initial=-1)) + 1)
    ]
    history = request.history.copy()
    for members in met:
        history[np.ix_(members, members)] += 1
    np.fill_diagonal(history, 0)
    met = [members for members in met if len(members) > 1]
    return replace(request, rounds=rounds, met=(*request.met, *met), history=history)


def read_sizes(sizes: Iterable[Any]) -> tuple[Ints, Ints]:
    """The least and the most of each group."""
    pairs = [
        (int(size[0]), int(size[1])) if isinstance(size, Sequence) else (int(size), int(size))
        for size in (s.tolist() if hasattr(s, "tolist") else s for s in sizes)
    ]
    if any(least < 0 or most < least for least, most in pairs):
        raise Sorry(
            _("En gruppestørrelse må være et tall, eller minst og høyst i den rekkefølgen.")
        )
    array = np.array(pairs, dtype=np.int64).reshape(-1, 2)
    return array[:, 0].copy(), array[:, 1].copy()


def _dearest(request: Request) -> int:
    """A cost that no division comes above, whatever the signs."""
    pair = 0 if request.pair is None else int(np.abs(request.pair).max(initial=0))
    meetings = len(request.met) + request.rounds
    each = pair + sum(abs(weight) for _name, weight, _of in request.values)
    largest = min(request.n, int(request.most.max(initial=0)))
    together = request.n * largest * request.rounds
    return together * (each + abs(request.met_weight) * meetings)


def _once(ids: Iterable[Id]) -> tuple[Id, ...]:
    return tuple(dict.fromkeys(ids))


def _micro(weight: float) -> int:
    if not math.isfinite(weight):
        raise Sorry(_("Vekter og tillegg må være vanlige tall."))
    return round(weight * MICRO)


def _pair_cost(pair_cost: Any, n: int) -> Ints:
    given = np.asarray(pair_cost, dtype=np.float64)
    if given.size == n == 0:
        given = given.reshape(0, 0)
    if given.shape != (n, n):
        raise Sorry(_("Tabellen med tillegg må ha en rad og en kolonne for hver deltaker."))
    if not np.isfinite(given).all():
        raise Sorry(_("Vekter og tillegg må være vanlige tall."))
    whole = np.rint(given * MICRO)
    np.fill_diagonal(whole, 0)
    if np.abs(whole).max(initial=0) > HIGHEST:
        raise Sorry(_("Vekter og tillegg må være vanlige tall."))
    if not np.array_equal(whole, whole.T):
        raise Sorry(_("Tabellen med tillegg må være lik begge veier: A med B som B med A."))
    return whole.astype(np.int64)


def _pair_of(rules: Rules, at: Mapping[Id, int], n: int) -> Ints | None:
    if rules.pair_cost is None:
        return None
    old = [k for k, person in enumerate(rules.pair_ids) if person in at]
    new = [at[rules.pair_ids[k]] for k in old]
    pair = np.zeros((n, n), dtype=np.int64)
    pair[np.ix_(new, new)] = rules.pair_cost[np.ix_(old, old)]
    return pair


def _person(row: Any, attributes: tuple[str, ...]) -> Person:
    def get(name: str) -> Any:
        return row.get(name) if isinstance(row, Mapping) else getattr(row, name, None)

    identity = get("id")
    if _empty(identity):
        raise Sorry(_("En deltaker mangler id."))
    name = get("name")
    return Person(
        id=identity,
        name=str(identity if _empty(name) else name),
        values={
            attribute: value for attribute in attributes if not _empty(value := get(attribute))
        },
    )


def _empty(value: Any) -> bool:
    if value is None or type(value).__name__ in {"NAType", "NaTType"}:
        return True
    if isinstance(value, str):
        return not value.strip()
    return isinstance(value, float) and math.isnan(value)


def _codes(values: Iterable[Hashable]) -> Ints:
    known: dict[Hashable, int] = {}
    return np.array(
        [-1 if value is None else known.setdefault(value, len(known)) for value in values],
        dtype=np.int64,
    )
