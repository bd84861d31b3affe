"""Giving the roles of the groups, fairly over the rounds and over the workshops of a series."""

from __future__ import annotations

from collections.abc import Sequence

from samverk import grouping
from samverk.actions.asking import ids_of
from samverk.model import GroupRole, Sorry, State, change
from samverk.series import Duties
from samverk.store import Store
from samverk.words import _

NO_DUTIES = Duties()


def dealt(
    state: State, rounds: Sequence[Sequence[Sequence[str]]], duties: Duties = NO_DUTIES
) -> list[list[dict[GroupRole, str]]]:
    """Who has which role in each group, among the willing; rounds → groups → role → id."""
    from samverk.groups import assign_roles

    willing = {p.id for p in state.participants if not p.no_role}
    return assign_roles(rounds, willing=willing, before=duties.roles, attended=duties.attended)


def deal_roles(store: Store, duties: Duties = NO_DUTIES) -> None:
    """Give all roles anew in the rounds that are not over."""
    with store.change("groups.deal_roles") as draft:
        state = draft.state
        rounds = grouping.rounds(state)
        first = grouping.rounds_over(state)
        if first >= len(rounds):
            raise Sorry(_("Del deltakerne inn i grupper først."))
        gone = [[g.roles for g in groups] for groups in rounds[:first]]
        known = Duties([*duties.roles, *gone], duties.attended)
        roles = dealt(state, ids_of(rounds[first:]), known)
        for groups, held in zip(rounds[first:], roles, strict=True):
            draft.put(*(change(g, roles=has) for g, has in zip(groups, held, strict=True)))
