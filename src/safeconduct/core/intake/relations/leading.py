"""Find who leads or led whom, as nouns of role say it: "the former head of X", "X's founder, Y"."""

from __future__ import annotations

from collections.abc import Iterator

from safeconduct.core.intake.actors.discourse import is_singular
from safeconduct.core.intake.actors.grammar import children_of
from safeconduct.core.intake.parse import Token
from safeconduct.core.intake.relations.conditions import is_leader_word
from safeconduct.core.intake.relations.kinds import KINDS
from safeconduct.core.intake.relations.match import Match
from safeconduct.core.intake.relations.scene import Party, Scene

_LED = frozenset({"armed_group", "military", "office", "organisation", "police"})


def match_role(scene: Scene, noun: Token) -> Iterator[Match]:
    """Go through whom a noun says that its bearer leads; a plural ("leaders") leads nobody in particular."""
    if not is_leader_word(noun) or not is_singular(noun):
        return
    leaders = [party for party in scene.parties(noun.index) if scene.kind_of(party.key) == "person"]
    if not leaders:
        leaders = list(_titled(scene, noun))
    for leader in leaders[:1]:
        for group in _led(scene, noun):
            yield Match(KINDS["led"], leader, group, noun.index, noun.index)


def _titled(scene: Scene, noun: Token) -> Iterator[Party]:
    """Go through the person before whose name the noun stands: "rebel leader Peni Sorova"."""
    if noun.dep == "compound":
        yield from (party for party in scene.parties(noun.head) if scene.kind_of(party.key) == "person")


def _led(scene: Scene, noun: Token) -> Iterator[Party]:
    holders = [noun.index] if noun.dep != "compound" else [noun.index, noun.head]
    for holder in holders:
        for child in children_of(scene.parse, holder, "poss", "compound", "amod", "nmod"):
            yield from _groups(scene, child.index)
    for child in children_of(scene.parse, noun.index, "prep"):
        if child.lemma.lower() == "of":
            for grand in children_of(scene.parse, child.index, "pobj"):
                yield from _groups(scene, grand.index)


def _groups(scene: Scene, at: int) -> Iterator[Party]:
    yield from (party for party in scene.parties(at) if scene.kind_of(party.key) in _LED)
