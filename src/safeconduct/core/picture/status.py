"""Name what is known of a place."""

from __future__ import annotations

from enum import IntEnum


class Status(IntEnum):
    """Name what is known of a place at a moment; UNKNOWN is not safe."""

    UNKNOWN = 0
    KNOWN_CLEAR = 1  # watched, or cleared by whom we trust: even the upper bound is acceptable
    KNOWN_THREAT = 2  # a report counts, or more is expected than is acceptable
