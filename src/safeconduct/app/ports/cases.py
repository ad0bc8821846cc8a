"""Keep cases, maps, plans and answers: the ports of planning."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from safeconduct.core.network import ImportedMap
    from safeconduct.core.plan import Case, Plan
    from safeconduct.core.plan.replanning import Event
    from safeconduct.core.plan.shown import StoredSufficiency
    from safeconduct.core.sufficiency.kept import KeptAnswer


class CaseStore(Protocol):
    """Keep cases."""

    def read(self, folder: Path) -> Case:
        """Return the case; raise InputFaultsError with every fault at once."""
        ...

    def write(self, case: Case, folder: Path) -> None:
        """Write the case in the open format."""
        ...

    def write_parties(self, case: Case, folder: Path) -> None:
        """Write the parties of the case anew, and leave all else of the folder as it is."""
        ...


class PlanStore(Protocol):
    """Keep plans."""

    def read(self, folder: Path, case: Case | None = None) -> Plan:
        """Return the plan; raise InputFaultsError or CannotReadError. Given its case, pass junk no judge looks at."""
        ...

    def write(self, plan: Plan, utc_offset_seconds: int, folder: Path) -> None:
        """Write the plan in the open format, times with the case's offset."""
        ...


class EventReader(Protocol):
    """Read what has happened since a plan was made."""

    def read(self, texts: Sequence[str], files: Sequence[Path], case: Case) -> tuple[Event, ...]:
        """Return the events worded in texts and files, in order; raise InputFaultsError with every fault at once.

        What an event leaves open ("from", "to") is taken from the case's clock.
        """
        ...


class MapImporter(Protocol):
    """Read one kind of street map."""

    name: str

    def reads(self, file: Path) -> bool:
        """Tell by name and first bytes whether this importer reads the file."""
        ...

    def read(self, file: Path) -> ImportedMap:
        """Return the map, cleaned; raise InputFaultsError or CannotReadError."""
        ...


class MapStore(Protocol):
    """Keep imported maps: node.csv, link.csv, zone.csv, map.json."""

    def read(self, folder: Path) -> ImportedMap:
        """Return the map; raise InputFaultsError with every fault at once."""
        ...

    def write(self, imported: ImportedMap, folder: Path) -> None:
        """Write the map."""
        ...


class SufficiencyReader(Protocol):
    """Read answers that `safeconduct sufficiency` wrote."""

    def read(self, file: Path) -> StoredSufficiency:
        """Return the answer; raise InputFaultsError with every fault at once, or CannotReadError."""
        ...


class SecretKeeper(Protocol):
    """Keep secrets apart from everything else that is written."""

    def keep(self, file: Path, text: str) -> None:
        """Write a new file that its owner alone can read; raise SafeconductError where there is one already."""
        ...


class AnswerKeeper(Protocol):
    """Keep the answers to "is it enough?" of an operation, one file each, in its folder."""

    def keep(self, operation: Path, made: float, text: str) -> Path:
        """Keep an answer that was made at a POSIX second, as JSON; return its file; raise SafeconductError."""
        ...

    def find_newest(self, operation: Path) -> KeptAnswer | None:
        """Return the newest answer, or None; raise InputFaultsError or CannotReadError where it cannot be read."""
        ...
