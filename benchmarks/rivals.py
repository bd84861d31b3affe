"""One division by a tool from PyPI, run by an interpreter that has it, outside this project's own.

    python -m venv /tmp/rivals
    /tmp/rivals/bin/pip install team-formation team-former anti-clustering
    /tmp/rivals/bin/python benchmarks/rivals.py TOOL SECONDS < request.json

The request holds `people`, `sizes` and `met`; the answer, on the last line, is the groups, or null
where there is none in time. Earlier groups are given in the way that each tool comes closest to:
as columns to spread (team-formation; anti-clustering, where all columns weigh the same), or as
people one would rather not sit with (team-former, which is told the same of organisations).
"""

from __future__ import annotations

import contextlib
import io
import json
import sys
import tempfile
from itertools import combinations
from pathlib import Path
from typing import Any


def frame(whole: dict[str, Any]) -> tuple[Any, list[str]]:
    import pandas as pd

    rows = [
        {"id": p["id"], "organisation": p["organisation"], "field": p["field"]}
        for p in whole["people"]
    ]
    columns = ["organisation", "field"]
    for k, division in enumerate(whole.get("met", [])):
        at = {i: f"group {g}" for g, group in enumerate(division) for i in group}
        columns.append(f"met {k}")
        for n, row in enumerate(rows):
            row[f"met {k}"] = at.get(row["id"], f"away {n}")
    return pd.DataFrame(rows), columns


def anti_clustering(whole: dict[str, Any], name: str) -> list[Any]:
    import anti_clustering as tool

    solver = getattr(tool, name)(random_seed=0)
    rows, columns = frame(whole)
    done = solver.run(
        df=rows,
        numerical_columns=[],
        categorical_columns=columns,
        num_groups=len(whole["sizes"]),
        destination_column="team",
    )
    return [group["id"].tolist() for _, group in done.groupby("team")]


def team_formation(whole: dict[str, Any], seconds: float) -> list[Any] | None:
    import pandas as pd
    from team_formation.team_assignment import TeamAssignment

    rows, columns = frame(whole)
    weights = {"organisation": 5, "field": 1}
    wishes = pd.DataFrame(
        {
            "attribute": columns,
            "type": "diversify",
            "weight": [weights.get(name, 10) for name in columns],
        }
    )
    tool = TeamAssignment(rows, wishes, max(whole["sizes"]), less_than_target=True)
    tool.solve(max_time_in_seconds=seconds)
    if not tool.solution_found:
        return None
    return [group["id"].tolist() for _, group in tool.participants.groupby("team_num")]


def team_former(whole: dict[str, Any], seconds: float) -> list[Any] | None:
    import pandas as pd
    from team_former.make_teams import allocate_teams

    avoid: dict[str, set[str]] = {p["id"]: set() for p in whole["people"]}
    for a, b in combinations(whole["people"], 2):
        if a["organisation"] == b["organisation"]:
            avoid[a["id"]].add(b["id"])
    for division in whole.get("met", []):
        for group in division:
            for a, b in combinations(group, 2):
                avoid[a].add(b)
    with tempfile.TemporaryDirectory() as folder:
        given, made = Path(folder, "given.xlsx"), Path(folder, "made.xlsx")
        pd.DataFrame(
            {"Student_ID": list(avoid), "Prefer_Not_With": [",".join(s) for s in avoid.values()]}
        ).to_excel(given, index=False)
        done = allocate_teams(
            input_file=str(given),
            output_file=str(made),
            min_team_size=min(whole["sizes"]),
            max_team_size=max(whole["sizes"]),
            max_solve_time=seconds,
        )
    if done is None:
        return None
    return [group["Student_ID"].tolist() for _, group in done.groupby("team")]


def main() -> None:
    tool, seconds, whole = sys.argv[1], float(sys.argv[2]), json.load(sys.stdin)
    with contextlib.redirect_stdout(io.StringIO()):
        if tool == "team-formation":
            groups = team_formation(whole, seconds)
        elif tool == "team-former":
            groups = team_former(whole, seconds)
        else:
            names = {
                "anti-clustering exchange": "ExchangeHeuristicAntiClustering",
                "anti-clustering annealing": "SimulatedAnnealingHeuristicAntiClustering",
            }
            groups = anti_clustering(whole, names[tool])
    print(json.dumps(groups))


if __name__ == "__main__":
    main()
