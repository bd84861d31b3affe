"""How well a division mixes, in words and figures."""

from __future__ import annotations

from collections import Counter

import msgspec

from samverk.model import State
from samverk.words import _, n_


class Figure(msgspec.Struct, frozen=True, kw_only=True):
    """How many pairs share something, and the fewest that any division can have, where known."""

    name: str
    title: str
    pairs: int
    best: int | None


def judged(state: State) -> bool:
    """Whether the division that is shown is the one that was judged."""
    wish = state.grouping
    if wish.cost is None or not state.groups:
        return False
    return all(
        int(wish.terms[name][0]) == shared(state, name)
        for name in ("organisation", "field")
        if name in wish.terms
    )


def pairs(state: State) -> int:
    """How many pairs sit in a group together, summed over the rounds."""
    return sum(len(g.members) * (len(g.members) - 1) // 2 for g in state.groups)


def shared(state: State, attribute: str) -> int:
    """How many pairs in a group share the value of "organisation" or "field"."""
    values = {p.id: getattr(p, attribute).strip() for p in state.participants}
    return sum(
        n * (n - 1) // 2
        for group in state.groups
        for value, n in Counter(values.get(m, "") for m in group.members).items()
        if value
    )


def remembers(state: State) -> bool:
    """Whether anybody can have met before: in an earlier workshop or an earlier round."""
    return bool(state.meetings) or len({g.round for g in state.groups}) > 1


def figures(state: State) -> list[Figure]:
    """Pairs of one organisation, of one field and who have met, against the fewest possible."""
    known = state.grouping.terms if judged(state) else {}
    found = [
        Figure(
            name=name,
            title=title,
            pairs=shared(state, name),
            best=int(known[name][1]) if name in known else None,
        )
        for name, title in (
            ("organisation", _("Samme organisasjon")),
            ("field", _("Samme fagfelt")),
        )
    ]
    met, best = known.get("met", (0, 0))
    if met:
        title = _("Har møttes før")
        found.append(Figure(name="met", title=title, pairs=int(met), best=int(best)))
    return found


def all_new(state: State) -> str:
    """The sentence that says that all are new to each other, where they are and might not be."""
    if not remembers(state) or not judged(state) or state.grouping.terms.get("met", (1, 0))[0]:
        return ""
    all_pairs = pairs(state)
    return n_(
        "Det ene paret er nytt for hverandre.", "Alle {n} par er nye for hverandre.", all_pairs
    ).format(n=all_pairs)


def verdict(state: State) -> str:
    """How good the division is and how far from the best possible; empty without groups."""
    if not state.groups:
        return ""
    if not judged(state):
        return _("Inndelingen er endret etter at den ble vurdert.")
    return f"{_holds(state)} {_distance(state)}"


def _holds(state: State) -> str:
    met = int(state.grouping.terms.get("met", (0, 0))[0])
    if remembers(state):
        if met:
            return n_(
                "{n} par i samme gruppe har møttes før.",
                "{n} par i samme gruppe har møttes før.",
                met,
            ).format(n=met)
        if state.meetings:
            return _("Ingen i samme gruppe har møttes før.")
        return _("Ingen sitter sammen mer enn én gang.")
    same = shared(state, "organisation")
    if not same:
        return _("Ingen sitter sammen med noen fra sin egen organisasjon.")
    return n_(
        "{n} par i samme gruppe kommer fra samme organisasjon.",
        "{n} par i samme gruppe kommer fra samme organisasjon.",
        same,
    ).format(n=same)


def _distance(state: State) -> str:
    wish = state.grouping
    if wish.proven:
        return _("Dette er den beste inndelingen som finnes.")
    heeded = {"organisation": wish.mix_organisation, "field": wish.mix_field, "met": wish.avoid_met}
    gap = sum(
        max(0, int(found - best))
        for name, (found, best) in wish.terms.items()
        if heeded.get(name, 0) > 0
    )
    return n_(
        "Ingen inndeling kan være mer enn {n} par bedre enn denne, og kanskje er ingen det.",
        "Ingen inndeling kan være mer enn {n} par bedre enn denne, og kanskje er ingen det.",
        gap,
    ).format(n=gap)
