"""The panels, one function a step: `ui.agenda(workshop)` gives the widget of *Program*."""

from samverk.ui.about import AboutPanel
from samverk.ui.agenda import AgendaPanel
from samverk.ui.closing import ClosingPanel
from samverk.ui.next_workshop import NextPanel
from samverk.ui.start import StartPanel
from samverk.workshop import Workshop

__all__ = ["Workshop", "about", "closing", "next_workshop", "agenda", "start"]


def start(workshop: Workshop) -> StartPanel:
    """The frame: which workshop this is, and how every step stands."""
    return StartPanel(workshop)


def agenda(workshop: Workshop) -> AgendaPanel:
    """*Program*."""
    return AgendaPanel(workshop)


def about(workshop: Workshop) -> AboutPanel:
    """*Om verkstedet*."""
    return AboutPanel(workshop)


def next_workshop(workshop: Workshop) -> NextPanel:
    """*Neste verksted*."""
    return NextPanel(workshop)


def closing(workshop: Workshop) -> ClosingPanel:
    """*Avslutning og rapport*."""
    return ClosingPanel(workshop)
