"""Who does what in each group, spread fairly over the rounds of a day and over a series.

First how many roles each person holds: in every group those who have held fewest, and then chains
of exchanges from somebody who holds at least two more to somebody who holds fewer, as long as there
are any, which leaves counts as even as the groups allow. Then which role: in each group the order
that repeats nobody's last role and evens out each role by itself.
"""

from __future__ import annotations

from collections import Counter, deque
from collections.abc import Collection, Iterable, Mapping, Sequence
from itertools import permutations
from typing import Any

from samverk.model import GROUP_ROLES, GroupRole

Id = Any
Roles = dict[GroupRole, Id]

RUNNING, LATELY, AGAIN, BOTH = 1000, 3, 10, 1
"""What speaks against a role: held in the round before; the last that was held; each time it was
held; leading and writing at once."""
PASSES = 3


def assign_roles(
    groups_by_round: Sequence[Sequence[Sequence[Id]]],
    willing: Collection[Id] | None = None,
    before: Iterable[Sequence[Mapping[GroupRole, Id]]] | None = None,
    attended: Mapping[Id, int] | None = None,
) -> list[list[Roles]]:
    """Rounds → groups → role → id.

    Every group gets each role once; where fewer than four are willing, some hold two or more, and
    where nobody is, the group's roles are empty. `willing` None is everybody. `before` holds the
    roles of earlier rounds as this function returns them, the latest last. `attended` is in how
    many earlier rounds each took part; where it is given, those who were there less seldom are
    not asked to catch up.
    """
    past = [list(groups) for groups in before or ()]
    table = [
        [[person for person in group if willing is None or person in willing] for group in groups]
        for groups in groups_by_round
    ]
    held = _held(past, table, attended)
    chosen = _chosen(table, held)
    return _cast(chosen, past)


def _held(
    past: Sequence[Sequence[Mapping[GroupRole, Id]]],
    table: Sequence[Sequence[Sequence[Id]]],
    attended: Mapping[Id, int] | None,
) -> Counter[Id]:
    held = Counter(person for groups in past for roles in groups for person in roles.values())
    if attended:
        rate = sum(held.values()) / max(1, sum(attended.values()))
        there = {person for groups in table for group in groups for person in group}
        for person in there | set(attended):
            held[person] -= round(rate * attended.get(person, 0))
    return held


def _chosen(table: Sequence[Sequence[list[Id]]], held: Counter[Id]) -> list[list[list[Id]]]:
    """The holders of each group, with doubles where there are fewer than four; `held` grows."""
    extra: list[list[set[Id]]] = []
    for groups in table:
        extra.append([])
        for group in groups:
            share, over = divmod(len(GROUP_ROLES), len(group)) if group else (0, 0)
            order = sorted(range(len(group)), key=lambda k: (held[group[k]], k))
            extra[-1].append({group[k] for k in order[:over]} if share else set())
            if not share and group:
                extra[-1][-1] = {group[k] for k in order[: len(GROUP_ROLES)]}
            for person in group:
                held[person] += share + (person in extra[-1][-1])
    if len(table) > 1:
        _even_out(table, extra, held)
    return [
        [
            [
                person
                for person in group
                for _ in range(len(GROUP_ROLES) // len(group) + (person in more))
            ]
            for group, more in zip(groups, mores, strict=True)
        ]
        for groups, mores in zip(table, extra, strict=True)
    ]


def _even_out(
    table: Sequence[Sequence[list[Id]]], extra: list[list[set[Id]]], held: Counter[Id]
) -> None:
    sits: dict[Id, list[tuple[list[Id], set[Id]]]] = {}
    for groups, mores in zip(table, extra, strict=True):
        for group, more in zip(groups, mores, strict=True):
            for person in group:
                sits.setdefault(person, []).append((group, more))
    progress = True
    while progress:
        progress = False
        lowest = min((held[person] for person in sits), default=0)
        for person in sorted(sits, key=lambda p: -held[p]):
            while held[person] >= lowest + 2 and _hand_on(person, sits, held):
                progress = True


def _hand_on(person: Id, sits: dict[Id, list[tuple[list[Id], set[Id]]]], held: Counter[Id]) -> bool:
    """Hand one of the person's roles on, by a chain, to somebody who holds at least two fewer."""
    came: dict[Id, tuple[Id, set[Id]] | None] = {person: None}
    queue = deque([person])
    while queue:
        giver = queue.popleft()
        for group, more in sits[giver]:
            if giver not in more:
                continue
            for taker in group:
                if taker in more or taker in came:
                    continue
                came[taker] = (giver, more)
                if held[taker] <= held[person] - 2:
                    held[person] -= 1
                    held[taker] += 1
                    step = came[taker]
                    while step is not None:
                        giver, more = step
                        more.remove(giver)
                        more.add(taker)
                        taker, step = giver, came[giver]
                    return True
                queue.append(taker)
    return False


def _cast(
    chosen: Sequence[Sequence[list[Id]]],
    past: Sequence[Sequence[Mapping[GroupRole, Id]]],
) -> list[list[Roles]]:
    count: Counter[tuple[Id, GroupRole]] = Counter()
    last: dict[Id, set[GroupRole]] = {}
    running: set[tuple[Id, GroupRole]] = set()
    for roles in past:
        running = _pairs(roles)
        _remember(running, last)
        count.update(running)
    cast: list[list[Roles]] = [[{} for _ in groups] for groups in chosen]
    for turn in range(PASSES if len(chosen) > 1 else 1):
        lately, previous = dict(last), running
        for r, groups in enumerate(chosen):
            following = _pairs(cast[r + 1]) if r + 1 < len(chosen) else set()
            for g, people in enumerate(groups):
                if turn:
                    count.subtract(_pairs([cast[r][g]]))
                cast[r][g] = _best(people, count, lately, previous | following)
                count.update(_pairs([cast[r][g]]))
            previous = _pairs(cast[r])
            _remember(previous, lately)
    return cast


def _best(
    people: Sequence[Id],
    count: Counter[tuple[Id, GroupRole]],
    lately: Mapping[Id, set[GroupRole]],
    running: set[tuple[Id, GroupRole]],
) -> Roles:
    if not people:
        return {}
    against: dict[tuple[Id, GroupRole], int] = {
        (person, role): RUNNING * ((person, role) in running)
        + LATELY * (role in lately.get(person, ()))
        + AGAIN * count[person, role]
        for person in people
        for role in GROUP_ROLES
    }

    def burden(holders: Iterable[Id]) -> int:
        order = tuple(holders)
        both = order[GROUP_ROLES.index("chair")] == order[GROUP_ROLES.index("secretary")]
        return BOTH * int(both) + sum(
            against[person, role] for person, role in zip(order, GROUP_ROLES, strict=True)
        )

    return dict(zip(GROUP_ROLES, min(permutations(people), key=burden), strict=True))


def _pairs(groups: Iterable[Mapping[GroupRole, Id]]) -> set[tuple[Id, GroupRole]]:
    return {(person, role) for roles in groups for role, person in roles.items()}


def _remember(pairs: set[tuple[Id, GroupRole]], last: dict[Id, set[GroupRole]]) -> None:
    latest: dict[Id, set[GroupRole]] = {}
    for person, role in pairs:
        latest.setdefault(person, set()).add(role)
    last.update(latest)
