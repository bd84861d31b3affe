"""The data of a workshop as pandas frames, for whoever wants to look further."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from samverk.grouping import group_of
from samverk.model import MANY, Sorry, State
from samverk.words import _, listed

if TYPE_CHECKING:
    import pandas as pd

ALIASES = {"people": "participants", "votes": "ballots"}
NAMES = (*ALIASES, *MANY)


def frame(state: State, name: str) -> pd.DataFrame:
    """One row a record, one column a field, in the order of the workshop.

    "people" has the group of the first round as a column. Raises `Sorry` for an unknown name.
    """
    import pandas as pd

    field = ALIASES.get(name, name)
    if field not in MANY:
        raise Sorry(
            _("Det finnes ingen tabell «{name}». Velg en av disse: {names}.").format(
                name=name, names=listed(sorted(NAMES))
            )
        )
    record = MANY[field]
    rows = [msgspec.structs.asdict(row) for row in getattr(state, field)]
    if field == "participants":
        for row in rows:
            group = group_of(state, row["id"])
            row["group"] = group.number if group else None
    columns = [*record.__struct_fields__, *(["group"] if field == "participants" else [])]
    if field == "participants":
        # What stands for a person is read by nobody.
        columns = [column for column in columns if column not in ("key", "also")]
    return pd.DataFrame(rows, columns=columns)
