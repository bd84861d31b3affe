"""The records of a workshop stand in order, however few of them change at a time."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from samverk.model import Goal, order
from samverk.store.tables import Tables

IDS = [f"i{n}" for n in range(60)]
changes = st.lists(
    st.tuples(st.sampled_from([*IDS, "new", "newer"]), st.none() | st.integers(0, 5)),
    min_size=1,
    max_size=2,
)


@given(ranks=st.lists(st.integers(0, 5), min_size=60, max_size=60), told=st.lists(changes))
def test_a_few_changes_keep_the_order(
    ranks: list[int], told: list[list[tuple[str, int | None]]]
) -> None:
    tables = Tables()
    expected = {
        id: Goal(id=id, rank=float(rank), text=id) for id, rank in zip(IDS, ranks, strict=True)
    }
    tables.apply([((Goal.kind, id), record) for id, record in expected.items()], 1)
    for revision, few in enumerate(told, start=2):
        given_now = [
            ((Goal.kind, id), None if rank is None else Goal(id=id, rank=float(rank), text=id))
            for id, rank in few
        ]
        tables.apply(given_now, revision)
        for (_kind, id), record in given_now:
            expected.pop(id, None)
            if record is not None:
                expected[id] = record
        assert tables.state.goals == tuple(sorted(expected.values(), key=order))
