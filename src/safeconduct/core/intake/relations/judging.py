"""Judge whether an event of a text is said to be so: affirmed, denied or open."""

from __future__ import annotations

from dataclasses import dataclass

from safeconduct.core.intake.actors.grammar import ancestors_of, children_of
from safeconduct.core.intake.parse import Parse
from safeconduct.core.intake.reading import Certainty, Polarity

_DENYING = frozenset({"deny", "reject", "dismiss", "refute", "dispute", "doubt", "rule_out"})


@dataclass(frozen=True, slots=True)
class Judgement:
    polarity: Polarity
    certainty: Certainty


def judge_event(parse: Parse, index: int) -> Judgement:
    polarity, certainty = Polarity.POSITIVE, Certainty.CERTAIN
    chain = [parse.tokens[index], *ancestors_of(parse, index)]
    for token in chain:
        below = {child.lemma.lower() for child in parse.children(token.index)}
        if any(True for _ in children_of(parse, token.index, "neg")) or "no" in below:
            polarity = Polarity.NEGATIVE
        if token.index != index and token.lemma.lower() in _DENYING:
            polarity = Polarity.NEGATIVE
        if below & {"may", "might", "could", "possible", "potential", "if"}:
            certainty = Certainty.POSSIBLE
        if below & {"would", "will", "likely"}:
            certainty = max(certainty, Certainty.PROBABLE, key=list(Certainty).index)
        if token.dep in {"advcl", "conj", "relcl"}:
            break
    return Judgement(polarity, certainty)
