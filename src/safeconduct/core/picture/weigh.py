"""Decide what each report weighs: who counts, who only repeats, who shares the budget of the unverified."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from scipy.special import expit, logit

from safeconduct.core.basics import Window
from safeconduct.core.intake import Claim, Report, SourceClass
from safeconduct.core.picture.belief import PROTECTIVE, SourcePriors, Testimony, hear_alone
from safeconduct.core.picture.reach import discs_meet

REAL_THREAT_RATE = 5e-3
"""Expected people harmed per person-hour in the open where a threat is real and the report gives no rate."""

BUDGET_RATE = 1e-4
"""Most that all unverified reports together add at one place and moment, per person-hour: a tenth of one D report."""


UNGRADED = "G"
"""Rank of a source that nobody graded: after all letters."""


class Standing(StrEnum):
    """Name what a report is good for."""

    COUNTS = "counts"  # a threat by a named origin of reliability A to D, or of a known class
    ECHO = "echo"  # the same origin again, at a place and time where it has been heard
    CLEARS = "clears"  # by a named origin of reliability A to C or a trusted class, whose record allows it
    UNVERIFIED = "unverified"  # a threat that shares the budget
    LOWERS_NOTHING = "lowers nothing"  # a denial by nobody who could be trusted with it
    ELSEWHERE = "elsewhere"  # meets no street of the map, or no time of the case


@dataclass(frozen=True, slots=True)
class Weighed:
    """Carry a report with what it weighs; rates are expected people harmed per person-hour in the open."""

    report: Report
    standing: Standing
    expected: float = 0.0  # if nobody else spoke
    full: float = 0.0  # if the report is true
    log_odds: float = 0.0  # by which it moves the belief that there is a threat


def weigh_reports(
    reports: Sequence[Report], window: Window, sources: SourcePriors | None = None
) -> tuple[Weighed, ...]:
    """Weigh every report, in the order given; a report wholly outside the window stands elsewhere."""
    sources = sources or SourcePriors()
    moved = hear_alone([as_testimony(report) for report in reports], sources, PROTECTIVE)
    start = logit(sources.base.mean)
    by_origin = defaultdict(list)
    for report in reports:
        if is_verified(report) and report.claim is Claim.THREAT:
            by_origin[report.origin.strip()].append(report)
    weighed: list[Weighed] = []
    heard: dict[tuple[str, Claim], list[Report]] = defaultdict(list)
    for report, log_odds in zip(reports, moved, strict=True):
        found = _weigh(report, by_origin[report.origin.strip()], float(log_odds), float(expit(start + log_odds)))
        if report.window.end <= window.start or report.window.start >= window.end:
            found = Weighed(report, Standing.ELSEWHERE)
        elif found.standing in (Standing.COUNTS, Standing.CLEARS):
            before = heard[report.origin.strip(), report.claim]
            if any(is_of_one_place(report, other) for other in before):
                found = replace(found, standing=Standing.ECHO)
            before.append(report)
        weighed.append(found)
    return tuple(weighed)


def _weigh(report: Report, of_origin: Sequence[Report], log_odds: float, trust: float) -> Weighed:
    """Weigh a report that moves a belief by so much, and alone makes it this great."""
    if report.claim is Claim.CLEAR:
        return Weighed(report, Standing.CLEARS if log_odds < 0.0 else Standing.LOWERS_NOTHING, log_odds=log_odds)
    if not is_verified(report):
        share = BUDGET_RATE if report.rate is None else min(BUDGET_RATE, report.rate)
        return Weighed(report, Standing.UNVERIFIED, share, share)
    rate = report.rate if report.rate is not None else _rate_of_origin(report, of_origin)
    if rate is None:
        return Weighed(report, Standing.COUNTS, trust * REAL_THREAT_RATE, REAL_THREAT_RATE, log_odds)
    return Weighed(report, Standing.COUNTS, rate, rate / trust, log_odds)


def _rate_of_origin(report: Report, of_origin: Sequence[Report]) -> float | None:
    """Give the rate that its own origin put on the same threat; only a report at least as reliable may give it.

    Otherwise an outlet that leaves the figure out would make a second, greater threat of what it repeats, and a bad
    copy with a small figure would make the threat smaller.
    """
    rates = [
        other.rate
        for other in of_origin
        if other.rate is not None and rank_grade(other) <= rank_grade(report) and is_of_one_place(report, other)
    ]
    return max(rates, default=None)


def as_testimony(report: Report) -> Testimony:
    """Return what a report testifies; its source's letter goes with it, or its class, until the source has a record.

    A source that nobody graded and of which not even the class is known is one that cannot be judged.
    """
    judged = report.reliability or report.source_class is not SourceClass.UNKNOWN
    letter = report.reliability if judged else "F"
    return Testimony(report.origin, report.claim is Claim.THREAT, report.outlet, letter, report.source_class)


def rank_grade(report: Report) -> str:
    """Return the letter of a report's source; the ungraded come after all letters."""
    return report.reliability or UNGRADED


def is_verified(report: Report) -> bool:
    """Tell whether there is a named origin with a reliability of A to D, or ungraded and of a known class."""
    return as_testimony(report).is_verified


def is_of_one_place(a: Report, b: Report) -> bool:
    """Tell whether two reports share ground and time."""
    return a.window.start < b.window.end and b.window.start < a.window.end and discs_meet(a, b)
