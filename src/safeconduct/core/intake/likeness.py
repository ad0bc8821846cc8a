"""Tell how alike two statements are by the words that they share."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from functools import lru_cache

Likeness = Callable[[str, str], float]
"""How alike two texts are, from 0 to 1, the same both ways and 1 for equal texts; from SAME on they say the same."""

SAME = 0.6
COPY = 0.9  # from here on one text was copied or translated from the other

_FUNCTION_WORDS = (
    "a an and any are as at be been being but by can could did do does for from had has have he her his i if in is it "
    "its may might must no nor not of on or our out she should so some such than that the their them there these they "
    "this those to us was we were what when where which while who whom whose will with would you your"
)
FUNCTION_WORDS = frozenset(_FUNCTION_WORDS.split())
_WORD = re.compile(r"[^\W\d_]+")
NAME_WEIGHT = 0.5
_ENDINGS = ("ing", "ed", "es", "s", "e")  # the first that fits is cut off: attacks, attacked, attacking
_LEAST = 4  # letters that must be left


@lru_cache(maxsize=16384)
def weigh_words(text: str) -> Mapping[str, float]:
    """Return the words that carry meaning, without their commonest endings; figures are left out.

    A name weighs half: who acts is compared by itself, and a long name must not make two matters one.

    >>> dict(weigh_words("The 3 bridges of Elan were attacked"))
    {'bridg': 1.0, 'elan': 0.5, 'attack': 1.0}
    """
    words = [match[0] for match in _WORD.finditer(text)]
    named = {word.lower() for word in words[1:] if word[0].isupper()}
    meaning = (word for word in map(str.lower, words) if word not in FUNCTION_WORDS)
    return {_cut(word): NAME_WEIGHT if word in named else 1.0 for word in meaning}


def compare_words(one: str, other: str) -> float:
    """Return the weight of the words that two texts have in common, as a share of all (Dice); one word is none.

    >>> compare_words("The bridge was attacked at night", "an attack on the bridge")
    0.8
    """
    here, there = weigh_words(one), weigh_words(other)
    both = here.keys() & there.keys()
    if here.keys() == there.keys():
        return float(one == other or bool(both))
    if len(both) < 2:
        return 0.0
    shared = sum(here[word] + there[word] for word in both)
    return shared / (sum(here.values()) + sum(there.values()))


def _cut(word: str) -> str:
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= _LEAST:
            return word.removesuffix(ending)
    return word
