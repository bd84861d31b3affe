"""Methods, questions for the tables and principle cards, from `templates/`."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from samverk.library.files import Document, Found, gather
from samverk.library.programmes import CAPTURES
from samverk.model import Capture
from samverk.words import Language


class Method(msgspec.Struct, frozen=True, kw_only=True):
    """A way of working. `name` is the file's name without language and ending."""

    name: str
    title: str
    when: str
    minutes: int
    steps: tuple[str, ...]
    material: str = ""


class Prompt(msgspec.Struct, frozen=True, kw_only=True):
    """A question or task for a kind of programme row."""

    captures: Capture
    text: str


class Principle(msgspec.Struct, frozen=True, kw_only=True):
    """A principle for creative processes, as it stands on a card."""

    title: str
    text: str


def methods(language: Language = "nb") -> Found[Method]:
    """The methods, and a sentence on each file with an error."""
    return gather("methods", language, _methods)


def prompts(capture: Capture | None = None, language: Language = "nb") -> Found[Prompt]:
    """The questions for a kind of row, or for all, and a sentence on each file with an error."""
    found = gather("prompts", language, _prompts)
    return Found(
        tuple(p for p in found.items if capture is None or p.captures == capture), found.problems
    )


def principles(language: Language = "nb") -> Found[Principle]:
    """The principle cards, and a sentence on each file with an error."""
    return gather("principles", language, _principles)


def _methods(name: str, file: Document) -> Iterator[Method]:
    top = file.top
    top.only("tittel", "passer", "minutter", "steg", "utstyr")
    yield Method(
        name=name,
        title=top.text("tittel", required=True),
        when=top.text("passer"),
        minutes=top.minutes("minutter"),
        steps=top.texts("steg"),
        material=top.text("utstyr"),
    )


def _prompts(_name: str, file: Document) -> Iterator[Prompt]:
    file.top.only("rad")
    for entry in file.entries("rad"):
        entry.only("samler", "tekster")
        captures = entry.choice("samler", CAPTURES, "")
        for text in entry.texts("tekster"):
            yield Prompt(captures=captures, text=text)


def _principles(_name: str, file: Document) -> Iterator[Principle]:
    file.top.only("prinsipp")
    for entry in file.entries("prinsipp"):
        entry.only("tittel", "tekst")
        yield Principle(
            title=entry.text("tittel", required=True), text=entry.text("tekst", required=True)
        )
