"""Spell ids and times for a radio: letters by the ICAO alphabet, digits one by one in the language of the sheet.

Source: ICAO Annex 10, volume II, 5.2.1.3. Each word of another script stands in an isolate, so that a reader from
right to left finds them in their order.
"""

from __future__ import annotations

from safeconduct.core.instructions.isolate import isolate_code
from safeconduct.core.instructions.words import Direction, Words

LETTERS = (
    "Alfa", "Bravo", "Charlie", "Delta", "Echo", "Foxtrot", "Golf", "Hotel", "India", "Juliett", "Kilo", "Lima", "Mike",
    "November", "Oscar", "Papa", "Quebec", "Romeo", "Sierra", "Tango", "Uniform", "Victor", "Whiskey", "X-ray",
    "Yankee", "Zulu",
)  # fmt: skip
_WORD = {word[0]: word for word in LETTERS}


def spell(text: str, words: Words) -> str:
    """Return an id as it is read out; marks between are a pause, a letter of another script stays as it is.

    In English T1/03 is `Tango one, zero three`.
    """
    rtl = words.direction is Direction.RTL
    groups: list[list[str]] = [[]]
    for sign in text.upper():
        if sign in _WORD:
            groups[-1].append(isolate_code(_WORD[sign], rtl))
        elif sign.isdecimal():
            groups[-1].append(words.say(f"digit-{int(sign)}"))
        elif sign.isalpha():
            groups[-1].append(sign)
        else:
            groups.append([])
    return f"{words.say('comma')} ".join(" ".join(group) for group in groups if group)


def spell_time(clock: str, words: Words) -> str:
    """Return a time on the 24-hour clock, as in 06:40, digit by digit: `zero six four zero`."""
    return " ".join(words.say(f"digit-{int(digit)}") for digit in clock if digit.isdecimal())
