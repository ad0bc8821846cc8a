"""Describe what an organisation registers: a party with what planning needs, and the people in it, to be sealed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from safeconduct.core.people.party import Mode
from safeconduct.core.vault import Identity


class Papers(StrEnum):
    """Say which travel documents a party holds; "none" is an answer, and so is that nobody asked."""

    NONE = "none"
    SOME = "some"
    ALL = "all"
    UNKNOWN = "unknown"


NEEDS: Mapping[str, str] = {
    "blind": "does not see",
    "deaf": "does not hear",
    "escort": "is in danger from somebody known, and needs an escort",
    "infant": "a child below two",
    "interpreter": "speaks no language that the desk speaks",
    "medicine": "needs medicine every day",
    "oxygen": "needs oxygen",
    "pregnant": "is pregnant",
    "stretcher": "must lie",
    "unaccompanied_child": "a child without an adult of its own",
    "wheelchair": "uses a wheelchair",
}
"""Codes of what a party needs on the way."""


CHANNELS: Mapping[str, str] = {
    "sms": "a phone that takes SMS",
    "email": "an e-mail address",
    "radio": "a radio that somebody listens to",
    "voice": "somebody who goes there or calls",
    "none": "asked, and there is none",
}
"""Coarse ways in which a party can be reached; numbers and addresses are sealed. Empty = nobody asked."""


@dataclass(frozen=True, slots=True)
class RoughPlace:
    """Say where a party is, as exactly as planning needs to know; the exact home is sealed."""

    lon: float  # degrees, WGS 84
    lat: float
    precision_metres: float


@dataclass(frozen=True, slots=True)
class Registration:
    """Hold one party as an organisation gives it."""

    organisation: str
    reference: str  # the organisation's own name for the party
    size: int
    people: tuple[Identity, ...]  # of those who are named; there may be more
    needs: frozenset[str] = frozenset()
    papers: Papers = Papers.UNKNOWN
    language: str = ""
    place: RoughPlace | None = None
    modes: frozenset[Mode] = frozenset({Mode.WALK})
    channels: frozenset[str] = frozenset()
