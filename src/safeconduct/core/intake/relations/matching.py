"""Match the verbs and nouns of events against the frames: who does what to whom."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from safeconduct.core.intake.actors.grammar import (
    ancestors_of,
    antecedent_of,
    children_of,
    is_passive,
    subject_of,
)
from safeconduct.core.intake.document import Span
from safeconduct.core.intake.parse import Token
from safeconduct.core.intake.relations import frames
from safeconduct.core.intake.relations.conditions import fits, objects_fit
from safeconduct.core.intake.relations.frames import NOUNS, VERBS, NounFrame, VerbFrame
from safeconduct.core.intake.relations.kinds import KINDS, Kind
from safeconduct.core.intake.relations.scene import Party, Scene
from safeconduct.core.intake.relations.status import FEARS

_ADVERBS = frozenset({"away", "back", "home", "off", "out", "over", "up"})
_COPULAS = frozenset({"be", "remain", "stay", "keep", "hold", "become", "get", "bring", "come"})
_RECIPROCALS = frozenset({"other", "another"})


@dataclass(frozen=True, slots=True)
class Match:
    """Say that a predicate of the text puts two parties into a relation."""

    kind: Kind
    subject: Party | None  # None = nobody is named
    object: Party | None  # None = whoever such things are done to
    event: int  # token of the verb or noun
    verb: int  # token of the verb that carries its tense


def match_token(scene: Scene, token: Token) -> Iterator[Match]:
    """Go through the relations that a verb or noun tells."""
    if token.pos in {"VERB", "AUX"} or (token.tag.startswith("VB") and token.dep != "amod"):
        yield from _match_verb(scene, token)
    elif token.pos in {"NOUN", "PROPN"} and token.dep not in {"compound", "amod"}:
        frame = NOUNS.get(token.lemma.lower())
        if frame is not None:
            yield from _match_noun(scene, token, frame)
    elif token.pos == "ADJ" and token.lemma.lower() in frames.PRESENT:
        yield from _match_presence(scene, token)


def names_of_verb(scene: Scene, verb: Token) -> Iterator[str]:
    """Go through what a verb may be called in the frames, with its particle first: "take_over", "take"."""
    lemma = verb.lemma.lower()
    for child in scene.parse.children(verb.index):
        if child.dep == "prt" or (child.dep in {"advmod", "prep", "dobj", "oprd"} and child.text.lower() in _ADVERBS):
            yield f"{lemma}_{child.lemma.lower()}"
        if child.dep in {"dobj", "oprd", "advmod"}:
            yield f"{lemma}_{child.lemma.lower()}"
    yield lemma


def _match_verb(scene: Scene, verb: Token) -> Iterator[Match]:
    for name in names_of_verb(scene, verb):
        for frame in VERBS.get(name, ()):
            found = list(_fill_verb(scene, verb, frame))
            if found:
                yield from found
                return


def _fill_verb(scene: Scene, verb: Token, frame: VerbFrame) -> Iterator[Match]:
    kind = KINDS[frame.relation]
    passive = is_passive(scene.parse, verb.index)
    subjects = _doers(scene, verb.index, kind, passive)
    objects = _sufferers(scene, verb, frame, kind, passive)
    if not objects and kind.symmetric and not passive and len(subjects) > 1 and _is_mutual(scene, verb):
        yield from (Match(kind, subjects[0], other, verb.index, verb.index) for other in subjects[1:])
        return
    if not objects and kind.default_object and _is_feared_deed(scene, verb):
        yield Match(kind, None, None, verb.index, verb.index)
        return
    if not objects or not objects_fit(scene, verb, frame.when, subjects, objects):
        return
    if not subjects and not (kind.unknown_agent and passive):
        return
    for subject in subjects or (None,):
        yield from (Match(kind, subject, one, verb.index, verb.index) for one in objects)


def _is_feared_deed(scene: Scene, verb: Token) -> bool:
    """Tell whether a deed stands alone after "a risk of", whoever does it to whomever."""
    preposition = scene.parse.tokens[verb.head]
    return verb.dep in {"pcomp", "pobj"} and scene.parse.tokens[preposition.head].lemma.lower() in FEARS


def _doers(scene: Scene, verb: int, kind: Kind, passive: bool) -> tuple[Party, ...]:
    if passive:
        for child in children_of(scene.parse, verb, "agent", "prep"):
            if child.lemma.lower() == "by":
                return tuple(
                    party
                    for grand in children_of(scene.parse, child.index, "pobj")
                    for party in _actors(scene, grand.index)
                )
        return ()
    subject = subject_of(scene.parse, verb)
    if subject is None:
        return ()
    found = _actors(scene, subject)
    antecedent = antecedent_of(scene.parse, subject)
    deed = scene.parse.tokens[subject if antecedent is None else antecedent]
    frame = NOUNS.get(deed.lemma.lower())
    if not found and kind.by_events and frame is not None:
        return agents_of_noun(scene, deed, frame)
    return found


def _actors(scene: Scene, at: int) -> tuple[Party, ...]:
    return tuple(party for party in scene.parties(at) if not party.is_place)


def _sufferers(scene: Scene, verb: Token, frame: VerbFrame, kind: Kind, passive: bool) -> tuple[Party, ...]:
    for slot in frame.slots:
        for at in _fill_slot(scene, verb, slot, passive):
            found = tuple(party for party in scene.parties(at, kind.takes) if fits(kind, party, scene))
            if not found and kind.through_events:
                found = _behind_event(scene, at)
            if found:
                return found
    return ()


def _fill_slot(scene: Scene, verb: Token, slot: str, passive: bool) -> Iterator[int]:
    """Go through the tokens that fill a slot of a verb."""
    if slot == "dobj":
        if passive:
            subject = subject_of(scene.parse, verb.index)
            if subject is not None:
                yield subject
            return
        own = [child.index for child in children_of(scene.parse, verb.index, "dobj", "oprd")]
        yield from own or _moved_object(scene, verb) or _shared_object(scene, verb)
    elif slot == "dative":
        yield from (child.index for child in children_of(scene.parse, verb.index, "dative") if child.pos != "ADP")
    else:
        for child in children_of(scene.parse, verb.index, "prep", "dative", "agent"):
            if child.lemma.lower() == slot:
                yield from (grand.index for grand in children_of(scene.parse, child.index, "pobj"))


def _shared_object(scene: Scene, verb: Token) -> list[int]:
    """Return the object that a verb shares with the one joined after it: "attacked and looted the town"."""
    if any(True for _ in children_of(scene.parse, verb.index, "xcomp", "ccomp", "prep")):
        return []
    for child in children_of(scene.parse, verb.index, "conj"):
        if child.pos == "VERB" and not any(True for _ in children_of(scene.parse, child.index, "nsubj", "nsubjpass")):
            return [grand.index for grand in children_of(scene.parse, child.index, "dobj")]
    return []


def _moved_object(scene: Scene, verb: Token) -> list[int]:
    """Return the noun from whose relative clause a verb's object was moved: "the attack that they foiled"."""
    at = verb
    while at.dep in {"xcomp", "pcomp", "prep", "conj", "ccomp"} and at.head != at.index:
        at = scene.parse.tokens[at.head]
    if at.dep != "relcl":
        return []
    subject = next((child for child in children_of(scene.parse, at.index, "nsubj", "nsubjpass")), None)
    if subject is None or subject.lemma.lower() in {"who", "that", "which"}:
        return []
    return [at.head]


def _behind_event(scene: Scene, at: int) -> tuple[Party, ...]:
    """Return who is behind an attack that is foiled or a demand that is refused."""
    token = scene.parse.tokens[at]
    frame = NOUNS.get(token.lemma.lower())
    if frame is not None:
        found = agents_of_noun(scene, token, frame)
        if found:
            return found
    return tuple(
        party
        for child in children_of(scene.parse, at, "poss")
        for party in scene.parties(child.index)
        if not party.is_place
    )


def _is_mutual(scene: Scene, verb: Token) -> bool:
    """Tell whether those who fill the subject do it to each other."""
    objects = list(children_of(scene.parse, verb.index, "dobj"))
    return not objects or objects[0].lemma.lower() in _RECIPROCALS


def agents_of_noun(scene: Scene, noun: Token, frame: NounFrame) -> tuple[Party, ...]:
    """Return who does what a noun says: those before it, those after "by" and its like, those whom its verb brings."""
    if frame.owner == "agent" and not frame.inmate:
        owners = _modifying_actors(scene, noun)
        if owners:
            return owners
    found = _after(scene, noun.index, frame.agents, "")
    if found or not frame.carried:
        return tuple(party for party in found if not party.is_place)
    return _carrying_agents(scene, noun) or _claiming_agents(scene, noun)


def _modifying_actors(scene: Scene, noun: Token) -> tuple[Party, ...]:
    return tuple(
        party
        for child in children_of(scene.parse, noun.index, "poss", "compound", "amod", "nmod")
        if scene.mentions.at(child.index)
        for party in scene.parties(child.index)
    )


def _after(scene: Scene, at: int, prepositions: tuple[str, ...], takes: str) -> tuple[Party, ...]:
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


def _first_conjunct(scene: Scene, noun: Token) -> Token:
    while noun.dep == "conj" and scene.parse.tokens[noun.head].pos == "NOUN":
        noun = scene.parse.tokens[noun.head]
    return noun


def _is_somebodys(scene: Scene, noun: Token, frame: NounFrame) -> bool:
    """Tell whether the words say by whom a deed is done, known or not."""
    if frame.owner == "agent" and any(True for _ in children_of(scene.parse, noun.index, "poss")):
        return True
    holder = scene.parse.tokens[noun.head]
    if noun.dep == "pobj" and holder.lemma.lower() in {"by", "during", "in"}:
        return scene.parse.tokens[holder.head].pos == "VERB"  # "killed him in a strike": by whoever killed him
    return any(child.lemma.lower() == "by" for child in children_of(scene.parse, noun.index, "prep", "agent"))


def _carrier_of(scene: Scene, noun: Token) -> Token | None:
    """Return the verb that carries a noun: "launch" of "launched an attack"."""
    first = _first_conjunct(scene, noun)
    if first.dep in {"dobj", "attr", "nsubjpass"} and first.head != first.index:
        verb = scene.parse.tokens[first.head]
        return verb if any(name in frames.CARRYING for name in names_of_verb(scene, verb)) else None
    return None


def _carrying_agents(scene: Scene, noun: Token) -> tuple[Party, ...]:
    verb = _carrier_of(scene, noun)
    if verb is None:
        return ()
    passive = is_passive(scene.parse, verb.index)
    if _first_conjunct(scene, noun).dep == "nsubjpass" or passive:
        return tuple(party for party in _after(scene, verb.index, ("by",), "") if not party.is_place)
    subject = subject_of(scene.parse, verb.index)
    return () if subject is None or subject == noun.index else _actors(scene, subject)


def _claiming_agents(scene: Scene, noun: Token) -> tuple[Party, ...]:
    """Return who "claimed responsibility for" a deed, or by whom it was "claimed"."""
    for child in children_of(scene.parse, noun.index, "acl"):
        if child.lemma.lower() in frames.CLAIMING:
            return tuple(party for party in _after(scene, child.index, ("by",), "") if not party.is_place)
    above = [one for one, _ in zip(ancestors_of(scene.parse, noun.index), range(4), strict=False)]
    words = {one.lemma.lower() for one in above}
    if words & {"responsibility", "responsible"}:
        verb = next((one for one in above if one.lemma.lower() in frames.CLAIMING | {"be"}), None)
        subject = None if verb is None else subject_of(scene.parse, verb.index)
        return () if subject is None else _actors(scene, subject)
    return ()


def _state_subject(scene: Scene, noun: Token, preposition: str) -> tuple[Token, int] | None:
    """Return the verb, and who is in a state that a noun says: "they are in control", "those in charge"."""
    first = _first_conjunct(scene, noun)
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


def _match_noun(scene: Scene, noun: Token, frame: NounFrame) -> Iterator[Match]:
    kind = KINDS[frame.relation]
    if frame.inmate:
        yield from _match_inmate(scene, noun, kind)
        return
    verb = _carrier_of(scene, noun)
    between = _after(scene, noun.index, ("between", "among"), "")
    if not between and verb is not None:
        between = _after(scene, verb.index, ("between",), "")
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
            carrier, agents = state[0], _actors(scene, state[1])
            patients = patients or _after(scene, carrier.index, frame.patients, kind.takes)
    ruled = _state_subject(scene, noun, "under")
    if ruled is not None and not agents:
        carrier, agents = (
            ruled[0],
            tuple(one for one in _after(scene, noun.index, ("of", "by"), "") if not one.is_place),
        )
        patients = scene.parties(ruled[1], kind.takes)
    if not agents and not patients:
        agents, patients = _inherit(scene, noun)
    if kind.name == "controls" and verb is not None and verb.lemma in frames.SEIZING:
        kind = KINDS["took_over"]
    patients = tuple(party for party in patients if fits(kind, party, scene))
    tense = carrier if carrier is not None else _verb_above(scene, noun)
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
    found = tuple(party for party in _after(scene, noun.index, frame.patients, kind.takes) if fits(kind, party, scene))
    if found:
        return found
    if frame.owner == "patient":
        owners = _modifying_actors(scene, noun)
        if owners:
            return owners
    if verb is not None:
        found = _after(scene, verb.index, frame.patients, kind.takes)
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


def _match_inmate(scene: Scene, noun: Token, kind: Kind) -> Iterator[Match]:
    agents = _modifying_actors(scene, noun) or _after(scene, noun.index, ("of", "by"), "")
    state = _state_subject(scene, noun, "in")
    if state is None:
        return
    patients = tuple(party for party in _actors(scene, state[1]) if fits(kind, party, scene))
    for agent in agents:
        if agent.is_place:
            continue
        yield from (Match(kind, agent, patient, noun.index, state[0].index) for patient in patients)


def _match_presence(scene: Scene, adjective: Token) -> Iterator[Match]:
    kind = KINDS["present_in"]
    places = tuple(
        party
        for party in _after(scene, adjective.index, ("in", "across", "near"), kind.takes)
        if fits(kind, party, scene)
    )
    head = scene.parse.tokens[adjective.head]
    if adjective.dep == "acomp":
        subject = subject_of(scene.parse, head.index)
        agents = () if subject is None else _actors(scene, subject)
    else:
        agents = _actors(scene, head.index)
    for agent in agents:
        yield from (Match(kind, agent, place, adjective.index, _verb_above(scene, adjective).index) for place in places)


def _inherit(scene: Scene, noun: Token) -> tuple[tuple[Party, ...], tuple[Party, ...]]:
    """Return the parties of the event that a noun without any is joined to, or repeats from the same sentence."""
    for other in _events_alike(scene, noun):
        frame = NOUNS[other.lemma.lower()]
        kind = KINDS[frame.relation]
        agents = agents_of_noun(scene, other, frame)
        patients = _patients_of_noun(scene, other, frame, kind, _carrier_of(scene, other))
        if agents and patients:
            return agents, patients
    return (), ()


def _events_alike(scene: Scene, noun: Token) -> Iterator[Token]:
    joined = _first_conjunct(scene, noun)
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


def _verb_above(scene: Scene, token: Token) -> Token:
    return next((above for above in ancestors_of(scene.parse, token.index) if above.pos in {"VERB", "AUX"}), token)


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
