"""Reach people by one channel, whatever it is."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from safeconduct.core.delivery import Handover, Heard, Known, Notice, Outcome
    from safeconduct.core.operation.marks import Mark


class Channel(Protocol):
    """Hand texts over, each to one recipient; what becomes of one is an outcome, never an error that is raised.

    "Taken" is said only where the other side has said so; "not taken" only where it certainly has it not; whatever
    lies between is "lost".
    """

    async def open(self) -> None:
        """Make ready; a line that cannot be had yet is tried again with each hand-over."""
        ...

    async def hand_over(self, handover: Handover) -> Outcome:
        """Hand one text over, and return what the other side said."""
        ...

    async def ask(self, known: Known) -> Outcome | None:
        """Ask how a text stands; None where the other side does not tell."""
        ...

    async def hear(self) -> Sequence[Heard]:
        """Return what has come in since, without waiting."""
        ...

    async def thank(self, tokens: Sequence[int]) -> None:
        """Say that these are on record, so that they need not be said again."""
        ...

    async def close(self) -> None:
        """Leave."""
        ...


class AreaChannel(Protocol):
    """Tell an area something; nobody is addressed."""

    def publish(self, notice: Notice) -> None:
        """Publish it; the same again changes nothing. Raise SafeconductError where it cannot be published."""
        ...


class ThingMap(Protocol):
    """Show sites and vehicles to those who look at a map; never people."""

    def show(self, marks: Iterable[Mark]) -> int:
        """Show marks, all or none of them, and return how many; raise SafeconductError where one is not to leave."""
        ...
