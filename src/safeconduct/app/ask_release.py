"""Ask for a mass warning or a disclosure to leave, which a second person approves."""

from __future__ import annotations

import secrets

from safeconduct.app.access import Door
from safeconduct.core.record import ActorId, Json, Sealed

RELEASE_BYTES = 5


def ask_release(
    door: Door, actor: ActorId, what: str, content: str, count: int, expires_millis: int, *, request: str = ""
) -> Sealed:
    """Record what would leave, by its digest, and how many it reaches; return the event, which names the release.

    Raises:
        DeniedError: where the actor may not, or where it would wait for more than a day.
        StoreError: where the record refuses.
    """
    said: dict[str, Json] = {
        "release": "R" + secrets.token_hex(RELEASE_BYTES),
        "what": what,
        "content": content,
        "count": count,
        "expires_millis": expires_millis,
    }
    return door.act(actor, "release.asked", said, request=request)
