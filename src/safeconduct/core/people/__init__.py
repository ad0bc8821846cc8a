"""Hold the groups to move, by party id alone: no names, no contact data."""

from safeconduct.core.people.party import Mode, Party

__all__ = ["Mode", "Party"]
