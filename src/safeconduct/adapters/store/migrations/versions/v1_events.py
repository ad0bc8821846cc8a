"""Version 1: an operation's events."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "1"
down_revision = None

COUNT = sa.BigInteger().with_variant(sa.Integer, "sqlite")
NAME = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")


def upgrade() -> None:
    """Make the tables of the operation and its events."""
    op.create_table(
        "operation",
        sa.Column("one", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("ident", NAME, nullable=False),
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("device", NAME, nullable=False),
        sa.Column("exercise", sa.Boolean, nullable=False),
        sa.Column("copied", sa.Boolean, nullable=False),
        sa.CheckConstraint("one = 1", name="one_operation"),
    )
    op.create_table(
        "event",
        sa.Column("arrived", COUNT, primary_key=True),
        sa.Column("device", NAME, nullable=False),
        sa.Column("number", sa.BigInteger, nullable=False),
        sa.Column("millis", sa.BigInteger, nullable=False),
        sa.Column("counter", sa.BigInteger, nullable=False),
        sa.Column("actor", NAME, nullable=False),
        sa.Column("kind", NAME, nullable=False),
        sa.Column("payload", sa.Text, nullable=False),
        sa.Column("exercise", sa.Boolean, nullable=False),
        sa.Column("previous", sa.LargeBinary, nullable=False),
        sa.Column("digest", sa.LargeBinary, nullable=False),
        sa.Column("signature", sa.LargeBinary, nullable=False),
        sa.Column("counts", sa.Boolean, nullable=False),
        sa.UniqueConstraint("device", "number", "digest", name="event_once"),
    )
    op.create_index("event_in_order", "event", ["millis", "counter", "device", "number"])
