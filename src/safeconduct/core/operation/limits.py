"""Bound what the fields of events may say: ids of safe signs, short texts, numbers that mean something."""

from __future__ import annotations

import re
from collections.abc import Mapping

from safeconduct.core.record import Json

ID_SIGNS_MAX = 80
TEXT_SIGNS_MAX = 2_000  # that other devices' events may hold
TYPED_SIGNS_MAX = 200  # that somebody may type here
LIST_MAX = 10_000
WHOLE_MAX = 2**53  # beyond, JSON readers round
A_WEEK_MINUTES = 7 * 24 * 60

TEXTS = frozenset({"by_word", "language", "marking", "name", "organisation", "purpose", "source", "use_case", "why"})
"""Fields that hold words; every other text is an id."""

OPEN_TEXTS = frozenset({"by_word", "marking", "purpose", "source", "why"})
"""Fields into which somebody types what they like."""

RANGES: Mapping[str, tuple[float, float]] = {
    "changed": (0, 10**6),
    "count": (0, 10**9),
    "lat": (-90, 90),
    "expected": (0, 10**9),
    "left": (0, 10**6),
    "lon": (-180, 180),
    "moved": (0, 10**6),
    "people": (0, 10**6),
    "people_about": (0, 10**6),
    "precision_metres": (0, 10**6),
    "priority": (-(10**6), 10**6),
    "size": (-WHOLE_MAX, 10**6),
    "units": (-(10**6), 10**6),
    "vehicles": (0, 10**4),
    "valid_minutes": (-WHOLE_MAX, A_WEEK_MINUTES),
}
PLACE = frozenset({"lat", "lon", "precision_metres"})
KEY_SIGNS, SIGNATURE_SIGNS = 64, 128
HEX = frozenset("0123456789abcdef")

_ID = re.compile(rf"\w[\w.:/+-]{{0,{ID_SIGNS_MAX - 1}}}|")
_EMAIL = re.compile(r"[^\s@]@[^\s@]+\.\w")
_DATE = re.compile(r"\b\d{4}-\d\d-\d\d\b")
_NUMBER = re.compile(r"\+?\d(?:[ ()/-]{0,2}\d){6,}")
DIGITS_OF_A_PHONE = 9  # without +; fewer are times and grid references


def find_excess(name: str, value: Json) -> str:
    """Return what is too long, too great or of the wrong signs in a field, never what stands there; "" where nothing.

    >>> find_excess("party", "P1"), find_excess("party", "Maria from next door")
    ('', 'must be an id of at most 80 letters, digits, and . : / + - _')
    """
    match value:
        case str() if name in TEXTS:
            return "" if _is_line(value, TEXT_SIGNS_MAX) else f"must be one line of at most {TEXT_SIGNS_MAX:,} signs"
        case str() if name == "signature":
            return "" if is_signature(value) else f"must be {SIGNATURE_SIGNS} hexadecimal digits"
        case str():
            told = f"must be an id of at most {ID_SIGNS_MAX} letters, digits, and . : / + - _"
            return "" if _ID.fullmatch(value) else told
        case bool():
            return ""
        case int() | float():
            low, high = RANGES.get(name, (-WHOLE_MAX, WHOLE_MAX))
            return "" if low <= value <= high else f"must lie between {low:,} and {high:,}"
        case Mapping():
            return _find_excess_of_place(value)
        case list() | tuple():
            short = len(value) <= LIST_MAX and all(_is_line(str(one), TYPED_SIGNS_MAX) for one in value)
            return "" if short else f"must be at most {LIST_MAX:,} lines of at most {TYPED_SIGNS_MAX} signs"
    return ""


def find_typed_excess(payload: Mapping[str, Json]) -> str:
    """Return what nobody should type into an event's open texts: what looks like a way to reach somebody, or is long.

    >>> find_typed_excess({"why": "call 0151 234 567 89"})
    'why looks as if it held a phone number or an e-mail address: no names and numbers of people belong there'
    >>> find_typed_excess({"why": "shots at the gate since 2026-11-26 10:05, road closed 1100-1300"})
    ''
    """
    for name in sorted(OPEN_TEXTS & payload.keys()):
        text = str(payload[name])
        if len(text) > TYPED_SIGNS_MAX:
            return f"{name} must be at most {TYPED_SIGNS_MAX} signs"
        if _holds_contact(text):
            return (
                f"{name} looks as if it held a phone number or an e-mail address: "
                "no names and numbers of people belong there"
            )
    return ""


def is_key(text: str) -> bool:
    """Tell whether a text is a device's public key in hexadecimal."""
    return len(text) == KEY_SIGNS and HEX.issuperset(text)


def is_signature(text: str) -> bool:
    """Tell whether a text is an Ed25519 signature in hexadecimal."""
    return len(text) == SIGNATURE_SIGNS and HEX.issuperset(text)


def _is_line(text: str, most: int) -> bool:
    return len(text) <= most and (text.isprintable() or not any(_is_control(sign) for sign in text))


def _is_control(sign: str) -> bool:
    return not sign.isprintable() and sign not in "\u200c\u200d\u00a0\u202f"  # joiners and spaces that languages need


def _holds_contact(text: str) -> bool:
    numbers = _NUMBER.findall(_DATE.sub("", text))
    phones = [one for one in numbers if one[0] == "+" or sum(sign.isdigit() for sign in one) >= DIGITS_OF_A_PHONE]
    return bool(phones) or _EMAIL.search(text) is not None


def _find_excess_of_place(place: Mapping[str, Json]) -> str:
    if place.keys() - PLACE:
        return f"must hold nothing but {', '.join(sorted(PLACE))}"
    for name, value in place.items():
        if isinstance(value, bool) or not isinstance(value, int | float):
            return f"must hold numbers: {name} is none"
        excess = find_excess(name, value)
        if excess:
            return f"must hold numbers: {name} {excess}"
    return ""
