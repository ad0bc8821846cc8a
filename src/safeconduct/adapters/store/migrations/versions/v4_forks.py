"""Version 4: devices of which two events claim one number."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "4"
down_revision = "3"

NAME = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")
CLAIMED_TWICE = sa.text(
    "SELECT device, min(number) AS number FROM"
    " (SELECT device, number FROM event GROUP BY device, number HAVING count(*) > 1) AS twice GROUP BY device"
)


def upgrade() -> None:
    """Make the table, name the forks that are here, and let nothing of them count from there on but what stops."""
    op.create_table(
        "fork",
        sa.Column("device", NAME, primary_key=True),
        sa.Column("number", sa.BigInteger, nullable=False),
    )
    connection = op.get_bind()
    fork = sa.table("fork", sa.column("device"), sa.column("number"))
    event = sa.table("event", sa.column("device"), sa.column("number"), sa.column("kind"), sa.column("counts"))
    for device, number in connection.execute(CLAIMED_TWICE).all():
        op.execute(fork.insert().values(device=device, number=number))
        later = (event.c.device == device) & (event.c.number >= number)
        op.execute(event.update().where(later).values(counts=event.c.kind == "order.stopped"))
        op.execute(sa.text("DELETE FROM snapshot"))
