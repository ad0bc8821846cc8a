"""Say who may move: stop at once, or set an order in place of those that this device has heard of."""

from __future__ import annotations

from safeconduct.app.access import Door
from safeconduct.core.operation import Level
from safeconduct.core.operation.limits import TYPED_SIGNS_MAX, find_typed_excess
from safeconduct.core.record import ActorId, Json, Sealed


def stop(door: Door, actor: ActorId, subject: str, why: str, *, request: str = "") -> Sealed:
    """Stop movement; one person suffices. Return the event; raise DeniedError or StoreError."""
    return door.act(actor, "order.stopped", {"subject": subject, "why": fit_reason(why)}, request=request)


def set_order(door: Door, actor: ActorId, subject: str, level: Level, why: str, *, request: str = "") -> Sealed:
    """Set an order and return its event, which names what it replaces; raise DeniedError or StoreError."""
    heads = door.read(actor).orders.get(subject)
    replaces = sorted(heads.standing) if heads else []
    said: dict[str, Json] = {"subject": subject, "level": level.name, "replaces": replaces, "why": why}
    return door.act(actor, "order.set", said, request=request)


def fit_reason(why: str) -> str:
    """Return as much of a reason as may stand on record: nobody is kept from stopping by a word too many."""
    printed = "".join(sign if sign.isprintable() else " " for sign in why)
    cut = printed[:TYPED_SIGNS_MAX]
    return "" if find_typed_excess({"why": cut}) else cut
