"""Prove a short message by the one-time codes of a printed card.

The card holds a row of codes. Each message carries the next one, and its reader crosses it off, with all before it: a
code that was used or skipped is void. Codes are digits, which every language's readers know and every SMS can hold.
Whoever does not know the card guesses the next code with a chance of 1 in 1,000,000, and one of the next `WINDOW` with
`WINDOW` in 1,000,000; each try costs a message, and none tells whether it was near.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence

DIGITS = 6
A_CARD = 20
"""Codes on one card."""

WINDOW = 5
"""So many codes ahead of the last crossed off one are taken: so many messages less one may be lost on their way."""

KEY_BYTES = 32


def derive_secret(operation_secret: bytes, party: str, card: int) -> bytes:
    """Return the secret of one card of one party: who learns one card learns no other."""
    if len(operation_secret) < KEY_BYTES:
        raise ValueError(f"codes are derived from a secret of at least {KEY_BYTES} bytes")
    said = b"card\n%d\n%s" % (card, party.encode())
    return hashlib.blake2b(said, key=operation_secret[:64], digest_size=KEY_BYTES).digest()


def list_codes(secret: bytes, count: int = A_CARD) -> tuple[str, ...]:
    """Return the codes of a card in their order; none stands twice on it.

    >>> list_codes(bytes(32), 3)
    ('696078', '751362', '836519')
    """
    codes: dict[str, None] = {}
    step = 0
    while len(codes) < count:
        drawn = hashlib.blake2b(step.to_bytes(4), key=secret, digest_size=16).digest()
        codes[f"{int.from_bytes(drawn) % 10**DIGITS:0{DIGITS}}"] = None
        step += 1
    return tuple(codes)


def next_code(codes: Sequence[str], crossed: int) -> tuple[str, int] | None:
    """Return the code that the next message carries, and how many are crossed off then; None where the card is empty.

    >>> next_code(("111111", "222222"), 1), next_code(("111111", "222222"), 2)
    (('222222', 2), None)
    """
    return (codes[crossed], crossed + 1) if crossed < len(codes) else None


def check_code(codes: Sequence[str], crossed: int, code: str, window: int = WINDOW) -> int | None:
    """Return how many codes are crossed off once this one was read; None where it proves nothing.

    >>> check_code(("111111", "222222", "333333"), 0, "222222"), check_code(("111111", "222222", "333333"), 2, "111111")
    (2, None)
    """
    ahead = codes[crossed : crossed + window]
    return crossed + ahead.index(code) + 1 if code in ahead else None
