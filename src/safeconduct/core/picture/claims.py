"""Group reports that speak of one danger at one place and time, as propositions to be believed or not."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence

from safeconduct.core.intake import Report
from safeconduct.core.picture.belief import Proposition
from safeconduct.core.picture.weigh import as_testimony, is_of_one_place

MARK_DIGITS = 16  # hexadecimal


def group_reports(
    reports: Sequence[Report], outcomes: Mapping[str, bool] | None = None
) -> tuple[tuple[Report, ...], ...]:
    """Return each report in one group: all of a group share ground and time with each other.

    So one wide report does not chain a whole city together. Reports whose dangers came out differently, by report_id in
    `outcomes`, are never of one group. The order of the reports does not matter.
    """
    known = outcomes or {}
    groups: list[list[Report]] = []
    came_out: list[bool | None] = []
    for report in sorted(reports, key=lambda one: (one.window, one.radius_metres, one.report_id)):
        here = known.get(report.report_id)
        for number, group in enumerate(groups):
            fits = here is None or came_out[number] in (None, here)
            if fits and all(is_of_one_place(report, other) for other in group):
                group.append(report)
                came_out[number] = here if here is not None else came_out[number]
                break
        else:
            groups.append([report])
            came_out.append(here)
    return tuple(map(tuple, groups))


def as_proposition(group: Sequence[Report]) -> Proposition:
    """Return what a group of reports says, for and against its danger; its first report gives the name."""
    return Proposition(group[0].report_id, tuple(map(as_testimony, group)))


def mark_report(report: Report) -> str:
    """Mark a report by what it says, so that it can be told from another one of the same id."""
    place = (report.x, report.y, report.radius_metres, report.window.start, report.window.end)
    said = (report.report_id, report.origin.strip(), report.claim.value, *place)
    return hashlib.sha256(repr(said).encode()).hexdigest()[:MARK_DIGITS]
