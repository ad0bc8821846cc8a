"""Let a warning leave once two people have released its very bytes, and withdraw it by one person's hand."""

from __future__ import annotations

from dataclasses import replace

from safeconduct.app.warning_desk import WarningDesk, make_digest
from safeconduct.core.basics import CannotReadError
from safeconduct.core.operation import Release, UseCase
from safeconduct.core.record import ActorId, Json
from safeconduct.core.warnings import Alert, KeptAlert, Wanted, draft_cancel, draft_update, want_again

WHAT = "mass warning"
WAITS_MILLIS = 3_600_000
"""A warning is asked for and released within the hour: later it is drafted anew."""


def ask_warning(desk: WarningDesk, actor: ActorId, identifier: str, now_millis: int) -> str:
    """Ask for the release of a kept alert, and return the release's name.

    Raises:
        InputFaultsError: with everything that is wrong with the alert; nothing is asked for then.
        DeniedError: where the actor may not ask.
    """
    desk.door.read(actor, UseCase.ASK_RELEASE)
    alert, kept = desk.read(identifier)
    desk.check(alert, kept, now_millis / 1000)
    releases = desk.door.state().releases
    name = next(name for number in range(1, len(releases) + 2) if (name := f"{identifier}/{number}") not in releases)
    said: dict[str, Json] = {
        "release": name,
        "what": WHAT,
        "content": make_digest(kept.data),
        "count": kept.people,
        "expires_millis": now_millis + WAITS_MILLIS,
    }
    desk.door.act(actor, "release.asked", said)
    return name


def approve_warning(desk: WarningDesk, actor: ActorId, identifier: str, now_millis: int) -> str:
    """Approve the newest release that was asked for an alert, as it is kept now, and return the release's name.

    Raises:
        InputFaultsError: with everything that is wrong with the alert.
        DeniedError: where the actor asked for it themselves or may not approve, or the alert was changed since.
    """
    alert, kept = desk.read(identifier)
    desk.check(alert, kept, now_millis / 1000)
    releases = _find_releases(desk, identifier)
    if not releases:
        raise desk.door.denial(actor, UseCase.APPROVE_RELEASE.value, f"nobody asked to release {identifier}")
    name = max(releases, key=_number)
    said: dict[str, Json] = {"release": name, "content": make_digest(kept.data), "count": kept.people}
    desk.door.act(actor, "release.approved", said)
    return name


def send_warning(desk: WarningDesk, actor: ActorId, identifier: str, now_millis: int) -> Alert:
    """Let a released alert leave, and draft what corrects and what withdraws it; sent again, it changes nothing.

    It is on record before it leaves: after a crash in between, the same command shows it.

    Raises:
        InputFaultsError: with everything that is wrong with the alert.
        DeniedError: where the actor may not, or two people have not released these very bytes.
        SafeconductError: where it cannot be shown; it is on record then, and the same command tries again.
    """
    desk.door.read(actor, UseCase.SEND_WARNING)
    alert, kept = desk.read(identifier)
    digest = make_digest(kept.data)
    note = desk.door.state().alerts.get(identifier)
    if note is None:
        desk.check(alert, kept, now_millis / 1000)
        _record_sent(desk, actor, alert, kept, now_millis)
    elif note.digest != digest:
        raise CannotReadError(f"{identifier}: the file is not what was sent; correct the warning, or cancel it")
    desk.outlet.publish(identifier, kept.data)
    there = desk.files.list()
    if name_next(identifier) not in there:
        draft_correction(desk, alert, kept, want_again(alert), now_millis)
    if name_cancel(identifier) not in there:
        cancel = draft_cancel(alert, desk.words, name_cancel(identifier), now_millis / 1000)
        desk.files.save(cancel.identifier, replace(kept, data=desk.format.write(cancel)))
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
    desk.outlet.publish(name, held.data)
    return withdrawn


def draft_correction(
    desk: WarningDesk, alert: Alert, kept: KeptAlert, wanted: Wanted, now_millis: int
) -> tuple[Alert, KeptAlert]:
    """Draft and keep what replaces a sent alert; two people release it, as they released the alert."""
    update = draft_update(alert, wanted, desk.words, name_next(alert.identifier), now_millis / 1000)
    made = replace(kept, data=desk.format.write(update))
    if update.identifier not in desk.door.state().alerts:
        desk.files.save(update.identifier, made)
    return update, made


def name_cancel(identifier: str) -> str:
    """Return what the cancel of an alert is called.

    >>> name_cancel("sc-7.2")
    'sc-7.2.c'
    """
    return f"{identifier}.c"


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
        for name, one in _find_releases(desk, alert.identifier).items()
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


def _find_releases(desk: WarningDesk, identifier: str) -> dict[str, Release]:
    releases = desk.door.state().releases
    return {
        name: one
        for name, one in releases.items()
        if one.what == WHAT and name.startswith(f"{identifier}/") and name.rpartition("/")[2].isdecimal()
    }


def _number(name: str) -> int:
    return int(name.rpartition("/")[2])
