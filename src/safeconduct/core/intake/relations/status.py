"""Tell when a relation holds, by the tense of its verb: now, ongoing, past, planned, intended or only possible."""

from __future__ import annotations

from safeconduct.core.intake.actors.grammar import SUBJECTS, ancestors_of, children_of
from safeconduct.core.intake.parse import Parse, Token
from safeconduct.core.intake.reading import Certainty

_STRIVING = frozenset({"attempt", "continue", "keep", "seek", "strive", "struggle", "try", "work"})
_INTENDING = frozenset(
    {"aim", "hope", "intend", "priority", "prioritise", "prioritize", "want", "wish", "focus", "determined"}
)
_PLANNING = frozenset(
    {"agree", "expect", "order", "pledge", "plan", "prepare", "promise", "propose", "schedule", "set", "vow"}
)
_FUTURE = frozenset({"shall", "will", "would", "’ll", "'ll", "wo"})
_MAYBE = frozenset({"can", "could", "may", "might"})
_NOW_AND_THEN = frozenset(
    {"intermittently", "occasionally", "once", "periodically", "repeatedly", "sometimes", "sporadically"}
)
_STEADY = frozenset(
    {"constant", "continual", "continuous", "continuously", "daily", "ongoing", "regular", "regularly", "still"}
)
FEARS = frozenset({"chance", "danger", "fear", "likelihood", "possibility", "prospect", "risk", "threat", "warning"})
_AWAITING = frozenset(
    {"anticipate", "await", "expect", "fear", "foresee", "plan", "plot", "predict", "prepare", "threaten"}
)
_DOUBTFUL = frozenset({"feared", "imminent", "likely", "possible", "potential", "probable", "suspected", "threatened"})


def tell_status(parse: Parse, event: int, verb: int, certainty: Certainty) -> str:
    """Return the status of a relation that a predicate tells.

    A noun's time is its verb's ("posed a threat" is past); a clause without tense has that of the one above it.
    """
    own = list(parse.children(event))
    if any(child.lemma.lower() in _DOUBTFUL for child in own if child.dep == "amod"):
        return "potential"
    if _is_feared(parse, event):
        return "potential"
    if any(child.lemma.lower() in {"former", "late", "ex"} for child in own):
        return "past"
    heads = [parse.tokens[verb], *_above_untensed(parse, verb)]
    words = {head.lemma.lower() for head in heads[1:]}
    auxiliaries = {child.lemma.lower() for head in heads for child in children_of(parse, head.index, "aux")}
    if auxiliaries & _FUTURE or words & _PLANNING or _is_to(parse, heads):
        return "planned"
    if auxiliaries & _MAYBE:
        return "potential"
    if words & _INTENDING or _aims(parse, heads):
        return "intended"
    if certainty is Certainty.POSSIBLE:
        return _tense(parse, heads[-1], own)
    if words & _STRIVING:
        return "ongoing"
    return _tense(parse, heads[-1], [*own, *parse.children(heads[-1].index)])


def _is_feared(parse: Parse, event: int) -> bool:
    """Tell whether a noun of event stands under a "risk of", a "fear of", or is what somebody expects or threatens."""
    holder = parse.tokens[parse.tokens[event].head]
    if parse.tokens[event].dep == "dobj" and holder.lemma.lower() in _AWAITING:
        return True
    if parse.tokens[event].dep == "nsubj" and any(
        child.lemma.lower() in _DOUBTFUL for child in children_of(parse, holder.index, "acomp")
    ):
        return True  # "another attack is likely"
    return holder.dep == "prep" and parse.tokens[holder.head].lemma.lower() in FEARS


def _above_untensed(parse: Parse, verb: int) -> list[Token]:
    """Return the verbs above one that has no tense of its own, up to the first that has."""
    token = parse.tokens[verb]
    found: list[Token] = []
    for above in ancestors_of(parse, verb):
        if _has_tense(parse, token):
            break
        if above.pos in {"VERB", "AUX", "NOUN", "ADJ"}:
            found.append(above)
            token = above if above.pos in {"VERB", "AUX"} else token
    return found


def _has_tense(parse: Parse, token: Token) -> bool:
    if token.tag in {"VBD", "VBZ", "VBP", "MD"}:
        return True
    return any(
        child.dep in {"aux", "auxpass"} and child.tag in {"VBD", "VBZ", "VBP", "MD"}
        for child in parse.children(token.index)
    )


def _is_to(parse: Parse, heads: list[Token]) -> bool:
    """Tell whether "are to" stands before the verb."""
    return any(
        head.lemma == "be" and below.tag == "VB" and below.dep == "xcomp" and below.head == head.index
        for head, below in zip(heads[1:], heads, strict=False)
        if any(child.lemma == "to" for child in children_of(parse, below.index, "aux"))
    )


def _aims(parse: Parse, heads: list[Token]) -> bool:
    return any(
        child.lemma.lower() in _INTENDING for head in heads[1:] for child in children_of(parse, head.index, "dobj")
    )


def _tense(parse: Parse, verb: Token, beside: list[Token]) -> str:
    auxiliaries = [child for child in parse.children(verb.index) if child.dep in {"aux", "auxpass"}]
    if verb.dep == "conj" and not auxiliaries and not any(True for _ in children_of(parse, verb.index, *SUBJECTS)):
        return _tense(parse, parse.tokens[verb.head], [*beside, *parse.children(verb.head)])  # "have met and fought"
    manner = {child.lemma.lower() for child in beside}
    first = auxiliaries[0] if auxiliaries else verb
    perfect = any(child.lemma == "have" for child in auxiliaries)
    if manner & _NOW_AND_THEN and (perfect or first.tag == "VBD"):
        return "past_intermittent"
    if first.tag == "VBD" or verb.tag == "VBD":
        return "past"
    if manner & _STEADY or verb.tag == "VBG":
        return "ongoing"
    return "current"
