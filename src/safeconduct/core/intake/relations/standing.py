"""Tell how surely a relation is said to hold: what the words say, and what those who say so think of it."""

from __future__ import annotations

from collections.abc import Sequence

from safeconduct.core.intake.actors.grammar import ancestors_of
from safeconduct.core.intake.document import Span
from safeconduct.core.intake.parse import Parse, Token
from safeconduct.core.intake.reading import Attribution, Certainty, Polarity
from safeconduct.core.intake.relations.conditions import is_leader_word

_WEAKEST = (Certainty.CERTAIN, Certainty.PROBABLE, Certainty.POSSIBLE, Certainty.UNKNOWN)


def holding_attributions(attributions: Sequence[Attribution], event: Span) -> tuple[Attribution, ...]:
    """Return the attributions in whose content an event stands, with those around them."""
    return tuple(one for one in attributions if any(span.holds(event) for span in one.content))


def innermost(holding: Sequence[Attribution]) -> tuple[str, ...]:
    """Return the ids of those within which no other stands."""
    parents = {one.parent for one in holding}
    return tuple(one.attribution_id for one in holding if one.attribution_id not in parents)


def weaken(certainty: Certainty, holding: Sequence[Attribution]) -> Certainty:
    """Return the weaker of what the words say and what the frame around them leaves of it.

    Hedges inside the content are the words' own business: they hedge what they stand by, not all of it.
    """
    graded = [one.certainty for one in holding if not _all_inside(one, one.hedge_cues)]
    return max([certainty, *graded], key=_WEAKEST.index)


def deny(parse: Parse, event: int, polarity: Polarity, holding: Sequence[Attribution]) -> Polarity:
    """Return the polarity of an event inside statements, each of which may deny or ask what it contains.

    What is only presupposed stays: who denies "that X is a danger now that Y rules" does not deny that Y rules.
    """
    if polarity is not Polarity.POSITIVE:
        return polarity
    for one in holding:
        if one.polarity is Polarity.POSITIVE or _all_inside(one, one.negation_cues):
            continue
        if not is_presupposed(parse, event, one):
            return one.polarity
    return polarity


def _all_inside(attribution: Attribution, cues: Sequence[Span]) -> bool:
    return bool(cues) and all(any(span.holds(cue) for span in attribution.content) for cue in cues)


_ACCUSING = frozenset({"accuse", "blame", "charge", "suspect"})
_ROLES = frozenset({"appos", "compound", "dobj", "nsubj", "nsubjpass", "pobj", "poss"})


def is_accusation(parse: Parse, event: int) -> bool:
    """Tell whether somebody is only accused of an event: "accused the army of shelling the market"."""
    for token in (parse.tokens[event], *ancestors_of(parse, event)):
        if token.dep != "pcomp":
            continue
        above = [one.lemma.lower() for one in ancestors_of(parse, token.head)][:2]
        return bool(set(above) & _ACCUSING)
    return False


_SHUNNING = frozenset({"instead of", "rather than", "far from"})
_CLEARING = frozenset({"absolve", "acquit", "clear", "exonerate"})
_NEARING = frozenset({"brink", "cusp", "edge", "verge"})


def is_forgone(parse: Parse, event: int) -> bool:
    """Tell whether a deed is one that was not done: "instead of", "cleared of" or "on the verge of" attacking."""
    token = parse.tokens[event]
    if token.tag != "VBG" or token.dep != "pcomp":
        return False
    link = parse.tokens[token.head]
    before = parse.tokens[link.index - 1].lemma.lower() if link.index else ""
    if f"{before} {link.lemma.lower()}" in _SHUNNING:
        return True
    return link.lemma.lower() == "of" and parse.tokens[link.head].lemma.lower() in _CLEARING | _NEARING


def is_apposed(parse: Parse, event: int) -> bool:
    """Tell whether a noun of role only names somebody: "denied that the head of X fled" grants that X has a head."""
    token = parse.tokens[event]
    return is_leader_word(token) and token.dep in _ROLES


_PRESUPPOSING = frozenset({"after", "although", "as", "because", "before", "since", "though", "when", "while"})


def is_presupposed(parse: Parse, event: int, within: Attribution) -> bool:
    """Tell whether an event stands in a clause whose truth a denial around it leaves alone."""
    chain = [parse.tokens[event], *ancestors_of(parse, event)]
    for token in chain:
        inside = any(span.start <= token.start and token.end <= span.end for span in within.content)
        if not inside:
            return False
        if _introduces(parse, token):
            return True
    return False


def _introduces(parse: Parse, token: Token) -> bool:
    for child in parse.children(token.index):
        if child.dep != "mark":
            continue
        if token.dep == "advcl" and child.lemma.lower() in _PRESUPPOSING:
            return True
        before = parse.tokens[child.index - 1].lemma.lower() if child.index else ""
        if child.lemma.lower() == "that" and before == "now":
            return True
    return False
