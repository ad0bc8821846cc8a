"""Give leave to register many, or to tell many: who has the passphrase signs how many, and keyd believes it once."""

from __future__ import annotations

import hashlib
import hmac
from dataclasses import dataclass, field

from safeconduct.adapters.vault.operation_key import OperationKey
from safeconduct.core.vault import Allow, Ask, Fingerprint, OpenContact, Quota, TagReferences

HOUR_MILLIS = 3_600_000
TAG_BYTES = 32


def sign_leave(key: OperationKey, people: int, nonce: str, messages: int = 0, hours: int = 1) -> bytes:
    """Return what shows that a leave comes from who can open the key of the vault."""
    said = f"{key.vault}\0{people}\0{nonce}\0{messages}\0{hours}".encode()
    return hashlib.blake2b(said, key=key.derive("leave"), digest_size=TAG_BYTES).digest()


def is_signed(key: OperationKey, ask: Allow) -> bool:
    """Tell whether a leave is."""
    return hmac.compare_digest(sign_leave(key, ask.people, ask.nonce, ask.messages, ask.hours), ask.tag)


@dataclass(slots=True)
class Leave:
    """Hold what is left of a leave: so many fingerprints, and as many references; or so many messages."""

    count: int = 0
    until: int | None = None  # running millis; None: until keyd stops
    _taken: dict[Quota, int] = field(default_factory=dict)

    def left(self, quota: Quota, now: int) -> int:
        """Return how many more of these it allows."""
        if self.until is not None and now >= self.until:
            return 0
        return max(0, self.count - self._taken.get(quota, 0))

    def left_for(self, ask: Ask, now: int) -> int:
        """Return how many more of what is asked for it allows; 0 of what needs none."""
        match ask:
            case Fingerprint():
                return self.left(Quota.FINGERPRINTS, now)
            case TagReferences():
                return self.left(Quota.REFERENCES, now)
            case OpenContact():
                return self.left(Quota.MESSAGES, now)
            case _:
                return 0

    def take(self, quota: Quota, count: int) -> None:
        """Take so many from it."""
        self._taken[quota] = self._taken.get(quota, 0) + count
