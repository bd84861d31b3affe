"""Codes and ballots in tables of their own; codes leave the records of the tables."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    """Move the ballots; codes are made anew, since earlier ones lie in the history."""
    op.create_table(
        "ballots",
        sa.Column("id", sa.String(96), primary_key=True),
        sa.Column("body", sa.Text, nullable=False),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "codes",
        sa.Column("page", sa.String(16), primary_key=True),
        sa.Column("number", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("code", sa.String(32), nullable=False, unique=True),
    )
    op.execute(
        "INSERT INTO ballots (id, body) "
        "SELECT id, body FROM records WHERE kind = 'ballot' AND body IS NOT NULL ORDER BY id"
    )
    op.execute("DELETE FROM records WHERE kind = 'ballot'")
    op.execute("INSERT INTO meta (key, value) VALUES ('ballots', '1')")
