"""Have long work done where it holds nobody up."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol, TypeVar

Tell = Callable[[float, str], None]
"""Take the share of the work that is done, 0 to 1, and what is being done, in words."""

Made = TypeVar("Made")


class WorkApart(Protocol):
    """Have work done apart from this process."""

    def __call__(self, work: Callable[[Tell], Made], tell: Tell) -> Made:
        """Return what the work makes; it can be carried there, and so can what it makes and raises.

        Raises what the work raises, and SafeconductError where it ended without a word.
        """
        ...
