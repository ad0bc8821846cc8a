"""Bring a database to the newest version of its tables, in one transaction: it ends in the old or the new version."""

from __future__ import annotations

from sqlalchemy import Connection, Engine, inspect, text

from safeconduct.adapters.store.tables import VERSION
from safeconduct.core.basics import StoreError


def bring_up(engine: Engine, version: int = VERSION) -> None:
    """Make the tables of a version, or change an older version's to them.

    Raises:
        StoreError: for a database of a newer version than this software knows.
    """
    with engine.connect() as connection:
        if read_version(connection) == version:
            return
    from alembic import command  # takes as long to import as all of SQLAlchemy, and most openings change no table
    from alembic.config import Config

    with engine.begin() as connection:
        found = read_version(connection)  # somebody else may have been faster
        if found > version:
            raise StoreError(f"the store is of version {found} and this software knows {VERSION}: take a newer one")
        config = Config()
        config.set_main_option("script_location", "safeconduct.adapters.store:migrations")
        config.set_main_option("path_separator", "os")
        config.attributes["connection"] = connection
        command.upgrade(config, str(version))


def read_version(connection: Connection) -> int:
    """Return the version of a database's tables; 0 where it has none."""
    if not inspect(connection).has_table("alembic_version"):
        return 0
    return int(connection.execute(text("SELECT version_num FROM alembic_version")).scalar() or 0)
