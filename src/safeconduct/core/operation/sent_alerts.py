"""Hold what the record knows of an alert that left: never its words."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class SentNote:
    """Hold an alert that was sent."""

    digest: str  # SHA-256 of its bytes, hexadecimal
    sent_millis: int  # as it says itself
    by: str  # the operator who let it leave
    release: str = ""  # "" = a cancel, which one person lets leave
    ended_by: str = ""  # the alert that replaced or withdrew it; "" = it stands


def find_standing(alerts: Mapping[str, SentNote]) -> list[str]:
    """Return the alerts that nothing has replaced or withdrawn, in order of their time; a cancel is none.

    >>> find_standing({"a1": SentNote("d1", 5, "o1", "r1", "a2"), "a2": SentNote("d2", 9, "o1", "r2")})
    ['a2']
    """
    standing = [name for name, note in alerts.items() if note.release and not note.ended_by]
    return sorted(standing, key=lambda name: (alerts[name].sent_millis, name))
