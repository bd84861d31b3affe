"""The tables of a workshop's file, and the versions it has had.

A record is one noun as JSON under its kind and id; a removed one keeps its row with no body,
so that "what changed since revision N" names it too.
"""

from __future__ import annotations

from sqlalchemy import Column, Float, Index, Integer, MetaData, String, Table, Text

VERSIONS = ("0001", "0002")
"""Every version of the schema, oldest first; the migrations carry the same names."""

metadata = MetaData()

records = Table(
    "records",
    metadata,
    Column("kind", String(32), primary_key=True),
    Column("id", String(64), primary_key=True),
    Column("revision", Integer, nullable=False),
    Column("body", Text, nullable=True),
    Index("records_by_revision", "revision"),
)

revisions = Table(
    "revisions",
    metadata,
    Column("revision", Integer, primary_key=True, autoincrement=False),
    Column("actor", String(80), nullable=False),
    Column("deed", String(80), nullable=False),
    Column("at", Float, nullable=False),
    Column("undoes", Integer, nullable=True),
)

changes = Table(
    "changes",
    metadata,
    Column("revision", Integer, primary_key=True),
    Column("kind", String(32), primary_key=True),
    Column("id", String(64), primary_key=True),
    Column("before", Text, nullable=True),
    Column("after", Text, nullable=True),
    Index("changes_by_record", "kind", "id"),
)

ballots = Table(
    "ballots",
    metadata,
    Column("id", String(96), primary_key=True),
    Column("body", Text, nullable=False),
    sqlite_with_rowid=False,
)
"""Current ballots under random keys: no revision, no time, and no order but that of the keys."""

codes = Table(
    "codes",
    metadata,
    Column("page", String(16), primary_key=True),
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("code", String(32), nullable=False, unique=True),
)
"""The one code of each page that opens with one: outside the history."""

meta = Table(
    "meta",
    metadata,
    Column("key", String(32), primary_key=True),
    Column("value", Text, nullable=False),
)
"""`revision` is the last revision given out; `notebook` the notebook that this file belongs to.

`ballots` counts the times that ballots were written.
"""

version = Table("alembic_version", metadata, Column("version_num", String(32), primary_key=True))
