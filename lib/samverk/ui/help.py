"""*Hjelp*: the guides, as they came with the program and without a network."""

from __future__ import annotations

import base64
from collections.abc import Iterable

from samverk.model import Sorry, State
from samverk.ui import guide
from samverk.ui.panel import Panel
from samverk.ui.steps import Problem, stands
from samverk.words import _


@stands("help")
def standing(_state: State) -> tuple[str, Iterable[Problem]]:
    """What stands here."""
    return _("Veilederen ligger på maskinen og virker uten nett."), ()


class HelpPanel(Panel):
    """The guides."""

    step = "help"
    module = "help.js"

    def view(self, _state: State) -> dict[str, object]:
        """The names of the guides, and the first of them whole."""
        there = [name for name in guide.PAGES if guide.page(name)]
        return {
            "pages": [[name, _(guide.PAGES[name])] for name in there],
            "first": list(guide.page(there[0])) if there else [],
        }

    def on_page(self, name: str) -> list[dict[str, object]]:
        """The blocks of a guide."""
        return list(guide.page(name))

    def on_picture(self, source: str) -> str:
        """A picture of the guides as an address that holds it."""
        try:
            content = guide.picture(source)
        except (OSError, ValueError) as error:
            raise Sorry(_("Bildet finnes ikke.")) from error
        return "data:image/png;base64," + base64.b64encode(content).decode("ascii")
