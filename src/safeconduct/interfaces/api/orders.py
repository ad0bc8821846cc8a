"""Say who may move."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from typing import Annotated

from fastapi import APIRouter, Header, HTTPException

from safeconduct.app.set_order import fit_reason, set_order, stop
from safeconduct.core.operation import Level, find_order
from safeconduct.core.record import ActorId, Json, Sealed
from safeconduct.interfaces.api.desk import At, Desk, Who
from safeconduct.interfaces.api.models import LEVELS, OrderAsked, OrderSaid, OrdersSaid, Recorded, StopAsked
from safeconduct.interfaces.api.paging import After, Most, cut_page

PROVED = APIRouter(tags=["orders"])
Key = Annotated[
    str,
    Header(
        alias="Idempotency-Key", pattern=r"^[!-~]{0,64}$",
        description="The same key again is answered with the event that was recorded then.",
    ),
]  # fmt: skip


@PROVED.get("/orders")
def list_orders(desk: At, who: Who, after: After = "", most: Most = 100) -> OrdersSaid:
    """List the order that counts about each subject; no order is no leave to move."""
    standing = desk.door.read(who).orders
    subjects, further = cut_page(standing, after, most)
    found = []
    for subject in subjects:
        order = find_order({subject: standing[subject]}, subject)
        if order is not None:
            said = OrderSaid(
                subject=subject, level=LEVELS[order.level], by=order.by, millis=order.millis, why=order.why
            )  # fmt: skip
            found.append(said)
    return OrdersSaid(orders=found, next=further)


@PROVED.post("/orders", status_code=201)
def order(asked: OrderAsked, desk: At, who: Who, key: Key = "") -> Recorded:
    """Set an order in place of those that this device has heard of about the same subject."""
    request = _name_request(who, "order", key)
    sealed = _find_before(desk, request) or set_order(
        desk.door, who, asked.subject, Level[asked.level], asked.why, request=request
    )
    return _answer(sealed, {"subject": asked.subject, "level": asked.level, "why": asked.why})


@PROVED.post("/stop", status_code=201)
def stop_movement(asked: StopAsked, desk: At, who: Who, key: Key = "") -> Recorded:
    """Stop movement at once; one person suffices."""
    request = _name_request(who, "stop", key)
    sealed = _find_before(desk, request) or stop(desk.door, who, asked.subject, asked.why, request=request)
    return _answer(sealed, {"subject": asked.subject, "why": fit_reason(asked.why)})


def _name_request(who: ActorId, what: str, key: str) -> str:
    """Return a name that no other operator's and no other endpoint's key has."""
    return f"http:{hashlib.sha256(f'{who} {what} {key}'.encode()).hexdigest()}" if key else ""


def _find_before(desk: Desk, request: str) -> Sealed | None:
    """Return the event of an earlier request: an order that is asked for again would replace itself."""
    before = desk.store.find_answer(request) if request else None
    return before[0] if before else None


def _answer(sealed: Sealed, asked: Mapping[str, Json]) -> Recorded:
    if any(sealed.event.payload.get(name) != value for name, value in asked.items()):
        raise HTTPException(422, "this Idempotency-Key was used for something else: take a new one")
    return Recorded(event=str(sealed.event.ident))
