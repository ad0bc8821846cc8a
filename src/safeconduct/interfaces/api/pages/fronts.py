"""Name what the service shows where it shows no instruction."""

from __future__ import annotations

from typing import Protocol


class Fronts(Protocol):
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
