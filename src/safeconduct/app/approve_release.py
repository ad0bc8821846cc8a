"""Let a second person approve what another asked to release: exactly what they have read, and as many as they say."""

from __future__ import annotations

from safeconduct.app.access import Door
from safeconduct.core.basics import Fault, InputFaultsError
from safeconduct.core.operation import Release, UseCase
from safeconduct.core.record import ActorId, Json, Sealed


def find_release(door: Door, actor: ActorId, release: str, content: str) -> Release:
    """Return what was asked for, to who may approve it and holds the very content, by its digest.

    Raises:
        InputFaultsError: where nobody asked for such a release, as far as this device has heard.
        DeniedError: where the actor may not approve, or holds something else than what was asked for: on record.
    """
    asked = door.read(actor, UseCase.APPROVE_RELEASE).releases.get(release)
    if asked is None:
        remedy = "look at what was asked for (safeconduct release list)"
        raise InputFaultsError([Fault("release", 0, "release", release, "nobody asked for it", remedy)])
    if content != asked.content:
        why = f"{release} was asked for with other content than this"
        raise door.denial(actor, UseCase.APPROVE_RELEASE.value, why)
    return asked


def approve_release(
    door: Door, actor: ActorId, release: str, content: str, count: int, *, signature: str = "", request: str = ""
) -> Sealed:
    """Record an approval and return its event; what is compared is content and count, with what was asked for.

    `signature` is by the approver's own key (`sign_approval`), in hexadecimal digits, where they have one.

    Raises:
        DeniedError: where the actor may not, asked for it themselves, says another content or count, or is too late.
        StoreError: where the record refuses.
    """
    said: dict[str, Json] = {"release": release, "content": content, "count": count}
    if signature:
        said["signature"] = signature
    return door.act(actor, "release.approved", said, request=request)
