"""List who was heard: what each is thought to be, its record, and how far one word of it moves a belief."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace

from safeconduct.core.intake import Claim, Report
from safeconduct.core.picture.belief import PROTECTIVE, Record, SourcePriors, hear_alone
from safeconduct.core.picture.weigh import as_testimony, is_verified


@dataclass(frozen=True, slots=True)
class SourceRow:
    """Describe one origin; "" stands for all words of which nobody known is the origin."""

    origin: str
    classes: tuple[str, ...]  # that its reports name, "unknown" left out
    letters: tuple[str, ...]  # that its reports carry, "" where nobody graded it
    threats: int
    clears: int
    is_verified: bool  # at least one of its reports is; the others share the budget
    record: Record | None  # None = it has none
    threat_moves: float  # log-odds by which its loudest word alone would move a belief, a threat
    clear_moves: float  # ... and a clear; 0 = it lowers nothing
    copies: tuple[tuple[str, float], ...]  # others that it copies or that copy it, and how likely; the likeliest first


def list_sources(reports: Sequence[Report], priors: SourcePriors) -> tuple[SourceRow, ...]:
    """Return a row for each origin of the reports, those heard most first."""
    heard: dict[str, list[Report]] = defaultdict(list)
    for report in reports:
        heard[report.origin.strip()].append(report)
    rows = [_make_row(origin, told, priors) for origin, told in heard.items()]
    return tuple(sorted(rows, key=lambda row: (not row.origin, -row.threats - row.clears, row.origin)))


def _make_row(origin: str, told: Sequence[Report], priors: SourcePriors) -> SourceRow:
    said = [as_testimony(report) for report in told]
    threats, clears = (
        hear_alone([replace(one, affirms=way) for one in said], priors, PROTECTIVE) for way in (True, False)
    )
    copies = {a if b == origin else b: chance for (a, b), chance in priors.links.items() if origin in (a, b)}
    affirmed = sum(report.claim is Claim.THREAT for report in told)
    return SourceRow(
        origin=origin,
        classes=tuple(sorted({report.source_class.value for report in told} - {"unknown"})),
        letters=tuple(sorted({report.reliability for report in told})),
        threats=affirmed,
        clears=len(told) - affirmed,
        is_verified=any(map(is_verified, told)),
        record=priors.records.get(origin) if origin else None,
        threat_moves=float(threats.max()),
        clear_moves=float(clears.min()),
        copies=tuple(sorted(copies.items(), key=lambda copy: (-copy[1], copy[0]))),
    )
