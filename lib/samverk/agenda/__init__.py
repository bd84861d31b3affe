"""The rules of the programme: times that follow, what is missing, and the day as it runs."""

from samverk.agenda.catch_up import Proposal, proposals
from samverk.agenda.last_time import as_it_went, told
from samverk.agenda.pace import (
    Actual,
    Running,
    actuals,
    day_of,
    forecast,
    minute_of,
    moment_of,
    running,
)
from samverk.agenda.plan import Problem, Slot, needs_owner, problems, slots, summary
from samverk.agenda.typed import parse_clock, parse_minutes

__all__ = [
    "Actual",
    "Problem",
    "Proposal",
    "Running",
    "Slot",
    "actuals",
    "as_it_went",
    "day_of",
    "forecast",
    "minute_of",
    "moment_of",
    "needs_owner",
    "parse_clock",
    "parse_minutes",
    "problems",
    "proposals",
    "running",
    "slots",
    "summary",
    "told",
]
