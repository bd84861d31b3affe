"""Who meets whom across organisations is counted by pairs of people, each pair once."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from samverk import relations
from samverk.model import AgendaItem, Day, Group, Participant, State

BODIES = {"a": "Nav", "b": "Nav", "c": "Politiet", "d": "Kommunen", "e": ""}


def state(*groups: str, of: dict[str, str] = BODIES, rounds: int = 1) -> State:
    each = len(groups) // rounds
    return State(
        participants=tuple(Participant(id=k, name=k, organisation=v) for k, v in of.items()),
        groups=tuple(
            Group(id=f"{r + 1}-{n + 1}", round=r + 1, number=n + 1, members=tuple(who))
            for r in range(rounds)
            for n, who in enumerate(groups[r * each : (r + 1) * each])
        ),
    )


def facts(found: relations.Relations) -> dict[tuple[str, str], tuple[int, int, int]]:
    names = [name for name, _people in found.organisations]
    return {
        (names[link.first], names[link.second]): (link.possible, link.before, link.new)
        for link in found.links
    }


def test_a_pair_that_meets_twice_is_counted_once() -> None:
    made = state("acd", "be", "ace", "bd", rounds=2)
    found = relations.relations(made, [[["a", "d"]], [["a", "d", "gone"]]])
    assert facts(found) == {
        ("Nav", "Kommunen"): (2, 1, 1),
        ("Nav", "Politiet"): (2, 0, 1),
        ("Kommunen", "Politiet"): (1, 0, 1),
    }
    assert relations.summary(found) == (
        "3 par av deltakere fra ulike organisasjoner møtes for første gang. "
        "Da har alle organisasjonene møtt hverandre. Før i dag hadde 1 av 3 det."
    )


def test_small_organisations_are_one_when_there_are_many() -> None:
    of = {f"p{n}": f"O{n:02}" for n in range(20)} | {"q": "O00"}
    found = relations.relations(state("", of=of), [])
    assert len(found.organisations) == relations.MOST
    assert found.organisations[0] == ("O00", 2)
    assert found.organisations[-1] == ("Andre", 9)
    assert found.joined == 9
    pairs = 21 * 20 // 2 - 1
    assert sum(link.possible for link in found.links) == pairs


@given(
    st.lists(st.sampled_from("ABCDEFGHIJKLMNOP"), min_size=2, max_size=40),
    st.integers(1, 6),
    st.randoms(use_true_random=False),
)
def test_no_more_meet_than_there_are(of: list[str], number: int, draw: object) -> None:
    people = {f"p{n}": body for n, body in enumerate(of)}
    ids = list(people)
    draw.shuffle(ids)  # type: ignore[attr-defined]
    groups = [ids[n::number] for n in range(number)]
    made = replace(
        state(of=people),
        groups=tuple(
            Group(id=f"1-{n + 1}", round=1, number=n + 1, members=tuple(g))
            for n, g in enumerate(groups)
        ),
    )
    earlier = [[list(people)[n::3] for n in range(3)]]
    found = relations.relations(made, earlier)
    met = relations.before(earlier) | relations.met_pairs(g.members for g in made.groups)
    across = [pair for pair in met if people[pair[0]] != people[pair[1]]]
    assert sum(link.before + link.new for link in found.links) == len(across)
    assert all(link.before + link.new <= link.possible for link in found.links)


def test_who_stayed_away_and_rounds_that_were_not_held_count_for_nobody() -> None:
    rows = (
        AgendaItem(id="x", rank=1.0, title="En", minutes=30, round=1, started=1.0, ended=2.0),
        AgendaItem(id="y", rank=2.0, title="To", minutes=30, round=2),
    )
    made = state("acd", "be", "ab", "cde", rounds=2)
    away, *rest = made.participants
    made = replace(
        made,
        participants=(replace(away, attendance="absent"), *rest),
        agenda=rows,
        day=Day(finished=True),
    )
    assert [[g.members for g in groups] for groups in relations.held(made)] == [
        [("c", "d"), ("b", "e")]
    ]
    assert facts(relations.relations(made, []))["Kommunen", "Politiet"] == (1, 0, 1)
    planned = replace(made, day=Day())
    assert facts(relations.relations(planned, []))["Kommunen", "Nav"] == (1, 0, 0)
    assert len(relations.today(planned)) == 2


def test_a_group_has_its_reason() -> None:
    made = state("abc", "de")
    assert relations.reason(made, made.groups[0], None) == "2 organisasjoner"
    assert relations.reason(made, made.groups[0], set()) == ("2 organisasjoner, alle er nye")
    assert relations.reason(made, made.groups[0], {("a", "c"), ("b", "e")}) == (
        "2 organisasjoner, 1 par har møttes"
    )
    assert relations.reason(made, replace(made.groups[0], members=()), None) == ""
