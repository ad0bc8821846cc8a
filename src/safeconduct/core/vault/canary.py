"""Invent one person for a table, so that a leaked copy says which export it came from."""

from __future__ import annotations

import hashlib
from typing import Final

from safeconduct.core.vault.identity import Document, Identity

_GIVEN: Final = (
    "Adela", "Bashir", "Carmen", "Dawud", "Elena", "Farida", "Gustav", "Halima", "Idris", "Jamila", "Karim", "Leila",
    "Marek", "Nadia", "Omar", "Petra", "Qasim", "Rosa", "Samir", "Tahira", "Usman", "Vera", "Wahid", "Yasmin",
)  # fmt: skip
_FAMILY: Final = (
    "Amin", "Barakat", "Castro", "Darwish", "Eriksen", "Fazli", "Gomez", "Hakimi", "Ivanov", "Jalil", "Kaya", "Lopez",
    "Mansur", "Nazari", "Ortega", "Popal", "Rahimi", "Sadat", "Tarzi", "Usmani", "Vargas", "Wardak", "Yusufi", "Zaman",
)  # fmt: skip


def invent_person(secret: bytes) -> Identity:
    """Return a person who does not exist, the same for the same secret, one of some 10^12.

    >>> invent_person(b"1" * 16) == invent_person(b"1" * 16), invent_person(b"1" * 16) == invent_person(b"2" * 16)
    (True, False)
    """
    drawn = int.from_bytes(hashlib.sha256(secret).digest())
    drawn, given = divmod(drawn, len(_GIVEN))
    drawn, family = divmod(drawn, len(_FAMILY))
    drawn, years = divmod(drawn, 50)
    number = f"P{drawn % 10**8:08d}"
    return Identity((f"{_GIVEN[given]} {_FAMILY[family]}",), 1955 + years, documents=(Document("passport", number),))
