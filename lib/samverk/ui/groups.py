"""*Grupper*: the wishes, the division and how good it is, and moving people by hand."""

from __future__ import annotations

from collections.abc import Iterable
from typing import ClassVar

from samverk import grouping, mixing, people, relations, seating
from samverk.actions import beside
from samverk.actions import groups as deeds
from samverk.model import GROUP_ROLES, Group, GroupRole, State
from samverk.ui import divisions
from samverk.ui.panel import Deed, Reply
from samverk.ui.searching import SearchingPanel, asked
from samverk.ui.steps import Problem, stands
from samverk.words import _, n_


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


class GroupsPanel(SearchingPanel):
    """The division into groups."""

    step = "groups"
    module = "groups.js"
    deeds: ClassVar[dict[str, Deed]] = {
        "wish": deeds.wish,
        "write_rule": deeds.write_rule,
        "remove_rule": deeds.remove_rule,
        "set_round": deeds.set_round,
        "spread_rounds": deeds.spread_rounds,
        "use_other": beside.use_other,
        "drop_other": beside.drop_other,
        "lock": deeds.lock,
        "unlock_all": deeds.unlock_all,
        "set_role": deeds.set_role,
    }
    _met: tuple[object, object, relations.Met] = (None, None, ())

    def view(self, state: State) -> dict[str, object]:
        """People by id, groups by round, the wishes and rules, and the figures."""
        colours = people.colours(state)
        rounds = grouping.rounds(state)
        tables = {table.number: table for table in state.tables}
        wish = state.grouping
        number = len(rounds[0]) if rounds else 0
        met = self._known(state)
        clash = self.clash if self.clash and self.clash.asked == asked(state) else None
        return {
            "people": {
                p.id: [p.name, p.organisation, colours.get(p.organisation, -1), p.attendance]
                for p in state.participants
            },
            "count": self._count(state, number),
            "rounds": [
                [
                    self._group(g, tables[g.number].room if g.number in tables else "")
                    | {"reason": relations.reason(state, g, earlier)}
                    for g in groups
                ]
                for groups, earlier in zip(rounds, self._earlier(state, met), strict=True)
            ],
            "unplaced": [
                [p.id for p in grouping.unplaced(state, groups[0].round)] for groups in rounds
            ],
            "repairs": bool(rounds and (grouping.unplaced(state) or grouping.away(state))),
            "repair": divisions.repair(state, self.mend, roles())
            if self.mend and self.mend.fits(state)
            else None,
            "other": divisions.other(state),
            "meetings": divisions.meetings(state, met),
            "judged": mixing.judged(state),
            "proven": state.grouping.proven,
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
            "rows": divisions.rows(state),
            "rules": [[r.kind, list(r.people), r.text] for r in seating.rules(state)],
            "sentence": seating.parts(),
            "locks": [list(lock) for lock in seating.locks(state)],
            "rooms": self._rooms(state),
            "roles": list(roles().items()),
            "conflict": list(clash.rules) if clash else [],
            "ways": [way.text for way in clash.ways] if clash else [],
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

    def _known(self, state: State) -> relations.Met:
        """The earlier divisions, found again only where the people have changed."""
        people, meetings, _known = self._met
        if people is not state.participants or meetings is not state.meetings:
            known = self.workshop.met() if self.workshop.is_open else []
            self._met = (state.participants, state.meetings, known)
        return self._met[2]

    def _earlier(self, state: State, met: relations.Met) -> list[set[relations.Pair] | None]:
        """For each round who has met before it; None where nobody can have."""
        found: list[set[relations.Pair] | None] = []
        known = relations.before(met)
        for groups in grouping.rounds(state):
            found.append(set(known) if state.meetings or found else None)
            known |= relations.met_pairs(g.members for g in groups)
        return found

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
            ).format(
                room=room.name,
                n=room.tables,
                seats=_("{least} til {most}").format(least=room.least, most=room.seats)
                if room.least
                else room.seats,
            )
            for room in state.venue.rooms
        ]
        return _("Rommene står under Om verkstedet: {rooms}.").format(rooms="; ".join(rooms))

    def on_weigh(self, field: str, weight: int) -> Reply:
        """Set how much to mix, or whether those who have met are kept apart."""
        if field == "avoid_met":
            weight = 10 if weight else 0
        deeds.wish(self.workshop.opened, field, weight)
        return Reply()

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


def _nearest(points: int) -> str:
    return str(min(weights(), key=lambda weight: abs(weight - points)))
