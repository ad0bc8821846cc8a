"""Parse and read short texts for the tests of actors and relations, with the one parser of the test session."""

from __future__ import annotations

from functools import cache

from safeconduct.adapters.spacy_parser import SpacyParser
from safeconduct.core.intake.actors import ActorMentions, find_actors
from safeconduct.core.intake.document import Document, Span
from safeconduct.core.intake.parse import Parse
from safeconduct.core.intake.reading import Attribution, Relation
from safeconduct.core.intake.relations import find_relations

_PARSER = SpacyParser()


@cache
def parse(text: str) -> Parse:
    """Return the parse of a text, kept for the next test."""
    return _PARSER.parse(text)


def document_of(text: str) -> Document:
    """Return a document with nothing known but its text."""
    return Document("test", text, "en", "text/plain")


def actors_of(text: str) -> ActorMentions:
    """Return the actors of a text."""
    return find_actors(document_of(text), parse(text))


def relations_of(text: str, *attributions: Attribution) -> tuple[Relation, ...]:
    """Return the relations of a text."""
    return find_relations(document_of(text), parse(text), attributions, actors_of(text))


def triples_of(text: str, *attributions: Attribution) -> set[tuple[str, str, str]]:
    """Return the relations of a text that come out as affirmed."""
    return {
        (one.subject, one.relation, one.object)
        for one in relations_of(text, *attributions)
        if one.polarity == "positive"
    }


def span_of(text: str, words: str) -> Span:
    """Return where some words first stand in a text."""
    start = text.index(words)
    return Span(start, start + len(words))
