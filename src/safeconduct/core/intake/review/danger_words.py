"""List the words by which a statement speaks of danger, of calm, of looking, and of none.

The nouns of violence are those of the event types ASSAULT and THREATEN of PLOVER; the words of looking are those of
VerbNet's classes search-35.2, investigate-35.4 and see-30.1. Each word stands for its inflected forms too.
"""

from __future__ import annotations

_DANGER = (
    "ambush ambushes armed arson assault attack attacker blast bomb bomber bombing car-bomb casualty casualties danger "
    "dangerous detonate detonation drone explode exploded explosion explosive fighter fighting fire gun gunfire gunman "
    "gunmen hostage ied kidnap killed looting mine missile mob mortar riot rocket rpg shell shelling shoot shooter "
    "shooting shot sniper stabbing strike threat threaten unsafe violence wounded"
)
DANGER = frozenset(_DANGER.split())
_CALM = "calm clear normal peaceful quiet safe secure undisturbed"
CALM = frozenset(_CALM.split())
_LOOKED = (
    "check checked comb combed examine examined find found inspect inspected look looked observe observed patrol "
    "patrolled saw scout scouted search searched see seen survey surveyed sweep swept visit visited walk walked "
    "watch watched"
)
LOOKED = frozenset(_LOOKED.split())
_NONE = "neither never no nor not nothing without n't"
NONE = frozenset(_NONE.split())
NONE_REACHES = 4  # words from "no" to what it denies: "no sign of an attack"


def is_one_of(word: str, words: frozenset[str]) -> bool:
    """Tell whether a word, or what is left of it without an ending, is in a list.

    >>> is_one_of("Attackers", DANGER), is_one_of("bombing", DANGER), is_one_of("Firth", DANGER)
    (True, True, False)
    """
    plain = word.casefold()
    return any(plain.removesuffix(ending) in words for ending in ("", "s", "es", "ed", "ing"))
