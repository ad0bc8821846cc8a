"""Describe what a report may show beside the plan: the picture's gaps, sufficiency, sample instructions.

Each is optional: a part that is absent is said to be absent, never guessed.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from safeconduct.core.picture import Status, ThreatPicture
from safeconduct.core.picture.draws import Interval


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
class Span:
    """Give a value and its 95 % interval; None where the interval is not known."""

    value: float
    low: float | None
    high: float | None


@dataclass(frozen=True, slots=True)
class WhatIf:
    """Say what one change of the means would buy."""

    change: str  # in words: "one more vehicle in fleet B1 (45 seats)"
    out: Span  # people more out, the mean over the days
    harm: Span  # expected people harmed; negative = fewer
    planned_out: int  # people more whom the plan takes out
    kept: bool  # the plan as it is was the better one with this change; else one that was planned anew


@dataclass(frozen=True, slots=True)
class SufficiencyView:
    """Show whether the means suffice."""

    people: int
    people_planned: int  # whom the plan takes out
    all_out: Span  # chance, 0 to 1, that all are out by the deadline; exactly 0 where the plan leaves somebody
    planned_out: Span  # chance that all whom the plan takes out are out
    days: int  # simulated days behind the chance
    out_bad_day: int  # people
    out_typical_day: int
    out_good_day: int
    as_of: float  # POSIX second
    held_up: tuple[tuple[str, float], ...] = ()  # why people of the plan are not out, mean people a day
    what_if: tuple[WhatIf, ...] = ()  # what helps most first
    luck: WhatIf | None = None  # the same means planned with another seed
    not_tried: tuple[tuple[str, str], ...] = ()  # (id, why no more of it was tried)


@dataclass(frozen=True, slots=True)
class StoredSufficiency:
    """Hold an answer that was kept in a file, and to which case and plan it belongs."""

    file: str
    case: str  # its name
    case_digest: str
    plan_digest: str
    view: SufficiencyView


@dataclass(frozen=True, slots=True)
class RiskView:
    """Say between what the expected harm on the way lies by the threat picture, and from how many draws."""

    interval: Interval
    draws: int


@dataclass(frozen=True, slots=True)
class InstructionSample:
    """Show one party's instructions as it would read them."""

    party_id: str
    language: str  # BCP 47
    lines: tuple[str, ...]
    direction: str = "auto"  # "ltr", "rtl" or "auto"
