"""Hold the groups to move, by party id alone: no names, no contact data."""

from safeconduct.core.people.party import Mode, Party
from safeconduct.core.people.registration import CHANNELS, NEEDS, Papers, Registration, RoughPlace

__all__ = ["CHANNELS", "NEEDS", "Mode", "Papers", "Party", "Registration", "RoughPlace"]
