"""Check when an alert was written, and from when until when it holds."""

from __future__ import annotations

from collections.abc import Iterator

from safeconduct.core.warnings.alert import Alert, Info, MessageType
from safeconduct.core.warnings.faults import AlertFault, Reason, Setting

MINUTE = 60.0
AHEAD_SECONDS = 2 * MINUTE  # clocks differ
STALE_SECONDS = 60 * MINUTE  # two people may take so long to release it
SHORTEST_SECONDS = 10 * MINUTE
LONGEST_SECONDS = 24 * 60 * MINUTE  # beyond, a clock and a day of the week mean two days; write an update
OFFSET_MAX = 14 * 3600


def find_time_faults(alert: Alert, setting: Setting) -> Iterator[AlertFault]:
    """Give what is wrong with the times."""
    moments = [alert.sent, *(one.sent for one in alert.references)]
    moments += [moment for info in alert.infos for moment in (info.onset, info.expires)]
    offset = alert.utc_offset_seconds
    if not all(float(one).is_integer() for one in moments) or offset % 60 or abs(offset) > OFFSET_MAX:
        yield AlertFault("times", Reason.TIME_FORM, "write it like 2031-03-04T06:00:00+02:00")
    if alert.sent > setting.now + AHEAD_SECONDS:
        yield AlertFault("sent", Reason.SENT_AHEAD, "set the clock right, and write it anew")
    if alert.sent < setting.now - STALE_SECONDS:
        yield AlertFault("sent", Reason.SENT_STALE, "draft it anew: what was so an hour ago may not be so now")
    for info in alert.infos:
        found = _find_span_fault(info, alert, setting.now)
        if found is not None:
            remedy = f"let it hold from {SHORTEST_SECONDS / 60:.0f} min to {LONGEST_SECONDS / 3600:.0f} h from now on"
            yield AlertFault(f"{info.language} times", found, remedy)


def _find_span_fault(info: Info, alert: Alert, now: float) -> Reason | None:
    if info.expires <= alert.sent:
        return Reason.EXPIRES_BEFORE_SENT
    if info.expires <= info.onset:
        return Reason.EXPIRES_BEFORE_ONSET
    if info.onset < alert.sent - STALE_SECONDS:
        return Reason.ONSET_EARLY
    if info.expires <= now:
        return Reason.EXPIRED
    if alert.message_type is not MessageType.CANCEL and info.expires - max(info.onset, now) < SHORTEST_SECONDS:
        return Reason.EXPIRES_SOON
    return Reason.EXPIRES_LATE if info.expires - alert.sent > LONGEST_SECONDS else None
