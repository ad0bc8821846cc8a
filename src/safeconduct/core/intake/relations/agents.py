"""Find who does what the noun of an event says."""

from __future__ import annotations

from collections.abc import Iterator

from safeconduct.core.intake.actors.grammar import ancestors_of, children_of, is_passive, subject_of
from safeconduct.core.intake.parse import Token
from safeconduct.core.intake.relations import frames
from safeconduct.core.intake.relations.frames import NounFrame
from safeconduct.core.intake.relations.match import actors_at
from safeconduct.core.intake.relations.scene import Party, Scene

_ADVERBS = frozenset({"away", "back", "home", "off", "out", "over", "up"})


def names_of_verb(scene: Scene, verb: Token) -> Iterator[str]:
    """Go through what a verb may be called in the frames, with its particle first: "take_over", "take"."""
    lemma = verb.lemma.lower()
    for child in scene.parse.children(verb.index):
        if child.dep == "prt" or (child.dep in {"advmod", "prep", "dobj", "oprd"} and child.text.lower() in _ADVERBS):
            yield f"{lemma}_{child.lemma.lower()}"
        if child.dep in {"dobj", "oprd", "advmod"}:
            yield f"{lemma}_{child.lemma.lower()}"
    yield lemma


def agents_of_noun(scene: Scene, noun: Token, frame: NounFrame) -> tuple[Party, ...]:
    """Return who does what a noun says: those before it, those after "by" and its like, those whom its verb brings."""
    if frame.owner == "agent" and not frame.inmate:
        owners = modifying_actors(scene, noun)
        if owners:
            return owners
    found = parties_after(scene, noun.index, frame.agents, "")
    if found or not frame.carried:
        return tuple(party for party in found if not party.is_place)
    return _carrying_agents(scene, noun) or _claiming_agents(scene, noun)


def modifying_actors(scene: Scene, noun: Token) -> tuple[Party, ...]:
    """Return the actors named before a noun: "Hamas's raid", "the Israeli raid", "militia raids"."""
    return tuple(
        party
        for child in children_of(scene.parse, noun.index, "poss", "compound", "amod", "nmod")
        if scene.mentions.at(child.index)
        for party in scene.parties(child.index)
    )


def parties_after(scene: Scene, at: int, prepositions: tuple[str, ...], takes: str) -> tuple[Party, ...]:
    """Return the parties after the first of some prepositions that has any."""
    for child in children_of(scene.parse, at, "prep", "agent", "dative"):
        if child.lemma.lower() in prepositions:
            found = tuple(
                party
                for grand in children_of(scene.parse, child.index, "pobj")
                for party in scene.parties(grand.index, takes)
            )
            if found:
                return found
    return ()


def first_conjunct(scene: Scene, noun: Token) -> Token:
    """Return the noun whose place in the sentence a joined noun shares."""
    while noun.dep == "conj" and scene.parse.tokens[noun.head].pos == "NOUN":
        noun = scene.parse.tokens[noun.head]
    return noun


def carrier_of(scene: Scene, noun: Token) -> Token | None:
    """Return the verb that carries a noun: "launch" of "launched an attack"."""
    first = first_conjunct(scene, noun)
    if first.dep in {"dobj", "attr", "nsubjpass"} and first.head != first.index:
        verb = scene.parse.tokens[first.head]
        return verb if any(name in frames.CARRYING for name in names_of_verb(scene, verb)) else None
    return None


def _carrying_agents(scene: Scene, noun: Token) -> tuple[Party, ...]:
    verb = carrier_of(scene, noun)
    if verb is None:
        return ()
    passive = is_passive(scene.parse, verb.index)
    if first_conjunct(scene, noun).dep == "nsubjpass" or passive:
        return tuple(party for party in parties_after(scene, verb.index, ("by",), "") if not party.is_place)
    subject = subject_of(scene.parse, verb.index)
    return () if subject is None or subject == noun.index else actors_at(scene, subject)


def _claiming_agents(scene: Scene, noun: Token) -> tuple[Party, ...]:
    """Return who "claimed responsibility for" a deed, or by whom it was "claimed"."""
    for child in children_of(scene.parse, noun.index, "acl"):
        if child.lemma.lower() in frames.CLAIMING:
            return tuple(party for party in parties_after(scene, child.index, ("by",), "") if not party.is_place)
    above = [one for one, _ in zip(ancestors_of(scene.parse, noun.index), range(4), strict=False)]
    words = {one.lemma.lower() for one in above}
    if words & {"responsibility", "responsible"}:
        verb = next((one for one in above if one.lemma.lower() in frames.CLAIMING | {"be"}), None)
        subject = None if verb is None else subject_of(scene.parse, verb.index)
        return () if subject is None else actors_at(scene, subject)
    return ()
