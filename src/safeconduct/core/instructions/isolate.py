"""Keep names, codes and times whole inside text of the other direction, by Unicode's isolates.

Without them a phone number or an id beside Arabic script turns round, or draws the words about it out of order.
The marks change a GSM-7 SMS into UCS-2: long texts alone carry them, and positions in an SMS that is UCS-2 anyway.
Source: Unicode Standard Annex #9, sections 2.4 and 3.1.
"""

from __future__ import annotations

import unicodedata

LEFT_TO_RIGHT, FIRST_STRONG, END = "\u2066", "\u2068", "\u2069"
MARKS = frozenset((LEFT_TO_RIGHT, FIRST_STRONG, END))
_REMOVE = dict.fromkeys(map(ord, MARKS))


def isolate_code(text: str, rtl: bool) -> str:
    """Return an id, code, time or position as it has to stand in text of a direction.

    >>> isolate_code("B1/3", rtl=False), isolate_code("B1/3", rtl=True)
    ('B1/3', '\\u2066B1/3\\u2069')
    """
    return f"{LEFT_TO_RIGHT}{text}{END}" if rtl else isolate_name(text, rtl)


def isolate_name(text: str, rtl: bool) -> str:
    """Return a name as it has to stand in text of a direction; its own first letter gives its direction.

    >>> isolate_name("Mill Street", rtl=False), isolate_name("شارع", rtl=False)
    ('Mill Street', '\\u2068شارع\\u2069')
    """
    if not rtl and (text.isascii() or not any(unicodedata.bidirectional(char) in ("R", "AL") for char in text)):
        return text
    return f"{FIRST_STRONG}{text}{END}"


def remove_isolates(text: str) -> str:
    """Return a text without the marks, as a program reads it.

    >>> remove_isolates(isolate_code("B1/3", rtl=True))
    'B1/3'
    """
    return text.translate(_REMOVE)
