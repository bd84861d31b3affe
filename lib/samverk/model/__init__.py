"""The nouns of a workshop. `State` is all of a workshop as one immutable value.

Dates are `datetime.date`; moments are seconds since 1970 in UTC (`float`); times of day are whole
minutes after midnight (`int`); durations are whole minutes.
"""

from samverk.model.about import About, Assignment, DayRole, Length, Room, Series, Venue
from samverk.model.captured import (
    HORIZONS,
    Ballot,
    Goal,
    Heading,
    Horizon,
    Note,
    NoteKind,
    Project,
    Topic,
)
from samverk.model.chapters import OUTCOMES, Body, Bond, Chapter, Ended, Outcome, Pairing
from samverk.model.day import AgendaItem, Capture, Day, Form
from samverk.model.invitation import Calendar, Invitation
from samverk.model.keeping import PARTS, Keeping, Part
from samverk.model.measures import STATUSES, Closing, Measure, Status, StatusChange
from samverk.model.people import (
    GROUP_ROLES,
    Alternative,
    Attendance,
    Group,
    Grouping,
    GroupRole,
    Meeting,
    Participant,
    RosterProblem,
    Table,
)
from samverk.model.record import R, Record, Sorry, change, last_rank, new_id, rank_between
from samverk.model.stage import Asked, Stage, View
from samverk.model.state import FIELDS, KINDS, MANY, SINGLE, UNRECORDED, State, order, records
from samverk.words import Language

__all__ = [
    "FIELDS",
    "GROUP_ROLES",
    "HORIZONS",
    "KINDS",
    "MANY",
    "OUTCOMES",
    "PARTS",
    "SINGLE",
    "STATUSES",
    "UNRECORDED",
    "About",
    "AgendaItem",
    "Alternative",
    "Asked",
    "Assignment",
    "Attendance",
    "Ballot",
    "Body",
    "Bond",
    "Calendar",
    "Capture",
    "Chapter",
    "Closing",
    "Day",
    "DayRole",
    "Ended",
    "Form",
    "Goal",
    "Group",
    "GroupRole",
    "Grouping",
    "Heading",
    "Horizon",
    "Invitation",
    "Keeping",
    "Language",
    "Length",
    "Measure",
    "Meeting",
    "Note",
    "NoteKind",
    "Outcome",
    "Pairing",
    "Part",
    "Participant",
    "Project",
    "R",
    "Record",
    "Room",
    "RosterProblem",
    "Series",
    "Sorry",
    "Stage",
    "State",
    "Status",
    "StatusChange",
    "Table",
    "Topic",
    "Venue",
    "View",
    "change",
    "last_rank",
    "new_id",
    "order",
    "rank_between",
    "records",
]
