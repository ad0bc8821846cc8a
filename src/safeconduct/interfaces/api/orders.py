"""Say who may move."""

from __future__ import annotations

from typing import Annotated, Final

from anyio import CapacityLimiter, to_thread
from fastapi import APIRouter, Request, Security
from fastapi.security import HTTPAuthorizationCredentials

from safeconduct.app.set_order import fit_reason, set_order, stop
from safeconduct.core.operation import Level, find_order
from safeconduct.interfaces.api.desk import BEARER, At, Desk, Who, find_desk, find_operator
from safeconduct.interfaces.api.models import LEVELS, OrderAsked, OrderSaid, OrdersSaid, Recorded, StopAsked
from safeconduct.interfaces.api.paging import After, Most, cut_page
from safeconduct.interfaces.api.repeats import Key, answer, find_before, name_request

PROVED, APART = APIRouter(tags=["orders"]), APIRouter(tags=["orders"])
STOPPING: Final = CapacityLimiter(8)
"""Threads for a STOP alone: it never queues behind pages that wait for a plan to be read."""

Given = Annotated[HTTPAuthorizationCredentials | None, Security(BEARER)]


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
    request = name_request(who, "order", key)
    sealed = find_before(desk, request) or set_order(
        desk.door, who, asked.subject, Level[asked.level], asked.why, request=request
    )
    return answer(sealed, {"subject": asked.subject, "level": asked.level, "why": asked.why})


@APART.post("/stop", status_code=201)
async def stop_movement(asked: StopAsked, request: Request, given: Given, key: Key = "") -> Recorded:
    """Stop movement at once; one person suffices."""
    return await to_thread.run_sync(_stop, find_desk(request), given, asked, key, limiter=STOPPING)


def _stop(desk: Desk, given: HTTPAuthorizationCredentials | None, asked: StopAsked, key: str) -> Recorded:
    who = find_operator(desk, given)
    request = name_request(who, "stop", key)
    sealed = find_before(desk, request) or stop(desk.door, who, asked.subject, asked.why, request=request)
    return answer(sealed, {"subject": asked.subject, "why": fit_reason(asked.why)})
