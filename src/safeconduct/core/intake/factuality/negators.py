"""List words that deny what they stand with."""

from __future__ import annotations

ADVERBS = frozenset(
    {"barely", "hardly", "neither", "never", "n't", "no", "not", "nowhere", "n’t", "rarely", "scarcely"}
)
APPROXIMATORS = frozenset({"almost", "nearly"})  # "nearly broke": it did not
DETERMINERS = frozenset({"neither", "no"})
PRONOUNS = frozenset({"nobody", "none", "nothing", "noone"})
PREPOSITIONS = frozenset({"against", "without"})
_FALSE = (
    "absurd baseless bogus fabricated fabrication fake false falsehood groundless hoax inaccurate incorrect invented "
    "lie lies ludicrous nonsense ridiculous unfounded untrue wrong"
)
FALSE = frozenset(_FALSE.split())
FALSELY = frozenset({"erroneously", "falsely", "mistakenly", "wrongfully", "wrongly"})  # "falsely accused of"
CLAIMS = frozenset({"accusation", "allegation", "assertion", "charge", "idea", "notion", "suggestion"})  # may be FALSE
SCANT = frozenset({"little", "scant"})
FOCUS = frozenset({"just", "merely", "only", "simply", "solely"})  # "not only" adds, it denies nothing
ATTRIBUTES = frozenset(
    {
        "aborted",
        "abortive",
        "attempted",
        "averted",
        "baseless",
        "bogus",
        "cancelled",
        "canceled",
        "fabricated",
        "failed",
        "fake",
        "false",
        "fictional",
        "fictitious",
        "foiled",
        "imaginary",
        "imagined",
        "mock",
        "nonexistent",
        "scrapped",
        "shelved",
        "simulated",
        "thwarted",
        "unsuccessful",
    }
)
ANSWERS = frozenset({"nah", "negative", "never", "no", "nope"})  # a whole reply
