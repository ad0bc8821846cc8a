"""Grade one statement: its certainty and polarity, from its cue and its words."""

from __future__ import annotations

from dataclasses import dataclass

from safeconduct.core.intake.attribution.drafts import Draft
from safeconduct.core.intake.attribution.phrases import children_of
from safeconduct.core.intake.document import Span
from safeconduct.core.intake.parse import Parse, Token
from safeconduct.core.intake.reading import Certainty, Polarity


@dataclass(frozen=True, slots=True)
class Grade:
    """Hold what is known of a statement's certainty and polarity."""

    certainty: Certainty
    polarity: Polarity
    hedge_cues: tuple[Span, ...] = ()
    negation_cues: tuple[Span, ...] = ()


def grade_statement(parse: Parse, draft: Draft) -> Grade:
    """Return the grade that the cue sets, and else that of the content's main clause: denied or not.

    The one place where a fuller reading of factuality is to be called.
    """
    certainty = _CERTAINTY.get(draft.kind, Certainty.CERTAIN)
    cue_words = tuple(Span(parse.tokens[index].start, parse.tokens[index].end) for index in draft.negation)
    if draft.polarity is not Polarity.POSITIVE:
        return Grade(certainty, draft.polarity, (), cue_words)
    denying = _find_denial(parse, draft)
    if denying is not None:
        return Grade(certainty, Polarity.NEGATIVE, (), (Span(denying.start, denying.end),))
    return Grade(certainty, Polarity.POSITIVE)


_CERTAINTY = {
    "belief": Certainty.PROBABLE,
    "deliberation": Certainty.POSSIBLE,
    "estimate": Certainty.PROBABLE,
    "hearsay": Certainty.POSSIBLE,
    "question": Certainty.UNKNOWN,
    "refusal": Certainty.UNKNOWN,
}


def _find_denial(parse: Parse, draft: Draft) -> Token | None:
    """Return the word that denies the content's only main clause; None where there are several or none is denied."""
    inside = [token for span in draft.content for token in parse.within(span)]
    indices = {token.index for token in inside}
    heads = [t for t in inside if (t.head not in indices or t.head == t.index) and t.tag.startswith(("VB", "MD"))]
    if len(heads) != 1:
        return None
    denying = children_of(parse, heads[0].index, "neg")
    return denying[0] if denying else None
