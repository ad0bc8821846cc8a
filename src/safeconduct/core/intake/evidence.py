"""Hold what is compared: readings of documents, and tables of published counts."""

from __future__ import annotations

from dataclasses import dataclass

from safeconduct.core.intake.contradictions.counts import CountTable
from safeconduct.core.intake.reading import Reading


@dataclass(frozen=True, slots=True, eq=False)
class Evidence:
    """Hold all that some files give."""

    readings: tuple[Reading, ...] = ()
    tables: tuple[CountTable, ...] = ()
