"""The only reader of lists that people send: sign-ups, recipients, sheets filled in by hand."""

from samverk.roster.columns import guess_columns
from samverk.roster.files import read_pasted, read_roster, read_table
from samverk.roster.headings import FIELDS, Field
from samverk.roster.organisations import suggest_same
from samverk.roster.people import Roster, take
from samverk.roster.spellings import suggest_persons
from samverk.roster.table import RosterError, Row, Table

__all__ = [
    "FIELDS",
    "Field",
    "Roster",
    "RosterError",
    "Row",
    "Table",
    "guess_columns",
    "read_pasted",
    "read_roster",
    "read_table",
    "suggest_persons",
    "suggest_same",
    "take",
]
