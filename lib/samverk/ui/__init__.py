"""The panels, one function a step: `ui.agenda(workshop)` gives the widget of *Program*."""

from samverk.ui.about import AboutPanel
from samverk.ui.agenda import AgendaPanel
from samverk.ui.closing import ClosingPanel
from samverk.ui.follow_up import FollowUpPanel
from samverk.ui.groups import GroupsPanel
from samverk.ui.help import HelpPanel
from samverk.ui.invitation import InvitationPanel
from samverk.ui.next_workshop import NextPanel
from samverk.ui.notes import NotesPanel
from samverk.ui.participants import ParticipantsPanel
from samverk.ui.privacy import PrivacyPanel
from samverk.ui.relations import RelationsPanel
from samverk.ui.running import RunningPanel
from samverk.ui.start import StartPanel
from samverk.ui.synthesis import SynthesisPanel
from samverk.workshop import Workshop

__all__ = [
    "Workshop",
    "about",
    "agenda",
    "closing",
    "follow_up",
    "groups",
    "help",
    "invitation",
    "next_workshop",
    "notes",
    "participants",
    "privacy",
    "relations",
    "running",
    "start",
    "synthesis",
]


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


def notes(workshop: Workshop) -> NotesPanel:
    """*Innspill*."""
    return NotesPanel(workshop)


def running(workshop: Workshop) -> RunningPanel:
    """*Gjennomføring*."""
    return RunningPanel(workshop)


def synthesis(workshop: Workshop) -> SynthesisPanel:
    """*Sammenfatning*."""
    return SynthesisPanel(workshop)


def help(workshop: Workshop) -> HelpPanel:
    """*Hjelp*."""
    return HelpPanel(workshop)


def privacy(workshop: Workshop) -> PrivacyPanel:
    """*Personvern*."""
    return PrivacyPanel(workshop)


def follow_up(workshop: Workshop) -> FollowUpPanel:
    """*Oppfølging*."""
    return FollowUpPanel(workshop)


def relations(workshop: Workshop) -> RelationsPanel:
    """*Relasjoner*."""
    return RelationsPanel(workshop)


def participants(workshop: Workshop) -> ParticipantsPanel:
    """*Deltakere*."""
    return ParticipantsPanel(workshop)


def groups(workshop: Workshop) -> GroupsPanel:
    """*Grupper*."""
    return GroupsPanel(workshop)


def invitation(workshop: Workshop) -> InvitationPanel:
    """*Innkalling*."""
    return InvitationPanel(workshop)
