"""List words that weaken what they modify (after FactBank's markers and the CoNLL-2010 hedge cues)."""

from __future__ import annotations

from safeconduct.core.intake.reading import Certainty

_POSSIBLE, _PROBABLE, _CERTAIN = Certainty.POSSIBLE, Certainty.PROBABLE, Certainty.CERTAIN

ADVERBS: dict[str, Certainty] = {
    "allegedly": _POSSIBLE,
    "apparently": _PROBABLE,
    "arguably": _PROBABLE,
    "conceivably": _POSSIBLE,
    "doubtless": _PROBABLE,
    "hopefully": _POSSIBLE,
    "likely": _PROBABLE,
    "maybe": _POSSIBLE,
    "occasionally": _CERTAIN,  # how often, not how surely: a cue to show, no grade
    "ostensibly": _PROBABLE,
    "perhaps": _POSSIBLE,
    "possibly": _POSSIBLE,
    "potentially": _POSSIBLE,
    "presumably": _PROBABLE,
    "probably": _PROBABLE,
    "purportedly": _POSSIBLE,
    "reportedly": _POSSIBLE,
    "seemingly": _PROBABLE,
    "sometimes": _CERTAIN,
    "supposedly": _POSSIBLE,
    "theoretically": _POSSIBLE,
}

ATTRIBUTES: dict[str, Certainty] = {  # adjectives before a noun
    "alleged": _POSSIBLE,
    "apparent": _PROBABLE,
    "conceivable": _POSSIBLE,
    "doubtful": _POSSIBLE,
    "expected": _PROBABLE,
    "feared": _POSSIBLE,
    "hypothetical": _POSSIBLE,
    "impending": _PROBABLE,
    "intended": _PROBABLE,
    "likely": _PROBABLE,
    "looming": _PROBABLE,
    "perceived": _PROBABLE,
    "planned": _PROBABLE,
    "possible": _POSSIBLE,
    "potential": _POSSIBLE,
    "presumed": _PROBABLE,
    "probable": _PROBABLE,
    "proposed": _POSSIBLE,
    "prospective": _POSSIBLE,
    "purported": _POSSIBLE,
    "reported": _POSSIBLE,
    "rumored": _POSSIBLE,
    "rumoured": _POSSIBLE,
    "supposed": _POSSIBLE,
    "suspected": _PROBABLE,
    "threatened": _POSSIBLE,
    "unconfirmed": _POSSIBLE,
    "unverified": _POSSIBLE,
    "upcoming": _PROBABLE,
}

HEARSAY_NOUNS = frozenset(
    {"allegation", "chatter", "gossip", "rumor", "rumour", "speculation", "whisper"}
)  # nobody stands behind these
REPORT_NOUNS = frozenset({"account", "claim", "report"})  # hearsay in the plural and with no owner: "reports say"
SURFACING_VERBS = frozenset({"circulate", "emerge", "indicate", "say", "spread", "suggest", "surface", "swirl"})
REPORTED = frozenset({"allege", "claim", "report", "rumor", "rumour", "say"})  # hearsay in the passive: "is said to"
