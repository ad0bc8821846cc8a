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
    "absurd baseless bogus fabricated fake false groundless inaccurate incorrect invented ludicrous nonsense "
    "ridiculous unfounded untrue wrong"
)
FALSE = frozenset(_FALSE.split())
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
