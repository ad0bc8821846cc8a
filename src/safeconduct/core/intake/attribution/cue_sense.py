"""Tell what a cue itself decides: kind, polarity, and whom it is addressed to."""

from __future__ import annotations

from safeconduct.core.intake.attribution import cues
from safeconduct.core.intake.attribution.cues import Form
from safeconduct.core.intake.attribution.phrases import (
    children_of,
    is_infinitive,
    lemma_of,
)
from safeconduct.core.intake.document import Span
from safeconduct.core.intake.parse import Parse, Token
from safeconduct.core.intake.reading import Polarity


def judge_cue(
    parse: Parse, verb: Token, lemma: str, form: Form, content: tuple[Span, ...]
) -> tuple[str, Polarity, tuple[int, ...]]:
    """Return what the cue itself decides: the kind of the statement, its polarity, and the cue's denying words."""
    kind = cues.find_kind(lemma)
    if lemma in {"ask", "tell"} and form is Form.INFINITIVE:
        kind = "directive"
    if form is Form.DESCRIPTION and kind == "directive":
        kind = "statement"  # "called it a trap" orders nothing
    negations = tuple(child.index for child in children_of(parse, verb.index, "neg"))
    negated = bool(negations)
    if _opens_question(parse, content):
        if negated:
            return "refusal", Polarity.NEGATIVE, negations
        return ("question" if kind in {"question", "statement"} else kind), Polarity.QUESTION, ()
    if lemma in cues.DENYING:
        return kind, (Polarity.POSITIVE if negated else Polarity.NEGATIVE), (verb.index, *negations)
    if lemma in cues.REFUSING and form is Form.INFINITIVE:
        return "refusal", (Polarity.POSITIVE if negated else Polarity.NEGATIVE), (verb.index, *negations)
    if lemma == "doubt" and form is Form.CLAUSE:
        return kind, (Polarity.POSITIVE if negated else Polarity.NEGATIVE), (verb.index, *negations)
    if negated:
        return (kind if lemma in cues.RAISING else "refusal"), Polarity.NEGATIVE, negations
    if is_negated_by_subject(parse, verb.index):
        return kind, Polarity.NEGATIVE, ()
    return kind, Polarity.POSITIVE, ()


def is_negated_by_subject(parse: Parse, verb: int) -> bool:
    """Tell whether nobody does what a verb says ("No official confirmed that ...")."""
    for subject in children_of(parse, verb, "nsubj"):
        if lemma_of(subject) in {"nobody", "none", "neither"}:
            return True
        if any(child.dep == "det" and child.lemma.lower() == "no" for child in parse.children(subject.index)):
            return True
    return False


def _opens_question(parse: Parse, content: tuple[Span, ...]) -> bool:
    """Tell whether a content opens with a question, not with the condition of what it goes on to say."""
    first = next(parse.within(content[0]), None) if content else None
    if first is None or first.lemma.lower() not in {"whether", "if"}:
        return False
    clause = parse.tokens[first.head]
    above = parse.tokens[clause.head]
    return clause.dep != "advcl" or not any(span.start <= above.start < span.end for span in content)


def find_addressee(parse: Parse, verb: int) -> int | None:
    """Return the main word of whom a cue is addressed to."""
    lemma = lemma_of(parse.tokens[verb])
    if lemma in cues.ADDRESSING:
        for kid in children_of(parse, verb, "dative", "dobj"):
            if kid.pos in {"NOUN", "PROPN", "PRON"} and kid.index > verb:
                return kid.index
        for kid in children_of(parse, verb, "nsubjpass"):
            return kid.index
        for clause in children_of(parse, verb, "ccomp"):  # "urged them to leave", read as a clause of its own
            if is_infinitive(parse, clause.index):
                for kid in children_of(parse, clause.index, "nsubj"):
                    return kid.index
    for preposition in children_of(parse, verb, "prep", "dative"):
        if preposition.lemma.lower() in {"to", "with"}:
            for noun in children_of(parse, preposition.index, "pobj"):
                return noun.index
    return None
