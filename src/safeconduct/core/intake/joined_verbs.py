"""Tell a verb that is joined to what somebody says from one that is joined to the saying."""

from __future__ import annotations

from safeconduct.core.intake.parse import Parse, Token

_SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj"})
DEEPEST = 40  # no clause a person wrote hangs deeper


def goes_on(parse: Parse, verb: Token) -> bool:
    """Tell whether a verb that the parser joined to a content rather goes on with the cue: "said A and warned that B".

    It has no subject of its own and the tense of the cue, and either another tense than the content or a clause below.

    >>> from safeconduct.adapters.spacy_parser import SpacyParser
    >>> parse = SpacyParser().parse("Kenya denied that it had shelled the camp and accused Hamas of it.")
    >>> goes_on(parse, parse.tokens[9])
    True
    """
    if verb.dep != "conj" or not verb.tag.startswith("VB"):
        return False
    clause, cue = find_cue_over(parse, verb)
    if clause.dep != "ccomp" or clause.index < cue.index:
        return False
    kids = parse.children(verb.index)
    if any(child.dep in _SUBJECTS for child in kids) or tense_of(parse, verb) != tense_of(parse, cue):
        return False
    return tense_of(parse, clause) != tense_of(parse, cue) or any(child.dep == "ccomp" for child in kids)


def find_cue_over(parse: Parse, verb: Token) -> tuple[Token, Token]:
    """Return the clause that a joined verb stands in, and what that clause hangs on."""
    clause = parse.tokens[verb.head]
    for _ in range(DEEPEST):
        if clause.dep != "xcomp":
            break
        clause = parse.tokens[clause.head]
    return clause, parse.tokens[clause.head]


def tense_of(parse: Parse, verb: Token) -> tuple[str, ...]:
    """Return a verb's form with its helpers: what two verbs of one subject have in common."""
    helpers = (child for child in parse.children(verb.index) if child.dep in {"aux", "auxpass"})
    return (verb.tag, *(child.lemma for child in helpers))
