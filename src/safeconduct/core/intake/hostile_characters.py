"""List the characters that hide, turn or break a text, and the scripts whose letters look alike.

Sources: Unicode Standard Annex #9 (direction), Technical Standard #39 (confusables), Technical Report #36 (security).
"""

from __future__ import annotations

from enum import StrEnum

Ranges = tuple[tuple[int, int], ...]  # first and last code point, both in


class Hostile(StrEnum):
    """Name a class of characters that are taken out, in words for the operator."""

    TURNING = "characters that turn the direction of writing round"
    CONTROL = "control characters"
    INVISIBLE = "characters that cannot be seen"
    MARK = "marks of direction"
    SOFT_HYPHEN = "soft hyphens"
    TAG = "tag characters, which can carry a hidden text"
    BROKEN = "halves of characters and code points that are no characters"


HOSTILE: dict[Hostile, Ranges] = {
    Hostile.TURNING: ((0x202A, 0x202E), (0x2066, 0x2069)),
    Hostile.CONTROL: ((0x00, 0x08), (0x0E, 0x1F), (0x7F, 0x84), (0x86, 0x9F)),
    Hostile.INVISIBLE: (
        (0x034F, 0x034F), (0x115F, 0x1160), (0x17B4, 0x17B5), (0x180B, 0x180E), (0x200B, 0x200B), (0x2060, 0x2065),
        (0x206A, 0x206F), (0x3164, 0x3164), (0xFEFF, 0xFEFF), (0xFFA0, 0xFFA0), (0xFFF0, 0xFFFB),
    ),
    Hostile.MARK: ((0x061C, 0x061C), (0x200E, 0x200F)),
    Hostile.SOFT_HYPHEN: ((0xAD, 0xAD),),
    Hostile.TAG: ((0xE0000, 0xE0FFF),),
    Hostile.BROKEN: (
        (0xD800, 0xDFFF), (0xFDD0, 0xFDEF),
        *((plane + 0xFFFE, plane + 0xFFFF) for plane in range(0, 0x110000, 0x10000)),
    ),
}  # fmt: skip

LINE_BREAKS: Ranges = ((0x0B, 0x0D), (0x85, 0x85), (0x2028, 0x2029))  # become "\n"; "\r\n" becomes one

JOINERS: Ranges = ((0x200C, 0x200D),)  # Persian spells with the first, Indic scripts and emoji with both: kept

# Letters next to which a joiner has work to do: Arabic and its kin, the Indic and South-East Asian scripts, emoji.
JOINED: Ranges = (
    (0x0600, 0x08FF), (0x0900, 0x109F), (0x1780, 0x18AF), (0x2190, 0x2BFF), (0xFB50, 0xFDFF), (0xFE00, 0xFEFE),
    (0x10A00, 0x11FFF), (0x1F000, 0x1FAFF),
)  # fmt: skip

# Scripts that share the look of many letters. A word of two of them imitates another word.
SCRIPTS: dict[str, Ranges] = {
    "Latin": (
        (0x41, 0x5A), (0x61, 0x7A), (0xC0, 0xD6), (0xD8, 0xF6), (0xF8, 0x24F), (0x1E00, 0x1EFF), (0x2C60, 0x2C7F),
        (0xA722, 0xA7FF),
    ),
    "Greek": ((0x370, 0x3FF), (0x1F00, 0x1FFF)),
    "Cyrillic": ((0x400, 0x52F), (0x1C80, 0x1C8F), (0xA640, 0xA69F)),
    "Armenian": ((0x531, 0x556), (0x561, 0x587)),
    "Cherokee": ((0x13A0, 0x13FD), (0xAB70, 0xABBF)),
    "styled": ((0x1D00, 0x1DBF), (0x249C, 0x24E9), (0xFF21, 0xFF3A), (0xFF41, 0xFF5A), (0x1D400, 0x1D7FF)),
}  # fmt: skip
