"""Keeps names out of notebook files: what a panel shows is never saved with the notebook."""

from __future__ import annotations

from typing import Any


def strip(model: dict[str, Any], **_about: Any) -> None:
    """Take outputs, counts and widget state out of a notebook that is about to be saved."""
    if model.get("type") != "notebook" or not isinstance(model.get("content"), dict):
        return
    content = model["content"]
    content.get("metadata", {}).pop("widgets", None)
    for cell in content.get("cells", []):
        if cell.get("cell_type") == "code":
            cell["outputs"] = []
            cell["execution_count"] = None
            cell.get("metadata", {}).pop("execution", None)
