"""Lay out what is printed: the ports of cards and of sheets that are read aloud."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from safeconduct.core.instructions.sheets import PrintedCard, Sheet


class CardPrinter(Protocol):
    """Lay cards out."""

    def render(self, cards: Sequence[PrintedCard]) -> bytes:
        """Return them as a PDF; raise InputFaultsError naming a party whose card has no room."""
        ...


class SheetPrinter(Protocol):
    """Lay out sheets that are read aloud."""

    def render(self, sheets: Sequence[Sheet]) -> bytes:
        """Return them as a PDF, each from a new page on."""
        ...
