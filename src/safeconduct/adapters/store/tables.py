"""Describe the tables of a store as its newest version has them; migrations/versions makes them."""

from __future__ import annotations

from sqlalchemy import (
    BigInteger,
    Boolean,
    CheckConstraint,
    Column,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    Table,
    Text,
    UniqueConstraint,
)

VERSION = 4

COUNT = BigInteger().with_variant(Integer, "sqlite")  # SQLite numbers rows by INTEGER alone
NAME = Text().with_variant(Text(collation="C"), "postgresql")  # names are ordered alike everywhere: by code point

METADATA = MetaData()

OPERATION = Table(
    "operation",
    METADATA,
    Column("one", Integer, CheckConstraint("one = 1", name="one_operation"), primary_key=True, autoincrement=False),
    Column("ident", NAME, nullable=False),
    Column("name", Text, nullable=False),
    Column("device", NAME, nullable=False),
    Column("exercise", Boolean, nullable=False),
    Column("copied", Boolean, nullable=False),
)

EVENT = Table(
    "event",
    METADATA,
    Column("arrived", COUNT, primary_key=True),
    Column("device", NAME, nullable=False),
    Column("number", BigInteger, nullable=False),
    Column("millis", BigInteger, nullable=False),
    Column("counter", BigInteger, nullable=False),
    Column("actor", NAME, nullable=False),
    Column("kind", NAME, nullable=False),
    Column("payload", Text, nullable=False),  # JSON, as text: digests are of exactly this
    Column("exercise", Boolean, nullable=False),
    Column("previous", LargeBinary, nullable=False),
    Column("digest", LargeBinary, nullable=False),
    Column("signature", LargeBinary, nullable=False),
    Column(
        "counts", Boolean, nullable=False
    ),  # it follows from its device's first event, and has no rival; see core/record/forks.py
    UniqueConstraint("device", "number", "digest", name="event_once"),
    Index("event_in_order", "millis", "counter", "device", "number"),
)

REQUEST = Table(
    "request",
    METADATA,
    Column("key", NAME, primary_key=True),
    Column("device", NAME, nullable=False),
    Column("first", BigInteger, nullable=False),
    Column("events", BigInteger, nullable=False),
)

OUTBOX = Table(
    "outbox",
    METADATA,
    Column("ident", COUNT, primary_key=True),
    Column("topic", NAME, nullable=False),
    Column("body", Text, nullable=False),
    sqlite_autoincrement=True,  # a name is never used again
)

DEVICE = Table(
    "device",
    METADATA,
    Column("device", NAME, primary_key=True),
    Column("public_key", LargeBinary, nullable=False),  # Ed25519; empty for a device that does not sign
)

FORK = Table(
    "fork",
    METADATA,
    Column("device", NAME, primary_key=True),
    Column("number", BigInteger, nullable=False),  # the first that two of its events claim
)

SNAPSHOT = Table(
    "snapshot",
    METADATA,
    Column("events", BigInteger, primary_key=True, autoincrement=False),
    Column("millis", BigInteger, nullable=False),
    Column("counter", BigInteger, nullable=False),
    Column("device", NAME, nullable=False),
    Column("number", BigInteger, nullable=False),
    Column("last_digest", LargeBinary, nullable=False),
    Column("state", LargeBinary, nullable=False),
    Column("signature", LargeBinary, nullable=False),
)
