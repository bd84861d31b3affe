from samverk.groups import divide
from samverk.groups.explain import explain, reasons

PEOPLE = [{"id": k, "organisation": f"O{k % 4}", "field": f"F{k % 2}"} for k in range(16)]


def test_a_proven_division_is_said_to_be_the_best_there_is() -> None:
    met = [[[0, 5], [2, 7]]]
    division = divide(PEOPLE, [4] * 4, met=met)
    assert explain(division, PEOPLE) == [
        "Ingen i samme gruppe har møttes før.",
        "Organisasjonene og fagfeltene er spredt så jevnt som det går an.",
        "I hver gruppe sitter folk fra minst 4 organisasjoner sammen.",
        "Dette er den beste inndelingen som finnes.",
    ]
    assert (
        reasons(division, PEOPLE)
        == ["4 deltakere fra 4 organisasjoner og 2 fagfelt. Ingen har møttes før."] * 4
    )


def test_a_division_that_may_be_bettered_says_by_how_much() -> None:
    pinned = {0: 0, 4: 0, 8: 1, 12: 1}
    division = divide(PEOPLE, [4] * 4, pinned=pinned, mix={"organisation": 5}, effort=0.1)
    assert (division.cost, division.bound) == (20, 10)
    assert explain(division, PEOPLE) == [
        "2 par mer enn det minste mulige er fra samme organisasjon.",
        "I hver gruppe sitter folk fra minst 3 organisasjoner sammen.",
        "Ingen inndeling kan være mer enn 50 prosent bedre enn denne, og kanskje er ingen det.",
    ]


def test_meetings_that_must_be_are_said_to_be_so() -> None:
    division = divide([{"id": k} for k in range(4)], [2, 2], rounds=4, mix={})
    assert explain(division, [{"id": k} for k in range(4)]) == [
        "2 ganger sitter to sammen som har møttes før.",
        "Det kan ikke bli færre.",
        "Dette er den beste inndelingen som finnes.",
    ]


def test_a_group_is_told_who_in_it_have_met() -> None:
    met = [[[0, 1, 2, 3], [4, 5, 6, 7]]]
    division = divide(PEOPLE, [8, 8], met=met, together=[[0, 1]], effort=0.1)
    assert sum("har møttes før" in words for words in reasons(division, PEOPLE)) >= 1
