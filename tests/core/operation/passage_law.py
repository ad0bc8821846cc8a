"""Say by the bare events, without the fold, which corridors may be open: what the fold says is held against it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Sequence

from safeconduct.core.record import Sealed

MINUTE = 60_000
FIELDS = {
    "corridor.named": "corridor",
    "order.set": "subject",
    "order.stopped": "subject",
    "place.reported": "place",
    "notice.answered": "notice",
}
"""Kinds of which a later one replaces earlier ones about the same."""


class PassageLaw:
    """Hold what was said, in the order of folding, but for what is refused."""

    def __init__(self, sealed: Sequence[Sealed], refused: Collection[str]) -> None:
        self.said: dict[str, list[Sealed]] = defaultdict(list)
        self.replaced: dict[tuple[str, str], set[str]] = defaultdict(set)
        for one in sealed:
            kind, payload = one.event.kind, one.event.payload
            if str(one.event.ident) not in refused:
                self.said[kind].append(one)
                if kind in FIELDS:
                    self.replaced[FIELDS[kind], payload[FIELDS[kind]]].update(payload.get("replaces", ()))
        self.withdrawn = {one.event.payload["notice"] for one in self.said["notice.withdrawn"]}

    def list_lawful(self, now: int) -> set[str]:
        """Return the corridors that every rule lets be open."""
        corridors = {one.event.payload["corridor"] for one in self.said["corridor.named"]}
        return {corridor for corridor in corridors if self._is_lawful(corridor, now)}

    def _is_lawful(self, corridor: str, now: int) -> bool:
        named = [one.event.payload for one in self._standing("corridor.named", corridor)]
        about = {corridor}.union(*(said["along"] for said in named))
        holders = set().union(*(said["holders"] for said in named))
        for subject in {"everybody", *about}:
            orders = self._standing("order.set", subject) + self._standing("order.stopped", subject)
            if any(one.event.payload.get("level", "STOP") != "GO" for one in orders):
                return False
        threats = [
            one.event.payload
            for place in about
            for one in self._standing("place.reported", place)
            if one.event.payload["state"] == "threat"
        ]
        if any(said["seen_millis"] + said["valid_minutes"] * MINUTE >= now for said in threats):
            return False
        newest = max((said["seen_millis"] for said in threats), default=-1)
        return bool(holders) and all(self._has_cleared(corridor, holder, now, newest) for holder in holders)

    def _has_cleared(self, corridor: str, holder: str, now: int, after: int) -> bool:
        sent = {
            one.event.payload["notice"]: one.event.payload
            for one in self.said["notice.sent"]
            if (one.event.payload["corridor"], one.event.payload["holder"]) == (corridor, holder)
        }
        answers = [one for one in self.said["notice.answered"] if one.event.payload["notice"] in sent]
        taken_back = {
            name
            for one in answers
            if one.event.payload["answer"] in ("cleared", "refused")
            for name in one.event.payload["replaces"]
        }
        if any(one.event.payload["answer"] == "refused" and str(one.event.ident) not in taken_back for one in answers):
            return False
        on = {
            name
            for name, said in sent.items()
            if name not in self.withdrawn and said["from_millis"] <= now <= said["until_millis"]
        }
        standing = [
            one
            for name in on
            for one in self._standing("notice.answered", name)
            if one.event.payload["answer"] != "refused" or str(one.event.ident) not in taken_back
        ]
        cleared = {one.event.payload["notice"] for one in standing}
        return bool(on) and on <= cleared and all(_lives(one, now, after) for one in standing)

    def _standing(self, kind: str, about: str) -> list[Sealed]:
        """Return what was said of one thing and that nothing names as replaced."""
        field = FIELDS[kind]
        replaced = self.replaced[field, about]
        return [
            one
            for one in self.said[kind]
            if one.event.payload[field] == about and replaced.isdisjoint(_list_names(one))
        ]  # fmt: skip


def _lives(one: Sealed, now: int, after: int) -> bool:
    """Tell whether an answer is a clearance that counts."""
    said, given = one.event.payload, one.event.time.millis
    return bool(said["answer"] == "cleared" and after < given and now <= given + said["valid_minutes"] * MINUTE)


def _list_names(one: Sealed) -> set[str]:
    ident = str(one.event.ident)
    return {ident, f"{ident}:{one.digest.hex()[:16]}"}
