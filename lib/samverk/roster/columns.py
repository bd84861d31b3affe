"""Which column of a table holds what: by headings first, and by what stands in them."""

from __future__ import annotations

import re
from collections.abc import Sequence

from samverk.roster.headings import POSSIBLE, Field, meaning
from samverk.roster.table import Table
from samverk.roster.unheaded import by_content, share

READ = 200
"""So many rows are looked at to tell what a column holds."""


def _answers(text: str) -> frozenset[str]:
    return frozenset(" ".join(answer.split()) for answer in text.split(","))


DECLINED = _answers(
    """declined, decline, avslått, avslag, avslo, takket nei, takka nei, avmeldt, avmeldte, avmelde,
    avmeld, meldt
    avbud, avbud, forfall, avbestilt, kansellert, cancelled, canceled, nei, no, kommer ikke, kjem
    ikkje, deltar ikke, deltek ikkje, kan ikke, kan ikkje, not attending"""
)
ANSWERS = DECLINED | _answers(
    """accepted, accept, godtatt, godteke, akseptert, tentative, foreløpig, førebels, none, ingen,
    no response, ikke svart, ikkje svart, ingen svar, ja, yes, kanskje, maybe, påmeldt, bekreftet,
    stadfesta, confirmed, registered, registrert, kommer, kjem, deltar, deltek,
    attending, organizer"""
)
WAITING = frozenset({"venteliste", "ventelista", "waiting list"})
YES_OR_NO = frozenset({"ja", "nei", "yes", "no", "ja.", "nei.", "n", "j"})

_FORMS = frozenset({"start time", "starttidspunkt", "starttid", "completion time"})


def guess_columns(table: Table) -> dict[Field, int]:
    """The column (from 0) of each field that is found. Without a heading row: by content."""
    samples = [
        [row.cells[i] for row in table.body[:READ] if i < len(row.cells) and row.cells[i]]
        for i in range(table.width)
    ]
    if table.heading is None:
        return by_content(samples, [row.cells for row in table.body[:READ]])
    cells = table.rows[table.heading].cells
    from_forms = any(cell.casefold() in _FORMS for cell in cells)
    found: list[tuple[float, int, Field]] = []
    for i, cell in enumerate(cells):
        if meant := meaning(cell):
            field, sure = meant
            fits = 4 * sure + _fits(field, cell, samples[i])
            if from_forms and field in ("name", "email") and cell.casefold() in ("name", "navn"):
                # Forms fills in its own column from the account; the question was for this list.
                fits -= 5
            if field != "attendance" or (fits > 0 and samples[i]):
                found.append((-fits, i, field))
    apart = {field for _rank, _i, field in found} >= {"first_name", "last_name"}
    columns: dict[Field, int] = {}
    for _rank, i, field in sorted(found):
        if field == "name" and apart and meaning(cells[i]) == ("name", POSSIBLE):
            continue
        if field not in columns and i not in columns.values():
            columns[field] = i
    return columns


def _fits(field: Field, heading: str, sample: Sequence[str]) -> float:
    """How well the content of a column goes with a field, from -20 to 3."""
    if not sample:
        return -6
    match field:
        case "email":
            return -20 + 23 * share(sample, lambda text: "@" in text)
        case "attendance":
            return 0 if share(sample, lambda text: text.casefold() in ANSWERS) > 0.8 else -20
        case "dietary":
            told = share(sample, lambda text: text.casefold() not in YES_OR_NO)
            return 3 * told + bool(re.search(r"hvilke|kva for|hva slags|which|hvis ja", heading))
        case "name" | "first_name" | "last_name":
            return 3 * share(sample, lambda text: any(map(str.isalpha, text)) and "@" not in text)
        case _:
            return 3 * share(sample, lambda text: any(map(str.isalnum, text)))
