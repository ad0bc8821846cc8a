"""Keep a movement notice to what those who hold a checkpoint need to know: words of marking, round numbers."""

from __future__ import annotations

import re

MARKING_SIGNS_MAX = 80
PEOPLE_STEPS = ((50, 10), (200, 20), (1_000, 50), (10**6, 500))
"""Up to so many people, the number is rounded up to so many: an exact one could tell which party comes."""

_WORDS = (
    "a and at back banner black blue both bus buses car cars cloth cross crescent door doors each flag flags "
    "flashing front grey green hazard headlights hood in letter lights lorry lorries minibus minibuses no number "
    "on one or orange paint panel panels plain purple rear red roof roofs sheet sheets side sides sign signs star "
    "stripe stripes symbol symbols tape the three truck trucks two van vans vest vests white windows with yellow "
)
MARKING_WORDS = frozenset(_WORDS.split())
"""What a marking may be made of, beside single capital letters and numbers of two digits: no name fits in."""

_MARK = re.compile(r"[A-Z]|\d{1,2}")


def find_marking_fault(marking: str) -> str:
    """Return why a text is no marking of vehicles; "" where it is. Never what stands there.

    The words are a closed list, so that no name, place or number of anybody can stand in it.

    >>> find_marking_fault("white flag on roof, letter V on both doors"), find_marking_fault("")
    ('', '')
    >>> find_marking_fault("family Quill to G1")
    'marking: use words of marking alone, such as "white flag on roof, letter V on doors" (docs/operation.md)'
    """
    if len(marking) > MARKING_SIGNS_MAX:
        return f"marking: at most {MARKING_SIGNS_MAX} signs"
    words = re.split(r"[ ,]+", marking.strip()) if marking.strip() else []
    if all(word in MARKING_WORDS or word.lower() in MARKING_WORDS or _MARK.fullmatch(word) for word in words):
        return ""
    return 'marking: use words of marking alone, such as "white flag on roof, letter V on doors" (docs/operation.md)'


def round_people(people: int) -> int:
    """Return about how many people come: rounded up, so that nobody is left outside of what was agreed.

    >>> round_people(7), round_people(61), round_people(200), round_people(201), round_people(1_234)
    (10, 80, 200, 250, 1500)
    """
    step = next((step for most, step in PEOPLE_STEPS if people <= most), PEOPLE_STEPS[-1][1])
    return -(-people // step) * step
