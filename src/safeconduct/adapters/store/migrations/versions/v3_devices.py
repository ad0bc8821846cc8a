"""Version 3: the keys of known devices, and snapshots of the state."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "3"
down_revision = "2"

NAME = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")


def upgrade() -> None:
    """Make the tables, and know every device whose events are here: unsigned, as they were until now."""
    op.create_table(
        "device",
        sa.Column("device", NAME, primary_key=True),
        sa.Column("public_key", sa.LargeBinary, nullable=False),
    )
    op.create_table(
        "snapshot",
        sa.Column("events", sa.BigInteger, primary_key=True, autoincrement=False),
        sa.Column("millis", sa.BigInteger, nullable=False),
        sa.Column("counter", sa.BigInteger, nullable=False),
        sa.Column("device", NAME, nullable=False),
        sa.Column("number", sa.BigInteger, nullable=False),
        sa.Column("last_digest", sa.LargeBinary, nullable=False),
        sa.Column("state", sa.LargeBinary, nullable=False),
        sa.Column("signature", sa.LargeBinary, nullable=False),
    )
    device = sa.table("device", sa.column("device"), sa.column("public_key", sa.LargeBinary))
    for name in _name_devices(op.get_bind()):
        op.execute(device.insert().values(device=name, public_key=b""))


def _name_devices(connection: sa.Connection) -> list[str]:
    found = connection.execute(sa.text("SELECT device FROM event UNION SELECT device FROM operation ORDER BY device"))
    return [str(row[0]) for row in found]
