"""Name people after what they are and whose: "aid workers", "Afghan allies"; tell whose a noun is."""

from __future__ import annotations

from safeconduct.core.intake.actors import nouns
from safeconduct.core.intake.actors.discourse import Discourse, is_singular, lemma_of, owner_tokens
from safeconduct.core.intake.parse import Token

OF = frozenset({"of"})
_ALREADY_MANY = frozenset({"crew", "diaspora", "military", "people", "personnel", "police", "staff"})


def owner_of(discourse: Discourse, head: int, prepositions: frozenset[str] = OF) -> str:
    """Return the key of the actor to whom a noun belongs; "" where none is told."""
    for token in owner_tokens(discourse.parse, head, prepositions):
        keys = discourse.resolve(token.index)
        if keys and discourse.kind_of(keys[0]) != "population":
            return keys[0]
    return ""


def plural_of(token: Token) -> str:
    """Return a noun in the plural, as keys of people have it."""
    text = token.text.lower()
    if token.tag in {"NNS", "NNPS"} or lemma_of(token) in _ALREADY_MANY:
        return text
    return text + "s" if not text.endswith("man") else text[:-3] + "men"


def telling_words(discourse: Discourse, token: Token) -> list[str]:
    """Return the modifiers that make another group of people; those of a name are left out."""
    words = []
    for child in discourse.parse.children(token.index):
        inside_name = (
            child.entity in {"GPE", "NORP", "PERSON", "ORG", "CARDINAL", "DATE"} or child.index in discourse.names
        )
        if inside_name or discourse.mentions.get(child.index):
            continue
        if child.dep == "compound" or (child.dep == "amod" and child.lemma.lower() in nouns.TELLING):
            words.append(child.text.lower())
    return words


def name_people(discourse: Discourse, token: Token) -> str:
    """Name people by the words that set them apart: foreign_nationals, swiss_engineers."""
    owner = owner_of(discourse, token.index, frozenset())
    plural = plural_of(token)
    if is_singular(token) and plural != token.text.lower():
        return ""
    telling = telling_words(discourse, token)
    land = discourse.known[owner].country if owner else ""
    prefix = [discourse.prefix_of(owner)] if owner else []
    slug = "_".join([*prefix, *telling, plural])
    return discourse.add(slug, slug.replace("_", " "), "population", country=land)
