"""Say by the bare events, without the fold, which corridors may be open: what the fold says is held against it."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from safeconduct.core.record import Sealed

MINUTE = 60_000


def list_lawful(sealed: Sequence[Sealed], refused: Collection[str], now: int) -> set[str]:
    """Return the corridors that every rule lets be open, by events in the order of folding that are not refused."""
    events = [one for one in sealed if str(one.event.ident) not in refused]
    corridors = {one.event.payload["corridor"] for one in events if one.event.kind == "corridor.named"}
    return {corridor for corridor in corridors if _is_lawful(corridor, events, now)}


def _is_lawful(corridor: str, events: Sequence[Sealed], now: int) -> bool:
    named = [one.event.payload for one in _standing(events, {"corridor.named"}, "corridor", corridor)]
    about = {corridor}.union(*(said["along"] for said in named))
    holders = set().union(*(said["holders"] for said in named))
    for subject in {"everybody", *about}:
        orders = _standing(events, {"order.set", "order.stopped"}, "subject", subject)
        if any(one.event.payload.get("level", "STOP") != "GO" for one in orders):
            return False
    threats = [
        one.event.payload
        for place in about
        for one in _standing(events, {"place.reported"}, "place", place)
        if one.event.payload["state"] == "threat"
    ]
    if any(said["seen_millis"] + said["valid_minutes"] * MINUTE >= now for said in threats):
        return False
    newest = max((said["seen_millis"] for said in threats), default=-1)
    return bool(holders) and all(_has_cleared(corridor, holder, events, now, newest) for holder in holders)


def _has_cleared(corridor: str, holder: str, events: Sequence[Sealed], now: int, after: int) -> bool:
    withdrawn = {one.event.payload["notice"] for one in events if one.event.kind == "notice.withdrawn"}
    sent = {
        one.event.payload["notice"]: one.event.payload
        for one in events
        if one.event.kind == "notice.sent"
        and (one.event.payload["corridor"], one.event.payload["holder"]) == (corridor, holder)
    }
    answers = [one for one in events if one.event.kind == "notice.answered" and one.event.payload["notice"] in sent]
    taken_back = {
        name
        for one in answers
        if one.event.payload["answer"] in ("cleared", "refused")
        for name in one.event.payload["replaces"]
    }
    if any(
        one.event.payload["answer"] == "refused" and str(one.event.ident) not in taken_back for one in answers
    ):  # fmt: skip
        return False
    on = {
        name for name, said in sent.items()
        if name not in withdrawn and said["from_millis"] <= now <= said["until_millis"]
    }  # fmt: skip
    standing = [one for one in answers if one.event.payload["notice"] in on and not _is_replaced(one, answers)]
    cleared = {one.event.payload["notice"] for one in standing}
    return bool(on) and on <= cleared and all(_lives(one, now, after) for one in standing)


def _is_replaced(one: Sealed, answers: Sequence[Sealed]) -> bool:
    """Tell whether a later answer to the same notice names this one; a refusal was looked for before."""
    ident, notice = str(one.event.ident), one.event.payload["notice"]
    return any(ident in other.event.payload["replaces"] for other in answers if other.event.payload["notice"] == notice)


def _lives(one: Sealed, now: int, after: int) -> bool:
    said, given = one.event.payload, one.event.time.millis
    return said["answer"] == "refused" or (
        said["answer"] == "cleared" and after < given and now <= given + said["valid_minutes"] * MINUTE
    )


def _standing(events: Sequence[Sealed], kinds: set[str], field: str, value: str) -> list[Sealed]:
    """Return what was said of one thing and that nothing later names as replaced."""
    said = [one for one in events if one.event.kind in kinds and one.event.payload[field] == value]
    replaced = {name for one in said for name in one.event.payload.get("replaces", ())}
    return [one for one in said if not replaced.intersection(_names(one))]


def _names(one: Sealed) -> set[str]:
    ident = str(one.event.ident)
    return {ident, f"{ident}:{one.event.digest().hex()[:16]}"}
