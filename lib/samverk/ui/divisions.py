"""What *Grupper* shows of a repair, of two divisions side by side and of who meets whom."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from samverk import agenda, grouping, mixing, relations
from samverk.actions import beside
from samverk.actions.mending import Mended, Step
from samverk.model import GroupRole, State
from samverk.words import _, clock, n_

NONE = "–"


def repair(state: State, mend: Mended, roles: Mapping[GroupRole, str]) -> dict[str, object]:
    """The sentence, a row for each person with the groups before and after, and the new roles."""
    names = {p.id: p.name for p in state.participants}
    n = mend.people_moved
    text = (
        n_(
            "{n} av de andre bytter gruppe. Færre er ikke mulig.",
            "{n} av de andre bytter gruppe. Færre er ikke mulig.",
            n,
        ).format(n=n)
        if n
        else _("Ingen av de andre trenger å bytte gruppe.")
    )
    return {
        "text": text,
        "rows": [
            *_rows(names, mend.moved, _("Bytter gruppe")),
            *_rows(names, mend.seated, _("Får plass")),
            *_rows(names, mend.out, _("Har ikke møtt")),
        ],
        "roles": [
            _told(
                _("{name} blir {role} i gruppe {n}"),
                _("{name} blir {role} i gruppe {n} i runde {round}"),
                rounds=len(grouping.rounds(state)),
            ).format(
                name=names.get(t.person, ""), role=_small(roles[t.role]), n=t.group, round=t.round
            )
            for t in mend.roles
        ],
    }


def _told(one: str, many: str, *, rounds: int) -> str:
    return many if rounds > 1 else one


def _small(role: str) -> str:
    return role[:1].lower() + role[1:]


def _rows(names: Mapping[str, str], steps: Sequence[Step], what: str) -> list[list[str]]:
    by_person: dict[str, list[Step]] = {}
    for step in steps:
        by_person.setdefault(step.person, []).append(step)
    return [
        [
            what,
            names.get(who, ""),
            ", ".join(str(s.before or NONE) for s in mine),
            ", ".join(str(s.after or NONE) for s in mine),
        ]
        for who, mine in sorted(by_person.items(), key=lambda item: names.get(item[0], ""))
    ]


def other(state: State) -> dict[str, object] | None:
    """Two divisions in figures and words, and who sits elsewhere; None where there is one."""
    if not state.alternative.groups or not state.groups:
        return None
    there = beside.beside(state)
    names = {p.id: p.name for p in state.participants}
    moves = beside.moves(state)
    return {
        "rows": [
            [title, now, then]
            for (title, now), (_same, then) in zip(_figures(state), _figures(there), strict=True)
            if now != then or title != _("Runder")
        ],
        "verdicts": [mixing.verdict(state), mixing.verdict(there)],
        "moves": [
            [names[who], round, now or NONE, then or NONE] for who, round, now, then in moves
        ],
        "moved": len({who for who, *_places in moves}),
        "people": len(state.present),
    }


def _figures(state: State) -> list[tuple[str, str]]:
    wish = state.grouping
    sizes = [len(g.members) for g in state.groups]
    least, most = min(sizes, default=0), max(sizes, default=0)
    known = wish.terms if mixing.judged(state) else {}
    met = known.get("met")
    people = {p.id: p.organisation for p in state.participants}
    fewest = min((len({people.get(m) for m in g.members}) for g in state.groups), default=0)
    rounds = len(grouping.rounds(state))
    return [
        (
            _("Grupper"),
            _("{groups} med {size}").format(
                groups=len(sizes) // max(rounds, 1),
                size=str(most) if least == most else f"{least}–{most}",
            ),
        ),
        (_("Runder"), str(rounds)),
        (_("Par som har møttes før"), "?" if met is None else str(int(met[0]))),
        (_("Par fra samme organisasjon"), str(mixing.shared(state, "organisation"))),
        (_("Par fra samme fagfelt"), str(mixing.shared(state, "field"))),
        (_("Færrest organisasjoner i en gruppe"), str(fewest)),
    ]


def meetings(state: State, met: relations.Met) -> dict[str, object] | None:
    """Which organisations meet, before and after this workshop; None where none can."""
    found = relations.relations(state, met)
    if len(found.organisations) < 2 or not state.groups:
        return None
    return {
        "organisations": [list(each) for each in found.organisations],
        "links": [[k.first, k.second, k.possible, k.before, k.new] for k in found.links],
        "joined": found.joined,
        "text": relations.summary(relations.relations(state, met, most=len(state.participants))),
        "earlier": bool(state.meetings),
    }


def rows(state: State) -> list[dict[str, object]]:
    """The programme's rows where people sit in groups, with the round that each uses."""
    times = {slot.item.id: slot for slot in agenda.slots(state.agenda, state.day)}
    return [
        {
            "id": item.id,
            "title": item.title,
            "at": clock(times[item.id].start) if item.id in times else "",
            "round": item.round or 1,
        }
        for item in grouping.group_rows(state)
    ]
