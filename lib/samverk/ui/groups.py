"""*Grupper*: the wishes, the division and how good it is, and moving people by hand."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import ClassVar

from samverk import grouping, mixing, people, seating
from samverk.actions import groups as deeds
from samverk.actions.division import Progress as Told
from samverk.model import GROUP_ROLES, Group, GroupRole, State
from samverk.ui.panel import Deed, Panel, Progress, Reply
from samverk.ui.steps import Problem, stands
from samverk.words import _, n_

MUCH = 100
"""So many per cent from the best possible says nothing."""


def roles() -> dict[GroupRole, str]:
    """The roles in a group, in words."""
    return {
        "chair": _("Ordstyrer"),
        "timekeeper": _("Tidtaker"),
        "secretary": _("Sekretær"),
        "presenter": _("Legger fram"),
    }


def weights() -> dict[int, str]:
    """How much to mix, in words: points for each pair that shares something."""
    return {0: _("Ikke"), 1: _("Lite"), 5: _("Middels"), 20: _("Mye")}


@stands("groups")
def standing(state: State) -> tuple[str, Iterable[Problem]]:
    """How the division stands."""
    return mixing.verdict(state), [Problem(k.text, k.target) for k in grouping.lacks(state)]


class GroupsPanel(Panel):
    """The division into groups."""

    step = "groups"
    module = "groups.js"
    deeds: ClassVar[dict[str, Deed]] = {
        "wish": deeds.wish,
        "add_rule": deeds.add_rule,
        "remove_rule": deeds.remove_rule,
        "lock": deeds.lock,
        "unlock_all": deeds.unlock_all,
        "set_role": deeds.set_role,
    }
    conflict: tuple[str, ...] = ()
    asked: object = None
    """The rules and locks that `conflict` was found for."""
    told: str = ""

    def view(self, state: State) -> dict[str, object]:
        """People by id, groups by round, the wishes and rules, and the figures."""
        colours = people.colours(state)
        rounds = grouping.rounds(state)
        tables = {table.number: table for table in state.tables}
        wish = state.grouping
        number = len(rounds[0]) if rounds else 0
        return {
            "people": {
                p.id: [p.name, p.organisation, colours.get(p.organisation, -1), p.attendance]
                for p in state.participants
            },
            "count": self._count(state, number),
            "rounds": [
                [
                    self._group(g, tables[g.number].room if g.number in tables else "")
                    for g in groups
                ]
                for groups in rounds
            ],
            "unplaced": [
                [p.id for p in grouping.unplaced(state, groups[0].round)] for groups in rounds
            ],
            "repairs": bool(rounds and (grouping.unplaced(state) or grouping.away(state))),
            "judged": mixing.judged(state),
            "all_new": mixing.all_new(state),
            "figures": [[f.title, f.pairs, f.best] for f in mixing.figures(state)],
            "wish": {
                "by": wish.by,
                "number": wish.number,
                "size": wish.size,
                "rounds": wish.rounds,
                "mix_organisation": _nearest(wish.mix_organisation),
                "mix_field": _nearest(wish.mix_field),
                "avoid_met": wish.avoid_met > 0,
            },
            "weights": [[str(points), word] for points, word in weights().items()],
            "planned": self._planned(state),
            "rules": [[r.kind, list(r.people), r.text] for r in seating.rules(state)],
            "locks": [list(lock) for lock in seating.locks(state)],
            "rooms": self._rooms(state),
            "roles": list(roles().items()),
            "conflict": list(self.conflict) if self.asked == _asked(state) else [],
            "told": self.told,
        }

    def _group(self, group: Group, room: str) -> dict[str, object]:
        held = [who for role in GROUP_ROLES if (who := group.roles.get(role)) in group.members]
        members = dict.fromkeys([*held, *group.members])
        return {
            "id": group.id,
            "number": group.number,
            "room": room,
            "members": list(members),
            "roles": {who: [r for r in GROUP_ROLES if group.roles.get(r) == who] for who in held},
            "locked": list(group.locked),
        }

    def _count(self, state: State, number: int) -> str:
        seated = sum(len(g.members) for g in state.groups if g.round == 1)
        return _("{people} i {groups}").format(
            people=n_("{n} deltaker", "{n} deltakere", seated).format(n=seated),
            groups=n_("{n} gruppe", "{n} grupper", number).format(n=number),
        )

    def _planned(self, state: State) -> str:
        """What the wishes give: so many groups of such sizes."""
        expected = len(state.present)
        if not expected:
            return ""
        number = grouping.number_of_groups(state)
        sizes = grouping.sizes(
            expected, grouping.caps(state, number), grouping.leasts(state, number)
        )
        least, most = min(sizes), max(sizes)
        size = (
            str(most) if least == most else _("{least} til {most}").format(least=least, most=most)
        )
        return n_(
            "{people} deltakere gir {n} gruppe med {size}.",
            "{people} deltakere gir {n} grupper med {size} i hver.",
            number,
        ).format(people=expected, n=number, size=size)

    def _rooms(self, state: State) -> str:
        """Where the tables stand."""
        if state.venue is None or not state.venue.rooms:
            return _("Rom og bord står under Om verkstedet. Der er ingen lagt inn ennå.")
        rooms = [
            n_(
                "{room} har {n} bord med {seats} plasser",
                "{room} har {n} bord med {seats} plasser",
                room.tables,
            ).format(room=room.name, n=room.tables, seats=room.seats)
            for room in state.venue.rooms
        ]
        return _("Rommene står under Om verkstedet: {rooms}.").format(rooms="; ".join(rooms))

    def on_weigh(self, field: str, weight: int) -> Reply:
        """Set how much to mix, or whether those who have met are kept apart."""
        if field == "avoid_met":
            weight = 10 if weight else 0
        deeds.wish(self.workshop.opened, field, weight)
        return Reply()

    def on_divide(self, other: bool = False) -> Reply:
        """Divide in the background; `other` asks for another division than the one in use."""
        store = self.workshop.opened
        if other:
            deeds.wish(store, "seed", self.workshop.state.grouping.seed + 1)
        met = self.workshop.met()
        return self._search(_("Deler inn …"), lambda told: deeds.divide(store, met, progress=told))

    def on_repair(self) -> Reply:
        """Mend the division in the background."""
        store, met = self.workshop.opened, self.workshop.met()
        return self._search(
            _("Reparerer inndelingen …"), lambda told: deeds.repair(store, met, progress=told)
        )

    def on_move(self, participant: str, group: int, round: int = 1) -> Reply:
        """Move a person to another group."""
        self.told = ""
        deeds.move(self.workshop.opened, participant, group, round, self.workshop.met())
        return Reply()

    def on_swap(self, a: str, b: str, round: int = 1) -> Reply:
        """Let two people change places."""
        self.told = ""
        deeds.swap(self.workshop.opened, a, b, round, self.workshop.met())
        return Reply()

    def on_judge(self) -> Reply:
        """Find out anew how good the division is."""
        self.told = ""
        deeds.judge(self.workshop.opened, self.workshop.met())
        return Reply()

    def _search(self, text: str, search: Callable[[Told], object]) -> Reply:
        """Search in the background, tell the figures, and keep what rules clash."""
        self.conflict, self.told = (), ""

        def work(progress: Progress) -> None:
            def told(done: float, best: float, bound: float) -> bool:
                return progress(done, f"{text} {nearness(best, bound)}")

            from samverk.groups import Impossible

            try:
                moved = search(told)
                if isinstance(moved, int):
                    self.told = _moved(moved)
            except Impossible as error:
                self.conflict = tuple(error.conflict)
                self.asked = _asked(self.workshop.state)

        self.in_background(text, work)
        return Reply()


def _asked(state: State) -> object:
    """What a division must heed, which can clash."""
    wish = state.grouping
    return (wish.apart, wish.together, wish.by, wish.number, wish.size, seating.locks(state))


def _moved(n: int) -> str:
    if not n:
        return _("Inndelingen er reparert. Ingen av de andre måtte bytte gruppe.")
    return n_(
        "Inndelingen er reparert. {n} av de andre måtte bytte gruppe.",
        "Inndelingen er reparert. {n} av de andre måtte bytte gruppe.",
        n,
    ).format(n=n)


def _nearest(points: int) -> str:
    return str(min(weights(), key=lambda weight: abs(weight - points)))


def nearness(best: float, bound: float) -> str:
    """How near the best found so far is to what may be possible, in words."""
    if best <= bound:
        return _("Fant den beste som finnes.")
    worse = round(100 * (best - bound) / bound) if bound > 0 else MUCH
    if worse >= MUCH:
        return _("Leter etter en bedre.")
    return _("Den beste så langt er høyst {n} % dårligere enn den best mulige.").format(
        n=max(1, worse)
    )
