"""Fold what was sent to warn people: an alert leaves by a release of two people, a cancel by one person's hand."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from safeconduct.core.operation.draft import Draft
from safeconduct.core.operation.sent_alerts import SentNote
from safeconduct.core.record import Event


def send_alert(draft: Draft, event: Event, said: Mapping[str, Any]) -> str:
    """Follow an alert whose very bytes were released."""
    if said["alert"] in draft.alerts:
        return f"{said['alert']} was sent already"
    release = draft.releases.get(said["release"])
    if release is None or release.what != "mass warning" or release.content != said["digest"] or not release.done:
        return f"{said['release']} does not release these bytes"
    if any(note.release == said["release"] for note in draft.alerts.values()):
        return f"{said['release']} was used already"
    note = SentNote(said["digest"], said["sent_millis"], event.actor, said["release"])
    return _end(draft, said["alert"], note, said["references"])


def cancel_alert(draft: Draft, event: Event, said: Mapping[str, Any]) -> str:
    """Follow a cancel of alerts that were sent; what another device has replaced meanwhile is cancelled too."""
    if said["alert"] in draft.alerts:
        return f"{said['alert']} was sent already"
    if not said["references"]:
        return "a cancel names what it cancels"
    return _end(draft, said["alert"], SentNote(said["digest"], said["sent_millis"], event.actor), said["references"])


def _end(draft: Draft, name: str, note: SentNote, references: Sequence[str]) -> str:
    unknown = [one for one in references if one not in draft.alerts]
    if unknown:
        return f"{unknown[0]:.80} was not sent"
    for one in references:
        draft.alerts[one] = replace(draft.alerts[one], ended_by=draft.alerts[one].ended_by or name)
    draft.alerts[name] = note
    return ""
