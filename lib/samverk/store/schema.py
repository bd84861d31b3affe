"""The tables of a workshop's file, and the versions it has had.

A record is one noun as JSON under its kind and id; a removed one keeps its row with no body,
so that "what changed since revision N" names it too.
"""

from __future__ import annotations

from sqlalchemy import Column, Float, Index, Integer, MetaData, String, Table, Text

VERSIONS = ("0001",)
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

meta = Table(
    "meta",
    metadata,
    Column("key", String(32), primary_key=True),
    Column("value", Text, nullable=False),
)
"""`revision` is the last revision given out; `notebook` the notebook that this file belongs to."""

version = Table("alembic_version", metadata, Column("version_num", String(32), primary_key=True))
