"""List the alerts of an operation by what has become of them, and show all that were sent."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from safeconduct.app.follow_warning import follow_warning
from safeconduct.app.receive_drafts import find_releases, receive_drafts
from safeconduct.app.warning_desk import WarningDesk, make_digest
from safeconduct.core.basics import CannotReadError, InputFaultsError
from safeconduct.core.operation import State, UseCase
from safeconduct.core.record import ActorId

STANDS = "stands"
Stage = Literal["draft", "asked", "approved", "sent", "ended"]


@dataclass(frozen=True, slots=True)
class WarningLine:
    """Tell one alert in a line."""

    identifier: str
    standing: str
    stage: Stage
    message_type: str
    place: str
    people: int
    sent: float  # POSIX second at which it was written
    reached: Mapping[str, int] | None = None  # people in the area by how far it came to them; None = it was not sent


def list_warnings(desk: WarningDesk, actor: ActorId, now_millis: int) -> list[WarningLine]:
    """Return the kept alerts, and those on record that are not kept here, the newest first.

    Raises:
        DeniedError: where the actor may not see the state.
    """
    state = desk.door.read(actor)
    receive_drafts(desk)
    lines = []
    for identifier in desk.files.list():
        try:
            alert, kept = desk.read(identifier)
        except (CannotReadError, InputFaultsError):
            stage: Stage = "sent" if identifier in state.alerts else "draft"
            lines.append(WarningLine(identifier, "cannot be read", stage, "", "", 0, 0.0))
            continue
        stage, standing = _find_standing(state, identifier, make_digest(kept.data), now_millis)
        if stage == "sent" and all(info.expires * 1000 <= now_millis for info in alert.infos):
            stage, standing = "ended", "expired" if standing == STANDS else standing
        place = alert.infos[0].place if alert.infos else ""
        followed = follow_warning(state, None, alert)
        reached = {reach.value: people for reach, people in followed[-1].by_reach.items()} if followed else None
        lines.append(
            WarningLine(identifier, standing, stage, alert.message_type, place, kept.people, alert.sent, reached)
        )
    for identifier in sorted(state.alerts.keys() - {line.identifier for line in lines}):
        sent = state.alerts[identifier].sent_millis / 1000
        lines.append(WarningLine(identifier, "sent by another device; not kept here", "sent", "", "", 0, sent))
    return sorted(lines, key=lambda line: (-line.sent, line.identifier))


def show_all(desk: WarningDesk, actor: ActorId) -> list[str]:
    """Show every alert that was sent and is kept here unchanged, and return their identifiers.

    Raises:
        DeniedError: where the actor may not send warnings.
        SafeconductError: where the outlet refuses.
    """
    state = desk.door.read(actor, UseCase.SEND_WARNING)
    receive_drafts(desk)
    shown = sorted(desk.find_sent(state), key=lambda one: (state.alerts[one].sent_millis, one))
    for identifier in shown:
        desk.outlet.publish(identifier, desk.files.read(identifier).data)
    return shown


def _find_standing(state: State, identifier: str, digest: str, now_millis: int) -> tuple[Stage, str]:
    note = state.alerts.get(identifier)
    if note is not None and note.digest != digest:
        return "ended" if note.ended_by else "sent", "sent, and the file was changed since"
    if note is not None and note.ended_by:
        return "ended", f"ended by {note.ended_by}"
    if note is not None:
        return "sent", STANDS if note.release else "withdraws"
    waiting = [one for one in find_releases(state, identifier).values() if one.content == digest]
    if any(one.may_leave(now_millis) for one in waiting):
        return "approved", "approved"
    asked = any(now_millis < one.expires_millis for one in waiting)
    return ("asked", "asked for") if asked else ("draft", "drafted")
