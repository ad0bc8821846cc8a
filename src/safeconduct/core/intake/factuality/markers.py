"""Find the words that weaken or deny one word of a parse where it stands, and nothing above it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from safeconduct.core.intake.factuality import hedges, negators, predicates, signatures
from safeconduct.core.intake.factuality.modals import MODALS, WRITTEN_FORMS, Force
from safeconduct.core.intake.parse import Parse, Token
from safeconduct.core.intake.reading import Certainty


@dataclass(frozen=True, slots=True)
class Marker:
    """Hold a word and the grade it leaves."""

    token: Token
    certainty: Certainty
    deontic: bool = False


def find_modal(parse: Parse, index: int) -> Marker | None:
    """Return the modal of a verb, the first where there are several; None where it has none."""
    for child in parse.children(index):
        if child.dep in ("aux", "auxpass") and child.tag == "MD":
            word = child.text.lower()
            force, certainty = MODALS.get(WRITTEN_FORMS.get(word, word), (Force.FUTURE, Certainty.CERTAIN))
            if word in ("would", "'d") and _says_politely(parse, index):
                return None
            return Marker(child, certainty, force in (Force.DEONTIC, Force.ABILITY))
    return None


def find_hedges(parse: Parse, index: int) -> Iterator[Marker]:
    """Go through the adverbs and adjectives that weaken a word, other than modals."""
    for child in parse.children(index):
        word = child.text.lower()
        if child.dep in ("advmod", "npadvmod", "intj") and word in hedges.ADVERBS:
            yield Marker(child, hedges.ADVERBS[word])
        elif child.dep in ("amod", "nmod", "compound") and word in hedges.ATTRIBUTES:
            yield Marker(child, hedges.ATTRIBUTES[word])


def find_conditions(parse: Parse, index: int) -> Iterator[Token]:
    """Go through the words that set the conditions a clause holds under."""
    for child in parse.children(index):
        if child.dep == "advcl" and child.pos in ("VERB", "AUX"):
            condition = find_condition(parse, child.index)
            if condition is not None:
                yield condition


def find_condition(parse: Parse, index: int) -> Token | None:
    """Return the "if" of an adverbial clause, or the verb that stands for it: "had they known", "should it rain"."""
    children = parse.children(index)
    for child in children:
        if child.dep in ("mark", "advmod") and child.text.lower() in ("if", "unless", "whether"):
            return child
    if children and children[0].dep == "aux" and children[0].text.lower() in ("had", "should", "were"):
        return children[0]
    return None


def is_counterfactual(parse: Parse, index: int) -> bool:
    """Tell whether a clause says what would have been: "had they left, he would have died"."""
    helpers = [child.text.lower() for child in parse.children(index) if child.dep in ("aux", "auxpass")]
    if not {"would", "could", "might", "'d"} & set(helpers) or "have" not in helpers:
        return False
    for child in parse.children(index):
        if child.dep == "advcl" and find_condition(parse, child.index) is not None:
            return any(
                c.dep in ("aux", "auxpass") and c.text.lower() in ("had", "'d") for c in parse.children(child.index)
            )
    return False


def asks_whether(parse: Parse, root: Token) -> bool:
    """Tell whether a sentence asks if what its root says is so; "who" and "where" ask for something else."""
    words = [parse.tokens[index] for index in parse.subtree(root.index)]
    return words[-1].text == "?" and not any(word.tag in ("WP", "WRB", "WDT") for word in words)


def find_negations(parse: Parse, index: int) -> list[Token]:
    """Return the words that deny a word of a parse: two of them cancel out.

    A verb is denied by its own negation and by an argument that is none ("no troops", "nobody"); a noun by its
    determiner or by an adjective such as "failed".
    """
    token = parse.tokens[index]
    before = parse.tokens[max(0, index - 2) : index]
    found = [before[0]] if [word.text.lower() for word in before] == ["all", "but"] else []  # "all but fell"
    for child in parse.children(index):
        word = child.text.lower()
        if child.dep == "neg" or (child.dep in ("advmod", "preconj", "cc") and word in negators.ADVERBS - {"no"}):
            found += [] if _adds_only(parse, child) else [child]
        elif (
            _approximates(child, token)
            or (child.dep == "det" and word in negators.DETERMINERS)
            or (child.dep in ("amod", "compound") and word in negators.ATTRIBUTES)
        ):
            found.append(child)
        elif (child.dep == "advmod" and word == "longer") or (child.dep == "aux" and _is_outstanding(parse, child)):
            found.append(parse.tokens[child.index - 1])  # "no longer", "have yet to"
        elif child.dep in ("acomp", "attr") and word in negators.FALSE and _judges_claim(parse, index):
            found.append(child)
        elif token.lemma == "be" and child.dep == "prep" and word == "without":
            found.append(child)  # "has never been without water"
        elif token.pos in ("VERB", "AUX") and child.dep in ("nsubj", "nsubjpass", "dobj", "attr", "expl", "oprd"):
            found.extend(_empty_argument(parse, child))
    return found


def _empty_argument(parse: Parse, argument: Token) -> list[Token]:
    if argument.text.lower() in negators.PRONOUNS:
        return [argument]
    if predicates.NOUNS.get(argument.lemma.lower()) is signatures.CONTENT:
        scant = [c for c in parse.children(argument.index) if c.text.lower() in negators.SCANT]
        if scant:
            return scant
    return [
        c for c in parse.children(argument.index) if c.dep in ("det", "neg") and c.text.lower() in negators.DETERMINERS
    ]


def _is_outstanding(parse: Parse, particle: Token) -> bool:
    """Tell whether an infinitive's "to" is that of "have yet to"."""
    return (
        particle.text.lower() == "to" and particle.index > 0 and parse.tokens[particle.index - 1].text.lower() == "yet"
    )


def _judges_claim(parse: Parse, index: int) -> bool:
    """Tell whether a clause speaks of a claim: "that is false", "the report is wrong"."""
    inside = [c for child in parse.children(index) if child.dep == "attr" for c in parse.children(child.index)]
    if any(child.dep in ("ccomp", "csubj", "xcomp", "relcl", "acl") for child in (*parse.children(index), *inside)):
        return False  # "it is false that", "it is a lie that": what is false is the clause
    for child in parse.children(index):
        if child.dep == "nsubj":
            word = child.lemma.lower()
            told = word in hedges.HEARSAY_NOUNS or predicates.NOUNS.get(word) is signatures.CONTENT
            return told or word in ("that", "this", "it")
    return False


def _approximates(adverb: Token, verb: Token) -> bool:
    """Tell whether a verb only nearly came true."""
    finite = verb.tag in ("VBD", "VBN", "VBZ")
    return finite and adverb.dep == "advmod" and adverb.text.lower() in negators.APPROXIMATORS


def _adds_only(parse: Parse, negation: Token) -> bool:
    """Tell whether a negation is that of "not only ..."."""
    following = negation.index + 1
    return following < len(parse.tokens) and parse.tokens[following].text.lower() in negators.FOCUS


def _says_politely(parse: Parse, index: int) -> bool:
    """Tell whether "would" is a form of politeness: "I would like", "we would say"."""
    politely = parse.tokens[index].lemma in ("like", "say", "tell", "add", "note", "urge", "thank")
    return politely and any(c.dep == "nsubj" and c.text.lower() in ("i", "we") for c in parse.children(index))
