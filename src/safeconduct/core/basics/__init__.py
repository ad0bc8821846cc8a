"""Name what every stage shares: faults in the input, errors, spans of time."""

from safeconduct.core.basics.errors import CannotReadError, Fault, InputFaultsError, SafeconductError
from safeconduct.core.basics.timespan import Window, covers, format_time, overlaps, parse_time

__all__ = [
    "CannotReadError",
    "Fault",
    "InputFaultsError",
    "SafeconductError",
    "Window",
    "covers",
    "format_time",
    "overlaps",
    "parse_time",
]
