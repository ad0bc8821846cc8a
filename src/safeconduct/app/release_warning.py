"""Let a warning leave once two people have released its very bytes, and withdraw it by one person's hand."""

from __future__ import annotations

from dataclasses import replace

from safeconduct.app.cover_warning import cover_area
from safeconduct.app.draft_warning import write_alert
from safeconduct.app.receive_drafts import WHAT, find_releases, number_release, receive_drafts
from safeconduct.app.tell_warning import tell_warning
from safeconduct.app.warning_desk import WarningDesk, make_digest
from safeconduct.core.basics import CannotReadError, Fault, InputFaultsError
from safeconduct.core.operation import State, UseCase
from safeconduct.core.operation.carried import BYTES_MAX, CORNERS_MAX, write_lines, write_ring
from safeconduct.core.plan import Case
from safeconduct.core.record import ActorId, Json, Sealed
from safeconduct.core.warnings import (
    Alert,
    Area,
    KeptAlert,
    MessageType,
    Wanted,
    draft_cancel,
    draft_update,
    measure_km2,
    want_again,
)

CANCELS = ".c"
"""What the name of a cancel has after the name of what it withdraws."""
WAITS_MILLIS = 3_600_000
"""A warning is asked for and released within the hour: later it is drafted anew."""


def ask_warning(desk: WarningDesk, actor: ActorId, identifier: str, now_millis: int, *, request: str = "") -> Sealed:
    """Ask for the release of a kept alert, and return the event, which names the release.

    Raises:
        InputFaultsError: with everything that is wrong with the alert; nothing is asked for then.
        CannotReadError: where there is none, or it is a cancel.
        DeniedError: where the actor may not ask.
    """
    desk.door.read(actor, UseCase.ASK_RELEASE)
    receive_drafts(desk)
    alert, kept = desk.read(identifier)
    if alert.message_type is MessageType.CANCEL:
        raise CannotReadError(f"{identifier}: a cancel needs no release: safeconduct warn cancel, by one person")
    desk.check(alert, kept, now_millis / 1000)
    if len(kept.data) > BYTES_MAX or len(kept.theatre) > CORNERS_MAX:
        remedy = "draft it with fewer corners, in the area and the theatre"
        raise InputFaultsError([Fault(identifier, 0, "area", "", "too large for the record", remedy)])
    releases = desk.door.state().releases
    name = next(name for number in range(1, len(releases) + 2) if (name := f"{identifier}/{number}") not in releases)
    said: dict[str, Json] = {
        "release": name,
        "what": WHAT,
        "content": make_digest(kept.data),
        "count": kept.people,
        "expires_millis": now_millis + WAITS_MILLIS,
        "lines": write_lines(kept.data),
        "expected": kept.expected,
        "theatre": write_ring(kept.theatre),
    }
    return desk.door.act(actor, "release.asked", said, request=request)


def approve_warning(
    desk: WarningDesk,
    actor: ActorId,
    identifier: str,
    now_millis: int,
    *,
    count: int | None = None,
    signature: str = "",
    request: str = "",
) -> Sealed:
    """Approve the newest release that was asked for an alert, as it is kept now, and return the event.

    `count` is how many people it reaches, as the approver says; None takes the alert's own, which they have read.
    `signature` is by the approver's own key, in hexadecimal digits, where they have one.

    Raises:
        InputFaultsError: with everything that is wrong with the alert.
        DeniedError: where the actor asked for it themselves or may not approve, says another count, or the alert was
            changed since.
    """
    desk.door.read(actor, UseCase.APPROVE_RELEASE)
    receive_drafts(desk)
    alert, kept = desk.read(identifier)
    desk.check(alert, kept, now_millis / 1000)
    releases = find_releases(desk.door.state(), identifier)
    if not releases:
        raise desk.door.denial(actor, UseCase.APPROVE_RELEASE.value, f"nobody asked to release {identifier}")
    name = max(releases, key=number_release)
    counted = kept.people if count is None else count
    said: dict[str, Json] = {"release": name, "content": make_digest(kept.data), "count": counted}
    if signature:
        said["signature"] = signature
    return desk.door.act(actor, "release.approved", said, request=request)


def send_warning(desk: WarningDesk, actor: ActorId, identifier: str, now_millis: int) -> Alert:
    """Let a released alert leave, and draft what corrects and what withdraws it; sent again, it changes nothing.

    It is on record before it leaves, to the feed and to the parties in its area: after a crash in between, the same
    command goes on.

    Raises:
        InputFaultsError: with everything that is wrong with the alert.
        CannotReadError: where there is none, or it is a cancel, or no longer what was sent.
        DeniedError: where the actor may not, or two people have not released these very bytes.
        SafeconductError: where it cannot be shown; it is on record then, and the same command tries again.
    """
    desk.door.read(actor, UseCase.SEND_WARNING)
    receive_drafts(desk)
    alert, kept = desk.read(identifier)
    if alert.message_type is MessageType.CANCEL:
        withdrawn = identifier.removesuffix(CANCELS)
        raise CannotReadError(f"{identifier}: a cancel is not sent: safeconduct warn cancel {withdrawn}, by one person")
    digest = make_digest(kept.data)
    note = desk.door.state().alerts.get(identifier)
    if note is None:
        desk.check(alert, kept, now_millis / 1000)
        _record_sent(desk, actor, alert, kept, now_millis)
    elif note.digest != digest:
        raise CannotReadError(f"{identifier}: the file is not what was sent; correct the warning, or cancel it")
    try:
        desk.outlet.publish(identifier, kept.data)
    finally:  # parties are told though the feed's disk is full
        tell_warning(desk, actor, identifier, now_millis)
    there = desk.files.list()
    now = now_millis / 1000
    update = draft_update(alert, want_again(alert), desk.words, name_next(identifier), now)
    cancel = draft_cancel(alert, desk.words, name_cancel(identifier), now)
    for draft in (update, cancel):
        if draft.identifier not in there:
            desk.files.save(draft.identifier, replace(kept, data=desk.format.write(draft)))
    return alert


def cancel_warning(desk: WarningDesk, actor: ActorId, identifier: str, now_millis: int) -> Alert:
    """Withdraw an alert that stands; one person suffices, and the text does not say that it is safe.

    Raises:
        InputFaultsError: where the alert does not stand any more.
        CannotReadError: where it is not kept here, or was not sent.
        DeniedError: where the actor may not.
        SafeconductError: where it cannot be shown; it is on record then, and the same command tries again.
    """
    desk.door.read(actor, UseCase.CANCEL_WARNING)
    receive_drafts(desk)
    alert, kept = desk.read(identifier)
    name = name_cancel(identifier)
    state = desk.door.state()
    if identifier not in state.alerts:
        raise CannotReadError(
            f"{identifier}: it was not sent, so there is nothing to cancel; it cannot leave by itself"
        )
    if name not in state.alerts:
        cancel = draft_cancel(alert, desk.words, name, now_millis / 1000)
        made = replace(kept, data=desk.format.write(cancel))
        desk.check(cancel, made, now_millis / 1000)
        desk.files.save(name, made)
        desk.door.act(actor, "alert.cancelled", _describe(cancel, made))
    withdrawn, held = desk.read(name)
    try:
        desk.outlet.publish(name, held.data)
    finally:
        tell_warning(desk, actor, name, now_millis)
    return withdrawn


def correct_warning(
    desk: WarningDesk,
    actor: ActorId,
    alert: Alert,
    kept: KeptAlert,
    wanted: Wanted,
    case: Case | None,
    now_millis: int,
) -> tuple[Alert, KeptAlert]:
    """Draft what replaces a sent alert by what is wanted now, check it and keep it for two people to release.

    Where the area is another, who is counted in it is counted anew.

    Raises:
        InputFaultsError: with everything that is wrong with it; the draft that was kept before stays.
        DeniedError: where the actor may not ask for a release.
        CannotReadError: where the correction has left already.
    """
    state = desk.door.read(actor, UseCase.ASK_RELEASE)
    name = name_next(alert.identifier)
    while any(one.carried_by not in ("", desk.door.device) for one in find_releases(state, name).values()):
        if name in state.alerts:
            raise CannotReadError(f"{alert.identifier} was corrected already: correct {name}")
        name = name_next(name)  # somebody else's correction waits under that name
    update = draft_update(alert, wanted, desk.words, name, now_millis / 1000)
    if update.identifier in state.alerts:
        raise CannotReadError(f"{alert.identifier} was corrected already: correct {update.identifier}")
    before, area = want_again(alert), Area("", wanted.polygons, wanted.circles)
    if (wanted.polygons, wanted.circles) != (before.polygons, before.circles):
        outside = max(kept.expected - _count_people(state, case, Area("", before.polygons, before.circles)), 0.0)
        density = outside / measure_km2([Area("", before.polygons, before.circles)])
        kept = replace(kept, expected=_count_people(state, case, area) + density * measure_km2([area]))
    made = replace(kept, data=write_alert(desk, update))
    desk.check(update, made, now_millis / 1000)
    desk.files.save(update.identifier, made)
    return update, made


def _count_people(state: State, case: Case | None, area: Area) -> int:
    return cover_area(state, case, area.rings)[0].total().people


def name_cancel(identifier: str) -> str:
    """Return what the cancel of an alert is called.

    >>> name_cancel("sc-7.2")
    'sc-7.2.c'
    """
    return identifier + CANCELS


def name_next(identifier: str) -> str:
    """Return what the correction of an alert is called.

    >>> name_next("sc-7"), name_next("sc-7.2")
    ('sc-7.2', 'sc-7.3')
    """
    base, _, number = identifier.partition(".")
    return f"{base}.{int(number or 1) + 1}"


def _record_sent(desk: WarningDesk, actor: ActorId, alert: Alert, kept: KeptAlert, now_millis: int) -> None:
    digest = make_digest(kept.data)
    used = {note.release for note in desk.door.state().alerts.values()}
    fit = {
        name: one
        for name, one in find_releases(desk.door.state(), alert.identifier).items()
        if (one.content, one.count) == (digest, kept.people) and name not in used
    }
    done = [name for name, one in fit.items() if one.done]  # recorded before a crash
    free = [name for name, one in fit.items() if one.may_leave(now_millis)]
    if not done and not free:
        why = f"two people have not released {alert.identifier} as it is now: ask, and let somebody else approve"
        raise desk.door.denial(actor, UseCase.SEND_WARNING.value, why)
    name = (done or free)[0]
    if not done:
        desk.door.record("release.done", {"release": name})
    desk.door.act(actor, "alert.sent", {**_describe(alert, kept), "release": name})


def _describe(alert: Alert, kept: KeptAlert) -> dict[str, Json]:
    return {
        "alert": alert.identifier,
        "digest": make_digest(kept.data),
        "sent_millis": round(alert.sent * 1000),
        "references": [one.identifier for one in alert.references],
    }
