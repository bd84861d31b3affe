"""The words of the page around the panels, until the first panel sends its own."""

from __future__ import annotations

from samverk.words import Language, catalogue


def page_texts(language: Language) -> dict[str, str]:
    """The page's words in `language`, by key. `{age}` and `{n}` are filled in by the page."""
    _ = catalogue(language).gettext
    return {
        "product": _("Samverk"),
        "skip": _("Hopp til innholdet"),
        "steps": _("Steg i verkstedet"),
        "choose": _("Velg steg"),
        "opening": _("Åpner verkstedet …"),
        "broken": _("Dette steget lot seg ikke åpne. Det som var lagret, er trygt."),
        "slow": _("Det tar lengre tid enn vanlig. Last siden på nytt hvis det ikke går over."),
        "fresh": _("Alt er lagret, oppdatert nå"),
        "ago": _("oppdatert for {age} siden"),
        "stale": _("Ikke oppdatert på {age}."),
        "reload": _("Last siden på nytt."),
        "seconds": _("{n} s"),
        "minutes": _("{n} min"),
    }
