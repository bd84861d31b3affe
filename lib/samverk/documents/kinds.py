"""The kinds of slide that the documents are made of."""

from __future__ import annotations

from typing import Literal, get_args

from samverk.words import N_

Kind = Literal["cover", "text", "statement", "table", "chart"]
KINDS: tuple[Kind, ...] = get_args(Kind)
KIND_NAMES: dict[Kind, str] = {
    "cover": N_("Forside"),
    "text": N_("Tekst og punkter"),
    "statement": N_("Utfordringsbilde"),
    "table": N_("Tabell"),
    "chart": N_("Diagram"),
}
