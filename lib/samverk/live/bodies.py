"""What tables and participants send."""

from __future__ import annotations

import datetime as dt
from typing import Annotated, Literal

from msgspec import UNSET, Meta, Struct, UnsetType

from samverk.actions.fields import LONGEST
from samverk.model import Horizon

Id = Annotated[str, Meta(pattern="^[A-Za-z0-9_-]{8,64}$")]
Text = Annotated[str, Meta(min_length=1, max_length=LONGEST)]
Line = Annotated[str, Meta(max_length=LONGEST)]
Token = Annotated[str, Meta(pattern="^[A-Za-z0-9_-]{16,64}$")]
Score = Annotated[int, Meta(ge=1, le=5)]
Minutes = Annotated[int, Meta(ge=-120, le=120)]
Dots = dict[str, Annotated[int, Meta(ge=0, le=100)]]


class NewNote(Struct, frozen=True, kw_only=True):
    """A sentence from a table. The id is made on the device."""

    id: Id
    text: Text
    horizon: Horizon | None = None
    what: Literal["horizon", "question", "perspective", "draft", "presentation"] = "horizon"
    field: Line = ""
    item: Line = ""
    owner: Line = ""
    first_step: Line = ""
    due: dt.date | None = None
    partners: list[Line] = []


class NoteChange(Struct, frozen=True, kw_only=True):
    """What is changed of a note, from how it was at `revision`."""

    revision: Annotated[int, Meta(ge=0)]
    text: Text | UnsetType = UNSET
    horizon: Horizon | UnsetType = UNSET
    field: Line | UnsetType = UNSET
    owner: Line | UnsetType = UNSET
    first_step: Line | UnsetType = UNSET
    due: dt.date | UnsetType | None = UNSET
    partners: list[Line] | UnsetType = UNSET


class Evaluated(Struct, frozen=True, kw_only=True):
    """One's own evaluation."""

    score: Score | None = None
    text: Line = ""


class NewBallot(Struct, frozen=True, kw_only=True):
    """A device's ballot, whole on each topic that it names."""

    dots: Dots | UnsetType = UNSET
    pulse: Score | UnsetType | None = UNSET
    evaluation: Evaluated | UnsetType = UNSET


class NewQuestion(Struct, frozen=True, kw_only=True):
    """A question to the panel talk, shown when the facilitator lets it through."""

    id: Id
    text: Text


class NewProject(Struct, frozen=True, kw_only=True):
    """A card for the project wall, with the name that the person writes."""

    id: Id
    name: Text
    organisation: Line = ""
    works_on: Line = ""
    offers: Line = ""
    needs: Line = ""


class Interested(Struct, frozen=True, kw_only=True):
    """Who wants in, as the person writes it. With the random token it can be taken back."""

    name: Text
    organisation: Line = ""
    token: Token | UnsetType = UNSET


class TakenBack(Struct, frozen=True):
    """The token with which somebody wanted in."""

    token: Token
