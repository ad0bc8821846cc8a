"""Lay the picture out for screens and programs: JSON-ready values, times in the case's local clock."""

from __future__ import annotations

from collections import Counter

from safeconduct.core.basics import format_time
from safeconduct.core.picture.override import span_of
from safeconduct.core.picture.picture import ReportNote, ThreatPicture
from safeconduct.core.picture.risk_form import Override
from safeconduct.core.picture.status import Status
from safeconduct.core.picture.weigh import BUDGET_RATE, Standing


def view_picture(picture: ThreatPicture, offset_seconds: int) -> dict[str, object]:
    """Return what the operator must see: what counts, who said it, what contradicts, and how much is unknown.

    Shares are of the network's metre-hours over the window; rates are expected people harmed per person-hour in the
    open.
    """
    standings = Counter(note.standing for note in picture.for_operator)
    return {
        "from": format_time(picture.window.start, offset_seconds),
        "to": format_time(picture.window.end, offset_seconds),
        "reports": len(picture.for_operator),
        "standings": {standing.value: standings[standing] for standing in Standing},
        "origins": list(picture.origins()),
        "background_rate": picture.background_rate,
        "unknown_high": picture.unknown_high,
        "budget_rate": BUDGET_RATE,
        "share_unknown": picture.share_of(Status.UNKNOWN),
        "share_clear": picture.share_of(Status.KNOWN_CLEAR),
        "share_threat": picture.share_of(Status.KNOWN_THREAT),
        "contradictions": [
            {
                "threat_origin": found.threat_origin,
                "clear_origin": found.clear_origin,
                "threat_reports": list(found.threat_reports),
                "clear_reports": list(found.clear_reports),
            }
            for found in picture.contradictions
        ],
        "overrides": [
            {**view_override(one, offset_seconds), "counts": span_of(one, picture.window) is not None}
            for one in picture.overrides
        ],
        "for_operator": [_view_note(note, offset_seconds) for note in picture.for_operator],
    }


def view_override(one: Override, offset_seconds: int) -> dict[str, object]:
    """Return what an override says."""
    return {
        "place": one.place,
        "kind": one.kind.value if one.kind else None,
        "by": one.by,
        "reason": one.reason,
        "from": format_time(one.when.start, offset_seconds),
        "to": format_time(one.when.end, offset_seconds),
        "level": one.level.name if one.level else None,
        "rate_factor": one.rate_factor,
    }


def _view_note(note: ReportNote, offset_seconds: int) -> dict[str, object]:
    report = note.report
    return {
        "report_id": report.report_id,
        "standing": note.standing.value,
        "claim": report.claim.value,
        "origin": report.origin,
        "outlet": report.outlet,
        "reliability": report.reliability,
        "source_class": report.source_class.value,
        "from": format_time(report.window.start, offset_seconds),
        "to": format_time(report.window.end, offset_seconds),
        "rate": report.rate,
        "links": note.links,
        "nodes": note.nodes,
    }
