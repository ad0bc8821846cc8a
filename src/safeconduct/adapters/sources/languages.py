"""Read the codes by which sources declare a language."""

from __future__ import annotations

import pycountry

UNTOLD = "und"
ROLLED = {
    "prs": "fa",
    "pes": "fa",
    "pbt": "ps",
    "pst": "ps",
    "pbu": "ps",
    "arb": "ar",
    "cmn": "zh",
    "nb": "no",
    "nn": "no",
}


def read_language(code: str) -> str:
    """Return the ISO 639-1 code of a language tag (BCP 47); "" where there is none.

    >>> [read_language(code) for code in ("en-GB", "prs", "fas", "x")]
    ['en', 'fa', 'fa', '']
    """
    first = code.strip().lower().replace("_", "-").split("-")[0]
    if first in ROLLED:
        return ROLLED[first]
    if not first.isascii() or not first.isalpha() or len(first) not in (2, 3):
        return ""
    found = pycountry.languages.get(**{"alpha_2" if len(first) == 2 else "alpha_3": first})
    return str(getattr(found, "alpha_2", "")) if found else ""
