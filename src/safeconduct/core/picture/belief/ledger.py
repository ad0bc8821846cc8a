"""Keep what was learned of sources, and from which reports, so that no report is learned from twice."""

from __future__ import annotations

from dataclasses import dataclass, field

from safeconduct.core.picture.belief.sources import SourcePriors


@dataclass(frozen=True, slots=True)
class SourceLedger:
    """Hold what is thought of sources, and the marks of the reports that it was learned from."""

    priors: SourcePriors = field(default_factory=SourcePriors)
    learned: frozenset[str] = frozenset()
