"""The panels, one function a step: `ui.agenda(workshop)` gives the widget of *Program*."""

from samverk.ui.agenda import AgendaPanel
from samverk.ui.start import StartPanel
from samverk.workshop import Workshop

__all__ = ["Workshop", "agenda", "start"]


def start(workshop: Workshop) -> StartPanel:
    """The frame: which workshop this is, and how every step stands."""
    return StartPanel(workshop)


def agenda(workshop: Workshop) -> AgendaPanel:
    """*Program*."""
    return AgendaPanel(workshop)
