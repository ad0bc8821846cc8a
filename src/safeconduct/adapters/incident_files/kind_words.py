"""Tell the kind of an incident from words, where no code tells it."""

from __future__ import annotations

import re

from safeconduct.core.picture.incident import IncidentKind

# The beginnings of words, the kind that says most first: "shot at a checkpoint" is a shooting.
# The kinds are those of CAMEO/PLOVER's ASSAULT and COERCE modes, as far as people on the move meet them.
WORDS: tuple[tuple[IncidentKind, tuple[str, ...]], ...] = (
    (IncidentKind.CROWD_CRUSH, ("crowd crush", "crush of people", "stampede", "trampled")),
    (IncidentKind.INDIRECT_FIRE, (
        "artillery", "howitzer", "katyusha", "missile", "mortar", "rocket", "shelled", "shelling", "shells",
    )),
    (IncidentKind.EXPLOSION, (
        "air strike", "airstrike", "blast", "bomb", "detonat", "drone", "explod", "explos", "grenade", "ied", "ieds",
        "land mine", "landmine", "mine", "mines", "suicide attack", "vbied",
    )),
    (IncidentKind.SHOOTING, (
        "armed clash", "firefight", "gun battle", "gunfight", "gunfire", "gunman", "gunmen", "gunned", "open fire",
        "opened fire", "shoot", "shot", "shots", "sniper",
    )),
    (IncidentKind.DETENTION, (
        "abduct", "arrest", "beaten", "detain", "detention", "extort", "harass", "held at", "kidnap", "stopped at",
        "turned back",
    )),
)  # fmt: skip
WHOLE = frozenset({"ied", "ieds", "mine", "mines", "shells", "shot", "shots"})  # not "shelter" or "minister"


def _pattern(words: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile("|".join(rf"\b{re.escape(word)}" + (r"\b" if word in WHOLE else "") for word in words))


_PATTERNS = tuple((kind, _pattern(words)) for kind, words in WORDS)


def kind_by_words(*texts: str) -> IncidentKind:
    """Return the first kind whose words one of the texts has; OTHER where none has.

    >>> kind_by_words("", "Two shot dead near a checkpoint").value
    'shooting'
    """
    said = " ".join(texts).lower()
    return next((kind for kind, pattern in _PATTERNS if pattern.search(said)), IncidentKind.OTHER)
