"""Tell how a clause or a noun hangs on the words above it."""

from __future__ import annotations

from safeconduct.core.intake.factuality import hedges, predicates, signatures
from safeconduct.core.intake.factuality.lookup import find_signature
from safeconduct.core.intake.parse import Parse, Token

_DEFINITE = frozenset({"the", "this", "that", "these", "those", "its", "their", "his", "her", "our", "my", "your"})
_CIRCUMSTANCES = frozenset(
    {"after", "although", "as", "because", "before", "since", "though", "until", "when", "whereas", "while"}
)
UNDONE = (signatures.FAILING, signatures.CANCELLING, signatures.POSTPONING)  # what these name has not happened


def names_object(parse: Parse, noun: Token, preposition: Token, governor: Token) -> bool:
    """Tell whether a noun after a preposition is what a predicate is about: "afraid of attacks", "lack of fuel"."""
    definite = any(child.text.lower() in _DEFINITE for child in parse.children(noun.index))
    if find_signature(parse, governor, clausal=False) in UNDONE:
        return preposition.text.lower() in ("in", "of")
    return not definite and preposition.text.lower() in ("about", "for", "of")


def completes(parse: Parse, clause: Token, noun: Token) -> bool:
    """Tell whether a clause that is labelled relative is what a rumour or a claim says: it lacks no part of its own."""
    word, told = noun.lemma.lower(), hedges.HEARSAY_NOUNS | hedges.REPORT_NOUNS
    if any(child.dep == "mark" and child.text.lower() == "that" for child in parse.children(clause.index)):
        return word in told or word in predicates.NOUNS
    if word not in told:
        return False
    own = [child for child in parse.children(clause.index) if child.tag not in ("WDT", "WP")]
    lacking = any(child.tag == "WDT" for child in parse.children(clause.index))
    return lacking and {"nsubj", "dobj"} <= {child.dep for child in own}


def find_predicate(parse: Parse, head: Token, clause: Token) -> Token:
    """Return the adjective or noun that governs a clause hung on its copula, else the head: "it is possible that"."""
    if head.lemma in ("be", "seem", "appear", "become", "remain"):
        for child in parse.children(head.index):
            known = predicates.ADJECTIVES if child.pos == "ADJ" else predicates.NOUNS
            complement = child.dep in ("acomp", "attr", "oprd") and child.index != clause.index
            if complement and child.lemma.lower() in known:
                return child
    return head


_AIMS = frozenset({"aim", "goal", "idea", "intent", "intention", "plan", "purpose", "task"})  # "the aim was to"


def is_to_come(parse: Parse, clause: Token, governor: Token) -> bool:
    """Tell whether "was to" stands before a verb: it was arranged, and need not have happened."""
    to = any(child.text.lower() == "to" for child in parse.children(clause.index))
    named = any(c.dep == "nsubj" and c.lemma.lower() in _AIMS for c in parse.children(governor.index))
    described = any(child.dep in ("acomp", "attr") for child in parse.children(governor.index))
    return governor.lemma == "be" and governor.tag == "VBD" and to and not described and not named


def is_adverbial(parse: Parse, clause: Token) -> bool:
    """Tell whether a clause that is labelled a complement only gives a circumstance: "now that", "because"."""
    for child in parse.children(clause.index):
        if child.dep == "mark":
            before = parse.tokens[child.index - 1].text.lower() if child.index else ""
            return child.text.lower() in _CIRCUMSTANCES or (child.text.lower() == "that" and before in ("given", "now"))
    return False


def shares_auxiliary(parse: Parse, index: int) -> bool:
    """Tell whether a joined verb stands under the first one's auxiliary: "may be stopped and searched"."""
    token = parse.tokens[index]
    return token.dep == "conj" and token.tag in ("VB", "VBG", "VBN") and not has_subject(parse, index)


def has_subject(parse: Parse, index: int) -> bool:
    """Tell whether a verb has a subject of its own."""
    return any(child.dep in ("nsubj", "nsubjpass", "expl") for child in parse.children(index))
