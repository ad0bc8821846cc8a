"""Tell of which persons a text says "he" and of which "she", from titles, kinship and what they say of themselves."""

from __future__ import annotations

from collections.abc import Iterator

from safeconduct.core.intake.attribution.cues import Form, lemmas, takes
from safeconduct.core.intake.attribution.phrases import children_of, lemma_of
from safeconduct.core.intake.parse import Name, Parse, Token

MALE = lemmas(
    "brother businessman chairman congressman councilman father fisherman grandfather grandson husband king man "
    "mr mr. nephew policeman prince sir son spokesman uncle"
)
FEMALE = lemmas(
    "aunt businesswoman chairwoman congresswoman councilwoman daughter granddaughter grandmother madam mother mrs mrs. "
    "ms ms. niece policewoman princess queen sister spokeswoman wife woman"
)
PRONOUNS = {"he": "he", "her": "she", "hers": "she", "him": "he", "his": "he", "she": "she"}


def find_gender(parse: Parse, name: Name) -> str:
    """Return "he" or "she", as the words around a name have it; "" where they leave it open.

    >>> from safeconduct.adapters.spacy_parser import SpacyParser
    >>> parse = SpacyParser().parse("Her husband, Juan Diaz, left.")
    >>> find_gender(parse, parse.names[0])
    'he'
    """
    for word in _described_by(parse, name):
        if lemma_of(word) in MALE:
            return "he"
        if lemma_of(word) in FEMALE:
            return "she"
    return next((PRONOUNS[word.text.lower()] for word in _own_pronouns(parse, name)), "")


def _described_by(parse: Parse, name: Name) -> Iterator[Token]:
    """Go through the title before a name, what it stands in apposition to, and what stands in apposition to it."""
    for index in range(name.first, name.last):
        token = parse.tokens[index]
        yield from (c for c in children_of(parse, index, "compound", "appos", "nmod") if c.index < name.first)
        yield from (c for c in children_of(parse, index, "appos") if c.index >= name.last)
        if token.dep == "appos":
            yield parse.tokens[token.head]


def _own_pronouns(parse: Parse, name: Name) -> Iterator[Token]:
    """Go through the subjects of what somebody says: "Ada Lind said she would stay"."""
    for index in range(name.first, name.last):
        cue = parse.tokens[parse.tokens[index].head]
        if parse.tokens[index].dep != "nsubj" or not takes(lemma_of(cue), Form.CLAUSE):
            continue
        for clause in children_of(parse, cue.index, "ccomp"):
            subjects = children_of(parse, clause.index, "nsubj", "nsubjpass")
            yield from (each for each in subjects if each.text.lower() in PRONOUNS)
