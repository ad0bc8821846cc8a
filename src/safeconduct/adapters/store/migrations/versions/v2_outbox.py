"""Version 2: what follows from events and has to leave the device, and requests that are answered once."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "2"
down_revision = "1"

COUNT = sa.BigInteger().with_variant(sa.Integer, "sqlite")
NAME = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")


def upgrade() -> None:
    """Make the tables of requests and of what goes out."""
    op.create_table(
        "request",
        sa.Column("key", NAME, primary_key=True),
        sa.Column("device", NAME, nullable=False),
        sa.Column("first", sa.BigInteger, nullable=False),
        sa.Column("events", sa.BigInteger, nullable=False),
    )
    op.create_table(
        "outbox",
        sa.Column("ident", COUNT, primary_key=True),
        sa.Column("topic", NAME, nullable=False),
        sa.Column("body", sa.Text, nullable=False),
        sqlite_autoincrement=True,
    )
