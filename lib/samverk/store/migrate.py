"""Bringing a workshop's file to the version of this program."""

from __future__ import annotations

from pathlib import Path

from sqlalchemy import Connection, inspect, select

from samverk.model import Sorry
from samverk.store import schema
from samverk.words import _

MIGRATIONS = Path(__file__).parent / "migrations"


def make(connection: Connection) -> None:
    """Make the tables in an empty file."""
    schema.metadata.create_all(connection)
    connection.execute(schema.version.insert().values(version_num=schema.VERSIONS[-1]))
    connection.execute(schema.meta.insert().values(key="revision", value="0"))


def version(connection: Connection) -> str | None:
    """The version of the file; None where it holds no tables of ours."""
    if not inspect(connection).has_table(schema.version.name):
        return None
    return connection.execute(select(schema.version.c.version_num)).scalar()


def check(found: str | None) -> None:
    """Raise `Sorry` where a file of that version can't be used by this program."""
    if found is None:
        raise Sorry(_("Datafila hører ikke til Samverk. Velg en annen mappe. Fila er urørt."))
    if found not in schema.VERSIONS:
        raise Sorry(
            _(
                "Datafila er laget av en nyere utgave av Samverk. "
                "Installer den nyeste utgaven og åpne på nytt. Fila er urørt."
            )
        )


def upgrade(connection: Connection) -> None:
    """Move the schema forward to the newest version."""
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))
    config.attributes["connection"] = connection
    command.upgrade(config, "head")
