"""Make the short code by which a wrong, old or misheard instruction is noticed.

The alphabet has no 0, O, 1, I or L. It has 31 characters, a prime, so that one check character at distinct weights
finds every single wrong character and every exchange of two characters. The code is no signature: it proves no sender.
"""

from __future__ import annotations

import hashlib

ALPHABET = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"
LENGTH = 7  # six characters of the digest and the check character
_VALUE = {char: value for value, char in enumerate(ALPHABET)}


def make_code(content: str) -> str:
    """Return the code of a content: the same content gives the same code, another one (nearly always) another.

    Two contents share a code with probability 1 / 31**6, about one in 900 million.

    >>> make_code("leave at 15:20") == make_code("leave at 15:20"), make_code("leave at 15:21") == make_code("x")
    (True, False)
    """
    number = int.from_bytes(hashlib.sha256(content.encode("utf-8", "surrogatepass")).digest(), "big")
    digits = []
    for _ in range(LENGTH - 1):
        number, digit = divmod(number, len(ALPHABET))
        digits.append(digit)
    return "".join(ALPHABET[digit] for digit in [*digits, -_weigh(digits) % len(ALPHABET)])


def is_sound(code: str) -> bool:
    """Tell whether a code as somebody reads or types it can be right; spaces, hyphens and case do not matter.

    >>> code = make_code("example")
    >>> is_sound(code), is_sound(code.lower()), is_sound(code[1] + code[0] + code[2:]) or code[0] == code[1]
    (True, True, False)
    """
    plain = code.upper().replace(" ", "").replace("-", "")
    if len(plain) != LENGTH or not set(plain) <= _VALUE.keys():
        return False
    return _weigh([_VALUE[char] for char in plain]) % len(ALPHABET) == 0


def _weigh(digits: list[int]) -> int:
    """Add the digits at weights LENGTH, LENGTH - 1, ..., 1; all differ and none is 0 modulo 31."""
    return sum((LENGTH - place) * digit for place, digit in enumerate(digits))
