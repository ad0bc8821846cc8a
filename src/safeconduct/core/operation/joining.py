"""Let a new operator in by a short code that holds for minutes, once, and survives being read out over a bad line."""

from __future__ import annotations

import hashlib
import hmac

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"  # Crockford's: no I, L, O or U
CODE_BYTES = 6  # 48 random bits
GROUP = 5
JOIN = "join"
"""What a denial of a wrong code names as its use case."""

VALID_MILLIS = 15 * 60_000
TRIES = 5
"""Wrong codes after which an invitation is void."""

_MISREAD = str.maketrans("ILO", "110", "- ")
_SIGNS, _CHECK = 10, 37  # Crockford's check sign is the number modulo 37
_CHECK_SIGNS = ALPHABET + "*~$=U"


def write_code(chance: bytes) -> str:
    """Return the code of six random bytes: ten signs and one that shows a slip, in groups.

    >>> write_code(bytes(range(6)))
    '00041-06105-A'
    """
    if len(chance) != CODE_BYTES:
        raise ValueError(f"a code is made of {CODE_BYTES} random bytes")
    number = int.from_bytes(chance)
    signs = "".join(ALPHABET[number >> 5 * place & 31] for place in reversed(range(_SIGNS)))
    return f"{signs[:GROUP]}-{signs[GROUP:]}-{_CHECK_SIGNS[number % _CHECK]}"


def read_code(text: str) -> bytes | None:
    """Return the bytes of a code as somebody typed it; None where a sign is wrong.

    >>> read_code("oo041 o6l05 a") == bytes(range(6)), read_code("00041-06106-A")
    (True, None)
    """
    signs = text.strip().upper().translate(_MISREAD)
    if len(signs) != _SIGNS + 1 or signs[-1] not in _CHECK_SIGNS or any(sign not in ALPHABET for sign in signs[:-1]):
        return None
    number = sum(ALPHABET.index(sign) << 5 * place for place, sign in enumerate(reversed(signs[:-1])))
    if number >> 8 * CODE_BYTES or _CHECK_SIGNS[number % _CHECK] != signs[-1]:
        return None
    return number.to_bytes(CODE_BYTES)


def digest_code(code: bytes, operator: str) -> str:
    """Return what the record keeps of a code: enough to know it again, bound to whom it was made for.

    Its 48 bits would not withstand a long search; it is void long before.
    """
    return hashlib.blake2b(code, key=operator.encode()[:64], digest_size=32).hexdigest()


def fits(code: bytes, operator: str, digest: str) -> bool:
    """Tell whether a code is the one that was made for an operator, in a time that tells nothing of it."""
    return hmac.compare_digest(digest_code(code, operator), digest)
