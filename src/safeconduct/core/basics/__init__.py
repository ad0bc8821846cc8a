"""Name what every stage shares: faults in the input, errors, spans of time."""

from safeconduct.core.basics.errors import (
    CannotReadError,
    DeniedError,
    Fault,
    InputFaultsError,
    MixedError,
    SafeconductError,
    StoreError,
)
from safeconduct.core.basics.timespan import Window, covers, format_time, overlaps, parse_time

__all__ = [
    "CannotReadError",
    "DeniedError",
    "Fault",
    "InputFaultsError",
    "MixedError",
    "SafeconductError",
    "StoreError",
    "Window",
    "covers",
    "format_time",
    "overlaps",
    "parse_time",
]
