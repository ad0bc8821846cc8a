"""Tell whether what is said around a place in the text has happened, happens or will."""

from __future__ import annotations

from bisect import bisect_right
from enum import StrEnum

from safeconduct.core.intake.parse import Parse, Token


class Tense(StrEnum):
    """Name the time of a verb as far as a date needs it."""

    PAST = "past"
    PRESENT = "present"
    FUTURE = "future"
    UNKNOWN = "unknown"


_COMING = frozenset({"'ll", "shall", "will", "’ll"})  # "will have left by Monday"
_VERBS = frozenset({"VERB", "AUX"})
_AWAITING = frozenset({"announce", "anticipate", "await", "expect", "fear", "foresee", "plan", "predict", "schedule"})
_GOING = frozenset({"aim", "expect", "go", "hope", "intend", "plan", "prepare", "schedule", "seek", "set", "threaten"})


def tense_at(parse: Parse | None, offset: int) -> Tense:
    """Return the tense of the verb that governs the word at a code point.

    A verb that follows "to" or a modal is future, but past with "have"; an imperative is future; a participle has
    the tense of its clause.
    """
    if parse is None or not parse.tokens:
        return Tense.UNKNOWN
    at = bisect_right(parse.tokens, offset, key=lambda token: token.start) - 1
    token = parse.tokens[max(at, 0)]
    for _ in range(len(parse.tokens)):
        if token.dep == "dobj" and parse.tokens[token.head].lemma in _AWAITING:
            return Tense.FUTURE  # "expected an attack on Wednesday"
        if token.pos in _VERBS and (tense := _tense_of(parse, token)) is not Tense.UNKNOWN:
            return tense
        if token.head == token.index:
            break
        token = parse.tokens[token.head]
    return Tense.UNKNOWN


def _tense_of(parse: Parse, verb: Token) -> Tense:
    helpers = [child for child in parse.children(verb.index) if child.dep in ("aux", "auxpass")]
    modals = {helper.text.lower() for helper in helpers if helper.tag == "MD"}
    if modals and not modals & _COMING and any(helper.lemma == "have" for helper in helpers):
        return Tense.PAST  # "may have left on Friday"
    if any(helper.tag == "MD" or helper.tag == "TO" for helper in helpers):
        return Tense.FUTURE
    if (
        verb.lemma in _GOING
        and verb.tag in ("VBG", "VBN")
        and any(child.dep == "xcomp" for child in parse.children(verb.index))
    ):
        return Tense.FUTURE
    for helper in helpers:
        if helper.tag == "VBD" or (helper.lemma == "have" and helper.tag in ("VBP", "VBZ")):
            return Tense.PAST
        if helper.tag in ("VBP", "VBZ"):
            return Tense.PRESENT
    if verb.tag == "MD":
        return Tense.FUTURE
    return {"VBD": Tense.PAST, "VBP": Tense.PRESENT, "VBZ": Tense.PRESENT, "VB": Tense.FUTURE}.get(
        verb.tag, Tense.UNKNOWN
    )
