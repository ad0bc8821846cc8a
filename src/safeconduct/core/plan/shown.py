"""Describe what a report may show beside the plan: the picture's gaps, sufficiency, sample instructions.

Each is optional: a part that is absent is said to be absent, never guessed.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from safeconduct.core.picture import Status, ThreatPicture


@dataclass(frozen=True, slots=True)
class PictureView:
    """Show what the threat picture does not know."""

    unknown_links: frozenset[str]  # link ids where nothing is known for the whole of the case
    as_of: float  # POSIX second of the picture
    notes: tuple[str, ...] = ()  # in words: which sources contradict, what could not be placed
    share_unknown: float | None = None  # of the streets' metre-hours, 0 to 1


def show_picture(picture: ThreatPicture, as_of: float, notes: tuple[str, ...] = ()) -> PictureView:
    """Return the picture's gaps: the links that no report speaks of in a way that counts, and who contradicts whom."""
    spans = picture.spans
    regions = len(spans.first) - 1
    of_region = np.repeat(np.arange(regions), np.diff(spans.first))
    known = np.bincount(of_region[spans.status != Status.UNKNOWN], minlength=regions) > 0
    links = picture.network.link_ids
    unknown = frozenset(links[row] for row in np.flatnonzero(~known[picture.region[: len(links)]]).tolist())
    said = tuple(
        f"Reports contradict each other: {', '.join(found.threat_reports)} ({found.threat_origin or 'unverified'}) "
        f"see danger, {', '.join(found.clear_reports)} ({found.clear_origin or 'unverified'}) see none."
        for found in picture.contradictions
    )
    return PictureView(unknown, as_of, (*said, *notes), picture.share_of(Status.UNKNOWN))


@dataclass(frozen=True, slots=True)
class WhatIf:
    """Say what one change would buy."""

    change: str  # in words: "one more bus of 45 seats"
    out_change: float  # people
    harm_change: float  # expected people harmed; negative = fewer
    low: float | None = None  # interval of out_change
    high: float | None = None


@dataclass(frozen=True, slots=True)
class SufficiencyView:
    """Show whether the means suffice."""

    chance_all_out: float  # 0 to 1, by the deadline
    low: float  # interval of the chance
    high: float
    runs: int  # simulated courses behind the chance
    as_of: float  # POSIX second
    of_whom: str = "all who can be reached"
    days: tuple[tuple[float, float, float, float], ...] = ()  # POSIX second, people out by then: middle, low, high
    what_if: tuple[WhatIf, ...] = ()


@dataclass(frozen=True, slots=True)
class InstructionSample:
    """Show one party's instructions as it would read them."""

    party_id: str
    language: str  # BCP 47
    lines: tuple[str, ...]
    direction: str = "auto"  # "ltr", "rtl" or "auto"
