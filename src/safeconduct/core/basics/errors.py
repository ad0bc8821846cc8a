"""Say what happened in the world, the value, what was expected and what to do next.

The tree::

    SafeconductError
    ├── InputFaultsError   every fault of one input at once; exit code 2
    ├── CannotReadError    a file that cannot be read at all; exit code 2
    ├── StoreError         a store that refuses: nothing was half done; exit code 2
    │   └── MixedError     exercise and live, which never meet
    └── DeniedError        an operator may not do this, which is on record; exit code 3
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass


class SafeconductError(Exception):
    """Stand at the root of every error that safeconduct raises on purpose."""


@dataclass(frozen=True, slots=True, order=True)
class Fault:
    """Name one fault of an input: where it is, what was found, and the remedy.

    `line` is 1-based as an editor counts (the header of a table is line 1); 0 means the file as a whole.

    >>> print(Fault("link.csv", 7, "length", "-3", "a length is positive metres", "measure the link again"))
    link.csv line 7, length: '-3': a length is positive metres; measure the link again
    """

    file: str
    line: int
    column: str
    value: str
    problem: str
    remedy: str

    def __str__(self) -> str:
        """Write the fault on one line."""
        place = self.file + (f" line {self.line}" if self.line else "") + (f", {self.column}" if self.column else "")
        value = f": {self.value[:80]!r}" if self.value else ""
        return f"{place}{value}: {self.problem}; {self.remedy}"


class InputFaultsError(SafeconductError):
    """Carry every fault of an input at once, in file and line order."""

    def __init__(self, faults: Sequence[Fault]) -> None:
        """Keep the faults, sorted."""
        self.faults = tuple(sorted(faults))
        super().__init__("\n".join(str(fault) for fault in self.faults))


class CannotReadError(SafeconductError):
    """Say that a file cannot be read at all, and what to do."""


class StoreError(SafeconductError):
    """Say why an operation's store refuses, and what to do: what was asked for was not done, not even in part."""


class MixedError(StoreError):
    """Say that something of an exercise was to meet a live operation, or the other way round."""


class DeniedError(SafeconductError):
    """Say why an operator may not do something: the denial is on record, and nothing else changed."""
