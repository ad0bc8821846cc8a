"""Find the names of armed groups that no list has: by what they do, and by who is theirs."""

from __future__ import annotations

from safeconduct.core.intake.parse import Parse, Token

_WARLIKE = frozenset(
    {
        "abduct", "ambush", "assault", "attack", "besiege", "blockade", "bomb", "bombard", "capture", "fire", "hijack",
        "kidnap", "kill", "massacre", "mine", "murder", "overrun", "raid", "rocket", "seize", "shell", "shoot", "storm",
        "strike", "torch",
    }
)  # fmt: skip
_MEMBERS = frozenset({"commander", "fighter", "gunman", "insurgent", "militant", "militiaman", "prisoner", "rebel"})
_KINDS = frozenset({"faction", "gang", "guerrilla", "insurgency", "militia"})
_NAMED = frozenset({"PERSON", "GPE", "LOC", "FAC", "NORP", "DATE"})


def find_armed_name(parse: Parse, token: Token) -> str:
    """Return, in small letters, the name that ends with a word where that is an armed group's; "" where it is none.

    "The Iron Tide shelled the pier", "Iron Tide fighters", "the Iron Tide, a militia": a name with "the" that attacks,
    one before its members, one with a word for what it is.

    >>> from safeconduct.adapters.spacy_parser import SpacyParser
    >>> parse = SpacyParser().parse("The Iron Tide shelled the pier.")
    >>> find_armed_name(parse, parse.tokens[2])
    'iron tide'
    """
    if token.pos != "PROPN" or token.entity in _NAMED or not token.text[:1].isupper():
        return ""
    first = token.index
    while first > 0 and _is_in_name(parse.tokens[first - 1]):
        first -= 1
    if first == token.index or not (_attacks(parse, token) or _has_members(parse, token) or _is_called(parse, token)):
        return ""
    return parse.text[parse.tokens[first].start : token.end].lower()


def _is_in_name(token: Token) -> bool:
    return token.text[:1].isupper() and token.pos in {"PROPN", "ADJ"} and token.entity not in _NAMED


def _attacks(parse: Parse, token: Token) -> bool:
    verb = parse.tokens[token.head]
    the = any(child.text.lower() == "the" for child in parse.children(token.index))
    return the and token.dep == "nsubj" and verb.lemma.lower() in _WARLIKE


def _has_members(parse: Parse, token: Token) -> bool:
    after = parse.tokens[token.index + 1 : token.index + 2]
    return bool(after) and after[0].lemma.lower() in _MEMBERS and after[0].text.islower()


def _is_called(parse: Parse, token: Token) -> bool:
    return any(child.dep == "appos" and child.lemma.lower() in _KINDS for child in parse.children(token.index))
