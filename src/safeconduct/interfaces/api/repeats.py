"""Answer a request that is repeated with the event that was recorded for it."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from typing import Annotated

from fastapi import Header, HTTPException

from safeconduct.core.record import ActorId, Json, Sealed
from safeconduct.interfaces.api.desk import Desk
from safeconduct.interfaces.api.models import Recorded

Key = Annotated[
    str,
    Header(
        alias="Idempotency-Key", pattern=r"^[!-~]{0,64}$",
        description="The same key again is answered with the event that was recorded then.",
    ),
]  # fmt: skip


def name_request(who: ActorId, what: str, key: str) -> str:
    """Return a name that no other operator's and no other endpoint's key has; "" where there is no key."""
    return f"http:{hashlib.sha256(f'{who} {what} {key}'.encode()).hexdigest()}" if key else ""


def find_before(desk: Desk, request: str) -> Sealed | None:
    """Return the event of an earlier request: what is asked for again would replace itself, or be made twice."""
    before = desk.store.find_answer(request) if request else None
    return before[0] if before else None


def check_same(sealed: Sealed, asked: Mapping[str, Json]) -> Sealed:
    """Return the event of a request; raise 422 where it was made then for something else."""
    if any(sealed.event.payload.get(name) != value for name, value in asked.items()):
        raise HTTPException(422, "this Idempotency-Key was used for something else: take a new one")
    return sealed


def answer(sealed: Sealed, asked: Mapping[str, Json]) -> Recorded:
    """Name the event that was recorded for what is asked, now or then."""
    return Recorded(event=str(check_same(sealed, asked).event.ident))
