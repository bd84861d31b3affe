"""The rules of the programme: times that follow, what is missing, and the day as it runs."""

from samverk.agenda.plan import Problem, Slot, problems, slots, summary
from samverk.agenda.typed import parse_clock, parse_minutes

__all__ = [
    "Problem",
    "Slot",
    "parse_clock",
    "parse_minutes",
    "problems",
    "slots",
    "summary",
]
