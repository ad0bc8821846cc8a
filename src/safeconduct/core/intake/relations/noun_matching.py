"""Match the nouns of events against the frames: by whom what is done to whom."""

from __future__ import annotations

from collections.abc import Iterator

from safeconduct.core.intake.actors.grammar import ancestors_of, children_of, is_passive, subject_of
from safeconduct.core.intake.parse import Token
from safeconduct.core.intake.relations import frames
from safeconduct.core.intake.relations.agents import (
    agents_of_noun,
    carrier_of,
    first_conjunct,
    modifying_actors,
    parties_after,
)
from safeconduct.core.intake.relations.conditions import fits
from safeconduct.core.intake.relations.frames import NOUNS, NounFrame
from safeconduct.core.intake.relations.kinds import KINDS, Kind
from safeconduct.core.intake.relations.match import Match, actors_at, verb_above
from safeconduct.core.intake.relations.scene import Party, Scene

_COPULAS = frozenset({"be", "remain", "stay", "keep", "hold", "become", "get", "bring", "come"})


def match_noun(scene: Scene, noun: Token, frame: NounFrame) -> Iterator[Match]:
    """Go through the relations that the noun of an event tells."""
    kind = KINDS[frame.relation]
    if frame.inmate:
        yield from _match_inmate(scene, noun, kind)
        return
    verb = carrier_of(scene, noun)
    between = parties_after(scene, noun.index, ("between", "among"), "")
    if not between and verb is not None:
        between = parties_after(scene, verb.index, ("between",), "")
    agents: tuple[Party, ...]
    patients: tuple[Party, ...]
    if len(between) > 1:
        agents, patients = between[:1], between[1:]
    else:
        agents = agents_of_noun(scene, noun, frame)
        patients = _patients_of_noun(scene, noun, frame, kind, verb)
    carrier = verb
    if frame.within and not agents:
        state = _state_subject(scene, noun, "in")
        if state is not None:
            carrier, agents = state[0], actors_at(scene, state[1])
            patients = patients or parties_after(scene, carrier.index, frame.patients, kind.takes)
    ruled = _state_subject(scene, noun, "under")
    if ruled is not None and not agents:
        carrier, agents = (
            ruled[0],
            tuple(one for one in parties_after(scene, noun.index, ("of", "by"), "") if not one.is_place),
        )
        patients = scene.parties(ruled[1], kind.takes)
    if not agents and not patients:
        agents, patients = _inherit(scene, noun)
    if kind.name == "controls" and verb is not None and verb.lemma in frames.SEIZING:
        kind = KINDS["took_over"]
    patients = tuple(party for party in patients if fits(kind, party, scene))
    tense = carrier if carrier is not None else verb_above(scene, noun)
    if agents or not _is_somebodys(scene, noun, frame):
        yield from _pair(kind, agents, patients, noun, tense)


def _pair(
    kind: Kind, agents: tuple[Party, ...], patients: tuple[Party, ...], noun: Token, tense: Token
) -> Iterator[Match]:
    if not agents and not kind.unknown_agent:
        return
    if not patients and not (kind.default_object and not agents):
        return
    for agent in agents or (None,):
        for patient in patients or (None,):
            yield Match(kind, agent, patient, noun.index, tense.index)


def _patients_of_noun(scene: Scene, noun: Token, frame: NounFrame, kind: Kind, verb: Token | None) -> tuple[Party, ...]:
    found = tuple(
        party for party in parties_after(scene, noun.index, frame.patients, kind.takes) if fits(kind, party, scene)
    )
    if found:
        return found
    if frame.owner == "patient":
        owners = modifying_actors(scene, noun)
        if owners:
            return owners
    if verb is not None:
        found = parties_after(scene, verb.index, frame.patients, kind.takes)
        found = found or tuple(
            party
            for child in children_of(scene.parse, verb.index, "dative")
            for party in scene.parties(child.index, kind.takes)
        )
        if found:
            return found
    return _suffering(scene, noun, kind) or _protected(scene, noun, kind)


def _suffering(scene: Scene, noun: Token, kind: Kind) -> tuple[Party, ...]:
    """Return who "faces", "suffers" or "comes under" what a noun says."""
    if noun.dep == "dobj":
        verb = scene.parse.tokens[noun.head]
        subject = subject_of(scene.parse, verb.index) if verb.lemma in frames.SUFFERING else None
        return () if subject is None else scene.parties(subject, kind.takes)
    state = _state_subject(scene, noun, "under")
    return () if state is None else scene.parties(state[1], kind.takes)


def _protected(scene: Scene, noun: Token, kind: Kind) -> tuple[Party, ...]:
    """Return what is defended "against an attack"."""
    holder = scene.parse.tokens[noun.head]
    if noun.dep != "pobj" or holder.lemma.lower() not in {"against", "from"}:
        return ()
    for above in ancestors_of(scene.parse, holder.index):
        if above.lemma.lower() in frames.PROTECTING:
            return tuple(
                party
                for child in children_of(scene.parse, above.index, "dobj", "nsubjpass")
                for party in scene.parties(child.index, kind.takes)
            )
    return ()


def _is_somebodys(scene: Scene, noun: Token, frame: NounFrame) -> bool:
    """Tell whether the words say by whom a deed is done, known or not."""
    if frame.owner == "agent" and any(True for _ in children_of(scene.parse, noun.index, "poss")):
        return True
    holder = scene.parse.tokens[noun.head]
    if noun.dep == "pobj" and holder.lemma.lower() in {"by", "during", "in"}:
        return scene.parse.tokens[holder.head].pos == "VERB"  # "killed him in a strike": by whoever killed him
    return any(child.lemma.lower() == "by" for child in children_of(scene.parse, noun.index, "prep", "agent"))


def _state_subject(scene: Scene, noun: Token, preposition: str) -> tuple[Token, int] | None:
    """Return the verb, and who is in a state that a noun says: "they are in control", "those in charge"."""
    first = first_conjunct(scene, noun)
    holder = scene.parse.tokens[first.head]
    if first.dep != "pobj" or holder.lemma.lower() != preposition or holder.head == holder.index:
        return None
    above = scene.parse.tokens[holder.head]
    if above.pos in {"NOUN", "PROPN", "PRON"}:
        return above, above.index
    if above.lemma.lower() not in _COPULAS:
        return None
    if is_passive(scene.parse, above.index) or above.lemma.lower() in {"be", "remain", "stay", "come"}:
        subject = subject_of(scene.parse, above.index)
    else:
        subject = next((child.index for child in children_of(scene.parse, above.index, "dobj")), None)
    return None if subject is None else (above, subject)


def _match_inmate(scene: Scene, noun: Token, kind: Kind) -> Iterator[Match]:
    agents = modifying_actors(scene, noun) or parties_after(scene, noun.index, ("of", "by"), "")
    state = _state_subject(scene, noun, "in")
    if state is None:
        return
    patients = tuple(party for party in actors_at(scene, state[1]) if fits(kind, party, scene))
    for agent in agents:
        if agent.is_place:
            continue
        yield from (Match(kind, agent, patient, noun.index, state[0].index) for patient in patients)


def _inherit(scene: Scene, noun: Token) -> tuple[tuple[Party, ...], tuple[Party, ...]]:
    """Return the parties of the event that a noun without any is joined to, or repeats from the same sentence."""
    for other in _events_alike(scene, noun):
        frame = NOUNS[other.lemma.lower()]
        kind = KINDS[frame.relation]
        agents = agents_of_noun(scene, other, frame)
        patients = _patients_of_noun(scene, other, frame, kind, carrier_of(scene, other))
        if agents and patients:
            return agents, patients
    return (), ()


def _events_alike(scene: Scene, noun: Token) -> Iterator[Token]:
    joined = first_conjunct(scene, noun)
    lemmas = {noun.lemma.lower(), joined.lemma.lower()} & set(NOUNS)
    if joined.index == noun.index and not any(True for _ in children_of(scene.parse, noun.index, "conj")):
        lemmas = {noun.lemma.lower()}
    if joined.index != noun.index and joined.lemma.lower() in NOUNS:
        yield joined
    for at in range(noun.index - 1, -1, -1):
        other = scene.parse.tokens[at]
        if other.sentence != noun.sentence:
            return
        if other.pos == "NOUN" and other.lemma.lower() in lemmas and other.dep != "compound":
            yield other
