"""Bring instructions to phones: the ports of the neutral page."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from safeconduct.core.instructions.reach import PageText, StreetLines


class PageWriter(Protocol):
    """Write the page of one instruction."""

    def draw(self, told: PageText, lines: StreetLines) -> str:
        """Return its map; "" where it goes nowhere, or a very long text leaves no room."""
        ...

    def write(self, told: PageText, drawn: str, signed: str, key: str, name_of_key: str) -> bytes:
        """Return the page, packed. Raise ValueError where it is too large."""
        ...


class PageShelf(Protocol):
    """Keep pages so that who has no code reads none; each raises StoreError where it cannot."""

    def put(self, pages: Iterable[tuple[str, bytes]], expires: float) -> int:
        """Keep pages by their codes until a POSIX second, in place of those that these codes had; return how many."""
        ...

    def take(self, code: str, now: float) -> bytes | None:
        """Return the page of a code, None where there is none or its time is over."""
        ...

    def remove_old(self, now: float) -> int:
        """Remove what has expired; return how many pages that were."""
        ...

    def count(self) -> int:
        """Return how many pages there are."""
        ...

    def close(self) -> None:
        """Close it."""
        ...


class PageShelves(Protocol):
    """Open shelves of pages; each raises StoreError where it cannot."""

    def make(self, folder: Path, pepper: Path) -> PageShelf:
        """Return the shelf in a folder, made where there is none; its pepper lies in a file of its own."""
        ...

    def open(self, folder: Path, pepper: Path) -> PageShelf:
        """Return a shelf that is there."""
        ...


class PageCodes(Protocol):
    """Keep which party has which code, in a file that never goes to the server."""

    def read(self, file: Path) -> Mapping[str, str]:
        """Return the codes by party; none where there is no file. Raise InputFaultsError where it does not fit."""
        ...

    def write(self, file: Path, codes: Mapping[str, str]) -> None:
        """Write the codes in place of those that were there, for the owner alone."""
        ...


class PageFront(Protocol):
    """Hold the page with the field, packed as every page is: gzip, padded to one length."""

    @property
    def first(self) -> bytes:
        """As it comes first."""
        ...

    @property
    def unknown(self) -> bytes:
        """After a wrong code."""
        ...

    @property
    def later(self) -> bytes:
        """Where somebody has to wait."""
        ...

    @property
    def policy(self) -> str:
        """The Content-Security-Policy of every page."""
        ...
