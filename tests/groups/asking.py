"""Requests for divisions, drawn by chance, and what they cost and permit, counted the plain way."""

from itertools import combinations, product
from typing import Any

from hypothesis import strategies as st

Groups = list[list[str]]


@st.composite
def requests(draw: st.DrawFn, most_people: int = 12, most_rounds: int = 3) -> dict[str, Any]:
    """The arguments of `divide`; not all of them can be met."""
    n = draw(st.integers(0, most_people))
    ids = [f"p{k}" for k in range(n)]
    count = draw(st.integers(1, 4))
    value = st.sampled_from(["", "A", "B", "C"])
    people = [{"id": i, "organisation": draw(value), "field": draw(value)} for i in ids]
    sizes: list[Any] = [n // count + (k < n % count) for k in range(count)]
    if draw(st.booleans()):
        sizes = [
            (max(0, size - draw(st.integers(0, 2))), size + draw(st.integers(0, 2)))
            for size in sizes
        ]
    some = st.lists(st.sampled_from(ids or ["nobody"]), max_size=3)
    with_strangers = st.lists(st.sampled_from([*ids, "stranger"]), max_size=5)
    asked: dict[str, Any] = {
        "people": people,
        "sizes": sizes,
        "rounds": draw(st.integers(1, most_rounds)),
        "met": draw(st.lists(st.lists(with_strangers, max_size=4), max_size=3)),
        "apart": draw(st.lists(some, max_size=2)),
        "together": draw(st.lists(some, max_size=2)),
        "pinned": draw(
            st.dictionaries(
                st.sampled_from(ids or ["nobody"]), st.integers(0, count - 1), max_size=2
            )
        ),
        "seed": draw(st.integers(0, 5)),
    }
    if draw(st.booleans()):
        asked["mix"] = {"organisation": draw(st.sampled_from([5, 0.5, -2])), "field": 1}
    if draw(st.booleans()):
        asked["met_weight"] = draw(st.sampled_from([0, 1.5, -3]))
    if draw(st.booleans()):
        price = st.integers(-40, 40).map(lambda x: x / 8)
        table = [[0.0] * n for _ in ids]
        for i, j in combinations(range(n), 2):
            table[i][j] = table[j][i] = draw(price)
        asked["pair_cost"] = table
    return asked


def cost(asked: dict[str, Any], rounds: list[Groups]) -> float:
    """The cost as the contract words it, pair by pair."""
    people = {person["id"]: person for person in asked["people"]}
    at = {i: k for k, i in enumerate(people)}
    mix = asked.get("mix", {"organisation": 5, "field": 1})
    meetings: dict[frozenset[str], int] = {}
    for division in asked["met"]:
        for group in division:
            for pair in combinations(sorted(set(group)), 2):
                meetings[frozenset(pair)] = meetings.get(frozenset(pair), 0) + 1
    whole = 0.0
    for groups in rounds:
        for group in groups:
            for a, b in combinations(group, 2):
                for name, weight in mix.items():
                    value = people[a].get(name, "")
                    whole += weight * bool(value and value == people[b].get(name, ""))
                met = meetings.get(frozenset((a, b)), 0)
                whole += asked.get("met_weight", 10) * met
                meetings[frozenset((a, b))] = met + 1
                if "pair_cost" in asked:
                    whole += asked["pair_cost"][at[a]][at[b]]
    return whole


def broken_rules(asked: dict[str, Any], rounds: list[Groups]) -> list[str]:
    """Which hard rules the rounds break, in a few words each."""
    broken = []
    ids = sorted(person["id"] for person in asked["people"])
    for groups in rounds:
        if sorted(i for group in groups for i in group) != ids:
            broken.append("not everybody once")
        if len(groups) != len(asked["sizes"]):
            broken.append("number of groups")
        at = {i: g for g, group in enumerate(groups) for i in group}
        for group, size in zip(groups, asked["sizes"], strict=True):
            least, most = size if isinstance(size, tuple) else (size, size)
            if not least <= len(group) <= most:
                broken.append("size")
        for rule in asked["apart"]:
            seats = [at[i] for i in set(rule) if i in at]
            if len(set(seats)) < len(seats):
                broken.append("apart")
        for rule in asked["together"]:
            if len({at[i] for i in rule if i in at}) > 1:
                broken.append("together")
        if any(at.get(i, g) != g for i, g in asked["pinned"].items()):
            broken.append("pinned")
    return broken


def permitted_rounds(asked: dict[str, Any]) -> list[Groups]:
    """Every permitted round; for a handful of people only."""
    ids = [person["id"] for person in asked["people"]]
    found = []
    for seats in product(range(len(asked["sizes"])), repeat=len(ids)):
        groups: Groups = [[] for _ in asked["sizes"]]
        for i, g in zip(ids, seats, strict=True):
            groups[g].append(i)
        if not broken_rules(asked, [groups]):
            found.append(groups)
    return found
