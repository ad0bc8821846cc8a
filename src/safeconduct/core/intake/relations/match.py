"""Hold what a predicate of a text tells of two parties."""

from __future__ import annotations

from dataclasses import dataclass

from safeconduct.core.intake.actors.grammar import ancestors_of
from safeconduct.core.intake.document import Span
from safeconduct.core.intake.parse import Token
from safeconduct.core.intake.relations.kinds import Kind
from safeconduct.core.intake.relations.scene import Party, Scene


@dataclass(frozen=True, slots=True)
class Match:
    """Say that a predicate of the text puts two parties into a relation."""

    kind: Kind
    subject: Party | None  # None = nobody is named
    object: Party | None  # None = whoever such things are done to
    event: int  # token of the verb or noun
    verb: int  # token of the verb that carries its tense


def span_of(scene: Scene, match: Match) -> Span:
    """Return the words that tell a relation: from the first to the last of predicate and parties, in one sentence."""
    event = scene.parse.tokens[match.event]
    spans = [Span(event.start, event.end)]
    verb = scene.parse.tokens[match.verb]
    if verb.sentence == event.sentence:
        near = match.subject is not None and verb.start < event.start
        spans += [Span(verb.start, verb.end)] if near else []
    for party in (match.subject, match.object):
        if party is not None and scene.parse.tokens[party.head].sentence == event.sentence:
            spans.append(party.span)
    return Span(min(span.start for span in spans), max(span.end for span in spans))


def actors_at(scene: Scene, at: int) -> tuple[Party, ...]:
    """Return the actors that a noun phrase stands for, places left out."""
    return tuple(party for party in scene.parties(at) if not party.is_place)


def verb_above(scene: Scene, token: Token) -> Token:
    """Return the nearest verb above a word, else the word."""
    return next((above for above in ancestors_of(scene.parse, token.index) if above.pos in {"VERB", "AUX"}), token)
