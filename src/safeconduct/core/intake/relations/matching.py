"""Match a word of a text against the frames, whatever part of speech it is."""

from __future__ import annotations

from collections.abc import Iterator

from safeconduct.core.intake.actors.grammar import subject_of
from safeconduct.core.intake.parse import Token
from safeconduct.core.intake.relations import frames
from safeconduct.core.intake.relations.agents import parties_after
from safeconduct.core.intake.relations.conditions import fits
from safeconduct.core.intake.relations.frames import NOUNS
from safeconduct.core.intake.relations.kinds import KINDS
from safeconduct.core.intake.relations.match import Match, actors_at, verb_above
from safeconduct.core.intake.relations.noun_matching import match_noun
from safeconduct.core.intake.relations.scene import Scene
from safeconduct.core.intake.relations.verb_matching import match_verb


def match_token(scene: Scene, token: Token) -> Iterator[Match]:
    """Go through the relations that a verb or noun tells."""
    if token.pos in {"VERB", "AUX"} or (token.tag.startswith("VB") and token.dep != "amod"):
        yield from match_verb(scene, token)
    elif token.pos in {"NOUN", "PROPN"} and token.dep not in {"compound", "amod"}:
        frame = NOUNS.get(token.lemma.lower())
        if frame is not None:
            yield from match_noun(scene, token, frame)
    elif token.pos == "ADJ" and token.lemma.lower() in frames.PRESENT:
        yield from match_presence(scene, token)


def match_presence(scene: Scene, adjective: Token) -> Iterator[Match]:
    """Go through where an adjective says that somebody is: "active in Mali"."""
    kind = KINDS["present_in"]
    places = tuple(
        party
        for party in parties_after(scene, adjective.index, ("in", "across", "near"), kind.takes)
        if fits(kind, party, scene)
    )
    head = scene.parse.tokens[adjective.head]
    if adjective.dep == "acomp":
        subject = subject_of(scene.parse, head.index)
        agents = () if subject is None else actors_at(scene, subject)
    else:
        agents = actors_at(scene, head.index)
    for agent in agents:
        yield from (Match(kind, agent, place, adjective.index, verb_above(scene, adjective).index) for place in places)
