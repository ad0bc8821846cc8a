"""Tell whether a party may stand where a frame puts it."""

from __future__ import annotations

from safeconduct.core.intake.actors import nouns
from safeconduct.core.intake.actors.discourse import lemma_of
from safeconduct.core.intake.actors.grammar import children_of
from safeconduct.core.intake.parse import Token
from safeconduct.core.intake.relations.frames import WEAPONS
from safeconduct.core.intake.relations.kinds import Kind
from safeconduct.core.intake.relations.scene import Party, Scene

_HUMAN = frozenset({"group", "person", "population"})
_ORGANISED = frozenset({"armed_group", "government", "military", "office", "organisation", "police"})
_ARMED = frozenset({"armed_group", "group", "military", "police"})
_SITED = frozenset({"office"})  # an embassy is an actor and a building
_PRESS = frozenset({"journalists", "reporters", "viewers"})
_PLAIN_WARNINGS = frozenset({"alert", "caution", "warn"})
_ASKING = frozenset({"about", "how", "if", "what", "when", "where", "whether", "who", "why"})


def fits(kind: Kind, party: Party, scene: Scene) -> bool:
    """Tell whether a relation may have a party as its object."""
    if not party.key or (party.key in _PRESS and not kind.with_press):
        return False
    if kind.needs == "actor":
        return not party.is_place
    return kind.needs != "place" or party.is_place or scene.kind_of(party.key) in _SITED


def objects_fit(scene: Scene, verb: Token, when: str, subjects: tuple[Party, ...], objects: tuple[Party, ...]) -> bool:
    """Tell whether a verb is used in the sense of a frame."""
    kinds = {scene.kind_of(party.key) for party in objects}
    match when:
        case "place":
            return all(party.is_place or scene.kind_of(party.key) in _SITED for party in objects)
        case "actor":
            return not any(party.is_place for party in objects)
        case "people" | "person":
            return kinds <= _HUMAN
        case "public":
            return kinds == {"population"}
        case "armed":
            return kinds <= _ARMED
        case "organised":
            return kinds <= _ORGANISED
        case "question":
            return _asks(scene, verb)
        case "order":
            return _orders(scene, verb)
        case "warned":
            return verb.lemma.lower() in _PLAIN_WARNINGS or (kinds == {"population"} and _orders(scene, verb))
        case "weapons":
            return _brings_weapons(scene, verb)
        case "out":
            return _brings_out(scene, verb)
        case "left":
            return bool(subjects) and all(scene.kind_of(party.key) in _ARMED - {"group"} for party in subjects)
        case _:
            return True


def _asks(scene: Scene, verb: Token) -> bool:
    clauses = children_of(scene.parse, verb.index, "ccomp", "advcl")
    asked = any(grand.lemma.lower() in _ASKING for clause in clauses for grand in scene.parse.children(clause.index))
    return asked or any(child.lemma.lower() in _ASKING for child in children_of(scene.parse, verb.index, "prep"))


def _orders(scene: Scene, verb: Token) -> bool:
    return any(
        child.tag == "VB" and any(True for _ in children_of(scene.parse, child.index, "aux"))
        for child in children_of(scene.parse, verb.index, "xcomp", "ccomp", "advcl")
    )


def _brings_weapons(scene: Scene, verb: Token) -> bool:
    things = list(children_of(scene.parse, verb.index, "dobj"))
    for child in children_of(scene.parse, verb.index, "prep"):
        if child.lemma == "with":
            things.extend(children_of(scene.parse, child.index, "pobj"))
    return any(thing.lemma.lower() in WEAPONS for thing in things)


def _brings_out(scene: Scene, verb: Token) -> bool:
    return any(child.text.lower() in {"out", "home"} for child in scene.parse.children(verb.index))


def is_leader_word(token: Token) -> bool:
    """Tell whether a noun says that somebody leads: "head", "commander"."""
    return lemma_of(token) in nouns.LEADERS
