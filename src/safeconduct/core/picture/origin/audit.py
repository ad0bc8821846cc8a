"""Ask for an origin on the record: who, why, when; without a receipt of the log nothing is estimated."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass

from safeconduct.core.basics import Fault, InputFaultsError
from safeconduct.core.picture.origin.series import Series

WHY_LEAST = 15  # characters: "because" is no reason


@dataclass(frozen=True, slots=True)
class Request:
    """Record that somebody opens an origin; it holds nothing of the answer."""

    who: str
    why: str  # what will be protected by it
    at: float  # POSIX seconds
    linked_by: str
    events: tuple[str, ...]  # source and id of each


@dataclass(frozen=True, slots=True)
class Receipt:
    """Prove that a log holds a request: what the log gives back once it is on the disk."""

    digest: str  # of the request
    entry: int  # its number in the log


def request_origin(series: Series, who: str, why: str, at: float) -> Request:
    """Return the record to be logged before anything is estimated; raise InputFaultsError without a who and a why."""
    faults = []
    if not who.strip():
        faults.append(Fault("origin", 0, "who", who, "nobody asks", "give the name or role of who opens it"))
    if len(why.strip()) < WHY_LEAST:
        remedy = f"say in {WHY_LEAST} characters or more what will be protected"
        faults.append(Fault("origin", 0, "why", why, "no reason", remedy))
    if faults:
        raise InputFaultsError(faults)
    events = tuple(f"{one.source}:{one.incident_id}" for one in series.events)
    return Request(who.strip(), why.strip(), at, series.linked_by, events)


def digest_request(request: Request) -> str:
    """Return what tells a request from every other.

    >>> len(digest_request(Request("officer", "shelter side of the school", 0.0, "x", ())))
    64
    """
    parts = (request.who, request.why, repr(request.at), request.linked_by, *request.events)
    return hashlib.sha256("".join(f"{len(part)}:{part}" for part in parts).encode()).hexdigest()
