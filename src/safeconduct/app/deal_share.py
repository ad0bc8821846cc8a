"""Deal a share of a scarce thing to a device: the first from the coordinating device, others out of one's own."""

from __future__ import annotations

from safeconduct.app.access import Door
from safeconduct.core.basics import Fault, InputFaultsError
from safeconduct.core.operation import UseCase
from safeconduct.core.record import ActorId, DeviceId, Json, Sealed


def deal_share(
    door: Door,
    actor: ActorId,
    thing: str,
    units: int,
    taker: DeviceId,
    giver: DeviceId | None = None,
    *,
    request: str = "",
) -> Sealed:
    """Record a share and return its event; `giver` is this device, where it hands on what it has itself.

    Raises:
        InputFaultsError: for a taker that is no device of the operation: what it was dealt would be lost.
        DeniedError: where the actor may not, this device does not deal first shares, or has not that many.
        StoreError: where the record refuses.
    """
    if taker not in door.read(actor, UseCase.DEAL_SHARES).devices:
        remedy = (
            "give its name as `safeconduct status` prints it there; a duty officer adds it (safeconduct add-device)"
        )
        raise InputFaultsError([Fault("share", 0, "taker", taker, "no device of this operation", remedy)])
    said: dict[str, Json] = {"thing": thing, "units": units, "taker": taker}
    return door.act(actor, "share.dealt", said if giver is None else {**said, "giver": giver}, request=request)
