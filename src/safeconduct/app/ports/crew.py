"""Name who hires a crew that shares work out over processes and machines."""

from __future__ import annotations

from contextlib import AbstractContextManager
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from safeconduct.core.sufficiency.crew import Crew


class CrewHirer(Protocol):
    """Hire crews."""

    def hire(self, scheduler: str, certificates: Path | None, workers: int) -> AbstractContextManager[Crew]:
        """Give the crew of a scheduler, or with "" a crew of so many workers on this machine; encrypted always.

        Raises SafeconductError where the scheduler is not reached, or CannotReadError without its certificates.
        """
        ...
