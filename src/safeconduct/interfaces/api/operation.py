"""Say that the service answers, and whose it is."""

from __future__ import annotations

from fastapi import APIRouter

from safeconduct.app.exchange_events import list_heads
from safeconduct.interfaces.api.desk import At, Who
from safeconduct.interfaces.api.models import Health, OperationSaid

OPEN, PROVED = APIRouter(tags=["operation"]), APIRouter(tags=["operation"])


@OPEN.get("/health")
def health() -> Health:
    """Say that the service answers; it says nothing else to who has not proved who they are."""
    return Health()


@PROVED.get("/operation")
def operation(desk: At, who: Who) -> OperationSaid:
    """Say whose service this is, and up to which number it has each device's events."""
    desk.door.read(who)
    held = desk.store.operation()
    return OperationSaid(
        operation=held.ident,
        name=held.name,
        exercise=held.exercise,
        device=held.device,
        operator=who,
        heads={str(device): number for device, number in list_heads(desk.door, desk.store).items()},
        forked={str(device): number for device, number in desk.store.forks().items()},
    )
