"""All that a workshop holds, as the tables of a spreadsheet; who eats what is not among it."""

from __future__ import annotations

from samverk.documents import course_tables, day_tables, decided_tables, said_tables
from samverk.documents.parts import ReportExtra
from samverk.documents.table import Table
from samverk.model import State


def tables(state: State, extra: ReportExtra | None = None) -> tuple[Table, ...]:
    """The sheets in their order."""
    return (
        day_tables.about(state),
        day_tables.programme(state),
        day_tables.participants(state),
        day_tables.groups(state),
        said_tables.notes(state),
        decided_tables.measures(state),
        said_tables.goals(state),
        said_tables.commitments(state),
        said_tables.perspectives(state),
        said_tables.projects(state),
        decided_tables.votes(state),
        decided_tables.evaluation(state),
        *course_tables.of_series(state, extra),
    )
