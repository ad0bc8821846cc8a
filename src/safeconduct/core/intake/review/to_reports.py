"""Make reports of the statements that a person accepted, and say of the others what they lack."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from safeconduct.core.intake.reading import Attribution, Reading
from safeconduct.core.intake.report import Claim, Report
from safeconduct.core.intake.review.consider import Considered, consider
from safeconduct.core.intake.review.fields import Setting
from safeconduct.core.intake.review.items import list_items
from safeconduct.core.intake.review.log import OPEN, Standing, Verdict

_NOT_PLAIN = re.compile(r"[^\w.'-]+")
ID_CHARACTERS = 8  # of the document's id, which comes from its text


@dataclass(frozen=True, slots=True)
class Lacking:
    """Name an accepted statement that became no report, or not for every place that it names, and why, in words."""

    item_id: str
    claim: Claim | None
    why: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Drawn:
    """Hold the reports of a reading, and the accepted statements that make none; what is unreviewed is in neither."""

    reports: tuple[Report, ...]
    lacking: tuple[Lacking, ...]


def to_reports(reading: Reading, standings: Mapping[str, Standing], setting: Setting) -> Drawn:
    """Return a report for every place of every accepted statement that affirms danger, or denies it having looked.

    A report takes its reliability from the grade that a person gave, F where nobody gave one. Its id comes from the
    document and the statement: the same review gives the same reports. A place that is not known well enough makes no
    report, and is asked for; the others that the statement names do.
    """
    reports: list[Report] = []
    lacking: list[Lacking] = []
    for item in list_items(reading):
        standing = standings.get(item.item_id, OPEN)
        if not isinstance(item.what, Attribution) or standing.verdict is not Verdict.ACCEPTED:
            continue
        made = consider(reading, item.what, standing.corrections, setting)
        if made.claim is None:
            lacking.append(Lacking(item.item_id, None, (made.proposal.why,)))
        elif made.missing:
            lacking.append(Lacking(item.item_id, made.claim, made.missing))
        ident = _NOT_PLAIN.sub("-", f"{reading.document.document_id[:ID_CHARACTERS]}-{item.item_id}")
        reports += _make_reports(ident, made, standing.grade.reliability)
    return Drawn(tuple(reports), tuple(lacking))


def _make_reports(ident: str, made: Considered, reliability: str) -> list[Report]:
    """Return a report for each place that is known well enough; `consider` names what the others lack."""
    reports: list[Report] = []
    for spot in made.spots:
        if made.window is None or made.claim is None or spot.x is None or spot.y is None or spot.radius_metres is None:
            continue
        reports.append(
            Report(
                report_id=f"{ident}-{len(reports) + 1}" if reports else ident,
                origin=made.origin,
                outlet=made.outlet,
                reliability=reliability,
                x=spot.x,
                y=spot.y,
                radius_metres=spot.radius_metres,
                window=made.window,
                claim=made.claim,
                rate=made.rate if made.claim is Claim.THREAT else None,
                source_class=made.source_class,
            )
        )
    return reports
