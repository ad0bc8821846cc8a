"""Check who an alert is, and to which earlier alerts it puts an end."""

from __future__ import annotations

import re
from collections.abc import Iterator

from safeconduct.core.warnings.alert import Alert, MessageType, Status
from safeconduct.core.warnings.faults import AlertFault, Reason, Setting

_IDENTIFIER = re.compile(r"[A-Za-z0-9][A-Za-z0-9.:/+_-]{0,79}")
_SENDER = re.compile(r"[^\s,<&]{1,100}")


def find_identity_faults(alert: Alert, setting: Setting) -> Iterator[AlertFault]:
    """Give what is wrong with its names, its status and what it refers to."""
    if not _IDENTIFIER.fullmatch(alert.identifier):
        yield AlertFault("identifier", Reason.IDENTIFIER)
    if alert.identifier in setting.sent:
        yield AlertFault("identifier", Reason.IDENTIFIER_USED, "give each alert its own")
    if not _SENDER.fullmatch(alert.sender):
        yield AlertFault("sender", Reason.SENDER)
    if (alert.status is Status.EXERCISE) != setting.exercise:
        kind = Status.EXERCISE if setting.exercise else Status.ACTUAL
        yield AlertFault("status", Reason.STATUS, f"this operation sends {kind} alone")
    found = _find_reference_fault(alert, setting)
    if found is not None:
        yield AlertFault("references", found, "refer to the alert that stands, as it was sent")


def _find_reference_fault(alert: Alert, setting: Setting) -> Reason | None:
    if alert.message_type is MessageType.ALERT:
        return Reason.REFERENCE_EXTRA if alert.references else None
    if not alert.references:
        return Reason.REFERENCE_MISSING
    names = [one.identifier for one in alert.references]
    if len(set(names)) < len(names) or alert.identifier in names:
        return Reason.REFERENCE_TWICE
    if not set(names) <= setting.sent.keys():
        return Reason.REFERENCE_UNKNOWN
    held = [setting.sent[name] for name in names]
    if [one.reference for one in held] != list(alert.references):
        return Reason.REFERENCE_DIFFERS
    return Reason.REFERENCE_ENDED if all(one.ended for one in held) else None
