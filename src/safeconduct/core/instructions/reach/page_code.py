"""Make and read the code of a page: ten digits like a phone number's, the last of them a check digit."""

from __future__ import annotations

import unicodedata
from typing import Final

FREE_DIGITS: Final = 9
CODES: Final = 10**FREE_DIGITS
TEXT_MOST: Final = 64  # characters; nobody types more
_DAMM: Final = (
    "0317598642", "7092154863", "4206871359", "1750983426", "6123045978",
    "3674209581", "5869720134", "8945362017", "9438617205", "2581436790",
)  # fmt: skip
_MISREAD: Final = str.maketrans({"O": "0", "o": "0", "l": "1", "I": "1", "|": "1"})
_BETWEEN: Final = frozenset("-.()/+_·,'")


def complete_code(number: int) -> str:
    """Return the code of a number below a thousand million: its nine digits and a check digit.

    The check digit finds every single wrong digit and every exchange of two neighbours.
    Source: H. M. Damm, Total anti-symmetrische Quasigruppen (2004), the quasigroup of order 10.

    >>> complete_code(572), complete_code(701234567)
    ('0000005724', '7012345675')

    Raises:
        ValueError: where the number is none of them.
    """
    if not 0 <= number < CODES:
        raise ValueError(f"{number}: a code is made of a number from 0 to {CODES - 1}")
    digits = f"{number:0{FREE_DIGITS}}"
    return digits + str(_check(digits))


def read_code(text: str) -> str | None:
    """Return the code that somebody typed, None where it is none: digits of any script, with anything usual between.

    >>> read_code("701 234-5675"), read_code("۷۰۱۲۳۴۵۶۷۵"), read_code("7O1 234 5675"), read_code("701 234 5677")
    ('7012345675', '7012345675', '7012345675', None)
    """
    if len(text) > TEXT_MOST:
        return None
    digits = []
    for sign in text.translate(_MISREAD):
        digit = unicodedata.decimal(sign, None)
        if digit is not None:
            digits.append(str(digit))
        elif not (sign.isspace() or sign in _BETWEEN or unicodedata.category(sign) in ("Cf", "Pd")):
            return None
    code = "".join(digits)
    return code if len(code) == FREE_DIGITS + 1 and _check(code) == 0 else None


def group_code(code: str) -> str:
    """Return a code as it is printed.

    >>> group_code("7012345675")
    '701 234 5675'
    """
    return f"{code[:3]} {code[3:6]} {code[6:]}"


def _check(digits: str) -> int:
    found = 0
    for digit in digits:
        found = int(_DAMM[found][int(digit)])
    return found
