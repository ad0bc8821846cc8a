"""Find the words by which a writer hands a clause on without standing by it: "..., or so they claimed"."""

from __future__ import annotations

from safeconduct.core.intake.document import Span
from safeconduct.core.intake.factuality import hedges
from safeconduct.core.intake.parse import Parse, Token

FAR = 60  # tokens between an event and its disclaimer, at most
_OPENINGS = (("or", "so"), ("or", "at", "least", "so"), ("or", "thus"), ("at", "least", "so"))
_HANDING_ON = hedges.REPORTED | frozenset(
    {
        "argue", "assert", "assume", "believe", "boast", "contend", "go", "hear", "hope", "imagine", "insist",
        "maintain", "reckon", "seem", "suppose", "swear", "tell", "think",
    }
)  # fmt: skip


def find_disclaimer(parse: Parse, index: int) -> Span | None:
    """Return the disclaimer that closes the sentence of a word before it; None where there is none.

    >>> from safeconduct.adapters.spacy_parser import SpacyParser
    >>> parse = SpacyParser().parse("The rebels left, or so we hear.")
    >>> find_disclaimer(parse, 2)
    Span(start=17, end=30)
    """
    sentence = parse.tokens[index].sentence
    for token in parse.tokens[index + 1 : index + FAR]:
        if token.sentence != sentence:
            return None
        verb = _read_disclaimer(parse, token.index)
        if verb is not None:
            return Span(token.start, verb.end)
    return None


def find_disclaiming_verb(parse: Parse, verb: int, after: int) -> int | None:
    """Return where the disclaimer begins whose verb stands at an index, "or so they CLAIMED"; None without one."""
    for first in range(max(after, verb - 12), verb):
        told = _read_disclaimer(parse, first)
        if told is not None and told.index == verb:
            return first
    return None


def _read_disclaimer(parse: Parse, first: int) -> Token | None:
    if parse.tokens[first].text.lower() not in ("or", "at"):
        return None
    for opening in _OPENINGS:
        following = parse.tokens[first : first + len(opening)]
        if tuple(token.text.lower() for token in following) != opening:
            continue
        for token in parse.tokens[first + len(opening) : first + len(opening) + 12]:
            if token.sentence != parse.tokens[first].sentence:
                return None
            if token.tag.startswith("VB") and token.lemma.lower() in _HANDING_ON:
                return token
    return None
