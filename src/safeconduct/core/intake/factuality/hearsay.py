"""Find the hearsay that a predicate reports: "rumours that", "reports have surfaced that", "is said to"."""

from __future__ import annotations

from safeconduct.core.intake.document import Span
from safeconduct.core.intake.factuality import hedges
from safeconduct.core.intake.parse import Parse, Token

_ANYBODY = frozenset({"many", "others", "some"})
_OWNED = frozenset({"poss", "compound", "amod"})


def find_hearsay(parse: Parse, index: int) -> Span | None:
    """Return the span of a hearsay noun, of such a noun and its verb, or of "is said"; None where there is none."""
    verb = parse.tokens[index]
    if verb.pos == "NOUN" and names_hearsay(parse, verb):
        return Span(verb.start, verb.end)
    passive = [child for child in parse.children(index) if child.dep == "auxpass"]
    if verb.lemma in hedges.REPORTED and passive:
        return Span(passive[0].start, verb.end)
    for child in parse.children(index):  # "some say": whoever they are
        if child.dep == "nsubj" and child.text.lower() in _ANYBODY and verb.lemma in hedges.REPORTED:
            return Span(child.start, verb.end)
    if verb.lemma not in hedges.SURFACING_VERBS:
        return None
    for child in parse.children(index):
        if child.dep in ("nsubj", "nsubjpass") and names_hearsay(parse, child):
            first, last = sorted((child, verb), key=lambda token: token.start)
            return Span(first.start, last.end)
    return None


def find_passed_on(parse: Parse, index: int) -> Span | None:
    """Return the "according to" of a clause where what follows is nobody's: "according to unconfirmed reports"."""
    for child in parse.children(index):
        if child.text.lower() != "according":
            continue
        for to in parse.children(child.index):
            for noun in parse.children(to.index):
                if names_hearsay(parse, noun):
                    return Span(child.start, noun.end)
    return None


def names_hearsay(parse: Parse, noun: Token) -> bool:
    """Tell whether a noun names what nobody stands behind: rumours, and reports that are nobody's."""
    if noun.lemma.lower() in hedges.HEARSAY_NOUNS:
        return True
    if noun.lemma.lower() not in hedges.REPORT_NOUNS or noun.tag != "NNS":
        return False
    owners = [c for c in parse.children(noun.index) if c.dep in _OWNED and c.text.lower() not in hedges.ATTRIBUTES]
    from_somebody = any(c.dep == "prep" and c.text.lower() in ("by", "from") for c in parse.children(noun.index))
    return not from_somebody and not any(c.pos == "PROPN" or c.dep == "poss" for c in owners)
