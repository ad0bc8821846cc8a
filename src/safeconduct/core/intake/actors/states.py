"""Tell which government, military, police or office a noun stands for."""

from __future__ import annotations

from safeconduct.core.intake.actors import nouns
from safeconduct.core.intake.actors.discourse import Discourse, is_definite, is_singular, lemma_of
from safeconduct.core.intake.actors.grammar import noun_words
from safeconduct.core.intake.actors.people import name_people, owner_of, plural_of
from safeconduct.core.intake.parse import Token

_OF_THE_LAND = frozenset({"army"})  # "the army" is that of the country in which the text plays
_OTHER_FORCES = frozenset(
    {"allied", "coalition", "foreign", "international", "local", "peacekeeping", "regional", "rival"}
)
_COLLECTIVE_FORCES = frozenset({"army", "force", "military", "navy", "troop"})


def name_government(discourse: Discourse, token: Token) -> str:
    """Return the government that a noun stands for; "a government prison" is of the country in which the text plays."""
    owner = owner_of(discourse, token.index)
    if owner:
        known = discourse.known[owner]
        if known.kind == "armed_group":
            return owner
        if known.country:
            return discourse.government_of(known.country)
        side = discourse.side_of(owner)
        if side:
            return side
    if token.lemma.lower() == "authority" and (is_singular(token) or not is_definite(discourse.parse, token.index)):
        return ""
    if token.dep in {"compound", "amod"} or not is_definite(discourse.parse, token.index):
        return discourse.government_of(discourse.setting) if discourse.setting else ""
    for mention in discourse.before(token.index):
        same = discourse.parse.tokens[mention.head].lemma.lower() == token.lemma.lower()
        if same and discourse.kind_of(mention.key) == "government":
            return mention.key
    if token.index in discourse.speakers or not discourse.setting:
        return discourse.near_government(token.index)
    return discourse.government_of(discourse.setting)


def name_force(discourse: Discourse, token: Token, lemma: str) -> str:
    """Return the military that a noun stands for; soldiers that are only counted are people."""
    modifiers = {
        child.lemma.lower() for child in discourse.parse.children(token.index) if child.dep in {"amod", "compound"}
    }
    if modifiers & _OTHER_FORCES and not owner_of(discourse, token.index):
        slug = "_".join([*sorted(modifiers & _OTHER_FORCES), plural_of(token)])
        return discourse.add(slug, slug.replace("_", " "), "military")
    if "security" in modifiers:
        return name_branch(discourse, token, "security_forces", "police")
    if lemma not in _COLLECTIVE_FORCES and not owner_of(discourse, token.index):
        if is_definite(discourse.parse, token.index):
            return name_branch(discourse, token, "military", "military")
        return name_people(discourse, token)
    return name_branch(discourse, token, "military", "military")


def name_branch(discourse: Discourse, token: Token, word: str, kind: str) -> str:
    """Return the military or police of a government: the one named, else the last one spoken of, else the nearest."""
    owner = owner_of(discourse, token.index)
    if owner and discourse.kind_of(owner) == "armed_group":
        return owner
    if owner and discourse.kind_of(owner) == kind:
        return owner
    government = discourse.side_of(owner) if owner else ""
    if owner and discourse.kind_of(government) != "government":
        return discourse.add(f"{owner}_{word}", f"{discourse.known[owner].name} {word}", kind, owner)
    if not government:
        spoken_of = _last_branch(discourse, token, word, kind)
        if spoken_of:
            return spoken_of
        in_quote = token.index in discourse.speakers
        if in_quote or not discourse.setting or not is_definite(discourse.parse, token.index):
            government = discourse.near_government(token.index)
        else:
            government = discourse.government_of(discourse.setting)
    if not government:
        return discourse.add(word, word, kind)
    known = discourse.known[government]
    prefix = discourse.prefix_of(government)
    return discourse.add(f"{prefix}_{word}", f"{known.name} {word}", kind, government, known.country)


def _last_branch(discourse: Discourse, token: Token, word: str, kind: str) -> str:
    """Return the military or police spoken of last, under the same word if there is one; an army is the setting's."""
    last = ""
    for mention in discourse.before(token.index):
        if discourse.kind_of(mention.key) == kind and mention.key.endswith(f"_{word}"):
            last = last or mention.key
            if lemma_of(discourse.parse.tokens[mention.head]) == lemma_of(token):
                return mention.key
    return "" if lemma_of(token) in _OF_THE_LAND else last


def name_office(discourse: Discourse, token: Token, lemma: str) -> str:
    """Return the ministry, embassy or service that a noun stands for."""
    words = [
        discourse.parse.tokens[at].text.lower()
        for at in noun_words(discourse.parse, token.index)
        if discourse.parse.tokens[at].dep in {"compound", "amod"} and at not in discourse.names
    ]
    fields = [word for word in words if word in nouns.OFFICE_FIELDS]
    if not fields and lemma not in nouns.STANDING_OFFICES:
        return ""
    owner = owner_of(discourse, token.index)
    slug = "_".join([*fields, lemma])
    if not owner:
        for mention in discourse.before(token.index):
            if mention.key.endswith(f"_{slug}"):
                return mention.key
        owner = discourse.near_government(token.index)
    if not owner:
        return discourse.add(slug, slug.replace("_", " "), "office")
    owner = discourse.side_of(owner) or owner
    name = f"{discourse.known[owner].name} {' '.join([*fields, lemma])}"
    return discourse.add(f"{discourse.prefix_of(owner)}_{slug}", name, "office", owner, discourse.known[owner].country)
