"""Match the verbs of events against the frames: who does what to whom."""

from __future__ import annotations

from collections.abc import Iterator

from safeconduct.core.intake.actors.grammar import antecedent_of, children_of, is_passive, subject_of
from safeconduct.core.intake.parse import Token
from safeconduct.core.intake.relations.agents import agents_of_noun, names_of_verb
from safeconduct.core.intake.relations.conditions import fits, objects_fit
from safeconduct.core.intake.relations.frames import NOUNS, VERBS, VerbFrame
from safeconduct.core.intake.relations.kinds import KINDS, Kind
from safeconduct.core.intake.relations.match import Match, actors_at
from safeconduct.core.intake.relations.scene import Party, Scene
from safeconduct.core.intake.relations.status import FEARS

_RECIPROCALS = frozenset({"other", "another"})


def match_verb(scene: Scene, verb: Token) -> Iterator[Match]:
    """Go through the relations that a verb tells, by the first frame that fits."""
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
                    for party in actors_at(scene, grand.index)
                )
        return ()
    subject = subject_of(scene.parse, verb)
    if subject is None:
        return ()
    found = actors_at(scene, subject)
    antecedent = antecedent_of(scene.parse, subject)
    deed = scene.parse.tokens[subject if antecedent is None else antecedent]
    frame = NOUNS.get(deed.lemma.lower())
    if not found and kind.by_events and frame is not None:
        return agents_of_noun(scene, deed, frame)
    return found


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
        particles = {child.lemma.lower() for child in children_of(scene.parse, verb.index, "prt", "advmod")}
        own = [
            child.index
            for child in children_of(scene.parse, verb.index, "dobj", "oprd")
            if not (child.lemma.lower() == "it" and "out" in particles)  # "fought it out"
        ]
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
