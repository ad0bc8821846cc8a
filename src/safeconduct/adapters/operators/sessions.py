"""Keep who has proved themselves for the length of a shift, so that nobody types digits for every command."""

from __future__ import annotations

import hashlib
import secrets
from pathlib import Path

from safeconduct.adapters.operators.kept_json import held_alone, read_kept, write_kept
from safeconduct.core.record import ActorId

SHIFT_MILLIS = 12 * 3_600_000
REMEDY = "delete it: everybody logs in anew"


class Sessions:
    """Keep the sessions of one operation in one file, by the digests of their tokens; fills the port SessionKeeper."""

    def __init__(self, file: Path) -> None:
        """Name the file, which is made with the first session."""
        self._file = file

    def start(self, operator: ActorId, now_millis: int) -> str:
        """Return the token of a new session of an operator who has proved who they are."""
        token = secrets.token_urlsafe(24)
        with held_alone(self._file):
            held = {name: one for name, one in read_kept(self._file, REMEDY).items() if one[1] > now_millis}
            held[_digest(token)] = [operator, now_millis + SHIFT_MILLIS]
            write_kept(self._file, held)
        return token

    def find(self, token: str, now_millis: int) -> ActorId | None:
        """Return whose session a token is; None where it is nobody's, or has run out."""
        held = read_kept(self._file, REMEDY).get(_digest(token))
        return ActorId(held[0]) if held is not None and now_millis < held[1] else None

    def end(self, operator: ActorId) -> None:
        """End every session of an operator."""
        with held_alone(self._file):
            held = read_kept(self._file, REMEDY)
            write_kept(self._file, {name: one for name, one in held.items() if one[0] != operator})


def _digest(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()
